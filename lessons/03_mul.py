# %% [markdown] lang="en"
# # 3 · Multiply
#
# A product answers to a nudge in a way that a sum never does: how far it moves depends on the *other* number. You will fill in the two lines that say so, and then follow a
# gradient through several operations in a row.
#
# ![The graph of a times b plus c, with the local slope on every arrow](attachment:03_mul.png)
#
# > **The question of this lesson.** A field is 2 m wide and 3 m long. Make it a hand's breadth $h$ wider: by how much does its area grow?
# > And why does the answer have nothing to do with how wide it was?
#
# Afterwards you can
# - say and write the local slopes of `*`: each operand gets the other's value;
# - explain $a \cdot a$ without a new rule;
# - say the chain rule in words: along a path slopes multiply, over several paths they add up.
#
# About 30 minutes: predictions on the way, blanks to fill, one thing to modify, one path to walk alone.

# %% [markdown] lang="zh-TW" of="71ecf7f4"
# # 3 · 乘法
#
# 被輕推的時候，乘積的反應和總和完全不同：它會移動多少，取決於**另一個**數。這一課你會填上說明這件事的兩行程式，再跟著梯度連續走過好幾個運算。
#
# ![a 乘 b 再加 c 的計算圖，每條箭頭上都寫著局部斜率](attachment:03_mul.png)
#
# > **本課的問題。** 有一塊地，寬 2 公尺、長 3 公尺。把它加寬一個手掌那麼寬的 $h$，面積會增加多少？為什麼答案和它原來有多寬毫無關係？
#
# 學完之後，你能夠
# - 說出並寫出 `*` 的局部斜率：每個運算元得到的是另一個的值；
# - 不靠新規則就能解釋 $a \cdot a$；
# - 用自己的話說明連鎖律：沿著一條路徑，斜率相乘；有好幾條路徑，就加起來。
#
# 大約 30 分鐘：沿途多次預測、一題填空、一題修改、一條要獨自走完的路徑。

# %% [markdown] lang="en"
# ## Where we start
# Your class so far can remember, and it can add. The three moves of every backward step: **local slope**, **times out.grad**, **accumulate**.

# %% [markdown] lang="zh-TW" of="0fc82e33"
# ## 從這裡開始
# 你目前的類別會記憶，也會加法。每一步反向計算都有三個動作：**局部斜率**、**乘上 out.grad**、**累加**。

# %% class_after="2"

# %% [markdown] lang="en"
# ## Forwards
# For `a * b` Python calls `a.__mul__(b)`. The forward half has the same shape as that of `+`: compute, remember the operands, remember the symbol.

# %% [markdown] lang="zh-TW" of="be6a6d08"
# ## 前向
# 遇到 `a * b`，Python 會呼叫 `a.__mul__(b)`。前向這一半，形狀和 `+` 一模一樣：算出來、記住運算元、記住符號。

# %%
def __mul__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    return Value(self.data * other.data, (self, other), "*")

Value.__mul__ = __mul__

a, b = Value(2.0), Value(3.0)
area = a * b
viz.label(a=a, b=b, area=area)
viz.draw(area)

# %% [markdown] lang="en"
# ## The local slope of `*`
# Think of the field. Make it wider by $h$: a strip is added, $h$ wide and as long as the field is. So the area grows by $b \cdot h$.
#
# **Predict:** 2 m by 3 m. Let the area be the end of the computation: what is the gradient of `a`?

# %% [markdown] lang="zh-TW" of="62506fa6"
# ## `*` 的局部斜率
# 想想那塊地。加寬 $h$，就多出一條：寬是 $h$，長度和地一樣長。所以面積增加 $b \cdot h$。
#
# **先預測：** 2 公尺乘 3 公尺。假設面積就是整個計算的終點，`a` 的梯度是多少？

# %%
predict.mul_slope

# %%
a0, b0, h = 2.0, 3.0, 0.001
((a0 + h) * b0 - a0 * b0) / h, (a0 * (b0 + h) - a0 * b0) / h

# %% [markdown] lang="en"
# **Each operand gets the other's value.** Nudge the 2, and the 3 decides how far the product moves; nudge the 3, and the 2 decides.
#
# $$c = a \cdot b \qquad \frac{\partial c}{\partial a} = b \qquad \frac{\partial c}{\partial b} = a$$
#
# With `+` the slopes were always 1. Here they depend on where you stand: try other numbers in the cell above.

# %% [markdown] lang="zh-TW" of="06dce546"
# **每個運算元得到的是另一個的值。** 輕推 2，乘積移動多少由 3 決定；輕推 3，就由 2 決定。
#
# $$c = a \cdot b \qquad \frac{\partial c}{\partial a} = b \qquad \frac{\partial c}{\partial b} = a$$
#
# `+` 的斜率永遠是 1；這裡的斜率要看你站在哪裡：在上一格換幾個數字試試看。

# %% [markdown] lang="en" slide="notes"
# **4 minutes.** Draw the rectangle on the board, with the strip. Then nudge *both* sides: two strips and a tiny corner $h \cdot h$. Somebody will ask about the corner: it is $h$ times $h$, and when it is divided by $h$ there is
# still an $h$ left, which goes to nothing. That is why a slope looks at one operand at a time and loses nothing by it.

# %% [markdown] lang="zh-TW" of="f55dcbee"
# **4 分鐘。** 在黑板上畫出長方形和多出來的那一條。接著**兩邊都**推：多出兩條，再加一個小角落 $h \cdot h$。一定有人會問那個角落：它是 $h$ 乘 $h$，除以 $h$ 之後還剩一個 $h$，會趨近於零。
# 所以斜率一次只看一個運算元，並不會少算什麼。

# %% [markdown] lang="en"
# ### Fill in: the way back of `*`
# The same shape as `+`. Only the local slopes are missing: put them in the place of the two `____`, and run the cell.

# %% [markdown] lang="zh-TW" of="8e433ca4"
# ### 填空：`*` 的反向
# 形狀和 `+` 一樣，只缺局部斜率：把兩個 `____` 換掉，再執行這一格。

# %%
def __mul__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data * other.data, (self, other), "*")

    def _backward():
        self.grad += ____ * out.grad
        other.grad += ____ * out.grad

    out._backward = _backward
    return out

Value.__mul__ = __mul__

# display(hint.mul())
# display(solution.mul())
check.mul(Value)

# %% [markdown] lang="en"
# Compare yours with this one, which the rest of the lesson works with:

# %% [markdown] lang="zh-TW" of="66035588"
# 把你的和下面這一份比較看看；這一課接下來都用它：

# %%
def __mul__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data * other.data, (self, other), "*")

    def _backward():
        self.grad += other.data * out.grad
        other.grad += self.data * out.grad

    out._backward = _backward
    return out

Value.__mul__ = __mul__

# %% [markdown] lang="en"
# ## Squares need no new rule
# **Predict:** $a \cdot a$ with $a = 3$. The rule gives each operand the other's value. Now both operands are the same box: what does it collect?

# %% [markdown] lang="zh-TW" of="e4d5cb80"
# ## 平方不需要新規則
# **先預測：** $a \cdot a$，$a = 3$。規則說每個運算元得到另一個的值。現在兩個運算元是同一個方框：它總共會收到多少？

# %%
predict.mul_square

# %%
a = Value(3.0)
y = a * a
viz.label(a=a, y=y)
y.grad = 1.0
y._backward()
viz.draw(y, slopes=True)

# %% [markdown] lang="en"
# $3 + 3 = 6$: twice the value, the school rule $2a$, without anybody having taught it to our class. It only works because of the `+=`.
#
# ### A recorded bug
# Somebody wrote the two slopes the other way round: each operand gets its *own* value. **Predict:** on which of these two products will you *not* see it, $2 \cdot 3$ or $3 \cdot 3$?

# %% [markdown] lang="zh-TW" of="14c886cf"
# $3 + 3 = 6$：數值的兩倍，正是學校教的 $2a$，可是從來沒有人教過我們的類別。能成立全靠 `+=`。
#
# ### 錄下來的錯誤
# 有人把兩個斜率寫反了：每個運算元得到的是**自己**的值。**先預測：** 下面兩個乘積，在哪一個**看不出**這個錯誤？$2 \cdot 3$ 還是 $3 \cdot 3$？

# %%
def mul(self, other):
    out = Value(self.data * other.data, (self, other), "*")

    def _backward():
        self.grad += self.data * out.grad
        other.grad += other.data * out.grad

    out._backward = _backward
    return out

p, q, r, s = Value(2.0), Value(3.0), Value(3.0), Value(3.0)
u, v = mul(p, q), mul(r, s)
viz.label(p=p, q=q, u=u, r=r, s=s, v=v)
display(viz.record(u), viz.record(v))

# %% [markdown] lang="en"
# ### Modify
# 1. Mend the function until nothing is marked.
# 2. Then take `* out.grad` away from both lines. Nothing is marked again! Why not, and which product would show it?
#
# <details><summary>What you should have seen</summary>
#
# On $3 \cdot 3$ own and other value are the same number, and the mistake hides. So one test with nice equal numbers proves little. Without `* out.grad` both recordings are right because here the product *is* the
# end: `out.grad` is 1. Put something behind it, say `mul(mul(p, q), r)`, and the first product hands on too little.
# </details>

# %% [markdown] lang="zh-TW" of="f0bdfa5a"
# ### 修改
# 1. 把這個函式改對，直到沒有任何標記。
# 2. 接著把兩行的 `* out.grad` 都刪掉。又沒有任何標記了！為什麼？什麼樣的乘積才會讓它露出馬腳？
#
# <details><summary>你應該會看到</summary>
#
# 在 $3 \cdot 3$ 裡，自己的值和另一個的值是同一個數，錯誤就藏起來了。所以只拿漂亮的、相等的數字測一次，證明不了什麼。
# 少了 `* out.grad`，兩段紀錄都還是對的，因為這裡的乘積**就是**終點，`out.grad` 等於 1。在後面再接一個運算，例如 `mul(mul(p, q), r)`，第一個乘積往回傳的就太少了。
# </details>

# %% [markdown] lang="en"
# ## Along one path: slopes multiply
# Now two operations in a row: $e = a \cdot b$ and $d = e + c$. The gradient of `a` has to come through both of them.
#
# **Predict** each gradient while you step through. The three moves stand below the picture as three tiles; each lights up when it happens. Press **1**, **2** or **3** to hold the picture there.

# %% [markdown] lang="zh-TW" of="5f576e74"
# ## 沿著一條路徑：斜率相乘
# 接下來連續做兩個運算：$e = a \cdot b$，再來 $d = e + c$。`a` 的梯度必須穿過這兩個運算才到得了。
#
# 一步一步走，**先預測**每一個梯度。圖的下方有三格，就是三個動作，輪到哪一個，哪一格就會亮起來。按 **1**、**2** 或 **3**，畫面就停在那個動作。

# %%
a, b, c = Value(2.0), Value(-3.0), Value(10.0)
e = a * b
d = e + c
viz.label(a=a, b=b, c=c, d=d, e=e)
viz.animate(d, ask=True)

# %% [markdown] lang="en"
# Say it as a story of nudges. `a` moves by $h$. So `e` moves by $-3 \cdot h$, because the other operand is −3. So `d` moves by $1 \cdot (-3) \cdot h$, because a sum follows step for step.
# **Along a path, the slopes multiply**:
#
# $$\frac{\partial d}{\partial a} = \frac{\partial e}{\partial a} \cdot \frac{\partial d}{\partial e} = -3 \cdot 1$$
#
# This is the *chain rule*. “Times out.grad” is nothing else: `out.grad` is the product of everything that lies between this operation and the end. Move the sliders and see that the gradient of `a` follows `b`, and never `a`.

# %% [markdown] lang="zh-TW" of="14860303"
# 把它說成一個輕推的故事。`a` 移動 $h$；另一個運算元是 −3，所以 `e` 移動 $-3 \cdot h$；總和會一步一步跟著走，所以 `d` 移動 $1 \cdot (-3) \cdot h$。
# **沿著一條路徑，斜率要相乘**：
#
# $$\frac{\partial d}{\partial a} = \frac{\partial e}{\partial a} \cdot \frac{\partial d}{\partial e} = -3 \cdot 1$$
#
# 這就是**連鎖律**。「乘上 out.grad」說的就是這件事：`out.grad` 是從這個運算到終點，一路上所有斜率的乘積。拉動滑桿看看：`a` 的梯度只跟著 `b` 變，和 `a` 自己無關。

# %%
viz.explore("e = a * b; d = e + c", a=a, b=b, c=c)

# %% [markdown] lang="en"
# ## Over two paths: slopes add up
# Let `a` be used twice: $L = a \cdot b + a$. A nudge of `a` now reaches $L$ in two ways: through the product, and directly.
#
# **Predict:** what is the gradient of `a` with $a = 2$, $b = -3$? The next cell plays only what concerns `a`.

# %% [markdown] lang="zh-TW" of="f36b41e1"
# ## 有兩條路徑：斜率相加
# 讓 `a` 用兩次：$L = a \cdot b + a$。輕推 `a`，現在有兩條路到得了 $L$：一條經過乘積，一條直接過去。
#
# **先預測：** $a = 2$、$b = -3$ 的時候，`a` 的梯度是多少？下一格只播放和 `a` 有關的部分。

# %%
a, b = Value(2.0), Value(-3.0)
e = a * b
L = e + a
viz.label(a=a, b=b, e=e, L=L)
viz.animate(L, only=a)

# %% [markdown] lang="en"
# $-3$ through the product and $1$ directly: $-3 + 1 = -2$. **Multiply along a path, add over the paths.** That is all there is to the chain rule, for a graph of any size; the `_backward` of each operation does the
# multiplying, and the `+=` does the adding.

# %% [markdown] lang="zh-TW" of="ffe1e4b3"
# 經過乘積的是 $-3$，直接過去的是 $1$：$-3 + 1 = -2$。**路徑上相乘，路徑間相加。** 不管圖有多大，連鎖律就只有這樣：相乘由每個運算的 `_backward` 負責，相加由 `+=` 負責。

# %% [markdown] lang="en" slide="notes"
# **5 minutes.** Let the class shout the two paths of `a` before the cell is run, and multiply along each one on the board. Then a harder one, by hand: $a \cdot a \cdot a$ at 2. Three paths? (Count the arrows out of `a`: three,
# each with slope $a \cdot a = 4$ on its way: 12.) It prepares `**` in the next lesson.

# %% [markdown] lang="zh-TW" of="ec48ddae"
# **5 分鐘。** 執行之前，先讓全班說出 `a` 的兩條路徑，並在黑板上沿著每一條相乘。再給一題難一點的，用手算：$a \cdot a \cdot a$ 在 2 的地方。有三條路徑嗎？（數一數從 `a` 出發的箭頭：三條，
# 每條一路上的斜率都是 $a \cdot a = 4$，合計 12。）這是為下一課的 `**` 做準備。

# %% [markdown] lang="en"
# ### Make: walk back alone
# $L = (a \cdot b + c) \cdot f$, the expression of the lectures. Put the missing calls of `_backward` in the place of `...`, in an order in which each gradient is complete before it is passed on. The last lines compare with nudging.

# %% [markdown] lang="zh-TW" of="5e7291c4"
# ### 實作：獨自走回去
# $L = (a \cdot b + c) \cdot f$，這是課堂上常用的算式。把 `...` 換成還缺少的 `_backward` 呼叫；順序要對，每個梯度都要先完整，才能往回傳。最後幾行會和輕推的結果比較。

# %%
def lecture(a, b, c, f):
    return (a * b + c) * f

a, b, c, f = Value(2.0), Value(-3.0), Value(10.0), Value(-2.0)
e = a * b
d = e + c
L = d * f
viz.label(a=a, b=b, c=c, d=d, e=e, f=f, L=L)

L.grad = 1.0
L._backward()
...

before = lecture(2.0, -3.0, 10.0, -2.0)
print("a", a.grad, (lecture(2.0 + h, -3.0, 10.0, -2.0) - before) / h)
print("b", b.grad, (lecture(2.0, -3.0 + h, 10.0, -2.0) - before) / h)
print("c", c.grad, (lecture(2.0, -3.0, 10.0 + h, -2.0) - before) / h)
print("f", f.grad, (lecture(2.0, -3.0, 10.0, -2.0 + h) - before) / h)

# %% [markdown] lang="en"
# <details><summary>A solution</summary>
#
# `d._backward()`, then `e._backward()`. (6, −4, −2 and 4.) The other order is wrong: `e` would have nothing to hand on yet.
# </details>
#
# ## A question for the class
# Two factors, 1000 and 0.001. Whose gradient is the large one? In training, each step moves a weight in proportion to its gradient: is that fair?

# %% [markdown] lang="zh-TW" of="6128fb93"
# <details><summary>解答</summary>
#
# 先 `d._backward()`，再 `e._backward()`。（6、−4、−2、4。）反過來就錯了：那時 `e` 還沒有東西可以往回傳。
# </details>
#
# ## 課堂討論
# 兩個因數，1000 和 0.001。誰的梯度比較大？訓練的時候，每一步移動權重的量和它的梯度成正比：這樣公平嗎？

# %% [markdown] lang="en"
# ## Keep three sentences
# 1. The local slopes of `*` are swapped: each operand gets the other's value.
# 2. Along a path slopes multiply, over several paths they add up: that is the chain rule.
# 3. Equal numbers, and products at the very end, hide mistakes: test with different ones, in the middle of something.
#
# And your `Value` can do one thing more:

# %% [markdown] lang="zh-TW" of="dc21f053"
# ## 記住三句話
# 1. `*` 的局部斜率是交換的：每個運算元得到另一個的值。
# 2. 沿著路徑相乘，有好幾條路徑就相加：這就是連鎖律。
# 3. 相等的數字、剛好在終點的乘積，都會把錯誤藏起來：測試要用不同的數，而且要放在計算的中間。
#
# 你的 `Value` 又學會了一件事：

# %% class_after="3" folded="true"

# %% [markdown] lang="en"
# ## Test yourself
# $y = x \cdot x + 3 \cdot x$ at $x = 2$, but our class cannot yet do `3 * x`: write `x * 3`. Which gradient should `x` get? Decide, then let the player tell you.

# %% [markdown] lang="zh-TW" of="41a75677"
# ## 自我測驗
# $y = x \cdot x + 3 \cdot x$，$x = 2$。我們的類別還不會 `3 * x`，所以寫成 `x * 3`。`x` 的梯度應該是多少？先想好，再讓播放器告訴你。

# %%
x = Value(2.0)
y = x * x + x * 3
viz.label(x=x, y=y)
viz.animate(y)

# %% [markdown] lang="en"
# <details><summary>Answer</summary>
#
# Three arrows leave `x`: 2 and 2 from the square, 3 from the product with 3, together 7.
# </details>
#
# **Next:** [4 · Powers, and the rest of arithmetic](04_pow.ipynb), which you will write alone.

# %% [markdown] lang="zh-TW" of="462b2127"
# <details><summary>答案</summary>
#
# 從 `x` 出發的箭頭有三條：平方那裡是 2 和 2，乘 3 那裡是 3，合計 7。
# </details>
#
# **下一課：** [4 · 次方，以及其餘的四則運算](04_pow.ipynb)，這次由你獨自寫出來。

# %%
progress()
