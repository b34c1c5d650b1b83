"""Answers to `softmax_gradient(scores, which)`: probabilities minus 1 at the right one."""

from benchmarks.diagnosis.answer import NOT_ATTEMPTED, PLAIN, RAISED, REFUSED, answers_to

right, wrong = answers_to("softmax_gradient", PLAIN)


def _softmax(returned: str, exps: str = "math.exp(x)") -> str:
    """A function that has the probabilities p, and returns that."""
    return (
        f"def softmax_gradient(scores, which):\n    exps = [{exps} for x in scores]\n    total = sum(exps)\n"
        f"    p = [e / total for e in exps]\n    y = [1 if k == which else 0 for k in range(len(scores))]\n    {returned}\n"
    )


ANSWERS = [
    right("as in the lesson", _softmax("p[which] -= 1\n    return p")),
    right("p - y", _softmax("return [a - b for a, b in zip(p, y)]")),
    right("the largest taken off", _softmax("return tuple(a - b for a, b in zip(p, y))", "math.exp(x - max(scores))")),
    right("numpy", "import numpy as np\n\ndef softmax_gradient(scores, which):\n    p = np.exp(scores) / np.exp(scores).sum()\n    p[which] -= 1\n    return p"),
    right("in the list itself", "def softmax_gradient(scores, which):\n    total = sum(map(math.exp, scores))\n    for k, x in enumerate(scores):\n        scores[k] = math.exp(x) / total - (k == which)\n    return scores"),
    wrong("y forgotten", "softmax_gradient.target left out", _softmax("return p")),
    wrong("y forgotten, the largest taken off", "softmax_gradient.target left out", _softmax("return p", "math.exp(x - max(scores))")),
    wrong("turned", "softmax_gradient.turned", _softmax("return [b - a for a, b in zip(p, y)]")),
    wrong("turned and y forgotten", ("softmax_gradient.target left out", "softmax_gradient.turned"), _softmax("return [-a for a in p]")),
    wrong("the scores", "softmax_gradient.scores", _softmax("return [a - b for a, b in zip(scores, y)]")),
    wrong("the scores shared", "softmax_gradient.scores shared", _softmax("return [a - b for a, b in zip(p, y)]", "x")),
    wrong("not normalised", "softmax_gradient.not normalised", _softmax("return [a - b for a, b in zip(exps, y)]")),
    wrong("at the probability", "softmax_gradient.at the probability", _softmax("return [-b / a for a, b in zip(p, y)]")),
    wrong("only the right one", "softmax_gradient.only the right one", _softmax("return [(a - b) * b for a, b in zip(p, y)]")),
    wrong("1 from all", "softmax_gradient.from all", _softmax("return [a - 1 for a in p]")),
    wrong("divided", "softmax_gradient.divided", _softmax("return [(a - b) / len(p) for a, b in zip(p, y)]")),
    wrong("the first", "softmax_gradient.another", _softmax("p[0] -= 1\n    return p")),
    wrong("the last", "softmax_gradient.another", _softmax("p[-1] -= 1\n    return p")),
    wrong("the slope of p alone", None, _softmax("return [a * (1 - a) for a in p]")),
    wrong("a plus", None, _softmax("return [a + b for a, b in zip(p, y)]")),
    wrong("squared", None, _softmax("return [(a - b) ** 2 for a, b in zip(p, y)]")),
    wrong("one number", "numbers.how many", _softmax("return p[which] - 1")),
    wrong("too few", "numbers.how many", _softmax("return [a - b for a, b in zip(p, y)][1:]")),
    wrong("a generator", "numbers.how many", _softmax("return (a - b for a, b in zip(p, y))")),
    wrong("powers of 2", None, _softmax("return [a - b for a, b in zip(p, y)]", "2.0**x")),
    wrong("sorted", None, _softmax("return sorted(a - b for a, b in zip(p, y))")),
    wrong("the loss", "numbers.how many", _softmax("return -math.log(p[which])")),
    wrong("no return", "examine.nothing returned", _softmax("p[which] -= 1")),
    wrong("a caret", "xor", _softmax("return p", "math.e ^ x"), RAISED, never=("error.sum from 0",)),
    wrong("exp of the list", None, "def softmax_gradient(scores, which):\n    exps = math.exp(scores)\n    return [e / sum(exps) for e in exps]", REFUSED),
    wrong("empty", None, "def softmax_gradient(scores, which):\n    ...", NOT_ATTEMPTED),
]  # fmt: skip
