# %% [markdown] lang="en" section="opening" minutes="2"
# # 3 · Multiply
#
# A product answers to a nudge in another way than a sum. You will find out how, and write the two lines that say so.
# Then you follow a gradient through several operations in a row.
#
# ![Two values flow into a product; the slope on each arrow is still a question mark](attachment:03_mul.png)
#
# > **The question of this lesson.** A flower bed is 2 m wide and 3 m long. Make it wider by a small $h$: by how much does its area grow?
# > And why does it not matter how wide the bed was before?
#
# Afterwards you can
# - say and write the local slopes of `*`;
# - explain $a \cdot a$ without a new rule;
# - say the chain rule in words: along a path slopes multiply, over several paths they add up.
#
# About 30 minutes: six predictions on the way, blanks to fill, one thing to modify, one way back to walk on your own.

# %% [markdown] lang="zh-TW" of="77a4c6dd"
# # 3 · 乘法
#
# 輕推運算元的時候，乘積的反應和總和不一樣。這一課你會找出哪裡不一樣，把它寫成兩行程式，再跟著梯度一路走過好幾個運算。
#
# ![兩個數值流入乘法，箭頭上的斜率都還是問號](attachment:03_mul.png)
#
# > **本課的問題**：有一塊花圃，寬 2 公尺、長 3 公尺。把它加寬一點點 $h$，面積會增加多少？為什麼和它原來有多寬沒有關係？
#
# 學完之後，你能夠
# - 說出並寫出 `*` 的局部斜率；
# - 不靠新規則就能解釋 $a \cdot a$；
# - 用自己的話說明連鎖律：沿著一條路徑，斜率相乘；有好幾條路徑，就加起來。
#
# 大約 30 分鐘：過程中有六次預測，另有一題填空、一題修改、一段要自己往回走的路。

# %% [markdown] lang="en" slide="text"
# # 3 · Multiply
# ![Two values flow into a product; the slope on each arrow is still a question mark](attachment:03_mul.png)
#
# > A flower bed is 2 m wide and 3 m long. Make it wider by a small $h$: **by how much does its area grow?**
# >
# > Why does it not matter how wide it was before?

# %% [markdown] lang="zh-TW" of="cf45f3ff"
# # 3 · 乘法
# ![兩個數值流入乘法，箭頭上的斜率都還是問號](attachment:03_mul.png)
#
# > 一塊花圃寬 2 公尺、長 3 公尺。加寬一點點 $h$，**面積增加多少？**
# >
# > 為什麼和它原來有多寬沒有關係？

# %% [markdown] lang="en" section="recall" minutes="2" slide="skip"
# ## Where we start
# Your class so far: what a check found right is yours; the rest is the series'. It can remember, and it can add.

# %% [markdown] lang="zh-TW" of="b8bd124c"
# ## 從這裡開始
# 這是你目前的類別：檢查通過的部分是你寫的，其餘由這個系列補上。它會記憶，也會加法。

# %%
Value = mine.add()

# %% [markdown] lang="en" slide="skip"
# ### Do you remember?
# In lesson 1 a number got its receipt.

# %% [markdown] lang="zh-TW" of="15fa49d0"
# ### 還記得嗎？
# 在第 1 課，數有了自己的收據。

# %%
predict.remember_receipt

# %% [markdown] lang="en" section="forwards" minutes="2"
# ## Forwards
# For `a * b` Python calls `a.__mul__(b)`. The forward half looks like that of `+`: compute, remember the operands, remember the symbol.

# %% [markdown] lang="zh-TW" of="155b95d2"
# ## 前向
# 遇到 `a * b`，Python 會呼叫 `a.__mul__(b)`。前向這一半和 `+` 一樣：算出來、記住運算元（operand）、記住符號。

# %% [markdown] lang="en" slide="text"
# ## Forwards: just like `+`
# For `a * b` Python calls `a.__mul__(b)`. **Which two signs differ from `+`?**

# %% [markdown] lang="zh-TW" of="20cedc86"
# ## 前向：和 `+` 一樣
# 遇到 `a * b`，Python 會呼叫 `a.__mul__(b)`。**和 `+` 比，哪兩個符號不一樣？**

# %% lines="1-3"
def __mul__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    return Value(self.data * other.data, (self, other), "*")

Value.__mul__ = __mul__

a, b = Value(2.0), Value(3.0)
area = a * b
viz.label(a=a, b=b, area=area)
viz.draw(area)

# %% [markdown] lang="en" slide="text"
# How wide times how long: the area. **What does a nudge of `a` do to it?**

# %% [markdown] lang="zh-TW" of="8fdfb40f"
# 寬乘以長，就是面積。**輕推 `a`，面積會怎麼變？**

# %% [markdown] lang="en" section="local_slope" minutes="4" slide="skip"
# ## The local slope of `*`
# Here `a` is how wide the flower bed is, and `b` how long. Draw it on paper, and make it wider by a small $h$: a strip is added. **Predict** how large that strip is.

# %% [markdown] lang="zh-TW" of="63ff5dae"
# ## `*` 的局部斜率
# `a` 是花圃的寬，`b` 是它的長。在紙上畫出來，再加寬一點點 $h$，會多出一條細長的長方形。**先預測**：多出來的那一條面積有多大？

# %% ask="mul_slope"
a0, b0, h = 2.0, 3.0, 0.001
((a0 + h) * b0 - a0 * b0) / h, (a0 * (b0 + h) - a0 * b0) / h

# %% [markdown] lang="en" answer="mul_slope"
# The strip is $h$ wide and as long as the bed: 3 times $h$. So the slope for the width is the *length*. When the length is nudged, the strip is as wide as the bed: 2 times $h$.
# How wide the bed was before plays no part in the first strip, how long it was none in the second.

# %% [markdown] lang="zh-TW" of="d3da93d6"
# 多出來的那一條寬 $h$，長度和花圃一樣：是 $h$ 的 3 倍。所以對寬的斜率，就是**長**。如果輕推的是長，那一條就和花圃一樣寬：是 $h$ 的 2 倍。
# 花圃原來有多寬，和第一條無關；原來有多長，和第二條無關。

# %% [markdown] lang="en" slide="text"
# ## The strip is $h$ wide and 3 long
# So the slope for the width is the **length**, and for the length it is the **width**.

# %% [markdown] lang="zh-TW" of="89736f40"
# ## 多出來的一條：寬 $h$、長 3
# 所以對寬的斜率就是**長**，對長的斜率就是**寬**。

# %% [markdown] lang="en" slide="notes"
# **4 minutes.** Draw the rectangle on the board, with the strip. Then nudge *both* sides: two strips and a tiny corner $h \cdot h$. Somebody will ask about the corner: it is $h$ times $h$, and when it is divided by $h$ there is
# still an $h$ left, which goes to nothing. That is why a slope looks at one operand at a time and loses nothing by it.

# %% [markdown] lang="zh-TW" of="f55dcbee"
# **4 分鐘**。在黑板上畫出長方形和多出來的那一條。接著**兩邊都**推：多出兩條，再加一個小角落 $h \cdot h$。一定有人會問那個角落：它是 $h$ 乘 $h$，除以 $h$ 之後還剩一個 $h$，會趨近於零。
# 所以斜率一次只看一個運算元，並不會少算什麼。

# %% [markdown] lang="en" section="fill_in" minutes="3"
# ### Fill in: the way back of `*`
# The same shape as `+`. Only the local slopes are missing: which number has to stand there for `self`, and which for `other`? Put them in the place of the two `____`.

# %% [markdown] lang="zh-TW" of="efd5d4b1"
# ### 填空：`*` 怎麼往回走
# 形狀和 `+` 一樣，只缺局部斜率（local slope）：`self` 那一行要放哪個數，`other` 那一行呢？把兩個 `____` 換掉。

# %% [markdown] lang="en" slide="text"
# ### Fill in: the way back of `*`
# Which number has to stand there for `self`, and which for `other`?

# %% [markdown] lang="zh-TW" of="a89096fc"
# ### 填空：`*` 怎麼往回走
# `self` 那一行要放哪個數？`other` 那一行呢？

# %% lines="1-10"
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

# %% [markdown] lang="en" slide="skip"
# On we go with your class and its `*`. Whose `*` it is, the card says.

# %% [markdown] lang="zh-TW" of="3474a05a"
# 接下來就用你的類別和它的 `*`。這個 `*` 是誰寫的，卡片上會說明。

# %%
Value = mine.mul()

# %% [markdown] lang="en"
# The rule in words: **each operand gets the other's value.** In a formula:
#
# $$c = a \cdot b \qquad \frac{\partial c}{\partial a} = b \qquad \frac{\partial c}{\partial b} = a$$
#
# The slopes of `+` were always 1; these change with the numbers.

# %% [markdown] lang="zh-TW" of="50c122e2"
# 這條規則說成一句話：**每個運算元得到的是另一個的值**。寫成式子：
#
# $$c = a \cdot b \qquad \frac{\partial c}{\partial a} = b \qquad \frac{\partial c}{\partial b} = a$$
#
# `+` 的斜率永遠是 1，這裡的斜率會跟著數值變。

# %% [markdown] lang="en" slide="text"
# ## Each operand gets the other's value
# $$c = a \cdot b \qquad \frac{\partial c}{\partial a} = b \qquad \frac{\partial c}{\partial b} = a$$
#
# The slopes of `+` were always 1. These change with the numbers.

# %% [markdown] lang="zh-TW" of="10c102ba"
# ## 每個運算元得到的是另一個的值
# $$c = a \cdot b \qquad \frac{\partial c}{\partial a} = b \qquad \frac{\partial c}{\partial b} = a$$
#
# `+` 的斜率永遠是 1，這裡的斜率會跟著數值變。

# %% [markdown] lang="en" section="squares" minutes="2" slide="skip"
# ## Squares need no new rule
# In $a \cdot a$ both operands are the same box. **Predict** what it collects when $a$ is 5.

# %% [markdown] lang="zh-TW" of="6194ba52"
# ## 平方不需要新規則
# 在 $a \cdot a$ 裡，兩個運算元是同一個方框。**先預測**：$a$ 是 5 的時候，它總共收到多少？

# %% ask="mul_square" lines="4-5"
a = Value(5.0)
y = a * a
viz.label(a=a, y=y)
y.grad = 1.0
y._backward()
viz.draw(y, slopes=True)

# %% [markdown] lang="en" answer="mul_square"
# One arrow brings 5, the other brings 5, together 10. In school this is the rule $2a$ for the square. Nobody has taught it to our class: the `+=` adds it up.

# %% [markdown] lang="zh-TW" of="4b53769c"
# 一條箭頭帶來 5，另一條也帶來 5，合起來是 10。這就是學校教的平方規則 $2a$。沒有人教過我們的類別這條規則，是 `+=` 把它加出來的。

# %% [markdown] lang="en" slide="text"
# $5 + 5 = 10$: the school's rule $2a$. Nobody taught it to our class, **`+=` adds it up**.

# %% [markdown] lang="zh-TW" of="0c63f05f"
# $5 + 5 = 10$：就是學校教的 $2a$。沒有人教過這個類別，是 **`+=` 加出來的**。

# %% [markdown] lang="en" section="recorded_bug" minutes="3"
# ### A recorded bug
# Here somebody wrote the two slopes the other way round: each operand gets its *own* value.

# %% [markdown] lang="zh-TW" of="1ccb30ab"
# ### 錄下來的錯誤
# 有人把兩個斜率寫反了：每個運算元得到的是**自己**的值。

# %% [markdown] lang="en" slide="text"
# ### A recorded bug
# Somebody wrote the two slopes the other way round: each operand gets its **own** value. Where would one see it?

# %% [markdown] lang="zh-TW" of="c7c0ca62"
# ### 錄下來的錯誤
# 有人把兩個斜率寫反了：每個運算元得到的是**自己**的值。在哪裡看得出來？

# %% lines="4-6"
def mul(self, other):
    out = Value(self.data * other.data, (self, other), "*")

    def _backward():
        self.grad += self.data * out.grad
        other.grad += other.data * out.grad

    out._backward = _backward
    return out

# %% [markdown] lang="en" slide="skip"
# Two products are recorded with it. **Predict** which one does *not* show the mistake.

# %% [markdown] lang="zh-TW" of="c3a193f3"
# 用它錄下兩個乘積。**先預測**：哪一個**看不出**這個錯誤？

# %% ask="mul_hidden" slide="output"
p, q, r, s = Value(2.0), Value(3.0), Value(4.0), Value(4.0)
u = mul(p, q)
v = mul(r, s)
viz.label(p=p, q=q, u=u, r=r, s=s, v=v)
display(viz.record(u), viz.record(v))

# %% [markdown] lang="en" answer="mul_hidden"
# In $4 \cdot 4$ the own and the other value are the same number, so nothing is marked there. One test with equal numbers proves little.

# %% [markdown] lang="zh-TW" of="b188404e"
# 在 $4 \cdot 4$ 裡，自己的值和另一個的值是同一個數，所以沒有任何標記。只拿相等的數字測一次，證明不了什麼。

# %% [markdown] lang="en" slide="text"
# $2 \cdot 3$: two different numbers, and ≠ **marks the mistake**.
#
# $4 \cdot 4$: the own and the other value are equal. **Nothing is marked.**

# %% [markdown] lang="zh-TW" of="cdb4a1d7"
# $2 \cdot 3$：兩個數不同，**標出了 ≠**。
#
# $4 \cdot 4$：自己的值和另一個的值相等，**沒有任何標記**。

# %% [markdown] lang="en" section="modify" minutes="0" slide="skip"
# ### Modify
# 1. Mend the function `mul`. Run it, and the recordings again, until nothing is marked.
# 2. Then take `* out.grad` away from both lines. Is anything marked? Why not, and which product would show it?
#
# <details><summary>What you should have seen</summary>
#
# Nothing is marked, because each product *is* the end here: `out.grad` is 1. Put something behind it and record that: in `mul(mul(p, q), r)` the first product hands on too little.
# </details>

# %% [markdown] lang="zh-TW" of="b9d7973a"
# ### 修改
# 1. 把函式 `mul` 改對。執行它，再重跑兩段紀錄，直到沒有任何標記。
# 2. 接著把兩行的 `* out.grad` 都刪掉。有標記嗎？為什麼沒有？什麼樣的乘積才會讓它露出馬腳？
#
# <details><summary>你應該會看到</summary>
#
# 沒有任何標記，因為這裡的乘積**就是**終點，`out.grad` 等於 1。在後面再接一個運算，錄下來看看：在 `mul(mul(p, q), r)` 裡，第一個乘積往回傳的就太少了。
# </details>

# %% [markdown] lang="en" section="one_path" minutes="4"
# ## Along one path: slopes multiply
# Now two products in a row: $e = a \cdot b$, then $d = e \cdot c$. On its way from `d` to `a`, the gradient comes through both.
#
# Go through it step by step. The player asks you for each gradient, and the three tiles below the picture are your three moves. Press **1**, **2** or **3** to hold the picture at one of them.

# %% [markdown] lang="zh-TW" of="55f18e05"
# ## 沿著一條路徑：斜率相乘
# 接下來連續做兩次乘法：$e = a \cdot b$，再來 $d = e \cdot c$。梯度從 `d` 走到 `a`，兩個乘法都要經過。
#
# 一步一步走，播放器會問你每一個梯度；圖下方的三格，就是你學過的三個動作。按 **1**、**2** 或 **3**，畫面會停在那個動作。

# %% [markdown] lang="en" slide="text"
# ## Along one path
# Two products in a row: $e = a \cdot b$, then $d = e \cdot c$.
#
# `a` moves by $h$. How far does `e` move? **And how far does `d` move?**

# %% [markdown] lang="zh-TW" of="42c0c86c"
# ## 沿著一條路徑
# 連續做兩次乘法：$e = a \cdot b$，再來 $d = e \cdot c$。
#
# `a` 移動 $h$。`e` 移動多少？**`d` 又移動多少？**

# %% slide="output"
a, b, c = Value(2.0), Value(-3.0), Value(10.0)
e = a * b
d = e * c
viz.label(a=a, b=b, c=c, d=d, e=e)
viz.animate(d, ask=True)

# %% [markdown] lang="en" slide="text"
# $d = (a \cdot b) \cdot c$: say **each gradient** before the player shows it.

# %% [markdown] lang="zh-TW" of="28ff252e"
# $d = (a \cdot b) \cdot c$：**先說出每一個梯度**，再看播放器怎麼走。

# %% [markdown] lang="en"
# Tell it as a chain of nudges. `a` moves by $h$. Then `e` moves by $-3 \cdot h$, as its other operand is −3. Then `d` moves by $10 \cdot (-3) \cdot h$.
# **Along a path, the slopes multiply.** This is the chain rule once more:
#
# $$\frac{\partial d}{\partial a} = \frac{\partial e}{\partial a} \cdot \frac{\partial d}{\partial e} = -3 \cdot 10$$
#
# “Times out.grad” is just this: `out.grad` is the product of all slopes from here to the end.
#
# Next come sliders. **Predict** which of the three inputs get another gradient when only `a` is moved.

# %% [markdown] lang="zh-TW" of="309eeb40"
# 用輕推從頭說一遍：`a` 移動 $h$；和它相乘的是 −3，所以 `e` 移動 $-3 \cdot h$；接著 `d` 移動 $10 \cdot (-3) \cdot h$。
# **沿著一條路徑，斜率要相乘**。這就是連鎖律（chain rule）：
#
# $$\frac{\partial d}{\partial a} = \frac{\partial e}{\partial a} \cdot \frac{\partial d}{\partial e} = -3 \cdot 10$$
#
# 「乘上 out.grad」說的就是這件事：`out.grad` 是從這裡到終點，一路上所有斜率的乘積。
#
# 接下來是滑桿。**先預測**：只移動 `a` 的時候，三個輸入裡，哪幾個的梯度會變？

# %% [markdown] lang="en" slide="text"
# ## Along a path, the slopes multiply
# $$\frac{\partial d}{\partial a} = \frac{\partial e}{\partial a} \cdot \frac{\partial d}{\partial e} = -3 \cdot 10$$
#
# “Times out.grad”: `out.grad` is the product of all slopes **from here to the end**.

# %% [markdown] lang="zh-TW" of="f7ea6ab9"
# ## 沿著一條路徑，斜率要相乘
# $$\frac{\partial d}{\partial a} = \frac{\partial e}{\partial a} \cdot \frac{\partial d}{\partial e} = -3 \cdot 10$$
#
# 「乘上 out.grad」：`out.grad` 就是**從這裡到終點**，所有斜率的乘積。

# %% ask="mul_follows" slide="output"
viz.explore("e = a * b; d = e * c", a=a, b=b, c=c)

# %% [markdown] lang="en" answer="mul_follows"
# Move the slider of `a`: the gradients of `b` and `c` follow it, that of `a` stays at −30. It is $b \cdot c$, the product of the *others*. A factor never decides about its own gradient.

# %% [markdown] lang="zh-TW" of="5ab317b2"
# 拉動 `a` 的滑桿看看：`b` 和 `c` 的梯度跟著變，`a` 的一直是 −30。它是 $b \cdot c$，也就是**其他**因數的乘積。一個因數的梯度，從來不由它自己決定。

# %% [markdown] lang="en" slide="text"
# `b` and `c` follow, `a.grad` stays −30: a factor **never decides its own gradient**.

# %% [markdown] lang="zh-TW" of="07a67f99"
# `b` 和 `c` 的會變，`a.grad` 一直是 −30：**因數的梯度不由它自己決定**。

# %% [markdown] lang="en" section="two_paths" minutes="4"
# ## Over two paths: slopes add up
# Let `a` be used twice: $L = a \cdot b + a$. A nudge of `a` reaches $L$ in two ways, through the product and directly. **Predict** for which `b` the two cancel, so that $L$ does not move at all.
# The player shows another `b`, and only what concerns `a`.

# %% [markdown] lang="zh-TW" of="4f03454b"
# ## 有兩條路徑：斜率相加
# 讓 `a` 用兩次：$L = a \cdot b + a$。輕推 `a`，有兩條路徑到得了 $L$：一條經過乘積，一條直接過去。**先預測**：`b` 是多少的時候，兩條路徑剛好抵消，$L$ 完全不動？
# 播放器用的是另一個 `b`，而且只播放和 `a` 有關的部分。

# %% [markdown] lang="en" slide="text"
# ## Over two paths
# `a` is used twice: $L = a \cdot b + a$.
#
# By which two ways does a nudge of `a` reach $L$? **What does each of them bring?**

# %% [markdown] lang="zh-TW" of="1fa2873e"
# ## 有兩條路徑
# `a` 用了兩次：$L = a \cdot b + a$。
#
# 輕推 `a`，可以從哪兩條路徑到 $L$？**每一條各帶回多少？**

# %% ask="mul_two_paths" slide="output"
a, b = Value(2.0), Value(5.0)
e = a * b
L = e + a
viz.label(a=a, b=b, e=e, L=L)
viz.animate(L, only=a)

# %% [markdown] lang="en" answer="mul_two_paths"
# Through the product comes `b`, directly comes 1, and the two are added. In the player that is $5 + 1 = 6$. With −1 it is $-1 + 1 = 0$: nudge `a`, and $L$ stands still.

# %% [markdown] lang="zh-TW" of="6d9e1eea"
# 經過乘積的是 `b`，直接過去的是 1，兩者相加。在播放器裡是 $5 + 1 = 6$；換成 −1，就是 $-1 + 1 = 0$：輕推 `a`，$L$ 不動。

# %% [markdown] lang="en" slide="text"
# Here $5 + 1 = 6$. With $b = -1$ it is $-1 + 1 = 0$: **the two paths cancel**.

# %% [markdown] lang="zh-TW" of="0ae2e35f"
# 這裡是 $5 + 1 = 6$。換成 $b = -1$，就是 $-1 + 1 = 0$：**兩條剛好抵消**。

# %% [markdown] lang="en"
# **Multiply along a path, add over the paths.** There is no more to the chain rule, however large the graph is. Each `_backward` does the multiplying, and `+=` does the adding.

# %% [markdown] lang="zh-TW" of="71202b0c"
# **路徑上相乘，路徑間相加**。不管圖有多大，連鎖律就只有這樣。相乘由每個 `_backward` 負責，相加由 `+=` 負責。

# %% [markdown] lang="en" slide="text"
# ## Multiply along a path, add over the paths
# There is no more to the **chain rule**, however large the graph is.
#
# - Each `_backward` does the multiplying.
# - `+=` does the adding.

# %% [markdown] lang="zh-TW" of="03caccb2"
# ## 路徑上相乘，路徑間相加
# 不管圖有多大，**連鎖律**（chain rule）就只有這樣。
#
# - 相乘，由每個 `_backward` 負責。
# - 相加，由 `+=` 負責。

# %% [markdown] lang="en" slide="notes"
# **5 minutes.** Let the class shout the two paths of `a` before the cell is run, and multiply along each one on the board. Then a harder one, by hand: $a \cdot a \cdot a$ at 2. Three paths? (Count the arrows out of `a`: three,
# each with slope $a \cdot a = 4$ on its way: 12.) It prepares `**` in the next lesson.

# %% [markdown] lang="zh-TW" of="ec48ddae"
# **5 分鐘**。執行之前，先讓全班說出 `a` 的兩條路徑，並在黑板上沿著每一條相乘。再給一題難一點的，用手算：$a \cdot a \cdot a$ 在 2 的地方。有三條路徑嗎？（數一數從 `a` 出發的箭頭：三條，
# 每條一路上的斜率都是 $a \cdot a = 4$，合計 12。）這是為下一課的 `**` 做準備。

# %% [markdown] lang="en" section="make_walk" minutes="0" slide="skip"
# ### Make: walk back on your own
# $L = (a \cdot b + c) \cdot f$. In the second cell, put the missing calls of `_backward` in the place of `...`. Each gradient has to be complete before it is passed on: in which order do `e` and `d` have their turn?

# %% [markdown] lang="zh-TW" of="ae51308d"
# ### 實作：自己走回去
# $L = (a \cdot b + c) \cdot f$。在第二格裡，把 `...` 換成還缺少的 `_backward` 呼叫。每個梯度都要先完整，才能往回傳：`e` 和 `d`，該先輪到誰？

# %% slide="skip"
a, b, c, f = Value(2.0), Value(-3.0), Value(10.0), Value(5.0)
e = a * b
d = e + c
L = d * f
viz.label(a=a, b=b, c=c, d=d, e=e, f=f, L=L)

# %% slide="skip"
for value in (a, b, c, d, e, f):
    value.grad = 0.0
L.grad = 1.0
L._backward()
...
viz.draw(L)

# %% [markdown] lang="en" slide="skip"
# Nudging judges: in each line the two numbers should agree.

# %% [markdown] lang="zh-TW" of="460951d4"
# 用輕推來當裁判：每一行的兩個數應該一致。

# %% slide="skip"
def end(a, b, c, f):
    return (a * b + c) * f

before = end(2.0, -3.0, 10.0, 5.0)
print("a", a.grad, round((end(2.0 + h, -3.0, 10.0, 5.0) - before) / h, 6))
print("b", b.grad, round((end(2.0, -3.0 + h, 10.0, 5.0) - before) / h, 6))
print("c", c.grad, round((end(2.0, -3.0, 10.0 + h, 5.0) - before) / h, 6))
print("f", f.grad, round((end(2.0, -3.0, 10.0, 5.0 + h) - before) / h, 6))

# %% [markdown] lang="en" slide="skip"
# <details><summary>A solution</summary>
#
# `d._backward()`, then `e._backward()`: −15, 10, 5 and 4. The other order is wrong: `e` would have nothing to hand on yet.
# </details>

# %% [markdown] lang="zh-TW" of="84a5764d"
# <details><summary>解答</summary>
#
# 先 `d._backward()`，再 `e._backward()`：−15、10、5、4。反過來就錯了：那時 `e` 還沒有東西可以往回傳。
# </details>

# %% [markdown] lang="en" section="discussion" minutes="0" slide="skip"
# ## A question for the class
# Two factors, 1000 and 0.001. Whose gradient is the large one? A network learns by moving each weight in proportion to its gradient: is that fair?

# %% [markdown] lang="zh-TW" of="843b8091"
# ## 課堂討論
# 兩個因數，1000 和 0.001。誰的梯度比較大？網路學習的時候，每個權重（weight）移動的量和它的梯度成正比：這樣公平嗎？

# %% [markdown] lang="en" section="keep" minutes="1"
# ## Keep three sentences
# 1. With `*`, each operand gets the other's value as its local slope.
# 2. Along a path slopes multiply, over several paths they add up: that is the chain rule.
# 3. Equal numbers, and products at the very end, hide mistakes: test with different ones, in the middle of something.

# %% [markdown] lang="zh-TW" of="db090b63"
# ## 記住三句話
# 1. 對 `*` 來說，每個運算元的局部斜率，就是另一個的值。
# 2. 沿著路徑相乘，有好幾條路徑就相加：這就是連鎖律。
# 3. 相等的數字、剛好在終點的乘積，都會把錯誤藏起來：測試要用不同的數，而且要放在計算的中間。

# %% [markdown] lang="en" slide="text"
# ## Keep three sentences
# 1. With `*`, each operand gets **the other's value** as its local slope.
# 2. Chain rule: **multiply along a path, add over the paths**.
# 3. Equal numbers, and products at the very end, **hide mistakes**.

# %% [markdown] lang="zh-TW" of="6481e067"
# ## 記住三句話
# 1. 對 `*` 來說，局部斜率就是**另一個的值**。
# 2. 連鎖律：**路徑上相乘，路徑間相加**。
# 3. 相等的數字、剛好在終點的乘積，會**把錯誤藏起來**。

# %% [markdown] lang="en" section="test" minutes="1"
# ## Test yourself
# $y = x \cdot x + 3 \cdot x$ at $x = 2$. (The cell says `x * 3`; why, you will see in lesson 4.) Which gradient should `x` get? Decide, then let the player tell you.

# %% [markdown] lang="zh-TW" of="dc90c534"
# ## 自我測驗
# 設 $x = 2$，$y = x \cdot x + 3 \cdot x$。（程式裡寫成 `x * 3`，為什麼，第 4 課就知道。）`x` 的梯度應該是多少？先想好，再讓播放器告訴你。

# %% [markdown] lang="en" slide="text"
# ## Test yourself
# $y = x \cdot x + 3 \cdot x$ at $x = 2$. **Which gradient should `x` get?**
#
# How many arrows leave `x`?

# %% [markdown] lang="zh-TW" of="b25daa71"
# ## 自我測驗
# 設 $x = 2$，$y = x \cdot x + 3 \cdot x$。**`x` 的梯度應該是多少？**
#
# 從 `x` 出發的箭頭有幾條？

# %% slide="output"
x = Value(2.0)
square, triple = x * x, x * 3
y = square + triple
viz.label(x=x, square=square, triple=triple, y=y)
viz.animate(y, constants=False)

# %% [markdown] lang="en" slide="text"
# Three arrows leave `x`. **What does each bring back?**

# %% [markdown] lang="zh-TW" of="86a4a192"
# 從 `x` 出發的箭頭有三條。**每一條各帶回多少？**

# %% [markdown] lang="en"
# <details><summary>Answer</summary>
#
# Three arrows leave `x`: 2 and 2 from the square, 3 from the product with 3, together 7.
# </details>

# %% [markdown] lang="zh-TW" of="d270711c"
# <details><summary>答案</summary>
#
# 從 `x` 出發的箭頭有三條：平方那裡是 2 和 2，乘 3 那裡是 3，合計 7。
# </details>

# %% [markdown] lang="en"
# **Next:** [4 · Powers, and the rest of arithmetic](04_pow.ipynb), which you will write alone.

# %% [markdown] lang="zh-TW" of="1c5781a7"
# **下一課**：[4 · 次方，以及其餘的四則運算](04_pow.ipynb)，這次由你自己寫出來。

# %% [markdown] lang="en" slide="text"
# ## Until next time
# - **Make**: walk back on your own through $L = (a \cdot b + c) \cdot f$.
# - **Think**: two factors, 1000 and 0.001. Whose gradient is the large one, and is that fair?
#
# **Next:** 4 · Powers, and the rest of arithmetic.

# %% [markdown] lang="zh-TW" of="058e8c4b"
# ## 下課之後
# - **實作**：自己往回走過 $L = (a \cdot b + c) \cdot f$。
# - **想一想**：兩個因數，1000 和 0.001。誰的梯度比較大？這樣公平嗎？
#
# **下一課**：4 · 次方，以及其餘的四則運算。

# %%
progress()
