# %% [markdown] lang="en"
# # Backpropagation, from a nudge to a trained network
#
# Lesson by lesson you build a small engine that computes gradients, one operation at a time, and then train a network with it. Every graph is drawn from what your own code has just built. What a check finds
# right is kept: the next lesson goes on with it, and the network at the end is made of it. Begin at the top; each lesson can also be opened by itself, because the series' own code stands in for what you have not written. After the lessons comes a blank page: there you write the whole engine from nothing. And at the end stand tasks that other courses set.
#
# TABLE_OF_LESSONS
#
# Where you stand, and what to do next:

# %% [markdown] lang="zh-TW" of="2c93131f"
# # 反向傳播：從輕推一下，到訓練出網路
#
# 一課接一課，你會把運算一個一個寫出來，做成一個會算梯度的小引擎，再用它訓練一個網路。每一張圖，畫的都是你的程式剛剛建出來的東西。檢查通過的程式會保存下來：下一課就接著用它，最後的網路也是用它做成的。請從最上面開始；每一課也都可以單獨打開，你還沒寫的部分，先用系列附的程式代替。各課之後有一張空白頁，留給你從零寫出整個引擎。最後還有其他課程出的題目。
#
# TABLE_OF_LESSONS
#
# 你走到了哪裡，接下來做什麼：

# %%
progress()

# %% [markdown] lang="en"
# ## Five minutes a day
#
# What was learnt once is soon forgotten; what is asked again after some days stays. Here are a few small graphs for today: first what is due, then what is new. What is right comes again after 1, 2, 4, 8 and 16 days (Leitner's boxes), what is wrong on the next day. When most of it is still there after days, open the blank page.

# %% [markdown] lang="zh-TW" of="b7be4c8b"
# ## 每天五分鐘
#
# 只學一次的東西很快就忘；隔幾天再被問到，才會留下來。這裡是今天的幾張小圖：先問到期的，再問還沒問過的。答對的題目，依序隔 1、2、4、8、16 天再問（萊特納盒子）；答錯的，隔天就再問。等大多數題目隔了幾天還答得出來，就去打開空白的那一頁。

# %%
practice()

# %% [markdown] lang="en"
# In between, two games. `bug()` shows an engine that has one wrong line: find an expression that gives it away, then the line, then its name. `arrange.mul()` (or `add`, `relu`, `backward`, `training`) gives the lines of a program in disorder.

# %% [markdown] lang="zh-TW" of="4dfd8e1f"
# 想換個方式練習，還有兩種遊戲。`bug()` 給你一個有一行寫錯的引擎：先找出會讓它露出馬腳的運算式，再找出是哪一行，最後說出它錯在哪裡。`arrange.mul()`（或 `add`、`relu`、`backward`、`training`）給你一段順序打亂的程式，請你把它排回來。

# %%
# bug()
# arrange.mul()
