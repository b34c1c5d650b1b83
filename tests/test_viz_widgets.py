"""Players and explorers as widgets, in a real kernel: their traits, and how these go with ipywidgets. What the page does is
played by `set_state`, which is what a message of the page comes to.
"""

import pytest

import kernel
import viz
from micrograd.engine import Value
from test_docs import ROOT

pytestmark = pytest.mark.slow
BEGIN = """
import ipywidgets, traitlets, viz
from micrograd.engine import Value
viz.language("en")
a, b, c = Value(2.0), Value(-3.0), Value(10.0)
d = a * b + c
viz.label(a=a, b=b, c=c, d=d)

def page_sets(widget, **state):
    widget.set_state(state)

def refused(act):
    try:
        act()
    except traitlets.TraitError as error:
        print(error)
"""


@pytest.fixture(scope="module")
def session():
    with kernel.attended(ROOT) as run:
        assert run(BEGIN) == ""
        yield run


@pytest.fixture
def player(session):
    assert session("player = viz.animate(d, ask=True)") == ""
    return session


@pytest.fixture
def explorer(session):
    assert session("explorer = viz.explore(lambda a, b: a * b, a=Value(2.0), b=Value(3.0))") == ""
    return session


def test_a_player_says_where_it_is(player):
    assert (
        player("w = player.widget; print(w.step, w.steps, w.playing, w.answers, w is player.widget)")
        == "0 7 False [] True"
    )


def test_what_the_page_does_is_observed(player):
    told = player("""
seen = []
player.widget.observe(lambda change: seen.append((change.name, change.new)), ["step", "playing", "answers"])
answer = {"step": 4, "question": "What will c.grad be?", "given": ["2", "1"], "right": True, "shown": False}
page_sets(player.widget, step=3, playing=True)
page_sets(player.widget, answers=[answer])
print(seen == [("step", 3), ("playing", True), ("answers", [answer])], len(seen))
""")
    assert told == "True 3"


@pytest.mark.parametrize("given, kept", [("3", 3), ("99", 7), ("-5", 0), ("True", 1)])
def test_a_step_beyond_the_ends_stays_at_them(player, given, kept):
    assert player(f"player.widget.step = {given}; print(repr(player.widget.step))") == str(kept)


@pytest.mark.parametrize("given", ["1.5", "'a'", "None", "float('nan')"])
def test_a_step_that_is_none_is_refused(player, given):
    assert "'step'" in player(f"refused(lambda: setattr(player.widget, 'step', {given}))")
    assert player("print(player.widget.step)") == "0"


@pytest.mark.parametrize("name", ["steps", "answers", "result", "grads"])
def test_what_only_the_page_can_know_is_not_set(session, player, explorer, name):
    widget = "player" if name in ("steps", "answers") else "explorer"
    assert "read-only" in session(f"refused(lambda: setattr({widget}.widget, {name!r}, {widget}.widget.{name}))")


def test_two_players_are_linked_by_a_slider(session):
    told = session("""
players = viz.animate(d), viz.record(d)
slider = ipywidgets.IntSlider(max=9)
for each in players:
    ipywidgets.link((slider, "value"), (each.widget, "step"))
slider.value = 9
print([each.widget.step == each.widget.steps for each in players], slider.value)
page_sets(players[0].widget, step=2)
print(slider.value, players[1].widget.step)
""")
    assert told.split("\n") == ["[True, True] 9", "2 2"]


def test_an_explorer_says_its_values_its_result_and_its_gradients(explorer):
    assert (
        explorer("w = explorer.widget; print(w.values, w.result, w.grads)")
        == "{'a': 2.0, 'b': 3.0} 6.0 {'a': 3.0, 'b': 2.0}"
    )


@pytest.mark.parametrize("asked_first", [True, False])
def test_moving_a_slider_in_the_page_moves_all_of_them(explorer, asked_first):
    link = "explorer.widget" if asked_first else "explorer._link"
    explorer(f"page_sets({link}, values={{'a': 5, 'b': 3}}, question={{'values': {{'a': 5, 'b': 3}}, 'nudged': None}})")
    told = explorer("print(explorer.values, explorer.widget.result, explorer.widget.grads)")
    assert told == "{'a': 5.0, 'b': 3.0} 15.0 {'a': 3.0, 'b': 5.0}"


def test_values_can_be_set_in_part_and_result_and_gradients_come_together(explorer):
    told = explorer("""
seen = []
explorer.widget.observe(lambda change: seen.append((explorer.widget.values, explorer.widget.result, explorer.widget.grads)), "result")
explorer.widget.values = {"b": -6}
print(seen, explorer.values)
""")
    assert told == "[({'a': 2.0, 'b': -6.0}, -12.0, {'a': -6.0, 'b': 2.0})] {'a': 2.0, 'b': -6.0}"


@pytest.mark.parametrize(
    "given, told",
    [
        ("{'x': 1}", "'x' is no slider here; there is a or b"),
        ("{'a': 'one'}", "a should be a finite number, but is 'one'"),
        ("{'a': float('nan')}", "a should be a finite number, but is nan"),
        ("{1: 2}", "1 is no slider here; there is a or b"),
        ("3", "'values'"),
    ],
)
def test_values_that_are_none_are_refused(explorer, given, told):
    assert told in explorer(f"refused(lambda: setattr(explorer.widget, 'values', {given}))")
    assert explorer("print(explorer.widget.values)") == "{'a': 2.0, 'b': 3.0}"


def test_where_the_function_fails_the_result_is_not_known(session):
    session("failing = viz.explore(lambda x: x / (x - 1), x=Value(3.0))")
    assert (
        session("failing.widget.values = {'x': 1}; print(failing.widget.result, failing.widget.grads)")
        == "nan {'x': nan}"
    )


def test_interact_moves_an_explorer(explorer):
    told = explorer("""
moved = ipywidgets.interactive(lambda a: setattr(explorer.widget, "values", {"a": a}), a=(-4.0, 4.0))
moved.children[0].value = 1.5
print(explorer.widget.values, explorer.widget.result)
""")
    assert told == "{'a': 1.5, 'b': 3.0} 4.5"


def test_a_widget_shows_the_page_that_the_cell_shows(session):
    told = session("""
for shown in (viz.animate(d), viz.explore(lambda a: a * a, a=a)):
    html = shown._repr_mimebundle_()["text/html"]
    print(shown.widget.page == html, shown.widget.token in html, shown.widget.token in shown.to_html(), shown.is_live)
    assert "application/vnd.jupyter.widget-view+json" in shown.widget._repr_mimebundle_()[0]
""")
    assert told == "True True False True\nTrue True False True"


def test_two_outputs_of_the_same_are_two(session):
    assert session("print(len({viz.animate(d).widget.token, viz.animate(d).widget.token}))") == "2"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    "make", [lambda: viz.animate(Value(1.0) + 1), lambda: viz.explore(lambda a: a * a, a=Value(1.0))]
)
def test_without_a_kernel_a_widget_is_refused_and_all_else_is_as_it_was(make, monkeypatch):
    shown = make()
    assert not shown.is_live and shown._repr_mimebundle_()["text/html"] == shown.to_html() == make().to_html()
    with pytest.raises(RuntimeError, match="A widget needs a running kernel"):
        shown.widget
    monkeypatch.setattr("viz.outputs.link.find_spec", lambda name: None)
    with pytest.raises(ImportError, match="anywidget"):
        shown.widget


def test_a_notebook_that_a_program_executes_has_no_widgets(tmp_path):
    told = kernel.answers(BEGIN, "player = viz.animate(d); print(player.is_live)\nplayer", "player.widget", folder=ROOT)
    assert told[1:] == ["False", "RuntimeError"]
