"""Everything viz says, in both languages side by side, and the one switch between them."""

LANGUAGES = ("en", "zh-TW")

_SENTENCES = {
    "data": {"en": "data", "zh-TW": "data"},
    "grad": {"en": "grad", "zh-TW": "grad"},
    "graph of": {"en": "Computation graph of {count} values", "zh-TW": "計算圖，共 {count} 個數值"},
    "graph of one": {"en": "Computation graph of one value", "zh-TW": "計算圖，只有 1 個數值"},
    "value number": {"en": "value {number}", "zh-TW": "第 {number} 個數值"},
    "and more": {"en": "and {count} more values", "zh-TW": "以及另外 {count} 個數值"},
    "left out": {
        "en": "{shown} of {total} values are shown, those nearest to the result. To see another part, draw a value "
        "further left; to see more at once, viz.draw(..., limit={more}).",
        "zh-TW": "共 {total} 個數值，圖中畫出離結果最近的 {shown} 個。想看其他部分，請改畫圖中更左邊的數值；"
        "想一次看更多，請用 viz.draw(..., limit={more})。",
    },
    "too slow": {
        "en": "{shown} of {total} values are shown, those nearest to the result: placing more took longer than "
        "{seconds} s. To see another part, draw a value further left.",
        "zh-TW": "共 {total} 個數值，圖中畫出離結果最近的 {shown} 個：排列更多數值會超過 {seconds} 秒。想看其他部分，請改畫圖中更左邊的數值。",
    },
    "over": {"en": "more than {count}", "zh-TW": "{count}+"},
    "order unknown": {
        "en": "? The order of these operands is not known: the class keeps them in a set.",
        "zh-TW": "? 這些運算元的先後順序不明：這個類別把它們放在 set 裡。",
    },
    "stale": {
        "en": "≠ This data is not what the operation gives for the operands as they are now. "
        "Was an operand changed afterwards?",
        "zh-TW": "≠ 用運算元現在的數值來算，結果和這個 data 不同。是不是後來改過某個運算元？",
    },
    "not a value": {
        "en": "viz draws Value-like objects: something with .data, and with ._prev or ._children once it was computed. "
        "This is {kind}: {shown}",
        "zh-TW": "viz 畫的是類似 Value 的物件：要有 .data，若是運算的結果，還要有 ._prev 或 ._children。收到的是 {kind}：{shown}",
    },
    "operands unreadable": {
        "en": "{name} of a Value should hold its operands in a tuple, but holds {kind}: {shown}",
        "zh-TW": "Value 的 {name} 應該用 tuple 存放運算元，但這裡是 {kind}：{shown}",
    },
    "cycle": {
        "en": "this graph runs in a circle: {name} is among its own operands, directly or through others. "
        "An operation has to return a new Value.",
        "zh-TW": "這個計算圖繞成了圈：{name} 直接或間接成了自己的運算元。每次運算都要回傳一個新的 Value。",
    },
    "no label": {
        "en": "{kind} has no room for a label: add \"label\" to its __slots__, or leave __slots__ out.",
        "zh-TW": "{kind} 沒有地方放 label：請在 __slots__ 加上 \"label\"，或不要用 __slots__。",
    },
    "nothing to label": {
        "en": "viz.label takes names and values, viz.label(a=a, b=b), or a namespace, viz.label(globals()); {name} is {kind}.",
        "zh-TW": "viz.label 要的是名字和數值，例如 viz.label(a=a, b=b)，或一個命名空間，例如 viz.label(globals())；{name} 卻是 {kind}。",
    },
    "bad limit": {
        "en": "limit is how many values to draw at most: a whole number from 1 up, not {shown}",
        "zh-TW": "limit 是最多畫幾個數值：必須是 1 以上的整數，不能是 {shown}",
    },
    "bad suffix": {
        "en": "a picture is saved as .svg, not as {name!r}",
        "zh-TW": "圖要存成 .svg，不能存成 {name!r}",
    },
    "no graphviz": {
        "en": "Graphviz, which places the boxes, is missing here. Run  %pip install pygraphviz  in a cell (it brings its own Graphviz).",
        "zh-TW": "這裡沒有負責排版的 Graphviz。請在儲存格執行  %pip install pygraphviz  （它內附 Graphviz）。",
    },
    "layout too slow": {
        "en": "Placing the boxes took longer than {seconds} s. Draw a value further left, or fewer: viz.draw(..., limit=100).",
        "zh-TW": "排列方框超過了 {seconds} 秒。請改畫更左邊的數值，或少畫一些：viz.draw(..., limit=100)。",
    },
    "graphviz failed": {
        "en": "Graphviz could not make {format}: {reason}",
        "zh-TW": "Graphviz 無法產生 {format}：{reason}",
    },
}

_current = "en"


def language(name=None):
    """Set the language of everything that viz (and exercises) says from now on; without a name, only tell which it is.

    Args:
        name: "en" or "zh-TW".

    Returns:
        The language in force.

    Raises:
        ValueError: another name.
    """
    global _current
    if name is not None:
        if name not in LANGUAGES:
            raise ValueError(f"viz speaks {' and '.join(map(repr, LANGUAGES))}, not {name!r} / viz 只支援 {'、'.join(LANGUAGES)}")
        _current = name
    return _current


def say(key, **values):
    """The sentence of that key in the language in force, with its values filled in."""
    return _SENTENCES[key][_current].format(**values)
