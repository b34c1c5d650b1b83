// What is wider than the page scrolls within itself; this says so where it is, and lets the keyboard reach it.

const MAIN = /** @type {HTMLElement} */ (document.querySelector("main"))
const SCROLLING = ["auto", "scroll"]

/** Whether the keyboard can scroll it through something inside of it.
 *
 * @param {Element} wide
 */
const holdsFocus = wide => wide.querySelector("button, input, select, a, summary, [tabindex]") !== null

/** @param {HTMLElement} wide */
function tell(wide) {
  const scrolls = wide.scrollWidth > wide.clientWidth + 1
  const next = wide.nextElementSibling
  const hint = next?.matches(".scrolls") ? next : null
  if (!scrolls) hint?.remove()
  else if (!hint) wide.after(Object.assign(document.createElement("p"), { className: "scrolls", textContent: MAIN.dataset.scrolls }))
  if (scrolls && !holdsFocus(wide)) wide.tabIndex = 0
  else wide.removeAttribute("tabindex")
}

const watch = new ResizeObserver(entries => entries.forEach(entry => tell(/** @type {HTMLElement} */ (entry.target))))
for (const wide of /** @type {NodeListOf<HTMLElement>} */ (
  MAIN.querySelectorAll("pre, .wide, .mg-live, .mg-stage, .mg-steps, math[display=block]")
))
  if (SCROLLING.includes(getComputedStyle(wide).overflowX)) watch.observe(wide)
