"""Which discussion points a quote is about, ranked, with the words that say so.

Words in the quote count fully. Words around it count less: the rest of its sentence, what was said
just before, and the heading under which the speaker put it (「2点目は…について」).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from meetings.minutes.document import PointScore
from meetings.minutes.proposing import wordlists
from meetings.minutes.proposing.clauses import Sentence
from meetings.minutes.proposing.notation import DIGITS
from meetings.minutes.proposing.wordlists import PointTerms

SENTENCE_SHARE = 0.35
BEFORE_SHARE = 0.25
HEADING_SHARE = 0.4
SENTENCES_BEFORE = 2
# However much is said around a quote, its own words decide.
MOST_AROUND = 1.5
# A score of 0.5 is reached by one plain word of the point; points below the least are noise.
HALF = 2.0
LEAST = 0.1
_HEADING = re.compile(
    rf"^.{{0,12}}?(?:{DIGITS}(?:点目|つ目|番目|つめ)|第\s?{DIGITS}\s?[にの、]|[（(①-⑳]|最後[、に])"
    r"|^.{0,60}?(?:について|に関して|につきまして)(?:は、|でございます|であります|です|お話|申し上げ|、)"
    r"|^.{2,40}(?:ということです|の関係でございます|の関係です)。?$"
)


@dataclass(frozen=True)
class Context:
    """The words around a quote, by how near they are."""

    sentence: str = ""
    before: str = ""
    heading: str = ""


def rank(quote: str, context: Context) -> tuple[PointScore, ...]:
    """The points that fit, the best first. Empty when no word of any point is near."""
    scored = [_score(point, quote, context) for point in wordlists.point_terms()]
    kept = [score for score in scored if score.score >= LEAST]
    return tuple(sorted(kept, key=lambda score: -score.score))


def _score(point: PointTerms, quote: str, context: Context) -> PointScore:
    own, terms = _count(point, quote)
    around = 0.0
    for words, share in (
        (context.sentence, SENTENCE_SHARE),
        (context.before, BEFORE_SHARE),
        (context.heading, HEADING_SHARE),
    ):
        weight, nearby = _count(point, words)
        around += share * weight
        terms += tuple(term for term in nearby if term not in terms)
    total = own + min(around, MOST_AROUND)
    return PointScore(point.code, round(total / (total + HALF), 2), terms)


@lru_cache(maxsize=4096)
def _count(point: PointTerms, words: str) -> tuple[float, tuple[str, ...]]:
    """Weight and words of a point in these words; each word counts once. Of two that overlap the
    longer counts: 財政支援 is not counted again as 財政."""
    if not point.any_of.search(words):
        return 0.0, ()
    hits = [(hit, weight) for term, weight in point.weights for hit in term.finditer(words)]
    hits.sort(key=lambda item: item[0].start() - item[0].end())
    kept: list[tuple[re.Match[str], float]] = []
    for hit, weight in hits:
        if all(hit.end() <= other.start() or other.end() <= hit.start() for other, _ in kept):
            kept.append((hit, weight))
    kept.sort(key=lambda item: item[0].start())
    terms = {hit[0]: weight for hit, weight in kept}
    return sum(terms.values()), tuple(terms)


class Surroundings:
    """Looks up the context of any span of one speech."""

    def __init__(self, text: str, sentences: tuple[Sentence, ...]) -> None:
        self._text = text
        self._sentences = sentences
        self._headings = self._find_headings()

    def of(self, number: int, start: int, end: int) -> Context:
        """Context of text[start:end], which begins in the sentence of that number."""
        sentence = self._sentences[number]
        rest = self._text[sentence.start : start] + "\n" + self._text[end : sentence.end]
        earlier = self._sentences[max(number - SENTENCES_BEFORE, 0) : number]
        same = [item for item in earlier if item.paragraph == sentence.paragraph]
        heading = self._headings[number]
        return Context(
            sentence=rest,
            before="\n".join(self._text[item.start : item.end] for item in same),
            heading="" if heading == number else self._words(heading),
        )

    def _words(self, number: int | None) -> str:
        if number is None:
            return ""
        return self._text[self._sentences[number].start : self._sentences[number].end]

    def _find_headings(self) -> list[int | None]:
        headings: list[int | None] = []
        current: int | None = None
        for number, sentence in enumerate(self._sentences):
            opens = number == 0 or self._sentences[number - 1].paragraph != sentence.paragraph
            if _HEADING.match(self._words(number)) and (opens or len(self._words(number)) <= 60):
                current = number
            headings.append(current)
        return headings
