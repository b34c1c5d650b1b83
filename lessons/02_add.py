# %% [markdown] lang="en"
# # 2 · Add
#
# A sum is the simplest operation there is, and everything that backpropagation does can already be seen in it.
# You will give your own `Value` its `+`: forwards, then backwards.
#
# > **The question of this lesson.** Somewhere behind $c = a + b$ a long computation ends in a number $L$.
# > If $L$ falls by 2 for every unit that $c$ grows: what does $L$ do when $a$ grows?
#
# Afterwards you can
# - name the three moves of every backward step: **local slope**, **times out.grad**, **accumulate**;
# - write the `_backward` of `+` yourself;
# - say why a gradient is added with `+=` and never set with `=`.
#
# About 25 minutes: four predictions, one thing to modify, one thing to make.

# %% [markdown] lang="zh-TW" of="493daf20"
# # 2 · 加法
#
# 加法是最簡單的運算，而反向傳播所做的每一件事，在加法裡就已經看得到。
# 這一課你會替自己的 `Value` 寫出 `+`：先寫前向，再寫反向。
#
# > **本課的問題。** $c = a + b$ 後面還接著一長串計算，最後得到一個數 $L$。
# > 如果 $c$ 每增加 1，$L$ 就減少 2，那麼 $a$ 增加的時候，$L$ 會怎麼變？
#
# 學完之後，你能夠
# - 說出每一步反向計算的三個動作：**局部斜率**、**乘上 out.grad**、**累加**；
# - 自己寫出 `+` 的 `_backward`；
# - 解釋梯度為什麼要用 `+=` 累加，而不能用 `=` 直接設定。
#
# 大約 25 分鐘：四次預測、一個修改題、一個自己做的練習。

# %% [markdown] lang="en"
# ## Where we start
# This is your class so far: a number that remembers what it was computed from. It has a place for its gradient,
# but it cannot compute anything yet.

# %% [markdown] lang="zh-TW" of="83ac2cd5"
# ## 從這裡開始
# 這是你目前的類別：一個記得自己從哪裡算出來的數。它已經留了位置給梯度，但還不會做任何運算。

# %% class_after="1"

# %% [markdown] lang="en"
# ## Forwards: what `c = a + b` computes and remembers
# For `a + b` Python calls `a.__add__(b)`. So we hand the class a method of that name. Its result gets three things:
# the sum, the two operands, and the symbol of the operation.

# %% [markdown] lang="zh-TW" of="2841991e"
# ## 前向：`c = a + b` 算了什麼，又記住了什麼
# 遇到 `a + b`，Python 會呼叫 `a.__add__(b)`。所以我們替類別加上這個名字的方法。它的結果會帶著三樣東西：
# 和、兩個運算元，以及運算的符號。

# %%
def __add__(self, other):
    return Value(self.data + other.data, (self, other), "+")

Value.__add__ = __add__

a = Value(2.0, label="a")
b = Value(-3.0, label="b")
c = a + b
viz.label(c=c)
c

# %% [markdown] lang="en"
# **Predict** before you run the next cell. In the picture of `c`: how many boxes will there be, which of them stands at the
# right, and what is its `data`?

# %% [markdown] lang="zh-TW" of="b11e1828"
# **先預測**，再執行下一格。在 `c` 的計算圖裡會有幾個方框？最右邊是哪一個？它的 `data` 是多少？

# %%
viz.draw(c)

# %% [markdown] lang="en"
# Three boxes, one for each number; the round shape is the operation. An arrow says *“goes into”*. The picture is drawn from
# what `c` remembers, and from nothing else:

# %% [markdown] lang="zh-TW" of="6a0f09ce"
# 三個方框，每個數一個；圓形是運算。箭頭的意思是「流入」。整張圖完全是從 `c` 記住的東西畫出來的：

# %%
c._prev, c._op

# %% [markdown] lang="en"
# ## The local slope of `+`
# Nudge `a` up by a tiny $h$ and leave `b` alone.
#
# **Predict:** with $h = 0.001$, by how much does the sum grow? And the growth divided by $h$?

# %% [markdown] lang="zh-TW" of="e95969c6"
# ## `+` 的局部斜率
# 把 `a` 輕輕往上推一個很小的 $h$，`b` 不動。
#
# **先預測：** 當 $h = 0.001$，和會增加多少？增加的量除以 $h$ 又是多少？

# %%
h = 0.001
before = 2.0 + -3.0
after = (2.0 + h) + -3.0
after - before, (after - before) / h

# %% [markdown] lang="en"
# The sum grows by exactly what you added (the last digits are rounding). So its slope with respect to `a` is 1, and
# in the same way 1 with respect to `b`, wherever you start:
#
# $$c = a + b \qquad \frac{\partial c}{\partial a} = 1 \qquad \frac{\partial c}{\partial b} = 1$$
#
# This is the **local slope**: it knows this one operation and nothing of what comes after it. Try other numbers in the cell above.

# %% [markdown] lang="zh-TW" of="c6007748"
# 你加多少，和就增加多少（最後幾位數字是捨入誤差）。所以和對 `a` 的斜率是 1，對 `b` 的斜率同樣是 1，不管從哪裡出發都一樣：
#
# $$c = a + b \qquad \frac{\partial c}{\partial a} = 1 \qquad \frac{\partial c}{\partial b} = 1$$
#
# 這就是**局部斜率**：它只認得這一個運算，不知道後面還有什麼。回到上一格，換幾個數字試試看。

# %% [markdown] lang="en"
# ## Backwards: the three moves
# Now to the question of this lesson. Behind `c` there is more, and it ends in $L$. We don't see that part. All that arrives
# from there is one number, the **upstream gradient** `c.grad`: how much $L$ changes for each unit that `c` grows.
# Let it be −2, set by hand.

# %% [markdown] lang="zh-TW" of="4e6ab2e8"
# ## 反向：三個動作
# 回到本課的問題。`c` 的後面還有別的計算，最後得到 $L$，但那一段我們看不到。從那裡傳回來的只有一個數，
# 也就是**上游梯度** `c.grad`：`c` 每增加 1，$L$ 會改變多少。我們先用手把它設成 −2。

# %%
c.grad = -2.0
viz.draw(c, slopes=True)

# %% [markdown] lang="en"
# The numbers on the arrows are the local slopes. **Predict:** `a` grows by 1. How much does `c` grow then, and what does
# $L$ do because of it? So what should `a.grad` be, and `b.grad`?

# %% [markdown] lang="zh-TW" of="2ef3f74e"
# 箭頭上的數字是局部斜率。**先預測：** `a` 增加 1 的時候，`c` 會增加多少？$L$ 又會因此怎麼變？
# 那麼 `a.grad` 應該是多少？`b.grad` 呢？

# %%
local_slope = 1.0
a.grad += local_slope * c.grad
b.grad += local_slope * c.grad
viz.draw(c, slopes=True)

# %% [markdown] lang="en"
# That one line holds all three moves, for every operation there will ever be:
#
# | move | here | in words |
# |---|---|---|
# | **local slope** | `1.0` | how the result answers to this operand |
# | **times out.grad** | `* c.grad` | how $L$ answers to the result |
# | **accumulate** | `a.grad +=` | add it to what other paths have brought |
#
# For `+` the local slope is 1, so the upstream gradient arrives at both operands as it was: *add passes the gradient on.*

# %% [markdown] lang="zh-TW" of="35930f2c"
# 這一行就包含了三個動作，以後的每一種運算也都是這三個動作：
#
# | 動作 | 這裡是 | 意思 |
# |---|---|---|
# | **局部斜率** | `1.0` | 這個運算元變動時，結果跟著怎麼變 |
# | **乘上 out.grad** | `* c.grad` | 結果變動時，$L$ 跟著怎麼變 |
# | **累加** | `a.grad +=` | 加到其他路徑已經帶來的梯度上 |
#
# `+` 的局部斜率是 1，所以上游梯度原封不動地傳到兩個運算元：*加法把梯度照原樣往回傳。*

# %% [markdown] lang="en"
# ## A result that knows its way back
# Doing this by hand does not scale. Only `__add__` knows the operands and the result, so it is the place to write the
# recipe down: a small function inside it, which remembers `self`, `other` and `out` (a *closure*). It is not run yet. It is
# left in the result, as `out._backward`, for the moment when `out.grad` is known.
#
# One line is new besides: it wraps a plain number in a `Value`, so that `a + 1` works too.

# %% [markdown] lang="zh-TW" of="3d1e087e"
# ## 知道怎麼往回走的結果
# 每次都用手算是行不通的。只有 `__add__` 同時認得兩個運算元和結果，所以最適合在這裡把做法寫下來：
# 在裡面定義一個小函式，它會記住 `self`、`other` 和 `out`（這叫做*閉包*）。它現在還不執行，
# 而是存在結果的 `out._backward` 裡，等到 `out.grad` 有了數值才用。
#
# 另外多了一行新的：它把普通的數字包裝成 `Value`，這樣 `a + 1` 也能算。

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

a, b = Value(2.0), Value(-3.0)
c = a + b
viz.label(a=a, b=b, c=c)
c.grad = -2.0
viz.draw(c)

# %% [markdown] lang="en"
# `a.grad` and `b.grad` are still 0: a recipe has been written, nobody has cooked. Now call it.

# %% [markdown] lang="zh-TW" of="6ef4ef4a"
# `a.grad` 和 `b.grad` 都還是 0：食譜寫好了，但還沒有人下廚。現在呼叫它。

# %%
c._backward()
viz.draw(c)

# %% [markdown] lang="en"
# **Investigate.** What will `a.grad` be if `c._backward()` is called a second time? Decide, then run the cell above once more,
# only that one. Is that what you want?
#
# <details><summary>What happens</summary>
#
# Every call adds another −2, so `a.grad` becomes −4. The three moves are right only if each `_backward` is called exactly
# once, and after `out.grad` is complete. Who sees to that is the subject of lesson 6.
# </details>

# %% [markdown] lang="zh-TW" of="660c67a6"
# **探究。** 如果 `c._backward()` 被呼叫第二次，`a.grad` 會變成多少？先想好，再把上一格（只有那一格）重新執行一次。
# 這是你要的結果嗎？
#
# <details><summary>會發生什麼事</summary>
#
# 每呼叫一次就再加上一個 −2，所以 `a.grad` 會變成 −4。只有每個 `_backward` 都恰好呼叫一次，
# 而且是在 `out.grad` 已經完整之後才呼叫，這三個動作才會正確。由誰來負責這件事，是第 6 課的主題。
# </details>

# %% [markdown] lang="en"
# ## `a + a`: why `+=`
# Nothing forbids using a value twice. Let $y = x + x$ be the end of the computation, so `y.grad` is 1.
#
# **Predict:** nudge `x` up by $h$. How much does $y$ grow? So what is `x.grad`?

# %% [markdown] lang="zh-TW" of="d5738472"
# ## `a + a`：為什麼要用 `+=`
# 同一個數當然可以用兩次。令 $y = x + x$，而且計算到此為止，所以 `y.grad` 是 1。
#
# **先預測：** 把 `x` 往上推 $h$，$y$ 會增加多少？那麼 `x.grad` 是多少？

# %%
x = Value(3.0)
y = x + x
viz.label(x=x, y=y)
y.grad = 1.0
y._backward()
viz.draw(y, slopes=True)

# %% [markdown] lang="en"
# Two arrows leave `x`, and each brings back 1. The gradient is the **sum over both**: $1 + 1 = 2$. Inside the closure `self` and
# `other` are the same object here, so the second line adds to what the first line left there.

# %% [markdown] lang="zh-TW" of="ebffb3dd"
# 從 `x` 出發的箭頭有兩條，每一條都帶回 1。梯度是**兩條路徑的總和**：$1 + 1 = 2$。在這個閉包裡，`self` 和 `other`
# 是同一個物件，所以第二行是加在第一行留下的數值上。

# %% [markdown] lang="en"
# ### Modify
# Here is the same rule once more, as a function of its own. Change both `+=` to `=` and run the cell. Which of the two pictures is
# wrong now, and which would have let you believe that all is well?

# %% [markdown] lang="zh-TW" of="27d047dc"
# ### 修改
# 下面是同一條規則，寫成獨立的函式。把兩個 `+=` 都改成 `=`，再執行一次。現在哪一張圖是錯的？
# 又是哪一張圖會讓你以為一切正常？

# %%
def add(self, other):
    out = Value(self.data + other.data, (self, other), "+")

    def _backward():
        self.grad += 1.0 * out.grad
        other.grad += 1.0 * out.grad

    out._backward = _backward
    return out

p, q, x = Value(1.0), Value(5.0), Value(3.0)
s, y = add(p, q), add(x, x)
viz.label(p=p, q=q, x=x, s=s, y=y)
s.grad = y.grad = 1.0
s._backward()
y._backward()
display(viz.draw(s), viz.draw(y))

# %% [markdown] lang="en"
# <details><summary>What you should have seen</summary>
#
# With `=` the picture of $s = p + q$ is still right, but `x.grad` is 1 instead of 2: the second line **overwrote** what the first had
# brought. The mistake hides until some value is used twice, and in a real network every weight is.
# Put the `+=` back before you go on.
# </details>

# %% [markdown] lang="zh-TW" of="d1c0e650"
# <details><summary>你應該會看到</summary>
#
# 用 `=` 的時候，$s = p + q$ 的圖仍然正確，但 `x.grad` 是 1，不是 2：第二行把第一行帶來的梯度**覆寫**掉了。
# 這個錯誤會一直躲著，直到有個數值被用了兩次；而在真正的神經網路裡，每個權重都是如此。
# 繼續之前，請把 `+=` 改回來。
# </details>

# %% [markdown] lang="en"
# ### Make
# Write `add3`: a single operation with **three** operands, $x + y + z$. Same plan as above: compute and remember, write the recipe,
# leave it in the result. As long as it returns nothing, the cell below it says *not attempted*. When it is right, the picture
# has one round shape with three arrows going in, and all three operands have the gradient 4.

# %% [markdown] lang="zh-TW" of="3b433a9c"
# ### 自己做
# 寫出 `add3`：一次吃進**三個**運算元的運算，$x + y + z$。步驟和上面一樣：算出結果並記住運算元、寫下做法、把做法存進結果裡。
# 在它還沒有回傳任何東西之前，下面那一格會顯示*尚未作答*。寫對的時候，圖裡只會有一個圓形，
# 有三條箭頭流進去，而且三個運算元的梯度都是 4。

# %%
def add3(x, y, z):
    ...

# %%
out = add3(Value(1.0, label="x"), Value(2.0, label="y"), Value(3.0, label="z"))
if out is not None:
    out.grad = 4.0
    out._backward()
exercises.attempt(out)

# %% [markdown] lang="en"
# <details><summary>Hint: the idea</summary>
#
# Nothing about the three moves depends on there being two operands. Each operand gets its own line in `_backward`.
# </details>
# <details><summary>Hint: almost code</summary>
#
# Start from `add` above. Three operands go into the tuple, and the symbol stays `"+"`. Then: what is the local slope of
# $x + y + z$ with respect to $z$?
# </details>

# %% [markdown] lang="zh-TW" of="7e5032bf"
# <details><summary>提示：想法</summary>
#
# 三個動作和運算元有幾個無關。每個運算元在 `_backward` 裡各有自己的一行。
# </details>
# <details><summary>提示：快要是程式碼了</summary>
#
# 從上面的 `add` 開始改。把三個運算元都放進 tuple，符號還是 `"+"`。接著想想：
# $x + y + z$ 對 $z$ 的局部斜率是多少？
# </details>

# %% [markdown] lang="en"
# ## A question for the class
# Forwards, `+` has to look at both numbers. Its `_backward` looks at neither `self.data` nor `other.data`. Could the two operands be
# forgotten right after the sum was computed? For which operation would that go wrong?

# %% [markdown] lang="zh-TW" of="6068fba9"
# ## 課堂討論
# 前向的時候，`+` 必須看兩個數。可是它的 `_backward` 既不看 `self.data`，也不看 `other.data`。那麼算完和之後，
# 是不是就可以把兩個運算元忘掉？換成哪一種運算，這樣做會出問題？

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
# 2. `+` 對兩個運算元的局部斜率都是 1：*加法把梯度照原樣往回傳。*
# 3. 用了兩次的數值，就要收集兩次梯度：所以是 `+=`。
#
# 而你的 `Value` 又多會了一件事：

# %% class_after="2"

# %% [markdown] lang="en"
# ## Test yourself
# In `s = a + b` and `L = s + a`, start from `L.grad = 1`. Which `_backward` has to be called first, and what is
# `a.grad` in the end? Answer both, then run the cell.

# %% [markdown] lang="zh-TW" of="e4cac08b"
# ## 自我測驗
# 在 `s = a + b` 和 `L = s + a` 裡，從 `L.grad = 1` 開始。要先呼叫哪一個 `_backward`？最後 `a.grad` 是多少？
# 兩題都回答之後，再執行這一格。

# %%
a, b = Value(2.0), Value(-3.0)
s = a + b
L = s + a
viz.label(a=a, b=b, s=s, L=L)
L.grad = 1.0
L._backward()
s._backward()
viz.draw(L, slopes=True)

# %% [markdown] lang="en"
# <details><summary>Why this order</summary>
#
# `L._backward()` comes first: it gives `s.grad` its 1, and `s._backward()` has nothing to pass on before that. So `a` receives 1 from
# $L$ directly and 1 through $s$, together 2, as nudging tells: $L = a + b + a$.
# </details>

# %% [markdown] lang="zh-TW" of="39ac85ad"
# <details><summary>為什麼是這個順序</summary>
#
# 要先呼叫 `L._backward()`：`s.grad` 的 1 是它給的，在這之前 `s._backward()` 沒有東西可以往回傳。所以 `a` 直接從 $L$ 收到 1，
# 再經過 $s$ 收到 1，合起來是 2。用輕推也能驗證：$L = a + b + a$。
# </details>
