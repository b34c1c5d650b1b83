"""viz.values.moves_in_code: where in a learner's own code the three moves of a step backward stand.

A statement and what is found in it are written as one text: «local:other.data» marks a piece that is to be found.
"""

import ast
import inspect
import linecache
import math
import re
import textwrap
from types import SimpleNamespace

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

import exercises.closure_engine
import micrograd.engine
import viz
from engines_of_courses import FirstLecture, Microgpt, SecondLecture, as_typed
from viz.values import source
from viz.values.moves_in_code import Maker, moves_of_slope, moves_of_write, tokens_of, writes_to_gradients
from viz.values.scope import Names

MARK = re.compile("«(local|upstream|accumulate):(.*?)»")
OPERATION = """\
def operation(self, other, n, given, again):
    again = derived(again)
    turned = derived(self)
    turned = 1.0
    shadowed = 1.0
    other = other if isinstance(other, Value) else Value(other)
    t = math.tanh(self.data)
    slope = 1.0 if self.data > 0 else 0.0
    received = self.grad
    out = Value(self.data * other.data, (self, other), "*")
    def _backward(given, shadowed, late=out.grad):
        g = out.grad
        share = other.data * g
        {}
    out._backward = _backward
    return out
"""
NAMES = Names("grad", "data", ("self", "other", "n", "t", "slope"))


def marked(lines, pieces):
    """The lines as one text, with the pieces marked in it."""
    lines = list(lines)
    for move, line, start, end in reversed(pieces):
        lines[line] = f"{lines[line][:start]}«{move}:{lines[line][start:end]}»{lines[line][end:]}"
    return "\n".join(lines)


def found(statement, names=NAMES, which=0):
    """The statement with the pieces marked that are found in it, inside of an operation."""
    text = OPERATION.format(textwrap.indent(statement, " " * 8).lstrip())
    tree, first = ast.parse(text), OPERATION[: OPERATION.index("{}")].count("\n") + 1
    pieces = moves_of_write(tree, writes_to_gradients(tree, names.gradient)[which], names, tokens_of(text, 1))
    shown = marked(text.split("\n"), [piece._replace(line=piece.line - 1) for piece in pieces]).split("\n")
    return textwrap.dedent("\n".join(shown[first - 1 : first + statement.count("\n")]))


PRODUCTS = [
    "«accumulate:self.grad +=» «local:other.data» «upstream:* out.grad»",
    "«accumulate:self.grad +=» «local:1.0» «upstream:* out.grad»",
    "«accumulate:self.grad+=»«local:other.data»«upstream:*out.grad»",
    "«accumulate:self.grad  +=»  «local:other . data»   «upstream:*  out . grad»  # * out.grad",
    "«accumulate:self.grad +=» «upstream:out.grad *» «local:other.data»",
    "«accumulate:self.grad +=» «local:2 * other.data» «upstream:* out.grad»",
    "«accumulate:self.grad +=» «upstream:out.grad *» «local:2 * other.data»",
    "«accumulate:self.grad +=» «local:2» «upstream:* out.grad» «local:* other.data»",
    "«accumulate:self.grad +=» «local:n * self.data ** (n - 1)» «upstream:* out.grad»",
    "«accumulate:self.grad +=» «local:(1 - t**2)» «upstream:* out.grad»",
    "«accumulate:self.grad +=» «local:((1 - t**2))» «upstream:* (out.grad)»",
    "«accumulate:self.grad +=» («local:(1 - t**2)» «upstream:* out.grad»)",
    "«accumulate:self.grad +=» «local:(out.data > 0)» «upstream:* out.grad»",
    "«accumulate:self.grad +=» «local:slope» «upstream:* out.grad»",
    "«accumulate:self.grad +=» «local:self.slope(out, by=1)» «upstream:* out.grad»",
    "«accumulate:self.grad +=» «local:(1.0 if self.data > 0 else 0.0)» «upstream:* out.grad»",
    "«accumulate:self.grad +=» «local:other.data *» («local:n» «upstream:* out.grad»)",
    "«accumulate:self.grad +=» «local:(2 * n)» «upstream:* out.grad»",
    "«accumulate:self.grad +=» («upstream:out.grad *» «local:n») «local:* other.data»",
    "«accumulate:self.grad +=» «local:-other.data» «upstream:* out.grad»",
    "«accumulate:self.grad +=» «local:-»(«local:other.data» «upstream:* out.grad»)",
    "«accumulate:self.grad +=» «local:other.data» «upstream:*» «local:-»«upstream:out.grad»",
    "«accumulate:self.grad +=» «local:-»«upstream:out.grad *» «local:other.data»",
    "«accumulate:self.grad +=» «local:-»«upstream:out.grad»",
    "«accumulate:self.grad +=» «upstream:out.grad» «local:/ other.data»",
    "«accumulate:self.grad +=» «local:-self.data» «upstream:* out.grad» «local:/ other.data**2»",
    "«accumulate:self.grad +=» «local:1 / other.data» «upstream:* out.grad»",
    "«accumulate:self.grad +=» «local:2 *» («upstream:out.grad» «local:/ other.data»)",
    "«accumulate:self.grad +=» «upstream:out.grad»",
    "«accumulate:self.grad +=» «upstream:(out.grad)»",
    "«accumulate:other.grad -=» «upstream:out.grad»",
    "«accumulate:self._prev[0].grad +=» «local:other.data» «upstream:* out.grad»",
]
ASSIGNMENTS = [
    "«accumulate:other.grad =» «local:self.data» «upstream:* out.grad»",
    "«accumulate:self.grad = self.grad +» «local:other.data» «upstream:* out.grad»",
    "«accumulate:self.grad = self.grad +» («local:other.data» «upstream:* out.grad»)",
    "«accumulate:self.grad =» («accumulate:self.grad +» «local:other.data» «upstream:* out.grad»)",
    "«accumulate:self.grad =» «local:other.data» «upstream:* out.grad» «accumulate:+ self.grad»",
    "«accumulate:self.grad = self.grad -» «upstream:out.grad»",
    "«accumulate:self.grad = (self.grad or 0.0) +» «local:other.data» «upstream:* out.grad»",
    "«accumulate:self.grad: float =» «local:other.data» «upstream:* out.grad»",
    "kept = «accumulate:self.grad =» «local:other.data» «upstream:* out.grad»",
    "«accumulate:self.grad =» kept = «local:other.data» «upstream:* out.grad»",
    "«accumulate:self.grad =» other.grad = «upstream:out.grad»",
    "«accumulate:(self.grad) =» «upstream:out.grad»",
]
NO_UPSTREAM = [
    "«accumulate:self.grad +=» «local:other.data»",
    "«accumulate:self.grad +=» «local:1.0»",
    "«accumulate:self.grad +=» «local:(1 - t**2)»",
    "«accumulate:self.grad +=» «local:n * self.data ** (n - 1)»",
    "«accumulate:self.grad +=» «local:math.cos(self.data)»",
    "«accumulate:self.grad +=» «local:slope»",
    "«accumulate:self.grad =» «local:other.data»",
]
IN_DOUBT = [
    "«accumulate:self.grad +=» f(out)",
    "«accumulate:self.grad +=» f(self.data)",
    "«accumulate:self.grad +=» float(other.data * out.grad)",
    "«accumulate:self.grad +=» other.data * out.grad + 0.0",
    "«accumulate:self.grad +=» other.data + out.grad",
    "«accumulate:self.grad +=» out.grad if self.data > 0 else 0.0",
    "«accumulate:self.grad +=» other.data / out.grad",
    "«accumulate:self.grad +=» other.data * out.grad ** 2",
    "«accumulate:self.grad +=» other.data ** out.grad",
    "«accumulate:self.grad +=» other.data // out.grad",
    "«accumulate:self.grad +=» +out.grad",
    "«accumulate:self.grad +=» out.grad * out.grad",
    "«accumulate:self.grad +=» self.data * self.grad",  # the operand's own gradient
    "«accumulate:self.grad +=» self.data * other.grad",  # the other operand's
    "«accumulate:self.grad =» self.grad * other.data",
    "«accumulate:self.grad +=» other.grad",
    "«accumulate:self.grad +=» other.data * out().grad",
    "«accumulate:self.grad +=» other.data * self.result.grad",
    "«accumulate:self.grad +=» other.data * getattr(out, 'grad')",
    "«accumulate:self.grad +=» other.data * g",  # made of the result's gradient, by way of variables
    "«accumulate:self.grad +=» g * out.grad",
    "«accumulate:self.grad +=» share",
    "«accumulate:self.grad +=» share * out.grad",
    "«accumulate:self.grad +=» received * out.grad",
    "«accumulate:self.grad +=» other.data * given",  # which the rule may be called with
    "«accumulate:self.grad +=» other.data * out.data",  # meant to be the gradient?
    "«accumulate:self.grad +=» other.upstream",
    "«accumulate:self.grad +=» other",
    "«accumulate:self.grad +=» out",
    "«accumulate:self.grad +=» self",
    "«accumulate:self.grad +=» again",
    "«accumulate:self.grad +=» given",
    "«accumulate:self.grad +=» turned",
    "«accumulate:self.grad +=» shadowed",
    "«accumulate:self.grad +=» late * out.grad",
    "«accumulate:self.grad +=» _backward",
    "«accumulate:self.grad +=» unknown",
    "«accumulate:self.grad +=» True",
    "«accumulate:self.grad +=» 1j",
    "«accumulate:self.grad +=» 'slope'",
    "«accumulate:self.grad =» 0.0",  # a beginning rather than a slope
    "«accumulate:self.grad =» -1.0",
    "«accumulate:self.grad =» 1 / 2",
    "«accumulate:self.grad = self.grad +» f(out)",
    "«accumulate:self.grad =» other.data * out.grad - self.grad",
    "«accumulate:self.grad =» 2.0 - self.grad",
    "«accumulate:self.grad =» (self.grad or 1.0) + other.data * out.grad",
    "«accumulate:self.grad =» (self.grad and 0.0) + other.data * out.grad",
    "«accumulate:self.grad =» self.grad * other.data + out.grad",
    "self.grad *= other.data * out.grad",
    "self.grad /= out.grad",
]
LINES = [
    """«accumulate:self.grad +=» (
    «local:other.data»  # the local slope
    «upstream:* out.grad»
)""",
    """«accumulate:self.grad =» («accumulate:self.grad» \\
    «accumulate:+» «local:2» «upstream:*»
        «upstream:(out.grad)»
)""",
]
WIDE = [
    "甲 = '全形，１２３'; «accumulate:self.grad +=» «local:甲乙丙» «upstream:* out.grad»  # 局部斜率 × 上游梯度",
    "«accumulate:自己.grad +=» «local:len('乘積') * other.data» «upstream:* 結果.grad»",
    "«accumulate:self.grad +=» «local:d['é𝟙'] *» («local:-n» «upstream:* out.grad»)",
]


@pytest.mark.parametrize("statement", PRODUCTS + ASSIGNMENTS + NO_UPSTREAM + IN_DOUBT + LINES + WIDE)
def test_the_moves_of_a_statement_are_found_and_nothing_else(statement):
    assert found(MARK.sub(r"\2", statement)) == statement


def test_of_a_chain_only_the_target_that_is_meant_accumulates():
    statement = "self.grad = other.grad = out.grad"
    assert found(statement, which=1) == "self.grad = «accumulate:other.grad =» «upstream:out.grad»"


@pytest.mark.parametrize("name", ["gradient", "d"])
def test_a_gradient_under_another_name_is_known_by_it(name):
    statement = f"«accumulate:self.{name} +=» «local:other.data» «upstream:* out.{name}»"
    assert found(MARK.sub(r"\2", statement), names=Names(name, "data", ("self", "other"))) == statement


LOOP = """\
for child, slope in zip(v._children, v._slopes):
    {}
"""


@pytest.mark.parametrize("statement", [
    "«accumulate:child.grad +=» «local:slope» «upstream:* v.grad»",
    "«accumulate:child.grad +=» «local:v._slopes[v._children.index(child)]» «upstream:* v.grad»",
    "«accumulate:child.grad +=» slope",
    "«accumulate:child.grad +=» child.data",
    "«accumulate:child.grad +=» slope * child.grad",
])  # fmt: skip
def test_in_a_loop_nothing_is_known_of_the_variables(statement):
    plain = MARK.sub(r"\2", statement)
    text = LOOP.format(plain)
    tree = ast.parse(text)
    pieces = moves_of_write(tree, *writes_to_gradients(tree, "grad"), Names("grad", "data"), tokens_of(text, 1))
    shown = marked(text.split("\n"), [piece._replace(line=piece.line - 1) for piece in pieces])
    assert shown.split("\n")[1].strip() == statement


# What is drawn and recorded.


def contributions(animation):
    """For each contribution the lines of its code that bear marks, and the one that acts, as one text."""
    told = []
    for moment in animation.moments:
        if moment.step.kind == "contribution" and moment.code:
            shown = marked(moment.code.lines, moment.code.moves).split("\n")
            told.append(
                "\n".join(line.strip() for k, line in enumerate(shown) if "«" in line or k == moment.code.active)
            )
    return told


def written(*lines, **names):
    """A class whose source is that of the lesson's, and in it these lines in place of the two of `__mul__`."""
    engine = inspect.getsource(exercises.closure_engine.Value)
    old = "            self.grad += other.data * out.grad\n            other.grad += self.data * out.grad\n"
    assert old in engine
    return typed(engine.replace(old, "".join(" " * 12 + line + "\n" for line in lines)), **names)


def typed(source, **names):
    file = f"<cell {hash(source)}>"
    linecache.cache[file] = (len(source), None, [line + "\n" for line in source.split("\n")], file)
    namespace = {"math": math, **names}
    exec(compile(source, file, "exec"), namespace)
    return namespace["Value"]


OF_A_PRODUCT = [
    "«accumulate:self.grad +=» «local:other.data» «upstream:* out.grad»",
    "«accumulate:other.grad +=» «local:self.data» «upstream:* out.grad»",
]


@pytest.mark.parametrize("play", [viz.animate, viz.record])
@pytest.mark.parametrize("make", [exercises.closure_engine.Value, as_typed(FirstLecture), as_typed(SecondLecture)])
def test_each_contribution_shows_its_moves_in_the_closure(play, make):
    assert sorted(contributions(play(make(2.0) * make(-3.0)))) == sorted(OF_A_PRODUCT)


@pytest.mark.parametrize("play", [viz.animate, viz.record])
def test_a_value_that_is_used_twice_has_one_line_for_each_time(play):
    x = exercises.closure_engine.Value(3.0)
    assert contributions(play(x * x)) == OF_A_PRODUCT


@pytest.mark.parametrize("play", [viz.animate, viz.record])
def test_forward_steps_the_seed_and_what_is_set_back_have_no_moves(play):
    a, b = exercises.closure_engine.Value(2.0), exercises.closure_engine.Value(-3.0)
    root = a * b + a
    root.backward()
    others = [m.code for m in play(root).moments if m.code and m.step.kind != "contribution"]
    assert others and all(code.moves == () for code in others)


@pytest.mark.parametrize(("engine", "sum_", "product"), [
    (micrograd.engine.Value,
     ['return Value(self.data + other.data, (self, other), "+", («local:1.0», 1.0))',
      'return Value(self.data + other.data, (self, other), "+", (1.0, «local:1.0»))'],
     ['return Value(self.data * other.data, (self, other), "*", («local:other.data», self.data))',
      'return Value(self.data * other.data, (self, other), "*", (other.data, «local:self.data»))']),
    (Microgpt,
     ["return Microgpt(self.data + other.data, (self, other), («local:1», 1))",
      "return Microgpt(self.data + other.data, (self, other), (1, «local:1»))"],
     ["return Microgpt(self.data * other.data, (self, other), («local:other.data», self.data))",
      "return Microgpt(self.data * other.data, (self, other), (other.data, «local:self.data»))"]),
])  # fmt: skip
def test_where_one_rule_serves_all_the_operation_shows_the_slope(engine, sum_, product):
    assert contributions(viz.animate(engine(2.0) + engine(3.0))) == sum_
    assert contributions(viz.animate(engine(2.0) * engine(3.0))) == product


@pytest.mark.parametrize(("engine", "line"), [
    (micrograd.engine.Value, "«accumulate:operand.grad +=» «local:local» «upstream:* self.grad»"),
    (Microgpt, "«accumulate:child.grad +=» «local:local_grad» «upstream:* v.grad»"),
])  # fmt: skip
def test_the_loop_that_serves_all_operations_shows_all_three(engine, line):
    assert contributions(viz.record(engine(2.0) * engine(3.0))) == [line, line]


OPERANDS = "self.data * other.data, (self, other), (other.data, self.data))"


@pytest.mark.parametrize(("new", "shown"), [
    ("self.data * other.data, (self, other), local_grads=(other.data, self.data))", "local_grads=(«local:other.data», self.data))"),
    ("self.data * other.data, (self, other), [(other.data), self.data])", "[«local:(other.data)», self.data])"),
    ("self.data * other.data, (self, other), (*(other.data,), self.data))", "(*(other.data,), self.data))"),
    ("*(self.data * other.data, (self, other)), (other.data, self.data))", ""),
    ("local_grads=(other.data, self.data), children=(self, other), data=self.data * other.data)",
     "local_grads=(«local:other.data», self.data), children="),
])  # fmt: skip
def test_the_slopes_are_those_that_the_constructor_takes_for_slopes(new, shown):
    make = as_typed(Microgpt, (OPERANDS, new))
    first = contributions(viz.animate(make(2.0) * make(3.0)))[0]
    assert shown in first and ("«" in first) == ("«" in shown)


@pytest.mark.parametrize("name", ["slopes", "partials", "derivs"])
def test_slopes_are_known_by_the_name_that_the_constructor_has_for_them(name):
    text = (
        inspect.getsource(Microgpt).replace("Microgpt", "Value").replace("children, local_grads=", f"children, {name}=")
    )
    make = typed(
        text.replace("children=(), local_grads=()", f"children=(), {name}=()").replace("= local_grads", f"= {name}")
    )
    assert "(«local:other.data», self.data)" in contributions(viz.animate(make(2.0) * make(3.0)))[0]


@pytest.mark.parametrize("call", [
    "Value(d, (self, other), («local:x», y))", "type(self)(d, (self, other), _local=(«local:x», y), label='')",
    "Value(d, {self, other}, (x, y))", "Value(d, (self, other), (x, y, z))", "Value(d, (self, other), (x, y), (a, b))",
    "Value(d, (self, other), shown=(x, y))", "Value(d, (self, other), slopes)", "make(d, (self, other), (x, y))",
    "Value(*d, (self, other), (x, y))", "Value(d, (self, other), (x, *y))",
])  # fmt: skip
def test_only_the_row_beside_that_of_the_operands_has_slopes(call):
    plain = MARK.sub(r"\2", call)
    node = ast.parse(plain).body[0].value
    maker = Maker(("Value",), ("data", "children", "_local", "label"), ("_local",))
    pieces = moves_of_slope(node, 0, 2, maker, tokens_of(plain, 1))
    assert marked([plain], [piece._replace(line=0) for piece in pieces]) == call


def test_operands_whose_order_is_lost_have_no_slopes_in_the_code():
    make = as_typed(Microgpt, ("self._children = children", "self._children = set(children)"))
    assert not any("«" in line for line in contributions(viz.animate(make(2.0) * make(3.0))))


LOOP_OF_METHOD = """\
def backward(self):
    self.grad = 1
    for child, slope in zip(self._children, self._local_grads()):
        child.grad += slope * self.grad
"""


def test_a_variable_of_the_rule_is_another_one_in_the_loop_that_ran():
    backward = inspect.getsource(Microgpt.backward)
    make = as_typed(
        Microgpt,
        ("(self, other), (other.data, self.data))", "(self, other), lambda: (other.data, self.data))"),
        (backward, textwrap.indent(LOOP_OF_METHOD, "    ")),
    )
    line = "«accumulate:child.grad +=» «local:slope» «upstream:* self.grad»"
    assert contributions(viz.record(make(2.0) * make(3.0))) == [line, line]


def test_of_two_lines_that_may_have_made_a_result_none_shows_its_slope():
    old = "return Value(max(0, self.data), (self,), (float(self.data > 0),))"
    new = "return Value(self.data, (self,), (1.0,)) if self.data > 0 else Value(0.0, (self,), (0.0,))"
    make = as_typed(Microgpt, (old, new))
    assert not any("«" in line for line in contributions(viz.animate(make(-2.0).relu())))


def test_of_two_lines_that_may_have_written_a_gradient_none_is_marked_unless_it_was_seen_to_run():
    make = written(
        "if other.data > 0:", "    self.grad += other.data * out.grad", "else:", "    self.grad += out.grad * other.data",
        "other.grad += self.data * out.grad",
    )  # fmt: skip
    root = make(2.0) * make(-3.0)
    assert "«" not in contributions(viz.animate(root))[0]
    assert contributions(viz.record(root))[0] == "«accumulate:self.grad +=» «upstream:out.grad *» «local:other.data»"


@pytest.mark.parametrize("play", [viz.animate, viz.record])
def test_of_two_rules_in_one_operation_that_of_the_result_acts(play):
    made = "other = other if isinstance(other, Value) else Value(other)\n        out = Value(self.data * other.data"
    lines = [
        "if not isinstance(other, Value):", "    out = Value(self.data * other, (self,), '*')", "    def _backward():",
        "        self.grad += other * out.grad", "    out._backward = _backward", "    return out",
    ]  # fmt: skip
    text = inspect.getsource(exercises.closure_engine.Value)
    assert text.count(made) == 1
    make = typed(text.replace(made, "\n        ".join(lines) + "\n        " + made))
    assert sorted(contributions(play(make(2.0) * make(-3.0)))) == sorted(OF_A_PRODUCT)
    assert contributions(play(make(2.0) * 5)) == ["«accumulate:self.grad +=» «local:other» «upstream:* out.grad»"]


def test_two_statements_on_one_line_cannot_be_told_apart_by_the_line_that_ran():
    make = written("self.grad += other.data * out.grad; other.grad += self.data * out.grad")
    root = make(2.0) * make(-3.0)
    assert "«" not in "".join(contributions(viz.record(root)))
    first, second = OF_A_PRODUCT
    assert contributions(viz.animate(root)) == [
        first + "; " + MARK.sub(r"\2", second),
        MARK.sub(r"\2", first) + "; " + second,
    ]


@pytest.mark.parametrize("play", [viz.animate, viz.record])
def test_a_statement_over_several_lines_is_marked_on_all_that_are_shown(play):
    make = written("self.grad += (", "    other.data", "    * out.grad", ")", "other.grad += self.data * out.grad")
    first = contributions(play(make(2.0) * make(-3.0)))[0]
    assert first == "«accumulate:self.grad +=» (\n«local:other.data»\n«upstream:* out.grad»"


@pytest.mark.parametrize("play", [viz.animate, viz.record])
def test_a_forgotten_factor_is_not_marked(play):
    make = written("self.grad += other.data", "other.grad += out.grad")
    assert contributions(play(make(2.0) * make(-3.0))) == [
        "«accumulate:self.grad +=» «local:other.data»",
        "«accumulate:other.grad +=» «upstream:out.grad»",
    ]


@pytest.mark.parametrize("play", [viz.animate, viz.record])
def test_the_gradient_of_another_value_is_not_upstream(play):
    make = written("self.grad += other.data * other.grad", "other.grad += self.data * wrong.grad", wrong=None)
    make.__mul__.__globals__["wrong"] = make(1.0)
    told = contributions(play(make(2.0) * make(-3.0)))
    assert told[0] == "«accumulate:self.grad +=» other.data * other.grad"


@pytest.mark.parametrize("play", [viz.animate, viz.record])
def test_a_rule_that_binds_its_operands_by_defaults_is_read_too(play):
    source = inspect.getsource(exercises.closure_engine.Value)
    make = typed(source.replace("def _backward():", "def _backward(self=self, other=other, out=out):", 2))
    assert sorted(contributions(play(make(2.0) * make(-3.0)))) == sorted(OF_A_PRODUCT)


def test_marks_stay_with_their_words_where_a_part_of_a_long_operation_is_shown():
    many = [f"filled_{k} = '全形'" for k in range(20)]
    make = written(*many, "self.grad += other.data * out.grad", *many, "other.grad += self.data * out.grad", *many)
    root = make(2.0) * make(-3.0)
    for play in (viz.animate, viz.record):
        assert contributions(play(root)) == OF_A_PRODUCT
        assert all(len(moment.code.lines) == 14 for moment in play(root).moments if moment.step.kind == "contribution")


def test_lines_are_counted_as_python_counts_them():
    make = written("sign = 'a\x0cb\u2028c'", "self.grad += other.data * out.grad", "other.grad += self.data * out.grad")
    assert contributions(viz.animate(make(2.0) * make(-3.0))) == OF_A_PRODUCT


def test_lines_that_end_as_in_windows_are_shown_as_others():
    text = inspect.getsource(exercises.closure_engine.Value).replace("\n", "\r\n")
    root = typed(text)(2.0) * 3
    for play in (viz.animate, viz.record):
        assert sorted(contributions(play(root))) == sorted(OF_A_PRODUCT)


def test_code_that_python_takes_for_equal_is_shown_as_it_stands():
    text = inspect.getsource(exercises.closure_engine.Value)
    namespace = {"math": math}
    exec(compile(text, "<not at hand>", "exec"), namespace)
    assert contributions(viz.record(namespace["Value"](2.0) * 3.0)) == []
    assert text.count(" * out.grad\n") > 1
    for comment in ("", "  # mine", "  # yours"):
        root = typed(text.replace(" * out.grad\n", f" * out.grad{comment}\n"))(2.0) * 3.0
        assert sorted(contributions(viz.record(root))) == sorted(line + comment for line in OF_A_PRODUCT)


# Whatever the classes are.


@given(st.sampled_from(["+", "-", "*", "/", "**"]), st.sampled_from([
    exercises.closure_engine.Value, micrograd.engine.Value, FirstLecture, SecondLecture, Microgpt,
]), st.sampled_from([viz.animate, viz.record]))  # fmt: skip
def test_pieces_lie_inside_of_their_lines_and_never_overlap(sign, make, play):
    a, b = make(2.0), make(3.0)
    root = {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b, "**": lambda: a**3}[sign]()
    codes = [moment.code for moment in play(root).moments if moment.code]
    assert any(code.moves for code in codes)
    for code in codes:
        assert list(code.moves) == sorted(code.moves, key=lambda piece: piece[1:])
        for one, next_ in zip(code.moves, code.moves[1:]):
            assert one.line < next_.line or one.end <= next_.start
        for piece in code.moves:
            text = code.lines[piece.line][piece.start : piece.end]
            assert 0 <= piece.start < piece.end <= len(code.lines[piece.line]) and text == text.strip()
            assert (".grad" in text) == (piece.move != "local")


FACTORS = ["out.grad", "other.data", "2.0", "-n", "(1 - t**2)", "斜率", "f(out.data)", "g", "self.grad", "out.grad"]


@given(st.recursive(
    st.sampled_from(FACTORS),
    lambda inner: st.builds("{} {} {}".format, inner, st.sampled_from(["*", "/", "+", "-", "**", "\\\n *"]), inner)
    | st.builds("({})".format, inner) | st.builds("-{}".format, inner),
    max_leaves=6,
))  # fmt: skip
def test_whatever_is_added_pieces_are_in_order_and_the_gradient_is_upstream(share):
    text = OPERATION.format("self.grad += " + share)
    tree, lines = ast.parse(text), text.split("\n")
    (write,) = writes_to_gradients(tree, "grad")
    pieces = moves_of_write(tree, write, NAMES, tokens_of(text, 1))
    places = [(line, column) for _, line, start, end in pieces for column in (start, end)]
    assert places == sorted(places) and all(
        0 <= piece.start < piece.end <= len(lines[piece.line - 1]) for piece in pieces
    )
    said = {
        move: "".join(lines[p.line - 1][p.start : p.end] for p in pieces if p.move == move)
        for move in ("local", "upstream")
    }
    assert ".grad" not in said["local"] and re.sub(r"\bg\b", "", said["local"]) == said["local"]
    if said["upstream"]:
        assert share.count(".grad") == 1 and said["upstream"].strip("()* ").replace(" ", "") == "out.grad"
        try:
            seven, one = with_gradient(share, 7.0), with_gradient(share, 1.0)
        except ArithmeticError:
            reject()
        assert seven == pytest.approx(7 * one, nan_ok=True)  # a product, with the gradient as one factor


def with_gradient(share, gradient):
    """The number that a share is where the result's gradient is that one."""
    self, other, out = SimpleNamespace(grad=1.0), SimpleNamespace(data=3.0), SimpleNamespace(data=5.0, grad=gradient)
    names = {"self": self, "other": other, "out": out, "n": 4.0, "t": 0.5, "斜率": 1.5, "f": abs, "g": 1.0}
    return eval(share.replace("\\\n", ""), names)


def test_the_same_line_is_looked_at_once():
    root = exercises.closure_engine.Value(2.0)
    for _ in range(20):
        root = root * exercises.closure_engine.Value(1.5)
    source._excerpt_of.cache_clear()
    viz.animate(root)
    assert source._excerpt_of.cache_info().misses <= 5
    viz.record(root)
    assert source._excerpt_of.cache_info().misses <= 10


def test_a_line_that_hands_on_nothing_has_no_moves():
    x = exercises.closure_engine.Value(2.0)
    y = x * x
    code = y._backward.__code__
    assert source.of_line(y, code, code.co_firstlineno + 1, contributes=True).moves
    assert source.of_line(y, code, code.co_firstlineno + 1, contributes=False).moves == ()
    assert source.of_line(y, code, code.co_firstlineno, contributes=True).moves == ()
