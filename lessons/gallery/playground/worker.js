// Python in a worker of its own, which has neither a network nor a store: all its files are handed to it. It is told a program
// at a time, and answers with the HTML of what that computes.

/** @typedef {{ files: Record<string, Blob>, language: string }} Start
 *  @typedef {{ code: string }} Run
 *  @typedef {{ runPython: (code: string) => any, unpackArchive: (wheel: ArrayBuffer, kind: string) => void,
 *    _api: { on_fatal: (problem: unknown) => void } }} Python */

const NOWHERE = "https://nowhere.invalid/" // Pyodide asks for its files by address; these never leave the worker
const JAVASCRIPT = "text/javascript"
const TYPES = /** @type {Record<string, string>} */ ({ wasm: "application/wasm" })

/** @type {Promise<(code: string) => string>} */
let ready

self.onmessage = async (/** @type {MessageEvent<Start | Run>} */ { data }) => {
  try {
    if ("files" in data) ready = started(data)
    const run = await ready
    self.postMessage("code" in data ? { html: run(data.code) } : { ready: true })
  } catch (problem) {
    self.postMessage({ problem: `${problem}` })
  }
}

/** What runs programs.
 *
 * @param {Start} start
 * @returns {Promise<(code: string) => string>}
 */
async function started({ files, language }) {
  self.fetch = async address => {
    const name = `${address}`.split("/").pop() ?? ""
    return new Response(files[name], { headers: { "Content-Type": TYPES[name.split(".").pop() ?? ""] ?? "" } })
  }
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all(
    ["pyodide.mjs", "pyodide.asm.mjs"].map(name => import(URL.createObjectURL(new Blob([files[name]], { type: JAVASCRIPT })))),
  )
  const lockFileContents = await files["pyodide-lock.json"].text()
  const pyodide = /** @type {Python} */ (
    await loadPyodide({ indexURL: NOWHERE, packageBaseUrl: NOWHERE, lockFileContents, createPyodideModule })
  )
  for (const [name, wheel] of Object.entries(files)) if (name.endsWith(".whl")) pyodide.unpackArchive(await wheel.arrayBuffer(), "wheel")
  const run = pyodide.runPython("from exercises.pasted import begin; begin")(language)
  pyodide._api.on_fatal = problem => self.postMessage({ problem: `${problem}` }) // it does not return any more
  return run
}
