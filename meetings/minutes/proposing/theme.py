"""Whether words are about what the forum is there for at all.

A request for a school bus names money, staff and rules as one for an information system does: the
points of a forum come into question only where its theme is near.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from meetings.minutes.document import ParsedMinutes
from meetings.minutes.proposing.vocabulary import Vocabulary

DENSE = 2.0
"""So much theme in a thousand letters makes it what a meeting is about."""
LONG_ENOUGH = 1_000
"""Of a shorter text nothing can be said: it is taken for what the forum is about."""
ENOUGH = 1.0


def theme_in(words: str, vocabulary: Vocabulary) -> float:
    """How much of the theme there is in the words; each word counts once."""
    return _weighed(words, vocabulary)[0]


def other_theme_in(words: str, vocabulary: Vocabulary) -> bool:
    """Whether the words name what another forum is there for."""
    return _weighed(words, vocabulary)[1]


@lru_cache(maxsize=4096)
def _weighed(words: str, vocabulary: Vocabulary) -> tuple[float, bool]:
    found: dict[str, float] = {}
    hidden = words
    for term in vocabulary.theme:
        if term.weight == 0:
            hidden = term.pattern.sub("＿", hidden)
    for term in vocabulary.theme:
        for hit in term.pattern.finditer(hidden):
            found[hit[0]] = term.weight
    weights = found.values()
    return sum(weight for weight in weights if weight > 0), any(weight < 0 for weight in weights)


def is_on_theme(parsed: ParsedMinutes, vocabulary: Vocabulary) -> bool:
    """Whether the meeting is about the theme: its title says so, or its words all along. Where no
    word says what the theme is, every meeting is."""
    if not any(term.weight > 0 for term in vocabulary.theme):
        return True
    facts = parsed.meeting
    if theme_in(facts.title, vocabulary) + theme_in(facts.body, vocabulary) >= ENOUGH:
        return True
    return _is_dense([speech.text for speech in parsed.speeches], vocabulary)


def _is_dense(texts: Iterable[str], vocabulary: Vocabulary) -> bool:
    whole = "\n".join(texts)
    if len(whole) < LONG_ENOUGH:
        return True
    hits = sum(
        sum(1 for _ in term.pattern.finditer(whole)) * term.weight
        for term in vocabulary.theme
        if term.weight > 0
    )
    return hits * 1_000 >= DENSE * len(whole)
