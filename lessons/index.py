# %% [markdown] lang="en"
# # Backpropagation, from a nudge to a trained network
#
# Nine lessons, in which you build a small engine that computes gradients, one operation at a time, and then train a network with it. Every graph is drawn from what your own code has just built. Begin at the top; each lesson can also be
# opened by itself, because it starts with the class as it stands by then.
#
# | | lesson | afterwards you can | minutes |
# |---|---|---|---|
# | <img alt="A curve and its tangent" width="180" src="attachment:00_start_here.png"> | [0 · Start here](00_start_here.ipynb) | say what a derivative is, by nudging | 15 |
# | <img alt="A small graph" width="180" src="attachment:01_value.png"> | [1 · Value](01_value.ipynb) | build a number that remembers, and draw its graph | 15 |
# | <img alt="Two arrows from one box into a sum" width="180" src="attachment:02_add.png"> | [2 · Add](02_add.ipynb) | name the three moves of every backward step | 25 |
# | <img alt="A product and a sum, with slopes" width="180" src="attachment:03_mul.png"> | [3 · Multiply](03_mul.ipynb) | say the chain rule in words | 30 |
# | <img alt="A power" width="180" src="attachment:04_pow.png"> | [4 · Powers, and the rest of arithmetic](04_pow.ipynb) | write an operation alone, and derive the others | 30 |
# | <img alt="An open and a closed gate" width="180" src="attachment:05_relu.png"> | [5 · relu, the gate](05_relu.ipynb) | explain the gate, its corner, and dead units | 20 |
# | <img alt="Two paths that meet" width="180" src="attachment:06_backward.png"> | [6 · Backward](06_backward.ipynb) | write `backward()`, and prove it right | 45 |
# | <img alt="A network" width="180" src="attachment:07_a_network_learns.png"> | [7 · A network learns](07_a_network_learns.ipynb) | train a network while you watch | 40 |
# | <img alt="A neuron as a graph" width="180" src="attachment:08_the_engine_room.png"> | [8 · The engine room](08_the_engine_room.ipynb) | make the engine lean, and say why tensors exist | 35 |
#
# What you have done so far:

# %% [markdown] lang="zh-TW" of="b58572b3"
# # 反向傳播：從輕推一下，到訓練出網路
#
# 一共九課。你會一個運算一個運算地做出一個會算梯度的小引擎，再用它訓練一個網路。每一張圖，畫的都是你的程式剛剛建出來的東西。請從最上面開始；每一課也都可以單獨打開，因為開頭就附上到那時為止的類別。
#
# | | 課程 | 學完之後，你能夠 | 分鐘 |
# |---|---|---|---|
# | <img alt="曲線和它的切線" width="180" src="attachment:00_start_here.png"> | [0 · 從這裡開始](00_start_here.ipynb) | 用輕推說明什麼是導數 | 15 |
# | <img alt="一張小小的計算圖" width="180" src="attachment:01_value.png"> | [1 · 數值](01_value.ipynb) | 做出有記憶的數，並畫出計算圖 | 15 |
# | <img alt="同一個方框的兩條箭頭流入加法" width="180" src="attachment:02_add.png"> | [2 · 加法](02_add.ipynb) | 說出每一步反向計算的三個動作 | 25 |
# | <img alt="乘法和加法，附斜率" width="180" src="attachment:03_mul.png"> | [3 · 乘法](03_mul.ipynb) | 用自己的話說明連鎖律 | 30 |
# | <img alt="次方" width="180" src="attachment:04_pow.png"> | [4 · 次方，以及其餘的四則運算](04_pow.ipynb) | 獨自寫出一個運算，並推出其他運算 | 30 |
# | <img alt="一道開著、一道關著的閘門" width="180" src="attachment:05_relu.png"> | [5 · relu，一道閘門](05_relu.ipynb) | 解釋閘門、轉角和死亡神經元 | 20 |
# | <img alt="會合的兩條路徑" width="180" src="attachment:06_backward.png"> | [6 · 反向傳遞](06_backward.ipynb) | 寫出 `backward()`，並證明它是對的 | 45 |
# | <img alt="一個網路" width="180" src="attachment:07_a_network_learns.png"> | [7 · 網路開始學習](07_a_network_learns.ipynb) | 看著自己訓練的網路學會 | 40 |
# | <img alt="一個神經元的計算圖" width="180" src="attachment:08_the_engine_room.png"> | [8 · 引擎室](08_the_engine_room.ipynb) | 讓引擎變精簡，並說明為什麼會有張量 | 35 |
#
# 到目前為止你完成的：

# %%
progress()
