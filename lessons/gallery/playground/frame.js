// Inside of the frame that shows what a program computes. It has an origin of its own, so that neither the program nor what it
// shows can reach what this browser keeps for the site; and a policy by which it asks no host for anything.

const ROOM = /** @type {HTMLElement} */ (document.getElementById("room"))

/** @param {string} program */
function worker(program) {
  const made = new Worker(URL.createObjectURL(new Blob([program], { type: "text/javascript" })))
  made.onmessage = ({ data }) => {
    if ("html" in data) show(data.html)
    tell("html" in data ? { state: "shown" } : "ready" in data ? { state: "ready" } : { state: "failed", problem: data.problem })
  }
  made.onerror = ({ message }) => tell({ state: "failed", problem: message })
  return made
}

/** @param {string} html - of outputs, as a notebook would show them */
function show(html) {
  ROOM.innerHTML = html
  for (const script of ROOM.querySelectorAll("script")) {
    const live = Object.assign(document.createElement("script"), { type: "module", textContent: script.textContent })
    script.replaceWith(live) // a script in innerHTML does not run
  }
}

/** @param {{ state?: string, problem?: string, height?: number }} what */
function tell(what) {
  parent.postMessage(what, "*")
}

/** @type {Worker | undefined} */
let pythonWorker
addEventListener("message", ({ source, data }) => {
  if (source !== parent) return
  document.documentElement.style.setProperty("--mg-most-height", `${Number(data.most)}px`) // 100vh would be the frame's own
  pythonWorker ??= worker(data.program)
  pythonWorker.postMessage(data.told)
})
new ResizeObserver(() => tell({ height: Math.ceil(ROOM.getBoundingClientRect().height) })).observe(ROOM)
tell({ state: "open" })
