# %% [markdown] lang="en" section="opening" minutes="2"
# # 6 · Backward
#
# Every result knows how to hand its gradient to its operands. What is missing is somebody who calls all of them, each once, in the right order. You will write that method,
# `backward()`, and with it your engine is complete.
#
# ![Two gradients come back to the value b, +3 and -5; together they are -2](attachment:06_backward.png)
#
# > **The question of this lesson.** A value is used in two places. One of them has already reported its gradient. May it pass on what it has, or must it wait?
# > And how does a program know when the waiting is over?
#
# Afterwards you can
# - say why the order matters, and find a right one: the topological order;
# - write `backward()`, and say who begins, with which gradient, and why `zero_grad` exists;
# - prove a gradient right by nudging;
# - explain why backpropagation walks backwards.
#
# About 50 minutes: ten predictions on the way, one thing to modify, five to make. The first two of those are the heart of it all. (A good place for a break: before “Twice”.)

# %% [markdown] lang="zh-TW" of="fb8c08fe"
# # 6 · 反向傳遞
#
# 每個運算結果都知道怎麼把梯度交給自己的運算元。還缺一個方法，照正確的順序，讓每個結果各傳一次。這一課你會寫出這個方法 `backward()`：**反向傳遞**（backward pass），也就是反傳遞演算法的後半段。寫好之後，你的引擎就完成了。
#
# ![兩個梯度往回傳到數值 b：+3 和 -5，合起來是 -2](attachment:06_backward.png)
#
# > **本課的問題**：有個數值用在兩個地方，其中一邊已經回報了梯度。這時它可以把手上的梯度往回傳嗎？還是必須再等？程式又怎麼知道已經等夠了？
#
# 學完之後，你能夠
# - 說明順序為什麼重要，並找出正確的順序：拓撲順序；
# - 寫出 `backward()`，並說明誰先開始、梯度從多少開始，以及為什麼需要 `zero_grad`；
# - 用輕推證明一個梯度是對的；
# - 解釋反向傳播為什麼要倒著走。
#
# 大約 50 分鐘：過程中有十次預測，另有一題修改、五題實作，其中前兩題是全課的核心。（中間想休息的話，可以停在「再來一次」之前。）

# %% [markdown] lang="en" slide="text"
# # 6 · Backward
#
# ![Two gradients come back to the value b, +3 and -5; together they are -2](attachment:06_backward.png)
#
# **`b` is used in two places, and one has reported. May it pass on what it has, or must it wait?**

# %% [markdown] lang="zh-TW" of="638100ed"
# # 6 · 反向傳遞
#
# ![兩個梯度往回傳到數值 b：+3 和 -5，合起來是 -2](attachment:06_backward.png)
#
# **`b` 用在兩個地方，其中一邊回報了。它可以往回傳了嗎？還是必須再等？**

# %% [markdown] lang="en" slide="skip"
# ## Where we start
# Your class so far: what a check found right is yours; the rest is the series'.

# %% [markdown] lang="zh-TW" of="46b97cf2"
# ## 從這裡開始
# 這是你目前的類別：檢查通過的部分是你寫的，其餘由這個系列補上。

# %%
Value = mine.relu()

# %% [markdown] lang="en" slide="skip"
# ### Do you remember?
# In lesson 4 you wrote eight operations, and few rules. **Predict** which of these needs one.

# %% [markdown] lang="zh-TW" of="4d54d01a"
# ### 還記得嗎？
# 第 4 課你寫了八個運算，規則卻沒幾個。**先預測**：下面哪一個需要自己的規則？

# %%
predict.remember_own_rule

# %% [markdown] lang="en" section="who_next" minutes="2"
# ## Who may go next?
# The walk from the last number back to the leaves is called the **backward pass**. Here it has to deal with a value that is used twice: $b = 2a$ goes into $d = 5b$ and into $L = b + d$.
#
# **Predict** the gradient of `a`. Nudge in your head: `a` up by $h$ moves `b` by $2h$. By how much does that move `d`, and `L`?

# %% [markdown] lang="zh-TW" of="0e70b682"
# ## 輪到誰？
# 從最後的結果一路走回葉節點（leaf），這一趟叫做**反向傳遞**（backward pass）。這次它會遇到一個用了兩次的數值：$b = 2a$ 同時流入 $d = 5b$ 和 $L = b + d$。
#
# **先預測** `a` 的梯度。在腦中輕推一下：`a` 往上 $h$，`b` 就移動 $2h$。`d` 會跟著移動多少？`L` 呢？

# %% [markdown] lang="en" slide="text"
# ## Who may go next?
# $b = 2a$ goes into $d = 5b$ and into $L = b + d$.
#
# **Nudge `a` by $h$. By how much do `b`, `d` and `L` move?**

# %% [markdown] lang="zh-TW" of="0f07e458"
# ## 輪到誰？
# $b = 2a$ 同時流入 $d = 5b$ 和 $L = b + d$。
#
# **把 `a` 輕推 $h$：`b`、`d`、`L` 各移動多少？**

# %%
predict.order_diamond

# %% [markdown] lang="en" slide="slide" section="wrong_order" minutes="6"
# ### A recorded bug: a wrong order
# Somebody wrote a `backward()` that seems natural. Begin at the root (the value on which it was called), call its `_backward`, then go to its operands, and so on. Everybody's turn comes at the first visit. (`{self}` is a *set*: it only knows who is in it. `pop(0)` takes the first out of a list.)

# %% [markdown] lang="zh-TW" of="b4c7c28f"
# ### 錄下來的錯誤：順序不對
# 有人寫了一個看起來很自然的 `backward()`。從根節點（root）開始（也就是呼叫它的那個數值），呼叫它的 `_backward`，再走到它的運算元（operand），依此類推。每個數值都在第一次遇到時處理。（`{self}` 是**集合**（set），只記得誰在裡面；`pop(0)` 取出串列的第一個。）

# %% [markdown] lang="en" slide="text"
# ### A recorded bug: a wrong order
# **Everybody's turn comes at the first visit.**

# %% [markdown] lang="zh-TW" of="3b6212e3"
# ### 錄下來的錯誤：順序不對
# **第一次遇到誰，就輪到誰。**

# %% lines="1-10"
def backward(self):
    self.grad = 1.0
    waiting, seen = [self], {self}
    while waiting:
        value = waiting.pop(0)
        value._backward()
        for operand in value._prev:
            if operand not in seen:
                seen.add(operand)
                waiting.append(operand)

Value.backward = backward

# %% [markdown] lang="en" slide="skip"
# The next cell records what it does. **Predict** who goes wrong. Then play it, and look for the mark.

# %% [markdown] lang="zh-TW" of="40bd562a"
# 下一格錄下它做的事。**先預測**是誰出了錯，再播放看看，找找標記在哪裡。

# %% ask="too_early" slide="output"
def diamond():
    a = Value(4.0)
    b = a * 2
    d = b * 5
    L = b + d
    viz.label(a=a, b=b, d=d, L=L)
    return L

viz.record(diamond())

# %% [markdown] lang="en" answer="too_early"
# When it is `b`'s turn, only `L` has reported to it: 1. So it hands on $2 \cdot 1$. Then `d` brings its 5. But `b` has had its turn, and nobody comes back. `a` ends with 2 instead of 12.

# %% [markdown] lang="zh-TW" of="9b08c5fb"
# 輪到 `b` 的時候，只有 `L` 向它回報過：1。所以它交出 $2 \cdot 1$。之後 `d` 帶來了 5，可是 `b` 已經輪過了，不會再回來。最後 `a` 得到 2，而不是 12。

# %% [markdown] lang="en" slide="text"
# `b` hands on too early: it has the 1, but not yet the 5 from `d`.

# %% [markdown] lang="zh-TW" of="cf38a411"
# `b` 太早往回傳了：手上只有 1，還沒等到 `d` 帶來的 5。

# %% [markdown] lang="en"
# > **The rule.** A value's turn comes when *everything that uses it* has reported. Before that its gradient is not complete.

# %% [markdown] lang="zh-TW" of="a23d27bf"
# > **規則**：一個數值要等**每一個用到它的結果**都回報完，才輪到它。在那之前，它的梯度還不完整。

# %% [markdown] lang="en" slide="text"
# ### The rule
# A value's turn comes when **everything that uses it** has reported.
#
# How could `b` know that it has to wait?

# %% [markdown] lang="zh-TW" of="63c95ef1"
# ### 規則
# 一個數值要等**每一個用到它的結果**都回報完，才輪到它。
#
# `b` 要怎麼知道自己必須等？

# %% [markdown] lang="en" slide="notes"
# **6 minutes, the most important ones of the series.** Play it as theatre: four students are `a`, `b`, `d`, `L`, and pass notes with numbers. Let `b` pass on too early and see `d` arrive with a 5 that nobody wants. Then ask `b`: “How could you have known that you had to wait?”
# Answers that come: counting arrows (that is Kahn's algorithm), or doing everything in the reverse of the order of creation (that is what `micrograd/engine.py` does). Both are right.

# %% [markdown] lang="zh-TW" of="baa2d2a6"
# **6 分鐘，整個系列最重要的 6 分鐘**。演成一齣戲：四個學生分別當 `a`、`b`、`d`、`L`，互相傳寫著數字的紙條。讓 `b` 太早傳出去，再看 `d` 帶著沒人要的 5 走過來。然後問 `b`：「你要怎麼知道自己必須等？」
# 學生會想到：數箭頭（這就是 Kahn 演算法），或是照建立的順序倒過來做（這就是 `micrograd/engine.py` 的做法）。兩個都對。

# %% [markdown] lang="en" slide="skip"
# ### Modify
# 1. In the wrong `backward`, write `waiting.pop()` in the place of `waiting.pop(0)`. Run its cell and that of the recording. Is it right now?
# 2. Then write `L = d + b` in the place of `L = b + d`, and run that cell again.
#
# <details><summary>What you should have seen</summary>
#
# With one way of writing the sum nothing is marked, with the other `b` is too early again. Such an order is right only by luck. A right engine must not depend on which operand was written first.
# </details>

# %% [markdown] lang="zh-TW" of="e4655368"
# ### 修改
# 1. 在那個錯的 `backward` 裡，把 `waiting.pop(0)` 改成 `waiting.pop()`。執行那一格，再執行播放紀錄的那一格。現在對了嗎？
# 2. 接著把 `L = b + d` 改成 `L = d + b`，再執行一次那一格。
#
# <details><summary>你應該會看到</summary>
#
# 總和照其中一種順序寫，沒有任何標記；換成另一種，`b` 又太早了。這種順序只是碰巧對。引擎對不對，不該由哪個運算元寫在前面來決定。
# </details>

# %% [markdown] lang="en" section="order" minutes="2"
# ## The order
# Turn the rule round. Put all values in a row so that every **operand stands before its results**. Walk that row from its end, and everything that uses a value comes before it. Such a row is called a **topological order**. It is how you get dressed: socks before shoes,
# and the hat whenever you like.
#
# To make the row: to put a value in, first put in its operands, and only then the value itself. And nobody twice.

# %% [markdown] lang="zh-TW" of="dda3efa3"
# ## 順序
# 把規則倒過來說：把所有數值排成一列，讓每個**運算元都排在它的結果前面**。從這一列的尾端往回走，輪到一個數值的時候，用到它的每個結果都已經輪過了。這樣的排列叫做**拓撲順序**（topological order）。
# 就像穿衣服：先穿襪子再穿鞋子，帽子什麼時候戴都可以。
#
# 排法是這樣：要把一個數值放進去，先把它的運算元放進去，最後才放它自己；而且每個只放一次。

# %% [markdown] lang="en" slide="text"
# ## The order
# A row in which every **operand stands before its results**: a **topological order**. (Socks before shoes.)
#
# $$a \quad b \quad d \quad L$$
#
# **From which end does `backward()` walk it?**

# %% [markdown] lang="zh-TW" of="a112ee4d"
# ## 順序
# 排成一列，讓每個**運算元都排在它的結果前面**：這就是**拓撲順序**（topological order）。（先穿襪子，再穿鞋子。）
#
# $$a \quad b \quad d \quad L$$
#
# **`backward()` 要從哪一端走起？**

# %% [markdown] lang="en" slide="slide" section="make_order" minutes="3"
# ### Make: the topological order
# `topological_order(root)` gives a list of all values from which `root` was computed, each once, operands before results, `root` last. A function inside the function that calls *itself* is the shortest way.

# %% [markdown] lang="zh-TW" of="15d1bf2c"
# ### 實作：拓撲順序
# `topological_order(root)` 傳回一個串列，裝著算出 `root` 用到的所有數值：每個一次，運算元在結果前面，`root` 在最後。最短的寫法，是在函式裡面定義一個會呼叫**自己**的函式。

# %% [markdown] lang="en" slide="text"
# ### Make: the topological order
# Every value once, operands before results, `root` last.
#
# To put a value in: first its operands, then itself. **And how is nobody put in twice?**

# %% [markdown] lang="zh-TW" of="95f01bf7"
# ### 實作：拓撲順序
# 每個數值一次，運算元在結果前面，`root` 在最後。
#
# 要放一個數值，先放它的運算元，再放它自己。**怎樣才不會有誰放了兩次？**

# %%
def topological_order(root):
    ...

# display(hint.topological_order())
# display(solution.topological_order())
check.topological_order(topological_order)

# %% [markdown] lang="en" slide="slide" section="make_backward" minutes="5"
# ### Make: `backward()`
# Now the method itself. Three questions: *who* begins, with *which* gradient, and *in which order* do the others follow? (A number's slope with respect to itself is 1.) Write the order into the method again, or call your function.

# %% [markdown] lang="zh-TW" of="12bfd96c"
# ### 實作：`backward()`
# 接下來是這個方法本身。有三個問題：**誰**先開始？梯度從**多少**開始？其他的**照什麼順序**跟上？（一個數對自己的斜率是 1。）順序可以在方法裡重新寫一次，也可以呼叫你剛才的函式。

# %% [markdown] lang="en" slide="text"
# ### Make: `backward()`
# 1. **Who** begins?
# 2. With **which gradient**?
# 3. In **which order** do the others follow?

# %% [markdown] lang="zh-TW" of="e7d9273e"
# ### 實作：`backward()`
# 1. **誰**先開始？
# 2. 梯度從**多少**開始？
# 3. 其他的**照什麼順序**跟上？

# %%
def backward(self):
    ...

Value.backward = backward

# display(hint.backward())
# display(solution.backward())
check.backward(Value)

# %% [markdown] lang="en" slide="skip"
# From now on one call does it all. If yours was found right, we go on with it.

# %% [markdown] lang="zh-TW" of="b83a59c5"
# 從現在起，一次呼叫就全部做完。寫對了，用的就是你的。

# %%
Value = mine.backward()

# %% [markdown] lang="en" slide="skip"
# Here `a` goes into a sum and into a product. Step through, and answer the player: by which arrow does most of its gradient come?

# %% [markdown] lang="zh-TW" of="97735b7a"
# 這裡的 `a` 同時流入一個加法和一個乘法。一步一步走，回答播放器的問題：它的梯度大部分是從哪一條箭頭來的？

# %% slide="output"
a, b = Value(2.0), Value(3.0)
s = a + b
L = s * a
viz.label(a=a, b=b, s=s, L=L)
viz.animate(L, ask="arrow")

# %% [markdown] lang="en" slide="text"
# By which arrow does most of the gradient of `a` come?

# %% [markdown] lang="zh-TW" of="ce9f2ac8"
# `a` 的梯度，大部分是從哪一條箭頭來的？

# %% [markdown] lang="en" slide="skip"
# That was what should happen. And what does your engine do? Play it. Nothing should be marked.

# %% [markdown] lang="zh-TW" of="89e38039"
# 剛才播放的是應該發生的事。那你的引擎實際上做了什麼？播放看看，應該沒有任何標記。

# %% slide="skip"
viz.record(L)

# %% [markdown] lang="en" slide="skip"
# Now turn the question round. **Predict** a `b` at which the gradient of `a` is 0. Then find it with the slider.

# %% [markdown] lang="zh-TW" of="51f5544c"
# 現在反過來問。**先預測**：`b` 等於多少，`a` 的梯度會是 0？再用滑桿找找看。

# %% ask="backward_zero" slide="output"
viz.explore("s = a + b; L = s * a", a=Value(2.0), b=Value(3.0))

# %% [markdown] lang="en" answer="backward_zero"
# Pull `b` to −4. Then `s` is −2: the product brings −2 to `a`, and by way of the sum come 2. Shake `a`: `L` hardly moves.

# %% [markdown] lang="zh-TW" of="6a5c0da2"
# 把 `b` 拉到 −4，`s` 就是 −2：乘法帶給 `a` 的是 −2，經過加法帶來的是 2。搖一搖 `a`：`L` 幾乎不動。

# %% [markdown] lang="en" slide="text"
# At $b = {-4}$ the product brings −2 to `a`, and the sum 2: together 0.

# %% [markdown] lang="zh-TW" of="dccf3002"
# 在 $b = {-4}$，乘法帶給 `a` 的是 −2，加法帶來的是 2，合起來是 0。

# %% [markdown] lang="en" section="one_number" minutes="1"
# ## The slope of one number
# A small program with four results, `c` to `f`, out of two inputs. `backward()` is called on `f`. **Predict** which of the five gradients will be 0.

# %% [markdown] lang="zh-TW" of="5c1cbde5"
# ## 一個數的斜率
# 一個小程式，兩個輸入，四個結果 `c` 到 `f`。我們對 `f` 呼叫 `backward()`。**先預測**：印出來的五個梯度裡，哪些會是 0？

# %% [markdown] lang="en" slide="text"
# ## The slope of one number
# Two inputs, four results. **Of which number does `f.backward()` bring the slope?**

# %% [markdown] lang="zh-TW" of="4e434a64"
# ## 一個數的斜率
# 兩個輸入，四個結果。**`f.backward()` 求的是哪一個數的斜率？**

# %% ask="off_path" slide="output"
a, b = Value(1.0), Value(2.0)
c = a + b
d = a * b
e = a**2
f = c.relu()
f.backward()
print(a.grad, b.grad, c.grad, d.grad, e.grad)
viz.label(a=a, b=b, c=c, f=f)
viz.animate(f)

# %% [markdown] lang="en" answer="off_path"
# `d` and `e` lie on no path to `f`, and are not in its graph: nudge them, and `f` does not move. That they were made from the same `a` and `b` makes no difference.

# %% [markdown] lang="zh-TW" of="57e4907b"
# `d` 和 `e` 都不在通往 `f` 的路徑上，也不在它的計算圖（computation graph）裡：輕推它們，`f` 不會動。它們雖然也是由 `a` 和 `b` 算出來的，但這不影響結果。

# %% [markdown] lang="en" slide="text"
# `d` and `e` lie on no path to `f`: nudge them, and `f` does not move.

# %% [markdown] lang="zh-TW" of="d4ecb8be"
# `d` 和 `e` 都不在通往 `f` 的路徑上：輕推它們，`f` 不會動。

# %% [markdown] lang="en"
# A gradient is always the slope of *one* number, the one on which `backward()` was called. It is kept in the attribute `grad`.

# %% [markdown] lang="zh-TW" of="e19b2342"
# 梯度永遠是**某一個**數的斜率，也就是呼叫 `backward()` 的那一個；它存放在 `grad` 屬性裡。

# %% [markdown] lang="en" slide="text"
# ### One number
# A gradient is the slope of **one** number: the one on which `backward()` was called.

# %% [markdown] lang="zh-TW" of="15c41a25"
# ### 只有一個數
# 梯度是**某一個**數的斜率：呼叫 `backward()` 的那一個。

# %% [markdown] lang="en" section="twice" minutes="3"
# ## Twice
# $y = x \cdot x \cdot x$ at $x = 3$. The next cell calls `y.backward()`, prints `x.grad`, and calls it *again*. Nothing is reset in between. **Predict** what should be in `x.grad` after the second call.

# %% [markdown] lang="zh-TW" of="011f3666"
# ## 再來一次
# 設 $x = 3$，$y = x \cdot x \cdot x$。下一格呼叫 `y.backward()`，印出 `x.grad`，然後**再呼叫一次**，中間什麼都沒有歸零。**先預測**：第二次呼叫之後，`x.grad` 應該是多少？

# %% [markdown] lang="en" slide="text"
# ## Twice
# $$y = x \cdot x \cdot x \qquad x = 3$$
#
# `y.backward()`, and then **once more**. Nothing is reset in between.

# %% [markdown] lang="zh-TW" of="841b225a"
# ## 再來一次
# $$y = x \cdot x \cdot x \qquad x = 3$$
#
# `y.backward()`，然後**再呼叫一次**，中間什麼都沒有歸零。

# %% ask="second_call" slide="output"
x = Value(3.0)
e = x * x
y = e * x
y.backward()
print(x.grad)
y.backward()
print(x.grad)

# %% [markdown] lang="en" answer="second_call"
# 54 is as it should be: the leaf has added 27 to 27. A weight is used for many examples, and has to collect from all of them.
#
# Which number does *your* engine print: 54, 72, 27, or still another? All are possible with a `backward()` that was found right.

# %% [markdown] lang="zh-TW" of="71a67807"
# 應該是 54：葉節點在 27 上面又加了 27。一個權重（weight）會用在很多筆資料上，必須把每一筆的梯度都收集起來。
#
# **你的**引擎印出的是哪一個：54、72、27，還是別的？就算檢查過 `backward()` 是對的，都有可能。

# %% [markdown] lang="en" slide="text"
# 54 is right: the leaf has added 27 to 27. What does **your** engine print?

# %% [markdown] lang="zh-TW" of="58161cdb"
# 54 是對的：葉節點在 27 上面又加了 27。**你的**引擎印出多少？

# %% [markdown] lang="en" slide="skip"
# What about the values *in between*? They are no leaves, and of use in one call only. Suppose that nobody clears them. **Predict** what the middle value `e` holds when its turn comes in the second call.

# %% [markdown] lang="zh-TW" of="e7cbab89"
# 那**中間**的數值呢？它們不是葉節點，只在一次呼叫裡有用。假設沒有人清掉它們的梯度。**先預測**：第二次呼叫輪到中間的 `e` 時，它手上有多少？

# %%
predict.middle_kept

# %% [markdown] lang="en" answer="middle_kept"
# So `e` hands 6 times 3 to `x`, along two arrows: 36. With the 9 that come from `y`, the second call brings 45 in the place of 27. And $27 + 45 = 72$.

# %% [markdown] lang="zh-TW" of="c0990bbc"
# 所以 `e` 把 6 乘 3 交給 `x`，走兩條箭頭，一共 36。加上直接從 `y` 來的 9，第二次帶來的是 45，而不是 27。於是 $27 + 45 = 72$。

# %% [markdown] lang="en" slide="text"
# ### Nobody has cleared `e`
# `e` hands 6 times 3 to `x`, along two arrows: 36. And 9 come from `y`.
#
# $27 + 36 + 9 = 72$, and not 54.
#
# **Which values must be at 0 before the walk, and which must keep what they have?**

# %% [markdown] lang="zh-TW" of="e9f25dde"
# ### 沒有人清掉 `e`
# `e` 把 6 乘 3 交給 `x`，走兩條箭頭：36。`y` 再帶來 9。
#
# $27 + 36 + 9 = 72$，而不是 54。
#
# **往回走之前，哪些梯度必須是 0？哪些必須保留？**

# %% [markdown] lang="en"
# ### Make: `zero_grad`
# Leaves add up over calls. But when training takes its next step, it has to begin at 0 again, and somebody has to see to that. Write a function that sets *all* gradients of a graph back to 0.

# %% [markdown] lang="zh-TW" of="e36f29f9"
# ### 實作：`zero_grad`
# 每次呼叫都會加到葉節點上。可是訓練走下一步的時候，必須從 0 重新開始，這件事得有人負責。寫一個函式，把一張圖的**所有**梯度都歸零。

# %% [markdown] lang="en" slide="text"
# ### Leaves add up over calls
# Training begins each step at 0 again. Somebody has to see to that: `zero_grad`.
#
# **At home:** `zero_grad`, and a `backward()` that may be called again.

# %% [markdown] lang="zh-TW" of="99c739b1"
# ### 葉節點每次呼叫都會累加
# 訓練的每一步，都要從 0 重新開始。這件事由 `zero_grad` 負責。
#
# **回家做**：`zero_grad`，以及可以再呼叫一次的 `backward()`。

# %% slide="skip"
def zero_grad(root):
    ...

# display(hint.zero_grad())
# display(solution.zero_grad())
check.zero_grad(zero_grad)

# %% [markdown] lang="en" slide="skip"
# ### Make: a `backward()` that may be called again
# Copy your `backward` into the cell; the card above has it.
# - Did it print 54? Then it clears what lies in between. Which of its lines does that? Run the cell and see whether `check` agrees.
# - Did it print 72? Then one step is missing. Which values must be at 0 before the walk begins, and which must keep what they have?
# - Did it print 27? Then it clears the leaves as well. `check` calls that right, too, but what an earlier call brought is lost. Which values should it leave alone?

# %% [markdown] lang="zh-TW" of="ae970503"
# ### 實作：可以再呼叫一次的 `backward()`
# 把你的 `backward` 複製到這一格，上面那張卡片裡有。
# - 你的引擎印出的是 54 嗎？那麼中間數值的梯度有人清掉了。是哪一行做的？執行這一格，看看 `check` 同不同意。
# - 印出的是 72 嗎？那麼還少一個步驟。往回走之前，哪些數值的梯度必須是 0？哪些必須保留原來的梯度？
# - 印出的是 27 嗎？那麼連葉節點的梯度也被清掉了。`check` 也會說是對的，但是前一次呼叫帶來的就不見了。哪些數值的梯度不應該動？

# %% slide="skip"
def backward(self):
    ...

Value.backward = backward

# display(hint.backward_twice())
# display(solution.backward_twice())
check.backward_twice(Value)

# %%
Value = mine.backward()

# %% [markdown] lang="en" section="nudge" minutes="2"
# ## Is it right? Ask the nudge
# Never trust a gradient that was not checked. Nudging finds the same number in another way, so it can be the judge of any engine. **Predict** how much work that is.

# %% [markdown] lang="zh-TW" of="6a7a4ada"
# ## 真的對嗎？輕推一下就知道
# 沒有檢查過的梯度，不要相信。輕推用另一種方法求出同一個數，所以它可以當任何引擎的裁判。**先預測**：這要花多少工夫？

# %% [markdown] lang="en" slide="text"
# ## Is it right? Ask the nudge
# Never trust a gradient that was not checked.
#
# Nudging finds the same number in another way. **How much work is that?**

# %% [markdown] lang="zh-TW" of="2da3d4c9"
# ## 真的對嗎？輕推一下就知道
# 沒有檢查過的梯度，不要相信。
#
# 輕推用另一種方法求出同一個數。**這要花多少工夫？**

# %%
predict.nudge_runs

# %% [markdown] lang="en" slide="slide" section="gradient_check" minutes="0"
# ### Make: a gradient checker
# `gradient_check(Value, f, numbers)` says `True` if the gradients of `f` by `backward()` agree with those by nudging to both sides, else `False`. `f` takes as many Values as there are `numbers`: `f(*values)` calls it with all values of a list.
#
# Build the graph anew for each nudge. A graph that was computed before does not follow when a leaf is changed.

# %% [markdown] lang="zh-TW" of="7d94b93e"
# ### 實作：梯度檢查器
# `gradient_check(Value, f, numbers)`：如果 `f` 用 `backward()` 得到的梯度，和兩邊輕推得到的一致，就傳回 `True`，否則傳回 `False`。`numbers` 有幾個數，`f` 就要幾個 Value；`f(*values)` 會把串列裡的數值全部交給它。
#
# 每次輕推都要重新建立計算圖。已經算好的圖，改了葉節點也不會跟著變。

# %% [markdown] lang="en" slide="text"
# ### At home: a gradient checker
# `gradient_check(Value, f, numbers)`: does `backward()` find what the nudges find?
#
# Build the graph anew for each nudge.

# %% [markdown] lang="zh-TW" of="3d787258"
# ### 回家做：梯度檢查器
# `gradient_check(Value, f, numbers)`：`backward()` 求出的，和輕推求出的一樣嗎？
#
# 每次輕推都要重新建立計算圖。

# %% slide="skip"
def gradient_check(Value, f, numbers):
    ...

# display(hint.gradient_check())
# display(solution.gradient_check())
check.gradient_check(gradient_check)

# %% [markdown] lang="en" section="why_backwards" minutes="6"
# ## Why backwards?
# The chain rule of lesson 3 says: multiply along each path, add up over the paths. So one could simply walk **every path by itself**. What do we gain by the one walk of `backward()`?
#
# Here is a tower. Each storey adds the one below to itself, `h = h + h`, so two arrows lead down from it. How many paths lead from the top down to `x`? Count them with a finger.

# %% [markdown] lang="zh-TW" of="d52fb7b2"
# ## 為什麼要倒著走？
# 第 3 課的連鎖律（chain rule）說：路徑上相乘，路徑間相加。那麼，把**每一條路徑都各走一次**就行了。`backward()` 只走一趟，到底好在哪裡？
#
# 這裡有一座塔，每一層都是把下面那一層加上自己：`h = h + h`，所以每一層都有兩條箭頭往下。從塔頂往下到 `x`，有幾條路徑？用手指數數看。

# %% [markdown] lang="en" slide="text"
# ## Why backwards?
# Multiply along each path, add up over the paths.
#
# **Why not simply walk every path by itself?**

# %% [markdown] lang="zh-TW" of="f030b054"
# ## 為什麼要倒著走？
# 路徑上相乘，路徑間相加。
#
# **為什麼不乾脆把每一條路徑都各走一次？**

# %% slide="output"
def tower(storeys):
    x = Value(1.0)
    h = x
    for _ in range(storeys):
        h = h + h
    return x, h

x, top = tower(3)
viz.label(x=x, top=top)
viz.draw(top)

# %% [markdown] lang="en" slide="text"
# Each storey is `h = h + h`. How many paths lead from `top` down to `x`?

# %% [markdown] lang="zh-TW" of="c5a2bbc2"
# 每一層都是 `h = h + h`。從 `top` 往下到 `x`，有幾條路徑？

# %% [markdown] lang="en" slide="notes"
# **6 minutes.** Let one student trace every path of three storeys with a finger, aloud: “left, left, left; left, left, right ...” Let another walk back and say at each storey only what has arrived: 1, 2, 4, 8. Then the guess for eighteen storeys.
# For the two modes draw a funnel: many inputs at the left, one output at the right. Ask which mode they would take for one input and many outputs (a camera's angle, and the colour of every pixel).

# %% [markdown] lang="zh-TW" of="d8626de8"
# **6 分鐘**。請一位學生用手指走遍三層塔的每條路徑，邊走邊唸：「左、左、左；左、左、右……」再請另一位從塔頂往回走，每到一層只說收到了多少：1、2、4、8。然後才讓大家猜十八層。
# 講兩種模式的時候畫一個漏斗：左邊很多輸入，右邊一個輸出。再問：如果只有一個輸入、有很多輸出（攝影機的角度，和每個像素的顏色），該用哪一種模式？

# %% [markdown] lang="en" slide="skip"
# **Predict:** how many paths are there with 18 storeys?

# %% [markdown] lang="zh-TW" of="de6ffc82"
# **先預測**：18 層的塔，有幾條路徑？

# %%
predict.tower_paths

# %% [markdown] lang="en"
# The function below walks every path of a tower. At each storey it takes the first arrow, calls itself to go all the way down to `x`, comes back, and takes the second. So it finds the gradient of `x` without `backward()`. The cell shows both.

# %% [markdown] lang="zh-TW" of="e6dae090"
# 下面的函式會走遍一座塔的每條路徑：每到一層，先選第一條箭頭，呼叫自己，一路往下走到 `x`，再回來走第二條。這樣不用 `backward()`，也求得出 `x` 的梯度。這一格會把兩者都列出來。

# %% [markdown] lang="en" slide="text"
# ### Every path by itself
# At each storey: the first arrow, all the way down; then the second. So it finds the gradient of `x` **without `backward()`**.

# %% [markdown] lang="zh-TW" of="b2a997f4"
# ### 每條路徑各走一次
# 每到一層，先選第一條箭頭，一路往下走到底，再走第二條。**不用 `backward()`**，也求得出 `x` 的梯度。

# %% lines="1-6"
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

# %% [markdown] lang="en" slide="skip"
# The same number, but not the same work.
#
# Here is a stopwatch for both. It takes the best of three runs, as a computer has other things to do, too. (`perf_counter` is a clock that counts in seconds.)

# %% [markdown] lang="zh-TW" of="b5f4e8d0"
# 求出的數一樣，花的力氣卻不同。
#
# 這裡有一個碼錶，兩種走法都能計時。電腦有時候也在忙別的事，所以跑三次，取最快的那一次。（`perf_counter` 是一個以秒計的時鐘。）

# %% slide="skip"
import time

def seconds(run, thing):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        run(thing)
        times.append(time.perf_counter() - start)
    return min(times)

# %% [markdown] lang="en" slide="skip"
# **Predict:** with 18 storeys, how much more work is it to walk every path?

# %% [markdown] lang="zh-TW" of="685ccde4"
# **先預測**：18 層的塔，每條路徑各走一次，力氣是只走一趟的幾倍？

# %% ask="tower_work" slide="output"
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
# 塔多蓋一層，路徑就變成兩倍；對往回走的那一趟來說，只是多了兩條箭頭。
#
# （**你的**那一趟，時間也是每多一層就加倍嗎？那就表示，有幾條路徑通到一個數值，它就去了那裡幾次。）

# %% [markdown] lang="en" slide="text"
# One storey more: twice as many paths. For the walk, two more arrows.

# %% [markdown] lang="zh-TW" of="b73910bc"
# 多蓋一層：路徑變成兩倍；往回走的那一趟，只多兩條箭頭。

# %% [markdown] lang="en"
# The walk adds up at each storey *before* it goes on, and then takes one number down. So nothing is computed twice. This is the whole trick of backpropagation, and the reason why order matters.

# %% [markdown] lang="zh-TW" of="5b549207"
# 往回走的時候，每到一層都**先**加總，再帶著一個數繼續往下，所以沒有任何東西會算兩次。反向傳播（backpropagation）的訣竅就在這裡，順序那麼重要也是因為這樣。

# %% [markdown] lang="en" slide="text"
# ### The whole trick
# At each storey add up **first**, then take one number down.
#
# Nothing is computed twice. That is why the order matters.

# %% [markdown] lang="zh-TW" of="9ba5e62d"
# ### 訣竅就在這裡
# 每到一層都**先**加總，再帶著一個數往下走。
#
# 沒有任何東西會算兩次。所以順序才那麼重要。

# %% [markdown] lang="en"
# **And nudging?** It needs a run of its own for every input: with $n$ weights $n + 1$ runs to one side, $2n$ to both.
#
# **And forwards?** One can also push slopes from one input to everything behind it. This is called *forward mode*, and a walk of it gives the slopes of all results for **one input**. Our walk back is *reverse mode*: it gives the slopes of **one result** for all inputs.
#
# Training has millions of inputs, the weights, and one result, the *loss*: how wrong the network is. So it walks back from the loss, once.

# %% [markdown] lang="zh-TW" of="3f2b220d"
# **那輕推呢**？每個輸入都要單獨跑：$n$ 個權重，推一邊要跑 $n + 1$ 遍，推兩邊要 $2n$ 遍。
#
# **那往前走呢**？斜率也可以從一個輸入，往前推到後面的每一個數。這叫做**前向模式**（forward mode），走一趟得到的是所有結果對**一個輸入**的斜率。我們往回走的這種叫做**反向模式**（reverse mode），走一趟得到的是**一個結果**對所有輸入的斜率。讓電腦這樣求出斜率的方法，合稱**自動微分**（automatic differentiation）。
#
# 訓練的時候，輸入（權重）有好幾百萬個，結果只有一個：**損失**（loss），也就是網路錯得多嚴重。所以只要從損失往回走一趟。

# %% [markdown] lang="en" slide="text"
# ### Millions of weights, one loss
#
# | | slopes at once | $n$ weights |
# |---|---|---|
# | nudging | of one weight | $n + 1$ runs |
# | forward mode | all results, *one input* | $n$ walks |
# | reverse mode | *one result*, all inputs | **1 walk** |

# %% [markdown] lang="zh-TW" of="365f7b60"
# ### 好幾百萬個權重，一個損失
#
# | | 一次得到的斜率 | $n$ 個權重 |
# |---|---|---|
# | 輕推 | 對一個權重 | $n + 1$ 遍 |
# | 前向模式 | 所有結果對**一個輸入** | $n$ 趟 |
# | 反向模式 | **一個結果**對所有輸入 | **1 趟** |

# %% [markdown] lang="en" slide="skip"
# ## How deep?
# A chain of 10 000 sums, one after the other. Does your `backward()` reach its beginning?

# %% [markdown] lang="zh-TW" of="f93c8290"
# ## 計算圖可以多深？
# 一條很長的鏈：10 000 個加法，一個接一個。你的 `backward()` 走得到最前面嗎？

# %% slide="skip"
from micrograd.engine import Value as Engine

def chain(make):
    x = make(1.0)
    y = x
    for _ in range(10_000):
        y = y + 0.5
    y.backward()
    return x.grad

try:
    print(chain(Value))
except RecursionError as error:
    print(error)
print(chain(Engine))

# %% [markdown] lang="en" slide="skip"
# The first line is your engine, the second that of the project. Is the first a complaint about *recursion*? Then a function in it calls itself, one call inside the other, and Python allows only so many.
# The project's engine keeps a list of what is still to be done, and calls nobody inside itself. Lesson 8 looks at it.
#
# ## A question for the class
# Every value that is computed on the way there is kept in memory until `backward()` is done. Suppose memory is short: some are thrown away, and computed again on the way back. What is won by that, and what does it cost?

# %% [markdown] lang="zh-TW" of="35bb3ca1"
# 第一行是你的引擎，第二行是這個專案的引擎。第一行是不是在抱怨**遞迴**（recursion）？那就是裡面有個函式會呼叫自己，一層套一層，而 Python 允許的層數有限。
# 專案的引擎把還沒做的事記在一個串列裡，不必一層一層呼叫。第 8 課會看到。
#
# ## 課堂討論
# 去程算出來的每個數值，都要留在記憶體裡，直到 `backward()` 做完。如果記憶體不夠，先丟掉一些，往回走的時候再算一次：可以省下什麼？要付出什麼？

# %% [markdown] lang="en" slide="skip"
# ## Keep three sentences
# 1. A value passes its gradient on when everything that uses it has reported: results before operands.
# 2. The root begins with 1; leaves add up over calls, and `zero_grad` sets them back.
# 3. One walk back gives the slopes of one number with respect to all inputs.

# %% [markdown] lang="zh-TW" of="7ec07c87"
# ## 記住三句話
# 1. 數值要等所有用到它的結果都回報了，才把梯度往回傳：結果先、運算元後。
# 2. 根節點從 1 開始；葉節點每次呼叫都會累加（accumulate），由 `zero_grad` 歸零。
# 3. 往回走一趟，就得到一個數對所有輸入的斜率。

# %% [markdown] lang="en" section="test" minutes="1"
# ## Test yourself
# `p = x * x`, `q = p * p`, `L = p + q` at $x = 1$. In which order do the four values get their turn, and what is `x.grad`? Decide, then let your engine play it.

# %% [markdown] lang="zh-TW" of="befadb52"
# ## 自我測驗
# 設 $x = 1$，`p = x * x`、`q = p * p`、`L = p + q`。這四個數值照什麼順序輪到？`x.grad` 是多少？先想好，再讓你的引擎播放一次。

# %% [markdown] lang="en" slide="text"
# ## Test yourself
# `p = x * x`, `q = p * p`, `L = p + q` at $x = 1$.
#
# **In which order do the four have their turn? And what is `x.grad`?**

# %% [markdown] lang="zh-TW" of="ee5aa111"
# ## 自我測驗
# 設 $x = 1$，`p = x * x`、`q = p * p`、`L = p + q`。
#
# **這四個數值照什麼順序輪到？`x.grad` 是多少？**

# %% slide="output"
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

# %% [markdown] lang="zh-TW" of="658ecb3d"
# <details><summary>答案</summary>
#
# `L`、`q`、`p`、`x`。`p` 從 `L` 得到 1，從 `q` 得到 1 + 1，合計 3。接著 `x` 得到兩次 $3 \cdot 1$，合計 6。
# </details>

# %% [markdown] lang="en" slide="slide" section="keep" minutes="1"
# Your engine is complete. **Next:** [7 · A network learns](07_a_network_learns.ipynb).

# %% [markdown] lang="zh-TW" of="83207874"
# 你的引擎完成了。**下一課**：[7 · 網路開始學習](07_a_network_learns.ipynb)。

# %% [markdown] lang="en" slide="text"
# ## Keep three sentences
# 1. Results before operands: a value waits for all that uses it.
# 2. The root begins with 1; leaves add up over calls.
# 3. One walk back: the slopes of one number, for all inputs.
#
# **At home:** the other Makes. **Next:** A network learns

# %% [markdown] lang="zh-TW" of="5b4758d5"
# ## 記住三句話
# 1. 結果先、運算元後：用到它的都回報了，才往回傳。
# 2. 根節點從 1 開始；葉節點每次呼叫都會累加。
# 3. 往回走一趟，就得到一個數對所有輸入的斜率。
#
# **回家做**：其餘的實作。**下一課**：7 · 網路開始學習

# %%
progress()
