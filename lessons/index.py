# %% [markdown] lang="en"
# # Backpropagation, from a nudge to a trained network
#
# Lesson by lesson you build a small engine that computes gradients, one operation at a time, and then train a network with it. Every graph is drawn from what your own code has just built. Begin at the top; each lesson can also be
# opened by itself, because it starts with the class as it stands by then.
#
# TABLE_OF_LESSONS
#
# What you have done so far:

# %% [markdown] lang="zh-TW" of="9aee58e8"
# # 反向傳播：從輕推一下，到訓練出網路
#
# 一課接一課，你會把運算一個一個寫出來，做成一個會算梯度的小引擎，再用它訓練一個網路。每一張圖，畫的都是你的程式剛剛建出來的東西。請從最上面開始；每一課也都可以單獨打開，因為開頭就附上到那時為止的類別。
#
# TABLE_OF_LESSONS
#
# 到目前為止你完成的：

# %%
progress()
