"""Pages that are printed, in a browser: opened from a file with the network refused, as wide as A4."""

A4 = 680  # px between the margins: 180 mm

_STICKS_OUT = """() => {
  const right = document.querySelector("main").getBoundingClientRect().right
  return [...document.querySelectorAll("main *")]
    .filter((e) => e.getClientRects().length && e.getBoundingClientRect().right > right + 1)
    .map((e) => `${e.tagName} ${e.textContent.trim().slice(0, 40)}`)
}"""


def printed_faults(browser, path):
    """What is wrong with a page on paper: texts and pictures that stick out on the right, and what it asks of a network."""
    asked = []
    page = browser.new_page(viewport={"width": A4, "height": 1000}, color_scheme="dark")
    try:
        page.emulate_media(media="print")
        page.route(
            lambda url: not url.startswith("file:"), lambda route: (asked.append(route.request.url), route.abort())
        )
        page.goto(path.as_uri())
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return [*page.evaluate(_STICKS_OUT), *asked, *([] if paper == "rgb(255, 255, 255)" else [paper])]
    finally:
        page.close()
