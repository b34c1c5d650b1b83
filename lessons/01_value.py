# %% [markdown] lang="en" section="opening" minutes="2"
# # 1 · Value
#
# In this lesson you build a number that tells how it was computed: the class `Value`. It remembers what it was made of, and its memory can be drawn.
#
# ![Two numbers flow through a multiplication into one result](attachment:01_value.png)
#
# > **The question of this lesson.** After `d = a * b + c`, Python holds `d` as the number 4.0. Somebody asks: “Which inputs made it, and by which
# > operations?” What would `d` have to remember to be able to answer?
#
# Afterwards you can
# - say what a number must remember: its data, its operands, its operation;
# - build the class `Value`, and draw what it remembers;
# - tell a leaf, an operation and the root of a graph apart.
#
# About 30 minutes: five predictions on the way, one picture to complete, one thing to modify, one class to make.

# %% [markdown] lang="zh-TW" of="3bbc7b0e"
# # 1 · 數值
#
# 這一課你會做出一種記得自己來歷的數，也就是 `Value` 類別。它知道自己是由什麼算出來的，而且這份記憶畫得出來。
#
# ![兩個數經過一次乘法，流向同一個結果](attachment:01_value.png)
#
# > **本課的問題**：執行完 `d = a * b + c`，Python 手上的 `d` 只是 4.0 這個數。如果有人問：「是哪些輸入、經過哪些運算得到它的？」
# > `d` 必須記住什麼，才答得出來？
#
# 學完之後，你能夠
# - 說出一個數必須記住什麼：數值、運算元、運算；
# - 寫出 `Value` 類別，並且把它記住的東西畫出來；
# - 分辨計算圖裡的葉節點、運算和根節點。
#
# 大約 30 分鐘：過程中有五次預測，另有一張要補完的圖、一題修改、一個要實作的類別。

# %% [markdown] lang="en" slide="text"
# # 1 · Value
# ![Two numbers flow through a multiplication into one result](attachment:01_value.png)
#
# > `d = a * b + c`, and Python holds `d` as 4.0. **Which inputs made it, and by which operations?**
# >
# > What would `d` have to remember?

# %% [markdown] lang="zh-TW" of="a6e297e1"
# # 1 · 數值
# ![兩個數經過一次乘法，流向同一個結果](attachment:01_value.png)
#
# > 執行完 `d = a * b + c`，Python 手上的 `d` 是 4.0。**它是哪些輸入、經過哪些運算得到的？**
# >
# > `d` 必須記住什麼，才答得出來？

# %% [markdown] lang="en" section="plain_number" minutes="3" slide="skip"
# ## What does a number know?
# Here are two computations with the same result. **Predict:** can you tell from `d` and `e` alone which of the two was made from `a`?

# %% [markdown] lang="zh-TW" of="7285b876"
# ## 數字知道什麼？
# 下面兩個計算，結果相同。**先預測**：只看 `d` 和 `e`，能不能知道哪一個是用 `a` 算出來的？

# %% ask="value_forgets"
a, b, c = -2.0, 5.0, 14.0
d = a * b + c
e = 1.0 + 3.0
d, e, d == e

# %% [markdown] lang="en" answer="value_forgets"
# Both are `4.0`, and that is all. A `float` is only its number. How it was computed is gone as soon as it is computed.

# %% [markdown] lang="zh-TW" of="e91c626c"
# 兩個都是 `4.0`，沒有別的了。`float` 就只是一個數；它是怎麼算出來的，一算完就不見了。

# %% [markdown] lang="en" slide="text"
# ## No: a `float` is only its number
# How it was computed is gone as soon as it is computed.

# %% [markdown] lang="zh-TW" of="e495291f"
# ## 不能：`float` 就只是一個數
# 它是怎麼算出來的，一算完就不見了。

# %% [markdown] lang="en"
# A receipt from a shop says the amount, and under it what the amount is made of. We want a number with such a **receipt**.
#
# In Python we write a **class** for it: the plan of an object. One object can hold several things, each under a name of its own: its *attributes*.
# Python runs `__init__` when an object is made, and `self` is that object. Here is the smallest class that could stand for a number:

# %% [markdown] lang="zh-TW" of="6871c719"
# 商店的收據上寫著金額，也列出這個金額是怎麼來的。我們要的就是這樣一種附**收據**的數。（單獨一個數，數學上叫做**純量**，scalar。）
#
# 在 Python 裡，我們為它寫一個**類別**（class），也就是物件的設計圖。一個物件裡可以放好幾樣東西，各有名字，叫做**屬性**（attribute）。
# 建立物件的時候，Python 會執行 `__init__`，而 `self` 就是那個物件。下面是最精簡、勉強能代表一個數的類別：

# %% [markdown] lang="en" slide="text"
# ## A number with a receipt
# A **receipt** says the amount, and under it what the amount is made of. Our number shall have one.
# The plan of such an object is a **class**. Here is the smallest:

# %% [markdown] lang="zh-TW" of="c4b7d1da"
# ## 附收據的數
# **收據**上有金額，也列出金額是怎麼來的。我們要的數也該附一張。這種物件的設計圖叫做**類別**，最精簡的是：

# %%
class Value:
    def __init__(self, data):
        self.data = data

Value(2.0), Value(2.0).data

# %% [markdown] lang="en"
# Python shows it in an unfriendly way. A function inside a class is called a *method*. The one named `__repr__` decides how an object is shown. And each number gets a place for its
# gradient, `grad`. It is 0 as long as nobody has computed one.

# %% [markdown] lang="zh-TW" of="2a947dd7"
# Python 顯示得很不友善。類別裡的函式叫做**方法**（method）；物件要怎麼顯示，由名叫 `__repr__` 的方法決定。另外，每個數都有一個放梯度的屬性 `grad`；還沒有人算的時候，它是 0。

# %% [markdown] lang="en" slide="text"
# ## It shows itself, and has room for `grad`
# The method `__repr__` decides how it is shown. `grad` is 0 as long as nobody has computed one.

# %% [markdown] lang="zh-TW" of="812be83c"
# ## 能顯示自己，也留了 `grad` 的位置
# 怎麼顯示，由 `__repr__` 方法決定。`grad` 先放 0，等人來算。

# %% lines="2-7"
class Value:
    def __init__(self, data):
        self.data = data
        self.grad = 0.0

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"

Value(2.0)

# %% [markdown] lang="en" section="receipt" minutes="4"
# ## The receipt
# Now the memory. A result has to know from which numbers it was computed: its **operands**. And it has to know the **operation**. A number that
# nobody computed has neither.
#
# | attribute | what it holds |
# |---|---|
# | `_prev` | the operands, that is, the *previous* values, in a *tuple*: a row that is not changed any more. `()` is an empty one |
# | `_op` | the symbol of the operation, such as `"*"` |
# | `_backward` | what is to be done on the way back; `lambda: None` is a function that does nothing, and lesson 2 puts another one there |
# | `label` | a name for pictures |
#
# A name that begins with `_` is for the inside of the class. What stands behind a `=` in the first line, such as `()`, is taken when nothing is given.

# %% [markdown] lang="zh-TW" of="a78ca3e5"
# ## 收據
# 接下來是記憶。運算結果必須知道自己是從哪些數算出來的，這些數叫做**運算元**（operand；karpathy 叫它們子節點，children）；也必須知道是哪一種**運算**（operation）。
# 直接給定、不是算出來的數，這兩樣都沒有。
#
# | 屬性 | 裡面放什麼 |
# |---|---|
# | `_prev` | 運算元，也就是**前面的**（previous）數值，放在 tuple 裡（固定不變的一排東西，`()` 就是空的） |
# | `_op` | 運算的符號，例如 `"*"` |
# | `_backward` | 往回走的時候要做的事；`lambda: None` 是一個什麼也不做的函式，第 2 課會換成別的 |
# | `label` | 在圖裡顯示的名字 |
#
# 以 `_` 開頭的名字，是類別內部使用的。第一行裡 `=` 後面的東西，例如 `()`，是預設值：建立物件時沒有給，就用它。

# %% [markdown] lang="en" slide="text"
# ## The receipt: what a result remembers
#
# | attribute | what it holds |
# |---|---|
# | `_prev` | the **operands**: the *previous* values |
# | `_op` | the symbol of the **operation** |
# | `_backward` | the way back (lesson 2) |
# | `label` | a name for pictures |
#
# Which two are the receipt proper?

# %% [markdown] lang="zh-TW" of="81d3c2e0"
# ## 收據：運算結果記住了什麼
#
# | 屬性 | 裡面放什麼 |
# |---|---|
# | `_prev` | **運算元**（operand），也就是前面的數值 |
# | `_op` | **運算**的符號 |
# | `_backward` | 怎麼往回走（第 2 課） |
# | `label` | 在圖裡的名字 |
#
# 哪兩項才是收據本身？

# %% class_after="1"

# %% [markdown] lang="en" slide="skip"
# The class cannot multiply yet, so the next cell does it by hand. **Predict** what `a._prev` shows.

# %% [markdown] lang="zh-TW" of="258adec3"
# 這個類別還不會乘，所以下一格的乘法是手動做的。**先預測**：`a._prev` 會顯示什麼？

# %% ask="value_leaf"
a, b = Value(-2.0), Value(5.0)
e = Value(a.data * b.data, (a, b), "*")
a._prev, e._prev, e._op

# %% [markdown] lang="en" answer="value_leaf"
# Nobody computed `a`, so its operands are empty: `()`. But `e` holds `a` and `b` themselves, not copies of their numbers. Later a
# gradient will be written into these very objects.

# %% [markdown] lang="zh-TW" of="08957598"
# `a` 不是算出來的，所以它的運算元是空的：`()`。而 `e` 裡面放的是 `a` 和 `b` 本身，不是它們數字的副本；以後，梯度就是要寫進這兩個物件裡。

# %% [markdown] lang="en" slide="text"
# ## `()`: nobody computed `a`
# `e` holds `a` and `b` **themselves**, not copies of their numbers.

# %% [markdown] lang="zh-TW" of="d3becd4d"
# ## `()`：`a` 不是算出來的
# `e` 裡面放的是 `a` 和 `b` **本身**，不是數字的副本。

# %% [markdown] lang="en" section="graph" minutes="4"
# ## The graph
# A result knows its operands, these know theirs, and so on to the beginning. `viz.draw` follows this trail and draws what it finds: the
# **computation graph**.

# %% [markdown] lang="zh-TW" of="6752976a"
# ## 計算圖
# 每個結果都知道自己的運算元，運算元又知道它們的運算元，一路追到最前面。`viz.draw` 沿著這條線索走，把看到的畫出來：這就是**計算圖**（computation graph）。

# %% [markdown] lang="en" slide="text"
# ## The computation graph
# A result knows its operands, these know theirs, and so on to the beginning. `viz.draw` follows this trail.

# %% [markdown] lang="zh-TW" of="194d9496"
# ## 計算圖
# 每個結果都知道自己的運算元，運算元又知道它們的運算元，一路追到最前面。`viz.draw` 就沿著這條線索畫。

# %% lines="1-2"
c = Value(14.0)
d = Value(e.data + c.data, (e, c), "+")
viz.label(a=a, b=b, c=c, d=d, e=e)
viz.draw(d)

# %% [markdown] lang="en" slide="text"
# Which boxes have no arrow that goes into them?

# %% [markdown] lang="zh-TW" of="75167836"
# 哪些方框沒有箭頭流入？

# %% [markdown] lang="en"
# Three words that will come up again and again:
#
# | word | in the picture | in the class |
# |---|---|---|
# | **leaf** | a box that no arrow goes into: `a`, `b`, `c` | `_prev` is empty |
# | **operation** | a round shape; the box behind it is its result | `_op`, with the operands in `_prev` |
# | **root** | the last box, from which the graph is drawn: `d` | the one you ask about |

# %% [markdown] lang="zh-TW" of="3dbde48e"
# 有三個詞會一再出現：
#
# | 名稱 | 在圖裡 | 在類別裡 |
# |---|---|---|
# | **葉節點**（leaf） | 沒有箭頭流入的方框：`a`、`b`、`c` | `_prev` 是空的 |
# | **運算**（operation） | 圓形；它後面的方框就是運算結果 | `_op`，運算元放在 `_prev` |
# | **根節點**（root） | 最後的方框，整張圖從它畫起：`d` | 你要追問來歷的那一個 |

# %% [markdown] lang="en" slide="text"
# ### Three words
#
# | word | in the picture | in the class |
# |---|---|---|
# | **leaf** | no arrow goes in: `a`, `b`, `c` | `_prev` is empty |
# | **operation** | a round shape | `_op` |
# | **root** | the last box | the one you ask about |
#
# Is `e` a leaf? Could `e` be a root?

# %% [markdown] lang="zh-TW" of="905bd847"
# ### 三個詞
#
# | 名稱 | 在圖裡 | 在類別裡 |
# |---|---|---|
# | **葉節點**（leaf） | 沒有箭頭流入 | `_prev` 是空的 |
# | **運算** | 圓形 | `_op` |
# | **根節點**（root） | 最後的方框 | 要追問來歷的 |
#
# `a`、`b`、`c` 是葉節點；`e` 是葉節點嗎？`e` 可以當根節點嗎？

# %% [markdown] lang="en" slide="notes"
# **3 minutes.** Point at boxes and let the class call out “leaf”, “result”, “root”. Then ask: “Is `e` a leaf?” (No, an arrow goes into it.) “Could `e` be a root?” Yes: `viz.draw(e)` draws the graph
# from there. A root is not a kind of number, it is the place where one asks. Students who know trees expect the root at the top or the left; say once that arrows here mean *flows into*.

# %% [markdown] lang="zh-TW" of="b1cc286b"
# **3 分鐘**。一個一個指著方框，讓全班喊出「葉節點」「結果」「根節點」。接著問：「`e` 是葉節點嗎？」（不是，有箭頭流入。）「`e` 可以當根節點嗎？」可以：`viz.draw(e)` 就會從那裡畫起。
# 根節點不是某一種數，而是你發問的地方。學過「樹」這種資料結構的學生，會以為根在最上面或最左邊；提醒一次：這裡的箭頭是「流入」的意思。

# %% [markdown] lang="en" section="fill_in" minutes="3" slide="skip"
# ### Fill in: one value, used twice
# Next comes the graph of $y = (a + b) \cdot a$. Here `a` is used twice. **Predict** how many boxes the picture has.

# %% [markdown] lang="zh-TW" of="7b5a7397"
# ### 填空：用了兩次的數值
# 接下來是 $y = (a + b) \cdot a$ 的計算圖，裡面的 `a` 用了兩次。**先預測**：圖裡會有幾個方框？

# %%
predict.value_twice

# %% [markdown] lang="en" answer="value_twice"
# `a`, `b`, their sum, and `y`: four. The value `a` goes into both operations, but it is **one** object. So it is one box, from which **two** arrows leave.

# %% [markdown] lang="zh-TW" of="ca717e35"
# `a`、`b`、它們的和，再加上 `y`：四個。`a` 流入兩個運算，但它是**同一個**物件，所以只有一個方框，從它出發的箭頭有**兩條**。

# %% [markdown] lang="en" slide="text"
# ## Four boxes
# `a` goes into both operations, but it is **one** object: one box, **two** arrows.
#
# Complete it: which operands belong into the two empty `()`?

# %% [markdown] lang="zh-TW" of="4946925f"
# ## 四個方框
# `a` 流入兩個運算，但它是**同一個**物件：一個方框，**兩條**箭頭。
#
# 把圖補完：兩個空的 `()` 裡，該填哪些運算元？

# %% [markdown] lang="en" slide="skip"
# Now complete that picture: put the right operands into the two empty brackets `()`, and run the cell.

# %% [markdown] lang="zh-TW" of="92ba9487"
# 現在把這張圖補完：在兩個空的括號 `()` 裡填入正確的運算元，再執行這一格。

# %% lines="2-3" slide="code"
a, b = Value(2.0), Value(-3.0)
s = Value(a.data + b.data, (), "+")
y = Value(s.data * a.data, (), "*")
viz.label(a=a, b=b, s=s, y=y)
viz.draw(y)

# %% [markdown] lang="en" slide="skip"
# <details><summary>What you should have seen</summary>
#
# `(a, b)` and `(s, a)`. From `a` leave two arrows, because it stands on two receipts. What is used twice will collect two gradients; that matters from the next lesson on.
# </details>

# %% [markdown] lang="zh-TW" of="60be2f8d"
# <details><summary>你應該會看到</summary>
#
# 答案是 `(a, b)` 和 `(s, a)`。從 `a` 出發的箭頭有兩條，因為它出現在兩張收據上。用了兩次的數，以後會收到兩份梯度；從下一課開始，這一點會很重要。
# </details>

# %% [markdown] lang="en" section="wrong_receipt" minutes="2"
# ## When a receipt is wrong
# So far we write the number and its receipt in one line, but each by itself. They can contradict each other. Below, Python multiplies: $-1 \cdot 2 = -2$.
# But the receipt says `"-"`, and $-1 - 2 = -3$.
#
# `viz.explore` puts sliders under the graph, and the page computes for itself. **Predict** what stands in the last box when the slider of `a` was moved away
# and back to 2.

# %% [markdown] lang="zh-TW" of="be957959"
# ## 收據寫錯的時候
# 到目前為止，數字和收據雖然寫在同一行，卻是分開寫的，所以可能互相矛盾。下面這一格，Python 做的是乘法：$-1 \cdot 2 = -2$。
# 可是收據上寫著 `"-"`，而 $-1 - 2 = -3$。
#
# `viz.explore` 會在計算圖下面加上滑桿；滑桿一動，就由網頁重新計算。**先預測**：把 `a` 的滑桿拉開，再拉回 2，最後一個方框裡會是多少？

# %% [markdown] lang="en" slide="text"
# ## When a receipt is wrong
# Number and receipt are written each by itself. Here they contradict each other:
#
# - Python multiplies: $-1 \cdot 2 = -2$
# - the receipt says `"-"`: $-1 - 2 = -3$

# %% [markdown] lang="zh-TW" of="7311cad7"
# ## 收據寫錯的時候
# 數字和收據是分開寫的。這裡兩者互相矛盾：
#
# - Python 做乘法：$-1 \cdot 2 = -2$
# - 收據上寫 `"-"`：$-1 - 2 = -3$

# %% ask="value_receipt" slide="output"
def contradiction(a, b):
    s = Value(a.data + b.data, (a, b), "+")
    return Value(s.data * a.data, (s, a), "-")

viz.explore(contradiction, a=Value(2.0), b=Value(-3.0))

# %% [markdown] lang="en" answer="value_receipt"
# Try it above. At first the last box shows −2, as Python computed it. As soon as a slider moves, the page computes, and it has nothing but the receipts: −3.

# %% [markdown] lang="zh-TW" of="c90993b2"
# 在上面試試看。一開始，最後一個方框是 Python 算的 −2。滑桿一動，就由網頁計算，而它手上只有收據：−3。

# %% [markdown] lang="en" slide="text"
# −3: once a slider moves, the page has **nothing but the receipts**.

# %% [markdown] lang="zh-TW" of="6c6b6f6e"
# −3：滑桿一動，就由網頁計算，而網頁**手上只有收據**。

# %% [markdown] lang="en" section="modify" minutes="0" slide="skip"
# ### Modify
# Make number and receipt agree, in two ways:
#
# 1. Change the number, so that it fits the receipt. Run the cell, move the slider away and back: does the number stay?
# 2. Undo that, and change the symbol instead.
#
# <details><summary>What you should have seen</summary>
#
# Now the last box shows −3 from the beginning, or −2, and keeps it. Whoever computes the number should also write the receipt. From lesson 2 on, one method does both.
# </details>

# %% [markdown] lang="zh-TW" of="834f4d0c"
# ### 修改
# 讓數字和收據一致，有兩種改法：
#
# 1. 改數字，讓它符合收據。執行這一格，把滑桿拉開再拉回來：數字有沒有變？
# 2. 還原，這次改符號。
#
# <details><summary>你應該會看到</summary>
#
# 這時最後一個方框從一開始就是 −3（或 −2），而且不會再變。數字是誰算的，收據就該由誰來寫。從第 2 課開始，同一個方法會把兩件事都做好。
# </details>

# %% [markdown] lang="en" section="passes" minutes="4"
# ## What the memory is for
# The player below walks through the graph of `d`. First from left to right, with the numbers: this is the **forward pass**. Then from right to left along
# the same arrows, with the gradients: this is the **backward pass**.
#
# On the way back it asks you for the sign of each gradient. Nudge the number upwards in your head: does `d` go up (positive) or down (negative)?
# Leave the three tiles below the picture aside: they are for lesson 2.

# %% [markdown] lang="zh-TW" of="e3a0c459"
# ## 這份記憶有什麼用
# 下面的播放器會走過 `d` 的計算圖。先從左到右，帶著數值走：這叫做**前向傳遞**（forward pass）。再沿著同樣的箭頭從右到左，帶著梯度走：這叫做**反向傳遞**（backward pass）。
#
# 往回走的時候，它會問你每個梯度是正是負。在腦中把那個數往上輕推：`d` 會變大（正）還是變小（負）？圖下方的三格先不用管，那是第 2 課的內容。

# %% [markdown] lang="en" slide="text"
# ## What the memory is for
# - **Forward pass**: from left to right, with the numbers.
# - **Backward pass**: back along the same arrows, with the gradients.
#
# Nudge a number up in your head: does `d` go up (positive) or down (negative)?

# %% [markdown] lang="zh-TW" of="ae5f949d"
# ## 這份記憶有什麼用
# - **前向傳遞**（forward pass）：從左到右，帶著數值走。
# - **反向傳遞**（backward pass）：沿著同樣的箭頭往回走，帶著梯度走。
#
# 在腦中把一個數往上輕推：`d` 會變大（正）還是變小（負）？

# %% slide="output"
viz.animate(d, ask="sign")

# %% [markdown] lang="en" slide="text"
# On the way back: **first say the sign**, then the next step.

# %% [markdown] lang="zh-TW" of="3bb70f37"
# 往回走的時候，**先說正負**，再走下一步。

# %% [markdown] lang="en" slide="skip"
# The player knows how `*` and `+` pass gradients back. Your class does not know it yet. `viz.record` plays what your *own* code does on the way back.
# The gradient of the root is set to 1 to begin with, since `d` moves just as far as `d`.
#
# **Predict** what `a.grad` is at the end of the recording.

# %% [markdown] lang="zh-TW" of="28a8b212"
# 播放器知道 `*` 和 `+` 要怎麼把梯度往回傳，你的類別還不知道。`viz.record` 播放的，是你**自己**的程式往回走時做了什麼。
# 一開始，根節點的梯度設為 1，因為把 `d` 輕推多少，`d` 就移動多少。
#
# **先預測**：播到最後，`a.grad` 會是多少？

# %% ask="value_record" slide="output"
viz.record(d)

# %% [markdown] lang="en" answer="value_record"
# It is 0: each `_backward` does nothing yet. The gradient that `d` should pass on stays where it is, and the recording says that not all is right. The next lessons
# mend this, one operation at a time.

# %% [markdown] lang="zh-TW" of="733a9f92"
# 是 0：每個 `_backward` 都還什麼也不做。`d` 應該往回傳的梯度留在原地，紀錄最後也說：有些地方不對。接下來幾課，會把這些運算一個一個補上。

# %% [markdown] lang="en" slide="text"
# 0: each `_backward` **does nothing yet**. The gradient stays at `d`.

# %% [markdown] lang="zh-TW" of="2a59ad09"
# 是 0：每個 `_backward` 都**還什麼也不做**，梯度留在 `d`。

# %% [markdown] lang="en" section="make_value" minutes="0" slide="skip"
# ### Make: the class from memory
# Write `Value` without scrolling up. It is made by `Value(data, _children=(), _op="", label="")`. (Andrej Karpathy's *micrograd*, the small engine that this series rebuilds, calls the operands *children*.)
# It keeps `data`, `grad`, `_prev`, `_op`, `label`, and a `_backward` that does nothing. It shows itself with its number.
#
# `check` tries what the next lessons need. What it finds right is kept, and the lessons go on with it.

# %% [markdown] lang="zh-TW" of="28c0882c"
# ### 實作：憑記憶寫出類別
# 不要往上捲，自己寫出 `Value`。建立物件時寫成 `Value(data, _children=(), _op="", label="")`。（這裡的 children 就是運算元。）
# 它要記住 `data`、`grad`、`_prev`、`_op`、`label`，還有一個什麼也不做的 `_backward`，並且能顯示自己的數字。
#
# `check` 會檢查接下來幾課最需要的部分，檢查通過的程式會存起來：後面的課就用你寫的類別繼續。

# %% slide="skip"
class Value:
    ...

# display(hint.value())
# display(solution.value())
check.value(Value)

# %% [markdown] lang="en" slide="skip"
# The next line brings the class with which we go on, and says whose it is: yours if the check has found it right, else that of the series.

# %% [markdown] lang="zh-TW" of="5b424d05"
# 下一格會取得我們接下來要用的類別，並說明那是誰寫的：檢查通過就是你的，否則是這個系列的。

# %%
Value = mine.value()

# %% [markdown] lang="en" section="discussion" minutes="2"
# ## A question for the class
# karpathy's micrograd keeps the operands in a *set*, ours keeps them in a *tuple*. What does a set forget about $a - b$? And what about $a + a$?

# %% [markdown] lang="zh-TW" of="938b80fe"
# ## 課堂討論
# karpathy 的 micrograd 把運算元放在**集合**（set）裡，我們放在 **tuple** 裡。對 $a - b$ 來說，集合會忘記什麼？對 $a + a$ 呢？

# %% [markdown] lang="en" slide="text"
# ## A question for the class
# karpathy's micrograd keeps the operands in a *set*, ours in a *tuple*. What does a set forget
#
# - about $a - b$?
# - about $a + a$?

# %% [markdown] lang="zh-TW" of="1d45be54"
# ## 課堂討論
# karpathy 的 micrograd 把運算元放在**集合**（set）裡，我們放在 **tuple** 裡。集合會忘記什麼？
#
# - 對 $a - b$ 來說？
# - 對 $a + a$ 呢？

# %% [markdown] lang="en" slide="notes"
# A set forgets the **order** (which one is subtracted?) and that `a` came **twice**. The set works in micrograd all the same, because there the functions of the way back hold the operands as well. Good students find this
# out; let them. Leave “then why have `_prev` at all?” open: in lesson 6 the walk needs it.

# %% [markdown] lang="zh-TW" of="7ececa90"
# 集合會忘記**順序**（減的是哪一個？），也會忘記 `a` 出現了**兩次**。micrograd 用集合還是能動，因為往回走的函式自己也記得運算元。程度好的學生會自己發現，讓他們去發現。
# 「那為什麼還需要 `_prev`？」先留著不回答：第 6 課往回走的時候會用到。

# %% [markdown] lang="en" section="keep" minutes="1"
# ## Keep three sentences
# 1. A `Value` is a number with a receipt: its data, its operands, its operation.
# 2. The receipts together are the computation graph: leaves at the left, the root at the right.
# 3. A value that is used twice is one box with two arrows.

# %% [markdown] lang="zh-TW" of="c76c70e5"
# ## 記住三句話
# 1. `Value` 是附收據的數：數值、運算元、運算。
# 2. 所有的收據合起來就是計算圖：葉節點在左邊，根節點在右邊。
# 3. 用了兩次的數值，是一個方框、兩條箭頭。

# %% [markdown] lang="en" slide="text"
# ## Keep three sentences
# 1. A `Value` is a number with a **receipt**: data, operands, operation.
# 2. The receipts together are the **computation graph**: leaves left, root right.
# 3. What is used twice is **one box with two arrows**.

# %% [markdown] lang="zh-TW" of="5d68fdc5"
# ## 記住三句話
# 1. `Value` 是附**收據**的數：數值、運算元、運算。
# 2. 所有收據合起來就是**計算圖**（computation graph）：葉節點在左，根節點在右。
# 3. 用了兩次的數值，是**一個方框、兩條箭頭**。

# %% [markdown] lang="en" section="test" minutes="1"
# ## Test yourself
# How many leaves, operations and boxes has the graph of $x \cdot x + x$? Decide, then build it by hand in a new cell and draw it.
#
# <details><summary>Answer</summary>
#
# One leaf, two operations, three boxes; three arrows leave `x`.
# </details>

# %% [markdown] lang="zh-TW" of="924dda1f"
# ## 自我測驗
# $x \cdot x + x$ 的計算圖有幾個葉節點、幾個運算、幾個方框？先想好，再新增一格，手動把它建出來、畫出來。
#
# <details><summary>答案</summary>
#
# 一個葉節點、兩個運算、三個方框；從 `x` 出發的箭頭有三條。
# </details>

# %% [markdown] lang="en" slide="text"
# ## Test yourself
# The graph of $x \cdot x + x$: how many leaves, how many operations, how many boxes?

# %% [markdown] lang="zh-TW" of="a4dacf9d"
# ## 自我測驗
# $x \cdot x + x$ 的計算圖：有幾個葉節點、幾個運算、幾個方框？

# %% [markdown] lang="en"
# **Next:** [2 · Add](02_add.ipynb), the first operation that knows its way back.

# %% [markdown] lang="zh-TW" of="2d20877c"
# **下一課**：[2 · 加法](02_add.ipynb)，第一個知道怎麼往回走的運算。

# %% [markdown] lang="en" slide="text"
# ## Until next time
# - **Modify**: make number and receipt agree, in two ways.
# - **Make**: the class `Value` from memory. What `check` finds right, the lessons go on with.
#
# **Next:** 2 · Add, the first operation that knows its way back.

# %% [markdown] lang="zh-TW" of="3383c895"
# ## 下課之後
# - **修改**：用兩種改法，讓數字和收據一致。
# - **實作**：憑記憶寫出 `Value` 類別。`check` 說對了，後面的課就用你的。
#
# **下一課**：2 · 加法，第一個知道怎麼往回走的運算。

# %%
progress()
