"""Opens pages in a real browser and holds them against what they promise.

    python report-browser.py CHROMIUM FOLDER PAGE…      FOLDER takes a picture of every view, and a PDF of every page

A page is a file, or an address (http://…).

Every page in light, in dark and on paper, on a wide and a narrow screen: nothing on the console, nothing fetched, no
violation of WCAG 2.1 A and AA (axe), nothing wider than the screen, every drawing named and described, no text of a
drawing outside it, upon another or too faint, no table cut off on paper.
"""
import os, pathlib, sys
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

# A4 less its margins is 680 px wide upright and 1009 px across.
VIEWS = [
    ("light", 1024), ("light", 360), ("dark", 1024), ("dark", 360), ("print", 680), ("print", 1009),
]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
CHECKS = """() => {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide`);
  const paper = media => window.matchMedia(media).matches;
  if (paper("print"))
    for (const frame of document.querySelectorAll(".scroll"))
      if (frame.scrollWidth > frame.clientWidth + 1)
        found.push(`a table is cut off on paper: ${frame.getAttribute("aria-label")}, ${frame.scrollWidth} px`);
  const luminance = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = luminance(getComputedStyle(document.body).backgroundColor);
  const contrast = colour => {
    const other = luminance(colour);
    return (Math.max(ground, other) + 0.05) / (Math.min(ground, other) + 0.05);
  };
  for (const svg of document.querySelectorAll("svg")) {
    const title = svg.querySelector(":scope > title"), words = svg.querySelector(":scope > desc");
    const name = title && title.textContent.trim();
    if (!name) found.push("a drawing has no title");
    if (!words || !words.textContent.trim()) found.push(`${name}: no description`);
    const area = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].map(text => [text, text.getBoundingClientRect()]);
    for (const [index, [text, box]] of texts.entries()) {
      if (box.left < area.left - 1 || box.right > area.right + 1 || box.top < area.top - 1 || box.bottom > area.bottom + 1)
        found.push(`${name}: "${text.textContent}" is outside the drawing`);
      if (contrast(getComputedStyle(text).fill) < 4.5)
        found.push(`${name}: "${text.textContent}" has a contrast of ${contrast(getComputedStyle(text).fill).toFixed(2)}`);
      for (const [other, place] of texts.slice(index + 1)) {
        const wide = Math.min(box.right, place.right) - Math.max(box.left, place.left);
        const high = Math.min(box.bottom, place.bottom) - Math.max(box.top, place.top);
        if (wide > 1 && high > 0.3 * Math.min(box.height, place.height))
          found.push(`${name}: "${text.textContent}" and "${other.textContent}" are upon each other`);
      }
    }
  }
  return found;
}"""


def place(page):
    """The address of a page, what it is called here, and what its pictures are called."""
    if page.startswith("http://"):
        return page, "the daemon's page", "daemon-status"
    path = pathlib.Path(page)
    return path.resolve().as_uri(), "/".join(path.parts[-3:]), "-".join([*path.parts[-3:-1], path.stem])


def view(browser, address, name, medium, width, folder):
    """What is wrong with a page in one view, and how many drawings it has."""
    found = []
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if medium == "dark" else "light")
    page = context.new_page()
    page.on("console", lambda message: found.append(f"console: {message.text}") if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    page.on("request", lambda request: found.append(f"fetched {request.url}") if request.url.split("#")[0] != address else None)
    answer = page.goto(address)
    if answer and answer.status != 200:
        found.append(f"status {answer.status}")
    if medium == "print":
        page.emulate_media(media="print")
    found += page.evaluate(CHECKS)
    for violation in Axe().run(page, options=RULES).response["violations"]:
        places = ", ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
        found.append(f"axe {violation['id']}: {violation['help']} ({len(violation['nodes'])}: {places})")
    page.screenshot(path=folder / f"{name}-{medium}-{width}.png", full_page=True)
    if medium == "print" and width == 680:
        page.pdf(path=folder / f"{name}.pdf", format="A4", prefer_css_page_size=True)
    drawings = page.locator("svg").count()
    context.close()
    return found, drawings


def main():
    chromium, folder, pages = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
    folder.mkdir(parents=True, exist_ok=True)
    failed = False
    with sync_playwright() as playwright:
        # A browser of its own for root, who has no sandbox.
        browser = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=os.getuid() != 0)
        for page in pages:
            drawn = 0
            address, title, name = place(page)
            for medium, width in VIEWS:
                found, drawn = view(browser, address, name, medium, width, folder)
                for problem in dict.fromkeys(found):
                    print(f"{title}, {medium}, {width} px: {problem}")
                failed = failed or bool(found)
            print(f"{title}: {drawn} drawings, {len(VIEWS)} views")
        print(f"Chromium {browser.version}, axe on WCAG 2.1 A and AA")
        browser.close()
    sys.exit(failed)


main()
