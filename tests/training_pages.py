"""A training on a page: what is seen of it, what can be pressed, and a kernel's side that a test plays."""

import contextlib

from pages import opened
from viz.outputs.html import document
from viz.words.messages import say

# The kernel's side of a training: what viz.outputs.link makes, as far as the page uses it.
KERNEL = """token => {
    const model = {
        state: { answer: {} }, heard: [], listeners: [],
        get(name) { return this.state[name] },
        send(content) { this.heard.push(structuredClone(content)) },
        on(event, listener) { this.listeners.push(listener) },
        say(answer) { this.state.answer = answer; this.listeners.forEach(listener => listener()) },
    }
    globalThis.kernel = model
    globalThis.microgradLinks = new Map([[token, model]])
    dispatchEvent(new CustomEvent("micrograd-link", { detail: token }))
}"""


class Shown:
    """A training on a page: what is seen of it, and what can be pressed."""

    def __init__(self, page, which=0):
        self.page, self.host = page, page.locator(".mg-training").nth(which)

    @property
    def head(self):
        return self.host.locator(".mg-head span").all_inner_texts()

    @property
    def step(self):
        return int(self.host.locator(".mg-head").inner_text().split("step ")[1].split()[0])

    @property
    def caption(self):
        return self.host.locator(".mg-mesh .mg-caption").inner_text()

    @property
    def boundary(self):
        """The paths of the sides and of the line between them."""
        paths = self.host.locator(".mg-plane path[fill-opacity], [data-boundary]")
        return " ".join(paths.evaluate_all("paths => paths.map(path => path.getAttribute('d'))"))

    @property
    def lines(self):
        return self.host.locator(".mg-mesh line").evaluate_all(
            "lines => lines.map(line => [line.getAttribute('class'), line.style.strokeWidth, line.style.opacity])"
        )

    def button(self, word):
        return self.host.get_by_role("button", name=say(f"training.{word}"), exact=True)

    def at(self, place, slow=False):
        self.host.evaluate(
            "(host, [place, slow]) => { Object.assign(host.training.playback, { place, isSlow: slow }); host.training.draw() }",
            [place, slow],
        )

    def say(self, training, heard=True, note=""):
        """What the kernel says of a training as it stands."""
        state = training._state
        message = {"setup": state.setup(), "frame": state.recording.last, "heard": heard, "note": note}
        self.page.evaluate("message => kernel.say(message)", message)

    def drawn(self):
        """Waits until all that was said is drawn."""
        self.page.wait_for_function("host => !host.training.waits", arg=self.host.element_handle())

    @property
    def heard(self):
        return self.page.evaluate("() => kernel.heard")


@contextlib.contextmanager
def shown_in(browser, folder):
    """show(trainings, or the html of one; options of the browser) -> Shown, or a list of them."""
    with contextlib.ExitStack() as open_pages:

        def show(*trainings, html=None, **options):
            body = html or "".join(each.to_html() for each in trainings)
            (folder / "page.html").write_text(document("page", body), encoding="utf-8")
            page = open_pages.enter_context(
                opened(browser, folder / "page.html", **{"reduced_motion": "reduce"} | options)
            )
            page.set_default_timeout(5000)
            shown = [Shown(page, k) for k in range(max(1, len(trainings)))]
            return shown if len(shown) > 1 else shown[0]

        yield show
