"""The mistakes that learners make: what each is called, what is said of it, and which gradients it gives.

A mistake of an engine is a *flaw*: a few of the engine's parts exchanged for wrong ones. The flawed engine is run on the same
expressions as the learner's; the flaw (or the pair of flaws) that gives the learner's gradients everywhere explains them.
The names are those of the project's list of misconceptions.
"""

from functools import cache
from itertools import combinations

from exercises.trials import near, reference
from exercises.words import Text
from viz import graph as graphs

MESSAGES = {
    "overwrite": Text(
        "A value is used more than once here, and the later contribution replaced what the earlier one had brought. What should become of two contributions that meet in the same grad?",
        "這裡有個數值用了不只一次，後到的梯度把先到的蓋掉了。兩份梯度在同一個 grad 相遇時，應該怎麼處理？",
    ),
    "recursion": Text(
        "A value passed its gradient on before everything that uses it had reported, and then passed it on once more. At which moment is a value's gradient complete?",
        "有個數值還沒等所有用到它的結果都回報完，就先把梯度往回傳，後來又再傳了一次。一個數值的梯度，要到什麼時候才算完整？",
    ),
    "preorder / BFS": Text(
        "A value passed its gradient on too early: another result that uses it had not reported yet. In which order does every value come after all that use it?",
        "有個數值太早把梯度往回傳：另一個用到它的結果還沒有回報。要用什麼順序，才能讓每個數值都排在所有用到它的結果之後？",
    ),
    "not reversed": Text(
        "The way back began at the inputs, where there is nothing to pass on yet. Which value is the only one that knows its gradient at the beginning?",
        "反向計算從輸入那一端開始了，可是那裡還沒有東西可以傳。一開始的時候，唯一知道自己梯度的是哪一個數值？",
    ),
    "no upstream": Text(
        "The local slope is right, but it arrived as if this result were the end of the whole computation. How much does the final output move when this result moves, and where does that number stand?",
        "局部斜率是對的，但傳回來的量好像把這個結果當成了整個計算的終點。這個結果移動時，最後的輸出會移動多少？那個數存在哪裡？",
    ),
    "not swapped": Text(
        "Each operand received its own number as its slope. Nudge one operand by h: which of the two numbers decides how far the product moves?",
        "每個運算元都拿自己的數當成斜率了。把其中一個運算元輕推 h，乘積會移動多少是由哪一個數決定的？",
    ),
    "one side": Text(
        "One operand received its gradient, the other received nothing. Nudge the other one: does the result stay where it is?",
        "有一個運算元收到了梯度，另一個什麼都沒收到。輕推另一個看看：結果會停在原地嗎？",
    ),
    "out's value": Text(
        "The number of the result was used as the slope. A slope does not say how large the result is, but how far it moves when an operand moves.",
        "這裡把運算結果的數值當成斜率了。斜率說的不是結果有多大，而是運算元移動時，結果會移動多少。",
    ),
    "sign of sub": Text(
        "Both sides of the minus received the same sign. Raise the right side a little: does the difference rise or fall?",
        "減號兩邊收到的梯度正負號一樣。把右邊的數稍微調高：差會變大還是變小？",
    ),
    "exponent dropped": Text(
        "The power is lowered by one, but a factor is missing in front of it. At x = 1 both x ** 2 and x ** 3 are 1: nudge x and see which of them moves further.",
        "次方減了 1，但前面少了一個因數。在 x = 1 的地方，x ** 2 和 x ** 3 都是 1：輕推 x，看看哪一個移動得比較多。",
    ),
    "not decremented": Text(
        "The factor in front is right, the power behind it is still that of the function itself. Nudge x ** 2 at a few x: does its slope grow like x squared?",
        "前面的因數是對的，但後面的次方還是原來函數的次方。在幾個不同的 x 輕推 x ** 2：它的斜率會像 x 的平方那樣變大嗎？",
    ),
    "relu passes all": Text(
        "The input is below 0, so the result is 0 and stays 0 when the input moves a little. Yet a gradient came through.",
        "輸入小於 0，所以結果是 0；輸入稍微移動，結果還是 0。可是梯度卻通過了。",
    ),
    "relu gates on the gradient": Text(
        "The gate looked at the gradient that arrives, and not at the input. Whether relu is open was already decided on the way forwards.",
        "閘門看的是傳回來的梯度，而不是輸入。relu 是開是關，在前向計算的時候就已經決定了。",
    ),
    "relu scales by value": Text(
        "The gate is open, and the gradient was multiplied by a value on its way through. How far does the result move when an input above 0 moves by h?",
        "閘門是開的，但梯度通過時被乘上了一個數值。輸入大於 0 時，把它輕推 h，結果會移動多少？",
    ),
    "relu at 0": Text(
        "At exactly 0 the graph of relu has a corner, and no slope of its own. By convention the slope there is 0, as in PyTorch; everywhere else your relu is right.",
        "在剛好等於 0 的地方，relu 的圖形有個轉角，本身沒有斜率。慣例是把那裡的斜率當作 0，PyTorch 也是這樣；其他地方你的 relu 都對。",
    ),
    "root not seeded": Text(
        "All gradients stayed at 0, because nothing set out from the result. What is the slope of a number with respect to itself?",
        "所有的梯度都還是 0，因為一開始就沒有東西從結果出發。一個數對自己的斜率是多少？",
    ),
    "stale gradients": Text(
        "The second pass counted again what the first one had left behind. Which gradients have to be 0 when a pass begins: only the leaves, or also the values in between?",
        "第二次反向傳遞把第一次留下來的梯度又算了一遍。開始之前，哪些梯度必須是 0：只有葉節點，還是中間的數值也要？",
    ),
    "no parents": Text(
        "The result does not remember what it was computed from, so neither a picture nor a gradient finds the way to the operands. What does Value take besides the number?",
        "運算結果沒有記住自己是由誰算出來的，所以不管是畫圖還是傳梯度，都找不到回去的路。建立 Value 的時候，除了數字還可以給它什麼？",
    ),
    "wrapped twice": Text(
        "The data of the result is itself a Value: one Value stands inside another. An operation computes with the plain numbers of its operands.",
        "運算結果的 data 本身就是一個 Value：Value 裡面又包了一個 Value。運算要用的是運算元裡面的普通數字。",
    ),
    "detached": Text(
        "The way back ends before it reaches your values: the result was computed from something new that only holds the same number. Where does a plain number leave the graph and come back as a new Value?",
        "反向計算還沒走到你的數值就斷了：結果是用另外建立的、只是數字相同的東西算出來的。是在哪裡把普通的數字取出來，又包成了新的 Value？",
    ),
    "late binding": Text(
        "Several functions were made in a loop, and all of them now use what the loop's variables held last. A closure looks a variable up when it is called, not when it is made.",
        "在迴圈裡建立的好幾個函式，現在用的全都是迴圈變數最後的值。閉包是在被呼叫的時候才去找變數的值，而不是在建立的時候。",
    ),
    "uphill": Text(
        "The loss grew after a small step. A gradient points to where the loss grows: which way should the parameters go?",
        "走了一小步之後，損失反而變大了。梯度指的是損失增加的方向：參數應該往哪一邊走？",
    ),
    "finite change": Text(
        "This is how far the function moves over a whole step of 1, and on that way its slope changes. How would you find out how steep it is at the point itself?",
        "這是 x 整整走一步（1）時函數的變化量，而這一路上斜率一直在變。要怎麼知道它在這一點上有多陡？",
    ),
    "h too small": Text(
        "The step is so tiny that rounding swallows it: x + h is x again, or nearly. Try several h, and look where the answer stays the same.",
        "h 小到被捨入誤差吃掉了：x + h 幾乎就等於 x。多試幾個 h，看看在哪個範圍裡答案不太會變。",
    ),
    "h too big": Text(
        "The step is so big that the curve bends noticeably on the way. Try several h, and look where the answer stays the same.",
        "h 太大了，走這一步的路上曲線已經明顯彎曲。多試幾個 h，看看在哪個範圍裡答案不太會變。",
    ),
}  # fmt: skip
NAMES = {"h too small": "h too small / too big", "h too big": "h too small / too big"}  # two messages, one row of the list


def explanation(trials, kinds, own):
    """The names of the one or two mistakes that give the learner's gradients in all trials, or () where none do.

    Args:
        trials: Trials that went back, some of them wrong.
        kinds: the operations that may be wrong: "+", "*", "**", "ReLU", "-".
        own: whether the learner's own `backward()` ran, so that its order may be wrong as well.
    """
    trials = sorted(trials, key=lambda trial: trial.right)  # the wrong ones rule out most
    flaws = [flaw for kind in kinds for flaw in _FLAWS_OF_AN_OPERATION.get(kind, ())] + (_FLAWS_OF_THE_WAY if own else [])
    hypotheses = [((name,), [flaw]) for name, flaw in flaws]
    hypotheses += [((first, second), [flaw, other]) for (first, flaw), (second, other) in combinations(flaws, 2) if flaw.keys().isdisjoint(other)]
    for names, parts in hypotheses:
        flaw = {key: part for flaw in parts for key, part in flaw.items()}
        if all(_gives(flaw, trial) for trial in trials):
            return names
    return ()


def _gives(flaw, trial):
    expected = _gradients(trial.expression, flaw)
    return expected is not None and all(near(trial.gradients.get(name), x) for name, x in expected.items())


# A flawed engine. A flaw is {part: what stands in its place}; the parts:
#   ("slope", kind, slot)   (the operand's number, the other's, the result's, its gradient, the exponent) -> the local slope
#   ("share", kind, slot)   (local slope, out.grad) -> what is handed on
#   ("to", kind, slot)      the slot of the operand that receives it
#   ("write", kind, slot)   (old gradient, share) -> new gradient
#   "seed"                  the gradient of the root
#   "way"                   graph -> the (result, slot) in the order in which they are handed on


def _gradients(expression, flaw):
    """{leaf: gradient} as the flawed engine has it, or None where it comes to no end."""
    graph, local = _graph(expression.source, tuple(expression.numbers.items()))
    grads = [0.0] * len(graph.nodes)
    grads[-1] = flaw.get("seed", 1.0)
    for turn, (i, slot) in enumerate(flaw.get("way", _true_way)(graph)):
        if turn > 2000:
            return None
        node, kind = graph.nodes[i], _kind(graph.nodes[i])
        operand, out_grad = node.operands[flaw.get(("to", kind, slot), slot)], grads[i]
        slope = flaw.get(("slope", kind, slot))
        share = flaw.get(("share", kind, slot), _product)(_slope(graph, i, slot, slope, out_grad) if slope else local[i][slot], out_grad)
        grads[operand] = flaw.get(("write", kind, slot), _sum)(grads[operand], share)
    return {node.label: grads[i] for i, node in enumerate(graph.nodes) if node.label}


@cache
def _graph(source, numbers):
    graph = graphs.read(reference(source, numbers)[0])
    return graph, [node.local for node in graph.nodes]


def _kind(node):
    return "**" if node.op.startswith("**") else node.op


def _slope(graph, i, slot, slope, out_grad):
    node = graph.nodes[i]
    numbers = [graph.nodes[k].data for k in node.operands]
    exponent = float(node.op[2:]) if node.op.startswith("**") else None
    try:
        return slope(numbers[slot], numbers[1 - slot] if len(numbers) > 1 else None, node.data, out_grad, exponent)
    except ArithmeticError:
        return float("nan")


def _product(local, out_grad):
    return local * out_grad


def _sum(old, share):
    return old + share


def _true_way(graph):
    return [(i, slot) for i in reversed(range(len(graph.nodes))) for slot in range(len(graph.nodes[i].operands))]


def _from_the_inputs(graph):
    return [(i, slot) for i, node in enumerate(graph.nodes) for slot in range(len(node.operands))]


def _first_visit(graph, deep, left_first):
    """Depth first or breadth first, each result when it is met first."""
    waiting, seen, way = [len(graph.nodes) - 1], set(), []
    while waiting:
        i = waiting.pop() if deep else waiting.pop(0)
        if i not in seen:
            seen.add(i)
            operands = graph.nodes[i].operands
            way += [(i, slot) for slot in range(len(operands))]
            waiting += operands if left_first != deep else operands[::-1]
    return way


def _recursive(graph, left_first, at_once):
    """Each result hands on as soon as it has received something: after its whole turn, or at once after each share."""

    def go(i):
        operands = list(enumerate(graph.nodes[i].operands))
        for slot, operand in operands if left_first else operands[::-1]:
            if at_once:
                yield i, slot
                yield from go(operand)
        if not at_once:
            yield from ((i, slot) for slot, _ in operands)
            for _, operand in operands if left_first else operands[::-1]:
                yield from go(operand)

    return go(len(graph.nodes) - 1)


def _flaws_of(kind, slots, slopes):
    """[(name, flaw)] for one operation; slopes: (name, for each slot the wrong slope, or None)."""
    every = range(slots)
    found = [(name, {("slope", kind, k): slope for k, slope in enumerate(wrong) if slope}) for name, wrong in slopes]
    found.append(("no upstream", {("share", kind, k): _only_the_slope for k in every}))
    found.append(("overwrite", {("write", kind, k): _replaced for k in every}))
    if slots > 1:
        found += [("one side", {("share", kind, k): _nothing}) for k in every]
        found += [("one side", {("share", kind, k): _nothing for k in every if k})]
        found += [(name, {(part, kind, k): wrong}) for k in every for name, part, wrong in (("no upstream", "share", _only_the_slope), ("overwrite", "write", _replaced))]
        late = {("to", kind, k): -1 for k in every}
        found += [("late binding", late), ("late binding", late | {("slope", kind, k): _SLOPE_OF_THE_LAST[kind] for k in every[:-1]})]
    return found


def _only_the_slope(local, out_grad):
    return local


def _nothing(local, out_grad):
    return 0.0


def _replaced(old, share):
    return share


_SLOPE_OF_THE_LAST = {
    "+": lambda x, other, out, out_grad, n: 1.0,  # the same for both
    "-": lambda x, other, out, out_grad, n: -1.0,
    "*": lambda x, other, out, out_grad, n: x,
}
_OUT = lambda x, other, out, out_grad, n: out
_FLAWS_OF_AN_OPERATION = {
    "+": _flaws_of("+", 3, [("out's value", (_OUT, _OUT, _OUT))]),
    "-": _flaws_of("-", 2, [("sign of sub", (None, lambda x, other, out, out_grad, n: 1.0)), ("out's value", (_OUT, _OUT))]),
    "*": _flaws_of("*", 2, [
        ("not swapped", (lambda x, other, out, out_grad, n: x,) * 2),
        ("not swapped", (lambda x, other, out, out_grad, n: x, None)),
        ("not swapped", (None, lambda x, other, out, out_grad, n: x)),
        ("out's value", (_OUT, _OUT)),
    ]),
    "**": _flaws_of("**", 1, [
        ("exponent dropped", (lambda x, other, out, out_grad, n: x ** (n - 1),)),
        ("not decremented", (lambda x, other, out, out_grad, n: n * x**n,)),
        ("out's value", (_OUT,)),
    ]),
    "ReLU": _flaws_of("ReLU", 1, [
        ("relu at 0", (lambda x, other, out, out_grad, n: 1.0 if x >= 0 else 0.0,)),
        ("relu passes all", (lambda x, other, out, out_grad, n: 1.0,)),
        ("relu gates on the gradient", (lambda x, other, out, out_grad, n: 1.0 if out_grad > 0 else 0.0,)),
        ("relu scales by value", (_OUT,)),
    ]),
    "tanh": _flaws_of("tanh", 1, [("out's value", (_OUT,))]),
    "exp": _flaws_of("exp", 1, []),
}  # fmt: skip
_SIDES = (True, False)
_FLAWS_OF_THE_WAY = [
    ("root not seeded", {"seed": 0.0}),
    ("not reversed", {"way": _from_the_inputs}),
    *(("preorder / BFS", {"way": lambda graph, deep=deep, left=left: _first_visit(graph, deep, left)}) for deep in _SIDES for left in _SIDES),
    *(("recursion", {"way": lambda graph, left=left, at_once=at_once: _recursive(graph, left, at_once)}) for left in _SIDES for at_once in _SIDES),
]
