"""A lesson on paper: what it shows, what it holds back, and that all of it fits on A4."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

import viz
from classroom.execution import executed
from classroom.lesson import LANGUAGES, Lesson, Part, read
from classroom.paper import pdf, strips
from classroom.paper.handout import handout
from classroom.paper.still import on_paper
from exercises.answer_texts import answer_text
from exercises.topics import EXERCISES, QUESTIONS
from exercises.truth import told_truth
from micrograd.engine import Value
from viz.words.messages import say

ROOT = Path(__file__).resolve().parent.parent
SVG = "{http://www.w3.org/2000/svg}"


@contextmanager
def said_in(language):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("viz.words.messages._current", language)
        yield


def text(source, **noted):
    return Part("t", False, source, **noted)


def code(source, *outputs, **noted):
    shown = tuple({"output_type": "display_data", "data": {"text/html": html}} for html in outputs)
    return Part("c", True, source, outputs=shown, **noted)


def on_sheets(*parts, with_answers=True):
    """(the lesson, the answers) of the handout of these cells, as HTML."""
    page = handout(Lesson("made_up", "en", (text("# 9 · Made up"), *parts)), with_answers)
    page = page[page.index("<main>") :]
    body, _, answers = page.partition('<section class="answers">')
    return body, answers


def words(html):
    """What is read of some HTML, without spaces."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", html)))


def player(**options):
    x = Value(3.0, label="x")
    return viz.animate(x * x, **options).to_html()


@pytest.mark.usefixtures("english")
class TestASheet:
    def test_the_title_stands_on_top_and_in_the_margin_of_each_page(self):
        page = handout(Lesson("made_up", "en", (text('# 9 · A "quoted" \\ <title>'),)))
        margin = re.search(r'@top-left\{content:"(.*?)"\}', page)[1]
        letters = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), margin)
        assert letters == '9 · A "quoted" \\ <title>' and not set('"<\n') & set(margin)

    def test_what_no_class_looks_at_is_left_out(self):
        body, answers = on_sheets(code("import sys", role="setup"), text("Read this.", notes=("Ask them slowly.",)))
        assert "Read this." in body and "Ask them" not in body + answers and "import" not in body + answers

    @pytest.mark.parametrize("head", ["<details>", '<details class="later">'])
    def test_a_folded_part_stands_at_the_end_under_the_number_printed_in_its_place(self, head):
        body, answers = on_sheets(text(f"Decide.\n\n{head}<summary>Answer</summary>\n\nIt is $2$.\n</details>\n\nOn."))
        assert "(answer 1)" in body and "It is" not in body and "summary" not in body
        assert "It is" in answers and '<div class="number">1</div>' in answers and "On." in body

    def test_what_is_folded_one_after_the_other_has_numbers_of_its_own(self):
        fold = "<details><summary>Answer</summary>\n\n{}\n</details>"
        body, answers = on_sheets(text(f"One.\n\n{fold.format('Eins')}\n\nTwo.\n\n{fold.format('Zwei')}"))
        assert body.index("One.") < body.index("(answer 1)") < body.index("Two.") < body.index("(answer 2)")
        assert answers.index("Eins") < answers.index('<div class="number">2</div>') < answers.index("Zwei")

    def test_without_answers_nothing_tells_of_them(self):
        parts = (
            text("Decide.\n\n<details><summary>Answer</summary>\n\nIt is two.\n</details>"),
            code("print(4)", "<b>four</b>", predict=("add_called_twice",)),
            code("def add3(x, y, z):\n    ...", exercise="add3"),
        )
        body, answers = on_sheets(*parts, with_answers=False)
        assert not answers and not any(told in body for told in ("It is two", "four", "answer", "z.grad"))
        assert "Decide." in body and "print" in body and body.count("☐") == 3

    def test_a_question_is_a_box_with_answers_to_tick(self):
        body, answers = on_sheets(code("y + y", predict=("add_called_twice",)))
        asked = QUESTIONS["add_called_twice"]
        assert escape(str(asked.question)) in body
        ticks = re.findall(r"☐</span> <b>(\w)</b> ([^<]+)<", body)
        assert ticks == [(letter, str(asked.told(option))) for letter, option in zip("ABC", asked.options)]
        assert f"<b>{'ABC'[asked.options.index(asked.right())]}</b> {told_truth(asked)}" in answers

    def test_a_question_for_a_number_has_a_line_to_write_on(self):
        body, answers = on_sheets(code("", predict=("add_reuse",)))
        assert "☐" not in body and body.count('class="line"') == 1
        assert told_truth(QUESTIONS["add_reuse"]) in answers and "mg-live" not in answers

    def test_what_the_cell_of_a_question_displays_stands_with_its_answer(self):
        body, answers = on_sheets(code("x + x", "<i>seen</i>", predict=("add_reuse",)))
        assert "seen</i>" not in body and "<i>seen</i>" in answers and "(answer 1)" in body

    def test_what_a_cell_displays_right_before_the_answer_of_a_test_stands_with_it(self):
        fold = "<details><summary>Answer</summary>\n\nTwo.\n</details>"
        body, answers = on_sheets(code("y", "<i>seen</i>"), text(fold, role="answer"), code("z", "<i>later</i>"))
        assert "seen" not in body.replace('class="seen"', "") and "<i>later</i>" in body
        assert "<i>seen</i>" in answers and "Two." in answers and body.count("(answer") == 1

    def test_a_player_that_asks_is_to_be_filled_in_and_stands_with_the_answers_as_it_ends(self):
        body, answers = on_sheets(code("animate", player(), player(ask=True)), code("animate", player(ask="sign")))
        assert body.count("mg-steps") == 1 and answers.count("mg-steps") == 2
        ends = [["+6.0" in ElementTree.tostring(svg, "unicode") for _, svg in images(part)] for part in (body, answers)]
        assert ends == [[True, False, False], [True, True]]
        assert body.count("(answer 1)") == body.count("(answer 2)") == 1 and 'class="lines"' not in body
        assert body.rindex("<img", 0, body.index("(answer 2)")) > body.index("(answer 1)")

    def test_a_recording_of_the_values_that_were_asked_for_stands_with_the_answers(self):
        x, a = Value(3.0, label="x"), Value(3.0, label="a")
        same, other = (viz.record(value * value).to_html() for value in (x, a))
        body, answers = on_sheets(
            code("record", same),
            code("animate", player(ask=True)),
            text("And yours?"),
            code("record", same),
            code("record", other),
        )
        assert body.count("mg-steps") == 2 and answers.count("mg-steps") == 2
        assert body.index("(answer 1)") < body.index("And yours?") < body.index("(answer 2)")

    def test_a_player_that_asks_in_a_test_has_lines_below_it_too(self):
        fold = "<details><summary>Answer</summary>\n\nSix.\n</details>"
        body, answers = on_sheets(code("animate", player(ask=True)), text(fold, role="answer"))
        assert body.index("<img") < body.index('class="lines"') and body.count("(answer") == 1
        assert answers.index("mg-steps") < answers.index("Six.") and "+6.0" not in unquote(body)

    def test_a_player_that_asks_in_the_cell_of_a_question_stands_with_its_answer_once(self):
        body, answers = on_sheets(code("animate", player(ask=True), predict=("add_reuse",)))
        assert "<img" not in body and answers.count("<img") == answers.count("mg-steps") == 1

    def test_a_player_that_asks_leaves_no_number_where_the_answers_are_left_out(self):
        body, _ = on_sheets(code("animate", player(ask=True)), with_answers=False)
        assert body.count("<img") == 1 and "mg-steps" not in body and "+" not in "".join(images(body)[0][1].itertext())

    @pytest.mark.parametrize("name", ["add", "neuron", "operators"])
    def test_an_exercise_has_two_lines_more_than_its_solution(self, name):
        stub = {
            "add": "def f():\n    ...",
            "neuron": "class N:\n    def f():\n        ...\n\n    def g():\n        ...",
        }
        body, answers = on_sheets(code(stub.get(name, "def f(): ...  # -x"), "<i>verdict</i>", exercise=name))
        solution = EXERCISES[name].solution
        lines = len([line for line in solution.splitlines() if line.strip()]) + 2
        assert lines <= body.count("<div></div>") + body.count('<div><span class="number">') + 1 <= lines + 2
        assert body.count("(answer 1)") == 1 and "verdict" not in body + answers
        assert words(solution) in words(answers)

    def test_lines_take_the_place_of_what_is_left_to_be_written(self):
        body, _ = on_sheets(code("def f(x):\n    ...\n\nprint(f(2))", "<i>None</i>"))
        assert body.index("f") < body.index('class="lines"') < body.index("print")
        assert "..." not in body and "None" not in body and "<!--" not in body

    def test_blanks_are_wide_enough_for_a_pencil(self):
        body, _ = on_sheets(code("self.grad += ____ * out.grad", exercise="mul"))
        assert body.count('class="blank"') == 1 and 'class="lines"' not in body and "(answer 1)" in body

    def test_code_that_is_folded_is_left_out_but_not_what_it_displays(self):
        body, _ = on_sheets(code("class Long: pass", "<i>seen</i>", is_folded=True))
        assert "Long" not in body and "<i>seen</i>" in body

    def test_formulas_are_mathml_and_stay_with_what_stands_behind_them(self):
        body, _ = on_sheets(text("Of $a$ and a long line let $a = 2$, then $$b = 3$$"))
        assert "$" not in body and body.count("<math") == 3
        (kept,) = re.findall(r'<span class="formula">(.*?)</span>', body)
        assert kept.count("<math") == 1 and kept.endswith("</math>,")

    def test_links_to_notebooks_go_and_those_to_the_web_stay(self):
        body, _ = on_sheets(text("[Next](03_mul.ipynb) and [there](https://example.org/)"))
        assert "ipynb" not in body and "Next and" in body and '<a href="https://example.org/">there</a>' in body

    def test_code_and_outputs_of_any_kind_stand_as_they_are(self):
        stream = {"output_type": "stream", "text": "<script>1 & 2</script>"}
        body, _ = on_sheets(Part("c", True, 's = "<!--number--><b>"', outputs=(stream,)))
        assert "<script" not in body and "&lt;script&gt;1 &amp; 2" in body and "&lt;!--number--&gt;" in body


# What was displayed.


@pytest.mark.usefixtures("english")
def test_a_player_is_its_last_frame_and_the_table_of_its_steps():
    html = on_paper(player())
    assert html.count("<img") == 1 and "<script" not in html and "details" not in html
    assert "dark" not in html
    assert html.count("<tr>") == 1 + player().count("<tr><td>") and "x.grad:3+(3×1)=6" in words(html).replace(
        "1×3", "3×1"
    )
    assert "+6.0" in unquote(re.search(r'src="([^"]*)', html)[1])


@pytest.mark.parametrize(
    "make",
    [
        lambda: viz.draw(Value(2.0) + 1.0),
        lambda: viz.explore("b = a * a", a=Value(2.0)),
        lambda: viz.slope(lambda x: x * x, 3),
        lambda: viz.plots.slope_error(lambda x: x * x, 2, slope=4),
    ],
    ids=["draw", "explore", "slope", "plot"],
)
def test_a_picture_stands_there_once(make, english):
    html = re.sub('src="[^"]*"', "", on_paper(make().to_html()))
    assert html.count("<img") + html.count("<svg") == 1 and "<script" not in html


def test_of_a_picture_that_is_told_in_words_elsewhere_the_picture_is_kept():
    live = '<div class="mg-live" style="display:none"><svg viewBox="0 0 1 1"><path d="M0 0"/></svg></div>'
    html = on_paper(f'<div class="mg-picture">{live}<pre class="mg-still">in words</pre></div>')
    assert html.count('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>') == 1
    assert "words" not in html and "none" not in html


def test_what_only_a_script_can_use_is_left_out_with_all_in_it():
    html = on_paper('<p>a<button>b<i>c</i></button><input value="d"><script>"</p>"</script>e &lt; &#102;</p><br>')
    assert html == "<p>ae &lt; &#102;</p><br>"


def tower(storeys):
    h = Value(1.0, label="x")
    for _ in range(storeys):
        h = h * 2.0 + 1.0
    return h


def images(html):
    """(width on the page in px, the SVG) of each image."""
    found = re.findall(r'style="width:(\d+)px"><img[^>]*src="data:image/svg\+xml,([^"]*)"', html)
    return [(int(width), ElementTree.fromstring(unquote(svg))) for width, svg in found]


@pytest.mark.parametrize("storeys", [0, 1, 2, 3, 5, 9])
def test_a_picture_is_no_wider_than_the_page_and_its_labels_have_seven_points(storeys, english):
    found = images(strips.on_page(viz.draw(tower(storeys), constants=False).to_svg(), "a tower"))
    assert found and (len(found) > 1) == (storeys > 2)
    for width, svg in found:
        assert width <= strips.PAGE
        scale = width / float(svg.get("viewBox").split()[2])
        assert min(float(each.get("font-size")) for each in svg.iter(f"{SVG}text")) * scale >= 9.3


@pytest.mark.parametrize("storeys", [3, 5, 9])
def test_a_picture_is_cut_only_where_arrows_pass(storeys, english):
    whole = viz.draw(tower(storeys), constants=False).to_svg()
    shapes = [shape for shape in strips._shapes(ElementTree.fromstring(whole)) if shape.is_whole]
    views = [tuple(map(float, svg.get("viewBox").split())) for _, svg in images(strips.on_page(whole, "a tower"))]
    for shape in shapes:
        holding = [(x, y, w, h) for x, y, w, h in views if x <= shape.across[0] and shape.across[1] <= x + w]
        assert len(holding) == 1
        (_, top, _, high) = holding[0]
        assert top <= shape.down[0] and shape.down[1] <= top + high


def test_a_picture_that_cannot_be_cut_is_made_as_small_as_the_page():
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='3000' height='90'><rect width='3000' height='80'/><text font-size='9'>a</text></svg>"
    ((width, found),) = images(strips.on_page(svg, "a bar"))
    assert width == strips.PAGE and found.get("width") == "3000"


def test_a_picture_in_units_of_its_own_is_as_large_as_it_is_shown():
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='720' height='400' viewBox='0 0 540 300'/>"
    ((width, _),) = images(strips.on_page(svg, "a plot"))
    assert width == 504


# The PDF.


def program(folder, name, script="exit 1"):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", ["chromium", "google-chrome-stable", "microsoft-edge", "brave-browser"])
@pytest.mark.skipif(os.name != "posix", reason="programs are shell scripts")
def test_a_browser_on_the_path_is_found(name, tmp_path):
    assert pdf.chromium({"PATH": str(tmp_path)}, "linux") is None
    assert pdf.chromium({"PATH": str(tmp_path)}, "linux") != program(tmp_path, name)
    assert pdf.chromium({"PATH": str(tmp_path)}, "linux") == tmp_path / name


@pytest.mark.parametrize(
    ("platform", "variable", "where"),
    [
        ("darwin", "HOME", "Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        ("darwin", "HOME", "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
        ("win32", "PROGRAMFILES", "Google/Chrome/Application/chrome.exe"),
        ("win32", "PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
        ("win32", "LOCALAPPDATA", "Chromium/Application/chrome.exe"),
    ],
)
def test_a_browser_is_found_where_it_is_installed(platform, variable, where, tmp_path):
    environment = {"PATH": "", variable: str(tmp_path)}
    assert tmp_path not in getattr(pdf.chromium(environment, platform), "parents", [])
    path = program((tmp_path / where).parent, Path(where).name)
    if platform == "darwin" and Path("/", where).exists():
        pytest.skip("this machine has it in its own place")
    assert pdf.chromium(environment, platform) == path
    assert pdf.chromium({"PATH": ""}, "linux") is None


@pytest.mark.usefixtures("english")
@pytest.mark.skipif(os.name != "posix", reason="programs are shell scripts")
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo first >&2; echo 'no display' >&2; exit 1", "no display"),
        ("exit 0", "made no PDF, and did not say why"),
        ('for each; do case "$each" in --print-to-pdf=*) echo nonsense > "${each#*=}";; esac; done', "made no PDF"),
        ("sleep 60 & sleep 60", "after 1 seconds"),
    ],
    ids=["fails", "writes nothing", "writes something else", "hangs"],
)
def test_a_browser_that_makes_no_pdf_is_told_of(script, said, tmp_path):
    page, browser = tmp_path / "a.html", program(tmp_path, "browser", script)
    page.write_text("<p>a")
    seconds = 1 if "sleep" in script else 60
    with pytest.raises(pdf.NotPrinted, match=f"browser .*{said}"):
        pdf.print_pdf(page, tmp_path / "a.pdf", browser, seconds)


@pytest.mark.usefixtures("english")
def test_a_browser_that_does_not_start_is_told_of_and_no_old_pdf_is_left(tmp_path):
    page, old = tmp_path / "a.html", tmp_path / "a.pdf"
    page.write_text("<p>a")
    old.write_bytes(b"%PDF-old")
    with pytest.raises(pdf.NotPrinted, match="No such file"):
        pdf.print_pdf(page, old, tmp_path / "missing")
    assert not old.exists()


@pytest.mark.usefixtures("english")
def test_an_old_pdf_that_cannot_be_replaced_is_told_of(tmp_path):
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(pdf.NotPrinted, match="cannot be replaced .*is it open"):
        pdf.print_pdf(tmp_path / "a.html", tmp_path / "a.pdf", tmp_path / "browser")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_browser_it_is_said_how_to_print(language, tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "chromium", lambda: None)
    with said_in(language):
        told = pdf.printed(tmp_path / "a.html")
        assert say("handout.no browser") in told and say("handout.print", path=tmp_path / "a.html") in told


@pytest.fixture
def a_chromium():
    found = pdf.chromium()
    if found is None:
        pytest.skip("no Chromium here")
    return found


@pytest.mark.slow
@pytest.mark.usefixtures("english")
def test_a_page_is_printed_on_a4_and_its_pages_are_counted(a_chromium, tmp_path):
    page = tmp_path / "two pages ü.html"
    page.write_text(handout(Lesson("two", "en", (text("# Two"), text('<p style="break-before: page">b</p>')))), "utf-8")
    assert pdf.print_pdf(page, tmp_path / "two.pdf", a_chromium) == 2
    width, height = map(
        float, re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)", (tmp_path / "two.pdf").read_bytes()).groups()
    )
    assert abs(width - 595.3) < 1 and abs(height - 841.9) < 1
    assert pdf.printed(page) == f"{page}\n{page.with_suffix('.pdf')}: 2 pages"


# The lessons.


@pytest.fixture(scope="module", params=LANGUAGES)
def lessons(request):
    """(language, {name: the lesson, executed}); two of them, as different as they are."""
    with said_in(request.param):
        yield request.param, {name: executed(read(name, request.param)) for name in ("02_add", "05_relu")}


@pytest.fixture(params=("02_add", "05_relu"))
def lesson(request, lessons):
    with said_in(lessons[0]):
        yield lessons[1][request.param]


def told_answers(lesson):
    """All that answers a question of a lesson, as it is read; what it shows itself before it asks is not held back."""
    shown = words("".join(escape(part.source) for part in lesson.parts if part.is_code))
    for part in lesson.parts:
        for name in part.predict:
            yield from (told_truth(QUESTIONS[name]), answer_text(name))
        solution = escape(EXERCISES[part.exercise].solution) if part.exercise in EXERCISES else ""
        if words(solution) not in shown:
            yield solution
        yield from re.findall(r"</summary>\s*(.*?)[`$*\n<]", part.source if not part.is_code else "", re.DOTALL)


@pytest.mark.slow
def test_nothing_is_answered_before_the_answers(lesson):
    page = handout(lesson)
    body, heading, answers = page.partition('<section class="answers">')
    assert heading and say("handout.answers") in answers
    told = [words(answer) for answer in told_answers(lesson) if words(answer)]
    assert len(told) > 10
    assert [answer for answer in told if answer in words(body)] == []
    notes = [note for part in lesson.parts for note in part.notes]
    assert notes and not any(words(note)[:40] in words(page) for note in notes)
    without = handout(lesson, with_answers=False)
    assert [answer for answer in told if answer in words(without)] == []
    assert body.count("mg-steps") == without.count("mg-steps")


@pytest.mark.slow
def test_it_needs_no_script_no_network_and_no_setter_of_formulas(lesson):
    page = handout(lesson)
    assert "<script" not in page and "$" not in words(page[page.index("<main>") :])
    assert not re.search(r'(?:src|data|poster)="(?!data:)|url\(|@import', page)


@pytest.mark.slow
def test_every_player_has_its_steps(lesson):
    outputs = [o.get("data", {}).get("text/html", "") for part in lesson.parts for o in part.outputs]
    players = [html for html in outputs if 'class="mg-steps"' in html]
    assert players and handout(lesson).count('class="mg-steps"') == len(players)


@pytest.mark.slow
def test_all_labels_have_seven_points(lesson):
    found = images(handout(lesson))
    assert len(found) > 5
    for width, svg in found:
        scale = width / float(svg.get("viewBox").split()[2])
        assert all(float(text.get("font-size", 14)) * scale >= 9.33 for text in svg.iter(f"{SVG}text"))


@pytest.mark.slow
def test_nothing_is_wider_than_the_page(lesson, browser, tmp_path):
    path = tmp_path / "handout.html"
    path.write_text(handout(lesson), encoding="utf-8")
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    page.emulate_media(media="print")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    wide = page.evaluate("""() => {
        const edge = document.querySelector("main").getBoundingClientRect()
        return [...document.querySelectorAll("main *")].filter(each => {
            const place = each.getBoundingClientRect()
            return place.width && (place.right > edge.right + 1 || place.left < edge.left - 1 || each.clientWidth && each.scrollWidth > each.clientWidth + 1)
        }).map(each => each.outerHTML.slice(0, 120))
    }""")
    assert wide == [] and [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("() => document.querySelectorAll('img').length") > 5
    assert page.evaluate("() => [...document.images].every(each => each.complete && each.naturalWidth > 0)")
    page.close()


@pytest.mark.slow
def test_a_lesson_has_as_many_pages_as_a_lesson_needs(lesson, a_chromium, tmp_path):
    path = tmp_path / "handout.html"
    path.write_text(handout(lesson), encoding="utf-8")
    assert 6 <= pdf.print_pdf(path, tmp_path / "handout.pdf", a_chromium) <= 12


@pytest.mark.slow
def test_the_command_writes_a_page_for_each_lesson_and_says_so(tmp_path):
    environment = os.environ | {"PATH": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "classroom", "handout", "1", "--language", "zh-TW", "--answers", "none"]
    ran = subprocess.run([*command, "--out", tmp_path], cwd=ROOT, env=environment, capture_output=True, text=True)
    page = tmp_path / "01_value-handout.html"
    assert ran.returncode == 0, ran.stderr
    with said_in("zh-TW"):
        assert str(page) in ran.stdout and say("handout.print", path=page) in ran.stdout
        written = page.read_text("utf-8")
        assert 'lang="zh-TW"' in written and 'class="answers"' not in written
