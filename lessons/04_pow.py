# %% [markdown] lang="en" section="opening" minutes="2"
# # 4 · Powers, and the rest of arithmetic
#
# One more operation has a rule of its own, `**`, and you write it alone. Minus, division and plain numbers on the left come almost for free after that:
# they are made of what is there, and so are their gradients.
#
# ![The graph of a to the power of 3: one arrow, slope 27](attachment:04_pow.png)
#
# > **The question of this lesson.** Your class can do `+`, `*` and soon `**`. How can `a - b`, `a / b` and `1 / a` get the right gradients
# > without a single new backward rule?
#
# Afterwards you can
# - find the rule for a power by looking, and write `**`;
# - make negation, minus, division and numbers on the left out of what exists;
# - say what `x**0`, `0**-1` and negative bases mean, and who ought to complain when.
#
# About 30 minutes: six predictions on the way, one thing to modify, one operation to write alone, and one family of operators.

# %% [markdown] lang="zh-TW" of="b4c686e6"
# # 4 · 次方，以及其餘的四則運算
#
# 接下來還有一個運算需要自己的規則：`**`，由你自己寫出來。之後的減法、除法，以及左邊是普通數字的寫法，幾乎不費工夫：
# 它們都由現成的運算組成，連梯度也是現成的。
#
# ![a 的 3 次方的計算圖：一條箭頭，斜率 27](attachment:04_pow.png)
#
# > **本課的問題**：你的類別會 `+`、`*`，很快也會 `**`。不寫任何新的反向規則，`a - b`、`a / b` 和 `1 / a` 的梯度為什麼自動就會對？
#
# 學完之後，你能夠
# - 靠觀察找出次方的規則，並寫出 `**`；
# - 用現成的運算做出負號、減法、除法，以及數字在左邊的寫法；
# - 說明 `x**0`、`0**-1` 和負的底數是什麼意思，以及該由誰、在什麼時候報錯。
#
# 大約 30 分鐘：過程中有六次預測，另有一題修改、一個自己實作的運算、一整組運算子。

# %% [markdown] lang="en" slide="text"
# # 4 · Powers, and the rest of arithmetic
#
# ![The graph of a to the power of 3: one arrow, slope 27](attachment:04_pow.png)
#
# **How can `a - b`, `a / b` and `1 / a` get the right gradients without a single new backward rule?**

# %% [markdown] lang="zh-TW" of="d25f9711"
# # 4 · 次方，以及其餘的四則運算
#
# ![a 的 3 次方的計算圖：一條箭頭，斜率 27](attachment:04_pow.png)
#
# **不寫任何新的反向規則，`a - b`、`a / b` 和 `1 / a` 的梯度為什麼自動就會對？**

# %% [markdown] lang="en" slide="skip"
# ## Where we start
# Your class so far: what a check found right is yours; the rest is the series'.

# %% [markdown] lang="zh-TW" of="46b97cf2"
# ## 從這裡開始
# 這是你目前的類別：檢查通過的部分是你寫的，其餘由這個系列補上。

# %%
Value = mine.mul()

# %% [markdown] lang="en" slide="skip"
# ### Do you remember?
# Lesson 2 was about a step on the way back: from a result to one of its operands. **Predict** which line takes it.

# %% [markdown] lang="zh-TW" of="1d0b9909"
# ### 還記得嗎？
# 第 2 課談的是往回走的一步：從結果走到它的一個運算元（operand）。**先預測**：哪一行走的是這一步？

# %%
predict.remember_moves

# %% [markdown] lang="en" section="find_rule" minutes="4"
# ## Find the rule
# `a**3` could be written `a * a * a`. But that makes two operations and a value in between; for `a**50` it makes 49. Better one operation for all powers.
# What is its slope?
#
# Let nudging tell, to both sides as in lesson 0. The table has `x` at the left, then the slope of `x**2` and of `x**3` at that place. Look along the rows: where do you find the exponent again?

# %% [markdown] lang="zh-TW" of="724a25b5"
# ## 找出規則
# `a**3` 可以寫成 `a * a * a`，但這樣要兩個運算，中間還多出一個數值；換成 `a**50`，就要 49 個運算。最好用一個運算包辦所有的次方。
# 它的斜率是多少？
#
# 就像第 0 課那樣，兩邊都推，讓輕推來告訴我們。表格左邊是 `x`，接著是 `x**2` 和 `x**3` 在那裡的斜率。一列一列看過去：指數到哪裡去了？

# %% [markdown] lang="en" slide="text"
# ## Find the rule
# `a**50` as a product: 49 operations. Better one operation for all powers.
#
# **What is its slope?** We let nudging tell.

# %% [markdown] lang="zh-TW" of="1e86ab2d"
# ## 找出規則
# 把 `a**50` 寫成乘積，要 49 個運算。最好用一個運算包辦所有的次方。
#
# **它的斜率是多少**？讓輕推來告訴我們。

# %% slide="output"
def slope(x, n):
    h = 0.00001
    return round(((x + h) ** n - (x - h) ** n) / (2 * h))

print("x", "x**2", "x**3", sep="\t")
for x in (1, 2, 3, 10):
    print(x, slope(x, 2), slope(x, 3), sep="\t")

# %% [markdown] lang="en" slide="text"
# The slopes at `x`. **Where do you find the exponent again?**

# %% [markdown] lang="zh-TW" of="df652c21"
# 在 `x` 的斜率。**指數到哪裡去了？**

# %% [markdown] lang="en" slide="skip"
# The next cell adds a column for `x**4`. **Predict** its last row.

# %% [markdown] lang="zh-TW" of="1e84ffd1"
# 下一格再加一欄 `x**4`。**先預測**這一欄的最後一列。

# %% ask="pow_pattern" slide="output"
for x in (1, 2, 3, 10):
    print(x, slope(x, 2), slope(x, 3), slope(x, 4), sep="\t")

# %% [markdown] lang="en" answer="pow_pattern"
# In the row of 1 stands the exponent itself: 2, 3, 4. In the row of 10 it is multiplied by 10, by 100, by 1000.

# %% [markdown] lang="zh-TW" of="3a89145c"
# 1 那一列就是指數本身：2、3、4。10 那一列則是指數再乘上 10、100、1000。

# %% [markdown] lang="en" slide="text"
# At 1 the exponent itself: 2, 3, 4. At 10 it is multiplied by 10, by 100, by 1000.

# %% [markdown] lang="zh-TW" of="17adbf0e"
# 1 那一列就是指數：2、3、4。10 那一列再乘上 10、100、1000。

# %% [markdown] lang="en" slide="skip"
# Look at the cube as a product once more, and the reason shows. Each arrow bears its local slope.

# %% [markdown] lang="zh-TW" of="c7c5f40a"
# 再把立方當成乘積來看，就看得出原因。每條箭頭上都標著局部斜率（local slope）。

# %% slide="output"
a = Value(10.0)
square = a * a
cube = square * a
viz.label(a=a, square=square, cube=cube)
viz.draw(cube, slopes=True)

# %% [markdown] lang="en" slide="text"
# How many ways lead from `cube` back to `a`, and what does each bring?

# %% [markdown] lang="zh-TW" of="bdc6f72a"
# 從 `cube` 回到 `a` 有幾條路？每一條帶回多少？

# %% [markdown] lang="en"
# There are three ways from `cube` back to `a`. Multiply along each of them: $10 \cdot 10$ every time, the product of the two *other* factors. Three ways, so $3 \cdot 10^2$. In general:
#
# $$c = a^n \qquad \text{local slope} = n \cdot a^{n-1}$$
#
# The exponent comes to the front, and the power goes down by one.

# %% [markdown] lang="zh-TW" of="0c458634"
# 從 `cube` 回到 `a` 有三條路。沿著每一條相乘，都是 $10 \cdot 10$，也就是**另外**兩個因數的乘積。三條路合起來是 $3 \cdot 10^2$。一般來說：
#
# $$c = a^n \qquad \text{局部斜率} = n \cdot a^{n-1}$$
#
# 指數拿到前面，次方減 1。

# %% [markdown] lang="en" slide="text"
# ### The rule for a power
# Three ways back, each brings $10 \cdot 10$: in all $3 \cdot 10^2$.
#
# $$c = a^n \qquad \text{local slope} = n \cdot a^{n-1}$$
#
# The exponent comes to the front, and the power goes down by one.

# %% [markdown] lang="zh-TW" of="45b55fc2"
# ### 次方的規則
# 三條路，每條帶回 $10 \cdot 10$，合起來是 $3 \cdot 10^2$。
#
# $$c = a^n \qquad \text{局部斜率} = n \cdot a^{n-1}$$
#
# 指數拿到前面，次方減 1。

# %% [markdown] lang="en" slide="slide" section="make_pow" minutes="5"
# ### Make: `**` alone
# This time there is no template. The exponent `n` is a plain number, so there is only **one** operand. The symbol in the receipt is `f"**{n}"`, for example `**3`.
#
# Stuck? Look at your `__mul__`, in the card at the top: compute, remember, write the recipe, leave it in the result.

# %% [markdown] lang="zh-TW" of="abcc5e7a"
# ### 實作：自己寫出 `**`
# 這次沒有範本。指數 `n` 是普通的數字，所以只有**一個**運算元。收據上的符號寫成 `f"**{n}"`，例如 `**3`。
#
# 卡住了嗎？看看最上面那張卡片裡你的 `__mul__`：算出來、記住、寫下做法、把做法存進結果裡。

# %% [markdown] lang="en" slide="text"
# ### Make: `**` alone
# `n` is a plain number, so there is **one** operand. The symbol: `f"**{n}"`
#
# **Compute, remember, write the recipe, leave it in the result.**

# %% [markdown] lang="zh-TW" of="522a7113"
# ### 實作：自己寫出 `**`
# `n` 是普通的數字，所以只有**一個**運算元。符號：`f"**{n}"`
#
# **算出來、記住、寫下做法、把做法存進結果裡。**

# %%
def __pow__(self, n):
    ...

Value.__pow__ = __pow__

# display(hint.pow())
# display(solution.pow())
check.pow(Value)

# %% [markdown] lang="en" slide="notes"
# **10 minutes.** The mistakes that come: `(self,)` without its comma; the exponent in front dropped; the exponent not lowered. `check` names each one. Let those who are done explain *why*
# the tuple needs its comma: `(self)` is just `self`.

# %% [markdown] lang="zh-TW" of="c605e95e"
# **10 分鐘**。常見的錯誤：`(self,)` 少了逗號；漏掉前面的指數；指數沒有減 1。`check` 會一一指出來。做完的人可以解釋 tuple **為什麼**需要那個逗號：`(self)` 就只是 `self`。

# %% [markdown] lang="en" slide="skip"
# If it was found right, we go on with yours.

# %% [markdown] lang="zh-TW" of="d0622a88"
# 寫對了，接下來就用你的。

# %%
Value = mine.pow()

# %% [markdown] lang="en" slide="skip"
# Now a cube that is not the end of the computation, and a negative number in it. Step through it. The player asks only for the *sign* of what arrives.

# %% [markdown] lang="zh-TW" of="65a71bea"
# 這次的立方不是計算的終點，裡面還是負數。一步一步走；播放器只問傳來的梯度是**正**還是**負**。

# %% slide="output"
a = Value(-2.0)
cube = a**3
L = cube * -2
viz.label(a=a, cube=cube, L=L)
viz.animate(L, constants=False, ask="sign")

# %% [markdown] lang="en" slide="text"
# A cube, and a negative number. **Which sign has the gradient that arrives?**

# %% [markdown] lang="zh-TW" of="b206fd93"
# 一個立方，還有負數。**傳來的梯度是正還是負？**

# %% [markdown] lang="en" slide="slide" section="recorded_bug" minutes="2"
# ### A recorded bug
# Somebody's power lost the factor `n`. It is tried on $1^2$ and on $3^2$. **Predict** which of the two recordings shows a mistake.

# %% [markdown] lang="zh-TW" of="c238c3f3"
# ### 錄下來的錯誤
# 有人寫的次方少乘了 `n`，拿 $1^2$ 和 $3^2$ 來試。**先預測**：哪一段紀錄會標出錯誤？

# %% [markdown] lang="en" slide="text"
# ### A recorded bug
# This power has lost the factor `n`. It is tried on $1^2$ and on $3^2$.
#
# ```
# def power(self, n):
#     out = Value(self.data**n, (self,), f"**{n}")
#     def _backward():
#         self.grad += self.data ** (n - 1) * out.grad
#     out._backward = _backward
#     return out
# ```

# %% [markdown] lang="zh-TW" of="cfcb4cf2"
# ### 錄下來的錯誤
# 這個次方少乘了 `n`，拿 $1^2$ 和 $3^2$ 來試。
#
# ```
# def power(self, n):
#     out = Value(self.data**n, (self,), f"**{n}")
#     def _backward():
#         self.grad += self.data ** (n - 1) * out.grad
#     out._backward = _backward
#     return out
# ```

# %% ask="power_marked" slide="output"
def power(self, n):
    out = Value(self.data**n, (self,), f"**{n}")
    def _backward():
        self.grad += self.data ** (n - 1) * out.grad
    out._backward = _backward
    return out

one, three = Value(1.0), Value(3.0)
u, v = power(one, 2), power(three, 2)
viz.label(one=one, u=u, three=three, v=v)
display(viz.record(u), viz.record(v))

# %% [markdown] lang="en" answer="power_marked"
# Both are marked. Play each to its end: `one` gets 1 instead of 2, `three` gets 3 instead of 6.

# %% [markdown] lang="zh-TW" of="04006ab3"
# 兩段都有標記。各播到最後看看：`one` 得到 1 而不是 2，`three` 得到 3 而不是 6。

# %% [markdown] lang="en" slide="text"
# Marked: `one` gets 1 instead of 2.
#
# And marked: `three` gets 3 instead of 6.

# %% [markdown] lang="zh-TW" of="9377e97f"
# 有標記：`one` 得到 1，而不是 2。
#
# 也有標記：`three` 得到 3，而不是 6。

# %% [markdown] lang="en" slide="skip"
# ### Modify
# 1. Mend the function in the cell above, and run it again.
# 2. Now keep the factor, but write `self.data**n` for the power. At which of the two places is the rule right by accident?
#
# <details><summary>What you should have seen</summary>
#
# At 1: every power of 1 is 1. A test at 1 cannot see a wrong exponent. Choose numbers that tell.
# </details>

# %% [markdown] lang="zh-TW" of="7271a17c"
# ### 修改
# 1. 把上一格的函式改對，再執行一次。
# 2. 接著保留前面的因數，但是把次方寫成 `self.data**n`。這次在哪一個地方會碰巧是對的？
#
# <details><summary>你應該會看到</summary>
#
# 在 1：1 的任何次方都是 1。在 1 測試，看不出指數寫錯。測試要挑看得出差別的數字。
# </details>

# %% [markdown] lang="en" section="for_free" minutes="2"
# ## Everything else for free
# Minus is plus with the opposite. The opposite is times −1. And dividing by $b$ is multiplying by $b^{-1}$:
#
# | written | is | made of |
# |---|---|---|
# | `-a` | `a * -1` | `*` |
# | `a - b` | `a + (-b)` | `+`, `*` |
# | `a / b` | `a * b**-1` | `*`, `**` |
#
# No `_backward` is written for any of them. The gradient walks back through what they are made of, and those operations know their rules.
# **Predict** what comes to `b` in a division.

# %% [markdown] lang="zh-TW" of="5a5896fb"
# ## 其餘的都不必另寫規則
# 減去一個數，就是加上它的相反數。相反數，就是乘上 −1。除以 $b$，就是乘上 $b^{-1}$：
#
# | 寫法 | 就是 | 由什麼組成 |
# |---|---|---|
# | `-a` | `a * -1` | `*` |
# | `a - b` | `a + (-b)` | `+`、`*` |
# | `a / b` | `a * b**-1` | `*`、`**` |
#
# 它們都不需要寫 `_backward`。梯度會沿著組成它們的運算走回去，而那些運算都知道自己的規則。
# **先預測**：在除法裡，`b` 會收到多少？

# %% [markdown] lang="en" slide="text"
# ## Everything else for free
#
# | written | made of |
# |---|---|
# | `-a` | `a * -1` |
# | `a - b` | `a + (-b)` |
# | `a / b` | `a * b**-1` |
#
# No new `_backward`. **What comes to `b` in a division?**

# %% [markdown] lang="zh-TW" of="ee0cace2"
# ## 其餘的都不必另寫規則
#
# | 寫法 | 組成 |
# |---|---|
# | `-a` | `a * -1` |
# | `a - b` | `a + (-b)` |
# | `a / b` | `a * b**-1` |
#
# 都不需要新的 `_backward`。**在除法裡，`b` 會收到多少？**

# %%
predict.div_bottom

# %% [markdown] lang="en" section="left_number" minutes="2"
# ## The number on the left
# `a + 1` works: `+` asks `a`, and your `__add__` makes a leaf of the 1. **Predict** what the next cell prints. (What stands below `try` is tried; an error that comes of it is printed.)

# %% [markdown] lang="zh-TW" of="f02ab05d"
# ## 放在左邊的數字
# `a + 1` 沒問題：`+` 會去問 `a`，而你的 `__add__` 會把 1 變成葉節點（leaf）。**先預測**下一格會印出什麼。（`try` 下面的程式會試著執行，出錯的話，就把錯誤印出來。）

# %% [markdown] lang="en" slide="text"
# ## The number on the left
# `a + 1` works: `+` asks `a`, and `a` makes a leaf of the 1.
#
# **And `1 + a`?**

# %% [markdown] lang="zh-TW" of="5d434742"
# ## 放在左邊的數字
# `a + 1` 沒問題：`+` 會去問 `a`，而 `a` 會把 1 變成葉節點。
#
# **那 `1 + a` 呢？**

# %% ask="left_number" slide="output"
a = Value(2.0)
try:
    print(1 + a)
except TypeError as error:
    print(error)

# %% [markdown] lang="en" answer="left_number"
# Python first asks the left side, and an `int` has never heard of a `Value`. For the same reason `sum([a, a])` fails: it begins with `0 + a`.

# %% [markdown] lang="zh-TW" of="667348c3"
# Python 先問左邊，而 `int` 沒聽過 `Value`。`sum([a, a])` 也會因為同樣的原因出錯：它是從 `0 + a` 開始加的。

# %% [markdown] lang="en" slide="text"
# Python first asks the left side, and an `int` has never heard of a `Value`.

# %% [markdown] lang="zh-TW" of="d46ac1fc"
# Python 先問左邊，而 `int` 沒聽過 `Value`。

# %% [markdown] lang="en"
# So each operator has a second method, its **reflected** form. For `1 + a` Python can ask `a` as well: `a.__radd__(1)`. It does, if the class has that method.
#
# For `+` and `*` the order does not matter. For `-` and `/` it does: in `a.__rsub__(other)` the object `a` stands on the **right**, and `other` is what it is taken from.

# %% [markdown] lang="zh-TW" of="77e4ce45"
# 所以每個運算子都有第二個方法，也就是**反過來的形式**（reflected method）。寫出這些方法，就是第 2 課說過的**運算子重載**（operator overloading）。遇到 `1 + a`，Python 也可以去問 `a`：`a.__radd__(1)`。類別裡有這個方法，就問得到。
#
# `+` 和 `*` 的順序無所謂，但 `-` 和 `/` 有差：在 `a.__rsub__(other)` 裡，物件 `a` 在**右邊**，`other` 才是被減的數。

# %% [markdown] lang="en" slide="text"
# ### The reflected form
# For `1 + a` Python can ask `a` as well:
#
# ```
# a.__radd__(1)         # 1 + a
# a.__rsub__(other)     # other - a
# ```
#
# In the second method `a` stands on the **right**.

# %% [markdown] lang="zh-TW" of="a3446b3f"
# ### 反過來的形式
# 遇到 `1 + a`，Python 也可以去問 `a`：
#
# ```
# a.__radd__(1)         # 1 + a
# a.__rsub__(other)     # other - a
# ```
#
# 在第二個方法裡，`a` 在**右邊**。

# %% [markdown] lang="en" slide="slide" section="make_family" minutes="0"
# ### Make: the family
# Seven short methods. Each fits on its line: put `return` and what it gives in the place of `...`. `check` tries every form, with Values and with plain numbers, on both sides.

# %% [markdown] lang="zh-TW" of="85bd1f30"
# ### 實作：一整組運算子
# 七個很短的方法，每個一行就夠：把 `...` 換成 `return` 和要傳回的東西。`check` 會試過每一種形式：兩邊都是 Value、左邊是普通數字、右邊是普通數字。

# %% [markdown] lang="en" slide="text"
# ### At home: the family
# Seven short methods. What does each of them `return`?

# %% [markdown] lang="zh-TW" of="dfc5d9b2"
# ### 回家做：一整組運算子
# 七個很短的方法。每一個要 `return` 什麼？

# %% lines="1-7"
def __neg__(self): ...               # -self
def __sub__(self, other): ...        # self - other
def __truediv__(self, other): ...    # self / other
def __radd__(self, other): ...       # other + self
def __rsub__(self, other): ...       # other - self
def __rmul__(self, other): ...       # other * self
def __rtruediv__(self, other): ...   # other / self

Value.__neg__, Value.__sub__, Value.__truediv__ = __neg__, __sub__, __truediv__
Value.__radd__, Value.__rsub__ = __radd__, __rsub__
Value.__rmul__, Value.__rtruediv__ = __rmul__, __rtruediv__

# display(hint.operators())
# display(solution.operators())
check.operators(Value)

# %%
Value = mine.operators()

# %% [markdown] lang="en" slide="skip"
# Here is a division, drawn as what it is made of. Move `b` towards 0: what becomes of its gradient? Then write an expression of your own into the field below the sliders, such as `(1 - a) * b`, and press **Enter**.

# %% [markdown] lang="zh-TW" of="c8eb9671"
# 下面是一個除法，畫出來的就是組成它的運算。把 `b` 拉近 0，它的梯度會怎麼樣？接著在滑桿下面的欄位寫一個你自己的運算式，例如 `(1 - a) * b`，再按 **Enter**。

# %% slide="output" section="division" minutes="1"
viz.explore("q = a / b", a=Value(8.0), b=Value(2.0))

# %% [markdown] lang="en" slide="text"
# A division, and what it is made of. **`b` goes towards 0: what becomes of its gradient?**

# %% [markdown] lang="zh-TW" of="90c9f0d7"
# 一個除法，和組成它的運算。**把 `b` 拉近 0，它的梯度會怎麼樣？**

# %% [markdown] lang="en" section="edges" minutes="2"
# ## Where arithmetic has edges
# `edge` prints a power, its number (`data`), and the gradient that comes back to its base (`grad`). Where Python gives up, it prints the error.

# %% [markdown] lang="zh-TW" of="ebe630a4"
# ## 運算的邊界情況
# `edge` 會印出一個次方、它的數值（`data`），還有傳到底數的梯度（`grad`）。如果 Python 算不下去，就印出錯誤。

# %% [markdown] lang="en" slide="text"
# ## Where arithmetic has edges
# Some powers cannot be computed. Some can, and fail **later**: on the way back.

# %% [markdown] lang="zh-TW" of="81de0ac3"
# ## 運算的邊界情況
# 有些次方算不出來。有些算得出來，卻到**後來**才出錯：往回走的時候。

# %% slide="skip"
def edge(base, n):
    print(base, "**", n)
    try:
        x = Value(base)
        y = x**n
        print("    data", y.data)
        y.grad = 1.0
        y._backward()
        print("    grad", x.grad)
    except ZeroDivisionError as error:
        print("   ", error)

# %% [markdown] lang="en" slide="skip"
# **Predict** which of these powers can be computed, and fails all the same when its gradient is asked for.

# %% [markdown] lang="zh-TW" of="7219a31d"
# **先預測**：下面哪一個次方算得出來，要它的梯度時卻會出錯？

# %% ask="fails_late" slide="output"
edge(5.0, 0)
edge(0.0, 0)
edge(0.0, -1)
edge(-8.0, 3)
edge(-4.0, 0.5)

# %% [markdown] lang="en" answer="fails_late"
# - $x^0$ is 1 everywhere, so its slope is 0. But at $x = 0$ the rule computes $0 \cdot 0^{-1}$ and fails *on the way back*, long after the line that caused it. (If yours gives 0 there, it is wiser than the rule.)
# - $0^{-1}$ is a division by zero, and Python says so at once.
# - A negative base is fine with a whole exponent. With a fraction, in the last line, Python silently turns to **complex** numbers, the ones with a `j`. No network can be trained on those.

# %% [markdown] lang="zh-TW" of="6b9d7083"
# - 不管底數是多少，$x^0$ 都是 1，所以斜率是 0。可是在 $x = 0$，規則要算 $0 \cdot 0^{-1}$，就在**往回走的時候**出錯了，離真正有問題的那一行已經很遠。（如果你寫的在這裡得到 0，那它比規則還聰明。）
# - $0^{-1}$ 就是除以零，Python 馬上就會報錯。
# - 負的底數配整數的指數沒有問題。最後一行的指數是分數，Python 就默默換成**複數**，也就是帶著 `j` 的數。網路沒辦法用這種數來訓練。

# %% [markdown] lang="en" slide="text"
# $0^0$ gives 1. But its rule asks for $0^{-1}$, and fails **on the way back**.

# %% [markdown] lang="zh-TW" of="66c1c1ec"
# $0^0$ 得到 1，可是它的規則要用到 $0^{-1}$，**往回走的時候**就出錯了。

# %% [markdown] lang="en" slide="skip"
# A good engine (so one calls a class like yours) complains at the line that caused it, or gives the right answer. `micrograd/engine.py`, the engine of this project, does. Compare:

# %% [markdown] lang="zh-TW" of="1d039595"
# 好的引擎（像你寫的這種會算梯度的類別，就叫做**梯度引擎**，gradient engine）會在有問題的那一行就報錯，不然就給出正確的答案。這個專案的引擎 `micrograd/engine.py` 就是這樣，請執行下一格比較看看。（錯誤訊息是英文，意思是：底數是負的、指數是分數，得不到實數。）

# %% slide="skip"
from micrograd.engine import Value as Engine

x = Engine(0.0)
y = x**0
y.backward()
print(y.data, x.grad)
try:
    Engine(-4.0) ** 0.5
except ValueError as error:
    print(error)

# %% [markdown] lang="en" section="two_ways" minutes="0"
# ## A question for the class
# `a / b` as `a * b**-1` needs two operations, and keeps one more value in memory. The project's engine has a `/` of its own, with its own two slopes. What speaks for each way? Which would you show to a beginner, and
# which would you run a million times?

# %% [markdown] lang="zh-TW" of="8f1cd34f"
# ## 課堂討論
# 把 `a / b` 寫成 `a * b**-1` 需要兩個運算，記憶體裡也會多一個數值。專案的引擎裡，`/` 是獨立的運算，有自己的兩個斜率。兩種做法各有什麼好處？你會給初學者看哪一種？要執行一百萬次的話，又會選哪一種？

# %% [markdown] lang="en" slide="text"
# ## A question for the class
# `a / b` as `a * b**-1`, or a `/` of its own, with two slopes of its own?
#
# **Which would you show to a beginner? Which would you run a million times?**

# %% [markdown] lang="zh-TW" of="dea86095"
# ## 課堂討論
# 把 `a / b` 寫成 `a * b**-1`，還是讓 `/` 有自己的兩個斜率？
#
# **你會給初學者看哪一種？要執行一百萬次，又會選哪一種？**

# %% [markdown] lang="en" slide="notes"
# Let them compute both slopes of $a / b$ from the parts: $1 / b$, and $a \cdot (-1) \cdot b^{-2}$. It is the quotient rule, found without learning it. Then the general point: *few* rules are easy to get right, *many* are fast. 2 minutes.

# %% [markdown] lang="zh-TW" of="49aef6ac"
# 讓學生從組成的運算推出 $a / b$ 的兩個斜率：$1 / b$，以及 $a \cdot (-1) \cdot b^{-2}$。這就是除法的微分公式，不用背就推得出來。接著談重點：規則**少**，容易寫對；規則**多**，跑得快。2 分鐘。

# %% [markdown] lang="en" slide="skip"
# ## Keep three sentences
# 1. The slope of $a^n$ is $n \cdot a^{n-1}$: the exponent comes to the front, and the power goes down by one.
# 2. What is made of operations that know their way back needs no rule of its own.
# 3. With a plain number on the left, Python asks the right side for its reflected form.

# %% [markdown] lang="zh-TW" of="6e7a5466"
# ## 記住三句話
# 1. $a^n$ 的斜率是 $n \cdot a^{n-1}$：指數拿到前面，次方減 1。
# 2. 由「知道怎麼往回走」的運算組成的東西，不需要自己的規則。
# 3. 左邊是普通數字的時候，Python 會去問右邊有沒有反過來的形式。

# %% [markdown] lang="en" section="test" minutes="1"
# ## Test yourself
# $y = (1 - x)^2$ at $x = 6$. What is `y`, and what is the gradient of `x`? Decide first, then step through.

# %% [markdown] lang="zh-TW" of="1d5d9112"
# ## 自我測驗
# 設 $x = 6$，$y = (1 - x)^2$。`y` 是多少？`x` 的梯度是多少？先想好，再一步一步看。

# %% [markdown] lang="en" slide="text"
# ## Test yourself
# $y = (1 - x)^2$ at $x = 6$.
#
# **What is `y`? What is the gradient of `x`?**

# %% [markdown] lang="zh-TW" of="d545c2a5"
# ## 自我測驗
# 設 $x = 6$，$y = (1 - x)^2$。
#
# **`y` 是多少？`x` 的梯度是多少？**

# %% slide="output"
x = Value(6.0)
d = 1 - x
y = d**2
viz.label(x=x, d=d, y=y)
viz.animate(y, constants=False)

# %% [markdown] lang="en"
# <details><summary>Answer</summary>
#
# `y` is 25. `d` is −5, and its square has the slope $2 \cdot (-5) = -10$ there. When `x` grows, `d` shrinks: times −1. So the gradient of `x` is 10.
# </details>

# %% [markdown] lang="zh-TW" of="caf23303"
# <details><summary>答案</summary>
#
# `y` 是 25。`d` 是 −5，它的平方在那裡的斜率是 $2 \cdot (-5) = -10$。`x` 變大，`d` 就變小，所以再乘上 −1。`x` 的梯度是 10。
# </details>

# %% [markdown] lang="en" slide="slide" section="keep" minutes="1"
# **Next:** [5 · relu, the gate](05_relu.ipynb), an operation with a corner.

# %% [markdown] lang="zh-TW" of="f9ceb451"
# **下一課**：[5 · relu，一道閘門](05_relu.ipynb)，一個有轉角的運算。

# %% [markdown] lang="en" slide="text"
# ## Keep three sentences
# 1. The slope of $a^n$ is $n \cdot a^{n-1}$.
# 2. What is made of operations that know their way back needs no rule.
# 3. A number on the left: Python asks the right side.
#
# **At home:** the family. **Next:** 5 · relu, the gate

# %% [markdown] lang="zh-TW" of="0c35a170"
# ## 記住三句話
# 1. $a^n$ 的斜率是 $n \cdot a^{n-1}$。
# 2. 由「知道怎麼往回走」的運算組成的，不需要自己的規則。
# 3. 左邊是普通數字，Python 就去問右邊。
#
# **回家做**：一整組運算子。**下一課**：5 · relu，一道閘門

# %%
progress()
