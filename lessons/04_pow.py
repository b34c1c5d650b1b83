# %% [markdown] lang="en"
# # 4 · Powers, and the rest of arithmetic
#
# One more operation of its own, `**`, which you write alone. After that minus, division, and plain numbers on the left come almost for free: they are made of what is there, and so
# are their gradients.
#
# ![The graph of a to the power of 3: one arrow, slope 27](attachment:04_pow.png)
#
# > **The question of this lesson.** Your class can do `+`, `*` and soon `**`. How can `a - b`, `a / b` and `1 / a` get the right gradients
# > without a single new backward rule?
#
# Afterwards you can
# - find the rule for a power by looking, and write `**`;
# - derive negation, minus, division and the reflected forms from what exists;
# - say what `x**0`, `0**-1` and negative bases mean, and who ought to complain when.
#
# About 30 minutes: predictions on the way, one thing to modify, one operation to write alone, one family of operators.

# %% [markdown] lang="zh-TW" of="c1b686a7"
# # 4 · 次方，以及其餘的四則運算
#
# 再來只有一個運算需要自己的規則：`**`，由你獨自寫出來。接下來的減法、除法，以及放在左邊的普通數字，幾乎是免費的：它們都由現成的運算組成，梯度也一樣。
#
# ![a 的 3 次方的計算圖：一條箭頭，斜率 27](attachment:04_pow.png)
#
# > **本課的問題。** 你的類別會 `+`、`*`，很快也會 `**`。不寫任何新的反向規則，`a - b`、`a / b` 和 `1 / a` 的梯度要怎麼自動就是對的？
#
# 學完之後，你能夠
# - 靠觀察找出次方的規則，並寫出 `**`；
# - 從現成的運算推出負號、減法、除法，以及反過來的形式；
# - 說明 `x**0`、`0**-1` 和負的底數是什麼意思，以及該由誰、在什麼時候提出警告。
#
# 大約 30 分鐘：沿途多次預測、一題修改、一個獨自實作的運算、一整組運算子。

# %% [markdown] lang="en"
# ## Where we start
# Your class so far, folded: a click on the three dots shows it.

# %% [markdown] lang="zh-TW" of="99b1debb"
# ## 從這裡開始
# 這是你目前的類別，已經折疊起來，點一下那三個點就會展開。

# %% class_after="3" folded="true"

# %% [markdown] lang="en"
# ## Find the rule
# `a**3` could be written `a * a * a`. But that makes two operations and a value in between; for `a**50` it makes 49. Better one operation for all powers. What is its slope?
#
# **Predict** the pattern from the table: `x` down the side, the slope of `x**2`, `x**3` and `x**4` by nudging to both sides.

# %% [markdown] lang="zh-TW" of="7dda3262"
# ## 找出規則
# `a**3` 可以寫成 `a * a * a`，但這樣要兩個運算，中間還多出一個數值；換成 `a**50`，就要 49 個運算。最好用一個運算包辦所有的次方。它的斜率是多少？
#
# **先預測**表格的規律：左邊是 `x`，右邊依序是用兩邊輕推求出的 `x**2`、`x**3`、`x**4` 的斜率。

# %%
h = 1e-5
print("   x   x**2   x**3   x**4")
for x in (1.0, 2.0, 3.0, 10.0):
    print(f"{x:4.0f}", *(f"{((x + h) ** n - (x - h) ** n) / (2 * h):6.0f}" for n in (2, 3, 4)))

# %% [markdown] lang="en"
# In the first row stands the exponent itself: 2, 3, 4. In the last row it is multiplied by 10, by 100, by 1000: by `x` to a power that is one lower.
#
# $$c = a^n \qquad \frac{\partial c}{\partial a} = n \cdot a^{n-1}$$
#
# In words: write $a^n$ as $n$ factors. Each factor, when nudged, moves the product by all the *others*, which are $n - 1$ of them, and `a` sits in all $n$ places at once.

# %% [markdown] lang="zh-TW" of="8d613d1f"
# 第一列就是指數本身：2、3、4。最後一列則是指數再乘上 10、100、1000，也就是 `x` 的「低一次方」。
#
# $$c = a^n \qquad \frac{\partial c}{\partial a} = n \cdot a^{n-1}$$
#
# 用話來說：把 $a^n$ 寫成 $n$ 個因數相乘。輕推其中一個，乘積移動的量就是**其他**因數的乘積，其他的有 $n - 1$ 個；而 `a` 同時站在全部 $n$ 個位置上。

# %%
predict.pow_cube

# %% [markdown] lang="en"
# ### Make: `**` alone
# This time there is no template. The exponent `n` is a plain number, so there is only **one** operand. The symbol in the receipt is `f"**{n}"`, for example `**3`.
#
# If you like, look at `__mul__` above: compute, remember, write the recipe, leave it in the result.

# %% [markdown] lang="zh-TW" of="9b80445d"
# ### 實作：獨自寫出 `**`
# 這次沒有範本。指數 `n` 是普通的數字，所以只有**一個**運算元。收據上的符號寫成 `f"**{n}"`，例如 `**3`。
#
# 需要的話，可以看上面的 `__mul__`：算出來、記住、寫下做法、把做法存進結果裡。

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
# **10 分鐘。** 常見的錯誤：`(self,)` 少了逗號；漏掉前面的指數；指數沒有減 1。`check` 會一一指出來。做完的人可以解釋 tuple **為什麼**需要那個逗號：`(self)` 就只是 `self`。

# %% [markdown] lang="en"
# Here is one way to write it, with which we go on. Step through a cube that is not the end of the computation, and answer the player.

# %% [markdown] lang="zh-TW" of="2888f2eb"
# 下面是其中一種寫法，我們接下來就用它。這裡的立方不是計算的終點；一步一步走，回答播放器的問題。

# %%
def __pow__(self, n):
    out = Value(self.data**n, (self,), f"**{n}")

    def _backward():
        self.grad += n * self.data ** (n - 1) * out.grad

    out._backward = _backward
    return out

Value.__pow__ = __pow__

a = Value(3.0)
cube = a**3
L = cube * -2
viz.label(a=a, cube=cube, L=L)
viz.animate(L, ask=True)

# %% [markdown] lang="en"
# ### A recorded bug
# Somebody's power lost a factor. **Predict:** for which of $1^2$ and $3^2$ will the recording be marked, or for both?

# %% [markdown] lang="zh-TW" of="2742d0b7"
# ### 錄下來的錯誤
# 某個人寫的次方少了一個因數。**先預測：** $1^2$ 和 $3^2$，哪一個的紀錄會出現標記？還是兩個都會？

# %%
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

# %% [markdown] lang="en"
# ### Modify
# Both recordings are marked: at 1 the slope of the square is 2, not 1. Mend the function. Then leave the factor in, but write `self.data**n` for the power. At which of the two places is it now right by accident?
#
# <details><summary>What you should have seen</summary>
#
# At 1: there every power is 1. A test at 1 cannot see a wrong exponent, a test at 2 and 2 cannot see a swapped product: choose numbers that tell.
# </details>

# %% [markdown] lang="zh-TW" of="d6f2c8bc"
# ### 修改
# 兩段紀錄都有標記：平方在 1 的斜率是 2，不是 1。先把函式改對。接著保留前面的因數，但是把次方寫成 `self.data**n`。這次在哪一個地方會碰巧是對的？
#
# <details><summary>你應該會看到</summary>
#
# 在 1：1 的任何次方都是 1。在 1 測試看不出指數寫錯，在 2 和 2 測試看不出乘法寫反：測試要挑會說話的數字。
# </details>

# %% [markdown] lang="en"
# ## Everything else for free
# Minus is plus with the opposite. The opposite is times −1. And dividing by $b$ is multiplying by $b^{-1}$:
#
# | written | is | made of |
# |---|---|---|
# | `-a` | `a * -1` | `*` |
# | `a - b` | `a + (-b)` | `+`, `*` |
# | `a / b` | `a * b**-1` | `*`, `**` |
#
# No `_backward` is written for any of them. The gradient walks back through the operations that they are made of, and those know their rules.
#
# **Predict** before you run each of the two cells.

# %% [markdown] lang="zh-TW" of="320078b0"
# ## 其餘的都是免費的
# 減去一個數，就是加上它的相反數。相反數，就是乘上 −1。除以 $b$，就是乘上 $b^{-1}$：
#
# | 寫法 | 就是 | 由什麼組成 |
# |---|---|---|
# | `-a` | `a * -1` | `*` |
# | `a - b` | `a + (-b)` | `+`、`*` |
# | `a / b` | `a * b**-1` | `*`、`**` |
#
# 它們都不需要寫 `_backward`。梯度會沿著組成它們的運算走回去，而那些運算都知道自己的規則。
#
# 下面兩格，執行之前都**先預測**。

# %%
predict.sub_right

# %%
predict.div_bottom

# %% [markdown] lang="en"
# ## The number on the left
# `a + 1` works, since `a.__add__(1)` makes a leaf of the 1. **Predict:** what about `1 + a`? And `sum([a, a])`, which begins with 0?

# %% [markdown] lang="zh-TW" of="fac75eef"
# ## 放在左邊的數字
# `a + 1` 沒問題，因為 `a.__add__(1)` 會把 1 變成葉節點。**先預測：** `1 + a` 呢？還有 `sum([a, a])`，它是從 0 開始加的。

# %%
try:
    1 + a
except TypeError as error:
    print(error)

# %% [markdown] lang="en"
# Python first asks the left side: `(1).__add__(a)`. An int has never heard of a `Value` and declines. Then Python asks the right side, but under another name: `a.__radd__(1)`, the **reflected** form. Who defines it is
# asked; we have not, so Python gives up.
#
# For `+` and `*` the order does not matter. For `-` and `/` it does: in `a.__rsub__(other)` the object `a` stands on the **right**, and `other` is what it is taken from.

# %% [markdown] lang="zh-TW" of="04f54e8c"
# Python 會先問左邊：`(1).__add__(a)`。int 沒聽過 `Value`，所以拒絕了。接著 Python 換一個名字去問右邊：`a.__radd__(1)`，也就是**反過來的形式**。
# 有定義才問得到；我們還沒有定義，所以 Python 就放棄了。
#
# `+` 和 `*` 的順序無所謂，但 `-` 和 `/` 有差：在 `a.__rsub__(other)` 裡，物件 `a` 站在**右邊**，`other` 才是被減的數。

# %% [markdown] lang="en"
# ### Make: the family
# Seven short methods, one line each. `check` tries every form, with Values and with plain numbers, on both sides.

# %% [markdown] lang="zh-TW" of="b1dcbf07"
# ### 實作：一整組運算子
# 七個很短的方法，每個一行。`check` 會試過每一種形式：兩邊都是 Value、左邊是普通數字、右邊是普通數字。

# %%
def __neg__(self):              # -self
    ...

def __sub__(self, other):       # self - other
    ...

def __truediv__(self, other):   # self / other
    ...

def __radd__(self, other):      # other + self
    ...

def __rsub__(self, other):      # other - self
    ...

def __rmul__(self, other):      # other * self
    ...

def __rtruediv__(self, other):  # other / self
    ...

for method in (__neg__, __sub__, __truediv__, __radd__, __rsub__, __rmul__, __rtruediv__):
    setattr(Value, method.__name__, method)

# display(hint.operators())
# display(solution.operators())
check.operators(Value)

# %% [markdown] lang="en"
# And here they are as the series uses them. The division below is drawn as what it is made of; move `b` towards 0 and watch its gradient. Then write an expression of your own into the field below the sliders, such as `(a + b) * c`, and press Enter.

# %% [markdown] lang="zh-TW" of="e48862de"
# 下面是這個系列使用的版本。圖裡的除法，畫的就是組成它的運算；把 `b` 拉近 0，看看它的梯度會怎麼樣。接著在滑桿下面的欄位寫一個你自己的運算式，例如 `(a + b) * c`，再按 Enter。

# %% class_after="4"

# %%
viz.explore("q = a / b", a=Value(8.0), b=Value(2.0))

# %% [markdown] lang="en"
# ## Where arithmetic has edges
# **Predict** for each line whether it gives a number, something strange, or an error:

# %% [markdown] lang="zh-TW" of="55dff553"
# ## 算術的邊緣
# **先預測**每一行會得到一個數、奇怪的東西，還是錯誤：

# %%
def attempt(name, compute):
    try:
        result = compute()
        result.grad = 1.0
        result._backward()
        print(f"{name:18}", result.data, "  slope", result._prev[0].grad)
    except (ZeroDivisionError, TypeError) as error:
        print(f"{name:18}", type(error).__name__, error)

attempt("5.0 ** 0", lambda: Value(5.0) ** 0)
attempt("0.0 ** 0", lambda: Value(0.0) ** 0)
attempt("0.0 ** -1", lambda: Value(0.0) ** -1)
attempt("(-8.0) ** 3", lambda: Value(-8.0) ** 3)
attempt("(-8.0) ** (1/3)", lambda: Value(-8.0) ** (1 / 3))

# %% lang="zh-TW" of="d88069a5"
def attempt(name, compute):
    try:
        result = compute()
        result.grad = 1.0
        result._backward()
        print(f"{name:18}", result.data, "  斜率", result._prev[0].grad)
    except (ZeroDivisionError, TypeError) as error:
        print(f"{name:18}", type(error).__name__, error)

attempt("5.0 ** 0", lambda: Value(5.0) ** 0)
attempt("0.0 ** 0", lambda: Value(0.0) ** 0)
attempt("0.0 ** -1", lambda: Value(0.0) ** -1)
attempt("(-8.0) ** 3", lambda: Value(-8.0) ** 3)
attempt("(-8.0) ** (1/3)", lambda: Value(-8.0) ** (1 / 3))

# %% [markdown] lang="en"
# - $x^0$ is 1 everywhere, so its slope is 0. But at $x = 0$ our rule computes $0 \cdot 0^{-1}$ and fails, and it fails *on the way back*, long after the line that caused it.
# - $0^{-1}$ is a division by zero, and Python says so at once.
# - A negative base is fine with a whole exponent. With a fraction Python silently turns to **complex** numbers, on which a network cannot be trained.
#
# The rule of good engines: complain at the line that caused it, or give the answer that is right. The engine in `micrograd/engine.py` does; compare:

# %% [markdown] lang="zh-TW" of="27930ce5"
# - $x^0$ 到處都是 1，所以斜率是 0。可是在 $x = 0$，我們的規則要算 $0 \cdot 0^{-1}$，就出錯了，而且是**往回走的時候**才出錯，離肇事的那一行已經很遠。
# - $0^{-1}$ 就是除以零，Python 馬上就會說。
# - 負的底數配整數的指數沒有問題。指數是分數的時候，Python 會默默換成**複數**，而複數是沒辦法拿來訓練網路的。
#
# 好的引擎有一條規矩：在肇事的那一行就提出警告，不然就給出正確的答案。`micrograd/engine.py` 裡的引擎就是這樣；比較看看：

# %%
from micrograd.engine import Value as Engine

y = Engine(0.0) ** 0
y.backward()
print(y.data, y._prev[0].grad)
try:
    Engine(-8.0) ** (1 / 3)
except ValueError as error:
    print(error)

# %% [markdown] lang="en"
# ## A question for the class
# `a / b` as `a * b**-1` needs two operations, and leaves one more value in memory. The engine has a `/` of its own, with its own two slopes. What speaks for each way? Which would you show to a beginner, and
# which would you run a million times?

# %% [markdown] lang="zh-TW" of="514db5e4"
# ## 課堂討論
# 把 `a / b` 寫成 `a * b**-1` 需要兩個運算，記憶體裡也會多一個數值。引擎裡的 `/` 則是獨立的運算，有自己的兩個斜率。兩種做法各有什麼好處？你會給初學者看哪一種？要執行一百萬次的話，又會選哪一種？

# %% [markdown] lang="en" slide="notes"
# Let them compute both slopes of $a / b$ from the parts: $1 / b$, and $a \cdot (-1) \cdot b^{-2}$. It is the quotient rule, found without learning it. Then the general point: *few* rules are easy to get right, *many* are fast. 2 minutes.

# %% [markdown] lang="zh-TW" of="49aef6ac"
# 讓學生從組成的運算推出 $a / b$ 的兩個斜率：$1 / b$，以及 $a \cdot (-1) \cdot b^{-2}$。這就是除法的微分公式，不用背就推得出來。接著談重點：規則**少**，容易寫對；規則**多**，跑得快。2 分鐘。

# %% [markdown] lang="en"
# ## Keep three sentences
# 1. The slope of $a^n$ is $n \cdot a^{n-1}$: the exponent comes down, and goes down by one.
# 2. What is made of operations that know their way back needs no rule of its own.
# 3. With a plain number on the left, Python asks the right side for its reflected form.

# %% [markdown] lang="zh-TW" of="1186226d"
# ## 記住三句話
# 1. $a^n$ 的斜率是 $n \cdot a^{n-1}$：指數拿到前面，再減 1。
# 2. 由「知道怎麼往回走」的運算組成的東西，不需要自己的規則。
# 3. 左邊是普通數字的時候，Python 會去問右邊有沒有反過來的形式。

# %% [markdown] lang="en"
# ## Test yourself
# $y = 6 / x$ at $x = 2$. What is `y`, and what is the gradient of `x`? Decide first.

# %% [markdown] lang="zh-TW" of="2b2d309d"
# ## 自我測驗
# $y = 6 / x$，$x = 2$。`y` 是多少？`x` 的梯度是多少？先想好。

# %%
x = Value(2.0)
y = 6 / x
viz.label(x=x, y=y)
viz.animate(y)

# %% [markdown] lang="en"
# <details><summary>Answer</summary>
#
# `y` is 3. $x^{-1}$ has the slope $-1 \cdot x^{-2} = -0.25$, times 6 is −1.5: the larger the denominator, the smaller the quotient.
# </details>
#
# **Next:** [5 · relu, the gate](05_relu.ipynb), the one operation that bends.

# %% [markdown] lang="zh-TW" of="88d970b3"
# <details><summary>答案</summary>
#
# `y` 是 3。$x^{-1}$ 的斜率是 $-1 \cdot x^{-2} = -0.25$，乘上 6 得到 −1.5：分母愈大，商就愈小。
# </details>
#
# **下一課：** [5 · relu，一道閘門](05_relu.ipynb)，唯一會轉彎的運算。

# %%
progress()
