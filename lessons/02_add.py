# %% [markdown] lang="en"
# # 2 · Add
#
# Backpropagation finds the slope of one final number with respect to every number before it. A sum is the simplest operation
# there is, and the three moves of every backward step can already be seen in it.
# You will give your own `Value` its `+`: forwards, then backwards.
#
# ![One value is used twice in a sum: two arrows lead from its box into the plus](attachment:02_add.png)
#
# > **The question of this lesson.** Somewhere behind $c = a + b$ a long computation ends in a number $L$.
# > Nudge $c$ up by a tiny $h$, and $L$ falls by $2h$. What does $L$ do when you nudge $a$ instead?
#
# Afterwards you can
# - name the three moves of every backward step: **local slope**, **times out.grad**, **accumulate**;
# - write the `_backward` of `+` yourself;
# - say why a gradient is added with `+=` and never set with `=`.
#
# About 25 minutes: predictions on the way, one thing to modify, two to make.

# %% [markdown] lang="zh-TW" of="560332c2"
# # 2 · 加法
#
# 反向傳播要找的，是最後那個數對前面每一個數的斜率。加法是最簡單的運算，而每一步反向計算的三個動作，在加法裡就已經看得到。
# 這一課你會替自己的 `Value` 寫出 `+`：先寫前向，再寫反向。
#
# ![同一個數值在加法裡用了兩次：從它的方框有兩條箭頭流入加號](attachment:02_add.png)
#
# > **本課的問題。** $c = a + b$ 後面還接著一長串計算，最後得到一個數 $L$。把 $c$ 往上輕推一點點 $h$，$L$ 就減少 $2h$。如果改成輕推 $a$，$L$ 會怎麼變？
#
# 學完之後，你能夠
# - 說出每一步反向計算的三個動作：**局部斜率**、**乘上 out.grad**、**累加**；
# - 自己寫出 `+` 的 `_backward`；
# - 解釋梯度為什麼要用 `+=` 累加，而不能用 `=` 直接設定。
#
# 大約 25 分鐘：沿途多次預測、一題修改、兩題實作。

# %% [markdown] lang="en" slide="notes"
# **Opening, 4 minutes.** Read the question aloud and let everyone write a number before anything is run. The answers: −2 (right), 2 (the sign lost), −1 (half of it: “it is shared between both operands”), 1 (the local slope alone). The third is the
# one to talk about: why is a gradient not *divided* between $a$ and $b$? Because a nudge of $a$ alone moves $c$ by the whole of it.

# %% [markdown] lang="zh-TW" of="77ff9db9"
# **開場 4 分鐘。** 把問題唸出來，執行任何東西之前，先讓每個人寫下一個數。會出現的答案：−2（對）、2（漏了負號）、−1（一半：「兩個運算元平分」）、1（只有局部斜率）。最值得討論的是第三個：梯度為什麼不是**平分**給 $a$ 和 $b$？
# 因為只輕推 $a$，$c$ 就會移動整整那麼多。

# %% [markdown] lang="en"
# ## Where we start
# This is your class so far: a number that remembers what it was computed from. It has a place for its gradient,
# but it cannot compute anything yet. (A *leaf* is a value that no operation computed.)
#
# If anything looks odd later because you went back: *Run ▸ Run All Above Selected Cell*. A cell that defines `Value` or its `+`
# replaces what the later cells had built.

# %% [markdown] lang="zh-TW" of="a9b63177"
# ## 從這裡開始
# 這是你目前的類別：一個數，並且記得自己是由哪些數算出來的。它已經留了位置給梯度，但還不會做任何運算。
# （不是由運算算出來的數值，叫做「葉節點」，程式裡寫成 leaf。）
#
# 之後如果因為回頭重跑而出現奇怪的結果，請用 *Run ▸ Run All Above Selected Cell*：凡是定義 `Value` 或 `+` 的儲存格，
# 重新執行就會蓋掉後面的儲存格做好的東西。

# %% class_after="1"

# %% [markdown] lang="en"
# ## Forwards: what `c = a + b` computes and remembers
# For `a + b` Python calls `a.__add__(b)`. So we write a function of that name, and the line below it puts it into the class, in place of
# any older one. Its result gets three things: the sum, the two operands, and the symbol of the operation.

# %% [markdown] lang="zh-TW" of="4347e2fd"
# ## 前向：`c = a + b` 算了什麼，又記住了什麼
# 遇到 `a + b`，Python 會呼叫 `a.__add__(b)`。所以我們寫一個同名的函式，再用下面那一行把它放進類別裡，取代原本的版本。
# 它算出的結果會帶著三樣東西：總和、兩個運算元，以及運算的符號。

# %%
def __add__(self, other):
    return Value(self.data + other.data, (self, other), "+")

Value.__add__ = __add__

a, b = Value(2.0), Value(-3.0)
c = a + b
viz.label(a=a, b=b, c=c)

# %% [markdown] lang="en"
# **Predict** before you run the next cell. In the picture of `c`: how many boxes will there be, which of them stands at the
# right, and what is its `data`?

# %% [markdown] lang="zh-TW" of="b11e1828"
# **先預測**，再執行下一格。在 `c` 的計算圖裡會有幾個方框？最右邊是哪一個？它的 `data` 是多少？

# %%
viz.draw(c)

# %% [markdown] lang="en"
# Three boxes: the operands at the left, the result `c` at the right, with −1. The round shape is the operation, and an arrow
# says *“goes into”*. The picture is drawn from what `c` remembers, and from nothing else:

# %% [markdown] lang="zh-TW" of="c6e175b8"
# 三個方框：運算元在左邊，結果 `c` 在右邊，數值是 −1。圓形是運算，箭頭的意思是「流入」。整張圖只靠 `c` 記住的東西畫出來，沒有用到別的：

# %%
c._prev, c._op

# %% [markdown] lang="en"
# ## The local slope of `+`
# Nudge $a$ up by a tiny $h$ and leave $b$ alone.
#
# **Predict:** with $h = 0.001$, by how much does the sum grow? And the growth divided by $h$?

# %% [markdown] lang="zh-TW" of="0b2ce05c"
# ## `+` 的局部斜率
# 把 $a$ 往上輕推一個很小的 $h$，$b$ 不動。
#
# **先預測：** 當 $h = 0.001$ 時，總和會增加多少？增加的量除以 $h$ 又是多少？

# %%
a0, b0, h = 2.0, -3.0, 0.001
before = a0 + b0
after = (a0 + h) + b0
after - before, (after - before) / h

# %% [markdown] lang="en"
# The sum grows by exactly what you added (the tiny rest is rounding). So its slope with respect to $a$ is 1. Try other numbers, then
# nudge `b0` instead of `a0`; only keep $h$ above 0.000001, below that rounding takes over. It is 1 each time. In a formula
# (∂ is the ordinary derivative, with the other operand held still):
#
# $$c = a + b \qquad \frac{\partial c}{\partial a} = 1 \qquad \frac{\partial c}{\partial b} = 1$$
#
# This is the **local slope**: it knows this one operation and nothing of what comes after it.

# %% [markdown] lang="zh-TW" of="1047e7e3"
# 你加多少，總和就增加多少（那一點點差距是捨入誤差）。所以總和對 $a$ 的斜率是 1。換幾個數字試試看，再改成輕推 `b0` 而不是 `a0`；
# 只是 $h$ 要大於 0.000001，再小就會被捨入誤差蓋過去。每次都是 1。寫成式子
# （∂ 就是一般的導數，只是讓另一個運算元保持不動）：
#
# $$c = a + b \qquad \frac{\partial c}{\partial a} = 1 \qquad \frac{\partial c}{\partial b} = 1$$
#
# 這就是**局部斜率**：它只看這一個運算，不管後面還有什麼。

# %% [markdown] lang="en"
# ## Backwards: the three moves
# Now to the question of this lesson. Behind `c` there is more, and it ends in $L$. We don't see that part. All that arrives
# from there is one number, the **upstream gradient** `c.grad`: the slope of $L$ with respect to $c$. Nudge $c$ by a tiny $h$, and $L$ changes
# by `c.grad` times $h$. Let it be −2, set by hand.

# %% [markdown] lang="zh-TW" of="7d57c426"
# ## 反向：三個動作
# 回到本課的問題。`c` 的後面還有別的計算，最後得到 $L$，但那一段我們看不到。從那裡傳回來的只有一個數，
# 也就是**上游梯度** `c.grad`：$L$ 對 $c$ 的斜率。把 $c$ 輕推一點點 $h$，$L$ 的變化就是 `c.grad` 乘上 $h$。我們先手動把它設成 −2。

# %%
c.grad = -2.0
viz.draw(c, slopes=True)

# %% [markdown] lang="en"
# The numbers on the arrows are the local slopes. **Predict:** nudge $a$ up by $h$. By how much does $c$ move then, and by how much $L$?
# So what should `a.grad` be, and `b.grad`?

# %% [markdown] lang="zh-TW" of="9ed686db"
# 箭頭上的數字是局部斜率。**先預測：** 把 $a$ 往上輕推 $h$，$c$ 會移動多少？$L$ 又會改變多少？
# 那麼 `a.grad` 應該是多少？`b.grad` 呢？

# %%
a.grad = b.grad = 0.0
local_slope = 1.0
a.grad += local_slope * c.grad
b.grad += local_slope * c.grad
viz.draw(c, slopes=True)

# %% [markdown] lang="en"
# **The answer:** $a$ up by $h$ moves $c$ up by $1 \cdot h$, and that moves $L$ by $-2 \cdot 1 \cdot h$. Slopes in a row multiply; this is the
# *chain rule*: $\frac{\partial L}{\partial a} = \frac{\partial c}{\partial a} \cdot \frac{\partial L}{\partial c}$.
#
# Each of the two lines with `+=` holds all three moves, for every operation there will ever be. `out` is our name for the result of the operation,
# whichever it is; here it is `c`.
#
# | move | here | in words |
# |---|---|---|
# | **local slope** | `1.0` | how the result answers to this operand |
# | **times out.grad** | `* c.grad` | how $L$ answers to the result |
# | **accumulate** | `a.grad +=` | add it to what other paths have brought |
#
# For `+` the local slope is 1, so the upstream gradient arrives at both operands as it was: *add passes the gradient on.*

# %% [markdown] lang="zh-TW" of="88a7b1dd"
# **答案：** 把 $a$ 往上推 $h$，$c$ 就跟著往上 $1 \cdot h$，$L$ 於是改變 $-2 \cdot 1 \cdot h$。
# 一段接一段的斜率要相乘，這就是**連鎖律**：$\frac{\partial L}{\partial a} = \frac{\partial c}{\partial a} \cdot \frac{\partial L}{\partial c}$。
#
# 兩行 `+=` 的每一行都包含了三個動作，往後的每一種運算也都是如此。`out` 是我們對「運算結果」的稱呼，不管是哪一種運算；在這裡就是 `c`。
#
# | 動作 | 這裡是 | 意思 |
# |---|---|---|
# | **局部斜率** | `1.0` | 這個運算元變動時，結果跟著怎麼變 |
# | **乘上 out.grad** | `* c.grad` | 結果變動時，$L$ 跟著怎麼變 |
# | **累加** | `a.grad +=` | 加到其他路徑已經帶來的梯度上 |
#
# `+` 的局部斜率是 1，所以上游梯度原封不動地傳到兩個運算元：「加法把梯度照原樣往回傳。」

# %% [markdown] lang="en"
# Now the same question with a number that you can type in. (Run the cell, write your number, press **Enter**. A wrong prediction costs
# nothing, and teaches more than a right one.)

# %% [markdown] lang="zh-TW" of="e9973027"
# 同一個問題，這次把數字寫進去。（執行下一格，輸入你的數字，再按 **Enter**。猜錯沒有關係，學到的反而比猜對更多。）

# %%
predict.add_passes_on

# %% [markdown] lang="en"
# ## A result that knows its way back
# Doing this by hand does not scale. Only `__add__` knows the operands and the result, so it is the place to write the
# recipe down: a small function inside it, which remembers `self`, `other` and `out` (a *closure*). It is not run yet. It is
# left in the result, as `out._backward`, for the moment when `out.grad` is known.

# %% [markdown] lang="zh-TW" of="05e934aa"
# ## 讓結果知道怎麼往回走
# 每次都手動計算，規模一大就行不通。只有 `__add__` 同時認得兩個運算元和結果，所以最適合在這裡把做法寫下來：
# 在裡面定義一個小函式，它會記住 `self`、`other` 和 `out`（這叫做「閉包」）。它現在還不執行，
# 而是存在結果的 `out._backward` 裡，等到 `out.grad` 確定了才用。

# %%
def __add__(self, other):
    out = Value(self.data + other.data, (self, other), "+")

    def _backward():
        self.grad += 1.0 * out.grad
        other.grad += 1.0 * out.grad

    out._backward = _backward
    return out

Value.__add__ = __add__

a, b = Value(2.0), Value(-3.0)
c = a + b
viz.label(a=a, b=b, c=c)
c.grad = -2.0
viz.draw(c)

# %% [markdown] lang="en"
# `a.grad` and `b.grad` are still 0: a recipe has been written, nobody has cooked. Now call it.

# %% [markdown] lang="zh-TW" of="6ef4ef4a"
# `a.grad` 和 `b.grad` 都還是 0：做法寫好了，但還沒有人動手做。現在就來呼叫它。

# %%
c._backward()
viz.draw(c)

# %% [markdown] lang="en"
# **Investigate.** What will `a.grad` be if `c._backward()` is called a second time? Decide, then run the cell above once more,
# only that one.
#
# <details><summary>What happens</summary>
#
# Every call adds another −2, so `a.grad` becomes −4. So each `_backward` must be called exactly once; who sees to that is
# the subject of lesson 6. Would `=` be the cure? It would keep the −2 here. The section after the next shows what it would break.
# </details>

# %% [markdown] lang="zh-TW" of="9cd05b06"
# **探究。** 如果再呼叫一次 `c._backward()`，`a.grad` 會變成多少？先想好，再把上一格（只要那一格）重新執行一次。
#
# <details><summary>會發生什麼事</summary>
#
# 每呼叫一次就再加上一個 −2，所以 `a.grad` 會變成 −4。可見每個 `_backward` 都必須恰好呼叫一次；這件事由誰負責，是第 6 課的主題。
# 改用 `=` 就能解決嗎？在這裡確實會停在 −2。但它會弄壞什麼，再下一節就會看到。
# </details>

# %% [markdown] lang="en"
# ## A plain number as operand
# **Predict:** does `a + 1` work with this `+`?
#
# <details><summary>Answer</summary>
#
# It does not: 1 is no `Value`, so `other.data` fails. The new line below makes a leaf of it. (`1 + a` still fails, for there Python asks
# the number first. That is for lesson 4.)
# </details>

# %% [markdown] lang="zh-TW" of="b652a8aa"
# ## 運算元是普通的數字
# **先預測：** 用現在這個 `+`，`a + 1` 能算嗎？
#
# <details><summary>答案</summary>
#
# 不能：1 不是 `Value`，所以 `other.data` 會出錯。下面多出來的那一行，會把它變成一個葉節點。（`1 + a` 還是不行，因為 Python 會先去問那個數字。
# 這留到第 4 課。）
# </details>

# %%
def __add__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data + other.data, (self, other), "+")

    def _backward():
        self.grad += 1.0 * out.grad
        other.grad += 1.0 * out.grad

    out._backward = _backward
    return out

Value.__add__ = __add__

viz.draw(Value(2.0, label="a") + 1)

# %% [markdown] lang="en"
# ## `x + x`: why `+=`
# Nothing forbids using a value twice. Let $y = x + x$ be the end of the computation, so $L$ is $y$ itself and `y.grad` is 1.
#
# **Predict:** nudge $x$ up by $h$. How much does $y$ grow? So what is `x.grad`?

# %% [markdown] lang="zh-TW" of="3010cf70"
# ## `x + x`：為什麼要用 `+=`
# 同一個數當然可以用兩次。令 $y = x + x$，而且計算到此為止，所以 $L$ 就是 $y$ 自己，`y.grad` 是 1。
#
# **先預測：** 把 $x$ 往上輕推 $h$，$y$ 會增加多少？那麼 `x.grad` 是多少？

# %%
predict.add_reuse

# %% [markdown] lang="en"
# Whatever you predicted, watch it happen. Run the cell and go forward step by step, with the buttons or with the **→** key. The player sets
# `y.grad` to 1 by itself, and before each contribution it asks you what the gradient will be.

# %% [markdown] lang="zh-TW" of="450a4624"
# 不管你猜的是多少，現在來看它怎麼發生。執行下一格，用按鈕或 **→** 鍵一步一步往前走。播放器會自己把 `y.grad` 設成 1；
# 每次傳遞梯度之前，都會先問你梯度會變成多少。

# %%
x = Value(3.0)
y = x + x
viz.label(x=x, y=y)
viz.animate(y, ask=True)

# %% [markdown] lang="en"
# Two arrows leave `x`, and each brings back 1. The gradient is the **sum over both**: $1 + 1 = 2$. Inside the closure `self` and
# `other` are the same object here, so the second line adds to what the first line left there. The player showed what should happen; it changed
# nothing. This is what your own code does:

# %% [markdown] lang="zh-TW" of="d0ab489f"
# 從 `x` 出發的箭頭有兩條，每一條都帶回 1。梯度是**兩條路徑的總和**：$1 + 1 = 2$。在這個閉包裡，`self` 和 `other`
# 是同一個物件，所以第二行是加在第一行留下的梯度上。播放器只是示範應該怎麼做，並沒有改動任何東西。你自己的程式實際上做了什麼，看這裡：

# %%
y.grad = 1.0
y._backward()
viz.draw(y, slopes=True)

# %% [markdown] lang="en"
# **Predict:** does the 2 depend on where `x` stands? Move the slider, then nudge `x`, and see how far `y` moves each time.

# %% [markdown] lang="zh-TW" of="19b76569"
# **先預測：** 這個 2 和 `x` 在哪裡有關係嗎？拉動滑桿，再輕推 `x`，看看每次 `y` 移動多少。

# %%
viz.explore("y = x + x", x=x)

# %% [markdown] lang="en" slide="notes"
# **3 minutes.** The slope is 2 everywhere: a sum is a straight line. Let somebody say why the two arrows bring the *same* number here, and ask whether that would be so for $x \cdot x$ (it is, but the number is then `x` itself: lesson 3).

# %% [markdown] lang="zh-TW" of="fc842c7f"
# **3 分鐘。** 斜率到處都是 2：總和的圖形是一條直線。請一位學生說明為什麼這裡的兩條箭頭帶回**同樣**的數，再問換成 $x \cdot x$ 還會這樣嗎（會，只是那個數變成 `x` 自己：第 3 課）。

# %% [markdown] lang="en"
# ### Investigate
# The function below is somebody else's rule for `+`. `viz.record` runs the code that is there and plays what it *really* does: every write
# to a `grad`, right or wrong.
#
# **Predict:** one of the two recordings has a step that goes wrong. Is it in $s = p + q$ or in $y = x + x$? Run the cell, then look for the
# ≠ above the scrubber, and go to that step: what falls out of the box?

# %% [markdown] lang="zh-TW" of="0f38bffa"
# ### 探究
# 下面這個函式，是另一個人寫的 `+` 規則。`viz.record` 會執行這裡的程式，再把它**真正**做的事播放出來：每一次寫入 `grad` 都看得到，不管對錯。
#
# **先預測：** 這兩段紀錄裡，有一段的某一步出了錯。是 $s = p + q$，還是 $y = x + x$？執行下一格，再找找進度條上方的 ≠，走到那一步：方框裡掉出了什麼？

# %%
def add(self, other):
    out = Value(self.data + other.data, (self, other), "+")

    def _backward():
        self.grad = 1.0 * out.grad
        other.grad = 1.0 * out.grad

    out._backward = _backward
    return out

p, q, x = Value(1.0), Value(5.0), Value(3.0)
s, y = add(p, q), add(x, x)
viz.label(p=p, q=q, x=x, s=s, y=y)
display(viz.record(s), viz.record(y))

# %% [markdown] lang="en"
# ### Modify
# 1. Mend the function, and run the cell again until nothing is marked.
# 2. Then write `=` in the first line only, and after that in the second line only. Which `+=` was needed for $x + x$? Why do we still write both?

# %% [markdown] lang="zh-TW" of="89e634a4"
# ### 修改
# 1. 把這個函式改對，再執行那一格，直到沒有任何一步被標記出來。
# 2. 接著只在第一行用 `=`，執行看看；再換成只在第二行用。$x + x$ 少不了的是哪一個 `+=`？那為什麼我們還是兩個都寫？

# %% [markdown] lang="en"
# <details><summary>What you should have seen</summary>
#
# $s = p + q$ comes out right even with `=`. In $y = x + x$ the second line **overwrote** what the first had brought, so `x.grad` ends at 1 instead
# of 2. The mistake hides until some value is used twice, and in training every example uses the same weights.
#
# $x + x$ needs the second `+=`. But if `x` already had a gradient from elsewhere, an `=` in the first line would wipe that out.
# </details>

# %% [markdown] lang="zh-TW" of="e1969f1f"
# <details><summary>你應該會看到</summary>
#
# 就算用 `=`，$s = p + q$ 的結果仍然正確。但在 $y = x + x$ 裡，第二行把第一行帶來的梯度**覆寫**掉了，所以 `x.grad` 最後是 1，不是 2。
# 這個錯誤平常看不出來，要等到有個數值用了兩次才會出現；而在訓練時，每一筆資料都會用到同一組權重。
#
# $x + x$ 少不了的是第二個 `+=`。但如果 `x` 已經從別處收到梯度，第一行寫 `=` 就會把它抹掉。
# </details>

# %% [markdown] lang="en"
# ### Make: `+` from memory
# The cell takes the `+` out of your class and puts yours in. Write it without scrolling up: compute and remember, write the recipe, leave it in the
# result. Put your lines in the place of `...` and run the cell: `check` runs your code on many sums and says what it finds.
#
# Stuck? Take the `#` away from the hint's line and run the cell again; each time it tells a little more.

# %% [markdown] lang="zh-TW" of="2bde60e6"
# ### 實作：憑記憶寫出 `+`
# 這一格會把類別裡的 `+` 換成你寫的。不要往上捲，試著自己寫出來：算出結果並記住運算元、寫下做法、把做法存進結果裡。
# 把 `...` 換成你的程式，再執行這一格：`check` 會用你的程式算很多個總和，然後告訴你它發現了什麼。
#
# 卡住了嗎？把提示那一行的 `#` 拿掉，再執行一次；每執行一次，提示就會多透露一點。

# %%
def __add__(self, other):
    ...

Value.__add__ = __add__

# display(hint.add())
# display(solution.add())
check.add(Value)

# %% [markdown] lang="en"
# ### Make: three operands
# Write `add3`: a single operation with **three** operands, one round shape with three arrows going in.
#
# **Predict** first: what happens to a value that goes in three times?

# %% [markdown] lang="zh-TW" of="5515e2eb"
# ### 實作：三個運算元
# 寫出 `add3`：一個有**三個**運算元的運算，也就是一個圓形，有三條箭頭指向它。
#
# **先預測：** 如果同一個數值用了三次，會怎麼樣？

# %%
predict.add_thrice

# %%
def add3(x, y, z):
    ...

# display(hint.add3())
# display(solution.add3())
check.add3(add3)

# %% [markdown] lang="en"
# ## A question for the class
# The `_backward` of `+` writes to both operands' `grad`, but never reads their `data`. Could the two *numbers* be thrown away once the sum
# is known? Think of $a \cdot b$ and its derivative: could they there?

# %% [markdown] lang="zh-TW" of="02bc31b5"
# ## 課堂討論
# `+` 的 `_backward` 會寫入兩個運算元的 `grad`，但從來不讀它們的 `data`。那麼算完總和之後，是不是就可以把這兩個「數」丟掉？
# 想想 $a \cdot b$ 和它的導數：換成乘法也可以嗎？

# %% [markdown] lang="en"
# ## Keep three sentences
# 1. Every backward step is **local slope**, **times out.grad**, **accumulate**.
# 2. The local slope of `+` is 1 for both operands: *add passes the gradient on.*
# 3. A value that is used twice collects twice: that is why it is `+=`.
#
# And your `Value` can do one thing more:

# %% [markdown] lang="zh-TW" of="f51feebd"
# ## 記住三句話
# 1. 每一步反向計算都是**局部斜率**、**乘上 out.grad**、**累加**。
# 2. `+` 對兩個運算元的局部斜率都是 1：「加法把梯度照原樣往回傳。」
# 3. 一個數值用了兩次，就會收到兩份梯度：所以要用 `+=`。
#
# 你的 `Value` 又學會了一件事：

# %% class_after="2"

# %% [markdown] lang="en"
# ## Test yourself
# Let $s = a + b$ and $L = s + a$, and start from `L.grad` = 1. What should `a.grad` and `b.grad` be in the end?
# Decide. The cell calls the two `_backward` in *one* of the two possible orders. Run it, compare with your answer, and put right what is wrong.

# %% [markdown] lang="zh-TW" of="31794cae"
# ## 自我測驗
# 設 $s = a + b$、$L = s + a$，從 `L.grad` = 1 開始往回算。最後 `a.grad` 和 `b.grad` 應該是多少？
# 先想好。呼叫這兩個 `_backward` 有兩種順序，下一格用的是其中一種。執行看看，和你的答案比較，有錯就把它改對。

# %%
a, b = Value(2.0), Value(-3.0)
s = a + b
L = s + a
viz.label(a=a, b=b, s=s, L=L)
L.grad = 1.0
s._backward()
L._backward()
viz.draw(L, slopes=True)

# %% [markdown] lang="en"
# <details><summary>What was wrong</summary>
#
# `s` had nothing to pass on yet: `s.grad` was still 0 when its turn came. Swap the two calls. Then `L` hands 1 to `s` and 1 to `a`, and `s` hands
# its 1 on to `a` and `b`: `a.grad` is 2 and `b.grad` is 1, as nudging tells, for $L = a + b + a$.
# </details>
#
# **Next:** [3 · Multiply](03_mul.ipynb), where the slopes are no longer 1.

# %% [markdown] lang="zh-TW" of="efd979c0"
# <details><summary>錯在哪裡</summary>
#
# 輪到 `s` 的時候，`s.grad` 還是 0，它還沒有東西可以往回傳。把兩行對調，`L` 就會先把 1 交給 `s`，也把 1 交給 `a`，`s` 再把自己的 1
# 交給 `a` 和 `b`：`a.grad` 是 2，`b.grad` 是 1。用輕推的方法也能驗證，因為 $L = a + b + a$。
# </details>
#
# **下一課：** [3 · 乘法](03_mul.ipynb)，斜率不再都是 1。

# %% [markdown] lang="en"
# What you have done so far, in all lessons. It is kept on this computer only, and survives an update of the notebooks.

# %% [markdown] lang="zh-TW" of="eabf7503"
# 到目前為止，各課的練習你完成了多少。這份紀錄只存在這台電腦上，更新筆記本也不會消失。

# %%
progress()
