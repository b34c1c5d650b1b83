"""The blank page: the whole engine and a network from nothing, graded by the checks of the lessons one after another,
trained on the moons, and kept as a page.

check.engine(Value)                     # all that Value must do: the first that is not right is explained
check.network(Neuron, Layer, MLP)
for step in moons(MLP): ...             # a training that is watched, with that very engine and network
keepsake().save("my_micrograd.html")    # time and tries, the code, the picture
"""
