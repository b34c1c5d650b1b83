# %% [markdown] lang="en"
# # 1 · Value
#
# To find out afterwards how each input has moved a result, a number must remember where it came from. In this lesson you build that number, the class
# `Value`, and see its memory drawn as a graph.
#
# ![Three numbers flow through a multiplication and an addition into one result](attachment:01_value.png)
#
# > **The question of this lesson.** After `d = a * b + c`, Python holds `d` as the number 4.0. Somebody asks: “Which inputs made it, and by which
# > operations?” What would `d` have to remember to be able to answer?
#
# Afterwards you can
# - explain what a number must remember: its data, its operands, its operation;
# - build the class `Value`, and draw what it remembers;
# - tell a leaf, an operation and the root of a graph apart.
#
# About 15 minutes: predictions on the way, one picture to complete, one thing to modify, one class to make.

# %% [markdown] lang="zh-TW" of="89880ea2"
# # 1 · 數值
#
# 事後要知道每個輸入怎麼影響結果，數就必須記得自己是從哪裡來的。這一課你會做出這種有記憶的數，也就是 `Value` 類別，並且把它的記憶畫成圖。
#
# ![三個數經過一次乘法和一次加法，流向同一個結果](attachment:01_value.png)
#
# > **本課的問題。** 執行完 `d = a * b + c`，Python 手上的 `d` 只是 4.0 這個數。如果有人問：「是哪些輸入、經過哪些運算得到它的？」
# > `d` 必須記住什麼，才答得出來？
#
# 學完之後，你能夠
# - 說明一個數必須記住什麼：數值、運算元、運算；
# - 寫出 `Value` 類別，並且把它記住的東西畫出來；
# - 分辨計算圖裡的葉節點、運算和根節點。
#
# 大約 15 分鐘：沿途多次預測、一張要補完的圖、一題修改、一個要實作的類別。

# %% [markdown] lang="en"
# ## Numbers forget
# **Predict:** two computations, the same result. Is there any way to find out from `d` and `e` alone which of them was made from `a`?

# %% [markdown] lang="zh-TW" of="d09f2a8d"
# ## 數會忘記
# **先預測：** 兩個計算，結果相同。只看 `d` 和 `e`，有沒有辦法知道哪一個是用 `a` 算出來的？

# %%
a, b, c = 2.0, -3.0, 10.0
d = a * b + c
e = 1.0 + 3.0
d, e, d == e

# %% [markdown] lang="en"
# There is none. A `float` is only its number; how it was computed is gone the moment it is done.
#
# So we need a number with a receipt. A receipt says the amount, and under it what it was made of. In Python we write a **class**: the plan of an object that can hold several
# things under names. `__init__` is run when an object is made, and `self` is the object itself. Here is the smallest one that could be called a number:

# %% [markdown] lang="zh-TW" of="0f8f5f68"
# 沒有辦法。一個 `float` 就只是那個數；它是怎麼算出來的，一算完就不見了。
#
# 所以我們需要一個附收據的數。收據上寫著金額，下面列出這個金額是怎麼來的。在 Python 裡，我們寫一個**類別**：它是物件的設計圖，
# 一個物件可以用不同的名字存放好幾樣東西。建立物件的時候會執行 `__init__`，而 `self` 就是那個物件自己。下面是最小的、勉強可以叫做數的類別：

# %%
class Value:
    def __init__(self, data):
        self.data = data

Value(2.0), Value(2.0).data

# %% [markdown] lang="en"
# Python shows it in an unfriendly way, because nobody told it how. The method `__repr__` says how; and while we are at it, each number also gets a place for its
# gradient, 0 as long as nobody has computed one.

# %% [markdown] lang="zh-TW" of="79d40ebe"
# Python 顯示得很不友善，因為沒有人告訴它該怎麼顯示。`__repr__` 方法就是用來說這件事的；順便也替每個數留一個放梯度的位置，還沒有人算的時候是 0。

# %%
class Value:
    def __init__(self, data):
        self.data = data
        self.grad = 0.0

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"

Value(2.0)

# %% [markdown] lang="en"
# ## The receipt
# Now the memory. A result must know the numbers that it was computed *from*, its **operands**, and the **operation** that did it. For a number that nobody computed, both are empty.
#
# Names that begin with `_` are for the inside of a class: `_prev` for the operands (the *previous* values) and `_op` for the symbol of the operation. (`_backward` is empty for now;
# lesson 2 will put something there. `label` is a name for pictures.)

# %% [markdown] lang="zh-TW" of="316832a0"
# ## 收據
# 接下來是記憶。運算結果必須知道自己是**從**哪些數算出來的，這些數叫做**運算元**；也要知道是哪一種**運算**。不是算出來的數，這兩樣都是空的。
#
# 以 `_` 開頭的名字，是類別內部使用的：`_prev` 放運算元（也就是**前面的**數值），`_op` 放運算的符號。（`_backward` 現在是空的，第 2 課會放東西進去；
# `label` 是在圖裡顯示的名字。）

# %% class_after="1"

# %% [markdown] lang="en"
# **Predict:** what does the next cell show for `a._prev`, and what for `e._prev`? The multiplication is done by hand, because our class cannot multiply yet.

# %% [markdown] lang="zh-TW" of="6b3dd8dc"
# **先預測：** 下一格的 `a._prev` 會顯示什麼？`e._prev` 呢？這裡的乘法是手動做的，因為我們的類別還不會乘。

# %%
a, b = Value(2.0), Value(-3.0)
e = Value(a.data * b.data, (a, b), "*")
a._prev, e._prev, e._op

# %% [markdown] lang="en"
# `a` came from nowhere: its operands are the empty tuple `()`. `e` holds `a` and `b` themselves, not copies of their numbers: later, a gradient will be
# written into these very objects.
#
# ## The graph
# Whoever knows its operands, which know their operands, knows the whole history. `viz.draw` follows it and draws what it finds: the **computation graph**.

# %% [markdown] lang="zh-TW" of="b7b2892a"
# `a` 不是從別處來的：它的運算元是空的 tuple `()`。`e` 裡面放的是 `a` 和 `b` 本身，不是它們數字的副本：以後梯度就是要寫進這兩個物件裡。
#
# ## 計算圖
# 知道自己的運算元，而運算元又知道它們的運算元，這樣就知道整段歷史了。`viz.draw` 會沿著這段歷史走，把看到的畫出來：這就是**計算圖**。

# %%
c = Value(10.0)
d = Value(e.data + c.data, (e, c), "+")
viz.label(a=a, b=b, c=c, d=d, e=e)
viz.draw(d)

# %% [markdown] lang="en"
# Three words that will come up again and again:
#
# | word | in the picture | in the class |
# |---|---|---|
# | **leaf** | a box that no arrow goes into: `a`, `b`, `c` | `_prev` is empty |
# | **operation** | a round shape; its result is the box behind it | `_op`, with the operands in `_prev` |
# | **root** | the last box, from which the graph is drawn: `d` | the one you ask |
#
# The root is at the right here, like the crown of a tree that lies on its side; in computer science trees grow from the root all the same.

# %% [markdown] lang="zh-TW" of="d0929a79"
# 有三個詞會一再出現：
#
# | 名稱 | 在圖裡 | 在類別裡 |
# |---|---|---|
# | **葉節點**（leaf） | 沒有箭頭流入的方框：`a`、`b`、`c` | `_prev` 是空的 |
# | **運算**（operation） | 圓形；它後面的方框就是運算結果 | `_op`，運算元放在 `_prev` |
# | **根節點**（root） | 最後的方框，整張圖從它畫起：`d` | 你拿來問的那一個 |
#
# 這裡的根節點在最右邊，像一棵橫躺的樹。資訊科學裡的樹，都是從根節點開始長的。

# %% [markdown] lang="en" slide="notes"
# **3 minutes.** Point at boxes and let the class call out “leaf”, “result”, “root”. Then ask: “Is `e` a leaf?” (No, an arrow goes into it.) “Could `e` be a root?” Yes: `viz.draw(e)` draws the graph
# from there. A root is not a kind of number, it is the place where one asks. Students who know trees expect the root at the top or the left; say once that arrows here mean *flows into*.

# %% [markdown] lang="zh-TW" of="b1cc286b"
# **3 分鐘。** 一個一個指著方框，讓全班喊出「葉節點」「結果」「根節點」。接著問：「`e` 是葉節點嗎？」（不是，有箭頭流入。）「`e` 可以當根節點嗎？」可以：`viz.draw(e)` 就會從那裡畫起。
# 根節點不是某一種數，而是你發問的地方。學過樹的學生會以為根在最上面或最左邊；提醒一次：這裡的箭頭是「流入」的意思。

# %% [markdown] lang="en"
# ### Fill in: one value, used twice
# Complete the graph of $y = (a + b) \cdot a$ by hand: put the right operands into the two empty brackets `()`.
#
# **Predict** before you run it: how many boxes will the picture have, and how many arrows leave `a`?

# %% [markdown] lang="zh-TW" of="7e430988"
# ### 填空：用了兩次的數值
# 手動補完 $y = (a + b) \cdot a$ 的計算圖：在兩個空的括號 `()` 裡填入正確的運算元。
#
# **先預測：** 執行之前先想好，圖裡會有幾個方框？從 `a` 出發的箭頭有幾條？

# %%
a, b = Value(2.0), Value(-3.0)
s = Value(a.data + b.data, (), "+")
y = Value(s.data * a.data, (), "*")
viz.label(a=a, b=b, s=s, y=y)
viz.draw(y)

# %% [markdown] lang="en"
# <details><summary>What you should have seen</summary>
#
# `(a, b)` and `(s, a)`: four boxes, and **two** arrows leave `a`. It is drawn once, because it is one object, in two receipts. What is used twice will collect two gradients; that
# will matter from the next lesson on.
# </details>
#
# Sliders work on a graph like this one, too. **Predict:** at which `a` does $(a + b) \cdot a$ with $b = -3$ become 0? There are two places.

# %% [markdown] lang="zh-TW" of="e48acbc4"
# <details><summary>你應該會看到</summary>
#
# 答案是 `(a, b)` 和 `(s, a)`：四個方框，從 `a` 出發的箭頭有**兩條**。它只畫一次，因為它是同一個物件，只是出現在兩張收據上。
# 用了兩次的東西，以後會收到兩份梯度；從下一課開始，這一點會很重要。
# </details>
#
# 這樣的圖也可以裝上滑桿。**先預測：** $b = -3$ 的時候，`a` 等於多少會讓 $(a + b) \cdot a$ 變成 0？有兩個地方。

# %%
def product_of_sum(a, b):
    s = Value(a.data + b.data, (a, b), "+")
    return Value(s.data * a.data, (s, a), "*")

viz.explore(product_of_sum, a=Value(2.0), b=Value(-3.0))

# %% [markdown] lang="en"
# ### Modify
# In the cell above, change the second operation to `-` (the number *and* the symbol), and run it. Then change only the symbol, and put the number back to the product. Which of the two does the picture believe?
#
# <details><summary>What you should have seen</summary>
#
# With both changed, all is well. With only one of them changed, number and receipt contradict each other, and the page, which computes with the receipt, shows another number than Python does. A receipt has to
# be written by whoever does the computation; that is why, from lesson 2 on, `__add__` and its fellows do both in one place.
# </details>

# %% [markdown] lang="zh-TW" of="63ee16f7"
# ### 修改
# 在上一格，把第二個運算改成 `-`（數字**和**符號都要改），執行看看。接著只改符號，數字恢復成乘積。這時圖相信的是誰？
#
# <details><summary>你應該會看到</summary>
#
# 兩個都改，一切正常。只改一個，數字和收據就互相矛盾：頁面是照著收據計算的，所以顯示的數和 Python 算的不一樣。
# 收據應該由做計算的人來開；所以從第 2 課開始，`__add__` 和它的夥伴會在同一個地方把兩件事都做好。
# </details>

# %% [markdown] lang="en"
# ## What the memory is for
# Here is what such a graph will be used for. The player goes forwards, and then backwards along the same arrows, and at each box it asks you for the gradient: *how far would the last number move
# if you nudged this one?* You can answer all of it by nudging in your head.

# %% [markdown] lang="zh-TW" of="43783ab1"
# ## 這份記憶有什麼用
# 這樣的圖以後是這樣用的。播放器先往前走，再沿著同樣的箭頭往回走，走到每個方框都會問你梯度：**如果輕推這個數，最後的數會移動多少？**
# 只要在腦中輕推一下，每一題你都答得出來。

# %%
viz.animate(d, ask=True)

# %% [markdown] lang="en"
# The player knows the rules of `*` and `+`. Your class does not: it has a place for gradients, but nobody fills it. `viz.record` plays what your *own* code does on the way back.
#
# **Predict:** what will be in `a.grad` at the end of the recording?

# %% [markdown] lang="zh-TW" of="9b785487"
# 播放器知道 `*` 和 `+` 的規則，你的類別還不知道：它留了放梯度的位置，卻沒有人去填。`viz.record` 播放的，是你**自己**的程式往回走時做了什麼。
#
# **先預測：** 播到最後，`a.grad` 裡面會是多少？

# %%
viz.record(d)

# %% [markdown] lang="en"
# The root gets its 1, and there it ends: each result's `_backward` does nothing yet, so a gradient that should go on stays where it is, and the recording marks that. The next lessons put it right, one
# operation at a time.

# %% [markdown] lang="zh-TW" of="fde2ef0e"
# 根節點得到了 1，然後就停在那裡：每個結果的 `_backward` 都還什麼也不做，該往回傳的梯度留在原地，紀錄裡也標了出來。接下來幾課會一個運算一個運算地補上。

# %%
predict.value_leaf

# %% [markdown] lang="en"
# ### Make: the class from memory
# Write `Value` without scrolling up. It is made as `Value(data, _children=(), _op="")`, keeps `data`, `grad`, `_prev`, `_op`, and shows itself with its number.

# %% [markdown] lang="zh-TW" of="740770aa"
# ### 實作：憑記憶寫出類別
# 不要往上捲，自己寫出 `Value`。建立的寫法是 `Value(data, _children=(), _op="")`；它要記住 `data`、`grad`、`_prev`、`_op`，並且能顯示自己的數字。

# %%
class MyValue:
    ...

# display(hint.value())
# display(solution.value())
check.value(MyValue)

# %% [markdown] lang="en"
# ## A question for the class
# karpathy's micrograd keeps the operands in a *set*, ours keeps them in a *tuple*. What does a set forget about $a - b$? And what about $a + a$?

# %% [markdown] lang="zh-TW" of="938b80fe"
# ## 課堂討論
# karpathy 的 micrograd 把運算元放在**集合**（set）裡，我們放在 **tuple** 裡。對 $a - b$ 來說，集合會忘記什麼？對 $a + a$ 呢？

# %% [markdown] lang="en" slide="notes"
# A set forgets the **order** (which one is subtracted?) and that `a` came **twice**. The set works in micrograd all the same, because there the closures hold the operands as well. Good students find this
# out; let them. Leave “then why have `_prev` at all?” open: in lesson 6 the walk needs it.

# %% [markdown] lang="zh-TW" of="f058f9b3"
# 集合會忘記**順序**（減的是哪一個？），也會忘記 `a` 出現了**兩次**。micrograd 用集合還是能動，因為運算元另外存在閉包裡。程度好的學生會自己發現，讓他們去發現。
# 「那為什麼還需要 `_prev`？」先留著不回答：第 6 課往回走的時候會用到。

# %% [markdown] lang="en"
# ## Keep three sentences
# 1. A `Value` is a number with a receipt: its data, its operands, its operation.
# 2. The receipts together are the computation graph: leaves at the left, the root at the right.
# 3. A value that is used twice is one box with two arrows.

# %% [markdown] lang="zh-TW" of="c76c70e5"
# ## 記住三句話
# 1. `Value` 是附收據的數：數值、運算元、運算。
# 2. 所有的收據合起來就是計算圖：葉節點在左邊，根節點在右邊。
# 3. 用了兩次的數值，是一個方框、兩條箭頭。

# %% [markdown] lang="en"
# ## Test yourself
# How many leaves, operations and boxes has the graph of $x \cdot x + x$? Decide, then build it by hand in a new cell and draw it.
#
# <details><summary>Answer</summary>
#
# One leaf, two operations, three boxes; three arrows leave `x`.
# </details>
#
# **Next:** [2 · Add](02_add.ipynb), the first operation that knows its way back.

# %% [markdown] lang="zh-TW" of="6b40cea8"
# ## 自我測驗
# $x \cdot x + x$ 的計算圖有幾個葉節點、幾個運算、幾個方框？先想好，再新增一格，手動把它建出來、畫出來。
#
# <details><summary>答案</summary>
#
# 一個葉節點、兩個運算、三個方框；從 `x` 出發的箭頭有三條。
# </details>
#
# **下一課：** [2 · 加法](02_add.ipynb)，第一個知道怎麼往回走的運算。

# %%
progress()
