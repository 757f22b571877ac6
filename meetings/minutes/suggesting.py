"""Proposing requests and commitments from the speeches of a meeting.

Proposals are for a person to accept, edit or dismiss; every one carries the words that caused it.
The rules are the words of a forum (`proposing.vocabulary`), the files in `vocabulary/` and the
grammar in `proposing.clauses`; nothing is learned and nothing leaves the machine.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

from meetings.minutes.demands import proposing as demands
from meetings.minutes.demands.addressees import of_letter
from meetings.minutes.document import (
    ParsedMinutes,
    Side,
    SourceKind,
    Speech,
    SuggestedCommitment,
    SuggestedRequest,
    Suggestions,
)
from meetings.minutes.proposing import commitments, requests
from meetings.minutes.proposing.letters import Letters, clean
from meetings.minutes.proposing.presiding import only_presides
from meetings.minutes.proposing.speaking import side_of
from meetings.minutes.proposing.theme import is_on_theme
from meetings.minutes.proposing.vocabulary import Vocabulary, shipped_words


def suggest(
    parsed: ParsedMinutes,
    vocabulary: Vocabulary | None = None,
    *,
    among: Collection[int] | None = None,
) -> Suggestions:
    """All suggestions for the file (or for the speeches numbered `among`), in the order of the
    text, by the words of a forum (None: by those of the shipped files). Requests come from the
    local side, commitments from the national side and, where they are plain, from the secretariat;
    a speaker whose side nothing tells gets no suggestion. Raises VocabularyError when a file of
    words cannot be used."""
    words = vocabulary or shipped_words()
    if parsed.kind is SourceKind.DEMANDS:
        return Suggestions(_demanded(parsed, words, among))
    found_requests: list[SuggestedRequest] = []
    found_commitments: list[SuggestedCommitment] = []
    on_theme = is_on_theme(parsed, words)
    for speech in parsed.speeches:
        if among is not None and speech.index not in among:
            continue
        letters = clean(speech.text)
        read = replace(speech, text=letters.text)
        side = side_of(read)
        if side is Side.LOCAL:
            found_requests += [
                _there(each, speech, letters)
                for each in requests.propose(read, on_theme=on_theme, vocabulary=words)
            ]
        elif side is not None and not only_presides(read, side):
            found_commitments += [
                _there(each, speech, letters)
                for each in commitments.propose(read, side, on_theme=on_theme, vocabulary=words)
            ]
    return Suggestions(tuple(found_requests), tuple(found_commitments))


def _demanded(
    parsed: ParsedMinutes, words: Vocabulary, among: Collection[int] | None
) -> tuple[SuggestedRequest, ...]:
    """What a paper asks, chapter by chapter."""
    on_theme = is_on_theme(parsed, words)
    above = {heading.after_speech + 1: heading.text for heading in parsed.headings}
    letter = of_letter(line.text for line in parsed.heading_lines)
    found: list[SuggestedRequest] = []
    for speech in parsed.speeches:
        if among is not None and speech.index not in among:
            continue
        letters = clean(speech.text)
        read = replace(speech, text=letters.text)
        heading = above.get(speech.index, "")
        for each in demands.propose(read, words, heading=heading, on_theme=on_theme):
            there = _there(each, speech, letters)
            there = replace(there, ministries=demands.with_letter(there.ministries, letter))
            found.append(replace(there, page=demands.page_at(speech.pages, there.start)))
    return tuple(found)


Suggested = TypeVar("Suggested", SuggestedRequest, SuggestedCommitment)


def _there(found: Suggested, speech: Speech, letters: Letters) -> Suggested:
    """What was found in the clean copy of a speech, where it stands in the speech."""
    start, end = letters.there(found.start, found.end)
    return replace(found, start=start, end=end, quote=speech.text[start:end])
