"""Many drawings of one thing become one that moves: SVG whose elements change by themselves (SMIL), without a script.

The drawings are compared element by element. What differs only in numbers that can run on, such as an opacity or a
place, is one element whose numbers run. Of what differs in anything else each form is an element of its own, which is
there for its time. So whatever a drawing function does is followed, and nothing of what it draws is known here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby, pairwise
from xml.etree import ElementTree

Frame = tuple[float, str]  # (ms, the drawing from then on); two of one moment where something changes at once
Numbers = tuple[float, ...]
Point = tuple[float, Numbers]  # (ms, an attribute's numbers then)

# What can run on: (its numbers where it is left out, how far from the truth it may be, decimals)
_ATTRIBUTES = {
    "opacity": ((1.0,), 0.01, 2), "fill-opacity": ((1.0,), 0.01, 2), "stroke-opacity": ((1.0,), 0.01, 2),
    "stroke-dashoffset": ((0.0,), 0.004, 3), "stroke-width": ((1.0,), 0.1, 1),
    "r": ((0.0,), 0.1, 1), "rx": ((0.0,), 0.1, 1), "ry": ((0.0,), 0.1, 1),
}  # fmt: skip
_TRANSFORMS = {
    "translate": ((0.0, 0.0), 0.25, 1), "rotate": ((0.0,), 0.5, 0), "scale": ((1.0,), 0.01, 2)
}  # fmt: skip
_CONTAINERS = ("g", "mask")
_FUNCTION = re.compile(r"(\w+)\(([^)]*)\)")


def tween(frames: Sequence[Frame], length: float) -> str:
    """SVG elements that look like the drawings at each moment, over and over again.

    Where nothing moves, because SMIL is not understood, they look like the last drawing.

    Args:
        frames: the drawings in order of time, the first one at 0.
        length: ms until all begins anew.
    """
    whole = _Track("g", {}, "")
    for k, (_, drawn) in enumerate(frames):
        whole.add(k, ElementTree.fromstring(f"<g>{drawn}</g>"))
    writer = _Writer([ms for ms, _ in frames], length)
    return "".join(writer.written(track, list(whole.seen)) for track in whole.children)


@dataclass
class _Track:
    """One element through all drawings.

    Attributes:
        name, fixed, text: what never changes: its name, its attributes, what is inside if that is no container.
        seen: for each drawing in which it is: {what can run on: its numbers}.
        children: those of all drawings, in their order.
    """

    name: str
    fixed: dict[str, str]
    text: str
    seen: dict[int, dict[str, Numbers]] = field(default_factory=dict)
    children: list["_Track"] = field(default_factory=list)

    def add(self, k: int, element: ElementTree.Element) -> None:
        """A drawing, and this element in it."""
        self.seen[k] = dict(_running(element))
        place = 0
        for child in element if element.tag in _CONTAINERS else ():
            new = _Track(*_unchanging(child))
            like = (n for n in range(place, len(self.children)) if self.children[n].is_like(new))
            found = next(like, None)
            if found is None:
                found = place
                self.children.insert(place, new)
            self.children[found].add(k, child)
            place = found + 1

    def is_like(self, other: "_Track") -> bool:
        return (self.name, self.fixed, self.text) == (other.name, other.fixed, other.text)

    def running(self) -> list[str]:
        """What can run on in it; the functions of a transform in their order."""
        return sorted({name for numbers in self.seen.values() for name in numbers})


def _unchanging(element: ElementTree.Element) -> tuple[str, dict[str, str], str]:
    fixed = {name: x for name, x in element.items() if name not in _ATTRIBUTES and name != "transform"}
    if element.tag in _CONTAINERS:
        return element.tag, fixed, ""
    inside = "".join(ElementTree.tostring(child, "unicode") for child in element)
    return element.tag, fixed, escape(element.text or "", quote=False) + inside


def _running(element: ElementTree.Element) -> Iterator[tuple[str, Numbers]]:
    """(what can run on, its numbers): an attribute; "0 translate" for the first function of a transform."""
    for name, x in element.items():
        if name in _ATTRIBUTES:
            yield name, (float(x),)
    for n, (function, x) in enumerate(_FUNCTION.findall(element.get("transform", ""))):
        yield f"{n} {function}", tuple(map(float, x.split()))


@dataclass(frozen=True)
class _Writer:
    """Writes Tracks.

    Attributes:
        times: of the drawings, in ms.
        length: ms until all begins anew.
    """

    times: Sequence[float]
    length: float

    def written(self, track: _Track, around: Sequence[int]) -> str:
        """A Track as SVG; around: the drawings in which what contains it is."""
        attributes, moving = dict(track.fixed), ""
        if len(track.seen) < len(around) and track.name != "mask":  # a mask itself is never seen
            attributes |= {} if around[-1] in track.seen else {"display": "none"}
            moving = self._there(track, around)
        runs = {name: self._points(track, name) for name in track.running()}
        for name in [name for name in runs if name in _ATTRIBUTES]:
            attributes[name] = _shown(name, runs[name][-1][1])
            moving += self._runs("animate", name, f'attributeName="{name}"', runs[name])
        functions = [name for name in runs if name not in _ATTRIBUTES]
        if functions:
            last = (f"{name[2:]}({_shown(name, runs[name][-1][1])})" for name in functions)
            attributes["transform"] = " ".join(last)
            moving += self._moves({name: runs[name] for name in functions})
        inside = track.text + self._children(track) + moving
        written = "".join(f' {name}="{escape(x)}"' for name, x in attributes.items())
        return f"<{track.name}{written}" + (f">{inside}</{track.name}>" if inside else "/>")

    def _children(self, track: _Track) -> str:
        """What comes and goes together is one group."""
        written = ""
        for seen, alike in groupby(track.children, key=lambda child: child.seen.keys()):
            children = list(alike)
            if len(children) > 1 and len(seen) < len(track.seen):
                children = [_Track("g", {}, "", {k: {} for k in seen}, children)]
            written += "".join(self.written(child, list(track.seen)) for child in children)
        return written

    def _there(self, track: _Track, around: Sequence[int]) -> str:
        """When it is there, and when it is not."""
        states = [(self.times[k], k in track.seen) for k in around]
        changes = [states[0], *(now for before, now in pairwise(states) if now[1] != before[1])]
        changes[0] = 0, changes[0][1]
        values = ";".join("inline" if there else "none" for _, there in changes)
        return self._animated("animate", 'attributeName="display" calcMode="discrete"', values, changes)

    def _points(self, track: _Track, name: str) -> list[Point]:
        """The numbers of something that can run on: they stand still where it is not seen."""
        points: list[Point] = []
        before = -1
        for k, numbers in track.seen.items():
            now = numbers.get(name, _kind(name)[0])
            if points and k > before + 1:
                points.append((self.times[k], points[-1][1]))
            points.append((self.times[k], now))
            before = k
        return [(0, points[0][1]), *points, (self.length, points[-1][1])]

    def _runs(self, element: str, name: str, attributes: str, points: Sequence[Point]) -> str:
        kept = _simplified(points, _kind(name)[1])
        shown = [_shown(name, numbers) for _, numbers in kept]
        if len(set(shown)) == 1 and element == "animate":
            return ""
        return self._animated(element, attributes, ";".join(shown), kept)

    def _moves(self, functions: dict[str, list[Point]]) -> str:
        """All functions of a transform, if any of them runs: the first takes the place of the attribute."""
        if all(len({_shown(name, numbers) for _, numbers in points}) == 1 for name, points in functions.items()):
            return ""
        return "".join(
            self._runs("animateTransform", name, f'attributeName="transform" type="{name[2:]}"'
                       + (' additive="sum"' if n else ""), points)
            for n, (name, points) in enumerate(functions.items())
        )  # fmt: skip

    def _animated(self, element: str, attributes: str, values: str, points: Sequence[tuple[float, object]]) -> str:
        times = ";".join(_trimmed(f"{ms / self.length:.4f}") for ms, _ in points)
        return (
            f'<{element} {attributes} values="{values}" keyTimes="{times}" dur="{self.length:.0f}ms" '
            'repeatCount="indefinite"/>'
        )


def _simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Fewer points: the lines between them stay that near to all the others."""
    (begin, first), (end, last) = points[0], points[-1]
    farthest, where = tolerance, 0
    for n, (ms, numbers) in enumerate(points[1:-1], 1):
        part = (ms - begin) / (end - begin) if end > begin else 0
        distance = max(abs(x - a - part * (b - a)) for x, a, b in zip(numbers, first, last))
        if distance > farthest:
            farthest, where = distance, n
    if not where:
        return [points[0], points[-1]]
    return [*_simplified(points[: where + 1], tolerance)[:-1], *_simplified(points[where:], tolerance)]


def _kind(name: str) -> tuple[Numbers, float, int]:
    return _ATTRIBUTES[name] if name in _ATTRIBUTES else _TRANSFORMS[name[2:]]


def _shown(name: str, numbers: Numbers) -> str:
    return " ".join(_trimmed(f"{x:.{_kind(name)[2]}f}") for x in numbers)


def _trimmed(number: str) -> str:
    shown = number.rstrip("0").rstrip(".") if "." in number else number
    shown = shown.replace("0.", ".", 1) if shown.startswith(("0.", "-0.")) else shown
    return "0" if shown in ("", "-0") else shown
