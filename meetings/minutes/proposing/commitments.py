"""What the national side says it will do or offers, in its own words."""

from __future__ import annotations

from meetings.minutes.document import Side, Speech, SuggestedCommitment
from meetings.minutes.proposing import wordlists
from meetings.minutes.proposing.acts import tells_a_state
from meetings.minutes.proposing.clauses import Clause, split_clauses, trimmed
from meetings.minutes.proposing.evidence import Evidence, gather, grade
from meetings.minutes.proposing.ministries import likely
from meetings.minutes.proposing.plain_style import plain_words
from meetings.minutes.proposing.points import Surroundings, rank
from meetings.minutes.proposing.requests import LONGEST_WITH_REASON, triggers
from meetings.minutes.proposing.titles import title_of_promise
from meetings.minutes.proposing.vocabulary import Vocabulary, shipped_words
from meetings.minutes.proposing.wordlists import COMMITMENT

ENOUGH = 0.9
# Who runs the meeting speaks of its procedure in the words of a promise: more is asked of them.
ENOUGH_FROM_SECRETARIAT = 1.05
PLAIN = 1.0
"""Cues of this weight say of themselves that something is going to be done."""
NEAR_END = 90
_GRADES = {"強": "strong", "中": "medium", "弱": "weak"}


def propose(
    speech: Speech, side: Side, *, on_theme: bool = True, vocabulary: Vocabulary | None = None
) -> tuple[SuggestedCommitment, ...]:
    """What may be a commitment in this speech of the national side, in the order of the text."""
    words = vocabulary or shipped_words()
    enough = ENOUGH_FROM_SECRETARIAT if side is Side.SECRETARIAT else ENOUGH
    sentences = split_clauses(speech.text)
    evidence = gather(speech.text, sentences, wordlists.commitment_cues(), words.exclusions)
    surroundings = Surroundings(speech.text, sentences, on_theme=on_theme, vocabulary=words)
    proposed: list[SuggestedCommitment] = []
    for number, sentence in enumerate(sentences):
        reason: Clause | None = None
        for clause in sentence.clauses:
            item = evidence[clause]
            if item.weight(COMMITMENT) < enough - 1e-9 or not _is_act(speech.text, item):
                reason = None if COMMITMENT in item.excluded else clause
                continue
            start = clause.start
            if reason is not None and clause.end - reason.start <= LONGEST_WITH_REASON:
                start = reason.start
            proposed.append(_suggestion(speech, number, start, item, surroundings))
            reason = None
    return tuple(proposed)


def _is_act(text: str, item: Evidence) -> bool:
    """Whether somebody does something there. Words that say so by themselves need no grammar."""
    if any(found.cue.weight >= PLAIN for found in item.of(COMMITMENT)):
        return True
    clause = item.clause
    words = plain_words(text[max(clause.start, clause.end - NEAR_END) : clause.end])
    return not tells_a_state(words)


def _suggestion(
    speech: Speech, number: int, start: int, item: Evidence, surroundings: Surroundings
) -> SuggestedCommitment:
    start, end = trimmed(speech.text, start, item.clause.end)
    quote = speech.text[start:end]
    context = surroundings.of(number, start, end)
    before = context.before.rpartition("\n")[2]
    return SuggestedCommitment(
        speech=speech.index,
        start=start,
        end=end,
        quote=quote,
        summary=title_of_promise(quote, before=before),
        grade=_GRADES[grade(item)],
        points=rank(quote, context),
        triggers=triggers(tuple(item.speaking_for(COMMITMENT))),
        # Of the commitments with the least weight five in six were marked by readers.
        confidence=round(1 - 0.8 * 2 ** -item.weight(COMMITMENT), 2),
        ministries=likely(quote, before=context.before, office=speech.label + speech.organization),
    )
