"""Proposing requests and commitments from the speeches of a meeting.

Proposals are for a person to accept, edit or dismiss; every one carries the words that caused it.
The rules are the vocabulary files in `vocabulary/` and the grammar in `proposing.clauses`; nothing
is learned and nothing leaves the machine.
"""

from __future__ import annotations

from meetings.minutes.document import (
    ParsedMinutes,
    Side,
    SuggestedCommitment,
    SuggestedRequest,
    Suggestions,
)
from meetings.minutes.proposing import commitments, requests
from meetings.minutes.proposing.presiding import only_presides
from meetings.minutes.proposing.speaking import side_of


def suggest(parsed: ParsedMinutes) -> Suggestions:
    """All suggestions for the file, in the order of the text. Requests come from the local side,
    commitments from the national side and, where they are plain, from the secretariat; a speaker
    whose side nothing tells gets no suggestion. Raises VocabularyError when a file of words cannot
    be used."""
    found_requests: list[SuggestedRequest] = []
    found_commitments: list[SuggestedCommitment] = []
    for speech in parsed.speeches:
        side = side_of(speech)
        if side is Side.LOCAL:
            found_requests += requests.propose(speech)
        elif side is not None and not only_presides(speech, side):
            found_commitments += commitments.propose(speech, side)
    return Suggestions(tuple(found_requests), tuple(found_commitments))
