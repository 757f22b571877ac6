"""axe on a page as it stands, and what of it was read before.

Colours take it longer than all else together. Whether one stands out from what is behind it
follows from the piece of the page that it stands in: a piece that was read before, in the same
width, is not read for that again. Everything else is read on the page as a whole.
"""

import re

ADDRESS = "/static/axe.js"
"""Where the live server gives the script. Brought in as a script of the site, Chromium keeps it and
what it has made of it; handed over with each page it would be read anew."""
LOAD = """
    address => new Promise((done, failed) => {
        const script = document.createElement("script");
        script.onload = () => { script.remove(); done(); };
        script.onerror = () => failed(new Error(`${address} does not load`));
        script.src = address;
        document.head.append(script);
    })
"""

READ = set()
"""Parts of pages that axe has read in this process and found nothing wrong with. Pages of several
roles share most of theirs; it reads a page only where one of its parts is new."""
PIECES = set()
"""The same of the pieces that parts consist of, for their colours."""
CHANGING = re.compile(
    r'(?<=name="csrfmiddlewaretoken" value=")[^"]*|(?<=name="once" value=")[^"]*|(?<=<title>)[^<]*'
)
PARTS = """
    [document.documentElement, document.body].map(e => e.cloneNode(false).outerHTML).concat(
        [document.head, ...document.body.children].map(e => e.outerHTML)
    )
"""
PIECES_OF_THE_PAGE = """
    [...document.body.children].flatMap(part => {
        const words = [...part.childNodes].some(e => e.nodeType === 3 && e.data.trim());
        return part.matches("main") && part.children.length && !words ? [...part.children] : [part];
    })
"""
BEHIND = """
    [document.documentElement, document.body, document.querySelector("main")]
        .map(e => e ? e.cloneNode(false).outerHTML : "").join("")
"""
# Style sheets are for rules that are not in use: axe would take each of them apart.
RUN = """
    async skipped => {
        const options = {resultTypes: ["violations"], preload: {assets: ["media"]}};
        const all = await axe.run(
            document, {...options, rules: {"color-contrast": {enabled: false}}}
        );
        const pieces = PIECES.filter((_, index) => !skipped.includes(index));
        if (!pieces.length) return all.violations;
        const seen = await axe.run(
            {include: pieces}, {...options, runOnly: ["color-contrast"]}
        );
        return [...all.violations, ...seen.violations];
    }
"""


def assert_clean(page):
    """axe finds nothing wrong with the page."""
    width = page.viewport_size["width"]
    parts = {(width, CHANGING.sub("", part)) for part in page.evaluate(PARTS)}
    if parts <= READ:
        return
    behind, pieces = page.evaluate(f"[{BEHIND}, {PIECES_OF_THE_PAGE}.map(e => e.outerHTML)]")
    pieces = [(width, behind, CHANGING.sub("", piece)) for piece in pieces]
    skipped = [index for index, piece in enumerate(pieces) if piece in PIECES]
    found = [_violation(each) for each in _run(page, skipped)]
    assert found == [], found
    READ.update(parts)
    PIECES.update(pieces)


def _run(page, skipped):
    """What axe finds, of colours only in pieces that are not skipped."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(LOAD, ADDRESS)
    return page.evaluate(RUN.replace("PIECES", PIECES_OF_THE_PAGE.strip()), skipped)


def _violation(each):
    return f"{each['id']}: " + "; ".join(node["html"][:120] for node in each["nodes"][:3])
