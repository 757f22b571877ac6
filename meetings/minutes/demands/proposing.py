"""One suggested request for each ask of a paper, with its ministries and its page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from meetings.minutes.demands.addressees import CERTAIN, scores
from meetings.minutes.demands.asking import as_wish
from meetings.minutes.demands.parts import Ask, asks_of
from meetings.minutes.document import (
    MinistryScore,
    RequestKind,
    Speech,
    Strength,
    SuggestedRequest,
)
from meetings.minutes.proposing.ministries import MOST, likely
from meetings.minutes.proposing.points import Context, rank
from meetings.minutes.proposing.titles import title_of
from meetings.minutes.proposing.vocabulary import Vocabulary

CONFIDENCE = 0.95
"""A paper of demands says what it asks; what may be wrong is where the ask begins and ends."""
_BEFORE = 200
_ENDING = 12


def propose(
    speech: Speech, words: Vocabulary, *, heading: str = "", on_theme: bool = True
) -> tuple[SuggestedRequest, ...]:
    """The asks of one chapter. `heading`: what stands above it; `words`: those of the points."""
    around = Context(heading=heading, on_theme=on_theme, vocabulary=words)
    return tuple(_suggestion(speech, ask, around) for ask in asks_of(speech.text))


def addressed(text: str, start: int, end: int) -> tuple[MinistryScore, ...]:
    """The ministries to which a chapter's text says that text[start:end] is addressed: none where
    these words are no ask of it or nobody is named."""
    for ask in asks_of(text):
        if ask.start < end and start < ask.end:
            return scores(ask.addressee)
    return ()


def with_letter(
    found: tuple[MinistryScore, ...], letter: tuple[MinistryScore, ...]
) -> tuple[MinistryScore, ...]:
    """The ministries of an ask, with those to whose heads the letter goes where the paper names
    none for it."""
    if any(each.score >= CERTAIN for each in found):
        return found
    codes = {each.code for each in letter}
    others = [each for each in found if each.code not in codes]
    return (*letter, *others)[:MOST]


def page_at(pages: tuple[tuple[int, int], ...], place: int) -> int | None:
    """The page on which the character at `place` stands, where it is known."""
    at = bisect_right(pages, place, key=lambda each: each[0])
    return pages[at - 1][1] if at else None


def _suggestion(speech: Speech, ask: Ask, around: Context) -> SuggestedRequest:
    quote = speech.text[ask.start : ask.end]
    above = "　".join(filter(None, (around.heading, *ask.headings)))
    before = ask.before[-_BEFORE:]
    context = replace(around, before=before, heading=above)
    first = speech.text[ask.start : ask.first_end]
    return SuggestedRequest(
        speech=speech.index,
        start=ask.start,
        end=ask.end,
        quote=quote,
        summary=title_of(as_wish(first), asks=True, before=""),
        organization=speech.organization,
        kind=RequestKind.REQUEST,
        strength=Strength.EXPLICIT,
        points=rank(quote, context),
        triggers=(quote.rstrip("。")[-_ENDING:],),
        confidence=CONFIDENCE,
        ministries=_ministries(quote, f"{above}\n{before}", ask.addressee),
        page=page_at(speech.pages, ask.start),
    )


def _ministries(quote: str, around: str, addressee: str) -> tuple[MinistryScore, ...]:
    """Those that the paper names, then what its words say."""
    named = scores(addressee)
    codes = {each.code for each in named}
    others = [each for each in likely(quote, before=around) if each.code not in codes]
    return (*named, *others[: max(0, MOST - len(named))])
