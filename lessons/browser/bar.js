// In the page that has a kernel, a bar at its bottom: it tells when Python has ended, which JupyterLite shows as busy for ever,
// and when what is open is a learner's own copy of an earlier edition, which JupyterLite takes in the place of the new one
// without a word. What it says, and which editions there are, is put in by lessons/browser/bar.py.

/** @typedef {{ stopped: string, close: string, newer: string, open: string, stay: string, mine: string }} Words */
/** @type {{ channel: string, editions: Record<string, string>, words: Record<string, Words> }} */
const told = JSON.parse(document.getElementById("mg-told")?.textContent ?? "")
const address = location.href // as it was opened: JupyterLab takes the path out of it
const path = new URLSearchParams(location.search).get("path") ?? ""
const language = path.split("/")[0] in told.words ? path.split("/")[0] : "en"
const words = told.words[language]

/**
 * @param {string} role - "alert" or "status"
 * @param {string} text
 * @param {[string, () => void][]} choices - what the buttons say, and do before the bar goes away
 */
function showBar(role, text, choices) {
  const bar = document.createElement("div")
  bar.className = "mg-bar"
  bar.lang = language
  bar.setAttribute("role", role)
  document.body.append(bar) // first without words: what is put into a live region is read aloud
  const sentence = document.createElement("span")
  sentence.textContent = text
  bar.append(sentence)
  for (const [name, act] of choices) {
    const button = document.createElement("button")
    button.textContent = name
    button.addEventListener("click", () => {
      bar.remove()
      act()
    })
    bar.append(button)
  }
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = request =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** Do something with the learner's files, as JupyterLite keeps them; nothing where it has kept none.
 *
 * Whoever holds them open while JupyterLite adds a table to them keeps it waiting for ever: so they are let go at once.
 * @template T @param {(kept: IDBDatabase) => Promise<T>} act @returns {Promise<T | undefined>} */
async function withKeptFiles(act) {
  const name = `JupyterLite Storage - ${new URL("..", location.href).pathname}`
  const isThere = (await indexedDB.databases()).some(each => each.name === name) // opening it would make it, without its tables
  if (!isThere) return undefined
  const kept = await done(indexedDB.open(name))
  kept.onversionchange = () => kept.close()
  try {
    return kept.objectStoreNames.contains("files") ? await act(kept) : undefined
  } finally {
    kept.close()
  }
}

/** Give the learner's copy another name, so that the new edition is seen.
 * @param {IDBDatabase} kept @param {any} mine */
async function putAside(kept, mine) {
  const change = kept.transaction("files", "readwrite")
  const files = change.objectStore("files")
  const names = await done(files.getAllKeys())
  const head = `${path.replace(/\.ipynb$/, "")} (${words.mine}`
  let name = `${head}).ipynb`
  for (let n = 2; names.includes(name); n++) name = `${head} ${n}).ipynb`
  files.put({ ...mine, path: name, name: name.split("/").pop() }, name)
  files.delete(path)
  await new Promise(resolve => change.addEventListener("complete", resolve)) // left earlier, it would not have been
}

/** @param {any} mine */
async function openNewEdition(mine) {
  await withKeptFiles(kept => putAside(kept, mine))
  location.assign(address)
}

async function tellOfNewEdition() {
  const mine = await withKeptFiles(kept => done(kept.transaction("files").objectStore("files").get(path)))
  if (!mine || mine.content?.metadata?.micrograd?.edition === told.editions[path]) return
  showBar("status", words.newer, [
    [words.open, () => openNewEdition(mine)],
    [words.stay, () => {}],
  ])
}

new BroadcastChannel(told.channel).onmessage = () => showBar("alert", words.stopped, [[words.close, () => {}]])
if (path in told.editions) tellOfNewEdition().catch(() => {}) // where the browser keeps nothing, there is no earlier copy
