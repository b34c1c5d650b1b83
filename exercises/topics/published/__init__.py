"""Tasks that well-known courses set, in our own words: optional exercises, in the order of their notebook."""

from exercises.topics.published import operations, softmax_gradient, softmax_loss, staged, three_slopes, two_neurons

LOG, GELU = operations.EXERCISES
EXERCISES = (
    *three_slopes.EXERCISES,
    LOG,
    *softmax_loss.EXERCISES,
    *softmax_gradient.EXERCISES,
    *staged.EXERCISES,
    *two_neurons.EXERCISES,
    GELU,
)
