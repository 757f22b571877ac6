"""Which ministries something concerns, with what says so: the words, and the office of the speaker.

A ministry that is named counts most, then the post of who speaks, then words of its field. Which
field belongs to whom stands in `vocabulary/ministry_terms.csv`, names and posts in the directory of
national organizations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from meetings.minutes.document import MinistryScore
from meetings.minutes.proposing import wordlists
from organizations.directory.official import organizations

NAMED, OFFICE, PERHAPS = 4.0, 3.0, 1.5
BEFORE_SHARE = 0.4
LEAST = 0.8
MOST = 3
_OFFICE = "発言者の職"


@dataclass(frozen=True)
class _Name:
    code: str
    pattern: re.Pattern[str]


def likely(quote: str, *, before: str = "", office: str = "") -> tuple[MinistryScore, ...]:
    """The ministries that fit, the likeliest first, at most three. `before` are the words just
    before the quote, `office` the label and post of a speaker of the national side."""
    weights: dict[str, float] = {}
    terms: dict[str, list[str]] = {}

    def add(code: str, weight: float, term: str) -> None:
        if term not in terms.setdefault(code, []):
            terms[code].append(term)
            weights[code] = weights.get(code, 0.0) + weight

    for name in _names():
        if hit := name.pattern.search(quote):
            add(name.code, NAMED, hit[0])
    for code, weight, posts in _offices(office):
        add(code, weight, f"{_OFFICE}（{posts}）")
    for words, share in ((quote, 1.0), (before, BEFORE_SHARE)):
        for term in wordlists.ministry_terms():
            for hit in term.pattern.finditer(words):
                add(term.code, term.weight * share, hit[0])
    ranked = sorted(
        (code for code in weights if weights[code] >= LEAST), key=lambda code: -weights[code]
    )
    return tuple(
        MinistryScore(code, round(weights[code] / (weights[code] + 2), 2), tuple(terms[code]))
        for code in ranked[:MOST]
    )


@lru_cache(maxsize=512)
def _offices(office: str) -> tuple[tuple[str, float, str], ...]:
    """The organizations that an office belongs to or may belong to."""
    found: dict[str, tuple[str, float, str]] = {}
    for each in organizations().values():
        if each.is_local or each.kind not in ("ministry", "secretariat"):
            continue
        code = each.parent if each.kind == "secretariat" else each.code
        for words, weight in (
            *((post, OFFICE) for post in each.posts),
            *((name, OFFICE) for name in (each.name, *each.aliases)),
            *((post, PERHAPS) for post in each.perhaps),
        ):
            known = found.get(code, ("", 0.0, ""))
            if words in office and (weight, len(words)) > (known[1], len(known[2])):
                found[code] = (code, weight, words)
    # A minister of digital reform is looked after by the secretariat, and is of the agency too.
    if "デジタル" in office and "担当大臣" in office and "digital" not in found:
        found["digital"] = ("digital", PERHAPS, "デジタル…担当大臣")
    return tuple(found.values())


@lru_cache(maxsize=1)
def _names() -> tuple[_Name, ...]:
    names = []
    for each in organizations().values():
        if each.is_local or each.kind != "ministry":
            continue
        written = sorted((each.name, *each.aliases, *each.posts), key=len, reverse=True)
        names.append(_Name(each.code, re.compile("|".join(map(re.escape, written)))))
    return tuple(names)
