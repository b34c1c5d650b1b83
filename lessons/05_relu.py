# %% [markdown] lang="en" section="opening" minutes="2"
# # 5 · relu, the gate
#
# A network needs one more operation, and it is a small one: `relu` lets through what is above 0, and stops the rest. You will see what goes wrong without it.
#
# ![The corner of relu: on its flat side the gate is closed, where it rises the gate is open](attachment:05_relu.png)
#
# > **The question of this lesson.** A gate is closed, and the number behind it stays 0 whatever you do. How is the weight in front of the gate
# > to learn that it should change?
#
# Afterwards you can
# - write `relu` and its slope, and say what happens at the corner;
# - explain why a closed gate stops the gradient, and what a dead unit is;
# - build other bent functions out of `relu`.
#
# About 25 minutes: six predictions on the way, one thing to modify, one operation and one function to make.

# %% [markdown] lang="zh-TW" of="ddd626a6"
# # 5 · relu，一道閘門
#
# 網路還需要一個小小的運算：`relu` 放行大於 0 的，其餘的一律擋下。少了它會怎樣，這一課就會看到。
#
# ![relu 的轉角：平的那邊閘門關著，上升的那邊閘門開著](attachment:05_relu.png)
#
# > **本課的問題**：閘門關著，不管你做什麼，它後面的數都停在 0。那麼閘門前面的權重，要怎麼知道自己應該改變？
#
# 學完之後，你能夠
# - 寫出 `relu` 和它的斜率，並說明轉角處怎麼辦；
# - 解釋關著的閘門為什麼會擋住梯度，以及什麼是死亡神經元；
# - 用 `relu` 做出其他會轉彎的函數。
#
# 大約 25 分鐘：過程中有六次預測，另有一題修改、一個運算和一個函式要實作。

# %% [markdown] lang="en" slide="text"
# # 5 · relu, the gate
#
# ![The corner of relu: on its flat side the gate is closed, where it rises the gate is open](attachment:05_relu.png)
#
# **A gate is closed. How is the weight in front of it to learn that it should change?**

# %% [markdown] lang="zh-TW" of="d09c0fbf"
# # 5 · relu，一道閘門
#
# ![relu 的轉角：平的那邊閘門關著，上升的那邊閘門開著](attachment:05_relu.png)
#
# **閘門關著。前面的權重要怎麼知道自己應該改變？**

# %% [markdown] lang="en" slide="skip"
# ## Where we start
# Your class so far: what a check found right is yours; the rest is the series'.

# %% [markdown] lang="zh-TW" of="46b97cf2"
# ## 從這裡開始
# 這是你目前的類別：檢查通過的部分是你寫的，其餘由這個系列補上。

# %%
Value = mine.operators()

# %% [markdown] lang="en" slide="skip"
# ### Do you remember?
# Lesson 3 had a rule for paths. **Predict** what it gives here.

# %% [markdown] lang="zh-TW" of="4380d4d7"
# ### 還記得嗎？
# 第 3 課有一條關於路徑的規則。**先預測**：這裡用它算出來是多少？

# %%
predict.remember_paths

# %% [markdown] lang="en" section="two_layers" minutes="2"
# ## Two layers
# The smallest *layer* of a network takes one number, multiplies it by a number of its own, its **weight**, and adds another. Here are two layers, one after the other. **Predict** what the curve of the result looks like.

# %% [markdown] lang="zh-TW" of="3642de26"
# ## 兩層
# 網路裡最小的一**層**（layer），是把輸入的數乘上這一層自己的數，也就是**權重**（weight），再加上另一個數。下面有兩層，一層接一層。**先預測**：結果畫成曲線，會是什麼樣子？

# %% [markdown] lang="en" slide="text"
# ## Two layers
# One **layer**:  $x \cdot \text{weight} + \text{a number}$
#
# Now one layer, and another behind it. What can two do that one cannot?

# %% [markdown] lang="zh-TW" of="200b606e"
# ## 兩層
# 一**層**：$x \cdot \text{權重} + \text{一個數}$
#
# 現在一層後面再接一層。有什麼是兩層做得到、一層做不到的？

# %% ask="layers_shape" slide="output"
def two_layers(x):
    inner = 2 * x + 1
    return -3 * inner + 4

viz.slope(two_layers, 0, h=1, span=(-2, 2))

# %% [markdown] lang="en" answer="layers_shape"
# A straight line: each step of 1 to the right takes 6 away, wherever you stand. Two layers without a bend can do no more than one.

# %% [markdown] lang="zh-TW" of="37080577"
# 一條直線：不管站在哪裡，往右走 1，就減 6。沒有轉彎的兩層，做得到的不會比一層多。

# %% [markdown] lang="en" slide="text"
# **A straight line.** Two layers without a bend can do no more than one.

# %% [markdown] lang="zh-TW" of="41aac26e"
# **一條直線**。沒有轉彎的兩層，做得到的不會比一層多。

# %% [markdown] lang="en"
# `relu` (*rectified linear unit*) puts a bend in: $\text{relu}(x) = \max(0, x)$, the larger of 0 and $x$. Move the point along the curve, to the left of 0 and to the right of it, and watch the slope.

# %% [markdown] lang="zh-TW" of="24b95d78"
# `relu`（rectified linear unit，線性整流函數）是一種**激勵函數**（activation function），它帶來了轉彎：$\text{relu}(x) = \max(0, x)$，也就是 0 和 $x$ 之中比較大的那個。沿著曲線移動那個點，走到 0 的左邊，再走到右邊，看看斜率怎麼變。

# %% [markdown] lang="en" slide="text"
# ### `relu` puts a bend in
# $$\text{relu}(x) = \max(0, x)$$
#
# **How steep is the curve at −2? And at 2?**

# %% [markdown] lang="zh-TW" of="75586727"
# ### `relu` 帶來了轉彎
# $$\text{relu}(x) = \max(0, x)$$
#
# **這條曲線在 −2 有多陡？在 2 呢？**

# %% slide="output"
def curve(x):
    return max(0.0, x)

viz.slope(curve, -1, h=0.5, span=(-3, 3))

# %% [markdown] lang="en" slide="text"
# Move the point: how steep at −2, how steep at 2?

# %% [markdown] lang="zh-TW" of="d0f0d595"
# 移動那個點：在 −2 有多陡？在 2 呢？

# %% [markdown] lang="en"
# Left of 0 the slope is 0: nudge the input, and nothing moves. Right of 0 it is 1: the result follows step for step. So on the way back the gate either passes the gradient on as it was, or passes nothing.

# %% [markdown] lang="zh-TW" of="61516860"
# 在 0 的左邊，斜率是 0：輕推輸入，什麼都不會動。在 0 的右邊，斜率是 1：輸入移動多少，結果就移動多少。所以往回走的時候，閘門要嘛把梯度照原樣傳過去，要嘛什麼都不傳。

# %% [markdown] lang="en" slide="text"
# ### A gate
#
# | input | slope | on the way back |
# |---|---|---|
# | below 0 | 0: closed | nothing passes |
# | above 0 | 1: open | the gradient passes as it was |

# %% [markdown] lang="zh-TW" of="2c4a8a56"
# ### 一道閘門
#
# | 輸入 | 斜率 | 往回走的時候 |
# |---|---|---|
# | 小於 0 | 0：關 | 什麼都不傳 |
# | 大於 0 | 1：開 | 梯度照原樣傳過去 |

# %% [markdown] lang="en" section="corner" minutes="1"
# ## The corner
# And at exactly 0? The next cell nudges there to the right, to the left, and to both sides. **Predict** the last of the three numbers.

# %% [markdown] lang="zh-TW" of="df44b96a"
# ## 轉角
# 那剛好在 0 呢？下一格在那裡往右推、往左推，再兩邊都推。**先預測**最後一個數。

# %% [markdown] lang="en" slide="text"
# ## The corner
# **And at exactly 0?** We nudge three times:
#
# | | |
# |---|---|
# | to the right | $\dfrac{\text{relu}(h) - \text{relu}(0)}{h}$ |
# | to the left | $\dfrac{\text{relu}(0) - \text{relu}({-h})}{h}$ |
# | to both sides | $\dfrac{\text{relu}(h) - \text{relu}({-h})}{2h}$ |

# %% [markdown] lang="zh-TW" of="4958b15d"
# ## 轉角
# **那剛好在 0 呢**？推三次看看：
#
# | | |
# |---|---|
# | 往右推 | $\dfrac{\text{relu}(h) - \text{relu}(0)}{h}$ |
# | 往左推 | $\dfrac{\text{relu}(0) - \text{relu}({-h})}{h}$ |
# | 兩邊都推 | $\dfrac{\text{relu}(h) - \text{relu}({-h})}{2h}$ |

# %% ask="relu_corner" slide="output"
h = 0.001
right = (curve(0 + h) - curve(0)) / h
left = (curve(0) - curve(0 - h)) / h
both = (curve(0 + h) - curve(0 - h)) / (2 * h)
right, left, both

# %% [markdown] lang="en" answer="relu_corner"
# Three nudges, three answers. A slope at the corner does not exist.

# %% [markdown] lang="zh-TW" of="4ba4fb0e"
# 三種推法，三個答案。在轉角，斜率並不存在。

# %% [markdown] lang="en" slide="text"
# Three nudges, three answers: the corner has no slope. By **convention**, everyone takes 0.

# %% [markdown] lang="zh-TW" of="b3edd773"
# 三種推法，三個答案：轉角沒有斜率。依**慣例**（convention），大家都取 0。

# %% [markdown] lang="en" slide="skip"
# A program needs some number there all the same, so people have agreed on one. Such an agreement is called a **convention**. Everyone takes 0, and so does PyTorch, the library that most networks are built with.

# %% [markdown] lang="zh-TW" of="9cfbca4f"
# 程式在那裡還是需要一個數，所以大家說好用同一個。這種說好的規定叫做**慣例**（convention）。大家都取 0，大多數網路所用的函式庫 PyTorch 也是。

# %% [markdown] lang="en" slide="slide" section="make_relu" minutes="4"
# ### Make: `relu` alone
# It has one operand and the symbol `"ReLU"`. Which number decides whether the gate is open: the input, or the gradient that arrives?

# %% [markdown] lang="zh-TW" of="1204912d"
# ### 實作：自己寫出 `relu`
# 它只有一個運算元（operand），符號是 `"ReLU"`。閘門是開是關，由哪一個數決定：輸入，還是後面傳來的梯度？

# %%
def relu(self):
    ...

Value.relu = relu

# display(hint.relu())
# display(solution.relu())
check.relu(Value)

# %% [markdown] lang="en" slide="notes"
# **6 minutes.** The two mistakes worth waiting for: `out.data * out.grad` (the slope taken for the value), and a gate on `out.grad > 0`. The second is subtle: it looks right as long as the gradient is positive. Ask: “Is a gate
# a thing of the way there or of the way back?” It is decided on the way there and obeyed on the way back.

# %% [markdown] lang="zh-TW" of="86aaf99c"
# **6 分鐘**。有兩種錯誤，值得等學生自己犯：`out.data * out.grad`（把值當成斜率），以及用 `out.grad > 0` 來判斷閘門。第二個很隱密：只要梯度是正的，看起來就是對的。可以問：「閘門是去程的事，還是回程的事？」
# 答案是：去程決定，回程照辦。

# %% [markdown] lang="en"
# If it was found right, we go on with yours. Here are two gates side by side. Which of them will let the gradient through? At each step the player asks whether the gradient becomes larger on its way along the arrow, stays as large, or becomes smaller.

# %% [markdown] lang="zh-TW" of="c620e45e"
# 寫對了，接下來就用你的。這裡把兩道閘門並排：哪一道會讓梯度通過？每走一步，播放器都會問：沿著箭頭往回走一段之後，梯度變大、一樣大，還是變小？

# %% [markdown] lang="en" slide="text"
# ### Two gates, side by side
# **Which of them will let the gradient through?**

# %% [markdown] lang="zh-TW" of="81120485"
# ### 兩道閘門並排
# **哪一道會讓梯度通過？**

# %%
Value = mine.relu()

# %% lines="1-3"
a, b = Value(3.0), Value(-2.0)
p, q = a.relu(), b.relu()
L = p + q
viz.label(a=a, b=b, p=p, q=q, L=L)
viz.animate(L, ask="size")

# %% [markdown] lang="en" slide="slide" section="recorded_bug" minutes="2"
# ### A recorded bug
# Somebody's gate is open on the way back, whatever the input was. **Predict** in which recording that shows.

# %% [markdown] lang="zh-TW" of="68b1fbf4"
# ### 錄下來的錯誤
# 有人寫的閘門，不管輸入是多少，往回走的時候都是開的。**先預測**：哪一段紀錄看得出來？

# %% [markdown] lang="en" slide="text"
# ### A recorded bug
# On the way back this gate is always open.
#
# ```
# def gate(self):
#     out = Value(max(0.0, self.data), (self,), "ReLU")
#     def _backward():
#         self.grad += out.grad
#     out._backward = _backward
#     return out
# ```

# %% [markdown] lang="zh-TW" of="ce05de54"
# ### 錄下來的錯誤
# 這道閘門往回走的時候，永遠是開的。
#
# ```
# def gate(self):
#     out = Value(max(0.0, self.data), (self,), "ReLU")
#     def _backward():
#         self.grad += out.grad
#     out._backward = _backward
#     return out
# ```

# %% ask="gate_marked" slide="output"
def gate(self):
    out = Value(max(0.0, self.data), (self,), "ReLU")
    def _backward():
        self.grad += out.grad
    out._backward = _backward
    return out

x, y = Value(3.0), Value(-2.0)
u, v = gate(x), gate(y)
viz.label(x=x, u=u, y=y, v=v)
display(viz.record(u), viz.record(v))

# %% [markdown] lang="en" answer="gate_marked"
# Only the second is marked. On positive numbers this gate is right, so tests with positive numbers alone will never find it out.

# %% [markdown] lang="zh-TW" of="567b16e5"
# 只有第二段有標記。輸入是正數的時候，這道閘門是對的；如果只用正數來測試，永遠不會發現它錯了。

# %% [markdown] lang="en" slide="text"
# At 3 nothing is marked: here the gate is right.
#
# At −2 it is marked. Positive numbers alone never find this bug.

# %% [markdown] lang="zh-TW" of="9e66a004"
# 輸入是 3，沒有標記：這裡閘門是對的。
#
# 輸入是 −2，才有標記。只用正數測試，永遠不會發現。

# %% [markdown] lang="en" slide="skip"
# ### Modify
# 1. Mend the gate in the cell above, and run it again.
# 2. Let `out.data > 0` decide in the place of `self.data > 0`. Is that right as well?
# 3. Now `self.data >= 0`, with `x = Value(0.0)`. Is that *wrong*?
#
# <details><summary>What you should have seen</summary>
#
# `out.data > 0` says the same as `self.data > 0`: the result is above 0 just when the input is. With `>=` the corner gets the slope 1. As a slope from the right that is defensible.
# But it is against the convention, and your gradients are then not those that everybody else gets.
# </details>

# %% [markdown] lang="zh-TW" of="c66180ef"
# ### 修改
# 1. 把上一格的閘門改對，再執行一次。
# 2. 改用 `out.data > 0` 來決定，而不是 `self.data > 0`。這樣也對嗎？
# 3. 再改成 `self.data >= 0`，並且設 `x = Value(0.0)`。這樣算**錯**嗎？
#
# <details><summary>你應該會看到</summary>
#
# `out.data > 0` 和 `self.data > 0` 是同一件事：結果大於 0，正好就是輸入大於 0 的時候。用 `>=` 的話，轉角的斜率變成 1。當成從右邊推的斜率，還說得過去。
# 但這違反慣例，你的梯度就會和別人的不一樣。
# </details>

# %% [markdown] lang="en" section="dead_units" minutes="3"
# ## Dead units
# A **neuron** is a weighted sum with a gate behind it: $\text{relu}(w \cdot x + b)$. The number $b$ that is added is called the **bias**. You will pull it down with the slider. **Predict** where the gate closes.

# %% [markdown] lang="zh-TW" of="a98b5aa7"
# ## 死亡神經元
# **神經元**（neuron）就是加權總和，後面接一道閘門：$\text{relu}(w \cdot x + b)$。加上去的那個數 $b$ 叫做**偏差**（bias）。等一下你要用滑桿把它往下拉。**先預測**：拉到哪裡，閘門會關上？

# %% [markdown] lang="en" slide="text"
# ## Dead units
# A **neuron**: a weighted sum, and a gate behind it.
#
# $$\text{relu}(w \cdot x + b)$$
#
# We pull $b$, the **bias**, down. When does the gate close?

# %% [markdown] lang="zh-TW" of="723572c9"
# ## 死亡神經元
# **神經元**（neuron）：加權總和，後面接一道閘門。
#
# $$\text{relu}(w \cdot x + b)$$
#
# 把 $b$（**偏差**，bias）往下拉，閘門什麼時候會關上？

# %% ask="gate_closes" slide="output"
viz.explore("out = relu(w * x + b)", w=Value(2.0), x=Value(3.0), b=Value(-1.0))

# %% [markdown] lang="en" answer="gate_closes"
# Pull the slider of `b` down to −6, and watch `w.grad`. From there on all three gradients are 0. That is no mistake of the rule. With the gate closed, a nudge of `w` moves nothing, so its slope *is* 0.

# %% [markdown] lang="zh-TW" of="ddfa3d1a"
# 把 `b` 的滑桿往下拉到 −6，看著 `w.grad`。從那裡開始，三個梯度都是 0。這不是規則錯了：閘門關著，輕推 `w` 什麼都不會動，所以它的斜率**就是** 0。

# %% [markdown] lang="en" slide="text"
# From $b = {-6}$ on all three gradients are 0: a nudge of $w$ moves nothing.

# %% [markdown] lang="zh-TW" of="faf33fb3"
# 從 $b = {-6}$ 再往下，三個梯度都是 0：輕推 $w$，結果動也不動。

# %% [markdown] lang="en"
# So the weight gets no hint that it should change, at least not from *this* example. A network learns from many examples, that is, many inputs. `total` adds up what a neuron says to five of them.

# %% [markdown] lang="zh-TW" of="2adf5d96"
# 所以權重得不到任何提示，不知道自己應該改變；至少**這一筆**資料不會告訴它。網路要學的資料有很多筆，也就是很多個輸入。`total` 把一個神經元對五筆資料的輸出加起來。

# %% [markdown] lang="en" slide="text"
# ### Five examples
# From an example at which the gate is closed, the weight learns nothing. **And from five of them?**

# %% [markdown] lang="zh-TW" of="f57d892b"
# ### 五筆資料
# 從閘門關著的那一筆資料，權重什麼都學不到。**如果資料有五筆呢？**

# %%
def total(w, bias):
    added = Value(0.0)
    for x in (-2.0, -0.5, 0.5, 1.0, 2.0):
        added = added + (w * x + bias).relu()
    return added.data

# %% [markdown] lang="en" slide="skip"
# The next cell nudges the weight 2 and prints the slope of `total`, for three different biases. **Predict** for which of them the weight learns nothing from any example.

# %% [markdown] lang="zh-TW" of="13cab000"
# 權重的值是 2；下一格輕推它，對三個不同的偏差，各印出 `total` 的斜率。**先預測**：偏差等於哪一個的時候，權重從任何一筆資料都學不到東西？

# %% ask="dead_bias" slide="output"
h = 0.001
for bias in (0.0, -3.0, -6.0):
    slope = (total(Value(2.0 + h), bias) - total(Value(2.0), bias)) / h
    print(bias, round(slope, 3))

# %% [markdown] lang="en" answer="dead_bias"
# With 0 the gate is open for three examples, and the weight gets $0.5 + 1 + 2$. With −3 only one is left. With −6 nothing comes through any more.

# %% [markdown] lang="zh-TW" of="5642bfd1"
# 偏差是 0，閘門對三筆資料是開的，權重得到 $0.5 + 1 + 2$。偏差是 −3，只剩一筆。偏差是 −6，什麼都過不來了。

# %% [markdown] lang="en" slide="text"
# Each bias, and the slope that the weight gets. At −6 nothing comes through any more.

# %% [markdown] lang="zh-TW" of="4e61e145"
# 每個偏差，和權重得到的斜率。到了 −6，什麼都過不來。

# %% [markdown] lang="en"
# Most gates are closed for some examples and open for others. Then the weight learns from the others. But a neuron that is closed for **every** example gets no gradient at all. Its weights stay as they are. It is called a **dead unit**,
# and in lesson 7 you will meet some.

# %% [markdown] lang="zh-TW" of="8c483109"
# 大多數的閘門，對某些資料是關的，對其他資料是開的，權重就從其他資料學習。但如果一個神經元對**每一筆**資料都是關的，它就收不到任何梯度，權重也就不會再變。這叫做**死亡神經元**（dead unit），
# 第 7 課你會遇到幾個。

# %% [markdown] lang="en" slide="text"
# ### A dead unit
# Closed for **every** example: no gradient arrives, and the weights never change again.
#
# Closed for *some* of them: the weight learns from the others.

# %% [markdown] lang="zh-TW" of="647a6247"
# ### 死亡神經元
# 對**每一筆**資料都關著：收不到梯度，權重也不會再變。
#
# 只對**某些**資料關著：權重就從其他資料學習。

# %% [markdown] lang="en" slide="slide" section="absolute" minutes="0"
# ### Make: an absolute value
# Build $|x|$ out of `relu` and what you have: no `if`, no new `_backward`. For −3, 0 and 2.5 the numbers should be 3, 0 and 2.5. What will the slope at 0 be?

# %% [markdown] lang="zh-TW" of="4eb309be"
# ### 實作：絕對值
# 用 `relu` 和現有的運算做出 $|x|$：不用 `if`，也不寫新的 `_backward`。輸入 −3、0 和 2.5，應該得到 3、0 和 2.5。在 0 的斜率會是多少？

# %% [markdown] lang="en" slide="text"
# ### At home: an absolute value
# Build $|x|$ out of `relu`: no `if`, no new `_backward`.
#
# **What will the slope at 0 be?**

# %% [markdown] lang="zh-TW" of="01019d1e"
# ### 回家做：絕對值
# 用 `relu` 做出 $|x|$：不用 `if`，也不寫新的 `_backward`。
#
# **在 0 的斜率會是多少？**

# %% slide="code" lines="1-2"
def absolute(x):
    ...

for number in (-3.0, 0.0, 2.5):
    print(number, absolute(Value(number)))

# %% [markdown] lang="en" section="bends" minutes="0"
# <details><summary>A solution</summary>
#
# `return x.relu() + (-x).relu()`. Left of 0 only the second gate is open, right of it only the first. At 0 both are closed, and the slope is 0. That is the convention, and also the fair choice between −1 and 1.
# </details>
#
# ## A question for the class
# A curve can be put together from straight pieces. How many gates does it take for a curve with three bends? Where does each gate put its bend?

# %% [markdown] lang="zh-TW" of="b4ba966f"
# <details><summary>解答</summary>
#
# `return x.relu() + (-x).relu()`。在 0 的左邊只有第二道閘門開著，右邊只有第一道。剛好在 0 的時候兩道都關，斜率是 0。這是照慣例取的，也正好在 −1 和 1 的正中間。
# </details>
#
# ## 課堂討論
# 曲線可以用一段一段的直線拼起來。有三個轉角的曲線需要幾道閘門？每道閘門的轉角在哪裡？

# %% [markdown] lang="en" slide="text"
# ## A question for the class
# A curve of straight pieces, with three bends.
#
# **How many gates does it take? Where does each put its bend?**

# %% [markdown] lang="zh-TW" of="19f9a2d4"
# ## 課堂討論
# 用一段一段的直線，拼出有三個轉角的曲線。
#
# **需要幾道閘門？每道閘門的轉角在哪裡？**

# %% [markdown] lang="en" slide="notes"
# Three gates (and a straight part). $\text{relu}(w x + b)$ bends where $w x + b = 0$, at $x = -b / w$: the bias moves the bend, the weight says how sharp it is and to which side it opens. Draw a tent: $\text{relu}(x) - 2\,\text{relu}(x - 1) + \text{relu}(x - 2)$.
# This is all that a network with one hidden layer does: bends, placed by training.

# %% [markdown] lang="zh-TW" of="587e95ef"
# 三道閘門（外加一段直線）。$\text{relu}(w x + b)$ 的轉角在 $w x + b = 0$ 的地方，也就是 $x = -b / w$：偏差移動轉角的位置，權重決定轉得多急、往哪一邊打開。畫一頂帳篷：$\text{relu}(x) - 2\,\text{relu}(x - 1) + \text{relu}(x - 2)$。
# 只有一個隱藏層的網路，做的就只是這件事：放一些轉角，位置由訓練決定。

# %% [markdown] lang="en" slide="skip"
# ## Keep three sentences
# 1. `relu` is a gate: open above 0 with slope 1, closed otherwise with slope 0.
# 2. The input decides, on the way there; the gradient only obeys. At the corner the slope is 0 by convention.
# 3. In front of a gate that is closed for every example, no weight learns any more: a dead unit.

# %% [markdown] lang="zh-TW" of="abd8061c"
# ## 記住三句話
# 1. `relu` 是一道閘門：大於 0 就開，斜率是 1；其餘就關，斜率是 0。
# 2. 是開是關，去程由輸入決定，梯度只能照辦。轉角的斜率依慣例是 0。
# 3. 閘門如果對每一筆資料都關著，前面的權重就什麼都學不到了：這就是死亡神經元。

# %% [markdown] lang="en" section="test" minutes="1"
# ## Test yourself
# $L = \text{relu}(a) \cdot b$ with $a = -1$, $b = 5$. Which gradients do `a` and `b` get? Careful with `b`. Decide, then step through.

# %% [markdown] lang="zh-TW" of="099c5f1c"
# ## 自我測驗
# 設 $a = -1$、$b = 5$，$L = \text{relu}(a) \cdot b$。`a` 和 `b` 的梯度各是多少？小心 `b`。先想好，再一步一步看。

# %% [markdown] lang="en" slide="text"
# ## Test yourself
# $L = \text{relu}(a) \cdot b$ with $a = {-1}$, $b = 5$.
#
# **Which gradients do `a` and `b` get?** Careful with `b`.

# %% [markdown] lang="zh-TW" of="26c75b2a"
# ## 自我測驗
# 設 $a = {-1}$、$b = 5$，$L = \text{relu}(a) \cdot b$。
#
# **`a` 和 `b` 的梯度各是多少**？小心 `b`。

# %% slide="output"
a, b = Value(-1.0), Value(5.0)
p = a.relu()
L = p * b
viz.label(a=a, p=p, b=b, L=L)
viz.animate(L)

# %% [markdown] lang="en"
# <details><summary>Answer</summary>
#
# Both are 0, for two different reasons: `a` because its gate is closed, `b` because the other factor is 0.
# </details>

# %% [markdown] lang="zh-TW" of="be9cd716"
# <details><summary>答案</summary>
#
# 兩個都是 0，但原因不同：`a` 是因為閘門關著，`b` 是因為另一個因數是 0。
# </details>

# %% [markdown] lang="en" slide="slide" section="keep" minutes="1"
# **Next:** [6 · Backward](06_backward.ipynb): one call for the whole graph.

# %% [markdown] lang="zh-TW" of="ef35b5b9"
# **下一課**：[6 · 反向傳遞](06_backward.ipynb)：一次呼叫，走完整張圖。

# %% [markdown] lang="en" slide="text"
# ## Keep three sentences
# 1. `relu` is a gate: open above 0, slope 1; else closed, slope 0.
# 2. The input decides; the gradient only obeys.
# 3. Closed for every example: a dead unit.
#
# **At home:** the gate, and $|x|$. **Next:** 6 · Backward

# %% [markdown] lang="zh-TW" of="c911a5f7"
# ## 記住三句話
# 1. `relu` 是閘門：大於 0 就開，斜率 1；其餘都關，斜率 0。
# 2. 開或關由輸入決定，梯度只能照辦。
# 3. 對每一筆資料都關著：死亡神經元。
#
# **回家做**：修好閘門，做出 $|x|$。**下一課**：6 · 反向傳遞

# %%
progress()
