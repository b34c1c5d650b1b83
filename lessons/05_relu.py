# %% [markdown] lang="en"
# # 5 · relu, the gate
#
# Numbers times weights, added up, only ever make straight lines, however many layers of them you stack. One small operation bends them: `relu` lets what is above 0 through, and stops the rest.
#
# ![Two values go through relu: the one above zero passes, the one below is stopped](attachment:05_relu.png)
#
# > **The question of this lesson.** A gate is closed, and the number behind it stays 0 whatever you do. How is the weight in front of the gate
# > to learn that it should change?
#
# Afterwards you can
# - write `relu` and its slope, and say what happens at the corner;
# - explain why a closed gate stops the gradient, and what a dead unit is;
# - build other bent functions out of `relu`.
#
# About 20 minutes: predictions on the way, one thing to modify, one operation and one function to make.

# %% [markdown] lang="zh-TW" of="2dd45d4a"
# # 5 · relu，一道閘門
#
# 數字乘上權重再相加，不管疊多少層，得到的永遠是直線。有一個小小的運算能讓它轉彎：`relu` 放行大於 0 的，其餘的一律擋下。
#
# ![兩個數值各經過一個 relu：大於零的通過，小於零的被擋下](attachment:05_relu.png)
#
# > **本課的問題。** 閘門關著，不管你做什麼，它後面的數都停在 0。那麼閘門前面的權重，要怎麼知道自己應該改變？
#
# 學完之後，你能夠
# - 寫出 `relu` 和它的斜率，並說明轉角處怎麼辦；
# - 解釋關著的閘門為什麼會擋住梯度，以及什麼是死亡神經元；
# - 用 `relu` 做出其他會轉彎的函數。
#
# 大約 20 分鐘：沿途多次預測、一題修改、一個運算和一個函數要實作。

# %% [markdown] lang="en"
# ## Where we start
# Your class so far, folded: a click on the three dots shows it.

# %% [markdown] lang="zh-TW" of="99b1debb"
# ## 從這裡開始
# 這是你目前的類別，已經折疊起來，點一下那三個點就會展開。

# %% class_after="4" folded="true"

# %% [markdown] lang="en"
# ## Straight lines only
# Two “layers” with weights, one after the other. **Predict:** is the curve of `y` against `x` straight or bent?

# %% [markdown] lang="zh-TW" of="73ec3b99"
# ## 只有直線
# 帶權重的兩「層」，一層接一層。**先預測：** `y` 對 `x` 的圖形是直的還是彎的？

# %%
def two_layers(x):
    inner = 2.0 * x + 1.0
    return -3.0 * inner + 4.0

[two_layers(x) for x in (-2, -1, 0, 1, 2)]

# %% [markdown] lang="en"
# Each step to the right takes 6 away: a straight line. Two layers without a bend are worth no more than one.
#
# `relu` (*rectified linear unit*) puts a bend in: $\text{relu}(x) = \max(0, x)$. **Predict** its slope at −1, at 1, and at 0, where the bend is.

# %% [markdown] lang="zh-TW" of="130eb4fe"
# 每往右一步就減 6：一條直線。沒有轉彎的兩層，和一層沒有差別。
#
# `relu`（rectified linear unit，線性整流）帶來了轉彎：$\text{relu}(x) = \max(0, x)$。**先預測**它的斜率：在 −1、在 1，還有在轉彎的地方 0。

# %%
def relu(x):
    return x if x > 0 else 0.0

viz.plots.tangent(relu, -1, span=3)

# %%
viz.plots.tangent(relu, 1, span=3)

# %% [markdown] lang="en"
# Left of 0 it is 0: nudge the input, and nothing moves. Right of 0 it is 1: the result follows step for step. So on the way back the gate either passes the gradient on
# as it was, or passes nothing.

# %% [markdown] lang="zh-TW" of="827273c0"
# 在 0 的左邊，斜率是 0：輕推輸入，什麼都不會動。在 0 的右邊，斜率是 1：輸入走一步，結果就跟一步。所以往回走的時候，閘門要嘛把梯度照原樣傳過去，要嘛什麼都不傳。

# %%
predict.relu_closed

# %% [markdown] lang="en"
# ## The corner
# At exactly 0 there is no one slope: nudge to the right and get 1, to the left and get 0, to both sides and get 0.5. So one has to *agree* on something. Everyone, PyTorch included, takes 0.

# %% [markdown] lang="zh-TW" of="0a153f59"
# ## 轉角
# 剛好在 0 的地方，沒有唯一的斜率：往右推得到 1，往左推得到 0，兩邊都推得到 0.5。所以只能**約定**。大家都取 0，PyTorch 也是。

# %%
h = 0.001
(relu(0 + h) - relu(0)) / h, (relu(0) - relu(0 - h)) / h, (relu(0 + h) - relu(0 - h)) / (2 * h)

# %%
predict.relu_corner

# %% [markdown] lang="en"
# ### Make: `relu` alone
# It has one operand and the symbol `"ReLU"`. Which number decides whether the gate is open: the input, or the gradient that arrives?

# %% [markdown] lang="zh-TW" of="1204912d"
# ### 實作：獨自寫出 `relu`
# 它只有一個運算元，符號是 `"ReLU"`。閘門是開是關，由哪一個數決定：輸入，還是傳回來的梯度？

# %%
def relu(self):
    ...

Value.relu = relu

# display(hint.relu())
# display(solution.relu())
check.relu(Value)

# %% [markdown] lang="en" slide="notes"
# **6 minutes.** The two mistakes worth waiting for: `out.data * out.grad` (the slope taken for the value), and a gate on `out.grad > 0`. The second is subtle: it looks right as long as the gradient is positive. Ask: “Is a gate
# a thing of the forward pass or of the backward pass?” It is decided forwards and obeyed backwards.

# %% [markdown] lang="zh-TW" of="c61f9c62"
# **6 分鐘。** 有兩個錯誤值得等學生犯：`out.data * out.grad`（把值當成斜率），以及用 `out.grad > 0` 來判斷閘門。第二個很隱密：只要梯度是正的，看起來就是對的。可以問：「閘門是前向的事，還是反向的事？」
# 答案是：前向決定，反向遵守。

# %% [markdown] lang="en"
# One way to write it. Then two gates side by side: **predict** which of the four gradients will be 0, and answer the player.

# %% [markdown] lang="zh-TW" of="0d142d2a"
# 下面是其中一種寫法。接著把兩道閘門並排：**先預測**四個梯度裡哪些會是 0，再回答播放器的問題。

# %%
def relu(self):
    out = Value(self.data if self.data > 0 else 0.0, (self,), "ReLU")

    def _backward():
        slope = 1.0 if self.data > 0 else 0.0
        self.grad += slope * out.grad

    out._backward = _backward
    return out

Value.relu = relu

a, b = Value(3.0), Value(-2.0)
p, q = a.relu(), b.relu()
L = p * 4 + q * 5
viz.label(a=a, b=b, p=p, q=q, L=L)
viz.animate(L, ask="size")

# %% [markdown] lang="en"
# ### A recorded bug
# Somebody's gate is open on the way back, whatever the input was. **Predict:** in which of the two recordings will there be a mark?

# %% [markdown] lang="zh-TW" of="7c91be45"
# ### 錄下來的錯誤
# 有個人的閘門，不管輸入是多少，往回走的時候都是開的。**先預測：** 兩段紀錄裡，哪一段會出現標記？

# %%
def gate(self):
    out = Value(self.data if self.data > 0 else 0.0, (self,), "ReLU")

    def _backward():
        self.grad += out.grad

    out._backward = _backward
    return out

x, y = Value(3.0), Value(-2.0)
u, v = gate(x), gate(y)
viz.label(x=x, u=u, y=y, v=v)
display(viz.record(u), viz.record(v))

# %% [markdown] lang="en"
# ### Modify
# 1. Mend it.
# 2. Then use `out.data > 0` for the decision instead of `self.data > 0`. Is that right as well?
# 3. Now `self.data >= 0`, with `x = Value(0.0)`: is that *wrong*?
#
# <details><summary>What you should have seen</summary>
#
# `out.data > 0` says the same as `self.data > 0`: the result is above 0 just when the input is. (Karpathy's micrograd writes it so.) With `>=` the corner gets the slope 1, against the convention: as a slope from the right it is defensible,
# but then your gradients are not those that everybody else gets.
# </details>

# %% [markdown] lang="zh-TW" of="5de42439"
# ### 修改
# 1. 把它改對。
# 2. 接著改用 `out.data > 0` 來決定，而不是 `self.data > 0`。這樣也對嗎？
# 3. 再改成 `self.data >= 0`，並且設 `x = Value(0.0)`：這樣算**錯**嗎？
#
# <details><summary>你應該會看到</summary>
#
# `out.data > 0` 和 `self.data > 0` 是同一件事：結果大於 0，正好就是輸入大於 0 的時候。（karpathy 的 micrograd 就是這樣寫的。）用 `>=` 的話，轉角的斜率變成 1，違反了約定：
# 當成從右邊推的斜率，還說得過去，但這樣你的梯度就和別人的都不一樣了。
# </details>

# %% [markdown] lang="en"
# ## Dead units
# A **neuron** is a weighted sum with a gate behind it: $\text{relu}(w \cdot x + b)$. Now the question of this lesson. **Predict**, then move the sliders: at which $b$ does the gate close? What happens to the gradient of `w` at that moment?

# %% [markdown] lang="zh-TW" of="1d5c0360"
# ## 死亡神經元
# **神經元**就是加權總和，後面接一道閘門：$\text{relu}(w \cdot x + b)$。現在回到本課的問題。**先預測**，再拉動滑桿：$b$ 等於多少的時候閘門會關上？那一刻，`w` 的梯度會怎麼樣？

# %%
viz.explore("out = relu(w * x + b)", w=Value(2.0), x=Value(3.0), b=Value(-1.0))

# %% [markdown] lang="en"
# Below $b = -6$ all three gradients are 0. The weight does not learn that it should change: with the gate closed, a nudge of it moves nothing, so its slope *is* 0. That is no mistake of the rule, it is the truth.
#
# Most gates are closed for some examples and open for others, and then the weight learns from the others. But a neuron that is closed for **every** example gets no gradient at all any more, and stays as it is: a **dead unit**. In lesson 7 you
# will see some in a real network.

# %% [markdown] lang="zh-TW" of="cf69abfb"
# 過了 $b = -6$，再往下，三個梯度都是 0。權重沒有辦法知道自己應該改變：閘門關著，輕推它什麼都不會動，所以它的斜率**就是** 0。這不是規則錯了，事實就是如此。
#
# 大多數的閘門，對某些資料是關的，對其他資料是開的，權重就從其他資料學習。但如果一個神經元對**每一筆**資料都是關的，它就再也收不到任何梯度，永遠停在那裡：這叫做**死亡神經元**。
# 第 7 課會在真正的網路裡看到。

# %%
examples = [-2.0, -0.5, 0.5, 1.0, 2.0]
for b in (0.0, -3.0, -6.0):
    w, bias = Value(2.0), Value(b)
    for x in examples:
        out = (w * x + bias).relu()
        out.grad = 1.0
        for value in (out, out._prev[0], out._prev[0]._prev[0]):
            value._backward()
    print(f"b = {b}   w.grad from all examples: {w.grad}")

# %% lang="zh-TW" of="70c44907"
examples = [-2.0, -0.5, 0.5, 1.0, 2.0]
for b in (0.0, -3.0, -6.0):
    w, bias = Value(2.0), Value(b)
    for x in examples:
        out = (w * x + bias).relu()
        out.grad = 1.0
        for value in (out, out._prev[0], out._prev[0]._prev[0]):
            value._backward()
    print(f"b = {b}   所有資料累加到 w.grad：{w.grad}")

# %% [markdown] lang="en"
# ### Make: an absolute value
# Build $|x|$ out of `relu` and what you have: no `if`, no new `_backward`. The cell compares with the truth at some places.
#
# What will the slope at 0 be? And which slope would you *want* there?

# %% [markdown] lang="zh-TW" of="06dd8452"
# ### 實作：絕對值
# 用 `relu` 和現有的運算做出 $|x|$：不用 `if`，也不寫新的 `_backward`。這一格會在幾個地方和正確的值比較。
#
# 在 0 的斜率會是多少？你**希望**那裡的斜率是多少？

# %%
def absolute(x):
    ...

[(x, y.data, y.data == abs(x)) for x in (-3.0, 0.0, 2.5) if (y := absolute(Value(x))) is not None]

# %% [markdown] lang="en"
# <details><summary>A solution</summary>
#
# `return x.relu() + (-x).relu()`. Left of 0 only the second gate is open, right of it only the first. At 0 both are closed, and the slope is 0: by the convention, and also the fair choice between −1 and 1.
# </details>
#
# ## A question for the class
# Any bent curve can be put together from straight pieces. How many gates does it take for a curve with three bends? Where does each gate put its bend?

# %% [markdown] lang="zh-TW" of="f8cfa039"
# <details><summary>解答</summary>
#
# `return x.relu() + (-x).relu()`。在 0 的左邊只有第二道閘門開著，右邊只有第一道。剛好在 0 的時候兩道都關，斜率是 0：這是照約定的，也是 −1 和 1 之間最公平的選擇。
# </details>
#
# ## 課堂討論
# 任何彎曲的曲線，都可以用一段一段的直線拼起來。有三個轉角的曲線需要幾道閘門？每道閘門的轉角在哪裡？

# %% [markdown] lang="en" slide="notes"
# Three gates (and a straight part). $\text{relu}(w x + b)$ bends where $w x + b = 0$, at $x = -b / w$: the bias moves the bend, the weight says how sharp it is and to which side it opens. Draw a tent: $\text{relu}(x) - 2\,\text{relu}(x - 1) + \text{relu}(x - 2)$.
# This is all that a network with one hidden layer does: bends, placed by training.

# %% [markdown] lang="zh-TW" of="587e95ef"
# 三道閘門（外加一段直線）。$\text{relu}(w x + b)$ 的轉角在 $w x + b = 0$ 的地方，也就是 $x = -b / w$：偏差移動轉角的位置，權重決定轉得多急、往哪一邊打開。畫一頂帳篷：$\text{relu}(x) - 2\,\text{relu}(x - 1) + \text{relu}(x - 2)$。
# 只有一個隱藏層的網路，做的就只是這件事：放一些轉角，位置由訓練決定。

# %% [markdown] lang="en"
# ## Keep three sentences
# 1. `relu` is a gate: open above 0 with slope 1, closed otherwise with slope 0.
# 2. The input decides, in the forward pass; the gradient only obeys. At the corner 0 is agreed on.
# 3. In front of a gate that is closed for every example, no weight learns any more: a dead unit.
#
# And your `Value` can do one thing more:

# %% [markdown] lang="zh-TW" of="bd5464c9"
# ## 記住三句話
# 1. `relu` 是一道閘門：大於 0 就開，斜率是 1；其餘就關，斜率是 0。
# 2. 是開是關，前向傳遞時由輸入決定，梯度只是遵守。轉角處約定為 0。
# 3. 閘門如果對每一筆資料都關著，前面的權重就什麼都學不到了：這就是死亡神經元。
#
# 你的 `Value` 又學會了一件事：

# %% class_after="5" folded="true"

# %% [markdown] lang="en"
# ## Test yourself
# $L = \text{relu}(a) \cdot b$ with $a = -1$, $b = 5$. Which gradients do `a` and `b` get? Careful with `b`.

# %% [markdown] lang="zh-TW" of="5159bd24"
# ## 自我測驗
# $L = \text{relu}(a) \cdot b$，$a = -1$、$b = 5$。`a` 和 `b` 的梯度各是多少？小心 `b`。

# %%
a, b = Value(-1.0), Value(5.0)
L = a.relu() * b
viz.label(a=a, b=b, L=L)
viz.animate(L)

# %% [markdown] lang="en"
# <details><summary>Answer</summary>
#
# Both 0, for two different reasons: `a` because its gate is closed, `b` because the other factor is 0.
# </details>
#
# **Next:** [6 · Backward](06_backward.ipynb): one call for the whole graph.

# %% [markdown] lang="zh-TW" of="a4837a19"
# <details><summary>答案</summary>
#
# 兩個都是 0，但原因不同：`a` 是因為閘門關著，`b` 是因為另一個因數是 0。
# </details>
#
# **下一課：** [6 · 反向傳遞](06_backward.ipynb)：一次呼叫，走完整張圖。

# %%
progress()
