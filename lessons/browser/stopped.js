// In each page with a kernel: tells when Python has ended, which JupyterLite shows as busy for ever. What it says, and how
// the channel is called, is put in by lessons/browser/stopped.py.
{
  const { channel, words } = JSON.parse(document.getElementById("when-stopped").textContent)
  const language = new URLSearchParams(location.search).get("path")?.split("/")[0]
  const { told, close } = words[language] ?? words.en
  new BroadcastChannel(channel).onmessage = () => {
    document.getElementById("has-stopped")?.remove()
    const bar = document.createElement("div")
    bar.id = "has-stopped"
    bar.setAttribute("role", "alert")
    bar.lang = language in words ? language : "en"
    const text = document.createElement("span")
    text.textContent = told
    const button = document.createElement("button")
    button.textContent = close
    button.onclick = () => bar.remove()
    document.body.append(bar)
    bar.append(text, button)
  }
}
