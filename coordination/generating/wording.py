"""Sentences from the vocabulary: the same draws give the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from coordination.generating import vocabulary as words

TITLE, ASK, TROUBLE = 100, 250, 700
"""The longest texts that fit, in characters."""
MONTHS = tuple(f"{month}月" for month in range(1, 13))


@dataclass(frozen=True)
class Subject:
    """What one request is about: its texts keep to that."""

    system: str
    issue: str
    place: str


def subject(draw: Random) -> Subject:
    """A matter; the first ones of each list come up most."""
    return Subject(
        _early(draw, words.SYSTEMS), _early(draw, words.ISSUES), _early(draw, words.PLACES)
    )


def title(draw: Random, about: Subject) -> str:
    """One line, at most `TITLE` characters."""
    return _say(draw, about, words.FORMS)[:TITLE]


def passage(draw: Random, about: Subject, forms: Sequence[str], most: int, limit: int) -> str:
    """Up to `most` different sentences, as many as fit into `limit` characters."""
    text = ""
    for form in draw.sample(forms, min(draw.randint(1, most), len(forms))):
        sentence = _fill(draw, about, form)
        if len(text) + len(sentence) > limit:
            break
        text += sentence
    return text


def line(draw: Random, about: Subject, forms: Sequence[str], limit: int) -> str:
    """One sentence, cut to `limit` characters."""
    return _say(draw, about, forms)[:limit]


def _say(draw: Random, about: Subject, forms: Sequence[str]) -> str:
    return _fill(draw, about, forms[int(draw.random() * len(forms))])


def _early(draw: Random, choices: Sequence[str]) -> str:
    return choices[int(draw.random() ** 1.8 * len(choices))]


def _fill(draw: Random, about: Subject, form: str) -> str:
    number = draw.random
    return form.format(
        system=about.system,
        issue=about.issue,
        place=about.place,
        act=words.ACTS[int(number() * len(words.ACTS))],
        month=MONTHS[int(number() * 12)],
        cost=int(10 ** (2 + 2 * number())),
        share=1 + int(number() * 9),
        ratio=2 + int(number() * 4),
        year=2 + int(number() * 6),
        staff=1 + int(number() * 4),
        times=1 + int(number() * 9),
        months=2 + int(number() * 20),
        hours=10 + int(number() * 390),
        calls=20 + int(number() * 900),
        neighbours=2 + int(number() * 30),
    )
