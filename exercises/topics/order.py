"""Operands before results: a topological order."""

from exercises.exercise import Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture, solve
from exercises.verdict import NOTHING_RETURNED, mistaken, right, wrong
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.operands import is_value_like
from viz.words.text import short_repr

_PROBES = [
    expression("a * b + c", a=2, b=-3, c=10),
    expression("a + a", a=3),
    expression("b = a * c; d = b * b; b + d", a=2, c=3),
    expression("b = a * c; d = b * b; d + b", a=2, c=3),
    expression("s = a + b; t = s * a; (t + s) * (t * b)", a=2, b=-3),
]
_NOT_A_LIST = Text(
    "It should return the Values in a list; it returns {given}.",
    "應該傳回一個裝著 Value 的串列；現在傳回的是 {given}。",
)
_STRANGER = Text(
    "The list holds {given}, which does not belong to the graph of {source}.",
    "串列裡有 {given}，它不屬於 {source} 的計算圖。",
)
_TWICE = Text(
    "In {source} some Value stands in the list more than once. Remember which ones were visited, and visit each only once.",
    "在 {source} 裡，有某個 Value 在串列中出現了不只一次。記下哪些已經走訪過，每個只走訪一次。",
)
_MISSING = Text(
    "In {source} there are {true} Values, and the list holds {given}. Every operand of every result belongs into it.",
    "{source} 裡有 {true} 個 Value，串列裡卻有 {given} 個。每個結果的每個運算元都應該在裡面。",
)
_TURNED = Text(
    "The order is right and turned around: results come before their operands. The task wants the leaves first and the root last.",
    "順序是對的，只是倒過來了：結果排在運算元前面。題目要的是葉節點在前、根節點在最後。",
)
_OTHER = Text(
    "In {source} some result stands before one of its operands. Is a Value put into the list before or after its operands?",
    "在 {source} 裡，有某個結果排在它的運算元前面。一個 Value 是在運算元之前、還是之後放進串列的？",
)
_RIGHT = Text(
    "In {count} graphs every operand stands before its result.", "在 {count} 個計算圖裡，每個運算元都排在結果之前。"
)


def _examine(order):
    for probe in _PROBES:
        root, _ = solve(probe)
        verdict = _of_one(order(root), root, probe.source)
        if verdict:
            return verdict
    return right(_RIGHT.filled(count=len(_PROBES)))


def _of_one(given, root, source):
    if given is None:
        return wrong(NOTHING_RETURNED)
    if not isinstance(given, (list, tuple)):
        return wrong(_NOT_A_LIST.filled(given=short_repr(given)))
    graph, values = graphs.read_with_values(root)
    index = {id(value): i for i, value in enumerate(values)}
    for thing in given:
        if not is_value_like(thing) or id(thing) not in index:
            return wrong(_STRANGER.filled(given=short_repr(thing), source=source))
    found = [index[id(value)] for value in given]
    if len(set(found)) < len(found):
        return wrong(_TWICE.filled(source=source))
    if len(found) < len(values):
        return wrong(_MISSING.filled(source=source, true=len(values), given=len(found)))
    if _operands_first(found, graph):
        return None
    if _operands_first(found[::-1], graph):
        return wrong(_TURNED)
    root_at_an_end = len(values) - 1 in (found[0], found[-1])
    return mistaken("preorder / BFS") if root_at_an_end else wrong(_OTHER.filled(source=source))


def _operands_first(order, graph):
    place = {i: n for n, i in enumerate(order)}
    return all(place[k] < place[i] for i, node in enumerate(graph.nodes) for k in node.operands)


EXERCISES = (
    Exercise(
        name="topological_order",
        lesson=6,
        takes="function",
        task=Text(
            "Write topological_order(root): a list of all Values that root was computed from, each once, every operand before its results, root last.",
            "寫出 topological_order(root)：傳回一個串列，裝著算出 root 用到的所有 Value，每個一次，運算元排在結果前面，root 在最後。",
        ),
        examine=_examine,
        idea=Text(
            "Getting dressed: socks before shoes. To put a Value into the list, first put all its operands there, and only then itself.",
            "就像穿衣服：先穿襪子，再穿鞋子。要把一個 Value 放進串列，先把它的運算元全部放進去，最後才放它自己。",
        ),
        look=Text(
            "b has two arrows leaving it. In which order could you cross out the boxes, so that no box comes before the ones its arrows come from?",
            "從 b 出發的箭頭有兩條。要照什麼順序把方框一個個劃掉，才不會有方框排在箭頭來源的前面？",
        ),
        picture=picture("b = a * 3; d = b * 10; b + d", a=2),
        almost=Text(
            "    order, seen = [], set()\n    def visit(value):\n        if value is new:\n            remember it as seen\n            visit each of its operands\n            ... and where does order.append(value) belong?",
            "    order, seen = [], set()\n    def visit(value):\n        如果 value 是第一次遇到：\n            把它記為走訪過\n            走訪它的每個運算元\n            ……那麼 order.append(value) 應該放在哪裡？",
        ),
        solution=(
            "def topological_order(root):\n    order, seen = [], set()\n\n    def visit(value):\n        if value not in seen:\n            seen.add(value)\n"
            "            for operand in value._prev:\n                visit(operand)\n            order.append(value)\n\n    visit(root)\n    return order"
        ),
        predictions=(
            gradient_of(
                "order_diamond",
                "a",
                "b = a * 3; d = b * 10; b + d",
                Text(
                    "b is used twice: it collects 1 and 10, and only then hands 3 times 11 to a.",
                    "b 用了兩次：先收齊 1 和 10，再把 3 乘上 11 傳給 a。",
                ),
                {
                    3.0: Text(
                        "3 comes along the upper way alone: b handed it on before d had reported.",
                        "3 只來自上面那條路：d 還沒回報，b 就先往回傳了。",
                    ),
                    30.0: Text("30 comes by way of d. There is a second way.", "30 是經過 d 的那條路。還有另一條路。"),
                    36.0: Text(
                        "With 36, b's first share was counted twice.", "算出 36，表示 b 先收到的那一份被算了兩次。"
                    ),
                },
                a=2,
            ),
        ),
    ),
)
