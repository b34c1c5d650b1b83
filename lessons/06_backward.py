# %% [markdown] lang="en"
# # 6 · Backward
#
# Every result knows how to hand its gradient to its operands. What is missing is somebody who calls all of them, each once, in the right order. You will write that method,
# `backward()`, and with it your engine is complete.
#
# ![A value b is used twice, once directly and once through d; both paths meet in the result](attachment:06_backward.png)
#
# > **The question of this lesson.** `b` is used in two places. One of them has already reported its gradient. May `b` pass on what it has, or must it wait?
# > And how does a program know when the waiting is over?
#
# Afterwards you can
# - say why the order matters, and find a right one: the topological order;
# - write `backward()`, and say who begins, with which gradient, and why `zero_grad` exists;
# - prove a gradient right by nudging;
# - explain why backpropagation walks backwards.
#
# About 45 minutes: predictions on the way, one thing to modify, five to make, the first two of which are the heart of it all.

# %% [markdown] lang="zh-TW" of="a385a165"
# # 6 · 反向傳遞
#
# 每個運算結果都知道怎麼把梯度交給自己的運算元。還缺一個角色：負責把它們全部呼叫一遍，每個一次，而且順序要對。這一課你會寫出這個方法 `backward()`，寫好之後，你的引擎就完成了。
#
# ![數值 b 用了兩次，一次直接使用，一次經過 d；兩條路徑在結果會合](attachment:06_backward.png)
#
# > **本課的問題。** `b` 用在兩個地方，其中一個已經回報了梯度。這時 `b` 可以把手上的梯度往回傳嗎？還是必須再等？程式又怎麼知道已經等夠了？
#
# 學完之後，你能夠
# - 說明順序為什麼重要，並找出正確的順序：拓撲順序；
# - 寫出 `backward()`，並說明誰先開始、梯度從多少開始，以及為什麼需要 `zero_grad`；
# - 用輕推證明一個梯度是對的；
# - 解釋反向傳播為什麼要倒著走。
#
# 大約 45 分鐘：沿途多次預測、一題修改、五題實作，其中前兩題是全部內容的核心。

# %% [markdown] lang="en"
# ## Where we start
# Your class so far, folded: a click on the three dots shows it.

# %% [markdown] lang="zh-TW" of="99b1debb"
# ## 從這裡開始
# 這是你目前的類別，已經折疊起來，點一下那三個點就會展開。

# %% class_after="5" folded="true"

# %% [markdown] lang="en"
# ## A recorded bug: a wrong order
# Here `b` goes into `d` and into `L`. **Predict** by nudging: `a` up by $h$ moves `b` by $3h$; what does that do to $L = b + d$, with $d = 10 b$?

# %% [markdown] lang="zh-TW" of="718ea404"
# ## 錄下來的錯誤：順序不對
# 這裡的 `b` 同時流入 `d` 和 `L`。用輕推來**預測**：`a` 往上 $h$，`b` 就移動 $3h$；這會讓 $L = b + d$ 移動多少？其中 $d = 10 b$。

# %%
predict.order_diamond

# %% [markdown] lang="en"
# Somebody wrote a `backward()` that seems natural: begin at the root, call its `_backward`, then go to its operands, and so on, everyone at the first visit.
#
# **Predict:** at which box does it go wrong? Play the recording, and look for the mark.

# %% [markdown] lang="zh-TW" of="23fbb98d"
# 有人寫了一個看起來很自然的 `backward()`：從根節點開始，呼叫它的 `_backward`，再走到它的運算元，依此類推，每個數值都在第一次遇到時處理。
#
# **先預測：** 它會在哪一個方框出錯？播放紀錄，找找看標記在哪裡。

# %%
def backward(self):
    self.grad = 1.0
    seen, waiting = {self}, [self]
    while waiting:
        value = waiting.pop(0)
        value._backward()
        for operand in value._prev:
            if operand not in seen:
                seen.add(operand)
                waiting.append(operand)

Value.backward = backward

def diamond():
    a = Value(2.0)
    b = a * 3
    d = b * 10
    L = b + d
    viz.label(a=a, b=b, d=d, L=L)
    return L

viz.record(diamond())

# %% [markdown] lang="en"
# When it is `b`'s turn, only `L` has reported to it: 1. So it hands on $3 \cdot 1$. Then `d` brings its 10, but `b` has already been there, and nobody comes back. `a` ends with 3 instead of 33.
#
# > **The rule.** A value's turn comes when *everything that uses it* has reported. Before that its gradient is not complete.

# %% [markdown] lang="zh-TW" of="5df5ce67"
# 輪到 `b` 的時候，只有 `L` 向它回報過，所以它手上是 1，於是交出 $3 \cdot 1$。之後 `d` 帶來了 10，可是 `b` 已經處理過，不會再回來了。最後 `a` 得到 3，而不是 33。
#
# > **規則。** **所有用到它的結果**都回報之後，才輪到這個數值。在那之前，它的梯度還不完整。

# %% [markdown] lang="en" slide="notes"
# **6 minutes, the most important ones of the series.** Play it as theatre: four students are `a`, `b`, `d`, `L`, and pass notes with numbers. Let `b` pass on too early and see `d` arrive with a 10 that nobody wants. Then ask `b`: “How could you have known that you had to wait?”
# Answers that come: counting arrows (that is Kahn's algorithm), or doing everything in the reverse of the order of creation (that is what `micrograd/engine.py` does). Both are right.

# %% [markdown] lang="zh-TW" of="f1b00ff7"
# **6 分鐘，整個系列最重要的 6 分鐘。** 演成一齣戲：四個學生分別當 `a`、`b`、`d`、`L`，互相傳寫著數字的紙條。讓 `b` 太早傳出去，再看 `d` 帶著沒人要的 10 走過來。然後問 `b`：「你要怎麼知道自己必須等？」
# 學生會想到：數箭頭（這就是 Kahn 演算法），或是照建立的順序倒過來做（這就是 `micrograd/engine.py` 的做法）。兩個都對。

# %% [markdown] lang="en"
# ## The order
# Turn the rule round: put all values in a row so that every **operand stands before its results**. Walk that row from the end, and every value's users come before it. Such a row is a *topological order*. It is how you get dressed: socks before shoes,
# and it does not matter whether the hat comes first or last.
#
# To make the row: to put a value in, first put in its operands, and only then the value itself; and nobody twice.

# %% [markdown] lang="zh-TW" of="bf831940"
# ## 順序
# 把規則倒過來說：把所有數值排成一列，讓每個**運算元都排在它的結果前面**。從這一列的尾端往回走，用到某個數值的結果就都會先輪到。這樣的排列叫做**拓撲順序**。
# 就像穿衣服：先穿襪子再穿鞋子，至於帽子先戴後戴都沒關係。
#
# 排法是這樣：要把一個數值放進去，先把它的運算元放進去，最後才放它自己；而且每個只放一次。

# %% [markdown] lang="en"
# ### Make: the topological order
# `topological_order(root)` gives a list of all values from which `root` was computed, each once, operands before results, `root` last. A function inside the function that calls *itself* is the shortest way.

# %% [markdown] lang="zh-TW" of="15d1bf2c"
# ### 實作：拓撲順序
# `topological_order(root)` 傳回一個串列，裝著算出 `root` 用到的所有數值：每個一次，運算元在結果前面，`root` 在最後。最短的寫法，是在函式裡面定義一個會呼叫**自己**的函式。

# %%
def topological_order(root):
    ...

# display(hint.topological_order())
# display(solution.topological_order())
check.topological_order(topological_order)

# %% [markdown] lang="en"
# ### Make: `backward()`
# Now the method itself. Three questions: *who* begins, with *which* gradient, and *in which order* do the others follow? (A number's slope with respect to itself is 1.) Write the order into the method again, or call your function.

# %% [markdown] lang="zh-TW" of="12bfd96c"
# ### 實作：`backward()`
# 接下來是這個方法本身。有三個問題：**誰**先開始？梯度從**多少**開始？其他的**照什麼順序**跟上？（一個數對自己的斜率是 1。）順序可以在方法裡重新寫一次，也可以呼叫你剛才的函式。

# %%
def backward(self):
    ...

Value.backward = backward

# display(hint.backward())
# display(solution.backward())
check.backward(Value)

# %% [markdown] lang="en"
# Here is the complete class, with which we go on. **Predict** each gradient of the lectures' expression, and then let `viz.record` show that your engine does what the player says.

# %% [markdown] lang="zh-TW" of="8de46bc2"
# 下面是完整的類別，接下來都用它。**先預測**課堂算式裡的每一個梯度，再用 `viz.record` 看看，你的引擎做的是不是和播放器說的一樣。

# %% class_after="6"

# %%
predict.backward_lecture

# %%
a, b, c, f = Value(2.0), Value(-3.0), Value(10.0), Value(-2.0)
e = a * b
d = e + c
L = d * f
viz.label(a=a, b=b, c=c, d=d, e=e, f=f, L=L)
viz.animate(L, ask=True)

# %%
viz.record(L)

# %% [markdown] lang="en"
# ### Modify
# In the wrong `backward` above, write `waiting.pop()` instead of `waiting.pop(0)`, and run its cell (then come back and run the class's cell again). Is it right now? Then change `L = b + d` to `L = d + b`.
#
# <details><summary>What you should have seen</summary>
#
# With one way of writing the sum the recording is clean, with the other it is wrong: such an order is right only by luck. An engine that is right must not depend on which operand was written first.
# </details>

# %% [markdown] lang="zh-TW" of="b6719622"
# ### 修改
# 在上面那個錯的 `backward` 裡，把 `waiting.pop(0)` 改成 `waiting.pop()`，執行那一格（之後記得回來重新執行類別那一格）。現在對了嗎？接著把 `L = b + d` 改成 `L = d + b`。
#
# <details><summary>你應該會看到</summary>
#
# 總和換一種寫法，紀錄就從沒有標記變成有錯，或是反過來：這種順序只是碰巧對。正確的引擎，不能取決於哪個運算元寫在前面。
# </details>

# %% [markdown] lang="en"
# ## A small program with four results
# This is the example with which micrograd is often introduced: four results from two inputs. **Predict:** after `f.backward()`, which values have a gradient? What about `d` and `e`?

# %% [markdown] lang="zh-TW" of="c621ce80"
# ## 有四個結果的小程式
# 介紹 micrograd 的時候常用這個例子：兩個輸入、四個結果。**先預測：** 執行 `f.backward()` 之後，哪些數值有梯度？`d` 和 `e` 呢？

# %%
a = Value(1)
b = Value(2)
c = a + b
d = a * b
e = a ** 2
f = c.relu()
viz.label(a=a, b=b, c=c, d=d, e=e, f=f)

f.backward()
print({name: value.grad for name, value in zip("abcdef", (a, b, c, d, e, f))})
viz.draw(f)

# %% [markdown] lang="en"
# `d` and `e` lie on no path to `f`: nudge them, and `f` does not move. Their gradient is 0, and they are not even in the picture. A gradient is always the slope of *one* number, the one on which `backward()` was called.
#
# To have them all in one picture, add them up: **predict** `a.grad` and `b.grad` for $L = d + e + f$, then step through.

# %% [markdown] lang="zh-TW" of="7d7c6f43"
# `d` 和 `e` 都不在通往 `f` 的路徑上：輕推它們，`f` 不會動。它們的梯度是 0，甚至不會出現在圖裡。梯度永遠是**某一個**數的斜率，也就是呼叫 `backward()` 的那一個。
#
# 想把它們放在同一張圖裡，就加起來：**先預測** $L = d + e + f$ 的 `a.grad` 和 `b.grad`，再一步一步看。

# %%
L = d + e + f
viz.label(L=L)
viz.animate(L)

# %% [markdown] lang="en"
# ## Twice, and once more
# $y = x \cdot x \cdot x$ at $x = 3$. **Predict** the gradient of `x`: three arrows leave it.

# %% [markdown] lang="zh-TW" of="ecc7a1f2"
# ## 再來一次
# $y = x \cdot x \cdot x$，$x = 3$。**先預測** `x` 的梯度：從它出發的箭頭有三條。

# %%
predict.twice_fresh

# %% [markdown] lang="en"
# Now nothing is reset, and `y.backward()` is called a *second* time. **Predict** what is in `x.grad` then.

# %% [markdown] lang="zh-TW" of="d6ca0103"
# 接下來什麼都不歸零，**再呼叫一次** `y.backward()`。**先預測**這時 `x.grad` 裡是多少。

# %%
x = Value(3.0)
y = x * x * x
y.backward()
first = x.grad
y.backward()
first, x.grad

# %% [markdown] lang="en"
# 54: the leaf has added 27 to 27. That is intended: a weight that is used for many examples has to collect from all of them. But between two steps of training somebody has to set the leaves back to 0: this is `zero_grad`.
#
# The values *in between* are another matter. If they kept the gradient of the first pass, the second would pass on too much: karpathy's engine, where they do, would give 72 here. Ours clears them; look for the line in the class above.

# %% [markdown] lang="zh-TW" of="091d166c"
# 54：葉節點在 27 上面又加了 27。這是故意的：一個權重會用在很多筆資料上，應該把每一筆的梯度都收集起來。但在訓練的兩步之間，必須有人把葉節點歸零：這就是 `zero_grad`。
#
# **中間**的數值又是另一回事。如果它們留著第一次的梯度，第二次就會傳出太多：karpathy 的引擎就是這樣，在這裡會得到 72。我們的引擎會先清掉，在上面的類別裡找找看是哪一行。

# %%
predict.zero_shared

# %% [markdown] lang="en"
# ### Make: `zero_grad` and the second call
# First a function that sets *all* gradients of a graph back to 0. Then a `backward()` of your own that may be called again after only the **leaves** were reset.

# %% [markdown] lang="zh-TW" of="1548ddc7"
# ### 實作：`zero_grad` 與第二次呼叫
# 先寫一個函式，把一張圖的**所有**梯度都歸零。再寫一個你自己的 `backward()`：只把**葉節點**歸零之後，可以再呼叫一次。

# %%
def zero_grad(root):
    ...

# display(hint.zero_grad())
# display(solution.zero_grad())
check.zero_grad(zero_grad)

# %%
complete = Value.backward

def backward(self):
    ...

Value.backward = backward

# display(hint.backward_twice())
# display(solution.backward_twice())
check.backward_twice(Value)

# %% slide="skip"
Value.backward = complete   # the lesson goes on with the one of the class above

# %% lang="zh-TW" of="a1187c10"
Value.backward = complete   # 這一課接下來用上面那個類別的版本

# %% [markdown] lang="en"
# ## Is it right? Ask the nudge
# Never trust a gradient that was not checked. **Predict:** what is `a.grad` for $a \cdot b + a$ with $a = 2$, $b = 3$?

# %% [markdown] lang="zh-TW" of="92e99c9b"
# ## 真的對嗎？輕推一下就知道
# 沒有檢查過的梯度，不要相信。**先預測：** $a \cdot b + a$，$a = 2$、$b = 3$，`a.grad` 是多少？

# %%
predict.check_two_paths

# %% [markdown] lang="en"
# ### Make: a gradient checker
# `gradient_check(Value, f, numbers)` says whether the gradients of `f` by `backward()` agree with those by nudging to both sides. Build the graph anew for each nudge: a changed leaf changes nothing in a graph that was computed before.

# %% [markdown] lang="zh-TW" of="ae9e27b5"
# ### 實作：梯度檢查器
# `gradient_check(Value, f, numbers)` 會回答：`f` 用 `backward()` 得到的梯度，和兩邊輕推得到的是不是一致。每次輕推都要重新建立計算圖：已經算好的圖，改了葉節點也不會跟著變。

# %%
def gradient_check(Value, f, numbers):
    ...

# display(hint.gradient_check())
# display(solution.gradient_check())
check.gradient_check(gradient_check)

# %% [markdown] lang="en"
# ## Why backwards?
# The chain rule of lesson 3 says: multiply along each path, add up over the paths. So one could simply walk **every path by itself**. What do we gain by the one walk of `backward()`?
#
# Here is a tower. Each storey adds the one below to itself, `h = h + h`, so two arrows lead down from it. How many paths lead from the top down to `x`? Count them with a finger.

# %% [markdown] lang="zh-TW" of="d52fb7b2"
# ## 為什麼要倒著走？
# 第 3 課的連鎖律說：路徑上相乘，路徑間相加。那麼，把**每一條路徑都各走一次**就行了。`backward()` 只走一趟，到底好在哪裡？
#
# 這裡有一座塔，每一層都是把下面那一層加上自己：`h = h + h`，所以每一層都有兩支箭頭往下。從塔頂往下到 `x`，有幾條路徑？用手指數數看。

# %%
def tower(storeys):
    x = Value(1.0)
    h = x
    for _ in range(storeys):
        h = h + h
    return x, h

x, top = tower(3)
viz.label(x=x, top=top)
viz.draw(top)

# %% [markdown] lang="en"
# **Predict:** how many paths are there with 18 storeys?

# %% [markdown] lang="zh-TW" of="de6ffc82"
# **先預測：** 18 層的塔，有幾條路徑？

# %%
predict.tower_paths

# %% [markdown] lang="en"
# The function below walks every path of a tower. At each storey it takes the first arrow, calls itself to go all the way down to `x`, comes back, and takes the second. Does it find what `backward()` finds?

# %% [markdown] lang="zh-TW" of="1a7e5397"
# 下面的函式會走遍一座塔的每條路徑：每到一層，先選第一支箭頭，呼叫自己，一路往下走到 `x`，再回來走第二支。它求出的梯度，和 `backward()` 一樣嗎？

# %%
def every_path(storeys):
    if storeys == 0:    # at x: here the path ends
        return 1.0
    first = 1.0 * every_path(storeys - 1)    # 1.0 is the slope of +
    second = 1.0 * every_path(storeys - 1)
    return first + second

x, top = tower(3)
top.backward()
every_path(3), x.grad

# %% lang="zh-TW" of="6e404efd"
def every_path(storeys):
    if storeys == 0:    # 走到 x 了：這條路徑到此為止
        return 1.0
    first = 1.0 * every_path(storeys - 1)    # 1.0 是 + 的斜率
    second = 1.0 * every_path(storeys - 1)
    return first + second

x, top = tower(3)
top.backward()
every_path(3), x.grad

# %% [markdown] lang="en"
# The same number, but not the same work.
#
# Here is a stopwatch for both. It takes the best of three runs, as a computer has other things to do, too. (`perf_counter` is a clock that counts in seconds.)

# %% [markdown] lang="zh-TW" of="b5f4e8d0"
# 求出的數一樣，花的力氣卻不同。
#
# 這裡有一個碼錶，兩種走法都能計時。電腦有時候也在忙別的事，所以跑三次，取最快的那一次。（`perf_counter` 是一個以秒計的時鐘。）

# %%
import time

def seconds(run, thing):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        run(thing)
        times.append(time.perf_counter() - start)
    return min(times)

# %% [markdown] lang="en"
# **Predict:** with 18 storeys, how much more work is it to walk every path?

# %% [markdown] lang="zh-TW" of="685ccde4"
# **先預測：** 18 層的塔，每條路徑各走一次，要多花幾倍的力氣？

# %% ask="tower_work"
storeys, paths, walk = [4, 8, 12, 16, 18], [], []
for n in storeys:
    x, top = tower(n)
    paths.append(seconds(every_path, n))
    walk.append(seconds(Value.backward, top))
    print(f"{n:2} storeys   every path {1000 * paths[-1]:9.3f} ms   one walk {1000 * walk[-1]:6.3f} ms")

viz.plots.paths_and_walk(storeys, paths, walk)

# %% lang="zh-TW" of="2bbb576c"
storeys, paths, walk = [4, 8, 12, 16, 18], [], []
for n in storeys:
    x, top = tower(n)
    paths.append(seconds(every_path, n))
    walk.append(seconds(Value.backward, top))
    print(f"{n:2} 層   每條路徑各走一次 {1000 * paths[-1]:9.3f} ms   往回走一趟 {1000 * walk[-1]:6.3f} ms")

viz.plots.paths_and_walk(storeys, paths, walk)

# %% [markdown] lang="en" answer="tower_work"
# One more storey makes twice as many paths. For the walk it is two more arrows.
#
# (Does the time of *your* walk double with each storey as well? Then it goes to a value again each time that a path leads there.)

# %% [markdown] lang="zh-TW" of="221e73e8"
# 塔多蓋一層，路徑就變成兩倍；對往回走的那一趟來說，只是多了兩支箭頭。
#
# （**你的**那一趟，時間也是每多一層就加倍嗎？那就是每有一條路徑通到某個數值，它就又去了一次。）

# %% [markdown] lang="en"
# The walk adds up at each storey *before* it goes on, and then takes one number down. So nothing is computed twice. This is the whole trick of backpropagation, and the reason why order matters.

# %% [markdown] lang="zh-TW" of="5b549207"
# 往回走的時候，每到一層都**先**加總，再帶著一個數繼續往下，所以沒有任何東西會算兩次。反向傳播的訣竅就在這裡，順序那麼重要也是因為這樣。

# %% [markdown] lang="en"
# **And nudging?** It needs a run of its own for every input: with $n$ weights, $n + 1$ runs.
#
# **And forwards?** One can also push slopes from one input to everything behind it. This is called *forward mode*, and a walk of it gives the slopes of all results for **one input**. Our walk back is *reverse mode*: it gives the slopes of **one result** for all inputs.
#
# Training has millions of inputs, the weights, and one result, the loss. So it walks back from the loss, once.

# %% [markdown] lang="zh-TW" of="f0c357f8"
# **那輕推呢？** 每個輸入都要單獨跑一遍：$n$ 個權重，就要跑 $n + 1$ 遍。
#
# **那往前走呢？** 斜率也可以從一個輸入，往前推到後面的每一個數。這叫做**前向模式**，走一趟得到的是所有結果對**一個輸入**的斜率。我們往回走的這種叫做**反向模式**，走一趟得到的是**一個結果**對所有輸入的斜率。
#
# 訓練的時候，輸入（權重）有好幾百萬個，結果（損失）只有一個。所以只要從損失往回走一趟。

# %% [markdown] lang="en" slide="notes"
# **6 minutes.** Let one student trace every path of three storeys with a finger, aloud: “left, left, left; left, left, right ...” Let another walk back and say at each storey only what has arrived: 1, 2, 4, 8. Then the guess for eighteen storeys.
# For the two modes draw a funnel: many inputs at the left, one output at the right. Ask which mode they would take for one input and many outputs (a camera's angle, and the colour of every pixel).

# %% [markdown] lang="zh-TW" of="d8626de8"
# **6 分鐘。** 請一位學生用手指走遍三層塔的每條路徑，邊走邊唸：「左、左、左；左、左、右……」再請另一位從塔頂往回走，每到一層只說收到了多少：1、2、4、8。然後才讓大家猜十八層。
# 講兩種模式的時候畫一個漏斗：左邊很多輸入，右邊一個輸出。再問：如果只有一個輸入、有很多輸出（攝影機的角度，和每個像素的顏色），該用哪一種模式？

# %% [markdown] lang="en"
# ## How deep?
# Move the sliders once more over the shape that started this lesson. Then a limit of our engine: `visit` calls itself, one call inside the other, and Python allows only so many.

# %% [markdown] lang="zh-TW" of="289fbc2c"
# ## 可以多深？
# 這一課從這個形狀開始，再拉一次它的滑桿。接著看我們引擎的一個限制：`visit` 會呼叫自己，一層套一層，而 Python 只允許這麼多層。

# %%
viz.explore("b = a * 3; d = b * 10; L = b + d", a=Value(2.0))

# %%
from micrograd.engine import Value as Engine

def chain(make, length):
    x = make(1.0)
    y = x
    for _ in range(length):
        y = y + 0.5
    y.backward()
    return x.grad

try:
    print(chain(Value, 50_000))
except RecursionError as error:
    print("RecursionError:", error)
print(chain(Engine, 50_000))

# %% [markdown] lang="en"
# The engine of this project keeps a list of what is still to be done instead of calling itself, and needs no recursion. How it finds the order is two lines long; lesson 8 looks at them.
#
# ## A question for the class
# The memory of a graph: every value of the forward pass is kept until `backward()` is done. Which of them does `_backward` of `+` need? Of `*`? Of `relu`? What would you save if you knew?

# %% [markdown] lang="zh-TW" of="b148bc7e"
# 這個專案的引擎不呼叫自己，而是把還沒做的事記在一個串列裡，所以不需要遞迴。它找順序的方法只有兩行，第 8 課會看到。
#
# ## 課堂討論
# 談談計算圖占用的記憶體：前向傳遞的每個數值，都要留到 `backward()` 做完。其中 `+` 的 `_backward` 需要哪些？`*` 呢？`relu` 呢？知道了這一點，可以省下什麼？

# %% [markdown] lang="en"
# ## Keep three sentences
# 1. A value passes its gradient on when everything that uses it has reported: results before operands.
# 2. The root begins with 1; leaves accumulate over calls, and `zero_grad` sets them back.
# 3. One walk back gives the slopes of one number with respect to all inputs.

# %% [markdown] lang="zh-TW" of="2735d779"
# ## 記住三句話
# 1. 所有用到它的結果都回報之後，數值才把梯度往回傳：結果先、運算元後。
# 2. 根節點從 1 開始；葉節點每次呼叫都會累加，由 `zero_grad` 歸零。
# 3. 往回走一趟，就得到一個數對所有輸入的斜率。

# %% [markdown] lang="en"
# ## Test yourself
# `p = x * x`, `q = p * p`, `L = p + q` at $x = 1$. In which order do the four values get their turn, and what is `x.grad`? Decide, then run the cell and compare.

# %% [markdown] lang="zh-TW" of="d5f6131e"
# ## 自我測驗
# `p = x * x`、`q = p * p`、`L = p + q`，$x = 1$。這四個數值輪到的順序是什麼？`x.grad` 是多少？先想好，再執行下一格比較。

# %%
x = Value(1.0)
p = x * x
q = p * p
L = p + q
viz.label(x=x, p=p, q=q, L=L)
viz.record(L)

# %% [markdown] lang="en"
# <details><summary>Answer</summary>
#
# `L`, `q`, `p`, `x`. `p` gets 1 from `L`, and 1 + 1 from `q`: 3 in all. Then `x` gets $3 \cdot 1$ twice: 6.
# </details>
#
# Your engine is complete. **Next:** [7 · A network learns](07_a_network_learns.ipynb).

# %% [markdown] lang="zh-TW" of="bb5d3de8"
# <details><summary>答案</summary>
#
# `L`、`q`、`p`、`x`。`p` 從 `L` 得到 1，從 `q` 得到 1 + 1，合計 3。接著 `x` 得到兩次 $3 \cdot 1$，合計 6。
# </details>
#
# 你的引擎完成了。**下一課：** [7 · 網路開始學習](07_a_network_learns.ipynb)。

# %%
progress()
