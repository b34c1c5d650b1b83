# %% [markdown] lang="en"
# # 8 · The engine room
#
# Your engine is right. This lesson makes it lean: it looks for what is the same in all operations, writes that only once, and arrives at the engine of this project. Then it measures what was gained, and sees why big systems compute with whole
# tables of numbers.
#
# ![One neuron as a graph: many small operations](attachment:08_the_engine_room.png)
#
# > **The question of this lesson.** `+`, `*`, `**` and `relu` each have a `_backward` of four lines. Lay them side by side: how many *characters* are really different?
#
# Afterwards you can
# - add operations of your own, and check them;
# - replace all closures by one line, with local slopes stored in the forward pass;
# - measure speed, memory and depth of an engine, and say where the time goes;
# - explain why tensors exist, and read the same program in PyTorch.
#
# About 35 minutes: predictions on the way, one thing to modify, two operations and one engine to make.

# %% [markdown] lang="zh-TW" of="e6bdae7c"
# # 8 · 引擎室
#
# 你的引擎是對的，這一課要讓它變得精簡：找出所有運算共同的部分，只寫一次，最後就會得到這個專案的引擎。接著量一量到底賺到了什麼，再看看大型系統為什麼都用整張表的數來計算。
#
# ![一個神經元的計算圖：許多小小的運算](attachment:08_the_engine_room.png)
#
# > **本課的問題。** `+`、`*`、`**` 和 `relu` 各有一個四行的 `_backward`。把它們排在一起看：真正不同的有幾個**字元**？
#
# 學完之後，你能夠
# - 加入自己的運算，並且檢查它；
# - 用一行取代所有的閉包，把局部斜率在前向傳遞時就存起來；
# - 量出引擎的速度、記憶體和深度，並說明時間花在哪裡；
# - 解釋為什麼會有張量，並看懂同一個程式用 PyTorch 怎麼寫。
#
# 大約 35 分鐘：沿途多次預測、一題修改、兩個運算和一個引擎要實作。

# %% [markdown] lang="en"
# ## Where we start
# Your complete engine, folded: a click on the three dots shows it.

# %% [markdown] lang="zh-TW" of="f18f85a1"
# ## 從這裡開始
# 這是你完整的引擎，已經折疊起來，點一下那三個點就會展開。

# %% class_after="6" folded="true"

# %% [markdown] lang="en"
# ## Operations of your own
# Adding an operation needs three things: its value, its operands, its local slope. Two that networks like: `exp`, which grows as fast as it is large, and `tanh`, a soft gate between −1 and 1 with the slope $1 - \tanh^2$.

# %% [markdown] lang="zh-TW" of="04f8bfbd"
# ## 自己的運算
# 加入一個運算需要三樣東西：它的值、它的運算元、它的局部斜率。網路常用的有這兩個：`exp`，它有多大就長多快；還有 `tanh`，介於 −1 和 1 之間的柔軟閘門，斜率是 $1 - \tanh^2$。

# %%
predict.exp_zero

# %%
import math

viz.plots.tangent(math.tanh, 0.5)

# %%
predict.tanh_middle

# %% [markdown] lang="en" slide="notes"
# **8 minutes for both operations.** Ask first what they have in common: both slopes can be read from the *result*. `exp`: the slope is the result. `tanh`: 1 minus its square. Whoever writes `math.exp(self.data)` twice is right, and pays twice.

# %% [markdown] lang="zh-TW" of="1f9bcbd2"
# **兩個運算共 8 分鐘。** 先問它們有什麼共同點：兩個斜率都可以從**結果**讀出來。`exp` 的斜率就是結果；`tanh` 的斜率是 1 減去結果的平方。把 `math.exp(self.data)` 寫兩次的人沒有錯，只是付了兩次錢。

# %% [markdown] lang="en"
# ### Make: `exp`, then `tanh`

# %% [markdown] lang="zh-TW" of="19c68316"
# ### 實作：先 `exp`，再 `tanh`

# %%
def exp(self):
    ...

Value.exp = exp

# display(hint.exp())
# display(solution.exp())
check.exp(Value)

# %%
def tanh(self):
    ...

Value.tanh = tanh

# display(hint.tanh())
# display(solution.tanh())
check.tanh(Value)

# %% [markdown] lang="en"
# ### A recorded bug
# Somebody's `tanh` squares the wrong number. **Predict:** for which of the two inputs, 0 and 1, will you see it?

# %% [markdown] lang="zh-TW" of="43c39952"
# ### 錄下來的錯誤
# 某個人的 `tanh` 平方錯了數。**先預測：** 兩個輸入 0 和 1，在哪一個看得出來？

# %%
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

# %% [markdown] lang="en"
# ### Modify
# Mend it; there are two ways, one of them computes `tanh` a second time. Which is the better one, and why is it so handy that the closure can see `out`?
#
# <details><summary>What you should have seen</summary>
#
# `out.data**2`: the result is there already. At 0 both numbers are 0, so the mistake hides there.
# </details>

# %% [markdown] lang="zh-TW" of="fbebe239"
# ### 修改
# 把它改對。有兩種改法，其中一種會再算一次 `tanh`。哪一種比較好？閉包看得到 `out`，在這裡為什麼特別方便？
#
# <details><summary>你應該會看到</summary>
#
# 用 `out.data**2`：結果早就在那裡了。在 0 的地方，兩個數都是 0，所以錯誤藏起來了。
# </details>

# %% [markdown] lang="en"
# ## What is really different
# All closures of our engine, read from its source, laid side by side. **Predict:** which part of each line has to be written anew for a new operation?

# %% [markdown] lang="zh-TW" of="42dcfa54"
# ## 真正不同的部分
# 從原始碼讀出引擎裡所有的閉包，排在一起看。**先預測：** 要加一個新的運算，每一行裡有哪個部分非重寫不可？

# %%
import inspect

from exercises import closure_engine

for line in inspect.getsource(closure_engine.Value).splitlines():
    if ".grad +=" in line:
        print(line.strip())

# %% [markdown] lang="en"
# Everything ends in `* out.grad`, everything begins with `….grad +=`. Of the three moves only the first differs: the **local slope**, one number for each operand. And every one of these numbers is known already in the *forward* pass, when the operation runs.
#
# So store the slopes, and write the other two moves once, for all operations:

# %% [markdown] lang="zh-TW" of="3d4c61da"
# 每一行都以 `* out.grad` 結尾，也都以 `….grad +=` 開頭。三個動作裡，只有第一個不同：**局部斜率**，每個運算元一個數。而這些數，在**前向**傳遞、執行運算的那一刻，就全部知道了。
#
# 那就把斜率存起來，另外兩個動作替所有運算只寫一次：

# %%
predict.local_product

# %% [markdown] lang="en"
# ### Make: the engine without closures
# Only `+` and `*`, to see that it works. `Value(data, _children=(), _op="", _local=())` keeps the local slopes, and one `_backward` for all does the rest. Take `backward()` over from the class above.

# %% [markdown] lang="zh-TW" of="3d3700b5"
# ### 實作：沒有閉包的引擎
# 只要 `+` 和 `*`，看得出它能動就好。`Value(data, _children=(), _op="", _local=())` 會把局部斜率存起來，其餘的由同一個 `_backward` 完成。`backward()` 可以從上面的類別抄過來。

# %%
class Value:
    ...

# display(hint.local_slopes())
# display(solution.local_slopes())
check.local_slopes(Value)

# %% [markdown] lang="en"
# ## The engine of this project
# This is how `micrograd/engine.py` does it, read from its source: two operations, the one `_backward`, and the walk.

# %% [markdown] lang="zh-TW" of="aa0c03e2"
# ## 這個專案的引擎
# `micrograd/engine.py` 就是這樣做的，下面直接讀它的原始碼：兩個運算、唯一的 `_backward`，還有往回走的方法。

# %%
from micrograd.engine import Value as Engine

for part in (Engine.__mul__, Engine.relu, Engine._backward, Engine.backward, Engine._history):
    print(inspect.getsource(part))

# %% [markdown] lang="en"
# Each operation is a line of a table of derivatives: value, operands, symbol, local slopes. Two more things to see there:
#
# - **No recursion.** `_history` collects the values with a list of what is still to do, so a chain of a million works.
# - **The order by age.** Each value gets a birth number, and an operand is always born before its result. So from the youngest to the oldest is a right order, and no sorting of arrows is needed.

# %% [markdown] lang="zh-TW" of="882cfe33"
# 每個運算都是導數表裡的一列：值、運算元、符號、局部斜率。另外還有兩件事值得注意：
#
# - **沒有遞迴。** `_history` 用一個串列記著還沒做的事，一邊走一邊收集，所以一百萬層也沒問題。
# - **按年齡排順序。** 每個數值出生時都拿到一個編號，而運算元一定比它的結果早出生。所以從最年輕的走到最老的，就是正確的順序，不必再去整理箭頭。

# %%
a, b = Engine(2.0), Engine(-3.0)
L = (a * b + a).tanh()
viz.label(a=a, b=b, L=L)
viz.animate(L, ask=True)

# %% [markdown] lang="en"
# ## Measure it
# **Predict:** how many times faster is the engine than our closures, on one training step of a small network? Twice, five times, fifty times? And does it depend on how large the graph is?

# %% [markdown] lang="zh-TW" of="ca36603f"
# ## 量量看
# **先預測：** 一個小網路訓練一步，這個引擎比我們的閉包快幾倍？兩倍、五倍，還是五十倍？和計算圖的大小有關係嗎？

# %%
import gc
import random
import time
import tracemalloc

Closures = closure_engine.Value

def step(make, examples):
    rng = random.Random(1)
    weights = [[make(rng.uniform(-1, 1)) for _ in range(2)] for _ in range(40)]
    total = make(0.0)
    for _ in range(examples):
        x, y = rng.uniform(-1, 1), rng.uniform(-1, 1)
        total = total + sum((w * x + v * y).relu() for w, v in weights) ** 2
    total.backward()
    return total

def seconds(run):
    gc.collect()
    start = time.perf_counter()
    run()
    return time.perf_counter() - start

def compare(examples):
    closures, ours = (seconds(lambda: step(make, examples)) for make in (Closures, Engine))
    print(f"{examples:4} examples   closures {1000 * closures:5.0f} ms   engine {1000 * ours:5.0f} ms   ratio {closures / ours:.1f}")

for examples in (10, 50, 200):
    compare(examples)

# %% lang="zh-TW" of="fd7be6be"
import gc
import random
import time
import tracemalloc

Closures = closure_engine.Value

def step(make, examples):
    rng = random.Random(1)
    weights = [[make(rng.uniform(-1, 1)) for _ in range(2)] for _ in range(40)]
    total = make(0.0)
    for _ in range(examples):
        x, y = rng.uniform(-1, 1), rng.uniform(-1, 1)
        total = total + sum((w * x + v * y).relu() for w, v in weights) ** 2
    total.backward()
    return total

def seconds(run):
    gc.collect()
    start = time.perf_counter()
    run()
    return time.perf_counter() - start

def compare(examples):
    closures, ours = (seconds(lambda: step(make, examples)) for make in (Closures, Engine))
    print(f"{examples:4} 筆資料   閉包 {1000 * closures:5.0f} ms   引擎 {1000 * ours:5.0f} ms   比值 {closures / ours:.1f}")

for examples in (10, 50, 200):
    compare(examples)

# %% [markdown] lang="en"
# For a small graph there is hardly a difference; the larger the graph, the further the closures fall behind. So it is not the arithmetic. **Predict:** what will the ratio be with Python's *garbage collector* switched off?

# %% [markdown] lang="zh-TW" of="d7ec42ae"
# 圖小的時候幾乎沒有差別；圖愈大，閉包落後愈多。可見問題不在計算本身。**先預測：** 如果把 Python 的**垃圾回收器**關掉，比值會變成多少？

# %%
gc.disable()
try:
    compare(200)
finally:
    gc.enable()

# %%
def peak(run):
    gc.collect()
    tracemalloc.start()
    kept = run()
    size = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return size / 1e6

closures, ours = (peak(lambda: step(make, 20)) for make in (Closures, Engine))
print(f"closures {closures:5.1f} MB   engine {ours:5.1f} MB   ratio {closures / ours:.1f}")

# %% lang="zh-TW" of="6e6d9fd3"
def peak(run):
    gc.collect()
    tracemalloc.start()
    kept = run()
    size = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return size / 1e6

closures, ours = (peak(lambda: step(make, 20)) for make in (Closures, Engine))
print(f"閉包 {closures:5.1f} MB   引擎 {ours:5.1f} MB   比值 {closures / ours:.1f}")

# %% [markdown] lang="en"
# Nearly all of it was the collector. A closure holds its own result (`out`), and the result holds the closure: a *circle*, which Python's counting of references never frees. So each graph waits for the garbage collector, which walks over all living objects, again and again, while the graph
# grows. Tuples of slopes make no circle, and need less memory as well. The next cell shows who is freed at once, and the one after it, who can go deep.

# %% [markdown] lang="zh-TW" of="f26d3bbd"
# 差距幾乎全是回收器造成的。閉包握著自己的結果（`out`），結果又握著閉包：形成一個**環**，Python 的參考計數永遠不會釋放它。所以每一張圖都要等垃圾回收器來清，而回收器會在圖愈長愈大的時候，一遍又一遍地走過所有活著的物件。
# 存斜率的 tuple 不會形成環，占用的記憶體也比較少。下一格看誰會立刻釋放，再下一格看誰能走得深。

# %%
import weakref

class Witness:
    pass

def is_freed_at_once(make):
    result = make(2.0) * make(3.0)
    result.witness = witness = Witness()
    gone = weakref.ref(witness)
    del result, witness
    return gone() is None

gc.disable()
try:
    print("closures", is_freed_at_once(Closures), "  engine", is_freed_at_once(Engine))
finally:
    gc.enable()

# %% lang="zh-TW" of="7b64efd3"
import weakref

class Witness:
    pass

def is_freed_at_once(make):
    result = make(2.0) * make(3.0)
    result.witness = witness = Witness()
    gone = weakref.ref(witness)
    del result, witness
    return gone() is None

gc.disable()
try:
    print("閉包", is_freed_at_once(Closures), "  引擎", is_freed_at_once(Engine))
finally:
    gc.enable()

# %%
def chain(make, length):
    x = y = make(1.0)
    for _ in range(length):
        y = y + 0.5
    y.backward()
    return x.grad

for make in (Closures, Engine):
    try:
        print(make.__module__, chain(make, 50_000))
    except RecursionError:
        print(make.__module__, "RecursionError")

# %% [markdown] lang="en" slide="notes"
# Collect the guesses on the board before the cells are run. On our machine the largest graph gives a ratio of 2 to 3, and with the collector off about 1: the table of slopes is not less work, it is less garbage. Ask: “Which of the two numbers
# would you put into an advertisement?” and “which into a paper?”

# %% [markdown] lang="zh-TW" of="07ca6825"
# 執行之前，先把大家的猜測寫在黑板上。在我們的機器上，最大的圖比值大約是 2 到 3，關掉回收器之後大約是 1：斜率表並沒有少做事，只是少製造垃圾。可以問：「這兩個數字，哪一個你會放進廣告？哪一個會放進論文？」

# %% [markdown] lang="en"
# ## One operation for a whole neuron
# A neuron with three inputs: **predict** how many boxes its graph has. Then the same neuron, with its sum of products as **one** operation that we add ourselves: its operands are the weights and the bias, its slopes the inputs (and 1).

# %% [markdown] lang="zh-TW" of="8cd89fe4"
# ## 一個運算做完整個神經元
# 有三個輸入的神經元：**先預測**它的計算圖有幾個方框。接著看同一個神經元，把「乘積的總和」變成我們自己加入的**一個**運算：運算元是權重和偏差，斜率就是各個輸入（偏差的斜率是 1）。

# %%
def dot(weights, x, b):
    data = sum(w.data * xi for w, xi in zip(weights, x)) + b.data
    return Engine(data, (*weights, b), "dot", _local=(*x, 1.0))

x = [3.0, 1.0, -2.0]
w1, w2, w3, b = Engine(0.5), Engine(-1.0), Engine(2.0), Engine(0.25)
one_by_one = sum((w * xi for w, xi in zip((w1, w2, w3), x)), b)
fused = dot((w1, w2, w3), x, b)
viz.label(w1=w1, w2=w2, w3=w3, b=b)
display(viz.draw(one_by_one, slopes=True), viz.draw(fused, slopes=True))

# %%
def first_layer(use, n=64, times=60):
    rng = random.Random(1)
    weights, b = [Engine(rng.uniform(-1, 1)) for _ in range(n)], Engine(0.0)
    for _ in range(times):
        use(weights, [rng.uniform(-1, 1) for _ in range(n)], b).relu().backward()

plain = seconds(lambda: first_layer(lambda weights, x, b: sum((w * xi for w, xi in zip(weights, x)), b)))
fused = seconds(lambda: first_layer(dot))
print(f"one by one {1000 * plain:6.1f} ms   fused {1000 * fused:6.1f} ms   ratio {plain / fused:.1f}")

# %% lang="zh-TW" of="0f26e89c"
def first_layer(use, n=64, times=60):
    rng = random.Random(1)
    weights, b = [Engine(rng.uniform(-1, 1)) for _ in range(n)], Engine(0.0)
    for _ in range(times):
        use(weights, [rng.uniform(-1, 1) for _ in range(n)], b).relu().backward()

plain = seconds(lambda: first_layer(lambda weights, x, b: sum((w * xi for w, xi in zip(weights, x)), b)))
fused = seconds(lambda: first_layer(dot))
print(f"逐一計算 {1000 * plain:6.1f} ms   合成一個 {1000 * fused:6.1f} ms   比值 {plain / fused:.1f}")

# %% [markdown] lang="en"
# Nothing was computed differently: the same products, the same sum. What went away is the *bookkeeping*, a box for each product and each partial sum. Go on in this direction, and a whole layer for a whole batch of examples becomes one operation on tables of numbers: a **tensor**. The table of
# derivatives gets longer entries, the three moves stay.
#
# Move the sliders of a soft neuron once more. Everything you see here happens inside of each entry of such a table.

# %% [markdown] lang="zh-TW" of="3d669d25"
# 計算的內容完全沒有變：同樣的乘積，同樣的總和。省下來的是**記帳**：每個乘積、每個部分和，原本都要一個方框。照這個方向走下去，整層神經元、整批資料，就變成一個對整張表的運算：這就是**張量**。
# 導數表裡的每一列會變長，三個動作還是那三個。
#
# 再拉一次這個柔軟神經元的滑桿。你在這裡看到的一切，都發生在那張表的每一格裡。

# %%
viz.explore("out = tanh(w * x + b)", w=Engine(1.0), x=Engine(0.5), b=Engine(0.0))

# %% [markdown] lang="en"
# ## The same in PyTorch
# Where PyTorch is installed, the next cell runs the example of lesson 6 in it. It reads like your own program, because it is the same idea: a number that remembers, and a walk back.

# %% [markdown] lang="zh-TW" of="844002cd"
# ## 同一件事，用 PyTorch
# 如果裝了 PyTorch，下一格會用它執行第 6 課的例子。讀起來就像你自己的程式，因為想法是一樣的：有記憶的數，再往回走一趟。

# %%
def small_program(a, b):
    return a * b + a**2 + (a + b).relu()

a, b = Engine(1.0), Engine(2.0)
small_program(a, b).backward()
print("engine ", a.grad, b.grad)
try:
    import torch
except ImportError:
    print("torch: -")
else:
    a, b = (torch.tensor(number, dtype=torch.float64, requires_grad=True) for number in (1.0, 2.0))
    small_program(a, b).backward()
    print("PyTorch", a.grad.item(), b.grad.item())

# %% lang="zh-TW" of="f7a4daf8"
def small_program(a, b):
    return a * b + a**2 + (a + b).relu()

a, b = Engine(1.0), Engine(2.0)
small_program(a, b).backward()
print("引擎   ", a.grad, b.grad)
try:
    import torch
except ImportError:
    print("torch: -")
else:
    a, b = (torch.tensor(number, dtype=torch.float64, requires_grad=True) for number in (1.0, 2.0))
    small_program(a, b).backward()
    print("PyTorch", a.grad.item(), b.grad.item())

# %% [markdown] lang="en"
# ## A question for the class
# The slopes are stored in the forward pass. A closure instead reads `other.data` on the way *back*. When do the two give different gradients? (Change a leaf's `data` in between.) Which of them is “right”?

# %% [markdown] lang="zh-TW" of="af2ad276"
# ## 課堂討論
# 我們的引擎在前向傳遞時就把斜率存起來，閉包則是**往回走**的時候才去讀 `other.data`。什麼情況下，兩種做法得到的梯度會不一樣？（中間改掉葉節點的 `data` 看看。）哪一個才「對」？

# %% [markdown] lang="en"
# ## Keep three sentences
# 1. Operations differ only in their local slopes; *times out.grad* and *accumulate* are written once.
# 2. The slopes are known in the forward pass: store them, and no closure and no circle is needed.
# 3. Fewer, larger operations mean less bookkeeping: that is why tensors exist.

# %% [markdown] lang="zh-TW" of="36eed82a"
# ## 記住三句話
# 1. 各種運算不同的只有局部斜率；「乘上 out.grad」和「累加」只要寫一次。
# 2. 斜率在前向傳遞時就知道了：存起來，就不需要閉包，也不會形成環。
# 3. 運算少而大，記帳就少：這就是張量存在的理由。

# %% [markdown] lang="en"
# ## Test yourself
# Without looking: write down value, operands, symbol and local slopes of $a / b$, as one line of the table. Then compare with the engine's.
#
# <details><summary>Answer</summary>
#
# `Value(a / b, (a, b), "/", (1 / b, -a / b**2))`. The engine writes the second slope as $-\text{ratio} / b$, which is the same and saves a power.
# </details>
#
# ## Where to go next
# - Read `micrograd/engine.py` from the top to the bottom. You know every line.
# - Train the network of lesson 7 with your own `tanh` in the place of `relu`.
# - Add `softplus`, $\log(1 + e^x)$, or `max(a, b)`, and check it by nudging.
# - Then [back to the overview](index.ipynb), for what you have not done yet.

# %% [markdown] lang="zh-TW" of="aafbd347"
# ## 自我測驗
# 不看前面，寫下 $a / b$ 在表裡的那一列：值、運算元、符號、局部斜率。再和引擎的寫法比較。
#
# <details><summary>答案</summary>
#
# `Value(a / b, (a, b), "/", (1 / b, -a / b**2))`。引擎把第二個斜率寫成 $-\text{ratio} / b$，意思一樣，但少算一次次方。
# </details>
#
# ## 接下來可以做什麼
# - 從頭到尾讀一遍 `micrograd/engine.py`。每一行你都看得懂了。
# - 把第 7 課的網路換成你自己的 `tanh`，不用 `relu`，再訓練一次。
# - 加入 `softplus`，也就是 $\log(1 + e^x)$，或是 `max(a, b)`，並且用輕推檢查。
# - 最後[回到總覽](index.ipynb)，看看還有哪些沒做。

# %%
progress()
