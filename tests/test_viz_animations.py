"""viz.animate and viz.record: what they tell of a pass, what they refuse, and that they leave no trace."""

import math
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

import seed_engine
import viz
from exercises.closure_engine import Value as LessonValue
from lessons.pictures import lecture_expression
from lookalikes import InSets, InTuples, Slotted, WithoutGrad, tanh
from micrograd.engine import Value
from pages import sent
from viz.outputs.animations import MOST_VALUES
from viz.values import graph as graphs
from viz.words import messages as words
from wrong_engines import MISTAKES


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(words, "_current", "en")


def html(animation):
    return animation._repr_mimebundle_()["text/html"]


def data(animation):
    return sent(html(animation))


def seeds_lecture_expression():
    V = seed_engine.Value
    a, b, c, f = V(2.0), V(-3.0), V(10.0), V(-2.0)
    L = (a * b + c) * f
    viz.label(a=a, b=b, c=c, f=f, L=L)
    return L


# ---- animate


def test_the_lecture_expression_is_told_step_by_step():
    told = viz.animate(lecture_expression()).captions
    assert [t.title for t in told[:5]] == [
        "Before the first operation",
        "forward: e = a * b",
        "forward: d = e + c",
        "forward: L = d * f",
        "backward: seed the root, L.grad = 1",
    ]
    assert told[1].arithmetic == "2 * (-3) = -6"
    assert told[9].title == "e hands a gradient to a"
    assert told[9].arithmetic == "a.grad: 0 + (-3 × -2) = 6"
    assert told[9].sentence == "Multiplication hands each operand the other's value as its local slope."


def test_the_same_in_chinese():
    viz.language("zh-TW")
    told = viz.animate(lecture_expression()).captions
    assert told[9].title == "e 把梯度傳給 a" and told[9].arithmetic == "a.grad: 0 + (-3 × -2) = 6"


@pytest.mark.parametrize("make", [Value, seed_engine.Value, LessonValue, InTuples, Slotted, WithoutGrad, InSets])
def test_any_value_like_class_plays(make):
    a = make(3.0)
    animation = viz.animate(a + a)
    assert [t.arithmetic.partition(": ")[2] for t in animation.captions[3:]] == ["0 + (1 × 1) = 1", "1 + (1 × 1) = 2"]


def test_an_animation_leaves_no_trace_and_does_not_read_the_gradients():
    L = lecture_expression()
    L.backward()
    _, values = viz.values.graph.read_with_values(L)
    before = [(v.data, v.grad, v._prev, dict(v.__dict__), type(v)) for v in values]
    animation = viz.animate(L, ask=True)
    html(animation)
    assert [(v.data, v.grad, v._prev, dict(v.__dict__), type(v)) for v in values] == before
    assert animation.captions[9].arithmetic.endswith("= 6")


def test_the_code_that_acts_is_the_students_own_closure():
    animation = viz.animate(seeds_lecture_expression())
    shown = data(animation)
    lines = [
        shown["code"][which][line].strip()
        for which, line, _ in (step["code"] for step in shown["steps"] if step["code"])
    ]
    assert lines[0] == "out = Value(self.data * other.data, (self, other), '*')"
    assert lines[-2].startswith("self.grad += other.data * out.grad") and lines[-1].startswith(
        "other.grad += self.data * out.grad"
    )


def test_where_one_rule_serves_all_the_engines_line_of_the_operation_is_shown():
    shown = data(viz.animate(lecture_expression()))
    which, line, _ = shown["steps"][-1]["code"]
    assert "(other.data, self.data)" in shown["code"][which][line]


def test_a_seed_shows_the_line_of_backward_that_sets_it():
    shown = data(viz.animate(lecture_expression()))
    which, line, _ = shown["steps"][4]["code"]
    assert shown["code"][which][line].strip().startswith("self.grad += 1.0")


def test_code_without_a_source_is_left_out():
    made = {}
    exec(compile("class V:\n def __init__(s, d, c=(), o=''): s.data, s.grad, s._prev, s._op = d, 0.0, c, o\n"
                 " def __add__(s, t): return V(s.data + t.data, (s, t), '+')", "<nowhere>", "exec"), made)  # fmt: skip
    assert data(viz.animate(made["V"](1.0) + made["V"](2.0)))["code"] == []


def test_a_slope_that_no_rule_knows_is_measured_by_the_class_itself():
    x = InTuples(0.5, label="x")
    y = tanh(x)
    y._op = "softsign"
    told = viz.animate(y).captions[-1]
    assert told.arithmetic == "x.grad: 0 + (0.7864 × 1) = 0.7864" and "was measured" in told.sentence
    assert x.grad == y.grad == 0.0 and not told.doubts


def test_a_slope_that_only_the_value_itself_says_is_shown_with_a_doubt():
    x = InTuples(0.5, label="x")
    y = InTuples(0.25, (x,), "wave")
    y._local = (7.0,)
    told = viz.animate(y).captions[-1]
    assert told.arithmetic == "x.grad: 0 + (7 × 1) = 7" and not told.findings
    assert "nobody has checked it" in told.doubts[0] and not told.sentence


def test_an_unknown_slope_is_a_question_mark():
    y = InTuples(1.0, (InTuples(2.0, label="x"),), "wave")
    told = viz.animate(y).captions[-1]
    assert told.arithmetic == "x.grad: 0 + (? × 1) = ?" and told.sentence == "viz has no rule for this operation."


@pytest.mark.parametrize("x", [math.nan, math.inf, -math.inf, 1e308])
def test_numbers_that_are_none_can_be_played(x):
    a = Value(x, label="a")
    assert data(viz.animate(a * a * a, ask=True))["steps"]


@pytest.mark.parametrize("play", [viz.animate, viz.record])
def test_a_graph_of_more_values_than_are_counted_is_refused(play, monkeypatch):
    monkeypatch.setattr("viz.values.graph.COUNT_UP_TO", 20)
    a = y = Value(1.0)
    for _ in range(19):
        y = y + a
    play(y)
    with pytest.raises(ValueError, match="more than 20 values"):
        play(y + a)


def chain_of_relus(cls, length):
    value = cls(1.0)
    for _ in range(length):
        value = value.relu()
    return value


def chain_of_ones(cls, length):
    value = cls(1.0)
    for _ in range(length):
        value = value + 1
    return value


def chain_of_sums(cls, length):
    value = cls(1.0)
    for _ in range(length):
        value = value + cls(1.0)
    return value


LONG = {
    "the engine, relu": lambda length: chain_of_relus(Value, length),
    "the engine, x + 1": lambda length: chain_of_ones(Value, length),
    "the lessons' class, relu": lambda length: chain_of_relus(LessonValue, length),
    "the lessons' class, x + 1": lambda length: chain_of_ones(LessonValue, length),
    "the seed, x + 1": lambda length: chain_of_ones(seed_engine.Value, length),
    "sets": lambda length: chain_of_sums(InSets, length),
    "no symbol": lambda length: chain_of_sums(Slotted, length),
}


@pytest.mark.parametrize("play", [viz.animate, viz.record])
@pytest.mark.parametrize("make", LONG.values(), ids=LONG)
def test_what_has_more_values_than_are_counted_is_refused_before_it_is_read(make, play, monkeypatch):
    monkeypatch.setattr("viz.values.graph.COUNT_UP_TO", 40)
    read, node = [], graphs._node
    monkeypatch.setattr(graphs, "_node", lambda *arguments: read.append(arguments) or node(*arguments))
    with pytest.raises(ValueError, match="more than 40 values"):
        play(make(50))
    assert len(read) <= 1


@pytest.mark.slow
@pytest.mark.parametrize("play", [viz.animate, viz.record])
@pytest.mark.parametrize("make", [LONG["the engine, relu"], LONG["the lessons' class, relu"]])
def test_more_than_100_000_values_are_refused(make, play):
    with pytest.raises(ValueError, match="more than 100000 values"):
        play(make(graphs.COUNT_UP_TO))


@pytest.mark.parametrize("play", [viz.animate, viz.record])
def test_a_leaf_alone_can_be_played(play):
    assert [t.title for t in play(Value(2.0, label="a")).captions][1] == "backward: seed the root, a.grad = 1"


def test_the_page_is_self_contained_and_the_same_each_time():
    first, second = html(viz.animate(lecture_expression())), html(viz.animate(lecture_expression()))
    assert first == second
    assert not re.search(r"""(?:src|href)=["'](?!data:)|@import|url\(|https?://(?!www\.w3\.org/2000/svg)""", first)
    assert " id=" not in first and not re.search(r"""<[^>]*\son\w+=""", first.partition("<script")[0])


def test_hostile_labels_stay_text():
    a = Value(2.0, label="</script><img src=x onerror=alert(1)>")
    page = html(viz.animate(a * a, ask=True))
    assert page.count("</script>") == 1 and "<img src=x" not in page


def test_only_plays_what_lies_between_a_value_and_the_result():
    a, b, c = Value(2.0, label="a"), Value(3.0, label="b"), Value(4.0, label="c")
    L = (a * b) * (c + 1)
    part = viz.animate(L, only=a)
    assert [node.label for node in part.graph.nodes if not node.operands] == ["a"]
    assert part.captions[-1].arithmetic == "a.grad: 0 + (3 × 5) = 15"
    both = viz.animate(L, only=[a, c])
    assert {node.label for node in both.graph.nodes if node.label} == {"a", "c"}
    assert "values are played" not in str(
        part
    ) and "3 of 7 values are played: those through which a gradient comes to a." in part.frame(0)
    assert "comes to a, c." in viz.animate(L, only=iter([a, c])).frame(0)
    assert "comes to a." in viz.record(L, only=a).frame(0)
    leaves = [Value(1.0, label=f"v{i}") for i in range(9)]
    assert "comes to v0, v1, v2, v3, v4, and 3 more." in viz.animate(sum(leaves), only=leaves[:8]).frame(0)


def chain(length):
    x = first = Value(1.0)
    for _ in range(length):
        x = x + first
    return x, first


def test_a_graph_too_large_is_played_folded_and_says_so():
    root, _ = chain(400)
    animation = viz.animate(root)
    assert len(animation.graph.nodes) == 2 and "401 values in 2 boxes" in animation.frame(0)
    assert animation.steps[-1].after == 401.0 and "along each path" in animation.captions[-1].sentence


def test_a_part_too_large_is_played_from_the_result_and_so_is_a_recording():
    root, first = chain(400)
    part, played = viz.animate(root, only=first), viz.record(root)
    assert len(part.graph.nodes) == len(played.graph.nodes) == MOST_VALUES
    assert "300 of 401 values" in part.frame(0) and "only=a" in played.frame(0)
    graph = played.graph
    assert all(
        step.after == 1.0 for step in played.steps if step.kind == "contribution" and graph.nodes[step.value].operands
    )


def test_gradients_in_a_part_are_complete():
    root, first = chain(20)
    animation = viz.animate(root, only=first)
    assert animation.steps[-1].after == 21.0


@pytest.mark.parametrize(
    "only, error", [(3, TypeError), (Value(1.0), ValueError), ("a", TypeError), ([], TypeError), ("", TypeError)]
)
def test_only_takes_values_of_this_graph(only, error):
    with pytest.raises(error):
        viz.animate(lecture_expression(), only=only)


@pytest.mark.parametrize("ask", [[2], [99], [5.5], 4, [True], ["sign"]])
def test_only_a_step_that_hands_on_a_gradient_can_be_asked_for(ask):
    with pytest.raises(ValueError, match="from 5 to 10"):
        viz.animate(lecture_expression(), ask=ask)


def test_questions_stand_at_all_contributions_or_at_chosen_steps():
    asked = lambda animation: [n for n, step in enumerate(data(animation)["steps"]) if "ask" in step]  # noqa: E731
    assert asked(viz.animate(lecture_expression(), ask=True)) == [5, 6, 7, 8, 9, 10]
    assert asked(viz.animate(lecture_expression(), ask=[9, 10])) == [9, 10]
    assert asked(viz.animate(lecture_expression())) == []


def texts_of_images(page):
    """For each image: the texts in it."""
    svgs = re.findall(r'src="data:image/svg\+xml,([^"]+)"', page)
    return [
        [e.text for e in ElementTree.fromstring(unquote(svg)).iter("{http://www.w3.org/2000/svg}text")] for svg in svgs
    ]


@pytest.mark.parametrize("ask", [True, "sign", "size", [9]])
def test_where_it_asks_the_picture_in_the_page_has_no_gradient_and_the_last_one_is_folded_away(ask, tmp_path):
    asking, telling = viz.animate(lecture_expression(), ask=ask), viz.animate(lecture_expression())
    page, steps, _ = re.split("<details|</details>", html(asking))
    (seen,), (folded,), (plain,) = map(texts_of_images, (page, steps, html(telling).partition("<script")[0]))
    assert [text for text in seen if re.match(r"[+−]\d", text)] == [] and seen.count("·") == 7 + 3
    assert folded == plain and "+6.0" in plain
    assert asking.save(tmp_path / "a.svg").read_text() == telling.save(tmp_path / "b.svg").read_text()


@pytest.mark.parametrize("ask", ["ab", "", "numbers", "SIGN"])
def test_a_text_that_is_no_question_is_refused_with_those_that_are(ask):
    with pytest.raises(ValueError, match="is no question: .*'number', 'sign', 'size', 'arrow' or 'zero'"):
        viz.animate(lecture_expression(), ask=ask)


def test_what_is_no_value_is_refused():
    with pytest.raises(TypeError, match="Value-like"):
        viz.animate([1, 2])
    with pytest.raises(TypeError, match="Value-like"):
        viz.record(7)


# ---- record


class Overwriting(InTuples):
    """The mistake of the lessons: `=` for `+=`. No backward() yet."""

    def __mul__(self, other):
        out = Overwriting(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad

        out._backward = _backward
        return out


def test_a_recorded_mistake_plays_as_the_mistake_that_it_is():
    x = Overwriting(3.0, label="x")
    y = x * x
    y.label = "y"
    told = viz.record(y).captions
    assert "has no backward() yet" in told[0].sentence
    assert told[3].arithmetic == "x.grad: 3 → 3"
    assert told[3].findings == ("Overwritten: x.grad was 3; now it is 3 and should be 3 + 3.",)
    assert told[-1].findings == ("Not right in the end: x.grad is 3 instead of 6.",)
    assert x.grad == y.grad == 0.0


@pytest.mark.multiplies(24)
@pytest.mark.parametrize(
    "mistake", MISTAKES, ids=lambda mistake: f"{mistake.engine.__name__}-{mistake.expression.__name__}"
)
def test_without_marks_all_that_was_written_is_shown_and_nothing_of_what_should_have_been(mistake):
    root = mistake.expression(mistake.engine)
    marked, unmarked = viz.record(root), viz.record(root, marks=False)
    stopped = any(finding.name == "error" for finding in marked.steps[-1].findings)
    assert [(s.value, s.before, s.after) for s in unmarked.steps] == [
        (s.value, s.before, s.after) for s in marked.steps
    ]
    assert [bool(caption.findings) for caption in unmarked.captions] == [False] * (len(unmarked.captions) - 1) + [
        stopped
    ]
    assert not any(caption.doubts or "×" in caption.arithmetic for caption in unmarked.captions)
    assert stopped or unmarked.captions[-1].title == "The end of the backward pass."
    sent = data(unmarked)
    assert not any(step.keys() & {"wrong", "unknown", "moves"} for step in sent["steps"][:-1])
    assert set(sent["graph"]["slopes"]) == {None}
    assert not {part[0] for step in sent["steps"] for part in step["parts"]} & {"mark", "owe", "lose"}


def test_the_line_that_wrote_is_shown():
    x = Overwriting(3.0)
    shown = data(viz.record(x * x))
    lines = [shown["code"][which][line].strip() for which, line, _ in (s["code"] for s in shown["steps"] if s["code"])]
    assert lines == ["self.grad = other.data * out.grad", "other.grad = self.data * out.grad"]


@pytest.mark.parametrize("make", [lecture_expression, seeds_lecture_expression])
def test_a_right_engine_is_not_marked(make):
    animation = viz.record(make())
    assert (
        not any(t.findings for t in animation.captions)
        and animation.captions[-1].title == "The end: no mistake was found."
    )
    assert animation.captions[-2].arithmetic.endswith(("b.grad: 0 + (2 × -2) = -4", "a.grad: 0 + (-3 × -2) = 6"))


def test_a_recording_begins_with_the_gradients_as_they_are():
    L = seeds_lecture_expression()
    L.backward()
    begun = viz.record(L)
    assert {node.label: node.grad for node in begun.graph.nodes if node.label}["a"] == 6.0
    assert any("Stale" in text for t in begun.captions for text in t.findings)


def test_a_class_without_a_way_back_is_told_so():
    with pytest.raises(TypeError, match="viz.animate shows the true backward pass"):
        viz.record(WithoutGrad(1.0) + WithoutGrad(2.0))


def test_an_error_in_backward_is_the_last_step():
    class Broken(Overwriting):
        def backward(self):
            self.grad = 1.0
            raise ZeroDivisionError("oh")

    x = Broken(2.0)
    root = Broken(4.0, (x, x), "*")
    assert viz.record(root).captions[-1].findings[0] == "backward() stopped here. ZeroDivisionError: oh"


def test_a_part_of_a_recording_keeps_its_numbers():
    L = seeds_lecture_expression()
    a = next(v for v in viz.values.graph.read_with_values(L)[1] if v.label == "a")
    part = viz.record(L, only=a)
    assert [t.arithmetic for t in part.captions if t.title.endswith("gradient to a")] == ["a.grad: 0 + (-3 × -2) = 6"]


def test_every_finding_has_its_sentence_in_both_languages():
    from viz.values.findings import GRAVITY
    from viz.values.in_words import _FINDINGS

    assert set(_FINDINGS) == set(GRAVITY)


@pytest.mark.multiplies(24)
@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize(
    "mistake", MISTAKES, ids=lambda mistake: f"{mistake.engine.__name__}-{mistake.expression.__name__}"
)
def test_every_wrong_engine_is_told_of_in_both_languages(mistake, language):
    words.language(language)
    animation = viz.record(mistake.expression(mistake.engine))
    assert any(t.findings for t in animation.captions)
    marked = [bool(step.get("wrong")) for step in data(animation)["steps"]]
    assert marked == [bool(t.findings) for t in animation.captions] and "{" not in "".join(
        text for t in animation.captions for text in (t.title, t.sentence, *t.findings)
    )
