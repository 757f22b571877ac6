"""Where a page says that it stands: its crumbs, its heading, and what the menu lights."""

import re
from dataclasses import dataclass
from html import unescape


@dataclass(frozen=True)
class Place:
    """`crumbs` are (words, address) from ホーム on, the page's own last and without an address;
    `lit` the (words, address) that the menu marks."""

    crumbs: tuple
    lit: tuple
    heading: str
    title: str


def place_of(answer):
    """What a whole page says; None for whatever is none."""
    if not answer.get("Content-Type", "").startswith("text/html"):
        return None
    page = answer.content.decode()
    if "<html" not in page:
        return None
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', page, re.DOTALL)
    menu = re.search(r'<nav id="menu".*?</nav>', page, re.DOTALL)
    marked = r'<li>\s*<a href="([^"]*)" aria-current="[a-z]+">(.*?)</a>'
    return Place(
        crumbs=tuple(_crumb(each) for each in re.findall(r"<li.*?</li>", crumbs[0], re.DOTALL))
        if crumbs
        else (),
        lit=tuple((_words(words), unescape(url)) for url, words in re.findall(marked, menu[0])),
        heading=_words((re.findall(r"<h1.*?</h1>", page, re.DOTALL) or [""])[0]),
        title=_words(re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]),
    )


def _crumb(markup):
    link = re.search(r'href="([^"]*)"', markup)
    return _words(markup), unescape(link[1]) if link else ""


def _words(markup):
    markup = re.sub(r'<span class="late-mark">.*?</span>', "", markup)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", markup))).strip()


OWN = ("自分の情報",)
"""The page below ホーム that stands in the menu of the person, not in that of the pages."""


def astray(answer, path, opens):
    """What a page says wrongly of where it stands: nothing for what is no whole page of the
    product. `opens` tells whether an address opens for the same reader."""
    place = place_of(answer)
    if place is None or not place.crumbs:
        return []
    *above, (own, address) = place.crumbs
    said = _bare(place.heading), _bare(place.title)
    wrong = [f"{url} of {words} does not open" for words, url in above if not opens(url)]
    if address or not any(_bare(own) in each for each in said):
        wrong.append(f"{own} is neither {said[0]} nor {said[1]}")
    theirs = {(own, path), *above} - {("ホーム", "/")}
    true = [each for each in place.lit if any(set(each) & {*crumb} for crumb in theirs)]
    if not (len(true) == len(place.lit) == 1) and own not in OWN and above[-1][0] not in OWN:
        wrong.append(f"{path} lights {place.lit}, its crumbs are {place.crumbs}")
    return wrong


def _bare(words):
    return re.sub(r"[\s（）]", "", words)
