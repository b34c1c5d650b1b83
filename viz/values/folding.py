"""A large graph as a few boxes that open: a value with what it alone is made of, values that are alike, stages of a
long way.

A view has at most MOST_BOXES boxes. What is folded in one of them opens into a view of its own, down to single values.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from viz.values.structure import Parts, owners

MOST_BOXES = 40  # in one picture: more nobody reads
_GLANCE, _DEEP = 12, 5  # boxes that are read at a glance, and how many of them one behind another
_TOLD_APART = 20  # boxes up to which alike values are told apart by what becomes of them
_ALIKE = 3  # that become one box
_LARGEST, _REST = 0.6, 0.1  # of a view: that one part may hold; the same at the beginning of a long way
_LARGE = 0.05  # of a view: what has a box of its own where there is room
_TRIED = 16, 100_000  # times that more is opened, to see whether there is room; values that are looked at for that

Kind = Literal["value", "part", "alike", "stage"]


@dataclass(frozen=True)
class Item:
    """One box of a view.

    Attributes:
        kind: "value", with its operation; "part", a value with what it alone is made of; "alike", several of these that
            were made in the same way; "stage", values one after another on a long way.
        members: the values, each with all that is folded in it and itself the last, by their indices in the Parts; a
            stage has one member, all that is folded in it.
        operands: the boxes that it is computed from, by their indices in the view: those of a value in operand order,
            and as often as they are used; otherwise each once.
        shown: of a stage, those that had boxes of their own before they were put together.
    """

    kind: Kind
    members: tuple[tuple[int, ...], ...]
    operands: tuple[int, ...]
    shown: tuple[int, ...] = ()


def view_of(parts: Parts) -> tuple[Item, ...]:
    """The boxes in which they are seen, operands before results."""
    scope = _started(parts, _spine(parts) | _named(parts))
    boxes = _Boxes(parts, scope)
    if len(boxes) <= _GLANCE:
        boxes = _opened_as_much_as_fits(parts, scope, boxes)
    if len(boxes) > MOST_BOXES or boxes.depth > _DEEP:
        boxes.join_stages()
    return boxes.items()


def view_alone(parts: Parts) -> tuple[Item, ...] | None:
    """The same with a box for each value that is shown; None where these are more than MOST_BOXES."""
    scope = _started(parts, _named(parts))
    boxes = _Boxes(parts, scope, together=False)
    if len(boxes) <= _GLANCE:
        boxes = _opened_as_much_as_fits(parts, scope, boxes)
    return boxes.items() if len(boxes) <= MOST_BOXES else None


def _started(parts: Parts, shown: frozenset[int]) -> "_Scope":
    scope = _Scope(parts, shown)
    while len(scope.inside[len(parts) - 1]) == max(parts.count_inside, 2):  # one box for all would show nothing
        scope = scope.opened(len(parts) - 1)
    return scope


class _Scope:
    """Which values have boxes of their own; each of the others is folded in one of these, which alone is made of it.

    Attributes:
        home: for each value the one that it is folded in, or itself.
        inside: {a value with a box of its own: all that is folded in it, itself the last}.
    """

    def __init__(self, parts: Parts, shown: frozenset[int]) -> None:
        self._parts, self._shown = parts, shown
        self.home = list(range(len(parts)))
        only = [-1] * len(parts)  # where all that use it are folded; -1 nobody yet, -2 in several
        for i in reversed(range(len(parts))):
            made = parts.made[i]
            if i not in shown and only[i] >= 0 and not made.outside:
                self.home[i] = only[i]
            for k in made.operands:
                only[k] = self.home[i] if only[k] in (-1, self.home[i]) else -2
        self.inside: dict[int, list[int]] = defaultdict(list)
        for i, home in enumerate(self.home):
            self.inside[home].append(i)

    def is_folded(self, i: int) -> bool:
        return len(self.inside[i]) > 1

    def opened(self, i: int) -> "_Scope":
        """The same where what a value is made of has boxes of its own, too."""
        return _Scope(self._parts, self._shown.union(self._parts.made[i].operands, [i]))


def _named(parts: Parts) -> frozenset[int]:
    """What is shown in any case, if that is not too much: what has a name, or is wanted."""
    named = [i for i, made in enumerate(parts.made) if made.wanted or made.named]
    return frozenset(named if len(named) <= MOST_BOXES else ())


def _spine(parts: Parts) -> frozenset[int]:
    """The smallest value of which nearly all is a part, with its operands: folded it would tell nothing. On a long way
    that is no help: there all such values are shown, to become stages.
    """
    sizes, count = _sizes(parts), parts.count_inside
    large = [i for i, size in enumerate(sizes) if size > _LARGEST * count] if count > MOST_BOXES else []
    is_long = len(large) > _GLANCE
    large = [i for i, size in enumerate(sizes) if size > _REST * count] if is_long else large[:1]
    return frozenset([*large, *(k for i in large for k in parts.made[i].operands)])


def _sizes(parts: Parts) -> list[int]:
    """For each how many values are parts of it, itself among them."""
    sizes = [int(not made.outside) for made in parts.made]
    for i, owner in enumerate(owners(parts)):
        if owner != i:
            sizes[owner] += sizes[i]
    return sizes


def _opened_as_much_as_fits(parts: Parts, scope: _Scope, boxes: "_Boxes") -> "_Boxes":
    tries, values = _TRIED
    refused = set[int]()
    for _ in range(min(tries, values // len(parts))):
        folded = [i for i in boxes.alone() if scope.is_folded(i) and i not in refused]
        if not folded:
            break
        largest = max(folded, key=lambda i: (len(scope.inside[i]), i))
        more = scope.opened(largest)
        attempt = _Boxes(parts, more, boxes.together)
        if len(attempt) <= _GLANCE and attempt.depth <= _DEEP:
            scope, boxes = more, attempt
        else:
            refused.add(largest)
    return boxes


class _Boxes:
    """The values of a view, put together into boxes.

    Attributes:
        together: whether one box may hold values that are alike.
        depth: how many of them stand one behind another.
    """

    def __init__(self, parts: Parts, scope: _Scope, together: bool = True) -> None:
        self._parts, self._scope, self.together = parts, scope, together
        self._edges = self._found_edges()
        self._heights = _heights(self._edges)
        self.depth = max(self._heights.values()) + 1
        self._boxes: dict[Hashable, list[int]] = {(i,): [i] for i in self._edges}
        if len(self) > _GLANCE and together:
            self._put(self._by_use())
            if len(self) > _TOLD_APART:
                self._put({i: self._look(i) for i in self._edges})

    def __len__(self) -> int:
        return len(self._boxes)

    def alone(self) -> list[int]:
        """The values that have a box each."""
        return [i for i, *others in self._boxes.values() if not others]

    def _found_edges(self) -> dict[int, list[int]]:
        """What each value with a box of its own is computed from: others that have one."""
        home, edges = self._scope.home, {i: list[int]() for i in self._scope.inside}
        for i, made in enumerate(self._parts.made):
            edges[home[i]] += [k for k in made.operands if home[k] != home[i]]
        return {
            i: each if not self._scope.is_folded(i) else [*dict.fromkeys(each)] for i, each in sorted(edges.items())
        }

    @cached_property
    def _kinds(self) -> list[int]:
        """For each value a number; two that have the same were made alike, with all that is folded in them."""
        home, known, kinds = self._scope.home, dict[Hashable, int](), list[int]()
        for i, made in enumerate(self._parts.made):
            of_operands = tuple([kinds[k] if home[k] == home[i] else -1 for k in made.operands])
            kinds.append(known.setdefault((made.op, made.outside, of_operands), len(known)))
        return kinds

    def _look(self, i: int) -> Hashable:
        """What alike values have in common: how they were made, and how far behind what everything begins with."""
        return self._kinds[i], self._heights[i]

    def _by_use(self) -> dict[int, Hashable]:
        """For each the same, with what becomes of it."""
        uses: dict[int, set[tuple[Hashable, int]]] = defaultdict(set)
        keys: dict[int, Hashable] = {}
        known: dict[Hashable, int] = {}
        for i in sorted(self._edges, reverse=True):
            keys[i] = known.setdefault((self._look(i), frozenset(uses[i])), len(known))
            apart = len(self._edges[i]) == 2 and not self._scope.is_folded(i)
            for slot, k in enumerate(self._edges[i]):
                uses[k].add((keys[i], slot if apart else 0))
        return keys

    def _put(self, keys: Mapping[int, Hashable]) -> None:
        """In one box what has the same key, if that is at least _ALIKE."""
        together = defaultdict(list)
        for i in self._edges:
            together[keys[i]].append(i)
        self._boxes = {}
        for key, members in together.items():
            self._boxes |= {("alike", key): members} if len(members) >= _ALIKE else {(i,): [i] for i in members}

    def join_stages(self) -> None:
        """Puts what stands one behind another into as many boxes as are read at a glance; what everything begins with
        into one, or two where something of that is outside. What is large keeps a box of its own, if there is room.
        """
        large = self._large()
        cuts = sorted({self._heights[i] for i in large})
        if len(cuts) > _DEEP // 2:
            large, cuts = set(), []
        spaced = max(1, _DEEP - 2 - len(cuts))
        cuts = sorted({*cuts, *((self.depth - 1) * n // (spaced + 1) for n in range(1, spaced + 1))})
        keys: dict[int, Hashable] = {}
        for i, height in self._heights.items():
            begins = not self._parts.made[i].operands
            keys[i] = ("alike", self._parts.made[i].outside) if begins else ("stage", bisect_left(cuts, height))
        count = Counter(keys[i] for i in keys if i not in large)
        last = [i for i in keys if self._heights[i] == self.depth - 1]
        alone = {*large, *(i for i, key in keys.items() if count[key] == 1), *(last if len(last) == 1 else ())}
        pairs = [key for key, n in count.items() if n == 2]
        if pairs and len(alone) + len(count) <= _GLANCE:  # two are not worth a box that opens
            alone.update(i for i in keys if keys[i] == pairs[-1])
        self._boxes = {}
        for i, key in keys.items():
            self._boxes.setdefault((i,) if i in alone else key, []).append(i)

    def _large(self) -> set[int]:
        inside = self._scope.inside
        return {i for i in self._edges if self._scope.is_folded(i) and len(inside[i]) >= _LARGE * len(self._parts)}

    def items(self) -> tuple[Item, ...]:
        order = sorted(self._boxes, key=self._height_of_box)
        place = {i: n for n, key in enumerate(order) for i in self._boxes[key]}
        return tuple(self._item(key, place, order) for key in order)

    def _height_of_box(self, key: Hashable) -> tuple[int, bool, int]:
        members = self._boxes[key]
        return max(self._heights[i] for i in members), len(members) == 1, members[0]

    def _item(self, key: Hashable, place: Mapping[int, int], order: Sequence[Hashable]) -> Item:
        members = self._boxes[key]
        operands = [place[k] for i in members for k in self._edges[i]]
        once = tuple(k for k in dict.fromkeys(operands) if k != place[members[0]])
        folded = tuple(tuple(self._scope.inside[i]) for i in members)
        if isinstance(key, tuple) and key[0] == "alike":
            return Item("alike", folded, once)
        if len(members) > 1:
            return Item("stage", (tuple(sorted(i for each in folded for i in each)),), once, tuple(members))
        if len(folded[0]) > 1:
            return Item("part", folded, once)
        several = {n for n, each in enumerate(order) if len(self._boxes[each]) > 1}
        return Item(
            "value", folded, tuple(k for n, k in enumerate(operands) if k not in several or k not in operands[:n])
        )


def _heights(edges: Mapping[int, Sequence[int]]) -> dict[int, int]:
    heights: dict[int, int] = {}
    for i, operands in edges.items():
        heights[i] = 1 + max((heights[k] for k in operands), default=-1)
    return heights
