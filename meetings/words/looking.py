"""Looking for a word: in which lines it stands, in which sentences, and what rests on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from accounts.rules import Actor
from issues.models import Forum
from meetings.minutes.proposing.notation import compile_expression
from meetings.minutes.proposing.vocabulary import problem_of
from meetings.minutes.proposing.wordlists import WordLine
from meetings.minutes.sentences import split_sentences
from meetings.models import Meeting, Speech, Suggestion
from meetings.words import forum_words

MOST = 40
"""Sentences, and suggestions, that are shown."""
T = TypeVar("T")
_NOTATION = re.compile("[［］｜…＃＠＾＄]")


@dataclass(frozen=True)
class Line:
    """A line of words that finds the word, or that holds it."""

    line: WordLine
    label: str


@dataclass(frozen=True)
class Said:
    """A sentence with the word in it, cut at the word."""

    speech: Speech
    meeting: Meeting
    before: str
    hit: str
    after: str


@dataclass(frozen=True)
class Resting:
    """A suggestion whose points or way of speaking rest on the word."""

    suggestion: Suggestion
    meeting: Meeting
    terms: tuple[str, ...]
    point: str


@dataclass(frozen=True)
class Found:
    """What was found for a word; `problem`: why it cannot be looked for."""

    problem: str = ""
    lines: tuple[Line, ...] = ()
    sentences: tuple[Said, ...] = ()
    more_sentences: bool = False
    resting: tuple[Resting, ...] = ()
    more_resting: bool = False


def look(forum: Forum, word: str, *, actor: Actor) -> Found:
    """What there is of a word (in the notation of the lists, or plain) in the forum's current
    minutes, as far as this reader sees them; the newest first."""
    if problem := problem_of(word):
        return Found(problem)
    pattern = compile_expression(word)
    meetings = _meetings(forum, actor)
    sentences = _some(_sentences(meetings, word, pattern))
    resting = _some(_resting(forum, meetings, pattern))
    return Found(
        lines=tuple(_lines(forum, word, pattern)),
        sentences=tuple(sentences[:MOST]),
        more_sentences=len(sentences) > MOST,
        resting=tuple(resting[:MOST]),
        more_resting=len(resting) > MOST,
    )


def _some(found: Iterator[T]) -> list[T]:
    return list(islice(found, MOST + 1))


def _meetings(forum: Forum, actor: Actor) -> dict[int, Meeting]:
    """The meetings by the key of their current minutes."""
    rows = Meeting.objects.visible_to(actor).filter(body__forum=forum, current_source__isnull=False)
    rows = rows.select_related("body").order_by("-held_on", "-pk")
    return {row.current_source_id: row for row in rows if row.current_source_id}


def _lines(forum: Forum, word: str, pattern: re.Pattern[str]) -> Iterator[Line]:
    labels = forum_words.short_labels(forum)
    for line in forum_words.vocabulary_of(forum.pk).standing():
        finds = not _NOTATION.search(word) and compile_expression(line.expression).search(word)
        if finds or word in line.expression or pattern.fullmatch(line.expression):
            yield Line(line, labels.get(line.subject, line.subject))


def _sentences(meetings: dict[int, Meeting], word: str, pattern: re.Pattern[str]) -> Iterator[Said]:
    rows = Speech.objects.filter(source__in=list(meetings)).select_related("attendance")
    for source, meeting in meetings.items():
        for speech in rows.filter(source=source).order_by("index"):
            if not pattern.search(speech.text):
                continue
            for start, end in split_sentences(speech.text):
                sentence = speech.text[start:end]
                if hit := pattern.search(sentence):
                    before, after = sentence[: hit.start()], sentence[hit.end() :]
                    yield Said(speech, meeting, before, hit[0], after)


def _resting(
    forum: Forum, meetings: dict[int, Meeting], pattern: re.Pattern[str]
) -> Iterator[Resting]:
    labels = forum_words.short_labels(forum)
    rows = Suggestion.objects.filter(source__in=list(meetings)).order_by("-source", "pk")
    for each in rows.iterator(chunk_size=500):
        first = each.points[0]["code"] if each.points else ""
        said = (term for point in each.points for term in point.get("terms", ()))
        terms = dict.fromkeys(t for t in (*said, *each.triggers) if pattern.search(t))
        if terms:
            label = labels.get(first, "")
            yield Resting(each, meetings[each.source_id], tuple(terms), label)
