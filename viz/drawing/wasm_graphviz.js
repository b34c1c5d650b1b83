/* Graphviz as a WebAssembly module of the WASI kind, compiled and run without waiting: a kernel in a browser's worker has
 * no way to wait. It is given no files and no environment, and what it writes to stderr becomes part of its error. */

// As WASI numbers them.
const SUCCESS = 0
const BAD_FILE = 8
const NO_SUCH_FILE = 44
const NO_SEEKING = 70
const LAST_STANDARD_FILE = 2
const CHARACTER_DEVICE = 2

const LONGEST_ERROR = 4000 // bytes

/** @typedef {{ output?: Uint8Array, error: string }} Answer
 *  @typedef {{ memory: WebAssembly.Memory, malloc: (bytes: number) => number, graphviz_last_error: () => number,
 *    graphviz_render: (source: number, format: number, engine: number, length: number) => number }} Graphviz */

/** What runs Graphviz. Nothing is thrown, as an error of JavaScript can end the Python that called it.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes - those of the module
 * @returns {(source: string, format: string, engine: string) => Answer} the error is "" where there is an output
 */
export function graphvizOf(bytes) {
  const module = new WebAssembly.Module(bytes)
  return (source, format, engine) => {
    /** @type {string[]} */
    const said = []
    try {
      // A new instance each time: nothing is left from before, not even where it failed in its middle.
      const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: system(() => exports().memory, said) })
      const exports = () => /** @type {Graphviz} */ (/** @type {unknown} */ (instance.exports))
      return rendered(exports(), [source, format, engine], said)
    } catch (problem) {
      return { error: told(said, `${problem}`) }
    }
  }
}

/**
 * @param {Graphviz} graphviz
 * @param {string[]} texts - source, format, engine
 * @param {string[]} said - what it writes to stderr
 * @returns {Answer}
 */
function rendered(graphviz, texts, said) {
  const { malloc, memory } = graphviz
  const put = (/** @type {string} */ text) => {
    const held = new TextEncoder().encode(`${text}\0`)
    const place = malloc(held.length)
    new Uint8Array(memory.buffer, place, held.length).set(held)
    return place
  }
  const [source, format, engine, length] = [...texts.map(put), malloc(4)]
  const output = graphviz.graphviz_render(source, format, engine, length)
  if (output) {
    const size = new DataView(memory.buffer).getUint32(length, true)
    return { output: new Uint8Array(memory.buffer, output, size).slice(), error: "" }
  }
  const error = new Uint8Array(memory.buffer, graphviz.graphviz_last_error()).slice(0, LONGEST_ERROR)
  return { error: told(said, new TextDecoder().decode(error.slice(0, error.indexOf(0)))) }
}

/** @param {string[]} said @param {string} reason @returns {string} */
const told = (said, reason) => `${said.join("")}\n${reason}`.trim() || "no output"

/** The functions that WASI asks for.
 *
 * @param {() => WebAssembly.Memory} memory - which exists only later
 * @param {string[]} said - gets what is written to stdout and stderr
 * @returns {Record<string, (...given: number[]) => number>}
 */
function system(memory, said) {
  const view = () => new DataView(memory().buffer)
  const part = (/** @type {number} */ place, /** @type {number} */ length) => new Uint8Array(memory().buffer, place, length)
  return {
    environ_get: () => SUCCESS,
    environ_sizes_get(count, size) {
      view().setUint32(count, 0, true)
      view().setUint32(size, 0, true)
      return SUCCESS
    },
    clock_time_get(_clock, _precision, place) {
      view().setBigUint64(place, 0n, true)
      return SUCCESS
    },
    random_get(place, length) {
      part(place, length).fill(7) // the same layout each time
      return SUCCESS
    },
    fd_close: () => SUCCESS,
    fd_fdstat_set_flags: () => SUCCESS,
    fd_fdstat_get(file, place) {
      if (file > LAST_STANDARD_FILE) return BAD_FILE
      part(place, 24).fill(0)
      view().setUint8(place, CHARACTER_DEVICE)
      view().setBigUint64(place + 8, 0xffffn, true) // every right
      return SUCCESS
    },
    fd_filestat_get: () => BAD_FILE,
    fd_prestat_get: () => BAD_FILE,
    fd_prestat_dir_name: () => BAD_FILE,
    fd_read(_file, _list, _count, place) {
      view().setUint32(place, 0, true) // nothing more
      return SUCCESS
    },
    fd_seek: () => NO_SEEKING,
    fd_write(_file, list, count, place) {
      let total = 0
      for (let i = 0; i < count; i++) {
        const [from, length] = [0, 4].map(offset => view().getUint32(list + 8 * i + offset, true))
        said.push(new TextDecoder().decode(part(from, length).slice()))
        total += length
      }
      view().setUint32(place, total, true)
      return SUCCESS
    },
    path_filestat_get: () => NO_SUCH_FILE,
    path_open: () => NO_SUCH_FILE,
    proc_exit(code) {
      throw new Error(`exit code ${code}`)
    },
  }
}
