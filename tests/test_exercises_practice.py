"""Practice: every answer is the engine's, each wrong answer gets the name of what gives it, the picture tells nothing."""

import functools
import json
import math
import re
from datetime import date, timedelta

import pytest

import viz
from exercises import practice, progress_store
from exercises.practice import records, sentences
from exercises.practice.figures import figure
from exercises.practice.kinds import KINDS, known_after
from exercises.practice.schedule import standings
from exercises.practice.slips import operands_of
from exercises.practice.tasks import NUDGE
from exercises.truth import agree
from micrograd.engine import Value
from pages import link_kernel, opened
from viz.outputs.html import document
from viz.words.messages import LANGUAGES
from viz.words.text import plain

H = 1e-4
MANY = 10  # tasks in one case
IN_BOXES = re.compile(r'data-part="(data|grad)"[^>]*>([^<]*)<')


@pytest.fixture(autouse=True)
def fresh(tmp_path, monkeypatch, english):
    monkeypatch.setenv("MICROGRAD_PROGRESS", str(tmp_path))
    monkeypatch.setattr(progress_store, "_memory", None)


@pytest.fixture(params=LANGUAGES)
def language(request):
    viz.language(request.param)
    yield request.param
    viz.language("en")


@functools.cache
def made(kind, block, lesson=8):
    return [KINDS[kind].make(MANY * block + n, lesson) for n in range(MANY)]


def numbers(task, **leaves):
    """{name: number} of all values, with plain numbers and no engine."""
    names = {"max": max, "math": math, **task.drawn.expression.numbers, **leaves}
    for line in task.drawn.expression.source.split("; ")[:-1]:
        line = re.sub(r"= (\w+)\.relu\(\)", r"= max(0.0, \1)", line)
        exec(re.sub(r"= (\w+)\.(exp|tanh)\(\)", r"= math.\2(\1)", line), names)
    return {name: x for name, x in names.items() if isinstance(x, float)}


def gradients(task):
    """{name: gradient} by the engine that learners import, each value as a leaf of its own differences."""
    leaves = {name: Value(x) for name, x in task.drawn.expression.numbers.items()}
    result, named = task.drawn.expression.run(leaves)
    result.backward()
    return {name: value.grad for name, value in named.items() if isinstance(value, Value)}


KINDS_AND_BLOCKS = [(kind, block) for block in range(20) for kind in KINDS]


@pytest.mark.multiplies(42)
@pytest.mark.parametrize(("kind", "block"), KINDS_AND_BLOCKS)
def test_the_answer_is_the_engines(kind, block):
    for task in made(kind, block):
        data, grads, nodes = numbers(task), gradients(task), task.drawn.graph.nodes
        if task.what in ("data", "operand"):
            assert task.true == data[task.name]
        elif task.what in ("grad", "upstream"):
            assert task.true == grads[task.name]
        elif task.what == "sign":
            assert task.true == ("+" if grads[task.name] > 0 else "-" if grads[task.name] < 0 else "0")
        elif task.what == "nudge":
            assert task.true == pytest.approx(grads[task.name] * NUDGE)
            moved = numbers(task, **{task.name: data[task.name] + H})["L"] - data["L"]
            assert moved / H == pytest.approx(task.true / NUDGE, rel=0.1)
        elif task.what == "slope":
            result, slot = task.arrow
            assert task.true == pytest.approx(nudged(nodes[result], slot, data, nodes), abs=1e-3)
        elif task.what == "arrow":
            shares = {
                nodes[result].label: abs(nudged(nodes[result], slot, data, nodes) * grads[nodes[result].label])
                for result, slot in task.drawn.uses(task.node)
            }
            assert max(shares, key=shares.get) == task.true and set(task.options) == set(shares)
        else:
            ready = {
                name for name in task.options
                if not any(name in names_in(nodes, k) and nodes[k].label in task.options for k in range(len(nodes)))
            }  # fmt: skip
            assert ready == {task.true}


def names_in(nodes, k):
    return [nodes[i].label for i in operands_of(nodes[k])]


def nudged(node, slot, data, nodes):
    """The slope of one operation for one of its operands, by central differences."""

    def result(x):
        operands = [data[nodes[i].label] for i in operands_of(node)]
        operands[slot] = x
        if node.op == "ReLU":
            return max(0.0, operands[0])
        if node.op.startswith("**"):
            return operands[0] ** float(node.op[2:])
        if node.op in ("exp", "tanh"):
            return getattr(math, node.op)(operands[0])
        return {"+": lambda x, y: x + y, "-": lambda x, y: x - y, "*": lambda x, y: x * y, "/": lambda x, y: x / y}[
            node.op
        ](*operands)

    x = data[nodes[operands_of(node)[slot]].label]
    return (result(x + H) - result(x - H)) / (2 * H)


@pytest.mark.multiplies(42)
@pytest.mark.parametrize(("kind", "block"), KINDS_AND_BLOCKS)
def test_a_wrong_answer_has_the_name_of_what_gives_it(kind, block):
    for task in made(kind, block):
        assert task.true not in task.slips
        assert not KINDS[kind].slips or set(KINDS[kind].slips) & set(task.slips.values())
        for given, name in task.slips.items():
            assert any(same(given, other) for other in WAYS_TO_IT[name](task)), (name, given, task)


def same(given, other):
    """Whether a wrong answer is that; numbers by differences have some digits only."""
    return given == other if isinstance(given, str) else math.isclose(given, other, rel_tol=1e-5, abs_tol=1e-6)


def the_arrows(task):
    return task.drawn.uses(task.node)


def slopes_and_upstreams(task):
    nodes, data, grads = task.drawn.graph.nodes, numbers(task), gradients(task)
    return [
        (nudged(nodes[result], slot, data, nodes), grads[nodes[result].label], data[nodes[result].label])
        for result, slot in the_arrows(task)
    ]


def own(task):
    return numbers(task)[task.name]


def known_pair(task):
    """The two gradients that are seen, or the gradient and the slope on its arrow: what is to be divided."""
    result, slot = task.arrow
    nodes, grads = task.drawn.graph.nodes, gradients(task)
    operand = nodes[operands_of(nodes[result])[slot]].label
    other = grads[nodes[result].label] if task.what == "operand" else nudged(nodes[result], slot, numbers(task), nodes)
    return grads[operand], other


def on_the_path(task):
    nodes, data, i, found = task.drawn.graph.nodes, numbers(task), task.node, []
    while task.drawn.uses(i):
        result, slot = task.drawn.uses(i)[0]
        found.append(nudged(nodes[result], slot, data, nodes))
        i = result
    return found


def subsets(found):
    return {sum(x for k, x in enumerate(found) if n >> k & 1) for n in range(1, 2 ** len(found) - 1)}


def result_of(task):
    return slopes_and_upstreams(task)[0][2]


def exponent(task):
    arrow = task.arrow or the_arrows(task)[0]
    return power_of(task.drawn.graph.nodes[arrow[0]])


def power_of(node):
    return float(node.op[2:])


def divided(task):
    """(what is divided, by what)"""
    return [numbers(task)[name] for name in names_in(task.drawn.graph.nodes, the_arrows(task)[0][0])]


def upstream(task):
    return 1 if task.what == "slope" else slopes_and_upstreams(task)[0][1]


def by_own_numbers(task):
    """What comes back where products, all or some of their operands, take their own number for the slope."""
    if task.kind in ("slope", "product", "gate"):
        return {own(task) * upstream(task)}
    nodes, data, found = task.drawn.graph.nodes, numbers(task), set()
    for left, right in ((1, 1), (1, 0), (0, 1)):
        grads = [0.0] * len(nodes)
        grads[-1] = 1.0
        for i in reversed(range(len(nodes))):
            for slot, k in enumerate(operands_of(nodes[i])):
                is_wrong = nodes[i].op == "*" and (left, right)[slot]
                grads[k] += grads[i] * (data[nodes[k].label] if is_wrong else nudged(nodes[i], slot, data, nodes))
        found.add(grads[task.node])
    return found


def values_of(task):
    nodes, data = task.drawn.graph.nodes, numbers(task)
    return [data[name] for name in names_in(nodes, task.node)]


WAYS_TO_IT = {
    "added instead": lambda task: {sum(values_of(task))},
    "multiplied instead": lambda task: {math.prod(values_of(task))},
    "times the exponent": lambda task: {power_of(task.drawn.graph.nodes[task.node]) * values_of(task)[0]},
    "upside down": lambda task: {values_of(task)[1] / values_of(task)[0]},
    "not divided": lambda task: {divided(task)[1] * upstream(task)},
    "not squared": lambda task: {-divided(task)[0] / divided(task)[1] * upstream(task)},
    "as a power": lambda task: {own(task) * math.e ** (own(task) - 1) * upstream(task)},
    "operand squared": lambda task: {(1 - own(task) ** 2) * upstream(task)},
    "result not squared": lambda task: {(1 - result_of(task)) * upstream(task)},
    "as far as itself": lambda task: {NUDGE},
    "step forgotten": lambda task: {gradients(task)[task.name]},
    "number for gradient": lambda task: {NUDGE * own(task)},
    "multiplied": lambda task: {math.prod(known_pair(task))},
    "difference": lambda task: {known_pair(task)[0] - known_pair(task)[1]},
    "sign": lambda task: {-task.true},
    "exponent dropped": lambda task: {own(task) ** (exponent(task) - 1) * upstream(task)},
    "exponent not lowered": lambda task: {exponent(task) * own(task) ** exponent(task) * upstream(task)},
    "result's number": lambda task: (
        {numbers(task)[task.drawn.graph.nodes[task.arrow[0]].label]} if task.what == "slope"
        else {out * up for _, up, out in slopes_and_upstreams(task)}
    ),
    "no slope": lambda task: {up for _, up, _ in slopes_and_upstreams(task)},
    "no upstream": lambda task: {sum(slope for slope, _, _ in slopes_and_upstreams(task))},
    "own number": by_own_numbers,
    "one path": lambda task: subsets([slope * up for slope, up, _ in slopes_and_upstreams(task)]),
    "product": lambda task: {math.prod(slope * up for slope, up, _ in slopes_and_upstreams(task))},
    "slope left out": lambda task: {
        math.prod(on_the_path(task)[:k] + on_the_path(task)[k + 1 :]) for k in range(len(on_the_path(task)))
    },
    "sum": lambda task: {sum(on_the_path(task)), sum(slopes_and_upstreams(task)[0][:2])},
    "sign of the number": lambda task: {"+" if own(task) > 0 else "-" if own(task) < 0 else "0"},
    "largest slope": lambda task: {by_size(task, 0)},
    "largest upstream": lambda task: {by_size(task, 1)},
    "too early": lambda task: set(task.options) - {task.true},
}  # fmt: skip


def by_size(task, part):
    found = slopes_and_upstreams(task)
    k = max(range(len(found)), key=lambda k: round(abs(found[k][part]), 3))
    return task.drawn.graph.nodes[the_arrows(task)[k][0]].label


def test_each_slip_is_met_and_has_a_sentence(language):
    kinds = [*((kind, 0) for kind in KINDS), *(("number", block) for block in range(1, 4))]  # few of them divide
    met = {name for kind, block in kinds for task in made(kind, block) for name in task.slips.values()}
    assert met == set(sentences.SLIPS) == set(WAYS_TO_IT)
    for kind in KINDS:
        for task in made(kind, 0)[:2]:
            assert all("{" not in sentences.slip(task, given) for given in task.slips)


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_shows_what_is_said_to_be_seen_and_no_colour_tells_a_sign(kind):
    for task in made(kind, 1)[:4]:
        svg, told = figure(task)
        seen = [text for _, text in IN_BOXES.findall(svg)]
        assert seen.count("?") == (task.what in ("data", "operand", "grad", "sign", "upstream", "arrow"))
        assert "?" in svg or task.what in ("nudge", "next")
        shown = len([text for text in seen if text not in ("", "?")])
        assert shown == len(task.data) + len(task.gradients)
        hidden = re.findall(r'data-part="grad"[^>]*>(?:\?|)<', svg)
        assert hidden or task.what in ("nudge",), "there is something that is not seen"
        of_others = [node.label for i, node in enumerate(task.drawn.graph.nodes) if i not in task.gradients]
        assert not any(f"{name}.grad = -" in told or re.search(rf"\b{name}\.grad = \d", told) for name in of_others)


def test_a_gradient_that_is_asked_for_has_no_colour_of_a_sign():
    signs = set()
    for task in made("product", 2):
        if task.true < 0:
            svg = figure(task)[0]
            asked = re.search(r"<text[^>]*>\?</text>", svg)[0]
            positive = next(figure(other)[0] for other in made("product", 3) if other.true > 0)
            signs.add(re.sub(r' (?:x|y|data-of)="[^"]*"', "", asked) == re.sub(
                r' (?:x|y|data-of)="[^"]*"', "", re.search(r"<text[^>]*>\?</text>", positive)[0]))  # fmt: skip
    assert signs == {True}


def test_a_seed_gives_one_sheet_in_every_language_whatever_was_answered_before():
    first = practice(6, lesson=5, seed=7)
    records.note(first.tasks[0], None)
    viz.language("zh-TW")
    again = practice(6, lesson=5, seed=7)
    viz.language("en")
    assert again.tasks == first.tasks and practice(6, lesson=5, seed=8).tasks != first.tasks
    assert len({task.kind for task in first.tasks}) == 6 and all(KINDS[task.kind].lesson <= 5 for task in first.tasks)


def test_the_slope_of_a_curve_is_found_from_the_digits_that_are_shown():
    for task in made("curve", 0) + made("curve", 1):
        ((result, _),) = the_arrows(task)
        node = task.drawn.graph.nodes[result]
        shown = float(plain(node.data))
        slope = shown if node.op == "exp" else 1 - shown**2
        assert agree(round(slope * node.grad, 4), task.true) and node.grad % 1 == 0


@pytest.mark.parametrize("lesson", [2, 3, 4, 5, 6, 8])
def test_only_operations_that_were_learnt_are_asked_about(lesson):
    for kind in known_after(lesson):
        for number in range(3):
            ops = {node.op for node in kind.make(number, lesson).drawn.graph.nodes if node.operands}
            taught = {"+"} | ({"*"} if lesson > 2 else set()) | ({"-", "**2", "**3", "/"} if lesson > 3 else set())
            assert ops <= taught | ({"ReLU"} if lesson > 4 else set()) | ({"exp", "tanh"} if lesson > 7 else set())


def test_what_went_wrong_is_asked_first_on_the_next_day(monkeypatch):
    task = practice(1, lesson=3, seed=5).tasks[0]
    wrong = next(iter(task.slips))
    records.note(task, wrong)
    at = standings([task.kind], records.attempts())[task.kind]
    assert at.box == 1 and at.due == date.today() + timedelta(1)
    told = progress_store.attempts("practice")
    assert [(each["name"], each["right"], each["slip"]) for each in told] == [(task.kind, False, task.slips[wrong])]


def test_the_first_answer_to_each_counts(monkeypatch):
    sheet = practice(2, lesson=3, seed=1)
    kept, first = sheet._kept(), [0, sheet.tasks[0].true]
    kept.hear({"page": "a", "told": [first]})
    kept.hear({"page": "a", "told": [first, [0, None], [1, None], [7, 3]]})
    assert [each["right"] for each in progress_store.attempts("practice")] == [True, False]
    assert kept.state() == {"given": [first, [1, None]]} and "1 ✓" in kept.words() and "2 ≠" in kept.words()
    assert [each["right"] for each in kept.metadata()["micrograd"]["answers"]] == [True, False]


def test_what_is_asked_grows_with_what_is_done(language):
    assert not practice().tasks and "practice(lesson=2)" in repr(practice()) and "<script" not in practice().to_html()
    sheet = practice(6, lesson=2)
    assert {op for task in sheet.tasks for op in (node.op for node in task.drawn.graph.nodes) if op} == {"+"}
    progress_store.note("mul", "right")
    assert {KINDS[task.kind].lesson for task in practice(10).tasks} == {2, 3}


@pytest.mark.parametrize("wrong", [
    {"count": 0}, {"count": 21}, {"count": 2.5}, {"count": True}, {"lesson": 1}, {"lesson": "3"}, {"seed": "a"},
])  # fmt: skip
def test_what_is_no_such_number_is_refused(wrong, language):
    ((name, given),) = wrong.items()
    with pytest.raises(ValueError, match=f"{name}.*{re.escape(repr(given))}"):
        practice(**wrong)


@pytest.mark.slow
def test_a_sheet_is_html_and_words_and_a_page_of_its_own(tmp_path, language):
    sheet = practice(3, lesson=6, seed=2)
    page = sheet.save(tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert page.count('class="mg-item"') == 3 and "http" not in page.replace("http://www.w3.org/", "")
    assert all(sentences.question(task) in repr(sheet) for task in sheet.tasks)
    assert not any(f"= {sentences.told(task, task.true)}" in repr(sheet).splitlines()[-2:] for task in sheet.tasks)


def answer(page, task, given):
    """By keyboard alone."""
    page.wait_for_function("() => document.querySelector('.mg-item:not([hidden]) :is(input, [role=radio])')")
    item = page.locator(".mg-item:not([hidden])")
    if task.options:
        item.locator("[role=radio]").first.focus()
        for _ in range(task.options.index(given)):
            page.keyboard.press("ArrowRight")
    else:
        item.locator("input").focus()
        page.keyboard.type(f"{given:g}")
    page.keyboard.press("Enter")


def test_a_sheet_is_answered_by_keyboard_and_its_kernel_hears_of_it(browser, tmp_path):
    from axe_playwright_python.sync_playwright import Axe

    sheet = next(each for each in (practice(4, lesson=6, seed=n) for n in range(9)) if each.tasks[0].slips)
    page = browser.new_page(viewport={"width": 390, "height": 800}, reduced_motion="reduce")
    faults = []
    page.on("pageerror", lambda error: faults.append(error))
    page.goto(sheet.save(tmp_path / "sheet.html").as_uri())
    link_kernel(page)
    for n, task in enumerate(sheet.tasks):
        given = task.true if n else next(iter(task.slips))
        answer(page, task, given)
        page.locator(".mg-item:not([hidden]) .mg-bar").wait_for()  # the story's player
        said = page.locator(".mg-item:not([hidden]) .mg-predict .mg-heard").inner_text()
        assert ("✓" in said) == (n > 0) and (n or sentences.slip(task, given) in said)
        if n < 3:
            page.locator(".mg-on").focus()
            page.keyboard.press("Enter")
    told = page.evaluate("told")
    assert [n for n, _ in told] == [0, 1, 2, 3] and told[1][1] == sheet.tasks[1].true
    assert "3 of 4" in page.locator(".mg-end").inner_text()
    assert sentences.KINDS[sheet.tasks[0].kind].__str__() in page.locator(".mg-end").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = json.loads(json.dumps(Axe().run(page).response["violations"]))
    assert not found and not faults, (found, faults)
    page.close()


def test_what_a_notebook_has_kept_of_a_sheet_is_shown_again_and_the_next_task_is_asked(browser, tmp_path, monkeypatch):
    sheet = practice(4, lesson=3, seed=2)
    monkeypatch.setattr(type(sheet._kept()), "token", lambda _: "0123456789ab")
    asked = sheet._live_html()
    sheet._kept().hear({"page": "a", "told": [[0, sheet.tasks[0].true], [1, None]]})
    (tmp_path / "page.html").write_text(document("practice", asked + sheet._kept().to_html()), encoding="utf-8")
    with opened(browser, tmp_path / "page.html") as page:
        page.wait_for_function("() => !document.querySelectorAll('.mg-item')[2].hidden")
        link_kernel(page)
        assert page.locator(".mg-heard").all_text_contents()[0].startswith("✓")
        assert page.locator(".mg-item > .mg-waiting").evaluate_all("all => all.map(each => each.open)") == [
            True,
            True,
            False,
            False,
        ]
        assert page.locator(".mg-answered").locator("visible=true").count() == 0
        answer(page, sheet.tasks[2], sheet.tasks[2].true)
        assert page.evaluate("told") == [[2, sheet.tasks[2].true]]
