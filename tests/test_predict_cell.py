"""`%%predict NAME` in a real kernel: the cell runs as usual, and what it shows waits in the question's output."""

import re

import pytest

import kernel

IMPORTS = "import sys\nsys.path.insert(0, {root!r})\nimport inspect, viz\nfrom exercises import predict\nfrom micrograd.engine import Value"
CELLS = {
    "prints and displays": 'print("first")\ndisplay("second")\nprint("third")\n3 + 4',
    "draws": 'a, b = Value(2.0, label="a"), Value(-3.0, label="b")\nviz.draw(a * b)',
    "plots": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "defines": "def shape(x):\n    return x * x  # of mine\nshape(3)",
    "is silent": "12345;",
    "changes an output": 'place = display("at first", display_id=True)\nplace.update("in the end")',
    "fails": "before = 1\n\n1 / 0",
    "is not Python": "1 +",
    "leaves a bracket open": "(1 +",
    "fails to show": 'class Odd:\n    def _repr_html_(self):\n        raise ValueError("odd")\nOdd()',
    "shows nothing": "quiet = 1",
    "holds a control": 'import ipywidgets\nipywidgets.IntSlider(description="step")',
}
NAMES = dict(zip(CELLS, ["secant", "slope_square", "add_reuse", "mul_slope", "mul_square", "value_leaf", "mul_two_paths", "pow_pattern", "exp_zero", "gate_closes", "relu_corner", "second_call"]))  # fmt: skip


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """{what a cell does: its outputs}, and of "looks" what a later cell finds."""
    from test_notebooks import ROOT

    cells = [f"%%predict {NAMES[does]}\n{source}" for does, source in CELLS.items()]
    looks = "print(before, quiet, inspect.getsource(shape))"
    notebook = kernel.notebook(IMPORTS.format(root=str(ROOT)), *cells, looks)
    executed = kernel.executed(notebook, tmp_path_factory.mktemp("folder"), allow_errors=True)
    return dict(zip(["imports", *CELLS, "looks"], [cell.outputs for cell in executed.cells]))


def html(outputs):
    (shown,) = [output.data["text/html"] for output in outputs if "data" in output and "text/html" in output.data]
    return shown


def waiting(outputs):
    (inside,) = re.findall(r'<details class="mg-waiting">(.*)</details>', html(outputs), re.DOTALL)
    return inside


pytestmark = pytest.mark.slow


@pytest.mark.parametrize("does", CELLS)
def test_a_cell_has_one_output_for_the_question_which_says_which_it_is(ran, does):
    (output,) = [each for each in ran[does] if each.get("metadata", {}).get("micrograd")]
    assert output.metadata["micrograd"] == {"predict": NAMES[does]}
    assert (
        "<details" not in output.data["text/plain"] and "open" not in re.findall(r"<details[^>]*>", html(ran[does]))[0]
    )


def test_what_is_printed_and_displayed_waits_in_its_order(ran):
    (output,) = ran["prints and displays"]
    assert re.findall("first|second|third|7(?=</pre>)", waiting([output])) == ["first", "second", "third", "7"]
    assert "second" not in output.data["text/plain"]


def test_a_picture_and_a_plot_wait_as_they_are(ran):
    assert "<svg" in waiting(ran["draws"]) and 'src="data:image/png;base64,' in waiting(ran["plots"])


def test_a_cell_that_ends_with_a_semicolon_shows_no_value(ran):
    assert "12345" not in html(ran["is silent"])


def test_an_output_that_is_changed_waits_as_it_is_in_the_end(ran):
    assert "in the end" in waiting(ran["changes an output"]) and "at first" not in html(ran["changes an output"])


def test_definitions_stay_and_the_lines_of_a_function_are_found(ran):
    (printed,) = ran["looks"]
    assert printed.text == "1 1 def shape(x):\n    return x * x  # of mine\n\n"


def test_an_error_is_shown_at_once_as_usual_with_the_line_that_it_has_in_the_notebook(ran):
    question, error = ran["fails"]
    text = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error.traceback))
    assert error.ename == "ZeroDivisionError" and "line 4" in text.splitlines()[2] and "1 / 0" in text
    assert "predict_cell" not in text and question.output_type == "display_data"


def test_an_error_of_syntax_is_one_and_what_cannot_be_shown_says_so(ran):
    for does in ("is not Python", "leaves a bracket open"):
        assert [output.ename for output in ran[does] if output.output_type == "error"] == ["SyntaxError"]
    assert [output.ename for output in ran["fails to show"] if output.output_type == "error"] == ["ValueError"]


def test_a_control_of_ipywidgets_for_which_no_html_stands_is_shown_as_it_is(ran):
    assert "application/vnd.jupyter.widget-view+json" in ran["holds a control"][-1].data


def test_an_unknown_question_names_the_near_ones_and_runs_nothing(tmp_path):
    from test_notebooks import ROOT

    cells = [IMPORTS.format(root=str(ROOT)), "%%predict secent\nrun = 1", "print('run' in globals())"]
    executed = kernel.executed(kernel.notebook(*cells), tmp_path, allow_errors=True)
    (error,), (printed,) = executed.cells[1].outputs, executed.cells[2].outputs
    assert error.ename == "AttributeError" and "secant" in error.evalue and printed.text == "False\n"


def test_an_answer_is_kept_for_who_runs_the_cell_again(tmp_path):
    from test_notebooks import ROOT

    with kernel.attended(tmp_path) as run:
        run(IMPORTS.format(root=str(ROOT)))
        run(
            'shown = []\nfrom exercises import kept_answers\nfrom exercises.topics import QUESTIONS\nasked = kept_answers.memory(QUESTIONS["secant"])'
        )
        run("%%predict secant\n1")
        assert run("print(asked.metadata())") == "{'micrograd': {'predict': 'secant'}}"
        run('asked._link.question = {"page": "a", "told": ["flatter"]}')
        assert "'given': 'flatter', 'right': False" in run("print(asked.metadata())")
        run('asked._link.question = {"page": "a", "told": ["flatter", "steeper"]}')
        assert "'given': 'flatter'" in run("print(asked.metadata(), asked.state())")
