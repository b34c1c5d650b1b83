# %% [markdown] lang="en"
# # Backpropagation, from a nudge to a trained network
#
# Lesson by lesson you build a small engine that computes gradients, one operation at a time, and then train a network with it. Every graph is drawn from what your own code has just built. What a check finds
# right is kept: the next lesson goes on with it, and the network at the end is made of it. Begin at the top; each lesson can also be opened by itself, because the series' own code stands in for what you have not written. The last page is blank: there you write the whole engine from nothing.
#
# TABLE_OF_LESSONS
#
# What you have done so far:

# %% [markdown] lang="zh-TW" of="27fd1878"
# # 反向傳播：從輕推一下，到訓練出網路
#
# 一課接一課，你會把運算一個一個寫出來，做成一個會算梯度的小引擎，再用它訓練一個網路。每一張圖，畫的都是你的程式剛剛建出來的東西。檢查通過的程式會保存下來：下一課就接著用它，最後的網路也是用它做成的。請從最上面開始；每一課也都可以單獨打開，你還沒寫的部分，先用系列附的程式代替。最後一頁是空白的：在那裡，你要從零寫出整個引擎。
#
# TABLE_OF_LESSONS
#
# 到目前為止你完成的：

# %%
progress()
