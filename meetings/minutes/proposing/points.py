"""Which discussion points a quote is about, ranked, with the words that say so.

Words in the quote count fully, and most where the quote closes: 「標準化に係る財政支援を」 is about
cost. Words around it count less: the rest of its sentence, what was said just before, and the
heading under which the speaker put it (「2点目は…について」).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from meetings.minutes.document import PointScore
from meetings.minutes.proposing.clauses import Sentence
from meetings.minutes.proposing.notation import DIGITS
from meetings.minutes.proposing.theme import ENOUGH, other_theme_in, theme_in
from meetings.minutes.proposing.vocabulary import PointTerms, Vocabulary, shipped_words

SENTENCE_SHARE = 0.35
BEFORE_SHARE = 0.25
HEADING_SHARE = 0.4
SENTENCES_BEFORE = 2
AROUND = 1_000
"""So many letters of what stands around a quote are looked at, on each side: a text without a full
stop would otherwise be read whole for each quote in it."""
# However much is said around a quote, its own words decide.
MOST_AROUND = 1.5
# A score of 0.5 is reached by one plain word of the point; points below the least are noise.
HALF = 2.0
LEAST = 0.1
# Many words of a topic do not outweigh what is asked: every further word of a point adds less.
FURTHER = 0.6
# Words that close a sentence against words that something else follows, by what leads over.
CLOSING_SHARE = 1.25
REACH = 120
_LEADS_OVER = (
    (re.compile("のではなく|ではなく|よりも|より、|だけでなく|のみならず|ことのないよう"), 0.5),
    (re.compile("(?:前に|ても|でも|にもかかわらず|のに|の中|中で|[がて]いる一方|一方で?)、"), 0.65),
    (
        re.compile(
            "(?:ため|ので|から|が|けれども?|に際し|に当たり|に当たって(?:は)?|に伴い|以上|上で|ば|よう"
            "|ように|なく|(?:について|につきまして|に関して)[はも]?|においては|(?:場合|とき|時)(?:には?|は))、"
        ),
        0.75,
    ),
    (
        re.compile("に係る|に要する|にかかる|に対する|に対して?|に関する|のための|に向けた|に伴う"),
        0.8,
    ),
    (re.compile("、"), 1.0),
)
# A word that belongs to the one behind it (補助金の申請に) is what that one is about.
_BELONGS = re.compile("の(?![はがもをで、。])")
BELONGING_SHARE = 0.8
TALKING = "consultation"
_TALKING = re.compile(
    r"(?:国と地方|国・地方|国と自治体|首長との?)の?(?:協議|対話|意見交換)|(?:協議|対話|意見交換)[のすをで]{1,3}る?場"
)
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
    on_theme: bool | None = None
    """Whether the meeting is about the theme of the forum; None where that is not known."""
    vocabulary: Vocabulary = field(default_factory=shipped_words)


@dataclass(frozen=True)
class Count:
    """What some words weigh for one point, and which of them do."""

    weight: float
    terms: tuple[str, ...]


def rank(quote: str, context: Context) -> tuple[PointScore, ...]:
    """The points that fit, the best first. Empty, which is an answer of its own, when no word of
    any point is near or the words are not about the theme of the forum."""
    vocabulary = context.vocabulary
    own = _counts(quote, vocabulary)
    if not _is_on_theme(quote, context):
        return _about_talking(quote, own)
    nearby = (
        (SENTENCE_SHARE, _counts(context.sentence, vocabulary)),
        (BEFORE_SHARE, _counts(context.before, vocabulary)),
        (HEADING_SHARE, _counts(context.heading, vocabulary)),
    )
    scored = [
        _score(code, own[code], tuple((share, counts[code]) for share, counts in nearby))
        for code in own
    ]
    kept = [score for score in scored if score.score >= LEAST]
    return tuple(sorted(kept, key=lambda score: -score.score))


def _about_talking(quote: str, own: dict[str, Count]) -> tuple[PointScore, ...]:
    """How the two sides talk with each other is a point whatever they talk about."""
    if not _TALKING.search(quote) or TALKING not in own:
        return ()
    score = _score(TALKING, own[TALKING], ())
    return (score,) if score.score >= LEAST else ()


def _is_on_theme(quote: str, context: Context) -> bool:
    """In a meeting about the theme only what names another one is not; in another meeting only
    what names the theme is."""
    if context.on_theme is None:
        return True
    words = context.vocabulary
    near = theme_in(quote, words) + theme_in(context.sentence, words)
    if not context.on_theme or near > 0:
        return near >= ENOUGH or context.on_theme
    before = context.before
    told_before = other_theme_in(before, words) and not theme_in(before, words)
    return not (other_theme_in(quote, words) or told_before)


def _score(code: str, own: Count, nearby: tuple[tuple[float, Count], ...]) -> PointScore:
    around = min(sum(share * count.weight for share, count in nearby), MOST_AROUND)
    total = own.weight + around
    terms = dict.fromkeys(own.terms + tuple(term for _, count in nearby for term in count.terms))
    return PointScore(code, round(total / (total + HALF), 2), tuple(terms))


@lru_cache(maxsize=4096)
def _counts(words: str, vocabulary: Vocabulary) -> dict[str, Count]:
    return {point.code: _count(point, words) for point in vocabulary.points}


def _count(point: PointTerms, words: str) -> Count:
    """Weight and words of a point in these words; each word counts once, at its best place."""
    terms: dict[str, float] = {}
    for hit, weight in _apart(point, words):
        terms[hit[0]] = max(terms.get(hit[0], 0.0), weight * _share_at(words, hit.end()))
    weights = sorted(terms.values(), reverse=True)
    total = sum(weight * FURTHER**place for place, weight in enumerate(weights))
    return Count(total, tuple(terms))


def _apart(point: PointTerms, words: str) -> list[tuple[re.Match[str], float]]:
    """Hits that do not overlap, in the order of the text. Words of weight 0 go first, for they hide
    what they hold (行財政 is not 財政), then the weightier, then the longer."""
    if not point.any_of.search(words):
        return []
    hits = [(hit, weight) for term, weight in point.weights for hit in term.finditer(words)]
    hits.sort(key=lambda item: (item[1] > 0, -item[1], item[0].start() - item[0].end()))
    kept: list[tuple[re.Match[str], float]] = []
    taken = bytearray(len(words))
    for hit, weight in hits:
        if not any(taken[hit.start() : hit.end()]):
            taken[hit.start() : hit.end()] = b"\1" * (hit.end() - hit.start())
            kept.append((hit, weight))
    kept.sort(key=lambda item: item[0].start())
    return [(hit, weight) for hit, weight in kept if weight > 0]


def _share_at(words: str, at: int) -> float:
    """How much a word that ends there counts: what closes its sentence is what is wanted; what is
    led over from (…に伴い、…ではなく、…に係る) is only what it is about."""
    near = words[at : at + REACH].partition("。")[0]
    share = min((share for lead, share in _LEADS_OVER if lead.search(near)), default=CLOSING_SHARE)
    return share * BELONGING_SHARE if _BELONGS.match(near) else share


class Surroundings:
    """Looks up the context of any span of one speech."""

    def __init__(
        self,
        text: str,
        sentences: tuple[Sentence, ...],
        *,
        on_theme: bool = True,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        """`on_theme`: the meeting is about what the forum is there for. The words are those of the
        files where no others are given."""
        self._on_theme = on_theme
        self._vocabulary = vocabulary or shipped_words()
        self._text = text
        self._sentences = sentences
        self._headings = self._find_headings()

    def of(self, number: int, start: int, end: int) -> Context:
        """Context of text[start:end], which begins in the sentence of that number."""
        sentence = self._sentences[number]
        ahead = self._text[max(sentence.start, start - AROUND) : start]
        rest = ahead + "\n" + self._text[end : min(sentence.end, end + AROUND)]
        earlier = self._sentences[max(number - SENTENCES_BEFORE, 0) : number]
        same = [item for item in earlier if item.paragraph == sentence.paragraph]
        heading = self._headings[number]
        return Context(
            sentence=rest,
            before="\n".join(self._text[item.start : item.end][-AROUND:] for item in same),
            heading="" if heading == number else self._words(heading),
            on_theme=self._on_theme,
            vocabulary=self._vocabulary,
        )

    def _words(self, number: int | None) -> str:
        if number is None:
            return ""
        sentence = self._sentences[number]
        return self._text[sentence.start : min(sentence.end, sentence.start + AROUND)]

    def _find_headings(self) -> list[int | None]:
        headings: list[int | None] = []
        current: int | None = None
        for number, sentence in enumerate(self._sentences):
            opens = number == 0 or self._sentences[number - 1].paragraph != sentence.paragraph
            if _HEADING.match(self._words(number)) and (opens or len(self._words(number)) <= 60):
                current = number
            headings.append(current)
        return headings
