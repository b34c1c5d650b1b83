# %% [markdown] lang="en"
# # 10 · Tasks from elsewhere
#
# ![Three scores, and above each a bar: its probability](attachment:10_tasks_from_elsewhere.png)
#
# Tasks that well-known courses set, in our own words, with checks that say what is wrong. All of them are optional, and they come in any order: each heading says from where a task is and about how many minutes it takes. What you know from lessons 0 to 8 is enough.
#
# The challenge of the series remains [9 · The blank page](09_blank_page.ipynb): here you find out whether you can use elsewhere what you built.
#
# About 75 minutes for all.

# %% [markdown] lang="zh-TW" of="5fb66c72"
# # 10 · 別人出的題目
#
# ![三個分數，上方的長條是各自的機率](attachment:10_tasks_from_elsewhere.png)
#
# 這些是知名課程出的題目，我們用自己的話改寫，檢查會說出哪裡不對。全部都是選做，先做哪一題都行：每個標題都寫了題目的出處，以及大約要幾分鐘。第 0 到 8 課學到的就夠用。
#
# 這個系列真正的挑戰，還是 [9 · 空白頁](09_blank_page.ipynb)；在這裡，你可以看看自己做出來的東西，拿到別的地方用不用得上。
#
# 全部做完大約 75 分鐘。

# %%
Value = mine.tanh()

# %%
import math

# %% [markdown] lang="en"
# ## Three slopes of one formula
# *After the exercises of the micrograd lecture (Neural Networks: Zero to Hero). About 12 minutes.*
#
# $$f(a, b, c) = -a^3 + \sin(3b) - \frac{1}{c} + b^{2.5} - a^{0.5}$$
#
# First without computing anything, as a lab of the Harbin Institute of Technology (HIT) asks for it: which sign, and roughly how large? **Predict:**

# %% [markdown] lang="zh-TW" of="e48c7b0b"
# ## 一個公式的三個斜率
# 改寫自 micrograd 那堂課的練習（Neural Networks: Zero to Hero）。大約 12 分鐘。
#
# $$f(a, b, c) = -a^3 + \sin(3b) - \frac{1}{c} + b^{2.5} - a^{0.5}$$
#
# 先什麼都不算，就像哈爾濱工業大學（HIT）一次實驗課要求的那樣：正負號是什麼？大概有多大？**先預測**：

# %%
predict.falls

# %% [markdown] lang="en"
# **Predict** the size of another one, in the same way:

# %% [markdown] lang="zh-TW" of="d88d38cb"
# 用同樣的方法，**先預測**另一個的大小：

# %%
predict.rough_size

# %% [markdown] lang="en"
# ### Make: the slopes, for any place
# By rules this time, and not by nudging. The check holds all three against nudging, at several places.

# %% [markdown] lang="zh-TW" of="097bf02c"
# ### 實作：任何地方的斜率
# 這次不用輕推，用規則推導。檢查會在好幾個地方，拿三個斜率和輕推的結果比對。

# %%
def three_slopes(a, b, c):
    ...

# display(hint.three_slopes())
# display(solution.three_slopes())
check.three_slopes(three_slopes)

# %% [markdown] lang="en"
# ## The loss of a choice, with your own `Value`
# *After the same lecture's second exercise. About 14 minutes.*
#
# Lesson 8 made a loss out of four scores, with the engine's `log`. Here it has to run on your class, which lacks `log` so far. **Predict** its slope first:

# %% [markdown] lang="zh-TW" of="117e6338"
# ## 四選一的損失，用你自己的 `Value`
# 改寫自同一堂課的第二個練習。大約 14 分鐘。
#
# 第 8 課用引擎的 `log`，從四個分數算出損失（loss）。這次要在你自己的類別上跑，而它還沒有 `log`。**先預測**它的斜率：

# %%
predict.log_slope

# %% [markdown] lang="en"
# ### Make: `log`
# With its `_backward`, as for `exp` and `tanh`.

# %% [markdown] lang="zh-TW" of="d80383d5"
# ### 實作：`log`
# 和 `exp`、`tanh` 一樣，連同它的 `_backward`。

# %%
def log(self):
    ...

Value.log = log

# display(hint.log())
# display(solution.log())
check.log(Value)

# %% [markdown] lang="en"
# Go on with a class that has it.

# %% [markdown] lang="zh-TW" of="10ea4dcd"
# 接下來用的類別已經有它了。

# %%
Value = mine.log()

# %% [markdown] lang="en"
# A thought before you write the loss. **Predict:**

# %% [markdown] lang="zh-TW" of="3d6dcb91"
# 寫損失之前，先想一件事。**先預測**：

# %%
predict.all_alike

# %% [markdown] lang="en"
# ### Make: the loss
# `scores` is a list of `Value`s, and `which` the place of the right one in it.

# %% [markdown] lang="zh-TW" of="d3d60394"
# ### 實作：損失
# `scores` 是一串 `Value`，`which` 是正確的那個在第幾個位置，從 0 算起。

# %%
def softmax_loss(scores, which):
    ...

# display(hint.softmax_loss())
# display(solution.softmax_loss())
check.softmax_loss(softmax_loss)

# %% [markdown] lang="en"
# On the lecture's scores 0, 3, −2 and 1, of which the last is right, the gradients come out as 0.0418, 0.8390, 0.0057 and −0.8865, in the lecture by PyTorch and here by your class:

# %% [markdown] lang="zh-TW" of="31e3534b"
# 那堂課用的分數是 0、3、−2、1，最後一個才正確。梯度應該是 0.0418、0.8390、0.0057、−0.8865：課堂上由 PyTorch 算，這裡由你的類別算。

# %%
softmax_loss = mine.softmax_loss()
scores = [Value(0.0), Value(3.0), Value(-2.0), Value(1.0)]
softmax_loss(scores, 3).backward()
print([round(score.grad, 4) for score in scores])

# %% [markdown] lang="en"
# ## The same gradient, without a graph
# *After the first assignment of Stanford's CS224n. About 9 minutes.*
#
# What four operations do together can be written in one line, as lesson 8 found. **Predict** something about it:

# %% [markdown] lang="zh-TW" of="dc8fb19e"
# ## 同樣的梯度，不用計算圖
# 改寫自史丹佛 CS224n 的第一份作業。大約 9 分鐘。
#
# 第 8 課發現：四個運算合起來做的事，一行就寫得完。**先預測**它的一個性質：

# %%
predict.scores_raised

# %% [markdown] lang="en"
# ### Make: the gradients by hand
# Plain numbers go in, plain numbers come out. Only `math` may help.

# %% [markdown] lang="zh-TW" of="5f22d5f2"
# ### 實作：親手算梯度
# 進去的是普通數字，出來的也是普通數字。只能用 `math`。

# %%
def softmax_gradient(scores, which):
    ...

# display(hint.softmax_gradient())
# display(solution.softmax_gradient())
check.softmax_gradient(softmax_gradient)

# %% [markdown] lang="en"
# ## Backwards by hand, in stages
# *After the notes of Stanford's CS231n. About 14 minutes.*
#
# $$f(x, y) = \frac{x + s(y)}{s(x) + (x + y)^2} \qquad s(z) = \frac{1}{1 + e^{-z}}$$
#
# Nobody wants to see the derivative of this as one formula, and nobody needs it. **Predict:**

# %% [markdown] lang="zh-TW" of="77133b7e"
# ## 親手一步一步往回走
# 改寫自史丹佛 CS231n 的講義。大約 14 分鐘。
#
# $$f(x, y) = \frac{x + s(y)}{s(x) + (x + y)^2} \qquad s(z) = \frac{1}{1 + e^{-z}}$$
#
# 它的導數（derivative）要是寫成一條公式，沒有人想看，也沒有必要。**先預測**：

# %%
predict.uses_of_x

# %% [markdown] lang="en"
# ### Make: the way back, without a `Value`
# Give each step forwards a name, and then write one line for each of them, from the last to the first. You are now `backward()`. At (3, −4) it gives 2.0596 and 1.5922.

# %% [markdown] lang="zh-TW" of="62d4beab"
# ### 實作：往回走，不用 `Value`
# 往前的每一步都取一個名字，再從最後一步到第一步，各寫一行。現在，你就是 `backward()`。在 (3, −4)，結果是 2.0596 和 1.5922。

# %%
def staged(x, y):
    ...

# display(hint.staged())
# display(solution.staged())
check.staged(staged)

# %% [markdown] lang="en"
# ## Two neurons in a row
# *After a homework of NBIS, the bioinformatics infrastructure of Sweden, with its numbers. About 12 minutes.*
#
# There a table has to be filled in, forwards and then backwards. An early edition of that table had a loss of −0.3 in it. **Predict:**

# %% [markdown] lang="zh-TW" of="e3a0166b"
# ## 兩個接在一起的神經元
# 改寫自瑞典生物資訊基礎設施 NBIS 的作業，數字也用它的。大約 12 分鐘。
#
# 那份作業要填一張表，先往前，再往回。早期的一版，表裡的損失是 −0.3。**先預測**：

# %%
predict.minus_loss

# %% [markdown] lang="en"
# ### Make: one step of training
# | x | y | w1 | b1 | w2 | b2 |
# |---|---|---|---|---|---|
# | 0.05 | 0.01 | 0.1 | −0.1 | 0.3 | 0.3 |
#
# $a_1 = s(w_1 x + b_1)$, $a_2 = s(w_2 a_1 + b_2)$, and the loss is $\frac{1}{2}(y - a_2)^2$. Return the loss, its slope for $w_1$, and the new $w_1$. With the numbers of the table the slope is $5.336 \cdot 10^{-4}$.

# %% [markdown] lang="zh-TW" of="58200305"
# ### 實作：訓練的一步
# | x | y | w1 | b1 | w2 | b2 |
# |---|---|---|---|---|---|
# | 0.05 | 0.01 | 0.1 | −0.1 | 0.3 | 0.3 |
#
# $a_1 = s(w_1 x + b_1)$，$a_2 = s(w_2 a_1 + b_2)$，損失是 $\frac{1}{2}(y - a_2)^2$。傳回損失、損失對 $w_1$ 的斜率，還有新的 $w_1$。用表裡的數字，斜率是 $5.336 \cdot 10^{-4}$。

# %%
def two_neurons(x, y, w1, b1, w2, b2, rate):
    ...

# display(hint.two_neurons())
# display(solution.two_neurons())
check.two_neurons(two_neurons)

# %% [markdown] lang="en"
# ## What would break?
# *After a question that comes with a course project, capstok. About 4 minutes.*
#
# A `backward()` finds the right order and then walks it from the inputs to the result. **Predict** what arrives where; then watch it.

# %% [markdown] lang="zh-TW" of="48f6fd46"
# ## 會壞在哪裡？
# 改寫自一個課程專題 capstok 的問題。大約 4 分鐘。
#
# 有一個 `backward()` 找出了正確的順序，卻從輸入往結果走。**先預測**梯度會到哪裡，再播放看看。

# %% ask="walked_forwards"
def forwards(self):
    order = []

    def visit(value):
        if value not in order:
            for operand in value._prev:
                visit(operand)
            order.append(value)

    visit(self)
    self.grad = 1.0
    for value in order:
        value._backward()

right = Value.backward
a, b, c = Value(2.0), Value(-3.0), Value(10.0)
L = a * b + c
viz.label(a=a, b=b, c=c, L=L)
Value.backward = forwards
recorded = viz.record(L)
Value.backward = right
recorded

# %% [markdown] lang="en"
# ## A published answer that is wrong
# *After task 26 of deep-ml.com. About 4 minutes.*
#
# There `a`, `b` and `c` are 2, −3 and 10; `d = a + b * c`, and `e = d.relu()`. First by yourself. **Predict:**

# %% [markdown] lang="zh-TW" of="d08aef3e"
# ## 公布的答案錯了
# 改寫自 deep-ml.com 的第 26 題。大約 4 分鐘。
#
# 題目裡的 `a`、`b`、`c` 是 2、−3、10；`d = a + b * c`，`e = d.relu()`。先自己想。**先預測**：

# %%
predict.closed_gate

# %% [markdown] lang="en"
# Now look at what was published. **Predict** where it went wrong, and then see what your class says.

# %% [markdown] lang="zh-TW" of="e92b0a26"
# 再看公布的答案。**先預測**它從哪裡開始錯，然後看看你的類別怎麼說。

# %% ask="published_answer"
a, b, c = Value(2.0), Value(-3.0), Value(10.0)
d = a + b * c
e = d.relu()
viz.label(a=a, b=b, c=c, d=d, e=e)
e.backward()
viz.draw(e, slopes=True)

# %% [markdown] lang="en"
# ## Gates: none, and a soft one
# *After the third lab of HIT's course, and an assignment of the course MASC 515 at the University of Southern California. About 12 minutes.*
#
# What is a gate good for? Imagine it away. **Predict:**

# %% [markdown] lang="zh-TW" of="cb9b1f46"
# ## 閘門：拿掉它，或換成平滑的
# 改寫自哈爾濱工業大學課程的第三次實驗，和南加州大學課程 MASC 515 的一份作業。大約 12 分鐘。
#
# 閘門有什麼用？想像它不見了。**先預測**：

# %%
predict.without_a_gate

# %% [markdown] lang="en"
# Language models often take GELU in the place of relu: $x$ times the share of a normal distribution that lies below $x$. **Predict:**

# %% [markdown] lang="zh-TW" of="826d4da0"
# 語言模型常常不用 relu，而用 GELU：$x$ 乘上常態分布（normal distribution）在 $x$ 以下的比例。**先預測**：

# %%
predict.slope_below

# %% [markdown] lang="en"
# ### Make: `gelu`
# $$\text{gelu}(x) = x \cdot \frac{1}{2}\left(1 + \text{erf}\frac{x}{\sqrt{2}}\right)$$
#
# `math.erf` is there. The slope of the factor beside $x$ is the height of the bell curve, $e^{-x^2/2} / \sqrt{2\pi}$.

# %% [markdown] lang="zh-TW" of="bc649d71"
# ### 實作：`gelu`
# $$\text{gelu}(x) = x \cdot \frac{1}{2}\left(1 + \text{erf}\frac{x}{\sqrt{2}}\right)$$
#
# `math.erf` 是現成的。$x$ 旁邊那個因數的斜率，就是鐘形曲線的高度，$e^{-x^2/2} / \sqrt{2\pi}$。

# %%
def gelu(self):
    ...

Value.gelu = gelu

# display(hint.gelu())
# display(solution.gelu())
check.gelu(Value)

# %% [markdown] lang="en"
# ## Where you are
# Whatever other operation a task asks for, `check.operation(Value, "softplus", truth=...)` examines it. And whoever sets a task for you: hold the answer against nudging, as you did with theirs. [Back to the overview](index.ipynb).

# %% [markdown] lang="zh-TW" of="26995b02"
# ## 做到哪裡了
# 題目要的如果是別的運算，也可以檢查：`check.operation(Value, "softplus", truth=...)`。不管題目是誰出的，答案都拿輕推來對一對，就像你在這裡做的。[回到總覽](index.ipynb)。

# %%
progress()
