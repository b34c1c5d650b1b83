"""Exams with random graphs: they can be gone through by hand, their truth is true, one number makes one sheet."""

import random
import re
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.exams import exam
from classroom.exams.exam_graphs import FEWEST, MOST, exam_graph
from classroom.exams.figures import figure
from classroom.exams.mistakes import CHOICES, OFFERED, puzzle
from classroom.exams.questions import questions, written
from classroom.lesson import LANGUAGES, ROOT
from exercises.practice.random_graphs import GATES, LARGEST, gradient_of
from exercises.practice.wrong_gradients import ways_of
from micrograd.engine import Value
from printed_pages import printed_faults
from viz.words import messages

SEEDS = st.integers(0, 2**32)
IN_BOXES = re.compile(r'data-part="(data|grad)"[^>]*>([^<]*)<')
WHAT_SHOWS = {"relu passes all": "closed", "relu scales by value": "open"}
SEVERAL = settings(max_examples=20, deadline=None)


pytestmark = pytest.mark.usefixtures("english")


def drawn_by(seed, gate):
    return exam_graph(random.Random(seed), gate)


@given(SEEDS, st.sampled_from(GATES))
@SEVERAL
def test_a_graph_can_be_gone_through_by_hand(seed, gate):
    drawn = drawn_by(seed, gate)
    nodes = drawn.graph.nodes
    operations = [node for node in nodes if node.operands]
    assert FEWEST <= len(operations) <= MOST and drawn.graph.total == len(nodes)
    for node in nodes:
        assert float(node.data).is_integer() and abs(node.data) <= LARGEST
        assert gradient_of(node).is_integer() and abs(gradient_of(node)) <= LARGEST
    assert any(len({result for result, _ in drawn.uses(i)}) > 1 for i in range(len(nodes)))


@given(SEEDS, st.sampled_from(GATES))
@SEVERAL
def test_only_a_closed_gate_makes_zeros(seed, gate):
    drawn = drawn_by(seed, gate)
    nodes = drawn.graph.nodes
    gates = [node for node in nodes if node.op == "ReLU"]
    assert [node.data > 0 for node in gates] == [gate == "open"]
    assert all(node.data != 0 for node in nodes if node.op != "ReLU")
    without = [i for i, node in enumerate(nodes) if gradient_of(node) == 0]
    assert gate == "closed" or not without
    assert all(drawn.uses(i) == [(nodes.index(gates[0]), 0)] for i in without)


@given(SEEDS, st.sampled_from(GATES))
@SEVERAL
def test_the_gradients_of_the_leaves_are_those_that_nudging_gives(seed, gate):
    drawn, h = drawn_by(seed, gate), 1e-4
    asked = drawn.expression
    of_leaf = {node.label: gradient_of(node) for node in drawn.graph.nodes if not node.operands}
    for leaf, gradient in of_leaf.items():
        ends = [
            asked.of({name: Value(x + side * h * (name == leaf)) for name, x in asked.numbers.items()}).data
            for side in (1, -1)
        ]
        assert (ends[0] - ends[1]) / (2 * h) == pytest.approx(gradient, abs=1e-3)


@given(SEEDS, st.sampled_from(GATES))
@SEVERAL
def test_a_mistake_to_be_named_shows_and_none_of_the_other_choices_gives_its_gradients(seed, gate):
    asked = puzzle(random.Random(seed), gate)
    true = tuple(map(gradient_of, asked.drawn.graph.nodes))
    assert len(set(asked.choices)) == CHOICES and asked.mistake in asked.choices
    assert asked.gradients != true and asked.wrong
    assert all(x.is_integer() and abs(x) <= LARGEST for x in asked.gradients)
    for other in set(asked.choices) - {asked.mistake}:
        ways = set(ways_of(asked.drawn, other))
        assert asked.gradients not in ways, f"{other} gives the same"
        assert ways - {true}, f"{other} would not show on this graph, so nobody would choose it"


@pytest.mark.slow
@pytest.mark.parametrize("mistake", OFFERED)
def test_every_mistake_that_is_offered_is_asked_for_in_some_exam(mistake):
    gate = WHAT_SHOWS.get(mistake, "open")
    assert any(puzzle(random.Random(seed), gate).mistake == mistake for seed in range(300))


@pytest.mark.slow
@given(SEEDS, st.integers(exam.FEWEST, 4))
@settings(max_examples=4, deadline=None)
def test_one_number_makes_one_sheet_and_one_key(seed, graphs):
    first, second = questions(seed, graphs), questions(seed, graphs)
    assert exam.sheet(seed, first) == exam.sheet(seed, second) and exam.key(seed, first) == exam.key(seed, second)
    assert [each.sheet for each in questions(seed + 1, graphs)] != [each.sheet for each in first]


def test_an_exam_in_another_language_has_the_same_graphs():
    numbers = []
    for language in LANGUAGES:
        messages.language(language)
        asked = questions(7, 4)
        numbers.append([IN_BOXES.findall(each.sheet) for each in asked])
    assert numbers[0] == numbers[1] and any(numbers[0])


def in_boxes(svg, row):
    return [text for part, text in IN_BOXES.findall(svg) if part == row]


def test_what_is_asked_for_stands_on_the_key_alone():
    drawn = drawn_by(1, "open")
    nodes = drawn.graph.nodes
    sheet, key = figure(drawn, data=False, gradients="asked", on_arrows="nothing"), figure(drawn)
    assert in_boxes(sheet, "grad") == [""] * len(nodes)
    assert [text != "" for text in in_boxes(sheet, "data")] == [not node.operands for node in nodes]
    assert [float(text) for text in in_boxes(key, "grad")] == [gradient_of(node) for node in nodes]
    assert [float(text) for text in in_boxes(key, "data")] == [node.data for node in nodes]
    spoken = re.search(r'aria-label="([^"]*)"', sheet)[1]
    assert "grad" not in spoken and not any(str(int(node.data)) in spoken for node in nodes if abs(node.data) > 9)


def test_the_points_on_the_sheet_add_up():
    asked = questions(3, 5)
    sheet = exam.sheet(3, asked)
    told = [int(count) for count in re.findall(r"(\d+) points</span>", sheet)]
    assert told == [each.points for each in asked] and sum(told) == exam.points(asked)
    assert f"of {sum(told)}" in sheet


@pytest.mark.parametrize("graphs", [-1, 0, 1, exam.MOST + 1])
def test_an_exam_of_too_few_or_too_many_graphs_is_refused_and_nothing_is_written(graphs, tmp_path):
    with pytest.raises(ValueError, match=str(graphs)):
        exam.write_exam(tmp_path / "new", 1, graphs)
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_an_exam_need_no_network(language, tmp_path):
    messages.language(language)
    exam.write_exam(tmp_path, 7, exam.MOST)
    for name in (exam.SHEET, exam.KEY):
        page = (tmp_path / name).read_text(encoding="utf-8")
        assert not re.search(r"(?:src|href)=|url\(|@import|https?://(?!www\.w3\.org/)", page)
        assert f'lang="{language}"' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_exam_fits_on_paper(browser, language, tmp_path):
    messages.language(language)
    for seed in (1, 2):
        exam.write_exam(tmp_path, seed, exam.MOST)
        for name in (exam.SHEET, exam.KEY):
            assert printed_faults(browser, tmp_path / name) == []


def test_every_question_in_words_says_in_every_language_what_earns_its_points():
    asked = tomllib.loads((ROOT / "classroom/exams/exam.toml").read_text(encoding="utf-8"))["written"]
    for each in asked:
        assert each.keys() == {"question", "full", "half"}
        assert all(set(texts) == set(LANGUAGES) and all(texts.values()) for texts in each.values())
    assert len({each["question"] for each in written()}) == len(asked)
