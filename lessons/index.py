# %% [markdown] lang="en"
# # Backpropagation, from a nudge to a trained network
#
# A neural network learns by backpropagation. Here you build it yourself, one operation at a time, and see every gradient flow.
#
# **A question before every answer**: you predict, then the graph tells. **A mistake has a name**: here `*` sets with `=` where `+=` belongs; your own code is played as it runs, and the step that goes wrong says so.
#
# <img alt="The graph of x + x: 3 flows along two arrows into a sum; in place of the gradient of x stands a question mark. What is the gradient of x?" width="400" src="attachment:question.png"> <img alt="The graph of x * x as a class with a mistake computed it: the gradient of x is 4, and should be 8. Overwritten: x.grad was 4; now it is 4 and should be 4 + 4." width="400" src="attachment:mistake.png">
#
# ## Where to begin
# - **To learn**: [0 · Start here](00_start_here.ipynb), from cell to cell with Shift+Enter.
# - **To teach**: docs/teaching.md, with courses, slides, handouts and grading.
# - **If you know PyTorch**: [8 · The engine room](08_the_engine_room.ipynb), or [6 · Backward](06_backward.ipynb) and then [9 · The blank page](09_blank_page.ipynb). `viz.draw` takes a tensor too.
#
# Run the cells from the top with Shift+Enter. In the next one press **wave**: numbers flow forwards, then gradients flow back.

# %% [markdown] lang="zh-TW" of="7f500ad4"
# # 自製反傳遞演算法：從輕推一下，到訓練出網路
#
# 神經網路能夠學習，靠的是反向傳播（backpropagation，也叫反傳遞）。在這裡，你會一次寫一種運算，親手把它做出來，看著每一個梯度怎麼傳遞。
#
# **先問你，再給答案**：你先預測，再由計算圖揭曉。**錯了，說得出是什麼錯**：這裡的 `*` 該用 `+=` 累加，卻寫成了 `=`；你的程式怎麼執行，就怎麼播放，走到出錯的那一步，會直接告訴你。
#
# <img alt="x + x 的計算圖：3 沿著兩條箭頭流入加法，x 的梯度那一格是問號。x 的梯度會是多少？" width="400" src="attachment:question.png"> <img alt="有錯的類別算出來的 x * x：x 的梯度是 4，正確的是 8。被覆寫了：x.grad 原本是 4，寫入後是 4，應該是 4 + 4。" width="400" src="attachment:mistake.png">
#
# ## 從哪裡開始
# - **學習者**：[0 · 從這裡開始](00_start_here.ipynb)，用 Shift+Enter 一格一格執行。
# - **老師**：先看 docs/teaching.zh-TW.md，裡面有教案、投影片、學習單，還有批改作業的方法。
# - **已經會 PyTorch 的人**：[8 · 引擎室](08_the_engine_room.ipynb)；或者先看 [6 · 反向傳遞](06_backward.ipynb)，再到 [9 · 空白頁](09_blank_page.ipynb) 自己寫一遍。`viz.draw` 也畫得出張量的計算圖。
#
# 請用 Shift+Enter 從最上面一格一格執行。執行下一格之後，按**流動**：數值先往前，梯度再往回。

# %%
from micrograd.engine import Value

a, b = Value(2.0), Value(-3.0)
e = a * b
L = (e + a) * e
viz.label(a=a, b=b, e=e, L=L)
viz.animate(L)

# %% [markdown] lang="en"
# Where you stand, and what to do next:

# %% [markdown] lang="zh-TW" of="0b171733"
# 你走到了哪裡，接下來做什麼：

# %%
progress()

# %% [markdown] lang="en"
# ## The lessons
# Lesson by lesson you build a small engine that computes gradients, and then train a network with it. Every graph is drawn from what your own code has just built. What a check finds
# right is kept: the next lesson goes on with it, and the network at the end is made of it. Begin at the top; each lesson can also be opened by itself, because the series' own code stands in for what you have not written. After the lessons comes a blank page: there you write the whole engine from nothing. And at the end stand tasks that other courses set.
#
# TABLE_OF_LESSONS

# %% [markdown] lang="zh-TW" of="b05782a6"
# ## 課程
# 一課接一課，你會把運算一個一個寫出來，做成一個會算梯度的小引擎，也就是**梯度引擎**（gradient engine），再用它訓練一個網路。每一張圖，畫的都是你的程式剛剛建出來的東西。檢查通過的程式會保存下來：下一課就接著用它，最後的網路也是用它做成的。請從最上面開始；每一課也都可以單獨打開，你還沒寫的部分，先用系列附的程式代替。各課之後有一張空白頁，留給你從零寫出整個引擎。最後還有其他課程出的題目。
#
# TABLE_OF_LESSONS

# %% [markdown] lang="en"
# ## Five minutes a day
#
# What was learnt once is soon forgotten; what is asked again after some days stays. Here are a few small graphs for today: first what is due, then what is new. What is right comes again after 1, 2, 4, 8 and 16 days (Leitner's boxes), what is wrong on the next day. When most of it is still there after days, open the blank page.

# %% [markdown] lang="zh-TW" of="b7be4c8b"
# ## 每天五分鐘
#
# 只學一次的東西很快就忘；隔幾天再問一次，才記得住。這裡是今天的幾張小圖：先問到期的，再問還沒問過的。答對的題目，依序隔 1、2、4、8、16 天再問（萊特納盒子）；答錯的，隔天就再問。等大多數題目隔了幾天還答得出來，就去打開空白的那一頁。

# %%
practice()

# %% [markdown] lang="en"
# In between, two games. `bug()` shows an engine that has one wrong line: find an expression that gives it away, then the line, then its name. `arrange.mul()` (or `add`, `relu`, `backward`, `training`) gives the lines of a program in disorder.

# %% [markdown] lang="zh-TW" of="4dfd8e1f"
# 想換個方式練習，還有兩種遊戲。`bug()` 給你一個有一行寫錯的引擎：先找出會讓它露出馬腳的運算式，再找出是哪一行，最後說出它錯在哪裡。`arrange.mul()`（或 `add`、`relu`、`backward`、`training`）給你一段順序打亂的程式，請你把它排回來。

# %%
# bug()
# arrange.mul()

# %% [markdown] lang="en"
# ## A table of terms
# What one reads next is often in the other language. Each term stands beside the lesson that explains it.
#
# | lesson | terms |
# |---|---|
# | [0 · Start here](00_start_here.ipynb) | slope 斜率, derivative 導數, nudge 輕推, secant 割線, tangent 切線, central difference 中央差分, gradient 梯度, backpropagation 反向傳播 |
# | [1 · Value](01_value.ipynb) | scalar 純量, attribute 屬性, operation 運算, operand 運算元, children 子節點, computation graph 計算圖, leaf 葉節點, root 根節點, forward pass 前向傳遞, backward pass 反向傳遞 |
# | [2 · Add](02_add.ipynb) | partial derivative 偏導數, local slope 局部斜率, upstream gradient 上游梯度, accumulate 累加, overwrite 覆寫, chain rule 連鎖律, operator overloading 運算子重載, closure 閉包 |
# | [4 · Powers, and the rest of arithmetic](04_pow.ipynb) | gradient engine 梯度引擎 |
# | [5 · relu, the gate](05_relu.ipynb) | convention 慣例, weight 權重, bias 偏差, neuron 神經元, layer 層, activation function 激勵函數, dead unit 死亡神經元 |
# | [6 · Backward](06_backward.ipynb) | automatic differentiation 自動微分, topological order 拓撲順序, forward mode 前向模式, reverse mode 反向模式 |
# | [7 · A network learns](07_a_network_learns.ipynb) | parameter 參數, multilayer perceptron 多層感知器, loss 損失, loss function 損失函數, learning rate 學習率, gradient descent 梯度下降, decision boundary 決策邊界 |
# | [8 · The engine room](08_the_engine_room.ipynb) | saturated 飽和, probability 機率, tensor 張量 |

# %% [markdown] lang="zh-TW" of="76eed966"
# ## 中英名詞對照
# 接下來要讀的文件和論文多半是英文。每個名詞都列在說明它的那一課。
#
# | 課 | 名詞 |
# |---|---|
# | [0 · 從這裡開始](00_start_here.ipynb) | 斜率（slope）、導數（derivative）、輕推（nudge）、割線（secant）、切線（tangent）、中央差分（central difference）、梯度（gradient）、反向傳播（backpropagation） |
# | [1 · 數值](01_value.ipynb) | 純量（scalar）、屬性（attribute）、運算（operation）、運算元（operand）、子節點（children）、計算圖（computation graph）、葉節點（leaf）、根節點（root）、前向傳遞（forward pass）、反向傳遞（backward pass） |
# | [2 · 加法](02_add.ipynb) | 偏導數（partial derivative）、局部斜率（local slope）、上游梯度（upstream gradient）、累加（accumulate）、覆寫（overwrite）、連鎖律（chain rule）、運算子重載（operator overloading）、閉包（closure） |
# | [4 · 次方，以及其餘的四則運算](04_pow.ipynb) | 梯度引擎（gradient engine） |
# | [5 · relu，一道閘門](05_relu.ipynb) | 慣例（convention）、權重（weight）、偏差（bias）、神經元（neuron）、層（layer）、激勵函數（activation function）、死亡神經元（dead unit） |
# | [6 · 反向傳遞](06_backward.ipynb) | 自動微分（automatic differentiation）、拓撲順序（topological order）、前向模式（forward mode）、反向模式（reverse mode） |
# | [7 · 網路開始學習](07_a_network_learns.ipynb) | 參數（parameter）、多層感知器（multilayer perceptron）、損失（loss）、損失函數（loss function）、學習率（learning rate）、梯度下降（gradient descent）、決策邊界（decision boundary） |
# | [8 · 引擎室](08_the_engine_room.ipynb) | 飽和（saturated）、機率（probability）、張量（tensor） |

# %% [markdown] lang="en"
# ## Where this series comes from
# It began with a page in Chinese that explains the engine of karpathy's *micrograd*. Each of its statements is here:
#
# | There it says | Here we say | lesson |
# |---|---|---|
# | The engine *is* backpropagation: it computes gradients by itself | From right to left in a single walk, all slopes at once | 0, 6 |
# | It gives the gradient of the loss function for each parameter, and gradient descent changes the parameters | The loss says how wrong the network is; each parameter steps against its gradient | 7 |
# | It has addition, multiplication, powers and ReLU | Each operation has one rule, its local slope | 2, 3, 4, 5 |
# | A `Value` stores a scalar and its gradient | A number with a receipt, and with room for a slope | 1 |
# | Children and operator are kept, to build the graph | Operands and operation are on the receipt; the receipts together are the graph | 1 |
# | `out` keeps the result, and `_backward` computes the gradients | A result that knows its way back: a closure | 2 |
# | Addition passes its gradient on to all summands, as all contribute alike | Both local slopes are 1: a nudge of either moves the sum as far | 2 |
# | ReLU passes the gradient on only where its output is above 0 | A gate: the input decides on the way there, the gradient obeys on the way back | 5 |
# | `backward` sorts topologically, and starts at the last node | A value waits until all that use it have reported | 6 |
# | Operators are overloaded: add, subtract, multiply, divide as with numbers | Python calls `__add__`, and for a number on the left the reflected method | 2, 4 |
# | The program from `a` to `f`, with its plus, times, square and ReLU | It is run, drawn and played; two of its gradients are 0 | 6 |
# | The gradients are kept in the attribute `grad` | In the line `grad` of each box | 0, 1, 6 |
# | From here one understands larger engines | Tensors, and the same neuron in PyTorch | 8 |

# %% [markdown] lang="zh-TW" of="0cf2b9d6"
# ## 這個系列從哪裡來
# 這個系列的起點是〈自製反傳遞演算法〉，一篇說明 karpathy 的梯度引擎 micrograd 的文章。文章裡說的每一件事，這裡都找得到：
#
# | 那篇文章說 | 這裡的說法 | 課 |
# |---|---|---|
# | 梯度引擎就是反傳遞演算法，會自動算出梯度 | 從右到左走一趟，一次求出所有的斜率 | 0、6 |
# | 算出損失函數對模型參數的梯度，再用梯度下降更新參數 | 損失說出網路錯得多嚴重；每個參數往梯度的反方向走一步 | 7 |
# | 有加法、乘法、冪、ReLU 等基本運算 | 每一種運算只有一條自己的規則：局部斜率 | 2、3、4、5 |
# | `Value` 代表一個純量，以及它的梯度 | 附收據的數，還留了放斜率的位置 | 1 |
# | 記下子節點和運算符號，用來建立計算圖 | 運算元和運算寫在收據上；所有收據合起來就是計算圖 | 1 |
# | 用 `out` 保存結果，用 `_backward` 計算梯度 | 讓結果知道怎麼往回走：閉包 | 2 |
# | 加法把梯度傳給所有加數，因為每個加數的貢獻都相等 | 局部斜率都是 1：推哪一個，總和都跟著移動一樣多 | 2 |
# | ReLU 的輸出大於 0，才把梯度傳給輸入 | 一道閘門：去程由輸入決定，回程梯度照辦 | 5 |
# | `backward` 先做拓撲排序，再從最後一個節點開始 | 一個數值要等用到它的結果都回報完，才輪到它 | 6 |
# | 運算子重載：像一般數值一樣加、減、乘、除 | Python 會呼叫 `__add__`；左邊是普通數字時，就找反過來的形式 | 2、4 |
# | 從 `a` 到 `f` 的程式：加、乘、平方、ReLU | 實際執行、畫成圖、再播放；其中兩個梯度是 0 | 6 |
# | 梯度存放在 `grad` 屬性裡 | 寫在每個方框的 `grad` 那一行 | 0、1、6 |
# | 有了這個基礎，就能理解更複雜的梯度引擎 | 張量，以及用 PyTorch 寫的同一個神經元 | 8 |
