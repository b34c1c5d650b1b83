"""Data that are told briefly are the same when they are read again, and brief."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from node import node
from pages import expanded
from test_javascript import ran
from viz.outputs.html import _BROWSER
from viz.outputs.templates import templated

TEXTS = st.text(st.sampled_from('a1.-e+ \n\\"{}[]0\x00\u2028梯😀'))
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)
HARD = [["1e5 -0.0 1.2.3", -0.0, 1e-300, 1e300], {"12": [12, "v12", "×-12"]}, "\n0\n", "\\u0031\x01", 10**30, "1-1"]


@pytest.mark.slow
@given(st.lists(DATA))
@example(HARD)
def test_data_are_read_again_as_they_were(data):
    assert expanded(**templated(data)) == data


def test_so_the_page_reads_them(tmp_path):
    script = tmp_path / "expanded.mjs"
    script.write_text(f"""
import {{ readFileSync }} from "node:fs"
import {{ expanded }} from "{(_BROWSER / "templates.js").as_uri()}"
console.log(JSON.stringify(expanded(JSON.parse(readFileSync(0, "utf8")))))
""", encoding="utf-8")  # fmt: skip
    data = [*HARD[:4], {"a": [1, 2.5, None, True, "v3"]}, {"a": [4, 2.5, None, True, "v4"]}]
    assert json.loads(ran(node(), str(script), input=json.dumps(templated(data)))) == data


@pytest.mark.parametrize("count", [1, 7, 300])
def test_what_is_alike_is_told_once(count):
    told = templated({"edge": f"e{k}_{k + 1}", "value": f"v{k}", "length": 4700} for k in range(count))
    assert len(told["templates"]) == 1 and told["fills"] == [f"0 {k} {k + 1} 4700" for k in range(count)]
