# %% [markdown] lang="en"
# # 8 · The engine room
#
# Your engine is right. Now look inside: what *is* an operation? You will add some of your own, take one apart, and find what is the same in all of them. At the end a whole neuron is one single operation, and the same neuron stands there in PyTorch.
#
# ![One neuron as a graph: many small operations](attachment:08_the_engine_room.png)
#
# > **The question of this lesson.** `tanh` can be one box in the graph. It can also be built of smaller ones. Who decides that? And do the gradients notice?
#
# Afterwards you can
# - add operations of your own, and check them;
# - walk a neuron back by hand, and say why the size of an operation is a choice;
# - write the way back once, for all operations;
# - read the gradients of a choice from its probabilities;
# - say why tensors exist, and read the same neuron in PyTorch.
#
# About 65 minutes: predictions on the way, one thing to modify, three operations and one engine to make, and an excursion that may be left out.

# %% [markdown] lang="zh-TW" of="490387ab"
# # 8 · 引擎室
#
# 你的引擎是對的，現在打開來看：到底什麼**是**一個運算？這一課你會加入自己的運算、拆開其中一個，再找出所有運算共同的部分。最後，整個神經元會變成一個運算，同一個神經元用 PyTorch 寫出來，也會擺在旁邊。
#
# ![一個神經元的計算圖：許多小小的運算](attachment:08_the_engine_room.png)
#
# > **本課的問題。** `tanh` 在計算圖裡可以是一個方框，也可以由更小的方框組成。這是誰決定的？梯度會發現有什麼不同嗎？
#
# 學完之後，你能夠
# - 加入自己的運算，並且檢查它；
# - 親手把一個神經元走回去，並說明運算的大小為什麼可以自己選；
# - 往回走的方法只寫一次，所有運算共用；
# - 看著機率，就說得出每個分數的梯度；
# - 說明為什麼會有張量，並看懂同一個神經元用 PyTorch 怎麼寫。
#
# 大約 65 分鐘：沿途多次預測、一題修改、三個運算和一個引擎要實作，還有一段可以跳過的番外。

# %% [markdown] lang="en"
# ## Where we start
# Your complete engine, folded: a click on the three dots shows it.

# %% [markdown] lang="zh-TW" of="f18f85a1"
# ## 從這裡開始
# 這是你完整的引擎，已經折疊起來，點一下那三個點就會展開。

# %% class_after="6" folded="true"

# %% [markdown] lang="en"
# ## Operations of your own
# A new operation needs three things: its value, its operands, its local slope. Two that networks like:
#
# - `exp` is $e^x$, with $e \approx 2.718$. Its slope is its own value: it grows as fast as it is large.
# - `tanh` is a soft gate. Its values lie between −1 and 1, its slope is $1 - \tanh^2$: one minus the square of its own result.

# %% [markdown] lang="zh-TW" of="e7bdb449"
# ## 自己的運算
# 一個新的運算需要三樣東西：它的值、它的運算元、它的局部斜率。網路常用的有這兩個：
#
# - `exp` 就是 $e^x$，其中 $e \approx 2.718$。它的斜率就是自己的值：有多大，就長多快。
# - `tanh` 是一道柔軟的閘門，值介於 −1 和 1 之間，斜率是 $1 - \tanh^2$：1 減去自己的結果的平方。

# %%
predict.exp_zero

# %%
predict.tanh_middle

# %% [markdown] lang="en"
# At 0 both have the slope 1. For `tanh` that is the steepest place. (The first answer is 3, because of the factor 3.)

# %% [markdown] lang="zh-TW" of="753f545a"
# 在 0 的地方，它們的斜率都是 1；對 `tanh` 來說，那裡最陡。（第一題的答案是 3，因為還要乘上 3。）

# %% [markdown] lang="en"
# Now move along the curve of `tanh`. **Predict** first: a weight stands in front of `tanh`. Where on the curve does it learn fast, and where hardly at all?

# %% [markdown] lang="zh-TW" of="d60b3088"
# 現在沿著 `tanh` 的曲線移動。**先預測：** `tanh` 前面有一個權重，它在曲線的哪裡學得快？在哪裡幾乎學不到？

# %%
import math

viz.slope(math.tanh, 1, h=0.5, span=(-4, 4))

# %% [markdown] lang="en"
# Fast in the middle, where the slope is near 1. Far out the curve is flat, and hardly any gradient comes through: the neuron is **saturated**.

# %% [markdown] lang="zh-TW" of="ce429536"
# 在中間學得快，那裡的斜率接近 1。離中間愈遠，曲線愈平，梯度幾乎傳不過去：這叫做神經元**飽和**了。

# %% [markdown] lang="en"
# ### Make: `exp`, then `tanh`
# Write each with its `_backward`, as you did for `relu`. The numbers come from `math.exp` and `math.tanh`. Can you read the slope from the result?

# %% [markdown] lang="zh-TW" of="deecb99d"
# ### 實作：先 `exp`，再 `tanh`
# 像當初寫 `relu` 一樣，兩個都要有自己的 `_backward`。數值用 `math.exp` 和 `math.tanh` 來算。斜率能不能直接從結果讀出來？

# %%
def exp(self):
    ...

Value.exp = exp

# display(hint.exp())
# display(solution.exp())
check.exp(Value)

# %%
def tanh(self):
    ...

Value.tanh = tanh

# display(hint.tanh())
# display(solution.tanh())
check.tanh(Value)

# %% [markdown] lang="en" slide="notes"
# **8 minutes for both operations.** Ask first what they have in common: both slopes can be read from the *result*. `exp`: the slope is the result. `tanh`: 1 minus its square. Whoever writes `math.exp(self.data)` twice is right, and pays twice.

# %% [markdown] lang="zh-TW" of="1f9bcbd2"
# **兩個運算共 8 分鐘。** 先問它們有什麼共同點：兩個斜率都可以從**結果**讀出來。`exp` 的斜率就是結果；`tanh` 的斜率是 1 減去結果的平方。把 `math.exp(self.data)` 寫兩次的人沒有錯，只是付了兩次錢。

# %% [markdown] lang="en"
# One way to write each, folded. The lesson goes on with these two.

# %% [markdown] lang="zh-TW" of="66294c88"
# 下面各是一種寫法，已經折疊起來；這一課接下來就用它們。

# %% folded="true"
def exp(self):
    out = Value(math.exp(self.data), (self,), "exp")

    def _backward():
        self.grad += out.data * out.grad

    out._backward = _backward
    return out

Value.exp = exp

# %% folded="true"
def tanh(self):
    out = Value(math.tanh(self.data), (self,), "tanh")

    def _backward():
        self.grad += (1 - out.data**2) * out.grad

    out._backward = _backward
    return out

Value.tanh = tanh

# %% [markdown] lang="en"
# ### A recorded bug
# Somebody's `tanh` squares the wrong number. **Predict:** there are two inputs, 0 and 1. At which of them will you see it?

# %% [markdown] lang="zh-TW" of="6eff6385"
# ### 錄下來的錯誤
# 某個人的 `tanh` 拿錯了數去平方。**先預測：** 有兩個輸入，0 和 1，在哪一個看得出來？

# %%
def soft(self):
    out = Value(math.tanh(self.data), (self,), "tanh")

    def _backward():
        self.grad += (1 - self.data**2) * out.grad

    out._backward = _backward
    return out

x, y = Value(0.0), Value(1.0)
u, v = soft(x), soft(y)
viz.label(x=x, u=u, y=y, v=v)
display(viz.record(u), viz.record(v))

# %% [markdown] lang="en"
# ### Modify
# Mend it. There are two ways, and one of them computes `tanh` a second time. Which is the better one?
#
# <details><summary>What you should have seen</summary>
#
# `out.data**2`: the result is there already, and the small function inside can see it. At 0 input and result are both 0, so the mistake hides there.
# </details>

# %% [markdown] lang="zh-TW" of="20f91632"
# ### 修改
# 把它改對。有兩種改法，其中一種會再算一次 `tanh`。哪一種比較好？
#
# <details><summary>你應該會看到</summary>
#
# 用 `out.data**2`：結果早就在那裡了，裡面的小函式也看得到它。在 0 的地方，輸入和結果都是 0，所以錯誤藏起來了。
# </details>

# %% [markdown] lang="en"
# ## A neuron, walked back by hand
# This is the neuron of karpathy's lecture on micrograd. Two inputs, two weights, a bias, and `tanh` at the end:
#
# | `x1` | `x2` | `w1` | `w2` | `b` |
# |---|---|---|---|---|
# | 2 | 0 | −3 | 1 | 6.8814 |
#
# The weighted sum is 0.8814, and `tanh` makes 0.7071 of it. (The odd bias is chosen so that the gradients come out round.) Take a pencil, and begin at the end: how steep is `tanh` here? **Predict** the gradient of `b`, and then that of `w1`.

# %% [markdown] lang="zh-TW" of="729eed7f"
# ## 親手走回一個神經元
# 這是 karpathy 的 micrograd 課程裡的神經元：兩個輸入、兩個權重、一個偏差，最後是 `tanh`：
#
# | `x1` | `x2` | `w1` | `w2` | `b` |
# |---|---|---|---|---|
# | 2 | 0 | −3 | 1 | 6.8814 |
#
# 加權總和是 0.8814，經過 `tanh` 變成 0.7071。（偏差取得這麼怪，是為了讓梯度算出來都很整齊。）拿枝筆，從最後面開始：`tanh` 在這裡有多陡？**先預測** `b` 的梯度，再預測 `w1` 的。

# %%
predict.tanh_neuron_bias

# %%
predict.tanh_neuron_weight

# %% [markdown] lang="en"
# $0.7071^2 = 0.5$, so the slope of `tanh` is 0.5 here. The sums pass it on, and each product gives its two operands 0.5 times the other's value.

# %% [markdown] lang="zh-TW" of="ab2cf137"
# $0.7071^2 = 0.5$，所以 `tanh` 在這裡的斜率是 0.5。加法把它照原樣傳下去；到了乘法，兩個運算元各得到 0.5 乘上另一個的值。

# %% [markdown] lang="en"
# **Predict** all the others on paper. Then let the player ask you.

# %% [markdown] lang="zh-TW" of="573193d9"
# **先預測**其餘所有的梯度，寫在紙上，再讓播放器來問你。

# %%
x1, x2 = Value(2.0), Value(0.0)
w1, w2, b = Value(-3.0), Value(1.0), Value(6.8813735870195432)
s = x1 * w1 + x2 * w2
n = s + b
o = n.tanh()
viz.label(x1=x1, x2=x2, w1=w1, w2=w2, b=b, s=s, n=n, o=o)
viz.animate(o, ask=True)

# %% [markdown] lang="en"
# | | `x1` | `w1` | `x2` | `w2` | `b` |
# |---|---|---|---|---|---|
# | gradient | −1.5 | 1 | 0.5 | 0 | 0.5 |
#
# `w2` gets 0: its input is 0, so a nudge of `w2` moves nothing. From this example it learns nothing.

# %% [markdown] lang="zh-TW" of="c7d6fc33"
# | | `x1` | `w1` | `x2` | `w2` | `b` |
# |---|---|---|---|---|---|
# | 梯度 | −1.5 | 1 | 0.5 | 0 | 0.5 |
#
# `w2` 得到 0：它的輸入是 0，輕推 `w2` 什麼都不會動。從這筆資料，它什麼也學不到。

# %% [markdown] lang="en"
# Now a neuron with one input. **Predict:** for which `b` is the gradient of `w` largest? What happens to it when `b` goes to 2?

# %% [markdown] lang="zh-TW" of="cbaba240"
# 接下來是只有一個輸入的神經元。**先預測：** `b` 是多少的時候，`w` 的梯度最大？`b` 拉到 2 又會怎麼樣？

# %%
viz.explore("out = tanh(w * x + b)", w=Value(1.0), x=Value(0.5), b=Value(0.0))

# %% [markdown] lang="en"
# The gradient of `w` is largest at $b = -0.5$: there the sum is 0. At 2 hardly any is left.

# %% [markdown] lang="zh-TW" of="d9585d4d"
# 在 $b = -0.5$ 的地方，總和是 0，`w` 的梯度最大。拉到 2，就幾乎什麼都不剩。

# %% [markdown] lang="en" slide="notes"
# **8 minutes for the neuron.** Everybody has paper. Let one half of the class walk back to `x1` and `w1`, the other half to `x2` and `w2`, and compare at the sum. Ask about the 0 of `w2`: would another example change it? Then the slider: the gradient of `w` is largest at $b = -0.5$, where the sum is 0.

# %% [markdown] lang="zh-TW" of="e28e66cc"
# **神經元 8 分鐘。** 每個人都準備紙筆。一半的人往回走到 `x1` 和 `w1`，另一半走到 `x2` 和 `w2`，在總和那裡互相對答案。問大家 `w2` 的 0：換一筆資料會不會變？接著看滑桿：總和是 0 的時候，也就是 $b = -0.5$，`w` 的梯度最大。

# %% [markdown] lang="en"
# ## `tanh` taken apart
# So far `tanh` is one box, because we wrote it as one operation. But it can be made of others. This formula gives the same number for every $n$:
#
# $$\tanh(n) = \frac{e^{2n} - 1}{e^{2n} + 1}$$
#
# `exp`, minus, divide: your class knows them all. **Predict:** the same 0.8814 goes in. Which gradient does it get now?

# %% [markdown] lang="zh-TW" of="bd1dcc47"
# ## 拆開 `tanh`
# 到目前為止，`tanh` 是一個方框，因為我們把它寫成一個運算。但它也可以由別的運算組成。不管 $n$ 是多少，這個式子算出來都是同一個數：
#
# $$\tanh(n) = \frac{e^{2n} - 1}{e^{2n} + 1}$$
#
# `exp`、減法、除法，你的類別全都會。**先預測：** 輸入同樣是 0.8814，它現在得到的梯度是多少？

# %%
predict.tanh_apart

# %% [markdown] lang="en"
# 0.5 again.

# %% [markdown] lang="zh-TW" of="5c925b73"
# 還是 0.5。

# %% [markdown] lang="en"
# As one operation `tanh` had two boxes, `n` and `o`. **Predict:** how many boxes are there now? (Plain numbers are not drawn as boxes here.)

# %% [markdown] lang="zh-TW" of="a3078f64"
# `tanh` 是一個運算的時候，只有 `n` 和 `o` 兩個方框。**先預測：** 現在有幾個？（這張圖不替普通的數字畫方框。）

# %%
n = Value(0.8813735870195432)
e = (2 * n).exp()
o = (e - 1) / (e + 1)
viz.label(n=n, e=e, o=o)
o.backward()
viz.draw(o, constants=False)

# %% [markdown] lang="en"
# Seven. Read the gradients from the right: two paths meet at `e`, then come `exp` and times 2, and `n` gets its 0.5.

# %% [markdown] lang="zh-TW" of="7393650f"
# 七個。從右邊開始看梯度：兩條路徑在 `e` 會合，再經過 `exp` 和乘 2，`n` 得到的還是 0.5。

# %% [markdown] lang="en"
# Now the whole neuron, with both. **Predict:** will the two rows differ?

# %% [markdown] lang="zh-TW" of="70fc7929"
# 現在換成整個神經元，兩種寫法都試。**先預測：** 兩列數字會不一樣嗎？

# %%
def in_one(n):
    return n.tanh()

def in_parts(n):
    e = (2 * n).exp()
    return (e - 1) / (e + 1)

for gate in (in_one, in_parts):
    x1, x2 = Value(2.0), Value(0.0)
    w1, w2, b = Value(-3.0), Value(1.0), Value(6.8813735870195432)
    o = gate(x1 * w1 + x2 * w2 + b)
    o.backward()
    print([round(value.grad, 4) for value in (x1, w1, x2, w2, b)])

# %% [markdown] lang="en"
# > **The size of an operation is a choice.** An operation must bring two things: its number, and a local slope for each operand. With small operations there are few rules to write. With large ones there are few boxes to walk through. The gradients are the same.

# %% [markdown] lang="zh-TW" of="9f42373b"
# > **運算要多大，可以自己選。** 一個運算必須交出兩樣東西：它的數值，以及每個運算元的局部斜率。運算小，要寫的規則就少；運算大，要走過的方框就少。梯度完全一樣。

# %% [markdown] lang="en"
# ## What is really different
# The small functions called `_backward` are *closures*: each remembers the values around it. Here are the lines of all of them that write a gradient. (`inspect` is a part of Python that fetches the text of a program.)
#
# **Predict:** for a new operation, which part of the line would you have to write anew?

# %% [markdown] lang="zh-TW" of="d1d235a8"
# ## 真正不同的部分
# 那些叫做 `_backward` 的小函式就是**閉包**：每一個都記得自己周圍的數值。把它們寫入梯度的每一行都找出來，排在一起看。（`inspect` 是 Python 內建的工具，可以取得程式的原始碼。）
#
# **先預測：** 要加一個新的運算，這一行裡有哪個部分非重寫不可？

# %%
import inspect

from exercises import closure_engine

for line in inspect.getsource(closure_engine.Value).splitlines():
    if ".grad +=" in line:
        print(line.strip())

# %% [markdown] lang="en"
# All begin with `….grad +=`, all end with `* out.grad`. Only what stands between them differs: the **local slope**, one number for each operand. And that number is known already in the *forward* pass, when the operation runs.
#
# So store the slopes in the result. Then the other two moves can be written once, for all operations.

# %% [markdown] lang="zh-TW" of="30c08b52"
# 每一行都以 `….grad +=` 開頭，以 `* out.grad` 結尾。不同的只有中間那一段：**局部斜率**，每個運算元一個數。而這個數，在**前向**傳遞、執行運算的那一刻，就已經知道了。
#
# 那就把斜率存在結果裡。另外兩個動作，替所有運算寫一次就夠了。

# %%
predict.local_product

# %% [markdown] lang="en"
# 10: on the way back the two local slopes multiply, $2 \cdot 5$. Both were known before the walk began.

# %% [markdown] lang="zh-TW" of="187ff81f"
# 答案是 10：往回走的時候，兩個局部斜率相乘，$2 \cdot 5$。還沒開始往回走，這兩個數就都知道了。

# %% [markdown] lang="en"
# ### Make: the engine without closures
# Only `+` and `*`, to see that it works. A result is made as `Value(data, _children=(), _op="", _local=())`; `_local` holds its local slopes, in the order of the operands. One `_backward` for all does the rest. Take `backward()` over from the class above.

# %% [markdown] lang="zh-TW" of="3f8ec1a1"
# ### 實作：沒有閉包的引擎
# 只要 `+` 和 `*`，看得出它能動就好。結果寫成 `Value(data, _children=(), _op="", _local=())`，`_local` 照運算元的順序放局部斜率，其餘的由同一個 `_backward` 完成。`backward()` 可以從上面的類別抄過來。

# %%
class Value:
    ...

# display(hint.local_slopes())
# display(solution.local_slopes())
check.local_slopes(Value)

# %% [markdown] lang="en"
# ## The engine of this project
# `micrograd/engine.py` is written in this way. From here on we use its class, under the name `Engine`. **Predict:** your `relu` took seven lines. How many does it take here? (The text between `"""` is only an explanation.)

# %% [markdown] lang="zh-TW" of="ff3c0f40"
# ## 這個專案的引擎
# `micrograd/engine.py` 就是這樣寫的。從這裡開始，我們用它的類別，名字叫 `Engine`。**先預測：** 你的 `relu` 用了七行，這裡要幾行？（`"""` 之間的文字只是說明。）

# %%
from micrograd.engine import Value as Engine

for part in (Engine.relu, Engine._backward):
    print(inspect.getsource(part))

# %% [markdown] lang="en"
# One line, like a row of a table: value, operands, symbol, local slopes. And `_backward` first counts the slopes; its last two lines are the way back of *every* operation.

# %% [markdown] lang="zh-TW" of="2d5fa9b5"
# 一行，就像表格裡的一列：值、運算元、符號、局部斜率。`_backward` 會先數一數斜率有幾個；最後兩行，就是**所有**運算往回走的方法。

# %% [markdown] lang="en"
# It finds the order in another way, too. Each value gets a number when it is made, its `_birth`. **Predict:** which is born first, an operand or its result? So how can the walk find a right order without following a single arrow?

# %% [markdown] lang="zh-TW" of="d9409953"
# 它找順序的方法也不一樣。每個數值建立的時候，都會拿到一個編號，叫做 `_birth`。**先預測：** 運算元和它的結果，誰先出生？那麼，不看任何一支箭頭，要怎麼排出正確的順序？

# %%
print(inspect.getsource(Engine._history))

# %% [markdown] lang="en"
# An operand is always born before its result. So from the youngest to the oldest is a right order, and the last line only has to sort by `_birth`. The loop keeps a list of what is still to be done, so no function calls itself: a chain of 50,000 values is no trouble.

# %% [markdown] lang="zh-TW" of="78fe54cd"
# 運算元一定比結果先出生。所以從最年輕的走到最老的，就是正確的順序，最後一行只要照 `_birth` 排好就行。迴圈把還沒做的事記在一個串列裡，沒有函式呼叫自己，一長串五萬個數值也沒問題。

# %% [markdown] lang="en"
# ## A choice, and its loss
# A network that chooses between four things gives four **scores**, often called *logits*. They may be any numbers. **Softmax** turns them into probabilities: `exp` makes each of them positive, and then each is divided by their total, so that they add up to 1.
#
# **Predict:** the scores are 0, 3, −2 and 1. Which choice is the most probable? Does it get more than a half?

# %% [markdown] lang="zh-TW" of="dad0ca18"
# ## 四選一，以及它的損失
# 要在四樣東西裡選一個，網路會給出四個**分數**（score，也常叫做 logit），分數可以是任何數。**Softmax** 把分數變成機率：先用 `exp` 讓每一個都變成正的，再各自除以總和，加起來就是 1。
#
# **先預測：** 分數是 0、3、−2、1，哪一個的機率最大？會超過一半嗎？

# %%
scores = [Engine(0.0), Engine(3.0), Engine(-2.0), Engine(1.0)]
exps = [score.exp() for score in scores]
total = sum(exps)
probabilities = [each / total for each in exps]
[round(p.data, 4) for p in probabilities]

# %% [markdown] lang="en"
# The second: 0.839.

# %% [markdown] lang="zh-TW" of="952e063a"
# 第二個：0.839。

# %% [markdown] lang="en"
# But let the *last* choice be the right one. Its probability is only 0.1135, so the loss should be large. With probability 1 it should be 0. The usual loss for this is $-\log p$, the *negative log likelihood*.
#
# `log` undoes `exp`: $\log(e^x) = x$. From this alone you can find its slope. **Predict:**

# %% [markdown] lang="zh-TW" of="bc82b135"
# 可是假設**最後一個**才是正確的選擇。它的機率只有 0.1135，所以損失應該很大；如果機率是 1，損失就應該是 0。常用的損失是 $-\log p$，叫做**負對數概似**。
#
# `log` 會把 `exp` 還原：$\log(e^x) = x$。光靠這一點，就能找出它的斜率。**先預測：**

# %%
predict.log_undoes

# %% [markdown] lang="en"
# The two slopes multiply to 1. `exp` brings $e^a$, so `log` must bring $1 / e^a$. But $e^a$ is what goes into `log`: at $x$ its slope is $1 / x$.

# %% [markdown] lang="zh-TW" of="532ad0cf"
# 兩個斜率相乘是 1。`exp` 帶來 $e^a$，`log` 就必須帶來 $1 / e^a$。而流入 `log` 的數正是 $e^a$：所以在 $x$ 的地方，它的斜率是 $1 / x$。

# %% [markdown] lang="en"
# ### Make: `log`
# Now it is one line, as in the engine. (The engine has a `log` already; yours takes its place.) The number comes from `math.log`. `check.operation` examines any operation, if you give it a function that knows the truth.
#
# <details><summary>A hint</summary>
#
# Look at `relu` above: value, operands, symbol, local slopes. With a single operand, both brackets need a comma: `(self,)`.
# </details>

# %% [markdown] lang="zh-TW" of="71944af5"
# ### 實作：`log`
# 照引擎的寫法，現在只要一行。（引擎已經有 `log`，你的會取代它。）數值用 `math.log` 來算。只要給 `check.operation` 一個知道正確答案的函式，任何運算它都能檢查。
#
# <details><summary>提示</summary>
#
# 看看上面的 `relu`：值、運算元、符號、局部斜率。只有一個運算元的時候，兩個括號裡都要有逗號：`(self,)`。
# </details>

# %%
def log(self):
    ...

Engine.log = log

check.operation(Engine, "log", truth=math.log)

# %% [markdown] lang="en"
# One way to write it, folded. Then the loss, and the gradients of the *first three* scores.
#
# **Predict:** the last choice is the right one. Which scores should go up to make the loss smaller, and which down? So which gradients are positive?

# %% [markdown] lang="zh-TW" of="70622c16"
# 下面是一種寫法，已經折疊起來。再下一格是損失，以及**前三個**分數的梯度。
#
# **先預測：** 最後一個是正確的選擇。想讓損失變小，哪些分數該變高，哪些該變低？那麼，哪些梯度是正的？

# %% folded="true"
def log(self):
    return Engine(math.log(self.data), (self,), "log", (1 / self.data,))

Engine.log = log

# %%
for score in scores:
    score.grad = 0.0
loss = -probabilities[3].log()
loss.backward()
print("loss", round(loss.data, 4))
print("gradients", [round(score.grad, 4) for score in scores[:3]])

# %% lang="zh-TW" of="dd76f78a"
for score in scores:
    score.grad = 0.0
loss = -probabilities[3].log()
loss.backward()
print("損失", round(loss.data, 4))
print("梯度", [round(score.grad, 4) for score in scores[:3]])

# %% [markdown] lang="en"
# All three are positive: these scores should go down. And compare them with the probabilities above. They are the same three numbers.

# %% [markdown] lang="zh-TW" of="59d498cf"
# 三個都是正的：這些分數該變低。再和上面的機率比較看看：三個數都一樣。

# %% [markdown] lang="en"
# **Predict** the fourth. One thought helps: add the same $h$ to all four scores, and no probability changes. So what do the four gradients add up to?

# %% [markdown] lang="zh-TW" of="ecda691d"
# **先預測**第四個。有一個想法可以幫上忙：四個分數同時加上 $h$，機率都不會變。那麼，四個梯度加起來是多少？

# %%
predict.softmax_chosen

# %% [markdown] lang="en"
# The four add up to 0. So the last one is $0.1135 - 1$:
#
# > **Gradient of a score = its probability, minus 1 if it is the right one.** In other words: what the network said, minus what is true.

# %% [markdown] lang="zh-TW" of="d580010b"
# 四個加起來是 0。所以最後一個是 $0.1135 - 1$：
#
# > **分數的梯度＝它的機率；如果它是正確的那一個，再減 1。** 換句話說：網路說的，減去事實。

# %% [markdown] lang="en"
# `exp`, sum, division and `log` together have nothing more to say. **Predict:** when are all four gradients 0? Then try scores of your own in the next cell.

# %% [markdown] lang="zh-TW" of="493632f4"
# `exp`、加總、除法和 `log` 全部合起來，說的就只有這一句。**先預測：** 什麼時候四個梯度都是 0？再到下一格，換上你自己的分數試試看。

# %%
def gradients(numbers, right):
    scores = [Engine(number) for number in numbers]
    exps = [score.exp() for score in scores]
    loss = -(exps[right] / sum(exps)).log()
    loss.backward()
    return [round(score.grad, 4) for score in scores]

gradients([0.0, 3.0, -2.0, 1.0], right=3)

# %% [markdown] lang="en"
# All are 0 only if the right choice has probability 1. Then there is nothing left to learn.

# %% [markdown] lang="zh-TW" of="e221863e"
# 只有正確選項的機率是 1，四個梯度才都是 0：這時已經沒有東西可學了。

# %% [markdown] lang="en" slide="notes"
# **8 minutes for the choice.** Before the field is filled in, let the class find the rule from the three numbers, and write no formula. All four gradients are 0 only when the right choice has probability 1, which scores never quite reach: try 10 for the last one. Who knows calculus may derive the rule on the board afterwards; it takes four lines.

# %% [markdown] lang="zh-TW" of="af19166e"
# **四選一 8 分鐘。** 填欄位之前，先讓全班從那三個數字找出規則，不要寫公式。只有正確選項的機率是 1，四個梯度才會都是 0，而分數永遠差那麼一點：把最後一個改成 10 試試。會微積分的人，之後可以在黑板上推導這條規則，四行就夠了。

# %% [markdown] lang="en"
# ## One operation for a whole neuron
# Now the other direction: larger operations. First the weighted sum of a neuron with three inputs, made of `*` and `+`. **Predict:** how many boxes has its graph? (Each number gets a box.)

# %% [markdown] lang="zh-TW" of="d1597b6c"
# ## 一個運算做完整個神經元
# 接下來反過來，把運算變大。先看一個神經元的加權總和，有三個輸入，由 `*` 和 `+` 組成。**先預測：** 它的計算圖有幾個方框？（每個數都有一個方框。）

# %%
w1, w2, w3, b = Engine(0.5), Engine(-1.0), Engine(2.0), Engine(0.25)
many = w1 * 3.0 + w2 * 1.0 + w3 * -2.0 + b
viz.label(w1=w1, w2=w2, w3=w3, b=b, many=many)
viz.draw(many, slopes=True)

# %% [markdown] lang="en"
# Thirteen.

# %% [markdown] lang="zh-TW" of="82fd2c5e"
# 十三個。

# %% [markdown] lang="en"
# Now the same sum as **one** operation that we add ourselves. Its operands are the weights and the bias. **Predict:** what are its local slopes? How many boxes are left?
#
# (`zip` goes through two lists side by side, as in the neuron of lesson 7.)

# %% [markdown] lang="zh-TW" of="d17fbefb"
# 現在把同樣的總和變成**一個**運算，由我們自己加入。它的運算元是權重和偏差。**先預測：** 局部斜率是多少？剩下幾個方框？
#
# （`zip` 會同時走過兩個串列，和第 7 課的神經元一樣。）

# %%
def dot(weights, x, b):
    data = sum(w.data * xi for w, xi in zip(weights, x)) + b.data
    return Engine(data, weights + [b], "dot", x + [1.0])

one = dot([w1, w2, w3], [3.0, 1.0, -2.0], b)
viz.label(one=one)
viz.draw(one, slopes=True)

# %% [markdown] lang="en"
# Five boxes. The slopes are the inputs, and 1 for the bias.

# %% [markdown] lang="zh-TW" of="9e09cb18"
# 五個方框。斜率就是各個輸入，偏差的斜率是 1。

# %% [markdown] lang="en"
# **Predict** for a neuron with 64 inputs: how many boxes with `*` and `+`, and how many with `dot`? (`_history` lists all values of a graph.)

# %% [markdown] lang="zh-TW" of="4acbc72b"
# **先預測**有 64 個輸入的神經元：用 `*` 和 `+` 要幾個方框？用 `dot` 呢？（`_history` 會列出一張圖的所有數值。）

# %%
weights, b = [Engine(0.5) for _ in range(64)], Engine(0.25)
x = [1.0] * 64
many = b
for w, xi in zip(weights, x):
    many = many + w * xi
one = dot(weights, x, b)
len(many._history()), len(one._history())

# %% [markdown] lang="en"
# 257 and 66. The arithmetic is the same: 64 products, one sum. What went away is the *bookkeeping*, a box for each product and for each partial sum.
#
# Go on in this direction. One operation computes a whole layer, for many examples at once. Then its operands are no longer single numbers but tables of numbers: **tensors**. The slopes are tables, too. The three moves stay the same.

# %% [markdown] lang="zh-TW" of="8c0911bf"
# 257 個和 66 個。計算的內容一樣：64 個乘積、一個總和。省下來的是**記帳**：每個乘積、每一步的部分和，原本都要一個方框。
#
# 照這個方向繼續走：用一個運算算完一整層，而且同時算很多筆資料。這時運算元不再是單一的數，而是一整張表的數：這就是**張量**。斜率也變成一張一張的表，三個動作還是那三個。

# %% [markdown] lang="en"
# ## The same neuron in PyTorch
# PyTorch is the library with which large networks are trained. It reads like your own engine, because the idea is the same: numbers that remember, and one walk back. Three things are new:
#
# - `requires_grad=True`: this number is a leaf that wants a gradient.
# - `dtype=torch.float64`: numbers with as many digits as Python's own.
# - `.item()`: the plain number inside a tensor.
#
# **Predict:** which five gradients does it print for the neuron of the lecture?

# %% [markdown] lang="zh-TW" of="f75a4d83"
# ## 同一個神經元，用 PyTorch
# PyTorch 是訓練大型網路用的函式庫。讀起來就像你自己的引擎，因為想法是一樣的：有記憶的數，再往回走一趟。新的東西有三個：
#
# - `requires_grad=True`：這個數是要求梯度的葉節點。
# - `dtype=torch.float64`：位數和 Python 自己的數一樣多。
# - `.item()`：取出張量裡面的普通數字。
#
# **先預測：** 對課程裡的那個神經元，它會印出哪五個梯度？

# %%
try:
    import torch
except ImportError:
    print("PyTorch is not installed here. What it prints stands below.")
else:
    def leaf(number):
        return torch.tensor(number, dtype=torch.float64, requires_grad=True)

    x1, x2, w1, w2, b = leaf(2.0), leaf(0.0), leaf(-3.0), leaf(1.0), leaf(6.8813735870195432)
    o = (x1 * w1 + x2 * w2 + b).tanh()
    o.backward()
    print(round(o.item(), 4))
    print([round(value.grad.item(), 4) for value in (x1, w1, x2, w2, b)])

# %% lang="zh-TW" of="3ad5dc8a"
try:
    import torch
except ImportError:
    print("這裡沒有安裝 PyTorch。它印出的結果寫在下面。")
else:
    def leaf(number):
        return torch.tensor(number, dtype=torch.float64, requires_grad=True)

    x1, x2, w1, w2, b = leaf(2.0), leaf(0.0), leaf(-3.0), leaf(1.0), leaf(6.8813735870195432)
    o = (x1 * w1 + x2 * w2 + b).tanh()
    o.backward()
    print(round(o.item(), 4))
    print([round(value.grad.item(), 4) for value in (x1, w1, x2, w2, b)])

# %% [markdown] lang="en"
# Recorded with PyTorch 2.13:
#
# ```text
# 0.7071
# [-1.5, 1.0, 0.5, 0.0, 0.5]
# ```
#
# These are your numbers, from the pencil.

# %% [markdown] lang="zh-TW" of="02054d77"
# 以 PyTorch 2.13 錄下的結果：
#
# ```text
# 0.7071
# [-1.5, 1.0, 0.5, 0.0, 0.5]
# ```
#
# 就是你用筆算出來的那些數。

# %% [markdown] lang="en"
# ## Excursion: where the time goes
# *You may leave this out: it is about Python, not about backpropagation.*
#
# The closures and the engine do the same arithmetic. Are they equally fast? The cell below builds a graph of more than 30,000 values with each, and says how many times as long the closures take.
#
# It does so twice. The second time Python's *garbage collector* is switched off: a helper that looks, now and then, for objects which nobody can reach any more. **Predict:** which of the two ratios is larger?

# %% [markdown] lang="zh-TW" of="c3e6ba49"
# ## 番外：時間花在哪裡
# **這一段可以跳過：它談的是 Python，不是反向傳播。**
#
# 閉包和引擎做的計算一模一樣，速度也一樣嗎？下一格用兩種方法各建一張圖，有三萬多個數值，再看閉包花的時間是引擎的幾倍。
#
# 一共量兩次，第二次先關掉 Python 的**垃圾回收器**：它每隔一陣子，就會去找再也沒有人用得到的物件。**先預測：** 兩個比值，哪一個比較大？

# %%
import gc
import time

def seconds(make):
    gc.collect()
    start = time.perf_counter()
    weights = [make(0.1) for _ in range(100)]
    sum(sum((w * 2 + k).relu() for w in weights) for k in range(50)).backward()
    return time.perf_counter() - start

print("collector on:", round(seconds(closure_engine.Value) / seconds(Engine), 1))
gc.disable()
print("collector off:", round(seconds(closure_engine.Value) / seconds(Engine), 1))
gc.enable()

# %% lang="zh-TW" of="a67f6893"
import gc
import time

def seconds(make):
    gc.collect()
    start = time.perf_counter()
    weights = [make(0.1) for _ in range(100)]
    sum(sum((w * 2 + k).relu() for w in weights) for k in range(50)).backward()
    return time.perf_counter() - start

print("開著回收器：", round(seconds(closure_engine.Value) / seconds(Engine), 1))
gc.disable()
print("關掉回收器：", round(seconds(closure_engine.Value) / seconds(Engine), 1))
gc.enable()

# %% [markdown] lang="en"
# Usually the first, by far. With the collector off, the closures no longer fall behind. So it was not the arithmetic that took the time. It was the search for waste.

# %% [markdown] lang="zh-TW" of="6d23093a"
# 通常是第一個，而且大很多。關掉回收器，閉包就不再落後。所以花時間的不是計算，而是找垃圾。

# %% [markdown] lang="en"
# Python frees an object at once when nothing holds it any more. **Predict:** a product is made and deleted. Which one is freed at once? (`weakref.ref` looks at an object without holding it, and gives `None` when it is gone. `__module__` is the file that a class comes from.)

# %% [markdown] lang="zh-TW" of="067965de"
# 一個物件只要沒有人握著，Python 就會立刻釋放它。**先預測：** 做出一個乘積，再把它刪掉，哪一個會立刻釋放？（`weakref.ref` 只看著物件，但不握著它；物件不在了，就會得到 `None`。`__module__` 是類別所在的檔案。）

# %%
import gc
import weakref

gc.disable()
for make in (closure_engine.Value, Engine):
    product = make(2.0) * make(3.0)
    look = weakref.ref(product)
    del product
    print(make.__module__, "freed at once:", look() is None)
gc.enable()

# %% lang="zh-TW" of="59fcd590"
import gc
import weakref

gc.disable()
for make in (closure_engine.Value, Engine):
    product = make(2.0) * make(3.0)
    look = weakref.ref(product)
    del product
    print(make.__module__, "立刻釋放：", look() is None)
gc.enable()

# %% [markdown] lang="en"
# The engine's. With closures the result holds its `_backward`, and `_backward` holds the result, as `out`. The two hold each other, in a ring, until the collector comes and finds them. Stored slopes are only numbers: there is no ring.

# %% [markdown] lang="zh-TW" of="5c19f965"
# 引擎的。用閉包的話，結果握著自己的 `_backward`，而 `_backward` 又握著結果，也就是 `out`。兩個互相握著，形成一個環，要等回收器來了才找得到。存起來的斜率只是數字，不會形成環。

# %% [markdown] lang="en"
# ## A question for the class
# The engine stores the slopes in the forward pass. A closure reads `other.data` on the way *back*. Somebody changes a leaf's `data` in between. Which gradients do the two give? Which of them are “right”?

# %% [markdown] lang="zh-TW" of="64d8743d"
# ## 課堂討論
# 引擎在前向傳遞時就把斜率存起來，閉包則是**往回走**的時候才去讀 `other.data`。如果有人在這中間改掉葉節點的 `data`，兩種做法各會得到什麼梯度？哪一個才「對」？

# %% [markdown] lang="en"
# ## Keep three sentences
# 1. An operation brings its number and a local slope for each operand; how large it is, is a choice.
# 2. *Times out.grad* and *accumulate* are the same for all operations: they are written once.
# 3. Fewer, larger operations mean less bookkeeping: that is why tensors exist.

# %% [markdown] lang="zh-TW" of="cf69129c"
# ## 記住三句話
# 1. 一個運算要交出它的數值，以及每個運算元的局部斜率；它要多大，可以自己選。
# 2. 「乘上 out.grad」和「累加」對所有運算都一樣，只要寫一次。
# 3. 運算少而大，記帳就少：這就是張量存在的理由。

# %% [markdown] lang="en"
# ## Test yourself
# Without looking: write $a / b$ as one line of the table, with value, operands, symbol and local slopes. Then compare with the engine's.
#
# <details><summary>Answer</summary>
#
# `Value(a / b, (a, b), "/", (1 / b, -a / b**2))`. The engine writes the second slope as $-\text{ratio} / b$, which is the same and saves a power.
# </details>
#
# ## Where to go next
# - Read `micrograd/engine.py` from the top to the bottom. You know every line.
# - Train the network of lesson 7 with your own `tanh` in the place of `relu`.
# - Add `softplus`, $\log(1 + e^x)$, or `max(a, b)`, and let `check.operation` examine it.
# - Then [back to the overview](index.ipynb), for what you have not done yet.

# %% [markdown] lang="zh-TW" of="bfba1a8c"
# ## 自我測驗
# 不看前面，把 $a / b$ 寫成表裡的一列：值、運算元、符號、局部斜率。再和引擎的寫法比較。
#
# <details><summary>答案</summary>
#
# `Value(a / b, (a, b), "/", (1 / b, -a / b**2))`。引擎把第二個斜率寫成 $-\text{ratio} / b$，意思一樣，但少算一次次方。
# </details>
#
# ## 接下來可以做什麼
# - 從頭到尾讀一遍 `micrograd/engine.py`。每一行你都看得懂了。
# - 把第 7 課的網路換成你自己的 `tanh`，不用 `relu`，再訓練一次。
# - 加入 `softplus`，也就是 $\log(1 + e^x)$，或是 `max(a, b)`，再讓 `check.operation` 檢查它。
# - 最後[回到總覽](index.ipynb)，看看還有哪些沒做。

# %%
progress()
