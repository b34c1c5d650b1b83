# %% [markdown] lang="en" section="opening" minutes="4"
# # 2 · Add
#
# A sum is the simplest operation there is. Yet all that happens on the way back can already be seen in it.
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
# About 35 minutes: seven predictions on the way, one thing to modify, two to make.

# %% [markdown] lang="zh-TW" of="f96b8656"
# # 2 · 加法
#
# 加法是最簡單的運算，可是往回走會發生的事，在加法裡全都看得到。
# 這一課你會替自己的 `Value` 寫出 `+`：先寫前向，再寫反向。
#
# ![同一個數值在加法裡用了兩次：從它的方框有兩條箭頭流入加號](attachment:02_add.png)
#
# > **本課的問題**：$c = a + b$ 後面還接著一長串計算，最後得到一個數 $L$。把 $c$ 往上輕推一點點 $h$，$L$ 就減少 $2h$。如果改成輕推 $a$，$L$ 會怎麼變？
#
# 學完之後，你能夠
# - 說出每一步反向計算的三個動作：**局部斜率**、**乘上 out.grad**、**累加**；
# - 自己寫出 `+` 的 `_backward`；
# - 解釋梯度為什麼要用 `+=` 累加，而不能用 `=` 直接設定。
#
# 大約 35 分鐘：過程中有七次預測，另有一題修改、兩題實作。

# %% [markdown] lang="en" slide="text"
# # 2 · Add
# ![One value is used twice in a sum: two arrows lead from its box into the plus](attachment:02_add.png)
#
# > Behind $c = a + b$ a long computation ends in $L$.
# > Nudge $c$ up by a tiny $h$, and $L$ falls by $2h$.
# >
# > **What does $L$ do when you nudge $a$ instead?**

# %% [markdown] lang="zh-TW" of="95a75289"
# # 2 · 加法
# ![同一個數值在加法裡用了兩次：從它的方框有兩條箭頭流入加號](attachment:02_add.png)
#
# > $c = a + b$ 後面接著一長串計算，最後得到 $L$。把 $c$ 往上輕推一點點 $h$，$L$ 就減少 $2h$。
# >
# > **如果改成輕推 $a$，$L$ 會怎麼變？**

# %% [markdown] lang="en" slide="notes"
# **Opening, 4 minutes.** Read the question aloud and let everyone write a number before anything is run. The answers: −2 (right), 2 (the sign lost), −1 (half of it: “it is shared between both operands”), 1 (the local slope alone). The third is the
# one to talk about: why is a gradient not *divided* between $a$ and $b$? Because a nudge of $a$ alone moves $c$ by the whole of it.

# %% [markdown] lang="zh-TW" of="77ff9db9"
# **開場 4 分鐘**。把問題唸出來，執行任何東西之前，先讓每個人寫下一個數。會出現的答案：−2（對）、2（漏了負號）、−1（一半：「兩個運算元平分」）、1（只有局部斜率）。最值得討論的是第三個：梯度為什麼不是**平分**給 $a$ 和 $b$？
# 因為只輕推 $a$，$c$ 就會移動整整那麼多。

# %% [markdown] lang="en" section="recall" minutes="2" slide="skip"
# ## Where we start
# Your class so far: what a check found right is yours; the rest is the series'. It remembers what it was computed from, but it cannot compute anything yet.
#
# If something looks odd later because you went back in the notebook: *Run ▸ Run All Above Selected Cell*.

# %% [markdown] lang="zh-TW" of="00fd1d0b"
# ## 從這裡開始
# 這是你目前的類別：檢查通過的部分是你寫的，其餘由這個系列補上。它記得自己是由哪些數算出來的，但還不會做任何運算。
#
# 之後如果因為回頭重跑而出現奇怪的結果，請用 *Run ▸ Run All Above Selected Cell*。

# %%
Value = mine.value()

# %% [markdown] lang="en" slide="skip"
# ### Do you remember?
# Lesson 0 ended with what a gradient says.

# %% [markdown] lang="zh-TW" of="46ae1ce4"
# ### 還記得嗎？
# 第 0 課的最後，說明了梯度是什麼意思。

# %%
predict.remember_gradient

# %% [markdown] lang="en" section="forwards" minutes="3"
# ## Forwards: what `c = a + b` computes and remembers
# For `a + b` Python calls `a.__add__(b)`. So we write a function of that name, and the line below it puts it into the class.
# The result holds the sum, both operands, and the symbol: number and receipt in one place.

# %% [markdown] lang="zh-TW" of="d24b39f4"
# ## 前向：`c = a + b` 算了什麼，又記住了什麼
# 遇到 `a + b`，Python 會呼叫 `a.__add__(b)`。所以我們寫一個同名的函式，再用下面那一行把它放進類別裡；這叫做**運算子重載**（operator overloading）。
# 算出的結果裡有總和、兩個運算元（operand）和符號：數字和收據，在同一個地方寫好。

# %% [markdown] lang="en" slide="text"
# ## Forwards: compute and remember
# For `a + b` Python calls `a.__add__(b)`: **operator overloading**.
# One line does two things. Which part of it is the number, and which part is the receipt?

# %% [markdown] lang="zh-TW" of="a096761f"
# ## 前向：算出來，並且記住
# 遇到 `a + b`，Python 會呼叫 `a.__add__(b)`：**運算子重載**（operator overloading）。一行程式做兩件事：哪一段是數字，哪一段是收據？

# %% lines="1-4"
def __add__(self, other):
    return Value(self.data + other.data, (self, other), "+")

Value.__add__ = __add__

a, b = Value(2.0), Value(-3.0)
c = a + b
viz.label(a=a, b=b, c=c)
viz.draw(c)

# %% [markdown] lang="en" slide="text"
# `c` holds its number, and knows **what it was made of**. Nobody has computed `grad` yet.

# %% [markdown] lang="zh-TW" of="bed8f2b8"
# `c` 有自己的數字，也知道**是由什麼算出來的**。`grad` 還沒有人算。

# %% [markdown] lang="en" section="local_slope" minutes="5"
# ## The local slope of `+`
# Nudge $a$ up by a tiny $h$ and leave $b$ alone. The next cell says how far the sum moves, and divides that by $h$.

# %% [markdown] lang="zh-TW" of="bc2d8205"
# ## `+` 的局部斜率
# 把 $a$ 往上輕推一個很小的 $h$，$b$ 不動。下一格算出總和移動多少，再除以 $h$。

# %% [markdown] lang="en" slide="text"
# ## The local slope of `+`
# Nudge $a$ up by a tiny $h$, and leave $b$ alone. **How far does the sum move?**

# %% [markdown] lang="zh-TW" of="abdf5b81"
# ## `+` 的局部斜率
# 把 $a$ 往上輕推一點點 $h$，$b$ 不動。**總和會移動多少？**

# %%
a0, b0, h = 2.0, -3.0, 0.001
before = a0 + b0
after = (a0 + h) + b0
after - before, (after - before) / h

# %% [markdown] lang="en"
# Just as far as $a$ (the tiny rest is rounding). So the slope is 1 here. It belongs to this one operation and knows nothing of what comes
# behind it. That is why it is called the **local slope**.
#
# Next you get sliders for $a$ and $b$. **Predict** where the slope of the sum is something else than 1.

# %% [markdown] lang="zh-TW" of="ff3ddccd"
# 和 $a$ 移動的一樣多（那一點點差距是捨入誤差），所以這裡的斜率是 1。它只屬於這一個運算，不管後面還有什麼，
# 所以叫做**局部斜率**（local slope）。
#
# 接下來，$a$ 和 $b$ 各有一支滑桿。**先預測**：總和的斜率在哪裡不是 1？

# %% [markdown] lang="en" slide="text"
# ## Just as far: the slope is 1
# The **local slope** of an operation: how far its result moves when one operand does.
#
# It knows nothing of what comes behind.

# %% [markdown] lang="zh-TW" of="1911c6fb"
# ## 移動得一樣多：斜率是 1
# **局部斜率**（local slope）：一個運算元移動的時候，這一個運算的結果跟著移動多少。
#
# 後面還有什麼，它一概不管。

# %% ask="add_everywhere" slide="output"
viz.explore("c = a + b", a=a, b=b)

# %% [markdown] lang="en" answer="add_everywhere"
# Nowhere. Move both sliders: the gradients of `a` and `b` stay 1. A sum follows each of its operands step for step. In a formula:
#
# $$c = a + b \qquad \frac{\partial c}{\partial a} = 1 \qquad \frac{\partial c}{\partial b} = 1$$
#
# The round ∂ is read like a d. It says: the slope of $c$ when only $a$ is nudged, and all else held still. (The word for it is *partial derivative*.)

# %% [markdown] lang="zh-TW" of="6f0587ca"
# 沒有這樣的地方。拉動兩支滑桿看看：`a` 和 `b` 的梯度一直是 1。不管是哪一個運算元，它移動多少，總和就跟著移動多少。寫成式子：
#
# $$c = a + b \qquad \frac{\partial c}{\partial a} = 1 \qquad \frac{\partial c}{\partial b} = 1$$
#
# 圓圓的 ∂ 可以當成 d 來讀。它的意思是：只輕推 $a$，其他的都不動，這時 $c$ 的斜率。（這叫做**偏導數**，partial derivative。）

# %% [markdown] lang="en" slide="text"
# **Nowhere.** A sum follows each operand step for step: $\partial c / \partial a = 1$ and $\partial c / \partial b = 1$.

# %% [markdown] lang="zh-TW" of="6b3a09d2"
# **沒有這樣的地方**。運算元移動多少，總和就移動多少：$\partial c / \partial a = 1$，$\partial c / \partial b = 1$。

# %% [markdown] lang="en" section="moves" minutes="7"
# ## Backwards: the three moves
# Now to the question of this lesson. Behind `c` there is more, and it ends in $L$. We do not see that part. All that arrives
# from there is one number: `c.grad`, the slope of $L$ when $c$ is nudged. It comes from further on, against the arrows, so it is called the **upstream gradient**.
# Let it be −2, set by hand.

# %% [markdown] lang="zh-TW" of="88c93d5d"
# ## 反向：三個動作
# 回到本課的問題。`c` 的後面還有別的計算，最後得到 $L$，但那一段我們看不到。從那裡傳來的只有一個數：
# `c.grad`，也就是輕推 $c$ 的時候 $L$ 的斜率。它逆著箭頭從後面傳來，所以叫做**上游梯度**（upstream gradient）。我們先手動把它設成 −2。

# %% [markdown] lang="en" slide="text"
# ## Backwards: what arrives from behind
# Behind $c$ there is more, and it ends in $L$. We do not see it.
# One number arrives from there, against the arrows: the **upstream gradient** `c.grad`.
#
# It is the slope of $L$ when $c$ is nudged. Here: −2.

# %% [markdown] lang="zh-TW" of="3690831d"
# ## 反向：後面傳來了什麼
# $c$ 後面還有別的計算，最後得到 $L$。那一段我們看不到。
#
# 從那裡逆著箭頭傳來的，只有一個數：**上游梯度**（upstream gradient）`c.grad`。它是輕推 $c$ 的時候 $L$ 的斜率，在這裡是 −2。

# %% slide="output"
c.grad = -2.0
viz.draw(c, slopes=True)

# %% [markdown] lang="en" slide="text"
# On the arrows stand the local slopes, and −2 has arrived at `c`. **What belongs into `a` and `b`?**

# %% [markdown] lang="zh-TW" of="106b37a9"
# 箭頭上是局部斜率，−2 已經傳到 `c`。**`a` 和 `b` 裡該填什麼？**

# %% [markdown] lang="en" slide="skip"
# The numbers on the arrows are the local slopes. **Predict** what $L$ does when $a$ is nudged up by $h$.

# %% [markdown] lang="zh-TW" of="037709f1"
# 箭頭上的數字是局部斜率。**先預測**：把 $a$ 往上輕推 $h$，$L$ 會怎麼變？

# %% ask="add_passes_on" lines="3-4"
a.grad = b.grad = 0.0
local_slope = 1.0
a.grad += local_slope * c.grad
b.grad += local_slope * c.grad
viz.draw(c, slopes=True)

# %% [markdown] lang="en" answer="add_passes_on"
# Up by $h$ goes $a$, so up by $h$ goes $c$, so $L$ falls by $2h$. The gradient of `a` is −2, and so is that of `b`: a sum passes on what arrives, whole, to both.

# %% [markdown] lang="zh-TW" of="a373838e"
# $a$ 往上 $h$，$c$ 就往上 $h$，於是 $L$ 減少 $2h$。`a` 的梯度是 −2，`b` 的也是：傳到總和的梯度，原封不動地傳給兩邊，並不會平分。

# %% [markdown] lang="en" slide="text"
# Both get −2: a sum **passes on what arrives**, whole, to both.

# %% [markdown] lang="zh-TW" of="94a41eec"
# 兩邊都是 −2：傳來多少，加法就**原封不動**地傳給兩邊，並不平分。

# %% [markdown] lang="en"
# Each of the two lines with `+=` holds all three moves, and so will every operation. We call the result of an operation `out`; here it is `c`.
#
# | move | here | in words |
# |---|---|---|
# | **local slope** | `1.0` | how far the result moves when this operand does |
# | **times out.grad** | `* c.grad` | how far $L$ moves when the result does |
# | **accumulate** | `a.grad +=` | add it to what other arrows have brought |
#
# Two slopes in a row are multiplied. This is called the **chain rule**.

# %% [markdown] lang="zh-TW" of="cd94d29d"
# 這兩行 `+=`，每一行都包含三個動作，往後的每一種運算也是如此。運算的結果，我們稱為 `out`；在這裡就是 `c`。
#
# | 動作 | 這裡是 | 意思 |
# |---|---|---|
# | **局部斜率** | `1.0` | 這個運算元移動時，結果移動多少 |
# | **乘上 out.grad** | `* c.grad` | 結果移動時，$L$ 移動多少 |
# | **累加**（accumulate） | `a.grad +=` | 加到其他箭頭已經帶來的梯度上 |
#
# 一段接一段的斜率要相乘，這就是**連鎖律**（chain rule，也叫鏈鎖律）。

# %% [markdown] lang="en" slide="text"
# ### Three moves: `a.grad += 1.0 * c.grad`
#
# | move | here | in words |
# |---|---|---|
# | **local slope** | `1.0` | how far $c$ moves with $a$ |
# | **times out.grad** | `* c.grad` | how far $L$ moves with $c$ |
# | **accumulate** | `a.grad +=` | added to what stands there |
#
# **Chain rule:** two slopes in a row are multiplied.

# %% [markdown] lang="zh-TW" of="622db23e"
# ### 一行裡的三個動作：`a.grad += 1.0 * c.grad`
#
# | 動作 | 這裡是 | 意思 |
# |---|---|---|
# | **局部斜率** | `1.0` | $a$ 移動時，$c$ 移動多少 |
# | **乘上 out.grad** | `* c.grad` | $c$ 移動時，$L$ 移動多少 |
# | **累加**（accumulate） | `a.grad +=` | 加到原有的梯度上 |
#
# **連鎖律**（chain rule）：一段接一段的斜率要相乘。

# %% [markdown] lang="en" section="recipe" minutes="6"
# ## A result that knows its way back
# We did these lines by hand. But `__add__` knows both operands and the result, so it can write them down as a recipe: a small function
# inside it. Such a function remembers the names around it, here `self`, `other` and `out`. It is called a **closure**.
#
# The recipe is not carried out yet. It is left in the result, as `out._backward`, for the moment when `out.grad` is known.

# %% [markdown] lang="zh-TW" of="8cffce40"
# ## 讓結果知道怎麼往回走
# 剛才那幾行是手動做的。不過 `__add__` 認得兩個運算元，也認得結果，所以可以由它把做法寫下來：在裡面定義一個小函式。
# 這樣的函式會記住外面的名字（在這裡就是 `self`、`other` 和 `out`），叫做**閉包**（closure）。
#
# 這個做法現在還不執行，先存進結果的 `out._backward`，等 `out.grad` 確定了才用。

# %% [markdown] lang="en" slide="text"
# ## A result that knows its way back
# `__add__` knows both operands and the result, so it leaves a **recipe** in the result: a **closure**. When is the recipe carried out?

# %% [markdown] lang="zh-TW" of="361cee8d"
# ## 讓結果知道怎麼往回走
# `__add__` 認得運算元和結果，所以把做法存進結果裡：這是一個**閉包**（closure）。這個做法，什麼時候才會執行？

# %% lines="1-9"
def __add__(self, other):
    out = Value(self.data + other.data, (self, other), "+")

    def _backward():
        self.grad += 1.0 * out.grad
        other.grad += 1.0 * out.grad

    out._backward = _backward
    return out

Value.__add__ = __add__

# %% [markdown] lang="en"
# A recipe has been written, but nobody has cooked: before the call, both gradients are 0. Here is the call.

# %% [markdown] lang="zh-TW" of="030000c0"
# 做法寫好了，但還沒有人動手：呼叫之前，兩個梯度都是 0。現在就來呼叫。

# %% [markdown] lang="en" slide="text"
# ## Nobody has cooked yet
# `c.grad = -2.0`, and the recipe lies ready in `c._backward`.
#
# What is `a.grad` now? And after `c._backward()`?

# %% [markdown] lang="zh-TW" of="5891542e"
# ## 做法寫好了，還沒有人動手
# `c.grad = -2.0`，做法放在 `c._backward` 裡。
#
# 現在 `a.grad` 是多少？呼叫 `c._backward()` 之後呢？

# %% slide="output"
a, b = Value(2.0), Value(-3.0)
c = a + b
viz.label(a=a, b=b, c=c)
c.grad = -2.0
c._backward()
viz.draw(c)

# %% [markdown] lang="en" slide="text"
# 0 before the call, −2 after it: **the call** carries out the recipe.

# %% [markdown] lang="zh-TW" of="0bb7413b"
# 呼叫之前是 0，之後是 −2：**呼叫**的時候才真的動手。

# %% [markdown] lang="en" slide="skip"
# `a.grad` is −2. **Predict** what it is when the same recipe is called once more.

# %% [markdown] lang="zh-TW" of="e022a78f"
# `a.grad` 是 −2。**先預測**：同一個做法再呼叫一次，它會是多少？

# %% ask="add_called_twice" lines="1-1"
c._backward()
viz.draw(c)

# %% [markdown] lang="en" answer="add_called_twice"
# It is −4: `+=` adds another −2 with each call. So each recipe must be called exactly once. Who sees to that is the subject of lesson 6.

# %% [markdown] lang="zh-TW" of="78575771"
# 是 −4：每呼叫一次，`+=` 就再加上一個 −2。可見每個做法都必須恰好呼叫一次；這件事由誰負責，是第 6 課的主題。

# %% [markdown] lang="en" slide="text"
# −4: each call adds −2. So each recipe is called **exactly once** (lesson 6).

# %% [markdown] lang="zh-TW" of="607d0d42"
# −4：每呼叫一次就再加 −2。所以每個做法要**恰好呼叫一次**（第 6 課）。

# %% [markdown] lang="en" section="plain_numbers" minutes="2"
# ## A plain number as operand
# `a + 1` fails so far: 1 is no `Value`, and has no `data`. The first line of the function keeps `other` if it is a `Value` (`isinstance` asks that); else it makes a leaf of it.
# (`1 + a` is for lesson 4.)

# %% [markdown] lang="zh-TW" of="6a52776c"
# ## 運算元是普通的數字
# `a + 1` 目前會出錯：1 不是 `Value`，沒有 `data`。函式的第一行先用 `isinstance` 問 `other` 是不是 `Value`：是就照用，不是就變成葉節點（leaf）。
# （`1 + a` 留到第 4 課。）

# %% [markdown] lang="en" slide="text"
# ## A plain number as operand
# `a + 1` fails: 1 is no `Value`, and has no `data`. One more line mends it. What does it make of the 1?

# %% [markdown] lang="zh-TW" of="6fb681a1"
# ## 運算元是普通的數字
# `a + 1` 會出錯：1 不是 `Value`，沒有 `data`。多寫一行就好了。這一行把 1 變成什麼？

# %% lines="1-3"
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

# %% [markdown] lang="en" slide="text"
# The 1 becomes a **leaf**, like any other.

# %% [markdown] lang="zh-TW" of="1a1c1de1"
# 1 變成了**葉節點**，和其他的一樣。

# %% [markdown] lang="en" section="reuse" minutes="5" slide="skip"
# ## `x + x`: why `+=`
# Nothing forbids using a value twice. Let $y = x + x$ be the end of the computation, so `y.grad` is 1.
#
# **Predict** the gradient of `x`. Then go through the player step by step: click on it once, then press **→**.

# %% [markdown] lang="zh-TW" of="447e181f"
# ## `x + x`：為什麼要用 `+=`
# 同一個數當然可以用兩次。令 $y = x + x$，計算到此為止，所以 `y.grad` 是 1。
#
# **先預測** `x` 的梯度。然後在播放器裡一步一步走：先點一下，再按 **→** 鍵。

# %% ask="add_reuse" slide="output"
x = Value(3.0)
y = x + x
viz.label(x=x, y=y)
viz.animate(y)

# %% [markdown] lang="en" answer="add_reuse"
# Each of the two arrows brings back 1, and the gradient is the **sum over both**: $1 + 1 = 2$. In the closure, `self` and `other` are the same object here. So the second line adds to what the first line has left there.

# %% [markdown] lang="zh-TW" of="0f089cba"
# 兩條箭頭各帶回 1，梯度是**兩條的總和**：$1 + 1 = 2$。在這個閉包裡，`self` 和 `other` 是同一個物件，所以第二行是加在第一行留下的梯度上。

# %% [markdown] lang="en" slide="text"
# Two arrows, each brings 1: the gradient is the **sum over both**, $1 + 1 = 2$.

# %% [markdown] lang="zh-TW" of="d5b79edf"
# 兩條箭頭各帶回 1，梯度是**兩條的總和**：$1 + 1 = 2$。

# %% [markdown] lang="en" slide="skip"
# The player shows what should happen. Is it what your own code does? The first line clears what was there.

# %% [markdown] lang="zh-TW" of="5b477bee"
# 播放器示範的是應該怎麼做。你自己的程式也是這樣做嗎？第一行先把原本的梯度清掉。

# %% lines="1-2"
x.grad, y.grad = 0.0, 1.0
y._backward()
viz.draw(y, slopes=True)

# %% [markdown] lang="en" slide="text"
# Does your own code do it? Here `self` and `other` are one object: **the second line adds to the first**.

# %% [markdown] lang="zh-TW" of="154e64cd"
# 你自己的程式也是這樣嗎？這裡的 `self` 和 `other` 是同一個物件：**第二行加在第一行上**。

# %% [markdown] lang="en" section="investigate" minutes="5"
# ### Investigate
# Somebody else wrote this rule for `+`. It says `=` where yours says `+=`.

# %% [markdown] lang="zh-TW" of="5b59f420"
# ### 探究
# 下面是另一個人寫的 `+` 規則。你寫的是 `+=`，這裡寫的是 `=`。

# %% [markdown] lang="en" slide="text"
# ### Investigate
# Somebody else wrote this rule for `+`. **What is different?**

# %% [markdown] lang="zh-TW" of="fb3a1163"
# ### 探究
# 這是另一個人寫的 `+` 規則。**哪裡不一樣？**

# %% lines="1-9"
def add(self, other):
    out = Value(self.data + other.data, (self, other), "+")

    def _backward():
        self.grad = 1.0 * out.grad
        other.grad = 1.0 * out.grad

    out._backward = _backward
    return out

# %% [markdown] lang="en" slide="skip"
# What stood in `grad` before is then lost: it is **overwritten**.
#
# `viz.record` runs this code and plays what it *really* does. A wrong step bears the mark ≠. **Predict** which of the two recordings has one: that of
# $s = p + q$, or that of $y = (x + z) + x$?

# %% [markdown] lang="zh-TW" of="18bd3189"
# 這樣一來，`grad` 裡原本的東西就不見了，也就是被**覆寫**（overwrite）了。
#
# `viz.record` 會執行這段程式，再播放它**真正**做的事，錯的那一步會標上 ≠。**先預測**：哪一段紀錄裡有 ≠？是 $s = p + q$，還是 $y = (x + z) + x$？

# %% ask="add_overwrites" slide="output"
p, q, x, z = Value(1.0), Value(5.0), Value(3.0), Value(4.0)
s = add(p, q)
t = add(x, z)
y = add(t, x)
viz.label(p=p, q=q, s=s, x=x, z=z, t=t, y=y)
display(viz.record(s), viz.record(y))

# %% [markdown] lang="en" answer="add_overwrites"
# In $y = (x + z) + x$. First the arrow from `y` brings 1 to `x`. Then the arrow from `t` brings another 1, and overwrites the first: `x.grad` goes from 1 to 1, where it should go to 2.
# A value that is used once hides the mistake. In a network each weight is used again and again, so there it would show at once.

# %% [markdown] lang="zh-TW" of="723ee95c"
# 在 $y = (x + z) + x$ 裡。`y` 的箭頭先帶給 `x` 一個 1；接著 `t` 的箭頭又帶來一個 1，把前面的覆寫掉：`x.grad` 從 1 變成 1，其實應該變成 2。
# 只用一次的數值，看不出這個錯誤。但網路裡的每個權重（weight）都會一用再用，錯誤馬上就會現形。

# %% [markdown] lang="en" slide="text"
# $p + q$: each is used once. **Nothing is marked**: the mistake stays hidden.
#
# $(x + z) + x$: the second 1 **overwrites** the first, and ≠ marks it.

# %% [markdown] lang="zh-TW" of="ccd0a5e5"
# $p + q$：各用一次，**沒有任何標記**，看不出錯誤。
#
# $(x + z) + x$：第二個 1 把第一個**覆寫**掉，標了 ≠。

# %% [markdown] lang="en" section="modify" minutes="0" slide="skip"
# ### Modify
# 1. Mend the function `add`. Run it, and the recordings again: is anything still marked?
# 2. Now write `=` in its first line only, then in the second line only. Which `+=` does $y = (x + z) + x$ need? And which one does $x + x$ need?
#
# <details><summary>What you should have seen</summary>
#
# $(x + z) + x$ needs the first: `x` has its gradient from `y` already when `t` has its turn, and there `x` is `self`. $x + x$ needs the second: there the first line has just written
# into the same box. One never knows which it will be, so both lines add.
# </details>

# %% [markdown] lang="zh-TW" of="c87211c1"
# ### 修改
# 1. 把函式 `add` 改對。執行它，再重跑兩段紀錄：還有任何標記嗎？
# 2. 接著只在第一行用 `=`，再換成只在第二行用。$y = (x + z) + x$ 少不了的是哪一個 `+=`？$x + x$ 呢？
#
# <details><summary>你應該會看到</summary>
#
# $(x + z) + x$ 少不了第一個：輪到 `t` 的時候，`x` 已經從 `y` 收到梯度，而 `x` 在那裡是 `self`。$x + x$ 少不了第二個：那時第一行才剛寫進同一個方框。
# 事先不會知道是哪一種情況，所以兩行都用加的。
# </details>

# %% [markdown] lang="en" section="make_add" minutes="5"
# ### Make: `+` from memory
# The cell removes the `+` of the class and puts in the one that you write. Write it without scrolling up: compute and remember, write the recipe, leave it in the
# result. Put your lines in the place of `...` and run the cell: `check` tries your code on many sums and says what it finds.
#
# Stuck? Take the `#` away from the hint's line and run the cell again; each time it tells a little more.

# %% [markdown] lang="zh-TW" of="1579aa9b"
# ### 實作：憑記憶寫出 `+`
# 這一格會把類別裡的 `+` 換成你寫的。不要往上捲，試著自己寫出來：算出結果並記住運算元、寫下做法、把做法存進結果裡。
# 把 `...` 換成你的程式，再執行這一格：`check` 會用你的程式算很多個總和，然後告訴你它發現了什麼。
#
# 卡住了嗎？把提示那一行的 `#` 拿掉，再執行一次；每執行一次，提示就會多透露一點。

# %% [markdown] lang="en" slide="text"
# ### Make: `+` from memory
# Without scrolling up: compute and remember, write the recipe, leave it in the result. `check` tries your code on many sums.

# %% [markdown] lang="zh-TW" of="8bb72956"
# ### 實作：憑記憶寫出 `+`
# 不要往上捲：算出結果並記住運算元、寫下做法、把做法存進結果裡。`check` 會用你的程式算很多個總和。

# %%
def __add__(self, other):
    ...

Value.__add__ = __add__

# display(hint.add())
# display(solution.add())
check.add(Value)

# %% [markdown] lang="en" slide="skip"
# On we go with your class and its `+`. Whose `+` it is, the card says.

# %% [markdown] lang="zh-TW" of="11da2eb8"
# 接下來就用你的類別和它的 `+`。這個 `+` 是誰寫的，卡片上會說明。

# %%
Value = mine.add()

# %% [markdown] lang="en" section="make_add3" minutes="0" slide="skip"
# ### Make: three operands
# Write `add3`: a single operation with **three** operands, one round shape with three arrows going in.
# **Predict** first what happens to a value that goes in three times.

# %% [markdown] lang="zh-TW" of="fcdbfc42"
# ### 實作：三個運算元
# 寫出 `add3`：一個有**三個**運算元的運算，也就是一個圓形，有三條箭頭指向它。
# **先預測**：如果同一個數值用了三次，會怎麼樣？

# %% slide="skip"
predict.add_thrice

# %% slide="skip"
def add3(x, y, z):
    ...

# display(hint.add3())
# display(solution.add3())
check.add3(add3)

# %% [markdown] lang="en" section="discussion" minutes="3"
# ## A question for the class
# The `_backward` of `+` writes to both operands' `grad`, but never reads their `data`. Could the two *numbers* be thrown away once the sum
# is known? And would that do for $a \cdot b$ as well?

# %% [markdown] lang="zh-TW" of="8446ea59"
# ## 課堂討論
# `+` 的 `_backward` 會寫入兩個運算元的 `grad`，但從來不讀它們的 `data`。那麼算完總和之後，是不是就可以把這兩個「數」丟掉？
# 換成 $a \cdot b$ 也可以嗎？

# %% [markdown] lang="en" slide="text"
# ## A question for the class
# The `_backward` of `+` never reads its operands' `data`.
#
# - Could the two *numbers* be thrown away once the sum is known?
# - And for $a \cdot b$?

# %% [markdown] lang="zh-TW" of="60dc5ae6"
# ## 課堂討論
# `+` 的 `_backward` 從來不讀運算元的 `data`。
#
# - 算完總和之後，可以把這兩個「數」丟掉嗎？
# - 換成 $a \cdot b$ 呢？

# %% [markdown] lang="en" slide="notes"
# **3 minutes.** For `+` the numbers could go; for a product they are needed: what a nudge of $a$ does there depends on $b$. Let the class find that with $2 \cdot 3$ and a nudge, and say no rule yet: it is the subject of lesson 3. Large
# networks do throw numbers away, and compute them again on the way back, when memory is short.

# %% [markdown] lang="zh-TW" of="0836cc80"
# **3 分鐘**。`+` 可以丟，乘法不行：在乘積裡，輕推 $a$ 的效果要看 $b$ 是多少。讓全班用 $2 \cdot 3$ 輕推看看，自己發現；先不要講規則，那是第 3 課的主題。
# 大型網路在記憶體不夠的時候，真的會把數字丟掉，往回走的時候再重算一次。

# %% [markdown] lang="en" section="keep" minutes="1"
# ## Keep three sentences
# 1. Every backward step is **local slope**, **times out.grad**, **accumulate**.
# 2. The local slope of `+` is 1 for both operands: *add passes the gradient on.*
# 3. A value that is used twice collects twice: that is why it is `+=`.

# %% [markdown] lang="zh-TW" of="ed616ddd"
# ## 記住三句話
# 1. 每一步反向計算都是**局部斜率**、**乘上 out.grad**、**累加**。
# 2. `+` 對兩個運算元的局部斜率都是 1：**加法把梯度照原樣往回傳。**
# 3. 一個數值用了兩次，就會收到兩份梯度：所以要用 `+=`。

# %% [markdown] lang="en" slide="text"
# ## Keep three sentences
# 1. Every backward step: **local slope**, **times out.grad**, **accumulate**.
# 2. *Add passes the gradient on*: its local slopes are 1.
# 3. What is used twice collects twice: hence `+=`.

# %% [markdown] lang="zh-TW" of="ba5e42b9"
# ## 記住三句話
# 1. 每一步反向計算：**局部斜率**、**乘上 out.grad**、**累加**。
# 2. **加法把梯度照原樣往回傳**：局部斜率都是 1。
# 3. 用了兩次，就收到兩份梯度：所以要用 `+=`。

# %% [markdown] lang="en" section="test" minutes="2"
# ## Test yourself
# Let $s = a + b$ and $L = a + s$. Decide what `a.grad` and `b.grad` are in the end, and which of the two results has its turn first on the way back. Then
# let the player ask you.

# %% [markdown] lang="zh-TW" of="d3233d7d"
# ## 自我測驗
# 設 $s = a + b$、$L = a + s$。最後 `a.grad` 和 `b.grad` 是多少？往回走的時候，這兩個結果哪一個先？先想好，再讓播放器來問你。

# %% [markdown] lang="en" slide="text"
# ## Test yourself
# $s = a + b$, then $L = a + s$.
#
# - What are `a.grad` and `b.grad` in the end?
# - On the way back: which result has its turn first, `s` or `L`?

# %% [markdown] lang="zh-TW" of="d904bbd4"
# ## 自我測驗
# $s = a + b$，接著 $L = a + s$。
#
# - 最後 `a.grad` 和 `b.grad` 是多少？
# - 往回走的時候，`s` 和 `L` 哪一個先？

# %% slide="output"
a, b = Value(2.0), Value(-3.0)
s = a + b
L = a + s
viz.label(a=a, b=b, s=s, L=L)
viz.animate(L, ask=True)

# %% [markdown] lang="en" slide="text"
# $s = a + b$, $L = a + s$: first your answer, then the next step.

# %% [markdown] lang="zh-TW" of="94e5d453"
# $s = a + b$，$L = a + s$：先說出你的答案，再走下一步。

# %% [markdown] lang="en"
# <details><summary>Answer</summary>
#
# `L` has its turn first: before that, `s` has nothing to pass on. Two arrows bring 1 to `a`, one brings 1 to `b`. So `a.grad` is 2 and `b.grad` is 1. Nudging tells the same, for $L = a + a + b$.
# </details>

# %% [markdown] lang="zh-TW" of="1d0794b9"
# <details><summary>答案</summary>
#
# `L` 先：在那之前，`s` 還沒有東西可以往回傳。兩條箭頭各帶一個 1 給 `a`，一條箭頭帶一個 1 給 `b`，所以 `a.grad` 是 2，`b.grad` 是 1。用輕推也會得到一樣的結果，因為 $L = a + a + b$。
# </details>

# %% [markdown] lang="en"
# **Next:** [3 · Multiply](03_mul.ipynb), where the slopes are no longer 1.

# %% [markdown] lang="zh-TW" of="21635785"
# **下一課**：[3 · 乘法](03_mul.ipynb)，斜率不再都是 1。

# %% [markdown] lang="en" slide="text"
# ## Until next time
# - **Modify**: which of the two `+=` does $x + x$ need, and which does $(x + z) + x$ need?
# - **Make**: `add3`, one operation with three operands.
#
# **Next:** 3 · Multiply, where the slopes are no longer 1.

# %% [markdown] lang="zh-TW" of="f2104f88"
# ## 下課之後
# - **修改**：$x + x$ 少不了哪一個 `+=`？$(x + z) + x$ 呢？
# - **實作**：`add3`，有三個運算元的一個運算。
#
# **下一課**：3 · 乘法，斜率不再都是 1。

# %%
progress()
