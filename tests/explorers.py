"""Explorers on a page: what a reader sees of one, what he can move, and a kernel that answers."""

from pages import press_by
from viz.words.messages import say

KERNEL = """token => {
    const state = {}, listeners = {}
    const model = {
        get: name => state[name], set: (name, value) => { state[name] = value },
        on: (name, listener) => { listeners[name] = listener }, save_changes: () => window.kernel.asked.push(structuredClone(state.question)),
    }
    window.kernel = { asked: [], answer: value => { state.answer = value; listeners['change:answer']() } };
    (globalThis.microgradLinks ??= new Map()).set(token, model)
    dispatchEvent(new CustomEvent('micrograd-link', { detail: token }))
}"""

ANSWERING = """token => {
    const state = { answer: {} }, listeners = {}
    window.asked = []
    const model = {
        get: name => state[name], set: (name, value) => { state[name] = value },
        on: (name, listener) => { (listeners[name] ??= []).push(listener) },
        save_changes: async () => {
            const question = structuredClone(state.question)
            window.asked.push(question)
            state.answer = await window.python(question)
            listeners['change:answer'].forEach(listener => listener())
        },
    };
    (globalThis.microgradLinks ??= new Map()).set(token, model)
    dispatchEvent(new CustomEvent('micrograd-link', { detail: token }))
}"""


class Shown:
    """An explorer on a page: what a reader sees of it, and what he can move."""

    def __init__(self, page, which=0):
        self.page, self.host = page, page.locator(".mg-player").nth(which)

    def slider(self, name):
        return self.host.get_by_role("slider", name=name, exact=True)

    def field(self, name):
        return self.host.get_by_role("spinbutton", name=name, exact=True)

    def values(self, *names):
        return {name: float(self.field(name).input_value()) for name in names}

    def reset(self):
        self.host.get_by_role("button", name=say("explorer.reset")).click()

    def nudge(self, name, h):
        self.host.get_by_label(say("explorer.leaf")).select_option(name)
        self.host.get_by_label("h", exact=True).select_option(f"h = {h}")
        return self.foretold

    @property
    def numbers(self):
        """(all data, all gradients) as they are written in the picture."""
        return tuple(self.host.locator(f"[data-part={part}]").all_text_contents() for part in ("data", "grad"))

    @property
    def foretold(self):
        return self.host.locator(".mg-nudge output").all_inner_texts()

    @property
    def note(self):
        return self.host.locator(".mg-note").inner_text()

    @property
    def heard(self):
        return self.host.locator(".mg-heard").text_content()

    @property
    def names(self):
        """What stands in the heads of the boxes."""
        return self.host.locator("[data-value] > text:first-of-type").all_text_contents()

    @property
    def marks(self):
        """What the marks on the sliders say."""
        return [mark.get_attribute("aria-label") for mark in self.host.get_by_role("img").all()]

    @property
    def bars(self):
        """For each box what stands at its foot: (what is foretold, what really happens); () for nothing."""
        feet = self.host.locator(".mg-moves > g")
        return [tuple(foot.locator("g text").all_text_contents()) for foot in feet.all()]

    def shake(self, how="mouse"):
        """Presses the button by that, and waits until all is at rest."""
        button = self.host.get_by_role("button", name=say("explorer.shake"), exact=True)
        press_by(how, button)
        self.page.wait_for_function(
            "host => !host.explorer.exploration.clock.isRunning && host.querySelector('.mg-moves g g text')",
            arg=self.host.element_handle(),
        )

    def preset(self, title):
        return self.host.locator(".mg-presets").get_by_role("button", name=title, exact=True)

    @property
    def presets(self):
        return self.host.locator(".mg-presets button").all_inner_texts()

    @property
    def typing(self):
        """The field for an expression."""
        return self.host.get_by_label(say("explorer.type"), exact=True)

    def connect(self, python):
        """A kernel in which that Explorer answers."""
        self.page.expose_function("python", python.answer)
        self.page.evaluate(ANSWERING, self.host.get_attribute("data-mg"))
