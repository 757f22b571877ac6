"""The review of the first meeting's minutes, as far as the sample has come with it.

`samples/junbi-kaigo-01-review.csv` has one line for each suggestion that is accepted: the speech,
words of it that tell it from all others, the title, and the points where the suggested ones do not
fit. The other suggestions before the last of these in a speech of the local side are dismissed:
they tell of something and ask for nothing, or say again what was asked.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.conf import settings

from accounts.models import User
from meetings.actions import sentences, suggestions
from meetings.enums import SuggestionStatus, SuggestionType
from meetings.models import Meeting, Speech, Suggestion

TABLE = settings.BASE_DIR / "samples" / "junbi-kaigo-01-review.csv"
Line = dict[str, str]


def review(meeting: Meeting, *, by: User) -> None:
    """Decide on what the table knows; what is decided already stays as it is."""
    for speech, chosen in _decisions(meeting):
        for suggestion, line in chosen:
            if suggestion.status == SuggestionStatus.PENDING:
                _decide(suggestion, line, by=by)
        if chosen[0][0].type == SuggestionType.REQUEST:
            sentences.clear(speech, by=by, end=chosen[-1][0].end)


def decided(meeting: Meeting) -> set[int]:
    """The keys of the suggestions that the sample decides on."""
    return {each.pk for _, chosen in _decisions(meeting) for each, _ in chosen}


def _decide(suggestion: Suggestion, line: Line | None, *, by: User) -> None:
    if line is None:
        suggestions.dismiss(suggestion, by=by)
        return
    fields: dict[str, Any] = {"summary": line["件名"], "chosen_points": line["論点"].split()}
    edited = suggestions.edit(suggestion, by=by, **{k: v for k, v in fields.items() if v})
    suggestions.accept(edited, by=by)


def _decisions(meeting: Meeting) -> Iterator[tuple[Speech, list[tuple[Suggestion, Line | None]]]]:
    """Each speech with its suggestions up to the last that is accepted; of the national side's
    only those that are accepted, for the others are left to try."""
    for index, lines in groupby(_lines(), key=lambda line: int(line["発言"])):
        wanted = list(lines)
        rows = Suggestion.objects.filter(source=meeting.current_source, speech__index=index)
        found = [(each, _line_of(each, wanted)) for each in rows.select_related("speech")]
        last = max((at for at, (_, line) in enumerate(found) if line is not None), default=-1)
        chosen = [
            (each, line)
            for each, line in found[: last + 1]
            if line is not None or each.type == SuggestionType.REQUEST
        ]
        if chosen:
            yield chosen[0][0].speech, chosen


def _line_of(suggestion: Suggestion, lines: list[Line]) -> Line | None:
    return next((line for line in lines if line["言葉"] in suggestion.quote), None)


def _lines() -> Iterator[Line]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
