"""What an exception in a learner's code usually means, and the line where it happened."""

import linecache
import re
import traceback
from dataclasses import dataclass

from exercises import expressions
from exercises.origin import is_learners
from exercises.supervision import SECONDS, Exited
from exercises.time_limit import TimeUp
from exercises.words import Text
from viz.values.operands import is_value_like
from viz.values.operations import OPERATIONS
from viz.words.text import fit

_MOST_COLUMNS = 100

_WRAPPED = Text(
    "Here a .data is a Value itself, so one Value stands inside another. Put only plain numbers into .data: which operand, or which argument of Value(...), needs a .data behind it, or none?",
    "這裡有某個 .data 本身就是 Value，也就是 Value 裡面又包了一個 Value。.data 裡只能放普通的數字：看看是哪個運算元、或 Value(...) 的哪個參數少了（或多了）.data。",
)
_SUM_FROM_0 = Text(
    "Here Python meets a plain number on the left of a Value: sum([...]) begins with 0 + the first Value. It asks the number first, then the Value's method for the reflected operation, {method}, and there is none.",
    "這裡 Python 遇到左邊是普通數字、右邊是 Value 的運算；sum([...]) 就是從 0 加上第一個 Value 開始的。Python 會先問數字，再問 Value 有沒有反過來的方法 {method}，而現在還沒有。",
)
_FORWARD = {symbol: operation.method for symbol, operation in OPERATIONS.items()} | {
    "unary -": OPERATIONS["neg"].method
}
_REFLECTED = {symbol: method.replace("__", "__r", 1) for symbol, method in _FORWARD.items()}

# (type, pattern of its text, meaning); the first that fits counts. Groups of the pattern fill the blanks {0}, {1}.
_MEANINGS = (
    (TimeUp, "", Text(
        "Your code was stopped after {seconds} seconds: it seems to go round and round. What would have to become false for its loop to end?",
        "你的程式跑了 {seconds} 秒還沒結束，所以被停了下來：看起來像是無窮迴圈。迴圈要結束，哪個條件必須變成假？",
    )),
    (Exited, "", Text("Your code calls exit(), which would end the whole kernel.", "你的程式呼叫了 exit()，這會讓整個核心結束。")),
    (SystemExit, "", Text("Your code calls sys.exit(), which would end the whole program.", "你的程式呼叫了 sys.exit()，這會讓整個程式結束。")),
    (RecursionError, "", Text(
        "A function calls itself without end. Inside an operation, compute with the plain numbers (self.data), not with the Values themselves.",
        "有個函式不停地呼叫自己。在運算裡面，要用普通的數字（self.data）來計算，而不是用 Value 本身。",
    )),
    (TypeError, r"unsupported operand type\(s\) for (\S+?)(?: or pow\(\))?: '(?:int|float)' and '(\w+)'", _SUM_FROM_0),
    (TypeError, r"unsupported operand type\(s\) for (\S+?)=?(?: or pow\(\))?: '(\w+)' and '(?:int|float)'", Text(
        "A {1} meets a plain number in {0}. Make a Value of the number first, or give the class the method {method}.",
        "{1} 和普通數字一起做 {0}。先把那個數字變成 Value，或是替類別寫出 {method} 這個方法。",
    )),
    (TypeError, r"unsupported operand type\(s\) for (\S+?)=?: 'NoneType' and|and 'NoneType'", Text(
        "One side is None. A function without return gives None: does the operation return its result?",
        "其中一邊是 None。沒有寫 return 的函式會傳回 None：運算有沒有把結果傳回來？",
    )),
    (TypeError, r"unsupported operand type\(s\) for (\S+?)(?: or pow\(\))?: '(\w+)' and '\w+'", Text(
        "The class {1} does not know {0} yet: it has no method {method}, or the method does not take this operand.",
        "類別 {1} 還不會做 {0}：沒有 {method} 這個方法，或是這個方法不接受這樣的運算元。",
    )),
    (TypeError, r"bad operand type for (unary -): '(\w+)'", Text(
        "The class {1} does not know the minus sign in front yet: it has no method __neg__.",
        "類別 {1} 還不會在前面加負號：沒有 __neg__ 這個方法。",
    )),
    (TypeError, r"'NoneType' object is not callable", Text(
        "None was called like a function. With out._backward = f() the function runs at once and leaves None; to store the function itself, leave the brackets out.",
        "程式把 None 當成函式來呼叫。寫成 out._backward = f() 會立刻執行函式，存進去的只是 None；要存函式本身，就不要加括號。",
    )),
    (TypeError, r"'(\w+)' object is not callable", Text(
        "A {0} was called like a function: are there brackets behind something that is no function, or is a * missing before a bracket?",
        "程式把 {0} 當成函式來呼叫：是不是在不是函式的東西後面加了括號，或是括號前面漏了 *？",
    )),
    (TypeError, r"missing \d+ required|takes \d+ positional|takes from|unexpected keyword", Text(
        "The function takes other arguments than it was given. A method has self as its first parameter; compare its first line with the task's.",
        "函式收到的參數和它定義的不一樣。方法的第一個參數是 self；請把第一行和題目對照看看。",
    )),
    (TypeError, r"unhashable type: '(\w+)'", Text(
        "A class that defines __eq__ but not __hash__ cannot go into a set. Values should be told apart by which object they are: leave __eq__ out.",
        "類別如果定義了 __eq__ 卻沒有 __hash__，就不能放進 set。Value 應該以「是哪一個物件」來區分：不要定義 __eq__。",
    )),
    (TypeError, r"object is not iterable|object is not subscriptable|has no len", Text(
        "A single thing is used like a list. A tuple with one member needs a comma: (self,).",
        "程式把單一的東西當成串列來用。只有一個成員的 tuple 要加逗號：(self,)。",
    )),
    (AttributeError, r"'(?:int|float)' object has no attribute '(\w+)'", Text(
        "A plain number has no .{0}. Somewhere a number stands where a Value is expected: make a Value of it first.",
        "普通的數字沒有 .{0}。應該要有 Value 的地方卻是普通數字：先把它變成 Value。",
    )),
    (AttributeError, r"'NoneType' object has no attribute '(\w+)'", Text(
        "None has no .{0}. A function without return gives None: does the operation return its result?",
        "None 沒有 .{0}。沒有寫 return 的函式會傳回 None：運算有沒有把結果傳回來？",
    )),
    (AttributeError, r"'(\w+)' object has no attribute '(\w+)'", Text(
        "The object has no .{1}. Is the name spelled as in __init__, and does __init__ set it?",
        "這個物件沒有 .{1}。名稱和 __init__ 裡寫的一樣嗎？__init__ 有沒有設定它？",
    )),
    (UnboundLocalError, r"'(\w+)'", Text(
        "{0} is written to in this function, so Python takes it for a new local variable. A gradient belongs to a Value: write to its .grad.",
        "這個函式裡有寫入 {0}，所以 Python 把它當成新的區域變數。梯度屬於某個 Value：要寫進它的 .grad。",
    )),
    (NameError, r"name '(\w+)' is not defined", Text(
        "Nothing has the name {0} here. Is it spelled right, does it need self. in front, or has the cell that defines it not run yet?",
        "這裡沒有叫做 {0} 的東西。是不是拼錯了、前面漏了 self.，或是定義它的儲存格還沒執行？",
    )),
    (ZeroDivisionError, "", Text(
        "Something is divided by zero, or 0 is raised to a negative power. Which of the numbers is 0 here?",
        "這裡除以了 0，或是對 0 取了負次方。想想看哪一個數是 0？",
    )),
    (OverflowError, "", Text("A number has become too large. Does something grow with every round?", "有個數變得太大了。是不是有什麼東西每一輪都在變大？")),
    (MemoryError, "", Text("The memory is full. Does something grow without end?", "記憶體用完了。是不是有什麼東西一直變大？")),
    (IndexError, "", Text("A list is shorter than the index needs it to be. Indices begin at 0.", "索引超出了串列的長度。索引是從 0 開始的。")),
    (KeyError, "", Text("A dictionary has no such key.", "字典裡沒有這個鍵。")),
    (AssertionError, "", Text("An assert in your code says that something is not as it should be.", "你的程式裡有個 assert 說某件事不成立。")),
)  # fmt: skip
_UNKNOWN = Text("Read its last line first: it says what happened.", "先讀最後一行：它說明發生了什麼事。")


@dataclass(frozen=True)
class Explanation:
    """An exception as a learner can use it.

    Attributes:
        where: the line of the learner's code, its number and function, or the expression that failed; "" where unknown.
        what: the exception in one line.
        meaning: what it usually means, a sentence or two.
        mistake: the mistake of docs/misconceptions.md that it is a sign of, or None.
    """

    where: str
    what: str
    meaning: str
    mistake: str | None = None


def explain(error):
    """The exception in the language in force, as an Explanation."""
    frames = [(frame, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    mine = [(frame, line) for frame, line in frames if is_learners(frame.f_code.co_filename)]
    try:
        text = " ".join(str(error).split())
    except Exception:  # its own __str__ fails
        text = ""
    what = fit(f"{type(error).__name__}: {text}" if text else type(error).__name__, 300)
    if isinstance(error, (TimeUp, Exited)):
        what = "exit()" if isinstance(error, Exited) else ""
    where = _place(*mine[-1]) if mine else _expression(frames)
    if isinstance(error, TypeError) and mine and _holds_a_value_in_a_value(mine[-1][0]):
        return Explanation(where, what, str(_WRAPPED), "wrapped twice")
    meaning, mistake = _meaning(error, text)
    return Explanation(where, what, meaning, mistake)


def is_a_blank(error):
    """Whether the exception only says that a blank of the exercise (`____` or `...`) was left as it was."""
    if isinstance(error, NameError):
        return bool(re.search(r"'_{2,}'", str(error)))
    return isinstance(error, NotImplementedError) or (isinstance(error, TypeError) and "ellipsis" in str(error).lower())


def _meaning(error, text):
    for kind, pattern, meaning in _MEANINGS:
        found = re.search(pattern, text) if isinstance(error, kind) else None
        if found:
            groups = [fit(group or "", _MOST_COLUMNS) for group in found.groups()]
            symbol = (groups[0] if groups else "").removesuffix("=")
            method = (_REFLECTED if meaning is _SUM_FROM_0 else _FORWARD).get(symbol, "")
            mistake = "sum from 0" if meaning is _SUM_FROM_0 and symbol == "+" else None
            return str(meaning).format(*groups, method=method, seconds=f"{SECONDS:g}"), mistake
    return str(_UNKNOWN), None


def _place(frame, line):
    code = linecache.getline(frame.f_code.co_filename, line, frame.f_globals).strip()
    name = frame.f_code.co_name
    return (
        Text("line {line}, in {name}:  {code}", "第 {line} 行，{name}：  {code}")
        .filled(line=line, name=name, code=fit(code, _MOST_COLUMNS))
        .rstrip(" ：:")
    )


def _expression(frames):
    """The expression that the check asked for, where that is what failed."""
    held = [frame.f_locals["self"] for frame, _ in frames if frame.f_code.co_name == "run"]
    sources = [thing.source for thing in held if isinstance(thing, expressions.Expression)]
    return sources[-1] if sources else ""


def _holds_a_value_in_a_value(frame):
    try:
        held = list(frame.f_locals.values())
        return any(is_value_like(thing) and is_value_like(getattr(thing, "data", None)) for thing in held)
    except Exception:  # a learner's own attribute access may fail
        return False
