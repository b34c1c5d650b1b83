# %% [markdown] lang="en" section="opening" minutes="2"
# # 7 · A network learns
#
# Everything is there: numbers that remember, and one call that tells each of them how it moves the result. Now the result says how wrong a network is. Each weight takes a small
# step towards less.
#
# ![Two moons of points, and the boundary that a network has learnt between them](attachment:07_a_network_learns.png)
#
# > **The question of this lesson.** A network with 105 parameters puts some points on the wrong side. Which of them are to blame, in which direction should each of them go, and how far?
#
# Afterwards you can
# - build a neuron, a layer and a multilayer perceptron out of your own `Value`;
# - say what a loss is, and why one steps *against* the gradient;
# - write a training loop, and watch your network draw its boundary;
# - recognise dead units, and a learning rate that is too big.
#
# About 60 minutes: predictions on the way, one thing to modify, six short pieces of code to make. At the end a network learns while you look, and all of it is yours. (A good place for a break: before “Two moons”.)

# %% [markdown] lang="zh-TW" of="d614908d"
# # 7 · 網路開始學習
#
# 一切都準備好了：有記憶的數，而且只要呼叫一次，就知道每個數會讓結果怎麼動。現在，這個結果說的是「網路錯得多嚴重」，每個權重都朝著「錯得少一點」的方向走一小步。
#
# ![兩個半月形的點，還有網路學出來的邊界](attachment:07_a_network_learns.png)
#
# > **本課的問題**：一個有 105 個參數的網路，把一些點分到錯的一邊。該怪哪些參數？每一個該往哪個方向改？要改多少？
#
# 學完之後，你能夠
# - 用自己的 `Value` 做出神經元、層和多層感知器；
# - 說明什麼是損失，以及為什麼要往梯度的**反方向**走；
# - 寫出訓練迴圈，看著自己的網路畫出決策邊界；
# - 認出死亡神經元，以及太大的學習率。
#
# 大約 60 分鐘：過程中有好幾次預測，另有一題修改、六段很短的實作。最後，你會親眼看著一個網路學會分類，而且從頭到尾都是你寫的。（中間想休息的話，可以停在「兩個半月形」之前。）

# %% [markdown] lang="en" slide="text"
# # 7 · A network learns
#
# ![Two moons of points, and the boundary that a network has learnt between them](attachment:07_a_network_learns.png)
#
# **105 parameters, and some points on the wrong side.** Which of them are to blame, which way should each go, and how far?

# %% [markdown] lang="zh-TW" of="95be6c9e"
# # 7 · 網路開始學習
#
# ![兩個半月形的點，還有網路學出來的邊界](attachment:07_a_network_learns.png)
#
# **105 個參數，有些點分到錯的一邊**。該怪誰？每一個該往哪邊改？改多少？

# %% [markdown] lang="en" slide="skip" section="remember" minutes="2"
# ## Where we start
# Your engine: what a check found right is yours, the rest is the series'. The network that learns at the end is made of it.

# %% [markdown] lang="zh-TW" of="37fd1b96"
# ## 從這裡開始
# 這是你的引擎：檢查通過的部分是你寫的，其餘由這個系列補上。最後學會分類的那個網路，就是用它做成的。

# %%
Value = mine.backward()

# %% [markdown] lang="en" slide="skip"
# ### Do you remember?
# Lesson 5 ended with a gate and with units that learn nothing.

# %% [markdown] lang="zh-TW" of="007d0870"
# ### 還記得嗎？
# 第 5 課的最後，有一道閘門，還有學不到東西的神經元（neuron）。

# %%
predict.remember_gate

# %% [markdown] lang="en" answer="remember_gate"
# The gate is decided by the **input**, on the way there, and obeyed on the way back. That is why a neuron whose gate is closed for *every* example gets no gradient at all. You will meet some.

# %% [markdown] lang="zh-TW" of="39632d0d"
# 閘門是開是關，由**輸入**決定，發生在去程；回程只能照辦。所以，如果一個神經元對**每一筆**資料都是關的，它就一點梯度也收不到。等一下你會遇到幾個。

# %% [markdown] lang="en" slide="text"
# ### The input decides
#
# A gate is set by its **input**, on the way there. The way back obeys.
#
# Closed for *every* example: no gradient at all.

# %% [markdown] lang="zh-TW" of="38eebc5e"
# ### 由輸入決定
#
# 閘門開不開，去程時由**輸入**決定，回程只能照辦。
#
# 對**每一筆**資料都關著，就一點梯度也收不到。

# %% [markdown] lang="en" section="neuron" minutes="5"
# ## A neuron
# A neuron weighs its inputs, adds a **bias** $b$, and puts a gate behind the sum: $\text{relu}(w_1 x_1 + w_2 x_2 + b)$. The inputs are given. The weights $w$ and the bias are the **parameters**: training may change them.

# %% [markdown] lang="zh-TW" of="9ddd1851"
# ## 神經元
# 神經元替每個輸入加權，再加上**偏差**（bias）$b$，最後在總和後面放一道閘門：$\text{relu}(w_1 x_1 + w_2 x_2 + b)$。輸入是給定的；權重（weight）$w$ 和偏差是**參數**（parameter），訓練時可以改變。

# %% [markdown] lang="en" slide="text"
# ## A neuron
#
# $$\text{relu}(w_1 x_1 + w_2 x_2 + b)$$
#
# - The inputs $x$ are given.
# - The **parameters** may be changed by training: weights $w$ and **bias** $b$.

# %% [markdown] lang="zh-TW" of="27659e70"
# ## 神經元
#
# $$\text{relu}(w_1 x_1 + w_2 x_2 + b)$$
#
# - 輸入 $x$ 是給定的。
# - **參數**（parameter）是訓練可以改變的：權重 $w$ 和**偏差**（bias）$b$。

# %%
predict.neuron_weight

# %% [markdown] lang="en" slide="skip"
# ### Make: `Neuron`
# `Neuron(nin)` has a list `.w` of `nin` weights, each a `Value` somewhere between −1 and 1 (`random.uniform(-1, 1)` gives such a number), and a bias `.b`, a `Value` too, 0 at first. Its `.nonlin` is `True` at first and says whether the gate follows. Python runs `__call__` for `neuron(x)`: it
# takes a list of inputs and gives the output. `parameters()` lists all that training may change.

# %% [markdown] lang="zh-TW" of="c4a42745"
# ### 實作：`Neuron`
# `Neuron(nin)` 有一個串列 `.w`，裝著 `nin` 個權重，每個都是 `Value`，數值介於 −1 和 1 之間（`random.uniform(-1, 1)` 會給一個這樣的數）；還有一個偏差 `.b`，也是 `Value`，一開始是 0。`.nonlin` 一開始是 `True`，表示後面有閘門。寫 `neuron(x)` 的時候，Python 執行的是 `__call__`：它接受一串輸入，傳回輸出。`parameters()` 列出所有可以訓練的參數。

# %% slide="skip"
import random

class Neuron:
    def __init__(self, nin):
        ...

    def __call__(self, x):
        ...

    def parameters(self):
        ...

# display(hint.neuron())
# display(solution.neuron())
check.neuron(Neuron)

# %% [markdown] lang="en"
# We go on with yours. Here is one neuron with two inputs: is its gate open? Then answer the player: above 0, below 0, or 0?

# %% [markdown] lang="zh-TW" of="c7052ce4"
# 接下來用你自己的版本。下面是一個有兩個輸入的神經元：它的閘門是開的嗎？看過之後回答播放器：每個梯度是大於 0、小於 0，還是 0？

# %% [markdown] lang="en" slide="text"
# ### One neuron, two inputs
#
# Is its gate open?

# %% [markdown] lang="zh-TW" of="2c219b0a"
# ### 一個神經元，兩個輸入
#
# 它的閘門是開的嗎？

# %%
Neuron = mine.neuron()

# %% lines="1-4"
n = Neuron(2)
n.w[0].data, n.w[1].data, n.b.data = 0.5, -1.0, 0.25
x1, x2 = Value(3.0), Value(1.0)
out = n([x1, x2])
viz.label(x1=x1, x2=x2, w1=n.w[0], w2=n.w[1], b=n.b, out=out)
viz.animate(out, ask="sign")

# %% [markdown] lang="en" slide="text"
# At each arrow: is the gradient above 0, below 0, or 0?

# %% [markdown] lang="zh-TW" of="d2231fce"
# 走到每一條箭頭：梯度大於 0、小於 0，還是 0？

# %% [markdown] lang="en" section="layer" minutes="5"
# ## A layer, and a network
# A **layer** is several neurons side by side, all with the same inputs. What does an input collect that goes into two neurons?

# %% [markdown] lang="zh-TW" of="11d888b2"
# ## 層，以及網路
# 一**層**就是好幾個並排的神經元，看同樣的輸入。一個輸入同時接到兩個神經元，會收到多少梯度？

# %% [markdown] lang="en" slide="text"
# ## Layers, and a network
#
# - A **layer**: neurons side by side, all with the same inputs.
# - A **multilayer perceptron**: each layer gets the outputs of the one before. The last has no gate.
#
# **One input, two neurons: what does it collect on the way back?**

# %% [markdown] lang="zh-TW" of="ff1cc41b"
# ## 層，以及網路
#
# - **一層**：並排的神經元，看同樣的輸入。
# - **多層感知器**（multilayer perceptron）：每一層的輸入，是前一層的輸出。最後一層沒有閘門。
#
# **一個輸入接到兩個神經元，往回走會收到多少？**

# %%
predict.layer_input

# %% [markdown] lang="en" slide="skip"
# ### Make: `Layer`
# `Layer(nin, nout)` keeps `nout` neurons in a list `.neurons`. Called with a list of inputs, it gives the list of their outputs. `parameters()` lists all parameters of all its neurons.

# %% [markdown] lang="zh-TW" of="1e2a095f"
# ### 實作：`Layer`
# `Layer(nin, nout)` 有 `nout` 個神經元，放在串列 `.neurons` 裡。拿一串輸入呼叫它，會得到這些神經元輸出的串列。`parameters()` 列出所有神經元的所有參數。

# %% slide="skip"
class Layer:
    def __init__(self, nin, nout):
        ...

    def __call__(self, x):
        ...

    def parameters(self):
        ...

# display(hint.layer())
# display(solution.layer())
check.layer(Layer)

# %% [markdown] lang="en" slide="skip"
# ### Make: `MLP`
# Layers in a row are a **multilayer perceptron**: each is fed with the outputs of the one before. `MLP(2, [4, 4, 1])` has two inputs and three layers, in a list `.layers`. Its last layer has no gate (`.nonlin = False`), so that the output may be below 0. Where
# there is one output, calling gives that `Value` itself, not a list. `zero_grad()` sets the gradients of all parameters to 0.

# %% [markdown] lang="zh-TW" of="2465e484"
# ### 實作：`MLP`
# 把層接成一串，就是**多層感知器**（multilayer perceptron，MLP）：每一層的輸入，是前一層的輸出。`MLP(2, [4, 4, 1])` 有兩個輸入、三層，放在串列 `.layers` 裡。最後一層沒有閘門（`.nonlin = False`），這樣輸出才可以小於 0。
# 只有一個輸出的時候，呼叫它得到的就是那個 `Value` 本身，不是串列。`zero_grad()` 把所有參數的梯度歸零。

# %% slide="skip"
Layer = mine.layer()

class MLP:
    def __init__(self, nin, nouts):
        ...

    def __call__(self, x):
        ...

    def parameters(self):
        ...

    def zero_grad(self):
        ...

# display(hint.mlp())
# display(solution.mlp())
check.mlp(MLP)

# %%
MLP = mine.mlp()

# %% [markdown] lang="en" slide="skip"
# The next picture shows no values, but the network itself. Blue lines are weights above 0; red, dashed ones are below. Count its parameters before you look, and then click a neuron: it opens into the graph of the values that it computes.

# %% [markdown] lang="zh-TW" of="d3918991"
# 下一張圖畫的不是數值，而是網路本身。藍線是大於 0 的權重，紅色虛線是小於 0 的。看圖之前，先數一數它有多少參數；看過之後，點一下神經元，就會打開它的計算圖（computation graph）。

# %% ask="mlp_parameters" slide="output"
random.seed(3)
model = MLP(2, [4, 4, 1])
print(len(model.parameters()))
viz.network(model)

# %% [markdown] lang="en" slide="text"
# 37 parameters. **Where is a gate, and where is none?**

# %% [markdown] lang="zh-TW" of="ff52aba6"
# 37 個參數。**哪裡有閘門，哪裡沒有？**

# %% [markdown] lang="en" slide="notes"
# **Count aloud:** $(2 + 1) \cdot 4 + (4 + 1) \cdot 4 + (4 + 1) = 37$. Then ask where in this picture a gate is, and where none is. If time allows: cover one neuron with a hand. What does the network lose?

# %% [markdown] lang="zh-TW" of="22c4cd05"
# **大聲一起數**：$(2 + 1) \cdot 4 + (4 + 1) \cdot 4 + (4 + 1) = 37$。接著問：圖裡哪些地方有閘門，哪些沒有？時間夠的話，用手遮住一個神經元：網路少了什麼？

# %% [markdown] lang="en" section="loss" minutes="4"
# ## How wrong is it? The loss
# One number has to say how wrong the network is: 0 when all is right. Take the difference from the target, squared. It is never negative, and a large miss counts much more than a small one. This number is called the **loss**.
#
# Train by hand: move `w` and `b` until the loss is 0. The gradients tell you the way. (`x` and the target `t` are given: leave them alone.)

# %% [markdown] lang="zh-TW" of="432abfdc"
# ## 錯得多嚴重？損失
# 要用一個數說出網路錯得多嚴重，全對的時候是 0。做法是把預測減去目標，再平方：這樣永遠不會是負的，而且差得愈多，罰得愈重。這個數叫做**損失**（loss），算出它的函數就叫做**損失函數**（loss function）。
#
# 先親手訓練看看：拉動 `w` 和 `b`，直到損失變成 0。梯度會告訴你該往哪邊走。（`x` 和目標 `t` 是給定的，不要動。）

# %% [markdown] lang="en" slide="text"
# ## How wrong is it? The loss
#
# $$(\text{prediction} - \text{target})^2$$
#
# **One number:** 0 when all is right, never negative, and large for a large miss.

# %% [markdown] lang="zh-TW" of="e7995ad8"
# ## 錯得多嚴重？損失
#
# $$(\text{預測} - \text{目標})^2$$
#
# **一個數**：全對是 0，不會是負的；差得多，就大得多。

# %% slide="output"
viz.explore("loss = (w * x + b - t)**2", w=Value(-1.0), x=Value(2.0), b=Value(0.5), t=Value(3.0))

# %% [markdown] lang="en" slide="text"
# Train by hand: move $w$ and $b$ until the loss is 0. **What tells you the way?**

# %% [markdown] lang="zh-TW" of="e4720453"
# 親手訓練：拉動 $w$ 和 $b$，讓損失變成 0。**誰告訴你該往哪邊走？**

# %%
predict.loss_slope

# %% [markdown] lang="en" slide="skip"
# ### Make: `loss`
# The squared errors of all examples, added up (or their mean). `zip(predictions, targets)` goes through both lists side by side.

# %% [markdown] lang="zh-TW" of="440eb842"
# ### 實作：`loss`
# 所有資料的誤差平方，加總（或取平均）。`zip(predictions, targets)` 會同時走過兩個串列。

# %% slide="skip"
def loss(predictions, targets):
    ...

# display(hint.loss())
# display(solution.loss())
check.loss(loss)

# %% [markdown] lang="en" section="way" minutes="3"
# ## Which way?
# The gradient of a parameter says how the loss moves when the parameter goes *up*. A step is the gradient times a small number, the **learning rate**. So which way does it go?

# %% [markdown] lang="zh-TW" of="6c7a632a"
# ## 往哪邊走？
# 參數的梯度說的是：參數**變大**的時候，損失會怎麼動。一步的大小，是梯度乘上一個很小的數，這個數叫做**學習率**（learning rate）。那麼這一步該往哪邊走？

# %% [markdown] lang="en" slide="text"
# ## Which way?
#
# A gradient says how the loss moves when its parameter goes **up**.
#
# $$\text{step} = \text{learning rate} \cdot \text{gradient}$$
#
# **Up or down?**

# %% [markdown] lang="zh-TW" of="8e3f0770"
# ## 往哪邊走？
#
# 梯度說的是：參數**變大**的時候，損失會怎麼動。
#
# $$\text{一步} = \text{學習率} \cdot \text{梯度}$$
#
# **參數該變大，還是變小？**

# %%
predict.step_data

# %% [markdown] lang="en" section="make_step" minutes="4"
# ### Make: `gradient_step`
# For each parameter a step of learning rate times gradient, such that the loss *falls*.

# %% [markdown] lang="zh-TW" of="7712531c"
# ### 實作：`gradient_step`
# 每個參數走一步，大小是學習率乘上梯度，讓損失**變小**。

# %%
def gradient_step(parameters, learning_rate):
    ...

# display(hint.gradient_step())
# display(solution.gradient_step())
check.gradient_step(gradient_step)

# %%
loss, gradient_step = mine.loss(), mine.gradient_step()

# %% [markdown] lang="en" slide="skip" section="descent" minutes="4"
# Here is the map of a loss with two parameters, and a walk on it. At each place the gradient points where it is steepest *uphill*; the step goes the other way. This is **gradient descent**.

# %% [markdown] lang="zh-TW" of="0a2728a6"
# 這是一張損失的地形圖，有兩個參數，還有一段走過的路。在每個地方，梯度指的是**上坡**最陡的方向，腳步往反方向走。這就叫做**梯度下降**（gradient descent）。

# %% slide="output"
def bowl(u, v):
    return (u - 1) ** 2 + 4 * (v + 0.5) ** 2

def walk(learning_rate):
    u, v = Value(-2.0), Value(1.0)
    path = [(u.data, v.data)]
    for step in range(12):
        u.grad = v.grad = 0.0
        bowl(u, v).backward()
        gradient_step([u, v], learning_rate)
        path.append((u.data, v.data))
    return path

viz.plots.descent(bowl, walk(0.1))

# %% [markdown] lang="en" slide="text"
# ## Gradient descent
#
# A loss with two parameters, from above. **Where does the walk turn most sharply, and why?**

# %% [markdown] lang="zh-TW" of="37be7eaa"
# ## 梯度下降
#
# 有兩個參數的損失，從上方往下看。**這段路在哪裡轉得最急？為什麼？**

# %% [markdown] lang="en" slide="skip"
# The walk turns most sharply after its first step. From top to bottom the bowl is narrow and steep, so that step was long; what is left is the flat direction. Now three other learning rates: 0.01, 0.2 and 0.26.

# %% [markdown] lang="zh-TW" of="95b9b6cc"
# 這段路在走完第一步的地方轉得最急。這個地形像一個碗，上下方向又窄又陡，所以第一步跨得很大；之後要走的，是平緩的方向。接著換三個學習率：0.01、0.2 和 0.26。

# %% ask="too_bold" slide="output"
for rate in (0.01, 0.2, 0.26):
    display(viz.plots.descent(bowl, walk(rate)))

# %% [markdown] lang="en" answer="too_bold"
# At 0.26 each step lands *higher* on the other slope than the one before. The walk goes further and further away: it **explodes**.

# %% [markdown] lang="zh-TW" of="ae7909a9"
# 在 0.26，每一步落在對面山坡的位置都比上一步**更高**，愈走愈遠：這叫做**發散**（diverge）。

# %% [markdown] lang="en" slide="text"
# **Learning rate 0.01:** too timid.
#
# **Learning rate 0.2:** from side to side, but it arrives.
#
# **Learning rate 0.26:** each step lands *higher* on the other side. The walk **explodes**.

# %% [markdown] lang="zh-TW" of="2b0684b2"
# **學習率 0.01**：太保守。
#
# **學習率 0.2**：來回擺盪，但到得了。
#
# **學習率 0.26**：每一步都落在對面**更高**的地方，愈走愈遠：**發散**。

# %% [markdown] lang="en" slide="skip"
# ### Modify
# Which of the three is too timid? Which goes from side to side, and still arrives? Then put 0.25 in the place of 0.26, and run the cell with the question again.
#
# <details><summary>What you should have seen</summary>
#
# 0.01 hardly gets off the ground. 0.2 overshoots the valley and comes back, from side to side, but arrives. At 0.25 it jumps from side to side for ever. The steepest direction decides how big a step may be.
# </details>

# %% [markdown] lang="zh-TW" of="e0996ece"
# ### 修改
# 三個裡面，哪一個太保守？哪一個來回擺盪，最後還是到得了？再把 0.26 換成 0.25，重新執行剛才要你預測的那一格。
#
# <details><summary>你應該會看到</summary>
#
# 0.01 幾乎沒有前進。0.2 會衝過谷底再折回，來回擺盪，但最後到得了。0.25 會永遠在兩邊來回跳。一步可以跨多大，由最陡的方向決定。
# </details>

# %% [markdown] lang="en" section="steps" minutes="3"
# ## Four examples, step by step
# Four examples of three inputs, and for each the output that we want: 1, −1, −1, 1. The network knows nothing yet.

# %% [markdown] lang="zh-TW" of="2baba253"
# ## 四筆資料，一步一步來
# 四筆資料，每筆三個輸入，想要的輸出是 1、−1、−1、1。網路現在什麼都不會。

# %% [markdown] lang="en" slide="text"
# ## One step of training
#
# Again and again, and the loss falls. **Which of the five lines is forgotten most easily?**

# %% [markdown] lang="zh-TW" of="6c7e8009"
# ## 訓練的一步
#
# 反覆執行，損失就愈來愈小。**這五行裡，哪一行最容易忘記？**

# %% slide="skip"
xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
random.seed(2)
model = MLP(3, [4, 4, 1])
rows = []

# %% [markdown] lang="en" slide="skip"
# The next cell does one step of training: predict, loss, backward, step. (`[model(x) for x in xs]` is a list: one prediction for each `x`.) It writes a line: the number of the step, the loss, and the four predictions. Run it, look, and then run it again and again with **Ctrl+Enter**. Which of the four gets there last?

# %% [markdown] lang="zh-TW" of="1f66a5eb"
# 下一格會訓練一步：預測、算損失、反向傳遞（backward pass）、走一步。（`[model(x) for x in xs]` 是一個串列：每個 `x` 各有一個預測。）每執行一次，就多印一行：第幾步、損失、四個預測。執行一次，看看結果，然後按 **Ctrl+Enter** 反覆執行。四個預測裡，哪一個最晚到達目標？

# %% slide="code" lines="1-5"
predictions = [model(x) for x in xs]
total = loss(predictions, ys)
model.zero_grad()
total.backward()
gradient_step(model.parameters(), 0.02)

numbers = [f"{p.data:7.2f}" for p in predictions]
rows.append(f"{len(rows):3}  {total.data:9.3f}  " + " ".join(numbers))
print(*rows, sep="\n")

# %% [markdown] lang="en" section="bug" minutes="3"
# Nobody told a single weight what it should be. The loss fell because each of them went against its own gradient.
#
# ### A recorded bug
# One line of that cell is forgotten more often than any other: `zero_grad()`. Here somebody trains without it. This is the walk back of the *second* round. What is in `w.grad` before it has even begun?

# %% [markdown] lang="zh-TW" of="b130abe4"
# 沒有人告訴任何一個權重它應該是多少。損失會變小，是因為每個權重都往自己梯度的反方向走。
#
# ### 錄下來的錯誤
# 那一格裡有一行最常被忘記：`zero_grad()`。下面的訓練就忘了它。這是**第二輪**反向傳遞的紀錄：還沒開始走，`w.grad` 裡已經有什麼？

# %% [markdown] lang="en" slide="text"
# ## A recorded bug: no `zero_grad()`
#
# One weight, one bias, one example. Two rounds of training, and nobody sets the gradients back:
#
# `error = (w * 2.0 + b - 3.0) ** 2`

# %% [markdown] lang="zh-TW" of="09fbc527"
# ## 錄下來的錯誤：少了 `zero_grad()`
#
# 一個權重、一個偏差、一筆資料。訓練兩輪，沒有人把梯度歸零：
#
# `error = (w * 2.0 + b - 3.0) ** 2`

# %% ask="old_slope" slide="output"
w, b = Value(-1.0), Value(0.5)
for step in range(2):
    error = (w * 2.0 + b - 3.0) ** 2
    viz.label(w=w, b=b, error=error)
    if step == 0:
        error.backward()
        gradient_step([w, b], 0.05)
viz.record(error)

# %% [markdown] lang="en" answer="old_slope"
# The old slope, −18, is still there, from a place where the parameters no longer are, and the new one is added to it. No step is marked: `backward()` does what it should. The mistake is in the *loop*, and no recording of a single walk can find it.
#
# (Does the recording begin by setting `w` back to 0? Then your `backward()` clears the leaves by itself. Most engines leave that to `zero_grad()`.)

# %% [markdown] lang="zh-TW" of="a86373da"
# 舊的斜率 −18 還在裡面，那是參數還在舊位置時算出來的，新的又加了上去。沒有任何一步被標記：`backward()` 做的都對。錯在**迴圈**，只錄一趟反向傳遞，是找不出來的。
#
# （紀錄一開始就把 `w` 歸零嗎？那是因為你的 `backward()` 自己會清掉葉節點（leaf）。大部分的引擎把這件事留給 `zero_grad()`。）

# %% [markdown] lang="en" slide="text"
# **The old slope is still there.** No step is wrong: the mistake is in the *loop*.

# %% [markdown] lang="zh-TW" of="38c09045"
# **舊的斜率還在**。每一步都沒錯，錯在**迴圈**。

# %% [markdown] lang="en" slide="skip"
# ### Make: `train`
# Now the loop is yours: predict, loss, `model.zero_grad()`, backward, step, again and again, until the loss is less than half of what it was.

# %% [markdown] lang="zh-TW" of="74acd7e2"
# ### 實作：`train`
# 現在輪到你寫迴圈：預測、損失、`model.zero_grad()`、反向傳遞、走一步，一遍又一遍，直到損失不到原來的一半。

# %% slide="skip"
def train(model, inputs, targets):
    ...

# display(hint.training())
# display(solution.training())
check.training(train)

# %% [markdown] lang="en" section="moons" minutes="6"
# ## Two moons
# Some points cannot be told apart by a straight line: two half moons, one in the arms of the other. Your network gets a point and gives a **score**. Above 0 means the one moon, below 0 the other; the **decision boundary** lies where the score is 0. A point's **label** says which moon it really is on, 1 or −1.
#
# Here is your network before any training. Where is it right, and only by chance?

# %% [markdown] lang="zh-TW" of="e41f1669"
# ## 兩個半月形
# 有些點沒辦法用一條直線分開：兩個半月形互相環抱。你的網路拿到一個點，給出一個**分數**（score）：大於 0 是這一邊，小於 0 是另一邊；分數等於 0 的地方，就是**決策邊界**（decision boundary）。每個點的**標籤**（label）說明它其實屬於哪一邊，1 或 −1。
#
# 下面是你的網路，還沒經過任何訓練。它在哪些地方是對的，卻只是碰巧？

# %% [markdown] lang="en" slide="text"
# ## Two moons
#
# The network gives each point a **score**: above 0 the one moon, below 0 the other.
#
# Where the score is 0 lies the **decision boundary**.

# %% [markdown] lang="zh-TW" of="0e1424f7"
# ## 兩個半月形
#
# 網路替每個點打**分數**：大於 0 是這一個半月形，小於 0 是另一個。
#
# 分數等於 0 的地方，就是**決策邊界**（decision boundary）。

# %% slide="output"
from micrograd.datasets import circles, quarters, spirals
from micrograd.moons import moons

points, labels = moons(60)
data = {"moons": (points, labels), "circles": circles(60), "quarters": quarters(60), "spirals": spirals(60)}

def network(layers):
    random.seed(7)
    return MLP(2, layers)

training = viz.training(network, points, labels, layers=[8, 8, 1], steps=80, rate=1.0, data=data)
viz.plots.decision_boundary(training.model, points, labels)

# %% [markdown] lang="en" slide="text"
# Before any training: where is it right, and only by chance?

# %% [markdown] lang="zh-TW" of="c7cd4411"
# 還沒訓練：哪些地方是對的，卻只是碰巧？

# %% [markdown] lang="en"
# A point with label 1 should have a score of at least 1, one with label −1 a score of at most −1. What is missing counts, the rest does not: $\text{relu}(1 - \text{label} \cdot \text{score})$. The loss is the mean of that over all points.
#
# Is your engine quick enough? The next cell tries it with a few points.

# %% [markdown] lang="zh-TW" of="d5eb695d"
# 標籤是 1 的點，分數至少要到 1；標籤是 −1 的點，分數最多只能到 −1。不足的部分才計算，其他的不算：$\text{relu}(1 - \text{標籤} \cdot \text{分數})$。損失就是所有點「不足的量」的平均，叫做**鉸鏈損失**（hinge loss）。
#
# 你的引擎夠快嗎？下一格先用幾個點試試看。

# %% [markdown] lang="en" slide="text"
# ## What is missing counts
#
# $$\text{relu}(1 - \text{label} \cdot \text{score})$$
#
# The loss is the mean over all points. **Where will the boundary move first? How many points stay wrong?**

# %% [markdown] lang="zh-TW" of="e58f5878"
# ## 只算不足的部分
#
# $$\text{relu}(1 - \text{標籤} \cdot \text{分數})$$
#
# 所有點取平均，就是損失。**邊界會先從哪裡開始動？最後還有幾個點是錯的？**

# %% slide="skip"
def missing(score, label):
    return (1 - label * score).relu()

mine.pace(training.model, points)

# %% [markdown] lang="en" slide="skip"
# Run the next cell and watch: every step is drawn. Before it moves: where will the boundary move first?
#
# The controls above the picture act while it runs: pause, do one step, change the learning rate, the hidden layers (those before the last) or the dataset, click into the picture to add a point. You may stop at any time with **■** (*Interrupt*); running the cell again goes on from there.
#
# What stays below the cell is a recording. Play it, and press *slow* to see a single step go forward, backward, and change the weights.

# %% [markdown] lang="zh-TW" of="a5e95b85"
# 執行下一格，看著它學：每一步都會畫出來。執行之前先想想：邊界會先從哪裡開始動？
#
# 圖上方的控制項在訓練途中就有作用：暫停、只走一步、改學習率、改隱藏層（最後一層之前的那些層）、換資料集；點一下圖，還可以加一個點。隨時可以按 **■**（*Interrupt*）停下來，再執行一次就從那裡繼續。
#
# 訓練結束後，儲存格下方會留下可以重播的紀錄。播放看看，再按「慢動作」，看一步裡面怎麼前向、怎麼反向、權重怎麼改。

# %% lines="4-6"
for step in training:
    scores = [training.model(point) for point in training.points]
    total = sum(missing(s, y) for s, y in zip(scores, training.labels)) / len(scores)
    training.model.zero_grad()
    total.backward()
    gradient_step(training.model.parameters(), training.rate)
    training.loss = total

# %% [markdown] lang="en" slide="text"
# Play it from the start: **where does the boundary hesitate?**

# %% [markdown] lang="zh-TW" of="132f29ae"
# 從頭播放：**邊界在哪裡猶豫？**

# %% [markdown] lang="en" slide="notes"
# Let it run while the class watches, and say nothing for ten seconds. Then: “Where does the boundary move first? Where does it hesitate?” Ask for a bet on the number of points that stay wrong. (The model is
# small: on two shared processor cores the eighty steps take about ten seconds.) Then press *pause* on the spirals and let the class choose the learning rate.

# %% [markdown] lang="zh-TW" of="6c4632ca"
# 讓它跑，全班一起看，先安靜十秒。接著問：「邊界先從哪裡開始動？在哪裡猶豫？」讓大家下注：最後會有幾個點還是錯的？（模型很小：在兩個共用的處理器核心上，八十步大約十秒。）接著換成 spirals，按「暫停」，讓全班決定學習率。

# %% [markdown] lang="en" slide="skip"
# How many points are on the right side now? And the gradients of this network, at the end of the training: are they large or small?

# %% [markdown] lang="zh-TW" of="164ac0aa"
# 現在有多少個點在正確的一邊？訓練結束的時候，這個網路的梯度是大還是小？

# %% slide="skip"
model, right = training.model, 0
for point, label in zip(training.points, training.labels):
    if label * model(point).data > 0:
        right += 1
print(f"{right} / {len(training.points)}")
viz.network(model, training.points, gradients=True, rate=training.rate)

# %% [markdown] lang="en" slide="skip" section="dead" minutes="4"
# ## Units that died
# Here is the same network again, untrained, after *one* step with a learning rate of 20. A neuron that is crossed out is closed for every point: in the next step no gradient comes through it. How many are there in the first layer, how many in the second?

# %% [markdown] lang="zh-TW" of="b42dcdee"
# ## 死亡神經元
# 再拿一個同樣的、還沒訓練的網路，只用學習率 20 走**一步**。打叉的神經元對每一個點都是關的，也就是**死亡神經元**（dead unit）：下一步不會有任何梯度穿過它。第一層有幾個？第二層有幾個？

# %% slide="output"
def one_step(model, learning_rate):
    total = sum(missing(model(point), label) for point, label in zip(points, labels)) / len(points)
    model.zero_grad()
    total.backward()
    gradient_step(model.parameters(), learning_rate)

broken = network([8, 8, 1])
one_step(broken, 20)
viz.network(broken, points)

# %% [markdown] lang="en" slide="text"
# One step with a learning rate of 20. **Crossed out: dead. How many in each layer?**

# %% [markdown] lang="zh-TW" of="b22e24ea"
# 用學習率 20 走一步。**打叉的是死亡神經元。每一層各有幾個？**

# %% [markdown] lang="en" slide="skip"
# Now training goes on from there, twenty steps with a learning rate of 0.3. Which of the crossed-out neurons can come back to life?

# %% [markdown] lang="zh-TW" of="dc9fce3c"
# 接著從這裡繼續訓練，用學習率 0.3 走二十步。打叉的神經元裡，哪些有可能活過來？

# %% ask="can_wake" slide="output"
for step in viz.watch(range(20)):
    one_step(broken, 0.3)
viz.network(broken, points)

# %% [markdown] lang="en" answer="can_wake"
# A neuron of the **first** layer sees the points themselves, and these never change. Its own weights get no gradient. So nothing changes for it any more: it is dead for good.
#
# A neuron of the **second** layer sees what the first layer makes of the points. When the first layer learns, its inputs change, and its gate may open again. Compare the two pictures.
#
# A network that was never trained may have crosses, too: some gates are closed from the start, by chance.

# %% [markdown] lang="zh-TW" of="c287ad75"
# **第一層**的神經元看到的就是那些點，而點永遠不會變。它自己的權重又收不到梯度。所以對它來說，再也沒有任何東西會改變：真的死了。
#
# **第二層**的神經元看到的，是第一層算出來的數。第一層學會新東西，它的輸入就跟著變，閘門也就可能重新打開。比較一下兩張圖。
#
# 從來沒訓練過的網路，也可能有打叉的神經元：有些閘門碰巧一開始就是關的。

# %% [markdown] lang="en" slide="text"
# Only the **second** layer can wake: its inputs change. The points never do.

# %% [markdown] lang="zh-TW" of="74643f8d"
# 只有**第二層**活得過來：它的輸入會變，而點永遠不變。

# %% [markdown] lang="en" slide="skip" section="yours" minutes="0"
# ## It is yours
# What you trained is your own: your `Value`, your `Neuron`, your `Layer`, your `MLP`. Take the `#` away, and the next cell writes all of it into a file beside this notebook, `my_micrograd.py`. In any notebook there you can then say `from my_micrograd import Value, MLP`. (Where the series' own code stood in, the file says so.)

# %% [markdown] lang="zh-TW" of="e7140a58"
# ## 它是你的
# 剛才訓練的，是你自己的東西：你的 `Value`、你的 `Neuron`、你的 `Layer`、你的 `MLP`。把 `#` 拿掉，下一格就會把它們全部寫進這個筆記本旁邊的檔案 `my_micrograd.py`。之後在同一個資料夾的任何筆記本裡，都可以寫 `from my_micrograd import Value, MLP`。（先用系列附的程式代替的地方，檔案裡會註明。）

# %%
# mine.save()

# %% [markdown] lang="en" section="class" minutes="2"
# ## A question for the class
# Your network saw 60 points and nothing else. Should we trust it on a new point, right between the moons? How would one find out *before* using it?

# %% [markdown] lang="zh-TW" of="5c1bf1c0"
# ## 課堂討論
# 你的網路只看過 60 個點。遇到一個新的點，剛好在兩個半月形的中間，我們該相信它嗎？要怎麼在**使用之前**就知道？

# %% [markdown] lang="en" slide="text"
# ## A question for the class
#
# The network saw 60 points. **Should we trust it on a new one, right between the moons?**
#
# How would one find out *before* using it?

# %% [markdown] lang="zh-TW" of="0c0b920d"
# ## 課堂討論
#
# 網路只看過 60 個點。**新的點剛好在兩個半月形中間，該相信它的判斷嗎？**
#
# 怎麼在**使用之前**就知道？

# %% [markdown] lang="en" slide="skip" section="keep" minutes="3"
# ## Keep three sentences
# 1. A network is made of weighted sums with gates; its parameters are leaves of the graph.
# 2. The loss says how wrong it is; each parameter steps against its gradient, in proportion to the learning rate.
# 3. Every round: predict, loss, zero the gradients, backward, step.

# %% [markdown] lang="zh-TW" of="cee10ef0"
# ## 記住三句話
# 1. 網路由加權總和與閘門組成；它的參數是計算圖的葉節點。
# 2. 損失說明它錯得多嚴重；每個參數都往梯度的反方向走，步伐和學習率成正比。
# 3. 每一輪：預測、損失、梯度歸零、反向傳遞、走一步。

# %% [markdown] lang="en" slide="skip"
# ## Test yourself
# One weight, one example: $(w \cdot x + b - t)^2$ with $w = 2$, $x = 3$, $b = 1$, $t = 5$. And after the gradient: does a step of training make `w` larger or smaller?

# %% [markdown] lang="zh-TW" of="5ec9107e"
# ## 自我測驗
# 一個權重、一筆資料。設 $w = 2$、$x = 3$、$b = 1$、$t = 5$，損失是 $(w \cdot x + b - t)^2$。求出梯度之後再想：訓練走一步，`w` 會變大還是變小？

# %%
predict.training_slope

# %% [markdown] lang="en" answer="training_slope"
# The gradient is above 0: raising `w` raises the loss. So the step makes `w` **smaller**.

# %% [markdown] lang="zh-TW" of="7047093f"
# 梯度大於 0：`w` 變大，損失就變大。所以走一步之後，`w` 會**變小**。

# %% [markdown] lang="en" slide="text"
# ### Larger or smaller?
#
# The gradient is above 0: raising $w$ raises the loss.
#
# So the step makes $w$ **smaller**.

# %% [markdown] lang="zh-TW" of="8f73c141"
# ### 變大還是變小？
#
# 梯度大於 0：$w$ 變大，損失就變大。
#
# 所以走一步之後，$w$ 會**變小**。

# %% [markdown] lang="en"
# **Next:** [8 · The engine room](08_the_engine_room.ipynb): what is the same in all operations, and what comes after scalars.

# %% [markdown] lang="zh-TW" of="27f3203e"
# **下一課**：[8 · 引擎室](08_the_engine_room.ipynb)：所有的運算有什麼共同的地方？純量（scalar）之後又是什麼？

# %% [markdown] lang="en" slide="text"
# ## Keep three sentences
#
# 1. A network is weighted sums with gates; its parameters are leaves.
# 2. Each parameter steps **against** its gradient.
# 3. Every round: predict, loss, zero the gradients, backward, step.
#
# **At home:** `Neuron`, `Layer`, `MLP`, `loss`, `train`
#
# **Next:** the engine room

# %% [markdown] lang="zh-TW" of="90ac1bd6"
# ## 記住三句話
#
# 1. 網路由加權總和與閘門組成；參數是葉節點。
# 2. 每個參數都往梯度的**反方向**走。
# 3. 每一輪：預測、損失、梯度歸零、反向傳遞、走一步。
#
# **回家做**：`Neuron`、`Layer`、`MLP`、`loss`、`train`
#
# **下一課**：引擎室

# %%
progress()
