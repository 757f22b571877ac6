"""What the vocabulary finds in a speech, clause by clause.

The words are looked for in a working copy of the text of the same length, so that every offset
stays true: ends of clauses become line breaks, which no expression crosses, and words that do not
count (greetings, quotations of written papers) are blanked out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from meetings.minutes.proposing.clauses import Clause, Sentence
from meetings.minutes.proposing.wordlists import COMMITMENT, CONCERN, Cue, Exclusion

BLANK = "＿"
WEAK = "弱"
LENGTH_OF_ENDING = 8
# Long quotations repeat a paper, a law or another person's words; short ones name a thing.
_QUOTATION = re.compile(r"「([^「」\n]{15,})」(?!と?(?:いう)?(?:要望|お願い|してほしい))")


@dataclass(frozen=True)
class Found:
    """A cue met in the text, with the words as they stand there."""

    cue: Cue
    words: str
    at: int
    end: int


@dataclass
class Evidence:
    """All that was found in one clause. `excluded` holds the kinds it cannot be."""

    clause: Clause
    found: list[Found] = field(default_factory=list)
    excluded: set[str] = field(default_factory=set)

    def weight(self, kind: str) -> float:
        """Sum of the weights for a kind. Words count once, by the weightiest expression that they
        are part of, and so does an expression that is met twice; what speaks against takes from
        the lightest of the words it overlaps."""
        if kind in self.excluded:
            return 0.0
        if kind == CONCERN:
            # A worry has no form of its own: that several of its words meet is what speaks for it.
            return sum({item.cue.expression: item.cue.weight for item in self.of(kind)}.values())
        return weight_of(self.of(kind))

    def of(self, kind: str) -> list[Found]:
        return [item for item in self.found if item.cue.kind == kind]

    def speaking_for(self, kind: str) -> list[Found]:
        """What speaks for a kind, without the endings that other words take back."""
        taken_back = {item.end for item in self.of(kind) if item.cue.weight < 0}
        kept = [item for item in self.of(kind) if item.end not in taken_back]
        return kept or [item for item in self.of(kind) if item.cue.weight > 0]


def weight_of(found: Iterable[Found]) -> float:
    """What these cues weigh together, the same words counted once."""
    once = list({item.cue.expression: item for item in found}.values())
    weights = {item: item.cue.weight for item in once if item.cue.weight > 0}
    for against in once:
        meant = [item for item in weights if _overlap(item, against)]
        if against.cue.weight < 0 and meant:
            lightest = min(meant, key=lambda item: weights[item])
            weights[lightest] = max(weights[lightest] + against.cue.weight, 0.0)
    total, taken = 0.0, list[Found]()
    for item in sorted(weights, key=lambda item: -weights[item]):
        if not any(_overlap(item, other) for other in taken):
            total += weights[item]
            taken.append(item)
    return total


def _overlap(one: Found, other: Found) -> bool:
    return one.at < other.end and other.at < one.end


def gather(
    text: str,
    sentences: tuple[Sentence, ...],
    cues: Iterable[Cue],
    exclusions: tuple[Exclusion, ...],
) -> dict[Clause, Evidence]:
    """What speaks for and against each clause of the speech."""
    kept = tuple(cues)
    clauses = [clause for sentence in sentences for clause in sentence.clauses]
    collected = [Evidence(clause) for clause in clauses]
    starts = [clause.start for clause in clauses]
    copy = _working_copy(text, clauses)
    _exclude(copy, sentences, collected, exclusions)
    for kinds, cues_of_kind in _by_kind(kept).items():
        readable = _without_ignored(copy, kinds, exclusions)
        for cue in cues_of_kind:
            for hit in cue.pattern.finditer(readable):
                words = text[hit.start() : hit.end()].strip()
                collected[_place(starts, hit.end() - 1)].found.append(
                    Found(cue, words, hit.start(), hit.end())
                )
    return {evidence.clause: evidence for evidence in collected}


def _working_copy(text: str, clauses: list[Clause]) -> str:
    characters = list(_QUOTATION.sub(lambda hit: "「" + BLANK * len(hit[1]) + "」", text))
    for clause in clauses:
        if characters[clause.end - 1] in "、。．！？!?":
            characters[clause.end - 1] = "\n"
    return "".join(characters)


def _by_kind(cues: tuple[Cue, ...]) -> dict[str, list[Cue]]:
    grouped: dict[str, list[Cue]] = {}
    for cue in cues:
        grouped.setdefault(cue.kind, []).append(cue)
    return grouped


def _without_ignored(copy: str, kind: str, exclusions: tuple[Exclusion, ...]) -> str:
    for exclusion in exclusions:
        if exclusion.effect == "無視" and kind in exclusion.kinds:
            copy = exclusion.pattern.sub(lambda hit: BLANK * len(hit[0]), copy)
    return copy


def _exclude(
    copy: str,
    sentences: tuple[Sentence, ...],
    collected: list[Evidence],
    exclusions: tuple[Exclusion, ...],
) -> None:
    starts = [evidence.clause.start for evidence in collected]
    sentence_starts = [sentence.start for sentence in sentences]
    for exclusion in exclusions:
        if exclusion.effect == "無視":
            continue
        done = 0
        for hit in exclusion.pattern.finditer(copy):
            last = _place(starts, hit.end() - 1)
            first = last
            if exclusion.effect == "文除外":
                sentence = sentences[bisect_right(sentence_starts, hit.start()) - 1]
                first = _place(starts, sentence.start)
            # Hits come in order: what one has excluded the next need not exclude again.
            for evidence in collected[max(first, done) : last + 1]:
                evidence.excluded.update(exclusion.kinds)
            done = last


def _place(starts: list[int], offset: int) -> int:
    return max(bisect_right(starts, offset) - 1, 0)


def grade(evidence: Evidence) -> str:
    """How far the clause binds. What stands last in a Japanese clause decides: a softening there
    (…のかなと思う) makes it weak, else the weightiest of the words that end the clause."""
    found = evidence.speaking_for(COMMITMENT)
    last = max(found, key=lambda item: item.at)
    if last.cue.manner == WEAK:
        return WEAK
    ending = [item for item in found if item.end >= last.end - LENGTH_OF_ENDING]
    return max(ending, key=lambda item: item.cue.weight).cue.manner
