"""The moving pictures at the top of the READMEs, to be made anew when the player's looks change: `python -m lessons.pictures`."""

import viz
from lessons.build import ROOT
from micrograd.engine import Value


def lecture_expression(make=Value):
    """(a*b + c) * f, the example of the lectures, with a name for every value; make: the class of the values."""
    a, b, c, f = make(2.0), make(-3.0), make(10.0), make(-2.0)
    e = a * b
    d = e + c
    L = d * f
    viz.label(a=a, b=b, c=c, d=d, e=e, f=f, L=L)
    return L


if __name__ == "__main__":
    for language in viz.words.LANGUAGES:
        viz.language(language)
        print(viz.animate(lecture_expression()).save(ROOT / "lessons" / f"flow.{language}.gif"))
