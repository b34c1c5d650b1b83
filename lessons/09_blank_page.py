# %% [markdown] lang="en"
# # 9 · The blank page
#
# ![A computation graph; all but its first box is still a dashed outline](attachment:09_blank_page.png)
#
# The whole engine once more, from nothing. No lesson stands beside you, and no solution is in reach: write what you know. The checks are those of the lessons, one after another, and the first thing that is not right yet is explained.
#
# What you write here learns at the end, and nothing of the series stands in for it. Then you take it away as a page: your code, your network, your time and your tries. It may take several days.
#
# About 40 minutes. Where you are stuck, ask for a hint: `hint.mul()`.

# %% [markdown] lang="zh-TW" of="6fd5a3a2"
# # 9 · 空白頁
#
# ![一張計算圖，除了第一個方框，其餘都還只是虛線](attachment:09_blank_page.png)
#
# 把整個引擎從零再寫一次。旁邊沒有課文，也看不到解答：把你會的寫出來。檢查還是各課的那些，一項接一項；遇到第一個還不對的項目，就會說明哪裡不對。
#
# 最後學會分類的，就是你在這裡寫的程式，系列不會替你補上任何一行。完成之後，可以存成一頁帶走：你的程式碼、你的網路、花了多少時間、試了幾次。分成好幾天寫也可以。
#
# 大約 40 分鐘。卡住的時候，可以看提示，例如 `hint.mul()`。

# %% [markdown] lang="en"
# ## What `Value` must do
# | part | what is asked |
# |---|---|
# | value | `Value(data, _children=(), _op="", label="")` keeps `data`, `grad` (0 at first), `_prev`, `_op`, `label`, and a `_backward` that does nothing yet; shown, it tells its number |
# | add | `a + b` |
# | mul | `a * b` |
# | pow | `a ** n`, where `n` is a plain number |
# | operators | `-a`, `a - b`, `a / b`; and with a plain number on the left `1 + a`, `2 * a`, `1 - a`, `6 / a` |
# | relu | `a.relu()` |
# | backward | `L.backward()` gives every value its gradient |
# | backward_twice | it does so a second time, after the leaves alone were set back to 0 |
#
# Every operation gives a new `Value` that remembers its operands and its symbol, and that has a `_backward`. Where a `Value` is asked for, a plain number will do.

# %% [markdown] lang="zh-TW" of="412a553e"
# ## `Value` 要做到的事
# | 項目 | 要求 |
# |---|---|
# | value | `Value(data, _children=(), _op="", label="")` 記住 `data`、`grad`（一開始是 0）、`_prev`、`_op`、`label`，以及一個還什麼都不做的 `_backward`；印出來看得到它的數字 |
# | add | `a + b` |
# | mul | `a * b` |
# | pow | `a ** n`，`n` 是普通的數字 |
# | operators | `-a`、`a - b`、`a / b`；還有普通數字在左邊的 `1 + a`、`2 * a`、`1 - a`、`6 / a` |
# | relu | `a.relu()` |
# | backward | `L.backward()` 讓每個數值得到自己的梯度 |
# | backward_twice | 只把葉節點歸零之後再呼叫一次，也一樣正確 |
#
# 每個運算都傳回一個新的 `Value`，記住它的運算元和符號，並且帶著一個 `_backward`。需要 `Value` 的地方，放一個普通的數字也可以。

# %%
class Value:
    ...

check.engine(Value)

# %% [markdown] lang="en"
# ## What a network must do
# | part | what is asked |
# |---|---|
# | neuron | `Neuron(nin)` has weights `.w`, at random between −1 and 1, a bias `.b`, and `.nonlin`, `True` at first: whether relu follows. Called with a list of inputs it gives a `Value`. `parameters()` lists what can be trained |
# | layer | `Layer(nin, nout)` has `.neurons`. Called with the inputs it gives the list of their outputs; `parameters()` |
# | mlp | `MLP(nin, nouts)` has `.layers`, each fed by the one before; the last has no relu. One output is given as itself, not in a list; `parameters()`, and `zero_grad()` |

# %% [markdown] lang="zh-TW" of="3a90a3bd"
# ## 網路要做到的事
# | 項目 | 要求 |
# |---|---|
# | neuron | `Neuron(nin)` 有權重 `.w`（−1 到 1 之間的隨機數）、偏差 `.b`，以及 `.nonlin`，一開始是 `True`，表示後面接 relu。把輸入排成串列來呼叫它，會得到一個 `Value`。`parameters()` 列出可以訓練的數值 |
# | layer | `Layer(nin, nout)` 有 `.neurons`。用輸入呼叫它，會得到一個串列，裡面是每個神經元的輸出；還有 `parameters()` |
# | mlp | `MLP(nin, nouts)` 有 `.layers`，每一層的輸入是前一層的輸出；最後一層沒有 relu。只有一個輸出時直接傳回它，不放進串列；還有 `parameters()` 和 `zero_grad()` |

# %%
class Neuron:
    ...

class Layer:
    ...

class MLP:
    ...

check.network(Neuron, Layer, MLP)

# %% [markdown] lang="en"
# ## Let it learn
# The loop is yours. It has `training.model`, which is your `MLP(2, [8, 8, 1])`, the 60 `training.points` of two moons with their `training.labels`, 1 or −1, and `training.rate`, the learning rate. Each step: a score for each point, one loss, its gradients, and a move of every parameter. Put the loss
# into `training.loss`, and it is drawn.
#
# Above 0 is the one moon, below 0 the other. A loss that serves well is the mean of $\text{relu}(1 - \text{label} \cdot \text{score})$. At least 55 of the 60 points belong on the right side; no straight line does more than 54. If nothing is learned: `check.training(train)` examines a loop that is written as `train(model, inputs, targets)`, and names what is wrong with it.

# %% [markdown] lang="zh-TW" of="bacd03e5"
# ## 讓它學習
# 迴圈由你來寫。迴圈裡可以用的有：`training.model`，就是你的 `MLP(2, [8, 8, 1])`；兩個半月形的 60 個點 `training.points`，和它們的標籤 `training.labels`（1 或 −1）；還有學習率 `training.rate`。每一步：替每個點算分數、算出一個損失、求梯度，再移動每個參數。把損失放進 `training.loss`，它就會畫出來。
#
# 分數大於 0 屬於其中一個半月形，小於 0 屬於另一個。好用的損失，是 $\text{relu}(1 - \text{標籤} \cdot \text{分數})$ 的平均。60 個點裡，至少要有 55 個在正確的一邊；用直線最多只能分對 54 個。如果什麼也沒學到：把迴圈寫成 `train(model, inputs, targets)`，`check.training(train)` 會檢查它，說出哪裡不對。

# %%
training = moons(MLP)
for step in training:
    ...

# %% [markdown] lang="en"
# ## Take it away
# This page stays readable without a kernel and without a network, and can be printed. For another time: begin again with an empty class, and your tries and your time begin anew.
#
# Want more? [10 · Tasks from elsewhere](10_tasks_from_elsewhere.ipynb), all optional. Or [back to the overview](index.ipynb).

# %% [markdown] lang="zh-TW" of="5845ae45"
# ## 帶走你的成果
# 這一頁不需要核心、也不需要網路就能打開，還可以列印。改天想再來一次，就從空白的類別重新開始，次數和時間也會重新計算。
#
# 還想繼續？[10 · 別人出的題目](10_tasks_from_elsewhere.ipynb)，全部都是選做。或者[回到總覽](index.ipynb)。

# %%
# keepsake().save("my_micrograd.html")
keepsake()
