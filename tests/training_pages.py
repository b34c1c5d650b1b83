"""A training on a page: what is seen of it, what can be pressed, and a kernel's side that a test plays."""

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
