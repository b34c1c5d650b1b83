# %% [markdown] lang="en" section="opening" minutes="2"
# # 8 · The engine room
#
# The engine is right. Now look inside: what *is* an operation? You will add some of your own, take one apart, and find what is the same in all of them. At the end the weighted sum of a neuron is one single operation, and the neuron that you walked back by hand stands there in PyTorch.
#
# ![One neuron: two inputs, weights in two colours, and tanh at its heart](attachment:08_the_engine_room.png)
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
# About 55 minutes: sixteen questions on the way, one thing to modify, three operations and one engine to make. An excursion may be left out. A good place for a break is before the softmax.

# %% [markdown] lang="zh-TW" of="e339387f"
# # 8 · 引擎室
#
# 引擎是對的，現在打開來看：一個運算到底**是**什麼？這一課你會加入自己的運算、拆開其中一個，再找出所有運算共同的部分。最後，神經元的加權總和會變成一個運算；你親手走過的那個神經元，也會用 PyTorch 寫出來。
#
# ![一個神經元：兩個輸入，兩種顏色的權重，中心是 tanh 的曲線](attachment:08_the_engine_room.png)
#
# > **本課的問題**：`tanh` 在計算圖裡可以是一個方框，也可以由更小的方框組成。這是誰決定的？梯度會因此不同嗎？
#
# 學完之後，你能夠
# - 加入自己的運算，並且檢查它；
# - 親手走一趟神經元的反向傳遞，並說明運算的大小為什麼可以自己選；
# - 把往回走的方法只寫一次，給所有運算共用；
# - 看著機率，就說得出每個分數的梯度；
# - 說明為什麼會有張量，並看懂同一個神經元用 PyTorch 怎麼寫。
#
# 大約 55 分鐘：過程中有十六個問題，另有一題修改、三個運算和一個引擎要實作，還有一段可以跳過的番外。中間想休息的話，可以停在 softmax 之前。

# %% [markdown] lang="en" slide="text"
# # 8 · The engine room
#
# ![One neuron: two inputs, weights in two colours, and tanh at its heart](attachment:08_the_engine_room.png)
#
# **`tanh` can be one box in the graph, or many smaller ones.** Who decides that? And do the gradients notice?

# %% [markdown] lang="zh-TW" of="25ccf352"
# # 8 · 引擎室
#
# ![一個神經元：兩個輸入，兩種顏色的權重，中心是 tanh 的曲線](attachment:08_the_engine_room.png)
#
# **`tanh` 可以是一個方框，也可以由更小的方框組成**。誰決定的？梯度會因此不同嗎？

# %% [markdown] lang="en" slide="skip" section="remember" minutes="0"
# ## Where we start
# Your class so far: what a check found right is yours; the rest is the series'.

# %% [markdown] lang="zh-TW" of="46b97cf2"
# ## 從這裡開始
# 這是你目前的類別：檢查通過的部分是你寫的，其餘由這個系列補上。

# %%
Value = mine.backward()

# %% [markdown] lang="en" slide="skip"
# ### Do you remember?
# Lesson 6 ended with one walk back. **Predict** what it brings.

# %% [markdown] lang="zh-TW" of="c936179e"
# ### 還記得嗎？
# 第 6 課的最後，往回走了一趟。**先預測**：走一趟會得到什麼？

# %% slide="skip"
predict.remember_walk

# %% [markdown] lang="en" section="operations" minutes="3"
# ## Operations of your own
# A new operation needs three things: its value, its operands, its local slope. Two that networks like:
#
# - `exp` is $e^x$, with $e \approx 2.718$. Its slope is its own value: it grows as fast as it is large.
# - `tanh` is a soft gate. Its values lie between −1 and 1, its slope is $1 - \tanh^2$: one minus the square of its own result.
#
# **Predict** a gradient through `exp`.

# %% [markdown] lang="zh-TW" of="21e52682"
# ## 自己的運算
# 一個新的運算需要三樣東西：它的值、它的運算元（operand）、它的局部斜率（local slope）。網路常用的有這兩個：
#
# - `exp` 就是 $e^x$，其中 $e \approx 2.718$。它的斜率就是自己的值：有多大，就長多快。
# - `tanh` 是一道平滑的閘門，值介於 −1 和 1 之間，斜率是 $1 - \tanh^2$：1 減去結果的平方。
#
# **先預測**經過 `exp` 的梯度。

# %% [markdown] lang="en" slide="text"
# ## Operations of your own
#
# An operation brings its value, its operands, its local slope.
#
# - `exp` is $e^x$: its slope is **its own value**.
# - `tanh` is a soft gate between −1 and 1: its slope is $1 - \tanh^2$.

# %% [markdown] lang="zh-TW" of="22ceb4d1"
# ## 自己的運算
#
# 一個運算需要：值、運算元、局部斜率。
#
# - `exp` 就是 $e^x$：斜率是**自己的值**。
# - `tanh` 是平滑的閘門，值介於 −1 和 1 之間：斜率是 $1 - \tanh^2$。

# %% slide="skip"
predict.exp_zero

# %% [markdown] lang="en" slide="skip"
# Next, the curve of `tanh`. A weight stands in front of it. **Predict:** where on the curve does that weight learn fastest? Afterwards move along the curve.

# %% [markdown] lang="zh-TW" of="a0143f79"
# 接著看 `tanh` 的曲線。它前面有一個權重（weight）。**先預測**：在曲線的哪裡，這個權重學得最快？回答之後，沿著曲線移動看看。

# %% ask="saturated" slide="output"
import math

viz.slope(math.tanh, 1, h=0.5, span=(-4, 4))

# %% [markdown] lang="en" answer="saturated"
# Far out the curve is flat, and hardly any gradient comes through. A neuron out there is called **saturated**.

# %% [markdown] lang="zh-TW" of="0b0cbd62"
# 離中間愈遠，曲線愈平，梯度幾乎傳不過去：這叫做神經元（neuron）**飽和**（saturated）了。

# %% [markdown] lang="en" slide="text"
# Far out the curve is flat, and hardly any gradient comes through: **saturated**.

# %% [markdown] lang="zh-TW" of="46942622"
# 離中間愈遠愈平，梯度幾乎傳不過去：**飽和**（saturated）。

# %% [markdown] lang="en" section="make_operations" minutes="8"
# ### Make: `exp`
# Write it with its `_backward`, as you did for `relu`. The number comes from `math.exp`. Can you read the slope from the result?

# %% [markdown] lang="zh-TW" of="a09ca3ea"
# ### 實作：`exp`
# 像當初寫 `relu` 一樣，寫出它和它的 `_backward`。數值用 `math.exp` 來算。斜率能不能直接從結果讀出來？

# %%
def exp(self):
    ...

Value.exp = exp

# display(hint.exp())
# display(solution.exp())
check.exp(Value)

# %% [markdown] lang="en" slide="skip"
# Go on with what you have.

# %% [markdown] lang="zh-TW" of="2c21e2a8"
# 接下來就用你手上的版本。

# %%
Value = mine.exp()

# %% [markdown] lang="en"
# ### Make: `tanh`
# The same once more, with `math.tanh`. Which number that is already there tells its slope?

# %% [markdown] lang="zh-TW" of="e4af4ae4"
# ### 實作：`tanh`
# 再來一次，這次用 `math.tanh`。它的斜率，從哪個現成的數就能算出來？

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
# **兩個運算共 8 分鐘**。先問它們有什麼共同點：兩個斜率都可以從**結果**讀出來。`exp` 的斜率就是結果；`tanh` 的斜率是 1 減去結果的平方。把 `math.exp(self.data)` 寫兩次的人沒有錯，只是同樣的計算做了兩次。

# %% [markdown] lang="en" slide="skip"
# This class has both.

# %% [markdown] lang="zh-TW" of="5ba4e12b"
# 這個類別兩個都有了。

# %%
Value = mine.tanh()

# %% [markdown] lang="en" slide="skip" section="bug" minutes="3"
# ### A recorded bug
# Somebody's `tanh` squares the wrong number. **Predict:** there are two inputs, 0 and 1. At which of them will you see it?

# %% [markdown] lang="zh-TW" of="6eff6385"
# ### 錄下來的錯誤
# 有人寫 `tanh` 的斜率時，弄錯了要平方的數。**先預測**：有兩個輸入，0 和 1，在哪一個看得出來？

# %% ask="soft_shows" slide="output"
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

# %% [markdown] lang="en" answer="soft_shows"
# So a test at a single point proves little.

# %% [markdown] lang="zh-TW" of="1956afbd"
# 所以只在一個點上測試，證明不了什麼。

# %% [markdown] lang="en" slide="text"
# **At 0 nothing is seen:** the input and the result are the same number.
#
# **At 1 it is seen.** So a test at a single point proves little.

# %% [markdown] lang="zh-TW" of="106d87f4"
# **在 0 看不出來**：輸入和結果是同一個數。
#
# **在 1 就看得出來**。所以只測一個點，證明不了什麼。

# %% [markdown] lang="en" slide="skip"
# ### Modify
# Mend the `_backward` in the cell above. There are two ways, and one of them computes `tanh` a second time. Which is the better one?
#
# <details><summary>What you should have seen</summary>
#
# `out.data**2`: the result is there already, and the small function inside can see it. Both recordings are clean then.
# </details>

# %% [markdown] lang="zh-TW" of="1743717b"
# ### 修改
# 把上一格的 `_backward` 改對。有兩種改法，其中一種會再算一次 `tanh`。哪一種比較好？
#
# <details><summary>你應該會看到</summary>
#
# 用 `out.data**2`：結果早就在那裡了，裡面的小函式也看得到它。改好之後，兩份紀錄都沒有標記。
# </details>

# %% [markdown] lang="en" section="neuron" minutes="8"
# ## A neuron, walked back by hand
# This is the neuron of karpathy's lecture on micrograd. Two inputs, two weights, a bias, and `tanh` at the end:
#
# | `x1` | `x2` | `w1` | `w2` | `b` |
# |---|---|---|---|---|
# | 2 | 0 | −3 | 1 | 6.8814 |
#
# The weighted sum is 0.8814, and `tanh` makes 0.7071 of it. (The odd bias is chosen so that the gradients come out round.) Take a pencil, and begin at the end: how steep is `tanh` here? **Predict** the gradient of `b`.

# %% [markdown] lang="zh-TW" of="56b14709"
# ## 親手走一趟神經元的反向傳遞
# 這是 karpathy 的 micrograd 課程裡的神經元：兩個輸入、兩個權重、一個偏差（bias），最後是 `tanh`：
#
# | `x1` | `x2` | `w1` | `w2` | `b` |
# |---|---|---|---|---|
# | 2 | 0 | −3 | 1 | 6.8814 |
#
# 加權總和是 0.8814，經過 `tanh` 變成 0.7071。（偏差取得這麼怪，是為了讓梯度算出來都很整齊。）拿枝筆，從最後面開始：`tanh` 在這裡有多陡？**先預測** `b` 的梯度。

# %% [markdown] lang="en" slide="text"
# ## A neuron, walked back by hand
#
# | `x1` | `x2` | `w1` | `w2` | `b` |
# |---|---|---|---|---|
# | 2 | 0 | −3 | 1 | 6.8814 |
#
# The weighted sum is 0.8814; `tanh` makes 0.7071 of it.
#
# **Take a pencil. How steep is `tanh` here?**

# %% [markdown] lang="zh-TW" of="c0b2214f"
# ## 親手走一趟神經元的反向傳遞
#
# | `x1` | `x2` | `w1` | `w2` | `b` |
# |---|---|---|---|---|
# | 2 | 0 | −3 | 1 | 6.8814 |
#
# 加權總和是 0.8814，經過 `tanh` 變成 0.7071。
#
# **拿起筆算算看：`tanh` 在這裡有多陡？**

# %% ask="tanh_neuron_bias"
t = math.tanh(0.8813735870195432)
round(t, 4), round(1 - t**2, 4)

# %% [markdown] lang="en" slide="text"
# **The slope of `tanh` is 1 − 0.7071² = 0.5.** The sum hands it on to `b` as it is.

# %% [markdown] lang="zh-TW" of="c5a3f273"
# **`tanh` 的斜率：1 − 0.7071² = 0.5**。加法原樣傳給 `b`。

# %% [markdown] lang="en" slide="skip"
# Now write the gradients of the inputs and the weights on paper. Then play. At each arrow it asks: does the gradient become larger or smaller along it?

# %% [markdown] lang="zh-TW" of="71741d37"
# 接著把輸入和權重的梯度寫在紙上，再開始播放。每到一條箭頭，它會問你：梯度沿著它變大，還是變小？

# %% slide="output"
x1, x2 = Value(2.0), Value(0.0)
w1, w2, b = Value(-3.0), Value(1.0), Value(6.8813735870195432)
s = x1 * w1 + x2 * w2
n = s + b
o = n.tanh()
viz.label(x1=x1, x2=x2, w1=w1, w2=w2, b=b, s=s, n=n, o=o)
viz.animate(o, ask="size")

# %% [markdown] lang="en" slide="text"
# Larger or smaller along each arrow? **Which weight learns nothing?**

# %% [markdown] lang="zh-TW" of="b6a5de8a"
# 沿著每條箭頭，變大還是變小？**哪個權重什麼也學不到？**

# %% [markdown] lang="en" slide="skip"
# Which of the two weights learns nothing from this example? Why?
#
# <details><summary>All five gradients, and the answer</summary>
#
# | | `x1` | `w1` | `x2` | `w2` | `b` |
# |---|---|---|---|---|---|
# | gradient | −1.5 | 1 | 0.5 | 0 | 0.5 |
#
# `w2`: its input is 0, so a nudge of `w2` moves nothing.
# </details>

# %% [markdown] lang="zh-TW" of="1a5a7ec1"
# 兩個權重裡，哪一個從這筆資料什麼也學不到？為什麼？
#
# <details><summary>五個梯度，以及答案</summary>
#
# | | `x1` | `w1` | `x2` | `w2` | `b` |
# |---|---|---|---|---|---|
# | 梯度 | −1.5 | 1 | 0.5 | 0 | 0.5 |
#
# 是 `w2`：它的輸入是 0，輕推 `w2` 什麼都不會動。
# </details>

# %% [markdown] lang="en" slide="skip"
# Now a neuron with one input. **Predict:** for which `b` is the gradient of `w` largest?

# %% [markdown] lang="zh-TW" of="7f73fabb"
# 接下來是只有一個輸入的神經元。**先預測**：`b` 是多少的時候，`w` 的梯度最大？

# %% ask="largest_at" slide="output"
viz.explore("out = tanh(w * x + b)", w=Value(1.0), x=Value(0.5), b=Value(0.0))

# %% [markdown] lang="en" answer="largest_at"
# Move the slider of `b` there, and then to 2: hardly any gradient is left.

# %% [markdown] lang="zh-TW" of="6aeb791f"
# 把 `b` 的滑桿移過去看看，再拉到 2：梯度幾乎什麼都不剩。

# %% [markdown] lang="en" slide="text"
# Largest where the sum is 0. **At $b = 2$ hardly any gradient is left.**

# %% [markdown] lang="zh-TW" of="85f1e8c0"
# 總和是 0 的時候最大。**拉到 $b = 2$，梯度幾乎不剩。**

# %% [markdown] lang="en" slide="notes"
# **8 minutes for the neuron.** Everybody has paper. Let one half of the class walk back to `x1` and `w1`, the other half to `x2` and `w2`, and compare at the sum. Ask about the 0 of `w2`: would another example change it? Then the slider: the gradient of `w` is largest at $b = -0.5$, where the sum is 0.

# %% [markdown] lang="zh-TW" of="e28e66cc"
# **神經元 8 分鐘**。每個人都準備紙筆。一半的人往回走到 `x1` 和 `w1`，另一半走到 `x2` 和 `w2`，在總和那裡互相對答案。問大家 `w2` 的 0：換一筆資料會不會變？接著看滑桿：總和是 0 的時候，也就是 $b = -0.5$，`w` 的梯度最大。

# %% [markdown] lang="en" section="apart" minutes="4"
# ## `tanh` taken apart
# Written as one operation, `tanh` is one box. But it can be made of others. This formula gives the same number for every $n$:
#
# $$\tanh(n) = \frac{e^{2n} - 1}{e^{2n} + 1}$$
#
# `exp`, minus, divide: your class knows them all. **Predict:** what becomes of the gradient of $n$?

# %% [markdown] lang="zh-TW" of="ce89b63e"
# ## 拆開 `tanh`
# 把 `tanh` 寫成一個運算，它就是一個方框。但它也可以由別的運算組成。不管 $n$ 是多少，這個式子算出來都是同一個數：
#
# $$\tanh(n) = \frac{e^{2n} - 1}{e^{2n} + 1}$$
#
# `exp`、減法、除法，你的類別全都會。**先預測**：$n$ 的梯度會怎麼樣？

# %% [markdown] lang="en" slide="text"
# ## `tanh` taken apart
#
# $$\tanh(n) = \frac{e^{2n} - 1}{e^{2n} + 1}$$
#
# One box, or several: `exp`, minus, divide. **Does the gradient of $n$ notice?**

# %% [markdown] lang="zh-TW" of="a0d20f7a"
# ## 拆開 `tanh`
#
# $$\tanh(n) = \frac{e^{2n} - 1}{e^{2n} + 1}$$
#
# 一個方框，或好幾個：`exp`、減法、除法。**$n$ 的梯度會變嗎？**

# %% ask="tanh_apart" slide="code" lines="2-3"
n = Value(0.8813735870195432)
e = (2 * n).exp()
o = (e - 1) / (e + 1)
viz.label(n=n, e=e, o=o)
o.backward()
viz.draw(o, constants=False)

# %% [markdown] lang="en" answer="tanh_apart"
# Read the picture from the right: two paths meet at `e`, then come `exp` and times 2. There are more boxes than before. (Seven with the class of the series, instead of two. With yours it depends on how you wrote minus and division.)

# %% [markdown] lang="zh-TW" of="aa589937"
# 從右邊開始看圖：兩條路徑在 `e` 會合，再經過 `exp` 和乘 2。方框變多了。（用本系列的類別，從兩個變成七個；用你的，就看你怎麼寫減法和除法。）

# %% [markdown] lang="en" slide="text"
# More boxes, **the same gradient**.

# %% [markdown] lang="zh-TW" of="1e7aa990"
# 方框變多，**梯度一樣**。

# %% [markdown] lang="en" slide="skip"
# Now the whole neuron, with both. Compare the two rows.

# %% [markdown] lang="zh-TW" of="4301aa4e"
# 現在換成整個神經元，兩種寫法都試。比較看看這兩列。

# %% lines="1-6"
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

# %% [markdown] lang="en" slide="text"
# **The size of an operation is a choice.** All five gradients of the neuron are the same.

# %% [markdown] lang="zh-TW" of="031e465b"
# **運算要多大，可以自己選**。神經元的五個梯度都一樣。

# %% [markdown] lang="en" slide="skip"
# > **The size of an operation is a choice.** An operation must bring two things: its number, and a local slope for each operand. With small operations there are few rules to write. With large ones there are few boxes to walk through. The gradients are the same.

# %% [markdown] lang="zh-TW" of="9f42373b"
# > **運算要多大，可以自己選**。一個運算必須交出兩樣東西：它的數值，以及每個運算元的局部斜率。運算小，要寫的規則就少；運算大，要走過的方框就少。梯度完全一樣。

# %% [markdown] lang="en" slide="skip" section="different" minutes="4"
# ## What is really different
# The small functions called `_backward` are *closures*: each remembers the values around it. Here are the lines of your own class that mention a gradient, operation by operation. (`inspect` is a part of Python that fetches the text of a program.) What do they have in common?

# %% [markdown] lang="zh-TW" of="044985a6"
# ## 真正不同的部分
# 那些叫做 `_backward` 的小函式就是**閉包**（closure）：每一個都記得自己周圍的數值。下一格會找出你的類別裡提到梯度的每一行，一個運算一個運算排好。（`inspect` 是 Python 內建的工具，可以取得程式的原始碼。）它們有什麼共同點？

# %% slide="output"
import inspect

for name in ("__add__", "__mul__", "__pow__", "relu", "exp", "tanh"):
    print(name)
    for line in inspect.getsource(getattr(Value, name)).splitlines():
        if ".grad" in line:
            print("   ", line.strip())

# %% [markdown] lang="en" slide="text"
# Every line with a gradient. **What do they have in common?**

# %% [markdown] lang="zh-TW" of="def30e6b"
# 類別裡提到梯度的每一行。**它們有什麼共同點？**

# %% [markdown] lang="en" slide="skip"
# If no line stands below a name, that method of yours is made of other operations, or another function writes the gradient: look there.
#
# **Predict:** for a new operation, which part of such a line must be written anew?

# %% [markdown] lang="zh-TW" of="76573a40"
# 如果某個名字下面一行也沒有，表示你的方法是由其他運算組成的，或是由別的函式寫入梯度：到那裡找找看。
#
# **先預測**：要加一個新的運算，這樣的一行裡，哪個部分非重寫不可？

# %%
predict.new_part

# %% [markdown] lang="en" answer="new_part"
# Whatever your names are: something is *added* to the gradient of an operand, and the gradient of the *result* is a factor of it. Only the other factor differs, the **local slope**: one number for each operand. (Where it is 1, a line may leave it out.)
#
# That number is known already in the *forward* pass, when the operation runs.

# %% [markdown] lang="zh-TW" of="93ee4bca"
# 不管你用了什麼名字：都是把某個數**累加**（accumulate）到運算元的梯度，而這個數的一個因數是**結果**的梯度。不同的只有另一個因數，也就是**局部斜率**，每個運算元一個數。（斜率是 1 的時候，可以省略不寫。）
#
# 而這個數，在**前向**傳遞、執行運算的那一刻，就已經知道了。

# %% [markdown] lang="en" slide="text"
# ### Only the local slope differs
#
# *Times out.grad* and *accumulate* are the same in every line.
#
# The **local slope** is one number for each operand. It is known already in the *forward* pass.

# %% [markdown] lang="zh-TW" of="870e1ce0"
# ### 不同的只有局部斜率
#
# 「乘上 out.grad」和「累加」，每一行都一樣。
#
# **局部斜率**（local slope）是每個運算元一個數，在**前向**傳遞時就已經知道了。

# %% [markdown] lang="en" slide="skip" section="make_engine" minutes="0"
# ### Make: the engine without closures
# So store the numbers that differ in the result, and write the rest once for all operations. Only `+` and `*`, to see that it works.
#
# A result is made as `Value(data, _children=(), _op="", _local=())`. `_local` holds the local slopes, in the order of the operands. One `_backward` for all does the rest. The order of the walk is the same as before.

# %% [markdown] lang="zh-TW" of="3d3d4054"
# ### 實作：沒有閉包的引擎
# 那就把不同的那些數存在結果裡，其餘的只寫一次，給所有運算共用。只寫 `+` 和 `*`，看得出行得通就好。
#
# 結果寫成 `Value(data, _children=(), _op="", _local=())`，`_local` 照運算元的順序放局部斜率，其餘的由同一個 `_backward` 完成。往回走的順序和以前一樣。

# %% slide="skip"
class Value:
    ...

# display(hint.local_slopes())
# display(solution.local_slopes())
check.local_slopes(Value)

# %% [markdown] lang="en" section="engine" minutes="2"
# ## The engine of this project
# `micrograd/engine.py` is written in this way. From here on we use its class, under the name `Engine`. Read its `relu` and its `_backward` beside your own `relu`. (The text between `"""` is only an explanation.)

# %% [markdown] lang="zh-TW" of="90ee1c00"
# ## 這個專案的引擎
# `micrograd/engine.py` 就是這樣寫的。從這裡開始，我們用它的類別，名字叫 `Engine`。讀讀看它的 `relu` 和 `_backward`，和你自己的 `relu` 對照一下。`"""` 之間的英文只是說明：第一段的意思是，轉角的斜率依慣例（convention）是 0，和 PyTorch 一樣；第二段的意思是，把每個運算元該得的一份交給它。

# %% [markdown] lang="en" slide="text"
# ## The way back, written once
#
# ```python
# for operand, local in zip(self._prev, self._local):
#     operand.grad += local * self.grad
# ```
#
# In `micrograd/engine.py` each result stores its local slopes. **So what is left to write for `relu`?**

# %% [markdown] lang="zh-TW" of="5136c5a8"
# ## 往回走的方法，只寫一次
#
# ```python
# for operand, local in zip(self._prev, self._local):
#     operand.grad += local * self.grad
# ```
#
# 在 `micrograd/engine.py` 裡，每個結果都存著自己的局部斜率。**那麼 `relu` 還要寫什麼？**

# %% slide="skip"
from micrograd.engine import Value as Engine

for part in (Engine.relu, Engine._backward):
    print(inspect.getsource(part))

# %% [markdown] lang="en" slide="skip"
# `relu` is one line, like a row of a table: value, operands, symbol, local slopes. `_backward` first counts the slopes. Its last two lines are the way back of *every* operation.

# %% [markdown] lang="zh-TW" of="19cab483"
# `relu` 只有一行，就像表格裡的一列：值、運算元、符號、局部斜率。`_backward` 會先數一數斜率有幾個；最後兩行，就是**所有**運算往回走的方法。

# %% [markdown] lang="en" slide="skip"
# It finds the order in another way, too. Each value gets a number when it is made, its `_birth`. **Predict:** which is made first, an operand or its result?

# %% [markdown] lang="zh-TW" of="5de88223"
# 它找順序的方法也不一樣。每個數值建立的時候，都會拿到一個編號，叫做 `_birth`。**先預測**：運算元和它的結果，誰先建立？

# %% ask="born_first" slide="skip"
print(inspect.getsource(Engine._history))

# %% [markdown] lang="en" answer="born_first"
# So from the youngest to the oldest is a right order, and the last line only has to sort by `_birth`. The loop keeps a list of what is still to be done, so no function calls itself: a chain of 50,000 values is no trouble.

# %% [markdown] lang="zh-TW" of="b3faf371"
# 所以從最晚建立的走到最早建立的，就是正確的順序，最後一行只要照 `_birth` 排好就行。迴圈把還沒做的事記在一個串列裡，沒有函式呼叫自己，一長串五萬個數值也沒問題。

# %% [markdown] lang="en" section="choice" minutes="8"
# ## A choice, and its loss
# A network that chooses between four things gives four **scores**, often called *logits*. They may be any numbers. **Softmax** turns them into probabilities: `exp` is taken of each, and then each is divided by their total, so that they add up to 1.
#
# The scores are 0, 3, −2 and 1. **Predict:** what kind of probability does the −2 get?

# %% [markdown] lang="zh-TW" of="55ceac3c"
# ## 四選一，以及它的損失
# 要在四樣東西裡選一個，網路會給出四個**分數**（score，也常叫做 logit），分數可以是任何數。**Softmax** 把分數變成機率（probability）：先對每一個取 `exp`，再各自除以總和，加起來就是 1。
#
# 分數是 0、3、−2、1。**先預測**：−2 會得到怎樣的機率？

# %% [markdown] lang="en" slide="text"
# ## A choice between four things
#
# A network gives four **scores**, any numbers: 0, 3, −2 and 1.
#
# **Softmax** makes probabilities of them: `exp` of each, divided by the total.

# %% [markdown] lang="zh-TW" of="f5b3f53f"
# ## 四選一
#
# 網路給出四個**分數**，可以是任何數：0、3、−2、1。
#
# **Softmax** 把它們變成機率：各取 `exp`，再除以總和。

# %% ask="low_score" lines="2-4"
scores = [Engine(0.0), Engine(3.0), Engine(-2.0), Engine(1.0)]
exps = [score.exp() for score in scores]
total = sum(exps)
probabilities = [each / total for each in exps]
[round(p.data, 4) for p in probabilities]

# %% [markdown] lang="en" answer="low_score"
# It is 0.0057: small, but above 0. The score 0 gets 0.0418. The most probable is the second, with 0.839.

# %% [markdown] lang="zh-TW" of="590b5025"
# 是 0.0057：很小，但比 0 大。分數 0 得到 0.0418。機率最大的是第二個，0.839。

# %% [markdown] lang="en" slide="text"
# −2 gets 0.0057: small, but **above 0**.

# %% [markdown] lang="zh-TW" of="a59628c6"
# −2 得到 0.0057：很小，但**比 0 大**。

# %% [markdown] lang="en"
# But let the *last* choice be the right one. Its probability is only 0.1135, so the loss should be large. With probability 1 it should be 0. The usual loss for this is $-\log p$, the *negative log likelihood*.
#
# `log` undoes `exp`: $\log(e^x) = x$. From this alone you can find its slope. **Predict:**

# %% [markdown] lang="zh-TW" of="bc82b135"
# 可是假設**最後一個**才是正確的選擇。它的機率只有 0.1135，所以損失（loss）應該很大；如果機率是 1，損失就應該是 0。常用的損失是 $-\log p$，叫做**負對數概似**（negative log likelihood）。
#
# `log` 會把 `exp` 還原：$\log(e^x) = x$。光靠這一點，就能找出它的斜率。**先預測**：

# %% [markdown] lang="en" slide="text"
# ## The loss of a choice
#
# Let the **last** one be right. Its probability is only 0.1135.
#
# $$\text{loss} = -\log p$$
#
# The *negative log likelihood*: 0 where $p = 1$, and large where $p$ is small.

# %% [markdown] lang="zh-TW" of="302317a1"
# ## 四選一的損失
#
# 假設**最後一個**才正確，它的機率只有 0.1135。
#
# $$\text{損失} = -\log p$$
#
# **負對數概似**：$p = 1$ 的時候是 0，$p$ 愈小就愈大。

# %% slide="skip"
predict.log_undoes

# %% [markdown] lang="en" answer="log_undoes"
# What goes into `log` is just this number, 7.389. So at $x$ the slope of `log` is $1 / x$.

# %% [markdown] lang="zh-TW" of="f6c21389"
# 而流入 `log` 的數正是 7.389。所以在 $x$ 的地方，`log` 的斜率是 $1 / x$。

# %% [markdown] lang="en" slide="skip" role="hint"
# ### Make: a logarithm
# One line now, as in the engine. Call it `ln`: the engine has a `log` already, and keeps it. The number comes from `math.log`. `check.operation` examines any operation, if you give it a function that knows the truth.
#
# <details><summary>A hint</summary>
#
# Look at `relu` above: value, operands, symbol, local slopes. In this notebook that class is called `Engine`, so return `Engine(...)`. With a single operand, both brackets need a comma: `(self,)`. The slope of the logarithm at $x$ is $1 / x$.
# </details>

# %% [markdown] lang="zh-TW" of="b6c1d0d1"
# ### 實作：對數
# 照引擎的寫法，現在只要一行。名字用 `ln`：引擎已經有 `log`，就留著不動。數值用 `math.log` 來算。只要給 `check.operation` 一個知道正確答案的函式，任何運算它都能檢查。
#
# <details><summary>提示</summary>
#
# 看看上面的 `relu`：值、運算元、符號、局部斜率。在這份筆記本裡，那個類別叫做 `Engine`，所以要傳回 `Engine(...)`。只有一個運算元的時候，兩個括號裡都要有逗號：`(self,)`。對數在 $x$ 的斜率是 $1 / x$。
# </details>

# %% slide="skip"
def ln(self):
    ...

Engine.ln = ln

check.operation(Engine, "ln", truth=math.log)

# %% [markdown] lang="en" slide="skip"
# Now the loss, and the gradients of the *first three* scores, which are not the right choice. (Is your `ln()` right? Then write it here in the place of `log()`.) **Predict:** which sign have these three?

# %% [markdown] lang="zh-TW" of="0e2295cc"
# 接下來是損失，以及**前三個**分數的梯度，它們都不是正確的選擇。（你的 `ln()` 對了嗎？那就用它換掉這裡的 `log()`。）**先預測**：這三個梯度是正的還是負的？

# %% ask="softmax_signs" lines="3-4"
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

# %% [markdown] lang="en" answer="softmax_signs"
# So these three scores should go down. And compare the gradients with the probabilities above. They are the same three numbers.

# %% [markdown] lang="zh-TW" of="a008b0a1"
# 所以這三個分數都該變低。再拿梯度和上面的機率比較看看：三個數都一樣。

# %% [markdown] lang="en" slide="text"
# Above 0: these scores should go down. **Where have you seen the three numbers?**

# %% [markdown] lang="zh-TW" of="fc113ca9"
# 大於 0：這三個分數都該變低。**這三個數，在哪裡看過？**

# %% [markdown] lang="en" slide="skip"
# **Predict** the fourth. One thought helps: add the same $h$ to all four scores, and no probability changes. So what do the four gradients add up to?

# %% [markdown] lang="zh-TW" of="ecda691d"
# **先預測**第四個。有一個想法可以幫上忙：四個分數同時加上 $h$，機率都不會變。那麼，四個梯度加起來是多少？

# %% ask="softmax_chosen"
round(scores[3].grad, 4)

# %% [markdown] lang="en" answer="softmax_chosen"
# > **Gradient of a score = its probability, minus 1 if it is the right one.** In other words: what the network said, minus what is true.
#
# `exp`, sum, division and `log` together have nothing more to say.

# %% [markdown] lang="zh-TW" of="1c322b1f"
# > **分數的梯度＝它的機率；如果它是正確的那一個，再減 1**。換句話說：網路說的，減去事實。
#
# `exp`、加總、除法和 `log` 全部合起來，說的就只有這一句。

# %% [markdown] lang="en" slide="text"
# **Gradient of a score = its probability, minus 1 if it is the right one.** What the network said, minus what is true.

# %% [markdown] lang="zh-TW" of="81c3a9b7"
# **分數的梯度＝它的機率；正確的那一個再減 1**。網路說的，減去事實。

# %% [markdown] lang="en" slide="skip"
# **Predict:** when are all four gradients 0?

# %% [markdown] lang="zh-TW" of="52b5f0ea"
# **先預測**：什麼時候四個梯度都是 0？

# %% slide="skip"
predict.softmax_zero

# %% [markdown] lang="en" slide="skip"
# Try scores of your own. Can you bring all four gradients to 0? What does a 10 for the last one do?

# %% [markdown] lang="zh-TW" of="954a8f55"
# 換上你自己的分數試試看。四個梯度都能變成 0 嗎？把最後一個改成 10，會怎麼樣？

# %% slide="skip"
def gradients(numbers, right):
    scores = [Engine(number) for number in numbers]
    exps = [score.exp() for score in scores]
    loss = -(exps[right] / sum(exps)).log()
    loss.backward()
    return [round(score.grad, 4) for score in scores]

gradients([2.0, 0.0, 1.0, 0.0], right=3)

# %% [markdown] lang="en" slide="notes"
# **8 minutes for the choice.** Before the field is filled in, let the class find the rule from the three numbers, and write no formula. All four gradients are 0 only when the right choice has probability 1, which scores never quite reach: try 10 for the last one. Who knows calculus may derive the rule on the board afterwards; it takes four lines.

# %% [markdown] lang="zh-TW" of="af19166e"
# **四選一 8 分鐘**。填欄位之前，先讓全班從那三個數字找出規則，不要寫公式。只有正確選項的機率是 1，四個梯度才會都是 0；可是不管分數多高，機率永遠差那麼一點：把最後一個改成 10 試試。會微積分的人，之後可以在黑板上推導這條規則，四行就夠了。

# %% [markdown] lang="en" slide="skip" section="dot" minutes="4"
# ## One operation for a whole neuron
# Now the other direction: larger operations. First the weighted sum of a neuron with three inputs, made of `*` and `+`. Each number gets a box.

# %% [markdown] lang="zh-TW" of="f2d0a3d4"
# ## 一個運算做完整個神經元
# 接下來反過來，把運算變大。先看一個神經元的加權總和，有三個輸入，由 `*` 和 `+` 組成，每個數都有一個方框。

# %% slide="output"
w1, w2, w3, b = Engine(0.5), Engine(-1.0), Engine(2.0), Engine(0.25)
many = w1 * 3.0 + w2 * 1.0 + w3 * -2.0 + b
viz.label(w1=w1, w2=w2, w3=w3, b=b, many=many)
viz.draw(many, slopes=True)

# %% [markdown] lang="en" slide="text"
# Three inputs, thirteen boxes. **Which numbers did nobody ask for?**

# %% [markdown] lang="zh-TW" of="3e62943d"
# 三個輸入，十三個方框。**哪些數只是過程，其實沒有人需要？**

# %% [markdown] lang="en" slide="skip"
# Thirteen boxes. Three hold products and two hold partial sums: nobody asked for these five.
#
# Now the same sum as **one** operation that we add ourselves. Its operands are the weights and the bias. Look in the code for its local slopes. (`zip` goes through two lists side by side, as in the neuron of lesson 7.) **Predict:** how many boxes are left?

# %% [markdown] lang="zh-TW" of="4df3883a"
# 十三個方框。其中三個是乘積、兩個是部分和：這五個數只是過程，沒有人需要。
#
# 現在把同樣的總和變成**一個**運算，由我們自己加入。它的運算元是權重和偏差。在程式裡找找看它的局部斜率是什麼。（`zip` 會同時走過兩個串列，和第 7 課的神經元一樣。）**先預測**：還剩幾個方框？

# %% ask="dot_boxes" lines="3-3"
def dot(weights, x, b):
    data = sum(w.data * xi for w, xi in zip(weights, x)) + b.data
    return Engine(data, weights + [b], "dot", x + [1.0])

one = dot([w1, w2, w3], [3.0, 1.0, -2.0], b)
viz.label(one=one)
viz.draw(one, slopes=True)

# %% [markdown] lang="en" answer="dot_boxes"
# The slopes on the arrows are the inputs, and 1 for the bias.

# %% [markdown] lang="zh-TW" of="a391420b"
# 箭頭上的斜率就是各個輸入，偏差的斜率是 1。

# %% [markdown] lang="en" slide="text"
# One operation: its slopes are the inputs, and 1 for the bias.

# %% [markdown] lang="zh-TW" of="5c76b41c"
# 一個運算：斜率就是各個輸入，偏差的斜率是 1。

# %% [markdown] lang="en" slide="skip"
# **Predict** for a neuron with 64 inputs: how many times as many boxes are there with `*` and `+` as with `dot`? (`_history` lists all values of a graph.)

# %% [markdown] lang="zh-TW" of="cea33854"
# **先預測**有 64 個輸入的神經元：用 `*` 和 `+` 的方框數，是用 `dot` 的幾倍？（`_history` 會列出一張圖的所有數值。）

# %% ask="dot_64" slide="skip"
weights, b = [Engine(0.5) for _ in range(64)], Engine(0.25)
x = [1.0] * 64
many = b
for w, xi in zip(weights, x):
    many = many + w * xi
one = dot(weights, x, b)
len(many._history()), len(one._history())

# %% [markdown] lang="en" answer="dot_64"
# 257 and 66. The arithmetic is the same: 64 products, one sum.

# %% [markdown] lang="zh-TW" of="6f28d03f"
# 257 個和 66 個。計算的內容一樣：64 個乘積、一個總和。

# %% [markdown] lang="en"
# What went away is *bookkeeping*: a box for each product and for each partial sum.
#
# Go on in this direction. One operation computes a whole layer, for many examples at once. Then its operands are no longer single numbers but tables of numbers: **tensors**. The slopes are tables, too. The three moves stay the same.

# %% [markdown] lang="zh-TW" of="bcc09010"
# 省下來的是**記帳**：每個乘積、每一步的部分和，原本都要一個方框。
#
# 照這個方向繼續走：用一個運算算完一整層，而且同時算很多筆資料。這時運算元不再是單一的數，而是一整張數表；這種數表就叫**張量**（tensor）。斜率也變成一張一張的表，三個動作還是那三個。

# %% [markdown] lang="en" slide="text"
# ## Larger operations: tensors
#
# 64 inputs: 66 boxes in the place of 257. What went away is **bookkeeping**.
#
# One operation for a whole layer has *tables* of numbers as operands and slopes: **tensors**. The three moves stay.

# %% [markdown] lang="zh-TW" of="ea93eac4"
# ## 更大的運算：張量
#
# 64 個輸入：257 個方框變成 66 個，省下來的是**記帳**。
#
# 一個運算算完一整層，運算元和斜率都是一整張**數表**：**張量**（tensor）。三個動作不變。

# %% [markdown] lang="en" slide="skip" section="pytorch" minutes="2"
# ## The same neuron in PyTorch
# PyTorch is the library with which large networks are trained. It reads like your own engine, because the idea is the same: numbers that remember, and one walk back. Three things are new:
#
# - `requires_grad=True`: this number is a leaf that wants a gradient.
# - `dtype=torch.float64`: numbers with as many digits as Python's own.
# - `.item()`: the plain number inside a tensor.

# %% [markdown] lang="zh-TW" of="a15215f5"
# ## 同一個神經元，用 PyTorch
# PyTorch 是訓練大型網路用的函式庫。讀起來就像你自己的引擎，因為想法是一樣的：有記憶的數，再往回走一趟。新的東西有三個：
#
# - `requires_grad=True`：這個數是要求梯度的葉節點（leaf）。
# - `dtype=torch.float64`：位數和 Python 自己的數一樣多。
# - `.item()`：取出張量裡面的普通數字。

# %% slide="skip"
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
# These are your numbers, from the pencil. And the lines with `tanh()` and `backward()` are yours, too.

# %% [markdown] lang="zh-TW" of="a0b4feff"
# 用 PyTorch 2.13 執行，得到的結果是：
#
# ```text
# 0.7071
# [-1.5, 1.0, 0.5, 0.0, 0.5]
# ```
#
# 就是你用筆算出來的那些數。而有 `tanh()` 和 `backward()` 的那兩行，也和你的一模一樣。

# %% [markdown] lang="en" slide="text"
# ## The same neuron in PyTorch
#
# ```python
# o = (x1 * w1 + x2 * w2 + b).tanh()
# o.backward()
# ```
#
# PyTorch says `-1.5, 1.0, 0.5, 0.0, 0.5`. **Where do you know these from?**

# %% [markdown] lang="zh-TW" of="81ab5208"
# ## 同一個神經元，用 PyTorch
#
# ```python
# o = (x1 * w1 + x2 * w2 + b).tanh()
# o.backward()
# ```
#
# PyTorch 算出 `-1.5, 1.0, 0.5, 0.0, 0.5`。**這些數，在哪裡看過？**

# %% [markdown] lang="en" slide="skip" section="excursion" minutes="0"
# ## Excursion: where the time goes
# *You may leave this out: it is about Python, not about backpropagation.*
#
# The closures and the engine do the same arithmetic. Are they equally fast? The cell below builds a graph of more than 30,000 values with the engine and with the closures of the series. It says how many times as long the closures take.
#
# It does so twice. The second time Python's *garbage collector* is switched off: a helper that looks, now and then, for objects which nobody can reach any more.

# %% [markdown] lang="zh-TW" of="f639eed5"
# ## 番外：時間花在哪裡
# **這一段可以跳過：它談的是 Python，不是反向傳播（backpropagation）。**
#
# 閉包和引擎做的計算一模一樣，速度也一樣嗎？下一格用引擎和本系列的閉包各建一張圖，有三萬多個數值，再看閉包花的時間是引擎的幾倍。
#
# 一共量兩次，第二次先關掉 Python 的**垃圾回收器**（garbage collector）：它每隔一陣子，就會去找再也沒有人用得到的物件。

# %% slide="skip"
import gc
import time

from exercises.closure_engine import Value as Closures

def seconds(make):
    gc.collect()
    start = time.perf_counter()
    weights = [make(0.1) for _ in range(100)]
    sum(sum((w * 2 + k).relu() for w in weights) for k in range(50)).backward()
    return time.perf_counter() - start

print("collector on:", round(seconds(Closures) / seconds(Engine), 1))
gc.disable()
print("collector off:", round(seconds(Closures) / seconds(Engine), 1))
gc.enable()

# %% lang="zh-TW" of="217c74e9"
import gc
import time

from exercises.closure_engine import Value as Closures

def seconds(make):
    gc.collect()
    start = time.perf_counter()
    weights = [make(0.1) for _ in range(100)]
    sum(sum((w * 2 + k).relu() for w in weights) for k in range(50)).backward()
    return time.perf_counter() - start

print("開著回收器：", round(seconds(Closures) / seconds(Engine), 1))
gc.disable()
print("關掉回收器：", round(seconds(Closures) / seconds(Engine), 1))
gc.enable()

# %% [markdown] lang="en" slide="skip"
# Usually the first ratio is the larger one. With the collector off, the closures fall behind much less, or not at all. So most of the time did not go into arithmetic. It went into the search for waste.

# %% [markdown] lang="zh-TW" of="9f11cf1a"
# 通常第一個比值比較大。關掉回收器，閉包就落後得少很多，甚至不再落後。所以時間大多不是花在計算，而是花在找垃圾。

# %% [markdown] lang="en" slide="skip"
# Python frees an object at once when nothing holds it any more. **Predict:** a product is made and deleted. Whose is freed at once? (`weakref.ref` looks at an object without holding it, and gives `None` when it is gone. `__module__` is the file that a class comes from.)

# %% [markdown] lang="zh-TW" of="fad73785"
# 一個物件只要沒有人握著，Python 就會立刻釋放它。**先預測**：做出一個乘積，再把它刪掉，誰做的會立刻釋放？（`weakref.ref` 只看著物件，但不握著它；物件不在了，就會得到 `None`。`__module__` 是類別所在的檔案。）

# %% ask="freed_at_once" slide="skip"
import gc
import weakref

from exercises.closure_engine import Value as Closures

gc.disable()
for make in (Closures, Engine):
    product = make(2.0) * make(3.0)
    look = weakref.ref(product)
    del product
    print(make.__module__, "freed at once:", look() is None)
gc.enable()

# %% lang="zh-TW" of="b55ba57b"
import gc
import weakref

from exercises.closure_engine import Value as Closures

gc.disable()
for make in (Closures, Engine):
    product = make(2.0) * make(3.0)
    look = weakref.ref(product)
    del product
    print(make.__module__, "立刻釋放：", look() is None)
gc.enable()

# %% [markdown] lang="en" answer="freed_at_once"
# So the result and its `_backward` hold each other, in a ring, until the collector comes and finds them. Stored slopes are only numbers: there is no ring.

# %% [markdown] lang="zh-TW" of="adca941b"
# 所以結果和它的 `_backward` 互相握著，形成一個環，要等回收器來了才找得到。存起來的斜率只是數字，不會形成環。

# %% [markdown] lang="en" slide="skip" section="class" minutes="0"
# ## A question for the class
# The engine stores the slopes in the forward pass. A closure reads `other.data` on the way *back*. Somebody changes a leaf's `data` in between. Which gradients do the two give? Which of them are “right”?

# %% [markdown] lang="zh-TW" of="64d8743d"
# ## 課堂討論
# 引擎在前向傳遞（forward pass）時就把斜率存起來，閉包則是**往回走**的時候才去讀 `other.data`。如果有人在這中間改掉葉節點的 `data`，兩種做法各會得到什麼梯度？哪一個才「對」？

# %% [markdown] lang="en" slide="skip" section="keep" minutes="2"
# ## Keep three sentences
# 1. An operation brings its number and a local slope for each operand; how large it is, is a choice.
# 2. *Times out.grad* and *accumulate* are the same for all operations: they are written once.
# 3. Fewer, larger operations mean less bookkeeping: that is why tensors exist.

# %% [markdown] lang="zh-TW" of="cf69129c"
# ## 記住三句話
# 1. 一個運算要交出它的數值，以及每個運算元的局部斜率；它要多大，可以自己選。
# 2. 「乘上 out.grad」和「累加」對所有運算都一樣，只要寫一次。
# 3. 運算次數少、每次算得多，記帳就少：這就是張量存在的理由。

# %% [markdown] lang="en"
# ## Test yourself
# Without looking: write $a / b$ as one line of the table, with value, operands, symbol and local slopes. Then compare with the engine's.
#
# <details><summary>Answer</summary>
#
# `Value(a / b, (a, b), "/", (1 / b, -a / b**2))`. The engine writes the second slope as $-\text{ratio} / b$, which is the same and saves a power.
# </details>

# %% [markdown] lang="zh-TW" of="e381ad09"
# ## 自我測驗
# 不看前面，把 $a / b$ 寫成表裡的一列：值、運算元、符號、局部斜率。再和引擎的寫法比較。
#
# <details><summary>答案</summary>
#
# `Value(a / b, (a, b), "/", (1 / b, -a / b**2))`。引擎把第二個斜率寫成 $-\text{商} / b$，意思一樣，但少算一次次方。
# </details>

# %% [markdown] lang="en" slide="text"
# ## Test yourself
#
# Write $a / b$ as one line of the table: **value, operands, symbol, local slopes.**

# %% [markdown] lang="zh-TW" of="f4102727"
# ## 自我測驗
#
# 把 $a / b$ 寫成表裡的一列：**值、運算元、符號、局部斜率。**

# %% [markdown] lang="en" slide="skip"
# ## The blank page
# Micrograd in about 40 minutes, on another day: the next page of the series has the list of what `Value` must do, and nothing else. You write the whole engine from nothing, without looking; the checks go through it one after another; your own network learns the moons; and you take it all away as a page, with your code, your time and your tries.
#
# What is right there becomes your latest, and takes the place of what you wrote in the lessons. If you saved `my_micrograd.py` in lesson 7, it stays as it is until you call `mine.save()` again. So you can lay the two side by side.
#
# **Next:** [9 · The blank page](09_blank_page.ipynb)

# %% [markdown] lang="zh-TW" of="44482a46"
# ## 空白頁
# 改天找個時間，大約 40 分鐘寫出 micrograd：系列的下一頁只有一張清單，列出 `Value` 要做到的事，別的什麼都沒有。什麼都不看，從零寫出整個引擎；檢查會一項一項看過；你自己的網路學會兩個半月形；最後存成一頁帶走，上面有你的程式碼、花的時間和嘗試的次數。
#
# 在那裡寫對的，就成為你最新的版本，取代你在各課寫的。如果你在第 7 課存了檔案 `my_micrograd.py`，它不會變，直到你再呼叫一次 `mine.save()`。所以兩份可以擺在一起比較。
#
# **下一課**：[9 · 空白頁](09_blank_page.ipynb)

# %% [markdown] lang="en"
# ## Where to go next
# - Read `micrograd/engine.py` from the top to the bottom. You know every line of its table, and the way back.
# - Train the network of lesson 7 with your own `tanh` in the place of `relu`.
# - Add `softplus`, $\log(1 + e^x)$, or `max(a, b)`, and let `check.operation` examine it.
# - Then [back to the overview](index.ipynb), for what you have not done yet.

# %% [markdown] lang="zh-TW" of="2dc045f1"
# ## 接下來可以做什麼
# - 從頭到尾讀一遍 `micrograd/engine.py`。表裡的每一行，還有往回走的方法，你都看得懂了。
# - 把第 7 課的網路換成你自己的 `tanh`，不用 `relu`，再訓練一次。
# - 加入 `softplus`，也就是 $\log(1 + e^x)$，或是 `max(a, b)`，再讓 `check.operation` 檢查它。
# - 最後[回到總覽](index.ipynb)，看看還有哪些沒做。

# %% [markdown] lang="en" slide="text"
# ## Keep three sentences
#
# 1. An operation brings its number and a local slope for each operand. Its size is a choice.
# 2. *Times out.grad* and *accumulate* are written once.
# 3. Fewer, larger operations, less bookkeeping: **tensors**.
#
# **At home:** the engine without closures, and then the blank page

# %% [markdown] lang="zh-TW" of="852f5289"
# ## 記住三句話
#
# 1. 一個運算交出數值，以及對每個運算元的局部斜率；要多大，可以自己選。
# 2. 「乘上 out.grad」和「累加」只要寫一次。
# 3. 運算次數少、每次算得多，記帳就少：**張量**。
#
# **回家做**：沒有閉包的引擎，再來是空白頁

# %%
progress()
