"""Whatever a learner calls a value or an operation: the picture stays well-formed, whole, and shows the text as text."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import viz
from lookalikes import InTuples
from viz.words.text import clean, fit

HOSTILE = [
    "",
    "<b>",
    "\"'><",
    "{a|b}",
    "</script><script>alert(1)</script>",
    "</svg></div>",
    "]]>",
    "<!--",
    "&lt;&#65;&bogus;",
    "\\N\\l\\",
    "梯度 損失",
    "😀👩‍👩‍👧",
    "\x00\x07\x1b\x7f",
    "\ud800",
    "\u202eabc\u2066",
    "\ufffe\uffff",
    "a\nb\tc\r\u2028d",
    "e\u0301\u0301",
    "x" * 10_000,
    "{0}{name!r}%s",
]
TEXT = (
    st.sampled_from(HOSTILE)
    | st.text(st.characters(exclude_categories=()))
    | st.text(st.sampled_from("<>&\"'{}|\\]-! aW梯😀\u202e\ud800\x00\u0301"))
)


class Shown:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


def graph(label, op, shown="1.0"):
    return InTuples(Shown(shown), (InTuples(2.0, label=label), InTuples(3.0)), op, label)


def skeleton(svg):
    """The names of all elements, nested as they are."""
    return [element.tag for element in ElementTree.fromstring(svg).iter()]


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT, TEXT)
@example("</title>", "</svg>", "--></style>")
def test_any_text_leaves_the_picture_well_formed_and_adds_no_element(label, op, shown):
    drawn = viz.draw(graph(label, op, shown))
    assert skeleton(drawn.svg) == skeleton(viz.draw(graph(label and "x", "?", "1.0")).svg)
    assert drawn.svg.encode() and drawn._repr_mimebundle_()["text/html"].encode()


@pytest.mark.parametrize("label", [text for text in HOSTILE if text])
def test_a_label_is_shown_as_it_is_cleaned_and_cut(label):
    texts = [
        element.text
        for element in ElementTree.fromstring(viz.draw(InTuples(1.0, label=label)).svg).iter()
        if element.text
    ]
    assert fit(label, 12) in texts
    assert any(clean(label)[:60] in text for text in texts)  # the tooltip


@pytest.mark.parametrize("text", HOSTILE)
def test_an_operation_is_shown_as_it_is_cleaned_and_cut(text):
    texts = [element.text for element in ElementTree.fromstring(viz.draw(graph("", text)).svg).iter()]
    assert (fit(text, 14) or "?") in texts


@pytest.mark.parametrize("label", HOSTILE)
def test_the_words_keep_one_line_for_each_value(label):
    drawn = viz.draw(graph(label, label, label))
    assert len(drawn.description.splitlines()) == 4
    assert re.search(r'aria-label="([^"]*)"', drawn.svg).group(1).count("\n") == 3


def test_long_texts_do_not_widen_the_picture():
    short, long = (
        viz.draw(graph("x" * 12, "y" * 14, "z" * 9)),
        viz.draw(graph("x" * 10_000, "y" * 10_000, "z" * 10_000)),
    )
    assert long.geometry.height == short.geometry.height
    assert abs(long.geometry.width - short.geometry.width) < 16  # in two columns: an ellipsis is wider than an x
    assert len(long.svg) < len(short.svg) + 2000


@pytest.mark.parametrize("label", HOSTILE)
def test_any_picture_can_be_saved(label, tmp_path):
    assert ElementTree.parse(viz.draw(graph(label, label)).save(tmp_path / "graph.svg"))
