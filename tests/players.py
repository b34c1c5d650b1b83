"""What the tests of the player in a browser have in common: a player on a page, and the graphs that it plays."""

import viz
from lookalikes import InTuples
from micrograd.engine import Value
from pages import press
from seed_engine import Value as SeedValue
from viz.words.messages import say

MOVING = {"reduced_motion": "no-preference"}
IN_QUESTIONS = ("check", "show")


class Shown:
    """A player on a page: what a reader sees of it, and what he can press."""

    def __init__(self, page, which=0):
        self.page, self.host = page, page.locator(".mg-player").nth(which)

    # ---- what he sees

    def part(self, name):
        return self.host.locator(f".mg-{name}")

    def text(self, name):
        return self.part(name).inner_text().strip()

    def value(self, i):
        return self.host.locator(f"[data-value='{i}']")

    @property
    def step(self):
        return int("".join(c if c.isdigit() else " " for c in self.text("count")).split()[0])

    @property
    def grads(self):
        return self.host.locator("[data-part=grad]").all_text_contents()

    @property
    def data(self):
        return self.host.locator("[data-part=data]").all_text_contents()

    @property
    def question(self):
        return self.host.locator(".mg-title p").inner_text().strip()

    @property
    def moves(self):
        """The numbers of the three tiles."""
        return [" ".join(text.split()) for text in self.part("tile .mg-number").all_inner_texts()]

    @property
    def picture(self):
        return self.host.locator(".mg-stage > svg").evaluate("svg => new XMLSerializer().serializeToString(svg)")

    @property
    def all_of_it(self):
        """All that it says, with the picture."""
        return self.picture, self.text("told"), self.text("pane"), self.text("count")

    @property
    def travelling(self):
        return self.host.locator("[data-bead]")

    @property
    def focused_value(self):
        return self.page.evaluate("() => document.activeElement.dataset.value")

    @property
    def ms(self):
        return self.host.evaluate("host => host.player.ms")

    # ---- what he presses

    def button(self, word):
        page = "question" if word in IN_QUESTIONS else "player"
        return self.host.get_by_role("button", name=say(f"{page}.{word}"), exact=True)

    def click(self, *controls):
        for word in controls:
            self.button(word).click(force=True)  # also where it is said to be of no use now

    def press(self, *keys):
        press(self.page, *keys)

    def scrub(self, place):
        self.host.get_by_label(say("player.which")).fill(str(place))

    def go(self, step):
        """To a step as it is when it is done."""
        self.host.evaluate("(host, step) => host.player.jump(step)", step)

    def at(self, step, ms):
        """To a moment of a step."""
        self.host.evaluate("(host, [step, ms]) => host.player.go(step, ms)", [step, ms])

    def answer(self, *answers):
        """Go on to the next question and answer it; a second answer is one after a wrong one."""
        if not self.part("ask").is_visible():
            self.click("last")
        for given in answers:
            self.part("ask input").fill(given)
            self.press("Enter")


def with_clock(shown):
    """Time stands still, and goes on by what is called: with_clock(shown)(milliseconds)."""
    shown.page.clock.install(time=0)
    shown.page.clock.pause_at(1000)
    return shown.page.clock.run_for


# ---- graphs


def lecture(scale=1.0, cls=SeedValue):
    """The example of the lectures in the seed's own class, whose closures have a source to show."""
    a, b, c, f = cls(2.0 * scale), cls(-3.0), cls(10.0), cls(-2.0)
    e = a * b
    d = e + c
    L = d * f
    viz.label(a=a, b=b, c=c, d=d, e=e, f=f, L=L)
    return L


LAST = 10  # step of the lecture's example
TO_A = 9  # e = a * b hands a gradient to a


def chain(cls=Value):
    """(a*b + c) * f without names for what is between."""
    a, b, c, f = cls(2.0), cls(-3.0), cls(10.0), cls(-2.0)
    viz.label(a=a, b=b, c=c, f=f)
    return (a * b + c) * f


def doubled(cls=Value):
    x = cls(3.0)
    viz.label(x=x)
    return x + x


def squared(cls=Value):
    a = cls(3.0)
    viz.label(a=a)
    return a * a


def merging(cls=Value):
    """(e + a) * e with e = a * b: two contributions come to e, and two to a, at different times."""
    a, b = cls(2.0), cls(-3.0)
    e = a * b
    viz.label(a=a, b=b, e=e)
    return (e + a) * e


def polynomial(cls=Value):
    """Four arrows leave x."""
    x = cls(3.0)
    viz.label(x=x)
    return x * x * x + x * cls(2.0)


def diamond(cls=Value):
    a = cls(2.0)
    b, d = a * cls(3.0), a * cls(10.0)
    L = b * d
    viz.label(a=a, b=b, d=d, L=L)
    return L


def neuron(cls=Value):
    x1, x2, w1, w2, b = cls(2.0), cls(0.0), cls(-3.0), cls(1.0), cls(6.5)
    viz.label(x1=x1, x2=x2, w1=w1, w2=w2, b=b)
    return (x1 * w1 + x2 * w2 + b).relu()


def long_numbers(cls=Value):
    """Numbers of nine characters, through a tanh."""
    a, b = cls(-0.0001234), cls(1234.5678)
    viz.label(a=a, b=b)
    return (a * b).tanh()


def perceptron(cls=Value):
    """A small network: 31 boxes."""
    x, y = cls(2.0), cls(-1.0)
    viz.label(x=x, y=y)
    hidden = [(x * cls(w) + y * cls(v) + cls(b)).tanh() for w, v, b in ((0.5, -1.0, 0.25), (-0.75, 0.5, 0.1))]
    out = (hidden[0] * cls(1.5) + hidden[1] * cls(-0.5) + cls(0.3)).tanh()
    return (out + cls(-1.0)) ** 2 * cls(0.5)


def growing():
    """The lecture's example with names and numbers of very different lengths."""
    L = lecture(scale=12.3456)
    tiny, activation = SeedValue(-0.0000123456), SeedValue(98765.4321)
    loss = (L * tiny + activation) * tiny + L
    viz.label(tiny=tiny, activation=activation, loss=loss)
    return loss


class Overwriting(InTuples):
    """`=` for `+=`."""

    def __add__(self, other):
        out = Overwriting(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad = out.grad
            other.grad = out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        out = Overwriting(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad

        out._backward = _backward
        return out
