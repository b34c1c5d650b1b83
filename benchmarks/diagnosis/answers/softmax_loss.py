"""Answers to `softmax_loss(scores, which)`: minus the log of a probability, made of Values."""

from benchmarks.diagnosis.answer import NOT_ATTEMPTED, PLAIN, RAISED, REFUSED, answers_to

right, wrong = answers_to("softmax_loss", PLAIN)


def _loss(returned: str, exps: str = "s.exp()", total: str = "sum(exps)", p: str = "exps[which] / total") -> str:
    return (
        f"def softmax_loss(scores, which):\n    exps = [{exps} for s in scores]\n    total = {total}\n"
        f"    p = {p}\n    return {returned}\n"
    )


_NUMBERS = "math.exp(s.data)"

ANSWERS = [
    right("as in the lesson", _loss("-p.log()")),
    right("times -1", _loss("p.log() * -1")),
    right("log of the sum", _loss("total.log() - scores[which]")),
    right("the largest taken off", "def softmax_loss(scores, which):\n    most = max(s.data for s in scores)\n    exps = [(s - most).exp() for s in scores]\n    return -(exps[which] / sum(exps)).log()"),
    right("a loop, from a Value", _loss("-p.log()", total="Value(0.0)\n    for e in exps:\n        total = total + e")),
    right("all probabilities", _loss("-p[which].log()", p="[e / total for e in exps]")),
    right("times a target", _loss("-sum(y * q.log() for y, q in zip([float(k == which) for k in range(len(p))], p))", p="[e / total for e in exps]")),
    right("an own log", "def log(v):\n    out = Value(math.log(v.data), (v,), 'log')\n    def _backward():\n        v.grad += 1 / v.data * out.grad\n    out._backward = _backward\n    return out\n\n" + _loss("-log(p)")),
    wrong("not normalised", "softmax_loss.not normalised", _loss("-exps[which].log()")),
    wrong("the score", "softmax_loss.not normalised", _loss("-scores[which]")),
    wrong("the sign", "softmax_loss.sign", _loss("p.log()")),
    wrong("without log", "softmax_loss.without log", _loss("-p")),
    wrong("1 - p", "softmax_loss.without log", _loss("1 - p")),
    wrong("the probability", "softmax_loss.without log", _loss("p")),
    wrong("the mean", "softmax_loss.mean", _loss("-sum(q.log() for q in p) / len(p)", p="[e / total for e in exps]")),
    wrong("the sum of all", "softmax_loss.mean", _loss("-sum(q.log() for q in p)", p="[e / total for e in exps]")),
    wrong("the first", "softmax_loss.another", _loss("-p.log()", p="exps[0] / total")),
    wrong("the last", "softmax_loss.another", _loss("-p.log()", p="exps[-1] / total")),
    wrong("the highest", "softmax_loss.another", _loss("-p.log()", p="max(exps, key=lambda e: e.data) / total")),
    wrong("log of the score", "softmax_loss.of the score", "def softmax_loss(scores, which):\n    return -scores[which].log()", REFUSED, note="raises where a score is not above 0"),
    wrong("scores shared", "softmax_loss.of the score", "def softmax_loss(scores, which):\n    return -(scores[which] / sum(scores)).log()", REFUSED),
    wrong("the mean exp", None, _loss("-p.log()", total="sum(exps) / len(exps)")),
    wrong("upside down", None, _loss("-(total / exps[which]).log()"), also=("softmax_loss.sign",)),
    wrong("the squares", None, _loss("sum((q - (k == which)) ** 2 for k, q in enumerate(p))", p="[e / total for e in exps]")),
    wrong("numbers", ("softmax_loss.plain", "detached"), _loss("-math.log(p)", _NUMBERS)),
    wrong("numbers in a Value", ("softmax_loss.cut", "detached"), _loss("Value(-math.log(p))", _NUMBERS)),
    wrong("new Values", ("softmax_loss.cut", "detached"), _loss("-p.log()", "Value(s.data).exp()")),
    wrong("the sum of numbers", ("softmax_loss.cut", "detached"), _loss("-p.log()", total="sum(e.data for e in exps)")),
    wrong("the numerator a number", ("softmax_loss.cut", "detached"), _loss("-p.log()", p="exps[which].data / total")),
    wrong("the others as numbers", ("softmax_loss.cut", "detached"), _loss("-p.log()", "s.exp() if s is scores[which] else math.exp(s.data)")),
    wrong("a list", "softmax_loss.no value", _loss("[-q.log() for q in p]", p="[e / total for e in exps]")),
    wrong("no return", "examine.nothing returned", "def softmax_loss(scores, which):\n    exps = [s.exp() for s in scores]\n    print(-(exps[which] / sum(exps)).log())"),
    wrong("math with Values", "forgot .data", _loss("-p.log()", "math.exp(s)"), REFUSED),
    wrong("math.log of a Value", "forgot .data", _loss("-math.log(p)"), REFUSED),
    wrong("a caret", "xor", _loss("-p.log()", "math.e ^ s.data"), RAISED, never=("error.sum from 0",)),
    wrong("empty", None, "def softmax_loss(scores, which):\n    ...", NOT_ATTEMPTED),
]  # fmt: skip
