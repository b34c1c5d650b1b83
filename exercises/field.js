// A field for a prediction: takes one number, then tells what the graph says to it. Works without a kernel; where there is one, it
// is told the number.

export class Field {
  constructor(host, data) {
    Object.assign(this, { host, data })
    this.input = element("input", { type: "text", inputMode: "text", autocomplete: "off", placeholder: data.words.field, ariaLabel: data.words.field })
    const button = element("button", { type: "submit" }, data.words.button)
    this.form = element("form", { className: "mg-field", onsubmit: event => this.submit(event) }, this.input, button)
    this.heard = element("div", { className: "mg-heard", role: "status" })
    host.querySelector(".mg-next").replaceWith(this.form, this.heard)
    listenForKeys(host, () => false)
    whenLinked(host.dataset.mg, model => {
      this.model = model
      this.tell()
    })
  }

  submit(event) {
    event.preventDefault()
    const given = calculated(this.input.value)
    if (given === null || !Number.isFinite(given)) return this.say([this.data.words.type])
    this.number = given
    this.tell()
    this.answer()
  }

  tell() {
    if (!this.model || this.number === undefined) return
    this.model.set("question", { number: this.number })
    this.model.save_changes()
  }

  answer() {
    const { right, wrong, slips, why, svg } = this.data
    const isRight = this.agrees(this.data.true)
    const slip = isRight ? undefined : slips.find(([x]) => this.agrees(x))?.[1]
    const given = String(+this.number.toPrecision(4))
    this.say([(isRight ? right : wrong).replace("{given}", given), slip, why].filter(Boolean))
    this.heard.firstElementChild.prepend(element("span", { className: "mg-sign", ariaHidden: "true" }, isRight ? "✓" : "≠"), " ")
    this.host.classList.toggle("mg-right", isRight)
    const drawing = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement
    this.picture?.remove()
    this.picture = element("div", { className: "mg-picture" }, document.importNode(drawing, true))
    this.heard.after(this.picture)
  }

  agrees(x) {
    return Math.abs(this.number - x) <= this.data.close * Math.max(Math.abs(x), 1e-3)
  }

  say(lines) {
    this.heard.replaceChildren(...lines.map(line => element("p", {}, line)))
  }
}
