"""Hostile texts as labels and symbols: each picture and page stays well-formed, gets no element and no attribute that
plain texts would not give it, can be encoded, and shows every label.
"""

from html.parser import HTMLParser
from xml.etree import ElementTree

from hypothesis import strategies as st

import viz
from fuzz.tally import Tally, examined
from micrograd.engine import Value
from viz.values.operations import operation_of
from viz.words.text import clean, fit

_PIECES = (
    *("<b>", "</svg>", "</script><script>alert(1)</script>", "<!--", "-->", "]]>", "<![CDATA[", "<?xml?>", "&lt;", "&#0;"),
    *("'", '"', "`", "\" onload=\"alert(1)", "' x='", "javascript:alert(1)", "${1}", "{0!r}", "%s", "{a|b}", "\\N\\l"),
    *("\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\n", "\r\n", "\t", "\u2028", "\u2029", "\ufffe", "\uffff"),
    *("\ud800", "\udfff", "\ud83d", "\u202e", "\u2066", "\u200f", "\u200d", "\ufeff", "\u00ad", "e\u0301\u0301"),
    *("😀", "👩\u200d👩\u200d👧", "🏳️", "梯度", "損失", "ﷺ", "𝕏", "x" * 3000, "梯" * 300),
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=4).map("".join) | st.text(
    st.characters(exclude_categories=()), max_size=30
)
_GRAPHS = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=20)  # (label, symbol) of each result


def fuzz_labels(most, seed):
    tally = Tally("pictures and pages with hostile texts")
    examined(_GRAPHS, lambda texts: _examined_one_by_one(texts, tally), most, seed, shrink=False)
    return tally


def _examined_one_by_one(texts, tally):
    """To shrink a picture takes minutes: where one fails, its texts are tried alone."""
    try:
        _examine(texts, tally)
    except Exception:
        for each in texts:
            _examine([each], tally)
        raise


def _examine(texts, tally):
    plain = [(label and "x", symbol if operation_of(symbol, 1) else symbol and "?") for label, symbol in texts]
    for verb in (viz.draw, viz.animate, viz.record, _explore):
        picture, expected = verb(_chain(texts)), verb(_chain(plain))
        bundle = picture._repr_mimebundle_()
        assert all(part.encode() for part in bundle.values())
        assert _skeleton(bundle["text/html"]) == _skeleton(expected.to_html()), (
            f"{verb.__name__} has other elements for {texts!r}"
        )
        svg, expected_svg = ElementTree.fromstring(picture.to_svg()), ElementTree.fromstring(expected.to_svg())
        assert _elements(svg) == _elements(expected_svg), f"{verb.__name__} draws other elements for {texts!r}"
        shown = {element.text for element in svg.iter() if element.text}
        lost = {label for label, _ in texts if label and fit(label, 12) not in shown}
        assert not lost or not any(map(clean, lost)), f"{verb.__name__} does not show {lost!r}"
        tally.sizes["pictures"] += 1
        tally.sizes["texts"] += 2 * len(texts)


def _chain(texts):
    root = Value(2.0)
    for label, symbol in texts:
        root = Value(3.0, (root,), symbol, (1.0,), label=label)
    return root


def _explore(root):
    """Explores the same graph, with one more leaf of the hostile name."""
    return viz.explore(lambda **leaves: sum(leaves.values(), root), **{root.label or "x": Value(1.0)})


class _Skeleton(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, sorted(name for name, _ in attributes)))


def _skeleton(page):
    """(tag, names of its attributes) of every element, in their order."""
    parser = _Skeleton()
    parser.feed(page)
    parser.close()
    return parser.found


def _elements(svg):
    return [(element.tag, sorted(element.keys())) for element in svg.iter()]
