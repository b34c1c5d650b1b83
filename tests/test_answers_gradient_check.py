"""What the check of a gradient checker says to many ways to write one."""

import pytest

from answers import Answer, assert_not_yet, assert_right, checked


def checker(
    compare="abs(slope - g) > 0.001 * (1 + abs(slope))", up="numbers[i] + h", down="numbers[i] - h", h="0.0001"
):
    return f"""def gradient_check(Value, f, numbers):
    values = [Value(x) for x in numbers]
    f(*values).backward()
    h = {h}
    for i, value in enumerate(values):
        ups, downs = list(numbers), list(numbers)
        ups[i], downs[i] = {up}, {down}
        slope = (f(*map(Value, ups)).data - f(*map(Value, downs)).data) / (2 * h)
        g = value.grad
        if {compare}:
            return False
    return True"""


LISTS = """def gradient_check(Value, f, numbers):
    values = [Value(x) for x in numbers]
    f(*values).backward()
    grads, slopes, h = [v.grad for v in values], [], 1e-5
    for i in range(len(numbers)):
        up, down = list(numbers), list(numbers)
        up[i] += h
        down[i] -= h
        slopes.append((f(*map(Value, up)).data - f(*map(Value, down)).data) / (2 * h))
    return {answer}"""
RIGHT = {
    "the lesson's": checker(),
    "another h": checker(h="1e-6"),
    "one side": checker(down="numbers[i]", h="1e-6").replace("(2 * h)", "h"),
    "nearly equal": "import math\n" + checker("not math.isclose(slope, g, rel_tol=1e-4, abs_tol=1e-6)"),
    "all at the end": LISTS.format(answer="all(abs(s - g) <= 1e-4 * max(1, abs(s), abs(g)) for s, g in zip(slopes, grads))"),
    "numbers that are nudged and put back": "def gradient_check(Value, f, numbers):\n    values = [Value(x) for x in numbers]\n    f(*values).backward()\n    good = True\n    for i, v in enumerate(values):\n        numbers[i] += 1e-5\n        up = f(*map(Value, numbers)).data\n        numbers[i] -= 2e-5\n        down = f(*map(Value, numbers)).data\n        numbers[i] += 1e-5\n        good = good and abs((up - down) / 2e-5 - v.grad) < 1e-3 * (1 + abs(v.grad))\n    return good",
    "inputs that are nudged and put back": "def gradient_check(Value, f, numbers):\n    values = [Value(x) for x in numbers]\n    f(*values).backward()\n    for v in values:\n        g, x = v.grad, v.data\n        v.data = x + 1e-5\n        up = f(*values).data\n        v.data = x - 1e-5\n        down = f(*values).data\n        v.data = x\n        if abs((up - down) / 2e-5 - g) > 1e-3 * (1 + abs(g)):\n            return False\n    return True",
}  # fmt: skip
WRONG = {
    "always True": Answer("def gradient_check(Value, f, numbers):\n    return not False", None, "It says True"),
    "always False": Answer("def gradient_check(Value, f, numbers):\n    return not True", None, "It says False"),
    "only the first input": Answer(LISTS.format(answer="abs(slopes[0] - grads[0]) < 1e-3 * (1 + abs(slopes[0]))"), None, "It says True"),
    "a return in the loop": Answer(checker().replace("            return False\n    return True", "            return False\n        return True"), None, "It says True"),
    "only the last input": Answer(LISTS.format(answer="abs(slopes[-1] - grads[-1]) < 1e-3 * (1 + abs(slopes[-1]))"), None, "It says True"),
    "h as large as the numbers, on both sides": Answer(checker(h="1.0"), None, "neither too big"),
    "the list that was handed in is nudged": Answer(checker().replace("ups, downs = list(numbers), list(numbers)", "ups, downs = numbers, list(numbers)"), None, "is [2.0001, 3.0001] afterwards"),
    "a list that grows": Answer(checker().replace("    return True", "    numbers.append(0.0)\n    return True"), None, "afterwards"),
    "nothing where they do not agree": Answer(checker().replace("return False", "return"), None, "it returns None"),
    "any input": Answer(LISTS.format(answer="any(abs(s - g) < 1e-3 * (1 + abs(s)) for s, g in zip(slopes, grads))"), None, "It says True"),
    "only two inputs": Answer(LISTS.format(answer="all(abs(s - g) < 1e-3 * (1 + abs(s)) for s, g in zip(slopes[:2], grads))"), None, "It says True"),
    "sums": Answer(LISTS.format(answer="abs(sum(slopes) - sum(grads)) < 1e-3 * (1 + abs(sum(slopes)))"), None, "It says True"),
    "sizes": Answer(checker("abs(abs(slope) - abs(g)) > 0.001 * (1 + abs(slope))"), None, "It says True"),
    "signs": Answer(checker("slope * g < 0"), None, "It says True"),
    "differences without their size": Answer(checker("slope - g > 0.001 * (1 + abs(slope))"), None, "It says True"),
    "half of it is near enough": Answer(checker("abs(slope - g) > 0.5 * (1 + abs(slope))"), None, "It says True"),
    "nudging held against nudging": Answer(checker().replace("g = value.grad", "g = slope"), None, "It says True"),
    "exactly equal": Answer(checker("slope != g"), None, "It says False"),
    "no part of a large slope": Answer(checker("abs(slope - g) > 1e-9"), None, "It says False"),
    "smaller than a part of 0": Answer(checker("not abs(slope - g) < 0.001 * abs(slope)"), None, "It says False"),
    "h that is swallowed": Answer(checker(h="1e-17"), None, "It says False"),
    "h as large as the numbers": Answer(checker(up="numbers[i] + h", down="numbers[i]", h="1.0"), None, "It says False"),
    "all inputs at once": Answer(checker().replace("ups[i], downs[i] = numbers[i] + h, numbers[i] - h", "ups, downs = [x + h for x in numbers], [x - h for x in numbers]"), None, "It says False"),
    "a graph that is not built anew": Answer("def gradient_check(Value, f, numbers):\n    values = [Value(x) for x in numbers]\n    out = f(*values)\n    out.backward()\n    for v in values:\n        before = out.data\n        v.data += 1e-5\n        if abs((out.data - before) / 1e-5 - v.grad) > 1e-3:\n            return False\n    return True", None, "It says False"),
    "no walk back": Answer(checker().replace("f(*values).backward()", "f(*values)"), None, "It says False"),
    "backward without brackets": Answer(checker().replace("f(*values).backward()", "f(*values).backward"), "not called"),
    "a list": Answer(LISTS.format(answer="[abs(s - g) < 1e-3 for s, g in zip(slopes, grads)]"), None, "True or False"),
    "nothing": Answer(LISTS.format(answer="None"), None, "return"),
}  # fmt: skip


@pytest.mark.parametrize("title", RIGHT)
def test_a_checker_that_is_right_is_right(title):
    assert_right("gradient_check", RIGHT[title])


@pytest.mark.parametrize("title", WRONG)
def test_a_checker_that_is_wrong_is_told_so(title):
    assert_not_yet("gradient_check", WRONG[title])


def test_a_checker_that_divides_by_a_slope_of_0_is_shown_its_line():
    result = checked("gradient_check", checker("abs(slope - g) / abs(slope) > 0.001"))
    assert result.outcome == "raised" and "abs(slope - g) / abs(slope)" in repr(result)
