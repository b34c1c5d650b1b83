# %% [markdown] lang="en" section="opening" minutes="5"
# # 0 · Start here
#
# A neural network learns by turning thousands of knobs a little, each in the direction that makes one number better.
# For that it needs a *slope* for every knob. This series shows how all of them are found at once.
# We begin with a single slope, and with nothing but arithmetic.
#
# ![A curve, a point on it with its tangent, and a second point a small step h to the right](attachment:00_start_here.png)
#
# > **The question of this lesson.** The curve $x^2$ passes through the height 9 at $x = 3$. How steep is it *right there*?
# > And how does a computer find out, which can do nothing but compute $x^2$ for one number after another?
#
# Afterwards you can
# - run a notebook, and keep your own work safe;
# - say what a derivative is: nudge by $h$, see how far the result moves, divide;
# - say how big $h$ should be, and why;
# - read the picture of a computation.
#
# About 30 minutes: six predictions on the way, one thing to modify, two to make. No calculus is needed beyond “slope = up ÷ across”.

# %% [markdown] lang="zh-TW" of="9d3dadcf"
# # 0 · 從這裡開始
#
# 神經網路學習的時候，會把成千上萬個旋鈕各轉一點點，每一個都往「讓結果變好」的方向轉。要做到這件事，每個旋鈕都需要一個**斜率**（slope）；
# 這一系列筆記本要說明的，就是怎麼一口氣求出所有的斜率。我們從一個斜率開始，只用到加減乘除。
#
# ![一條曲線，上面有一點和它的切線，右邊隔一小步 h 的地方有第二個點](attachment:00_start_here.png)
#
# > **本課的問題**：曲線 $x^2$ 在 $x = 3$ 的地方高度是 9。**就在那一點上**，它有多陡？電腦只會把數一個一個代進去算 $x^2$，要怎麼知道？
#
# 學完之後，你能夠
# - 執行筆記本，並且保護好自己的成果；
# - 說出導數是什麼：輕推 $h$，看結果移動多少，再相除；
# - 說出 $h$ 該取多大，以及為什麼；
# - 看懂一張計算圖。
#
# 大約 30 分鐘：過程中有六次預測，另有一題修改、兩題實作。只要知道「斜率＝上升÷前進」就夠了，不必學過微積分。

# %% [markdown] lang="en" slide="text"
# # 0 · Start here
# ![A curve, a point on it with its tangent, and a second point a small step h to the right](attachment:00_start_here.png)
#
# > The curve $x^2$ passes through the height 9 at $x = 3$. **How steep is it right there?**
# >
# > And how does a computer find out?

# %% [markdown] lang="zh-TW" of="858afe36"
# # 0 · 從這裡開始
# ![一條曲線，上面有一點和它的切線，右邊隔一小步 h 的地方有第二個點](attachment:00_start_here.png)
#
# > 曲線 $x^2$ 在 $x = 3$ 的地方高度是 9。**就在那一點上，它有多陡？**
# >
# > 電腦要怎麼知道？

# %% [markdown] lang="en" slide="notes"
# **5 minutes for the opening.** Ask before anything is run: “How steep is $x^2$ at 3?” Expect 9 (the height), 3 (the number $x$), 2 (the exponent)
# and 6 (remembered from school). Write all of them on the board and decide nothing: the nudge will. If somebody says “derivative, $2x$”, ask
# how they would convince a person who has never seen the rule.

# %% [markdown] lang="zh-TW" of="685ade39"
# **開場 5 分鐘**。什麼都還沒執行之前先問：「$x^2$ 在 3 的地方有多陡？」學生會答 9（高度）、3（$x$ 本身）、2（指數），以及 6（以前背過）。
# 全部寫在黑板上，先不要判定，讓「輕推」來決定。如果有人說「導數是 $2x$」，就問他：要怎麼說服一個從來沒看過這條公式的人？

# %% [markdown] lang="en" section="run_cell" minutes="1"
# ## Run a cell
# A notebook is made of cells. Click on the next one and press **Shift+Enter**: it runs, its result appears below it, and the next cell is chosen.
# Go from top to bottom. A grey cell that shows only one line is folded; a click on the three dots opens it.
#
# *Kernel ▸ Restart Kernel and Run All Cells* makes everything fresh when you are lost.

# %% [markdown] lang="zh-TW" of="2f5c9f69"
# ## 執行儲存格
# 筆記本由一格一格的儲存格組成。點一下下面這一格，按 **Shift+Enter**：這一格會執行，結果出現在下面，然後跳到下一格。
# 請由上往下進行。只顯示一行的灰色儲存格是折疊起來的，點一下那三個點就會展開。
#
# 如果弄亂了，用 *Kernel ▸ Restart Kernel and Run All Cells* 就能全部重來。

# %% [markdown] lang="en" slide="text"
# ## Run a cell
# Click on it, and press **Shift+Enter**. What will stand below this one?

# %% [markdown] lang="zh-TW" of="6e1c9ad5"
# ## 執行儲存格
# 點一下，再按 **Shift+Enter**。這一格的下面會出現什麼？

# %%
def f(x):
    return x**2

f(3)

# %% [markdown] lang="en" slide="skip" role="clone"
# **Your own work.** The notebooks in this folder are replaced when you update the project. So work in a copy.
# Take the `#` away in the last line of the next cell and run it once. Then open `my-notebooks/en` (or `my-notebooks/zh-TW`)
# in the file browser at the left, and go on there. An update never touches that folder, and the line refuses to run
# a second time over your work.

# %% [markdown] lang="zh-TW" of="f4840f0b"
# **你自己的成果**：更新專案的時候，這個資料夾裡的筆記本會被換成新版。所以請在副本裡作答：把下一格最後一行的 `#` 拿掉，執行一次，
# 再到左邊的檔案瀏覽器打開 `my-notebooks/zh-TW`（或 `my-notebooks/en`），接下來都在那裡進行。更新不會動到那個資料夾；
# 這一行再執行一次，只會出現錯誤訊息（FileExistsError），不會蓋掉你寫的東西。

# %% slide="skip" role="clone"
import shutil

clone = Path(viz.__file__).parents[1]
# shutil.copytree(clone / "notebooks", clone / "my-notebooks")

# %% [markdown] lang="en" section="nudging" minutes="4"
# ## A slope by nudging
# At $x = 3$ the height is 9. Go a small step $h$ to the right, to $x = 3 + h$, and look at the new height. This small step is called a **nudge**.
# The slope is how far the curve went *up*, divided by how far you went *across*:
#
# $$\text{slope} \approx \frac{f(x + h) - f(x)}{h}$$
#
# **Predict** first. Run the next cell. Its first line, `%%predict`, makes it ask you, and what it has computed waits.
# Write your number into the field and press **Enter**. A wrong prediction costs nothing. It is the one that you will remember.

# %% [markdown] lang="zh-TW" of="9342a1da"
# ## 用輕推求斜率
# 在 $x = 3$ 的地方，高度是 9。往右走很小的一步 $h$，到 $x = 3 + h$，看看新的高度。這很小的一步，就叫做**輕推**（nudge）。
# 斜率就是曲線**上升**了多少，除以你**前進**了多少：
#
# $$\text{斜率} \approx \frac{f(x + h) - f(x)}{h}$$
#
# **先預測**。執行下一格：第一行的 `%%predict` 會讓它先問你，算出來的結果先蓋著。把你的數字寫進欄位，再按 **Enter**。
# 猜錯也沒關係，反而會記得最牢。

# %% [markdown] lang="en" slide="text"
# ## A slope by nudging
# Go a small step $h$ to the right: a **nudge**. How far did the curve go *up*, for each step *across*?
#
# $$\text{slope} \approx \frac{f(x + h) - f(x)}{h}$$

# %% [markdown] lang="zh-TW" of="47a6fb5a"
# ## 用輕推求斜率
# 往右走很小的一步 $h$：這就是**輕推**（nudge）。你**前進**這麼多，曲線**上升**了多少？
#
# $$\text{斜率} \approx \frac{f(x + h) - f(x)}{h}$$

# %% ask="slope_square"
x, h = 3.0, 0.001
up = f(x + h) - f(x)
up, up / h

# %% [markdown] lang="en" answer="slope_square"
# The curve went up about **six times** as far as you went across. So its slope at 3 is nearly 6.

# %% [markdown] lang="zh-TW" of="4547de10"
# 曲線上升的量，大約是你前進的**六倍**。所以它在 3 的斜率差不多是 6。

# %% [markdown] lang="en" slide="text"
# ## About six times: the slope at 3 is nearly 6

# %% [markdown] lang="zh-TW" of="e145c495"
# ## 大約六倍：在 3 的斜率接近 6

# %% [markdown] lang="en"
# When the nudge gets smaller and smaller, this quotient settles to one number. That number is called the **derivative**.
#
# In the next picture the nudge is huge, $h = 1.5$, so that you can see it. There are two lines. The dashed one goes through both points: it is called the **secant**.
# The other one only touches the curve at 3: it is called the **tangent**. Where it touches, it is as steep as the curve. **Predict** which of the two is steeper.

# %% [markdown] lang="zh-TW" of="f7e80267"
# 推的量愈小，這個比值就愈接近某一個數。那個數就叫做**導數**（derivative）。
#
# 為了讓你看得清楚，下一張圖故意推得特別大，$h = 1.5$。圖上有兩條線：通過兩個點的虛線叫做**割線**（secant）；
# 另一條只在 3 那一點碰到曲線，叫做**切線**（tangent），曲線在那裡有多陡，它就有多陡。**先預測**：哪一條比較陡？

# %% [markdown] lang="en" slide="text"
# ## Secant and tangent
# - The **secant** goes through both points.
# - The **tangent** only touches the curve, and is as steep as the curve there.
#
# The smaller the nudge, the nearer the quotient comes to one number: the **derivative**.

# %% [markdown] lang="zh-TW" of="fee46fff"
# ## 割線與切線
# - **割線**（secant）：通過兩個點。
# - **切線**（tangent）：只在一點碰到曲線，在那裡和曲線一樣陡。
#
# 推的量愈小，比值就愈接近某一個數：**導數**（derivative）。

# %% ask="secant" slide="output"
viz.slope(f, 3, h=1.5, span=(-4, 4))

# %% [markdown] lang="en" answer="secant"
# The secant is **steeper**. The error beside the curve says by how much.

# %% [markdown] lang="zh-TW" of="1e22a455"
# 割線比較**陡**。差了多少，就看曲線旁邊的誤差。

# %% [markdown] lang="en" slide="text"
# The secant is **steeper**. How can the error be made smaller?

# %% [markdown] lang="zh-TW" of="43e8d028"
# 割線比較**陡**。怎樣才能讓誤差變小？

# %% [markdown] lang="en" section="modify" minutes="2"
# ### Modify
# Both points can be moved, with the mouse, a finger or the arrow keys. The sliders do the same.
#
# 1. Bring the open point nearer to the other. What becomes of the secant, and of the error? Press *Look closer*: what becomes of the curve?
# 2. Press *Other side*. Does a nudge to the left find the slope as well?
# 3. Then another place: what is the slope at $x = -2$, and at $x = 0$? Say the number before you move the point there.
#
# <details><summary>What you should have seen</summary>
#
# With a small $h$ the two lines can no longer be told apart, and from near by the curve itself is straight. A nudge to the left works as well.
# The secant is then a little too flat. At −2 the slope is −4: the curve falls there. At 0 it is 0: for one moment the curve is level.
# </details>

# %% [markdown] lang="zh-TW" of="c1e5a3ff"
# ### 修改
# 兩個點都可以移動：用滑鼠、手指、方向鍵，或是下面的滑桿。
#
# 1. 把空心的點拉近另一個點，割線會怎麼變？誤差呢？按「湊近看」：曲線變成什麼樣子？
# 2. 按「換一邊」。往左推，也能求出斜率嗎？
# 3. 再換一個地方：曲線在 $x = -2$ 的斜率是多少？在 $x = 0$ 呢？把點移過去之前，先說出你的數字。
#
# <details><summary>你應該會看到</summary>
#
# $h$ 很小的時候，兩條線已經分不出來；湊近看，連曲線本身也是直的。往左推也可以，這時割線會稍微平緩一點。
# 在 −2 的斜率是 −4：曲線在那裡往下走。在 0 的斜率是 0：那一瞬間，曲線是水平的。
# </details>

# %% [markdown] lang="en" slide="text"
# ### Try it on the picture
# 1. Bring the open point nearer: what becomes of the secant, and of the error?
# 2. Nudge to the **other side**: does that find the slope as well?
# 3. What is the slope at $x = -2$, and at $x = 0$?

# %% [markdown] lang="zh-TW" of="d5bbb859"
# ### 在圖上試試看
# 1. 把空心的點拉近：割線會怎麼變？誤差呢？
# 2. **換一邊**推：也能求出斜率嗎？
# 3. 在 $x = -2$ 的斜率是多少？在 $x = 0$ 呢？

# %% [markdown] lang="en" section="how_small" minutes="4" slide="skip"
# ## How small should a nudge be?
# If small is good, tiny should be better. **Predict** which row of the next table comes closest to 6. (`1e-16` is Python's way to write $10^{-16}$. In a text with `f` in front, what stands in braces is computed and put in.)

# %% [markdown] lang="zh-TW" of="e2e5e230"
# ## 輕推要多小才好？
# 既然小一點比較準，那愈小不就愈準？**先預測**：下一格的表格裡，哪一列最接近 6？（`1e-16` 是 Python 寫 $10^{-16}$ 的方式。前面有 `f` 的字串，大括號裡的東西會先算出來再放進去。）

# %% ask="tiny_nudge"
for n in range(0, 18, 2):
    h = 10.0**-n
    print(f"h = {h:.0e}   slope = {(f(3 + h) - f(3)) / h}")

# %% lang="zh-TW" of="e05335b9"
for n in range(0, 18, 2):
    h = 10.0**-n
    print(f"h = {h:.0e}   斜率 = {(f(3 + h) - f(3)) / h}")

# %% [markdown] lang="en" answer="tiny_nudge"
# A computer keeps about 16 digits of a number. When $h$ is tiny, $f(3 + h)$ and $f(3)$ agree in nearly all of them. Their
# difference is then mostly rounding. At $h = 10^{-16}$ the sum $3 + h$ *is* 3, and nothing moves any more.

# %% [markdown] lang="zh-TW" of="379604d0"
# 電腦的一個數大約只有 16 位有效數字。$h$ 極小的時候，$f(3 + h)$ 和 $f(3)$ 幾乎每一位都相同，相減之後剩下的大多是捨入誤差（rounding error）。
# 到了 $h = 10^{-16}$，$3 + h$ 根本就**等於** 3，什麼都不會動了。

# %% [markdown] lang="en" slide="text"
# Tiny is not best: of **16 digits** only rounding is left.

# %% [markdown] lang="zh-TW" of="d863fdb9"
# 不是愈小愈好：電腦只記得**大約 16 位數字**，相減之後剩下的是捨入誤差。

# %% [markdown] lang="en"
# So far we nudged to one side. One can nudge to **both** sides, and divide by the whole way from left to right:
#
# $$\text{slope} \approx \frac{f(x + h) - f(x - h)}{2h}$$
#
# The next plot shows how far off the slope is, for each $h$: one line for one side, one for both. **Predict** what the second side brings.

# %% [markdown] lang="zh-TW" of="7cd123d3"
# 到目前為止，我們只推一邊。也可以**兩邊都推**，再除以從左到右的全長：
#
# $$\text{斜率} \approx \frac{f(x + h) - f(x - h)}{2h}$$
#
# 下一張圖畫出每個 $h$ 算出來的斜率，和正確答案差了多少：一條線是只推一邊，另一條是兩邊都推。**先預測**：多推一邊有多少好處？

# %% [markdown] lang="en" slide="text"
# ## Nudge to both sides
# $$\text{slope} \approx \frac{f(x + h) - f(x - h)}{2h}$$
#
# What does the second side bring?

# %% [markdown] lang="zh-TW" of="af5759ac"
# ## 兩邊都推
# $$\text{斜率} \approx \frac{f(x + h) - f(x - h)}{2h}$$
#
# 多推一邊，有什麼好處？

# %% ask="two_sides" slide="output"
def cube(x):
    return x**3

viz.plots.slope_error(cube, 2, slope=12)

# %% [markdown] lang="en" answer="two_sides"
# At $h = 0.001$ one side is off by 0.006, both sides by 0.000001. Look at the ends of the lines too. With big $h$ the bend spoils the slope, with tiny $h$ the rounding.
# In between lies a good $h$: about $10^{-8}$ for one side, about $10^{-5}$ for two.

# %% [markdown] lang="zh-TW" of="be1805fe"
# 在 $h = 0.001$，推一邊差 0.006，兩邊都推只差 0.000001。也看看線的兩端：$h$ 太大，曲線的彎曲使斜率失準；$h$ 太小，捨入誤差使斜率失準。
# 好的 $h$ 在中間：推一邊大約是 $10^{-8}$，推兩邊大約是 $10^{-5}$。

# %% [markdown] lang="en" slide="text"
# Off by 0.006, or 0.000001. Too big an $h$: **the bend**; too tiny: **rounding**.

# %% [markdown] lang="zh-TW" of="4855486f"
# 推一邊差 0.006，兩邊差 0.000001。$h$ 太大，錯在**彎曲**；太小，錯在**捨入**。

# %% [markdown] lang="en"
# The slope from both sides is called the **central difference**. It will be our judge throughout the series. Whatever rule for slopes
# somebody writes, nudging tells whether it is right.

# %% [markdown] lang="zh-TW" of="3a3d3db2"
# 兩邊都推求出的斜率，叫做**中央差分**（central difference）。它是整個系列的裁判：不管誰寫了什麼樣的斜率規則，輕推一下就知道對不對。

# %% [markdown] lang="en" slide="text"
# ## Our judge: the central difference
# The slope from **both sides**. Whatever rule for slopes somebody writes, nudging tells whether it is right.

# %% [markdown] lang="zh-TW" of="fe89a0e6"
# ## 我們的裁判：中央差分
# **兩邊都推**求出的斜率。不管誰寫了什麼樣的斜率規則，輕推一下就知道對不對。

# %% [markdown] lang="en" section="make_slope" minutes="0" slide="skip"
# ### Make: the slope of any function
# Write `slope(f, x)`: nudge $x$, and give back how steep `f` is there. Put your lines in the place of `...`. Which `h` you take is up to you.
# `check` tries your function on several curves and says what it finds. Hints come one by one: take the `#` away.

# %% [markdown] lang="zh-TW" of="09c126a8"
# ### 實作：任何函數的斜率
# 寫出 `slope(f, x)`：輕推 $x$，傳回 `f` 在那裡有多陡。把 `...` 換成你的程式；`h` 要用多少由你決定。
# `check` 會拿好幾條曲線來試你的函式，再告訴你它發現了什麼。提示可以一則一則看：把 `#` 拿掉再執行就行。

# %% slide="skip"
def slope(f, x):
    ...

# display(hint.slope())
# display(solution.slope())
check.slope(slope)

# %% [markdown] lang="en" section="make_central" minutes="0" slide="skip"
# ### Make: both sides
# Now the more exact one, `central_difference(f, x)`, right to six digits.

# %% [markdown] lang="zh-TW" of="c9f07788"
# ### 實作：兩邊都推
# 現在寫更準確的版本 `central_difference(f, x)`，要準到六位數。

# %% slide="skip"
def central_difference(f, x):
    ...

# display(hint.central_difference())
# display(solution.central_difference())
check.central_difference(central_difference)

# %% [markdown] lang="en" slide="notes"
# **10 minutes with the two exercises.** The mistake that comes most is `f(x + h) - f(x) / h`, without the brackets; the next is $h = 1$. `check` names both. Whoever is
# done early: slope of `abs` at 0, one-sided from the left, from the right, and from both sides (−1, 1, 0). Which of the three is “the” slope?

# %% [markdown] lang="zh-TW" of="fa0a280e"
# **兩題練習共 10 分鐘**。最常見的錯誤是 `f(x + h) - f(x) / h`，少了括號；其次是 $h = 1$。`check` 會分別指出來。提早做完的人可以想：
# `abs` 在 0 的斜率，從左邊推、從右邊推、兩邊一起推，各得到多少（−1、1、0）？這三個裡面，哪一個才是真正的斜率？

# %% [markdown] lang="en" section="reading" minutes="4"
# ## Reading a picture
# A computation with more than one input has a slope for **each** of them: nudge one, hold the others still. Here is one with three inputs.
# `Value` is a number that remembers how it was computed. You will build it yourself in the next lesson. For now, only look.
#
# Boxes are numbers, round shapes are operations, and an arrow says “goes into”. Each box has two lines. `data` is the number.
# `grad` is for its slope, and nobody has computed that yet: a dot.

# %% [markdown] lang="zh-TW" of="f80dc240"
# ## 看懂一張計算圖
# 如果計算有好幾個輸入，**每一個**輸入都有自己的斜率：輕推其中一個，其他的不動。下面這張**計算圖**（computation graph）有三個輸入。
# `Value` 是一種會記住自己怎麼算出來的數，下一課你會自己把它做出來。現在先看就好。
#
# 方框是數，圓形是運算，箭頭的意思是「流入」。每個方框有兩行：`data` 是數值；
# `grad` 是留給斜率的位置，還沒有人算過，所以只有一個點。

# %% [markdown] lang="en" slide="text"
# ## Reading a picture
# - A **box** is a number, a **round shape** an operation; an **arrow** says “goes into”.
# - `data` is the number, `grad` is for its slope.
#
# Three inputs: how many slopes has this computation?

# %% [markdown] lang="zh-TW" of="e8a76e41"
# ## 看懂一張計算圖
# - **方框**是數，**圓形**是運算，**箭頭**的意思是「流入」。
# - `data` 是數值，`grad` 留給斜率。
#
# 有三個輸入，那這個計算有幾個斜率？

# %% slide="output"
from micrograd.engine import Value

a, b, c = Value(2.0), Value(-3.0), Value(10.0)
d = a * b + c
viz.label(a=a, b=b, c=c, d=d)
viz.draw(d)

# %% [markdown] lang="en" slide="text"
# One for **each** input: nudge one, hold the others still. `d = a * b + c`

# %% [markdown] lang="zh-TW" of="d9058860"
# **每一個**輸入各有一個：輕推其中一個，其他的不動。`d = a * b + c`

# %% [markdown] lang="en" slide="skip"
# Now nudge each of the three inputs up by the same small $h$, one at a time. **Predict** which one makes `d` move most.

# %% [markdown] lang="zh-TW" of="8043bbfe"
# 現在把三個輸入各往上推同樣小的 $h$，一次推一個。**先預測**：推哪一個，`d` 移動得最多？

# %% ask="moves_most" slide="output"
viz.explore("d = a * b + c", a=a, b=b, c=c)

# %% [markdown] lang="en" answer="moves_most"
# Try it above: choose an input, press **shake**, and watch `d`. `a` is multiplied by −3, so `d` moves three times as far, the other way. `b` is multiplied by 2,
# so `d` moves twice as far. `c` is only added: `d` moves just as far. These three slopes stand in the boxes, in the line `grad`.

# %% [markdown] lang="zh-TW" of="f29074c7"
# 在上面試試看：選一個輸入，按「**搖一搖**」，看 `d` 怎麼動。`a` 會乘上 −3，所以 `d` 移動三倍，方向相反。`b` 會乘上 2，所以 `d` 移動兩倍。
# `c` 只是加上去，`d` 就跟著移動一樣多。這三個斜率，就寫在方框的 `grad` 那一行。

# %% [markdown] lang="en" slide="text"
# `a`: −3 times as far. `b`: twice as far. `c`: just as far. **Shake them.**

# %% [markdown] lang="zh-TW" of="ed9c653d"
# 推 `a`，結果移動三倍，方向相反；推 `b`，兩倍；推 `c`，一樣多。**搖一搖看看。**

# %% [markdown] lang="en" slide="skip"
# ### Investigate: when nothing moves
# There are places at which a nudge does nothing at all. **Predict** one of them. Then find it with the sliders above.

# %% [markdown] lang="zh-TW" of="f5de31ce"
# ### 探究：什麼時候完全不動
# 有些地方，怎麼推都沒有反應。**先預測**其中一個，再用上面的滑桿找找看。

# %%
predict.stands_still

# %% [markdown] lang="en" answer="stands_still"
# At $a = 0$ the product is 0, whatever `b` is. Move the slider of `a` there, and shake `b`: `d` stands still. So a slope belongs to a **place**.
# Change the inputs, and the slopes change too.

# %% [markdown] lang="zh-TW" of="74dacef9"
# 在 $a = 0$ 的地方，不管 `b` 是多少，乘積都是 0。把 `a` 的滑桿移過去，再搖一搖 `b`：`d` 完全不動。所以斜率總是**某個位置**的斜率；
# 輸入一變，斜率也跟著變。

# %% [markdown] lang="en" slide="text"
# ## At $a = 0$, nudging $b$ does nothing
# The product is 0, whatever $b$ is. So a slope belongs to a **place**: change the inputs, and the slopes change too.

# %% [markdown] lang="zh-TW" of="f829b0ef"
# ## 在 $a = 0$，怎麼推 $b$，結果都不動
# 不管 $b$ 是多少，乘積都是 0。所以斜率總是**某個位置**的斜率：輸入一變，斜率也跟著變。

# %% [markdown] lang="en" section="all_slopes" minutes="2"
# ## All slopes at once
# Nudging finds the slopes one by one. **Backpropagation** finds all of them in a single walk, from the right to the left. `d.backward()` takes that walk.
# Each box then has its slope. The slope that stands in `grad` is called the **gradient** of that value: how far the *last* number moves when this one does.

# %% [markdown] lang="zh-TW" of="219d9e65"
# ## 一次求出所有的斜率
# 用輕推，斜率只能一個一個求。**反向傳播**（backpropagation，也叫反傳遞）只要從右到左走一趟，就全部求出來。`d.backward()` 走的就是這一趟。
# 走完以後，每個方框都有自己的斜率。寫在 `grad` 那一行的斜率，叫做這個數值的**梯度**（gradient）：這個數動了，**最後的結果**會跟著動多少。

# %% [markdown] lang="en" slide="text"
# ## All slopes at once
# **Backpropagation** finds all of them in a single walk, from right to left.
#
# The slope in `grad` is called the **gradient**. Which three will stand there?

# %% [markdown] lang="zh-TW" of="a76a1923"
# ## 一次求出所有的斜率
# **反向傳播**（backpropagation，反傳遞）只要從右到左走一趟，就全部求出來。
#
# 寫在 `grad` 那一行的斜率叫做**梯度**（gradient）。那裡會出現哪三個數？

# %% lines="1-1"
d.backward()
viz.draw(d)

# %% [markdown] lang="en" slide="text"
# −3, 2 and 1: **the same three numbers as by nudging**.

# %% [markdown] lang="zh-TW" of="003b7604"
# −3、2 和 1：**和輕推求出來的一樣**。

# %% [markdown] lang="en" section="discussion" minutes="0" slide="skip"
# The same three numbers as by nudging: −3, 2 and 1. *How* the walk does it is what the next six lessons are about.
#
# ## A question for the class
# A network with a million knobs (they are called *weights*): how many times must it be run to find all slopes by nudging? And once backpropagation needs only two walks, one
# forwards and one back, what would nudging still be good for?

# %% [markdown] lang="zh-TW" of="4abede46"
# 和輕推求出來的一樣：−3、2 和 1。這一趟**怎麼**做到的，正是接下來六課的內容。
#
# ## 課堂討論
# 一個網路有一百萬個旋鈕（叫做**權重**，weight）：用輕推求出所有斜率，要把網路跑幾次？既然反向傳播只要往前算一趟、再往回走一趟，那輕推還有什麼用處？

# %% [markdown] lang="en" section="keep" minutes="1"
# ## Keep three sentences
# 1. A slope is found by nudging: how far the result moved, divided by the nudge.
# 2. Too big an $h$ sees the bend, too tiny a one sees rounding; two sides are better than one.
# 3. The gradient of a value says how far the *last* number moves when this one is nudged.

# %% [markdown] lang="zh-TW" of="ff4181d7"
# ## 記住三句話
# 1. 斜率用輕推來求：結果移動的量，除以輕推的量。
# 2. $h$ 太大，受曲線彎曲影響；太小，受捨入誤差影響。推兩邊比推一邊好。
# 3. 一個數值的梯度，說的是輕推它的時候，**最後的結果**會移動多少。

# %% [markdown] lang="en" slide="text"
# ## Keep three sentences
# 1. A slope is found by **nudging**: how far the result moved, divided by the nudge.
# 2. Too big an $h$ sees the bend, too tiny a one sees rounding.
# 3. **Gradient**: how far the *last* number moves when this one is nudged.

# %% [markdown] lang="zh-TW" of="a03148fb"
# ## 記住三句話
# 1. 斜率用**輕推**來求：結果移動的量，除以輕推的量。
# 2. $h$ 太大，受曲線彎曲影響；太小，受捨入誤差影響。
# 3. **梯度**：輕推這個數，**最後的結果**會移動多少。

# %% [markdown] lang="en" section="test" minutes="1"
# ## Test yourself
# The temperature outside is 20 °C at noon and 20.5 °C six minutes later. At which rate is it rising, in degrees an hour? What is $h$ here, and what could make it too big,
# or too tiny?
#
# <details><summary>Answer</summary>
#
# Six minutes are 0.1 hours, so 0.5 ÷ 0.1 = 5 degrees an hour: that is the nudge's quotient with $h = 0.1$. Over three hours the afternoon's bend would come in; over a second
# the thermometer could not tell the two readings apart.
# </details>
#
# **Next:** [1 · Value](01_value.ipynb), where you build the number that remembers.

# %% [markdown] lang="zh-TW" of="747abe29"
# ## 自我測驗
# 中午室外是 20 °C，六分鐘後是 20.5 °C。氣溫上升的速率是每小時幾度？這裡的 $h$ 是什麼？什麼情況會讓它太大，什麼情況會讓它太小？
#
# <details><summary>答案</summary>
#
# 六分鐘是 0.1 小時，所以 0.5 ÷ 0.1 ＝ 每小時 5 度：這就是 $h = 0.1$ 時的比值。如果隔三小時才量，整個下午的起伏都會混進來；
# 如果只隔一秒，溫度計根本分不出兩次讀數的差別。
# </details>
#
# **下一課**：[1 · 數值](01_value.ipynb)，你會做出那個「有記憶的數」。

# %% [markdown] lang="en" slide="text"
# ## Test yourself
# 20 °C at noon, 20.5 °C six minutes later. **At which rate is it rising, in degrees an hour?** What is $h$ here?
#
# **At home:** write `slope(f, x)` and `central_difference(f, x)`.
#
# **Next:** 1 · Value, the number that remembers.

# %% [markdown] lang="zh-TW" of="8e2657f1"
# ## 自我測驗
# 中午 20 °C，六分鐘後 20.5 °C。**氣溫每小時上升幾度**？這裡的 $h$ 是什麼？
#
# **回家做**：`slope(f, x)` 和 `central_difference(f, x)`。
#
# **下一課**：1 · 數值，一種有記憶的數。

# %%
progress()
