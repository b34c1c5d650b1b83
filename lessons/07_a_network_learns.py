# %% [markdown] lang="en"
# # 7 · A network learns
#
# Everything is there: numbers that remember, and one call that tells each of them how it moves the result. Now the result becomes a measure of how wrong a network is, and each weight
# takes a small step towards less.
#
# ![A network with two inputs, two layers of four neurons and one output; its weights in two colours](attachment:07_a_network_learns.png)
#
# > **The question of this lesson.** A network with 205 parameters puts some points on the wrong side. Which of them are to blame, in which direction should each of them go, and how far?
#
# Afterwards you can
# - build a neuron, a layer and a multilayer perceptron out of `Value`;
# - say what a loss is, and why one steps *against* the gradient;
# - write a training loop, and watch a network draw its boundary;
# - recognise dead units, and a learning rate that is too big.
#
# About 40 minutes: predictions on the way, one thing to modify, five short pieces of code to make, and at the end a network that learns while you look.

# %% [markdown] lang="zh-TW" of="9af0abb1"
# # 7 · 網路開始學習
#
# 一切都準備好了：有記憶的數，還有一個呼叫，能告訴每個數它會讓結果怎麼動。現在，這個結果變成「網路錯得多嚴重」，每個權重都朝著「錯得少一點」的方向走一小步。
#
# ![一個有兩個輸入、兩層各四個神經元、一個輸出的網路，權重用兩種顏色表示](attachment:07_a_network_learns.png)
#
# > **本課的問題。** 一個有 205 個參數的網路，把一些點分錯了邊。該怪哪些參數？每一個該往哪個方向改？要改多少？
#
# 學完之後，你能夠
# - 用 `Value` 做出神經元、層和多層感知器；
# - 說明什麼是損失，以及為什麼要往梯度的**反方向**走；
# - 寫出訓練迴圈，看著網路畫出它的決策邊界；
# - 認出死亡神經元，以及太大的學習率。
#
# 大約 40 分鐘：沿途多次預測、一題修改、五段很短的實作，最後看著一個網路在你眼前學會。

# %% [markdown] lang="en"
# ## Where we start
# Your complete engine, folded: a click on the three dots shows it.

# %% [markdown] lang="zh-TW" of="f18f85a1"
# ## 從這裡開始
# 這是你完整的引擎，已經折疊起來，點一下那三個點就會展開。

# %% class_after="6" folded="true"

# %% [markdown] lang="en"
# ## A neuron
# A neuron weighs its inputs, adds a **bias** $b$, and puts a gate behind the sum: $\text{relu}(w_1 x_1 + w_2 x_2 + b)$. The inputs are given; the weights $w$ and the bias are the **parameters**, which training may change.
#
# **Predict:** with one input, what is the gradient of the weight?

# %% [markdown] lang="zh-TW" of="181db1df"
# ## 神經元
# 神經元替每個輸入加權，再加上**偏差** $b$，最後在總和後面放一道閘門：$\text{relu}(w_1 x_1 + w_2 x_2 + b)$。輸入是給定的；權重 $w$ 和偏差是**參數**，訓練時可以改變。
#
# **先預測：** 只有一個輸入的時候，權重的梯度是多少？

# %%
predict.neuron_weight

# %% [markdown] lang="en"
# ### Make: `Neuron`
# `Neuron(nin)` has a list `.w` of `nin` weights, somewhere between −1 and 1, and a bias `.b`, 0 at first. Called with a list of inputs it gives its output; `parameters()` lists all that may change.

# %% [markdown] lang="zh-TW" of="b696d6e7"
# ### 實作：`Neuron`
# `Neuron(nin)` 有一個串列 `.w`，裝著 `nin` 個介於 −1 和 1 之間的權重，還有一個偏差 `.b`，一開始是 0。拿一串輸入呼叫它，就得到輸出；`parameters()` 列出所有可以改變的參數。

# %%
import random

class MyNeuron:
    def __init__(self, nin):
        ...

    def __call__(self, x):
        ...

    def parameters(self):
        ...

# display(hint.neuron())
# display(solution.neuron())
check.neuron(MyNeuron)

# %% [markdown] lang="en"
# One way to write it, and a picture of one neuron with two inputs. Answer the player; **predict** first whether the gate is open.

# %% [markdown] lang="zh-TW" of="537fb339"
# 下面是其中一種寫法，以及一個有兩個輸入的神經元的計算圖。先**預測**閘門是開是關，再回答播放器的問題。

# %%
class Neuron:
    def __init__(self, nin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0.0)

    def __call__(self, x):
        act = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)
        return act.relu()

    def parameters(self):
        return self.w + [self.b]

n = Neuron(2)
n.w[0].data, n.w[1].data, n.b.data = 0.5, -1.0, 0.25
x1, x2 = Value(3.0), Value(1.0)
out = n([x1, x2])
viz.label(x1=x1, x2=x2, w1=n.w[0], w2=n.w[1], b=n.b, out=out)
viz.animate(out, ask="sign")

# %% [markdown] lang="en"
# ### Make: `Layer`
# A layer is several neurons with the same inputs. `Layer(nin, nout)`; called, it gives the list of their outputs. It may use the `Neuron` above. **Predict** first what an input collects that goes to two neurons.

# %% [markdown] lang="zh-TW" of="970f2e13"
# ### 實作：`Layer`
# 一層就是好幾個神經元，看同樣的輸入。寫成 `Layer(nin, nout)`；呼叫它，會得到這些神經元輸出的串列。可以使用上面的 `Neuron`。**先預測：** 一個輸入同時接到兩個神經元，會收到多少梯度？

# %%
predict.layer_input

# %%
class MyLayer:
    def __init__(self, nin, nout):
        ...

    def __call__(self, x):
        ...

    def parameters(self):
        ...

# display(hint.layer())
# display(solution.layer())
check.layer(MyLayer)

# %% [markdown] lang="en"
# Layers in a row, each fed with the outputs of the one before, are a **multilayer perceptron**. The project has all three in `micrograd/nn.py`, written just like yours; only the last layer has no gate, so that the output may be negative.
#
# The next picture shows no values, but the network itself; click a neuron, and it opens into the graph of values that it computes. **Predict:** how many parameters has it? Two inputs, two layers of four, one output; do not forget the biases.

# %% [markdown] lang="zh-TW" of="fe147ca1"
# 把層接成一串，每一層的輸入是前一層的輸出，這就是**多層感知器**。專案的 `micrograd/nn.py` 裡三種都有，寫法和你的一樣；只有最後一層沒有閘門，這樣輸出才可以是負的。
#
# 下一張圖畫的不是數值，而是網路本身；點一下神經元，就會打開它的計算圖。**先預測：** 它有多少個參數？兩個輸入、兩層各四個神經元、一個輸出；別忘了偏差。

# %%
from micrograd.nn import MLP

model = MLP(2, [4, 4, 1], rng=random.Random(3))
print(len(model.parameters()))
viz.network(model)

# %% [markdown] lang="en" slide="notes"
# **Count aloud:** $(2 + 1) \cdot 4 + (4 + 1) \cdot 4 + (4 + 1) = 37$. Then ask where in this picture a gate is, and where none is. If time allows: cover one neuron with a hand. What does the network lose?

# %% [markdown] lang="zh-TW" of="22c4cd05"
# **大聲一起數：** $(2 + 1) \cdot 4 + (4 + 1) \cdot 4 + (4 + 1) = 37$。接著問：圖裡哪些地方有閘門，哪些沒有？時間夠的話，用手遮住一個神經元：網路少了什麼？

# %% [markdown] lang="en"
# ## How wrong is it? The loss
# One number has to say how wrong the network is, 0 when all is right. For numbers to be hit, take the difference from the target, squared: never negative, and large misses count much more than small ones. It is called the **loss**.
#
# Train a single weight by hand: move `w` and `b` until the loss is 0. The gradients tell you the way. (`x` and the target `t` are given: leave them alone.)

# %% [markdown] lang="zh-TW" of="b4229bd3"
# ## 錯得多嚴重？損失
# 要用一個數說出網路錯得多嚴重，全對的時候是 0。如果目標是要命中某些數，就取和目標的差，再平方：永遠不會是負的，而且差得多比差得少嚴重很多。這個數叫做**損失**。
#
# 先用手訓練一個權重：拉動 `w` 和 `b`，直到損失變成 0。梯度會告訴你該往哪邊走。（`x` 和目標 `t` 是給定的，不要動它們。）

# %%
viz.explore("loss = (w * x + b - t)**2", w=Value(-1.0), x=Value(2.0), b=Value(0.5), t=Value(3.0))

# %%
predict.loss_slope

# %% [markdown] lang="en"
# ### Make: `loss`
# The squared errors of all examples, added up (or their mean).

# %% [markdown] lang="zh-TW" of="f60ef463"
# ### 實作：`loss`
# 所有資料的誤差平方，加總（或取平均）。

# %%
def loss(predictions, targets):
    ...

# display(hint.loss())
# display(solution.loss())
check.loss(loss)

# %% [markdown] lang="en"
# ## Which way?
# The gradient of a parameter says how the loss moves when the parameter goes *up*. **Predict:**

# %% [markdown] lang="zh-TW" of="a8536daf"
# ## 往哪邊走？
# 參數的梯度說的是：參數往**上**的時候，損失會怎麼動。**先預測：**

# %%
predict.step_data

# %% [markdown] lang="en"
# ### Make: `gradient_step`
# A small step for each parameter, such that the loss *falls*. How small, says the **learning rate**.

# %% [markdown] lang="zh-TW" of="8aba7f3d"
# ### 實作：`gradient_step`
# 每個參數走一小步，讓損失**變小**。這一步要多小，由**學習率**決定。

# %%
def gradient_step(parameters, learning_rate):
    ...

# display(hint.gradient_step())
# display(solution.gradient_step())
check.gradient_step(gradient_step)

# %% [markdown] lang="en"
# A map of a loss with two parameters, and a walk on it. At each place the gradient shows where it is steepest *uphill*; the step goes the other way. This is **gradient descent**.

# %% [markdown] lang="zh-TW" of="237e4dd4"
# 這是一張損失的地形圖，有兩個參數，還有一段走過的路。在每個地方，梯度指的是**上坡**最陡的方向；腳步往反方向走。這就叫做**梯度下降**。

# %%
def bowl(u, v):
    return (u - 1) ** 2 + 4 * (v + 0.5) ** 2

def walk(learning_rate, steps=12):
    u, v = Value(-2.0), Value(1.0)
    path = [(u.data, v.data)]
    for _ in range(steps):
        u.grad = v.grad = 0.0
        bowl(u, v).backward()
        u.data -= learning_rate * u.grad
        v.data -= learning_rate * v.grad
        path.append((u.data, v.data))
    return path

viz.plots.descent(bowl, walk(0.1))

# %% [markdown] lang="en"
# ### Modify
# **Predict**, then try in the cell above: `walk(0.01)`, `walk(0.2)`, `walk(0.26)`. Which is too timid, which is too bold, and what does too bold look like?
#
# <details><summary>What you should have seen</summary>
#
# 0.01 hardly gets off the ground. 0.2 overshoots the valley and comes back, from side to side, but arrives. At 0.26 each step lands *higher* on the other slope than the one before: the walk explodes. The steepest direction decides how big a step may be.
# </details>

# %% [markdown] lang="zh-TW" of="905fd0d0"
# ### 修改
# **先預測**，再到上一格試試：`walk(0.01)`、`walk(0.2)`、`walk(0.26)`。哪一個太保守？哪一個太大膽？太大膽會是什麼樣子？
#
# <details><summary>你應該會看到</summary>
#
# 0.01 幾乎沒有前進。0.2 會衝過谷底再折回來，左右擺盪，但最後到得了。到了 0.26，每一步落在對面山坡的位置都比上一步**更高**：愈走愈遠，最後爆掉。一步可以跨多大，由最陡的方向決定。
# </details>

# %% [markdown] lang="en"
# ## The loop
# Training is four lines, over and over: predict, measure the loss, walk back, step. And one more that is forgotten more often than any other.
#
# ### A recorded bug
# Somebody trains without setting the gradients back. This is the backward pass of the *second* round. **Predict:** what does the recording find in `w.grad` before the walk has even begun?

# %% [markdown] lang="zh-TW" of="062f2bc2"
# ## 迴圈
# 訓練就是四行，一遍又一遍：預測、算損失、往回走、走一步。另外還有一行，最常被忘記。
#
# ### 錄下來的錯誤
# 有人訓練的時候沒有把梯度歸零。下面是**第二輪**的反向傳遞。**先預測：** 還沒開始往回走，紀錄就會在 `w.grad` 裡發現什麼？

# %%
w, b = Value(-1.0), Value(0.5)
for step in range(2):
    error = (w * 2.0 + b - 3.0) ** 2
    viz.label(w=w, b=b, error=error)
    if step == 0:
        error.backward()
        for p in (w, b):
            p.data -= 0.05 * p.grad
viz.record(error)

# %% [markdown] lang="en"
# The old slope, −18, is still there, from a place where the parameters no longer are, and the new one is added to it. No step is marked: `backward()` does what it should. The mistake is in the *loop*, and no recording of a single walk can find it. So remember: each round begins with `zero_grad`.
#
# ### Make: `train`
# Repeat until the loss is less than half of what it was: predict, loss, `model.zero_grad()`, backward, step.

# %% [markdown] lang="zh-TW" of="c678ae48"
# 舊的斜率 −18 還在裡面，那是參數早就離開的地方的斜率，新的又加了上去。沒有任何一步被標記：`backward()` 做的都對。錯在**迴圈**，只錄一趟反向傳遞是找不出來的。所以請記住：每一輪都要從 `zero_grad` 開始。
#
# ### 實作：`train`
# 重複下面的步驟，直到損失不到原來的一半：預測、損失、`model.zero_grad()`、反向、走一步。

# %%
def train(model, inputs, targets):
    ...

# display(hint.training())
# display(solution.training())
check.training(train)

# %% [markdown] lang="en"
# ## Two moons
# Some points cannot be told apart by a straight line: two half moons, one in the arms of the other. The network gets a point and gives a **score**: above 0 means the one moon, below 0 the other.
#
# **Predict:** what does the boundary of an *untrained* network look like? Curved or straight, in the right place or anywhere?

# %% [markdown] lang="zh-TW" of="727d1c68"
# ## 兩個半月
# 有些點沒辦法用一條直線分開：兩個半月形互相環抱。網路拿到一個點，給出一個**分數**：大於 0 是這一邊，小於 0 是另一邊。
#
# **先預測：** **還沒訓練**的網路，決策邊界是什麼樣子？彎的還是直的？在對的位置，還是隨便一個地方？

# %%
from micrograd.datasets import circles, quarters, spirals
from micrograd.moons import moons

points, labels = moons(60)
data = {"moons": (points, labels), "circles": circles(60), "quarters": quarters(60), "spirals": spirals(60)}

def network(layers):
    return MLP(2, layers, rng=random.Random(7))

training = viz.training(network, points, labels, layers=[12, 12, 1], data=data)
viz.plots.decision_boundary(training.model, points, labels)

# %% [markdown] lang="en"
# Bent in a few places, where its gates happen to open, and of no use to anybody yet. Now the loss. A point with label 1 should have a score of at least 1, one with label −1 a score of at most −1; what is missing counts, the rest does not: $\text{relu}(1 - \text{label} \cdot \text{score})$, the mean over all points.
#
# Run the cell and watch: every step is drawn. The controls above the picture act while it runs: pause, do one step, change the learning rate, the hidden layers or the dataset, click into the picture to add a point. You may stop at any time with **■** (*Interrupt*): the model keeps what it has learned, and running the cell again goes on from there.
#
# What stays below the cell is a recording. Play it, and press *slow* to see a single step go forward, backward, and change the weights.

# %% [markdown] lang="zh-TW" of="c3e56455"
# 它在幾個地方轉了彎，那是閘門剛好打開的位置，對誰都沒有幫助。接下來是損失。標籤是 1 的點，分數至少要到 1；標籤是 −1 的點，分數最多只能到 −1。不足的部分才計算，其他的不算：$\text{relu}(1 - \text{標籤} \cdot \text{分數})$，再對所有的點取平均。
#
# 執行下一格，看著它學：每一步都會畫出來。圖上方的控制項在訓練途中就有作用：暫停、只走一步、改學習率、改隱藏層、換資料集；點一下圖，還可以加一個點。隨時可以按 **■**（*Interrupt*）停下來：模型會保留已經學到的東西，再執行一次就從那裡繼續。
#
# 訓練結束後，儲存格下方會留下可以重播的紀錄。播放看看，再按「慢動作」，看一步裡面怎麼前向、怎麼反向、權重怎麼改。

# %%
for step in training:
    scores = [training.model(point) for point in training.points]
    total = sum((1 - label * score).relu() for label, score in zip(training.labels, scores)) / len(scores)
    training.model.zero_grad()
    total.backward()
    for p in training.model.parameters():
        p.data -= training.rate * p.grad
    training.loss = total

# %% [markdown] lang="en" slide="notes"
# Let it run while the class watches, and say nothing for ten seconds. Then: “Where does the boundary move first? Where does it hesitate?” Ask for a bet on the number of points that stay wrong. (The model is
# small: on two shared processor cores the hundred steps take about ten seconds.) Then press *pause* on the spirals and let the class choose the learning rate.

# %% [markdown] lang="zh-TW" of="724aac65"
# 讓它跑，全班一起看，先安靜十秒。接著問：「邊界先動的是哪裡？在哪裡猶豫？」讓大家下注：最後會有幾個點還是錯的？（模型很小：在兩個共用的處理器核心上，一百步大約十秒。）接著換成 spirals，按「暫停」，讓全班決定學習率。

# %% [markdown] lang="en"
# How many points are on the right side now? And the gradients of this network, at the end of the training: are they large or small?

# %% [markdown] lang="zh-TW" of="164ac0aa"
# 現在有多少個點在正確的一邊？訓練結束的時候，這個網路的梯度是大還是小？

# %%
model = training.model
right = sum((model(point).data > 0) == (label > 0) for point, label in zip(training.points, training.labels))
print(f"{right} / {len(training.points)}")
viz.network(model, training.points, gradients=True, rate=training.rate)

# %% [markdown] lang="en"
# ## Units that died
# Here is the same network after *one* step with a learning rate of 20. **Predict:** what has happened to its gates, and can training mend it?

# %% [markdown] lang="zh-TW" of="df2e162a"
# ## 死掉的神經元
# 下面是同樣的網路，只用學習率 20 走了**一步**。**先預測：** 它的閘門發生了什麼事？再訓練下去救得回來嗎？

# %%
broken = MLP(2, [12, 12, 1], rng=random.Random(7))
total = sum((1 - label * broken(point)).relu() for label, point in zip(labels, points)) / len(points)
total.backward()
for p in broken.parameters():
    p.data -= 20 * p.grad
viz.network(broken, points)

# %% [markdown] lang="en"
# The crossed-out neurons are closed for every point. No gradient comes through them any more, so nothing will ever change their weights: **dead units**. A learning rate that is too big does not only waste steps, it can destroy what no later step repairs.
#
# ## A question for the class
# The network in the last training saw 60 points and nothing else. Should we trust it on a new point, right between the moons? How would one find out *before* using it?

# %% [markdown] lang="zh-TW" of="5bbc3065"
# 打叉的神經元，對每一個點都是關的。梯度再也穿不過去，所以它們的權重永遠不會再改變：這就是**死亡神經元**。學習率太大，不只是浪費步數，還可能弄壞以後再也修不好的東西。
#
# ## 課堂討論
# 剛才訓練的網路只看過 60 個點。遇到一個新的點，剛好在兩個半月之間，我們該相信它嗎？要怎麼在**使用之前**就知道？

# %% [markdown] lang="en"
# ## Keep three sentences
# 1. A network is made of weighted sums with gates; its parameters are leaves of the graph.
# 2. The loss says how wrong it is; each parameter steps against its gradient, in proportion to the learning rate.
# 3. Every round: predict, loss, zero the gradients, backward, step.

# %% [markdown] lang="zh-TW" of="cee10ef0"
# ## 記住三句話
# 1. 網路由加權總和與閘門組成；它的參數是計算圖的葉節點。
# 2. 損失說明它錯得多嚴重；每個參數都往梯度的反方向走，步伐和學習率成正比。
# 3. 每一輪：預測、損失、梯度歸零、反向、走一步。

# %% [markdown] lang="en"
# ## Test yourself
# $(w \cdot x + b - t)^2$ with $w = 2$, $x = 3$, $b = 1$, $t = 5$: what is the gradient of `w`, and does a step of training make `w` larger or smaller?

# %% [markdown] lang="zh-TW" of="e71fee4e"
# ## 自我測驗
# $(w \cdot x + b - t)^2$，$w = 2$、$x = 3$、$b = 1$、$t = 5$：`w` 的梯度是多少？訓練走一步之後，`w` 會變大還是變小？

# %%
predict.training_slope

# %% [markdown] lang="en"
# **Next:** [8 · The engine room](08_the_engine_room.ipynb): what is the same in all operations, and what comes after scalars.

# %% [markdown] lang="zh-TW" of="27f3203e"
# **下一課：** [8 · 引擎室](08_the_engine_room.ipynb)：所有的運算有什麼共同的地方？純量之後又是什麼？

# %%
progress()
