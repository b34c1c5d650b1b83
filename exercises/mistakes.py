"""The mistakes that learners make: what each is called, what is said of it, and which gradients it gives.

A mistake of an engine is a *flaw*: a few of the engine's parts exchanged for wrong ones. The flawed engine is run on the same
expressions as the learner's; the flaw (or the pair of flaws) that gives the learner's gradients everywhere explains them.
The names are those of docs/misconceptions.md.
"""

from itertools import combinations

from exercises.evaluation import near, truth_of
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.operations import OPERATIONS, operation_of
from viz.values.slopes import local_slopes

MESSAGES = {
    "overwrite": Text(
        "A value is used more than once here, and the later contribution replaced the earlier one. What should happen when two contributions meet in the same grad?",
        "這裡有個數值用了不只一次，後到的梯度把先到的覆寫掉了。兩份梯度在同一個 grad 相遇時，應該怎麼處理？",
    ),
    "recursion": Text(
        "A value passed its gradient on before everything that uses it had reported, and then passed it on once more. When is a value's gradient complete?",
        "有個數值還沒等所有用到它的結果都回報完，就先把梯度往回傳，後來又再傳了一次。一個數值的梯度，要到什麼時候才算完整？",
    ),
    "preorder / BFS": Text(
        "In this order a value passes its gradient on too early: another result that uses it has not reported yet. What has to be finished before it is a value's turn?",
        "照這個順序，有個數值會太早把梯度往回傳：另一個用到它的結果還沒有回報。在輪到一個數值之前，必須先完成什麼？",
    ),
    "not reversed": Text(
        "The backward pass began at the inputs, where there is nothing to pass on yet. At the beginning only one value knows its gradient: which one?",
        "反向傳遞從輸入那一端開始了，可是那裡還沒有梯度可以傳。一開始只有一個數值知道自己的梯度：是哪一個？",
    ),
    "no upstream": Text(
        "The local slope is right, but it was handed on as if this result were the end of the whole computation. Nudge this result: which number says how far the final output moves, and where is it stored?",
        "局部斜率是對的，但往回傳的時候，好像把這個結果當成了整個計算的終點。輕推這個結果，是哪一個數說明最後的輸出會移動多少？它存在哪裡？",
    ),
    "not swapped": Text(
        "An operand received its own number as its local slope. Nudge that operand by h: which of the two numbers decides how far the product moves?",
        "有運算元把自己的數值當成了局部斜率。把那個運算元輕推 h，乘積會移動多少，是由兩個數中的哪一個決定的？",
    ),
    "one side": Text(
        "An operand received nothing: this operation handed it no gradient. Nudge that operand: does the result stay where it is?",
        "有運算元什麼都沒收到：這個運算沒有把梯度傳給它。輕推那個運算元看看：結果會停在原地嗎？",
    ),
    "out's value": Text(
        "The number of the result was used as the slope. A slope does not say how large the result is; it says how far the result moves when an operand moves.",
        "這裡把運算結果的數值當成斜率了。斜率說的不是結果有多大，而是運算元移動時，結果會跟著移動多少。",
    ),
    "sign of sub": Text(
        "Both sides of the minus received a gradient with the same sign. Raise the right side a little: does the difference rise or fall?",
        "減號兩邊收到的梯度正負號一樣。把右邊的數稍微調高：差會變大還是變小？",
    ),
    "exponent dropped": Text(
        "The exponent went down by one, as it should, but a factor in front is missing. At x = 1 both x ** 2 and x ** 3 are 1: nudge x, and see which of them moves further.",
        "指數減 1 是對的，但前面少了一個因數。在 x = 1 的地方，x ** 2 和 x ** 3 都是 1：輕推 x，看看哪一個移動得比較多。",
    ),
    "not decremented": Text(
        "The factor in front is right, but the exponent is still the one of the function itself. Nudge x at 1, 2 and 3: does the slope of x ** 2 grow as x ** 2 itself does?",
        "前面的因數是對的，但指數還是原來函數的指數。在 x = 1、2、3 各輕推一次：x ** 2 的斜率變大的方式，和 x ** 2 本身一樣嗎？",
    ),
    "relu passes all": Text(
        "The input is below 0, so the result is 0 and stays 0 when the input moves a little. Yet a gradient came through. What is the slope of something that does not move?",
        "輸入小於 0，所以結果是 0；輸入稍微移動，結果還是 0。可是梯度卻通過了。完全不動的東西，斜率是多少？",
    ),
    "relu gates on the gradient": Text(
        "The gate looked at the gradient that arrives, not at the input. Whether relu is open was already decided in the forward pass.",
        "閘門看的是傳回來的梯度，而不是輸入。relu 是開是關，在前向傳遞時就已經決定了。",
    ),
    "relu scales by value": Text(
        "The gate is open, and the gradient was multiplied by a value on its way through. When an input above 0 moves by h, how far does the result move?",
        "閘門是開的，但梯度通過時被乘上了一個數值。輸入大於 0 時，把它輕推 h，結果會移動多少？",
    ),
    "relu at 0": Text(
        "At exactly 0 the graph of relu has a corner, so the slope there is a matter of agreement. The usual convention is 0, as in PyTorch.",
        "在剛好等於 0 的地方，relu 的圖形有個轉角，那裡的斜率只能靠約定。一般的慣例是 0，PyTorch 也是這樣。",
    ),
    "root not seeded": Text(
        "All gradients stayed at 0: the root had nothing to hand on. What is the slope of a number with respect to itself?",
        "所有的梯度都還是 0：根節點一開始就沒有東西可以往回傳。一個數對自己的斜率是多少？",
    ),
    "stale gradients": Text(
        "Gradients of an earlier pass are still there, and the next pass counts them again. Which ones have to be 0 when a pass begins: those of the leaves, those of the values in between, or both?",
        "上一次反向傳遞的梯度還留著，下一次會再算進去。反向傳遞開始時，哪些梯度必須是 0：葉節點的、中間數值的，還是兩者都要？",
    ),
    "no parents": Text(
        "The result does not remember what it was computed from, so neither a picture nor a gradient finds its way to the operands. What can Value be given besides the number?",
        "運算結果沒有記住自己是由哪些數值算出來的，所以不管是畫圖還是傳梯度，都找不到回去的路。建立 Value 的時候，除了數字還可以給它什麼？",
    ),
    "wrapped twice": Text(
        "Here a .data is itself a Value: one Value stands inside another. An operation computes with the plain numbers of its operands.",
        "這裡有個 .data 本身就是 Value：Value 裡面又包了一個 Value。運算要用的是運算元裡面的普通數字。",
    ),
    "detached": Text(
        "The backward pass ends before it reaches your values: the result was computed from a new Value that only holds the same number. Where is a number taken out of one Value and put into a new one?",
        "反向傳遞還沒走到你的數值就斷了：結果是用另一個新的 Value 算出來的，只是裡面的數字相同。是在哪裡把數字取出來，又放進了新的 Value？",
    ),
    "late binding": Text(
        "Several functions were made in a loop, and all of them now use what the loop's variables held last. A closure looks a variable up when it is called, not when it is made.",
        "在迴圈裡建立的好幾個函式，現在用的全都是迴圈變數最後的值。閉包要到被呼叫的時候才去查變數的值，不是在建立的時候。",
    ),
    "uphill": Text(
        "The loss grew after a small step. The gradient points to where the loss grows: which way should the parameters go?",
        "走了一小步之後，損失反而變大了。梯度指的是損失增加的方向：參數應該往哪一邊走？",
    ),
    "finite change": Text(
        "This is how far the function moves over a whole step of 1, and on that way its slope changes. How could you find out how steep it is at the point itself?",
        "這是 x 整整走一步（1）時函數的變化量，而這一路上斜率一直在變。要怎麼知道它在這一點上有多陡？",
    ),
    "h too small": Text(
        "The step is so tiny that rounding swallows it: x + h is x again, or nearly. Try several h, and look where the answer hardly changes.",
        "h 小到被捨入誤差吃掉了：x + h 又變回 x，或是幾乎等於 x。多試幾個 h，看看在哪個範圍裡答案不太會變。",
    ),
    "h too big": Text(
        "The step is so big that the curve bends noticeably on the way. Try several h, and look where the answer hardly changes.",
        "h 太大了，走這一步的路上曲線已經明顯彎曲。多試幾個 h，看看在哪個範圍裡答案不太會變。",
    ),
}  # fmt: skip
NAMES = {
    "h too small": "h too small / too big",
    "h too big": "h too small / too big",
}  # two messages, one row of docs/misconceptions.md


def explanation(evaluations, kinds, own):
    """The names of the one or two mistakes that give the learner's gradients in all evaluations, or () where none do.

    Args:
        evaluations: Evaluations that went back, some of them wrong.
        kinds: the operations that may be wrong, by their symbols in viz.values.operations: "+", "**", "ReLU".
        own: whether the learner's own `backward()` ran, so that its order may be wrong as well.
    """
    cases = [
        _case(evaluation) for evaluation in sorted(evaluations, key=lambda evaluation: evaluation.right)
    ]  # the wrong ones rule out most
    flaws = [flaw for kind in kinds for flaw in flaws_of_an_operation(kind)] + (_FLAWS_OF_THE_ORDER if own else [])
    hypotheses = [((name,), [flaw]) for name, flaw in flaws]
    hypotheses += [
        ((first, second), [flaw, other])
        for (first, flaw), (second, other) in combinations(flaws, 2)
        if flaw.keys().isdisjoint(other)
    ]
    for names, parts in hypotheses:
        flaw = {key: part for flaw in parts for key, part in flaw.items()}
        if all(_gives(flaw, *case) for case in cases):
            return names
    return ()


def _gives(flaw, graph, local, gradients):
    expected = _gradients(graph, local, flaw)
    return expected is not None and all(near(x, expected[i]) for i, x in gradients.items())


def _case(evaluation):
    """(graph, local slopes, {node: the learner's gradient}) of an evaluation.

    The graph is the learner's own, since a minus may be made of a plus and a times; where its operations are not known by their
    symbols, it is that of the reference engine.
    """
    graph, values = graphs.read_with_values(evaluation.result)
    local, leaves = local_slopes(graph), {id(leaf): name for name, leaf in evaluation.leaves.items()}
    if any(node.operands and slopes is None for node, slopes in zip(graph.nodes, local)):
        graph, values = graphs.read_with_values(truth_of(evaluation.expression)[0])
        local, leaves = (
            local_slopes(graph),
            {id(leaf): name for name, leaf in truth_of(evaluation.expression)[1].items()},
        )
    return (
        graph,
        local,
        {i: evaluation.gradients.get(leaves[id(value)]) for i, value in enumerate(values) if id(value) in leaves},
    )


# A flawed engine. A flaw is {part: what stands in its place}; the parts:
#   ("slope", kind, slot)   (the operand's number, the other's, the result's, its gradient, the exponent) -> the local slope
#   ("product", kind, slot) (local slope, out.grad) -> what is handed on
#   ("to", kind, slot)      the slot of the operand that receives it
#   ("write", kind, slot)   (old gradient, what is handed on) -> new gradient
#   "seed"                  the gradient of the root
#   "order"                 graph -> the (result, slot) in the order in which they are handed on


def _gradients(graph, local, flaw):
    """For each node its gradient as the flawed engine has it, or None where it comes to no end."""
    grads = [0.0] * len(graph.nodes)
    grads[-1] = flaw.get("seed", 1.0)
    for turn, (i, slot) in enumerate(flaw.get("order", _true_order)(graph)):
        if turn > 2000:
            return None
        node, kind = graph.nodes[i], _kind(graph.nodes[i])
        operand, out_grad = node.operands[flaw.get(("to", kind, slot), slot)], grads[i]
        slope = flaw.get(("slope", kind, slot))
        handed = flaw.get(("product", kind, slot), _product)(
            _slope(graph, i, slot, slope, out_grad) if slope else local[i][slot], out_grad
        )
        grads[operand] = flaw.get(("write", kind, slot), _sum)(grads[operand], handed)
    return grads


def _kind(node):
    operation = operation_of(node.op, len(node.operands))
    return operation.symbol if operation else node.op


def _slope(graph, i, slot, slope, out_grad):
    node = graph.nodes[i]
    numbers = [graph.nodes[k].number for k in node.operands]
    other = numbers[1 - slot] if len(numbers) > 1 else None
    number = operation_of(node.op, len(node.operands)).number
    try:
        return slope(numbers[slot], other, node.number, out_grad, other if number is None else number)
    except ArithmeticError:
        return float("nan")


def _product(local, out_grad):
    return local * out_grad


def _sum(old, handed):
    return old + handed


def _true_order(graph):
    return [(i, slot) for i in reversed(range(len(graph.nodes))) for slot in range(len(graph.nodes[i].operands))]


def _from_the_inputs(graph):
    return [(i, slot) for i, node in enumerate(graph.nodes) for slot in range(len(node.operands))]


def _first_visit(graph, deep, left_first):
    """Depth first or breadth first, each result when it is met first."""
    waiting, seen, order = [len(graph.nodes) - 1], set(), []
    while waiting:
        i = waiting.pop() if deep else waiting.pop(0)
        if i not in seen:
            seen.add(i)
            operands = graph.nodes[i].operands
            order += [(i, slot) for slot in range(len(operands))]
            waiting += operands if left_first != deep else operands[::-1]
    return order


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
    found.append(("no upstream", {("product", kind, k): _only_the_slope for k in every}))
    found.append(("overwrite", {("write", kind, k): _replaced for k in every}))
    if slots > 1:
        found += [("one side", {("product", kind, k): _nothing}) for k in every]
        found += [("one side", {("product", kind, k): _nothing for k in every if k})]
        found += [
            (name, {(part, kind, k): wrong})
            for k in every
            for name, part, wrong in (("no upstream", "product", _only_the_slope), ("overwrite", "write", _replaced))
        ]
        late = {("to", kind, k): -1 for k in every}
        found.append(("late binding", late))
        if kind in _SLOPE_OF_THE_LAST:
            found.append(("late binding", late | {("slope", kind, k): _SLOPE_OF_THE_LAST[kind] for k in every[:-1]}))
    return found


def flaws_of_an_operation(kind):
    """[(name, flaw)] for the operation with that symbol: those of the table, or what goes wrong with operations of any kind."""
    slots = OPERATIONS[kind].arity or 2
    return _FLAWS_OF_AN_OPERATION.get(kind) or _flaws_of(kind, slots, [("out's value", (_OUT,) * slots)])


def _only_the_slope(local, out_grad):
    return local


def _nothing(local, out_grad):
    return 0.0


def _replaced(old, handed):
    return handed


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
    "exp": _flaws_of("exp", 1, []),  # its slope is the result's value
}  # fmt: skip
_SIDES = (True, False)
_FLAWS_OF_THE_ORDER = [
    ("root not seeded", {"seed": 0.0}),
    ("not reversed", {"order": _from_the_inputs}),
    *(
        ("preorder / BFS", {"order": lambda graph, deep=deep, left=left: _first_visit(graph, deep, left)})
        for deep in _SIDES
        for left in _SIDES
    ),
    *(
        ("recursion", {"order": lambda graph, left=left, at_once=at_once: _recursive(graph, left, at_once)})
        for left in _SIDES
        for at_once in _SIDES
    ),
]
