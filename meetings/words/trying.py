"""What a change of words would do: suggestions before and after, beside what people decided.

Looked at are the saved minutes of the forum, with the decisions as marks, and for the first forum
the annotated minutes that ship with the samples (those that the word lists may be tuned by).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from issues.models import Forum
from meetings.minutes import measuring
from meetings.minutes.document import ParsedMinutes, SuggestedCommitment, Suggestions
from meetings.minutes.measuring import Annotations, Marked
from meetings.minutes.proposing.vocabulary import Vocabulary
from meetings.minutes.reading import read_minutes
from meetings.minutes.suggesting import suggest
from meetings.models import Meeting
from meetings.words import forum_words, reviewed

SAMPLE = Path(settings.BASE_DIR) / "samples" / "junbi-kaigo-01.txt"
ANNOTATED = Path(settings.BASE_DIR) / "samples" / "annotated"
MOST_SHOWN = 300
"""Changed suggestions that are kept to be listed, of each set."""

Key = tuple[str, int, int, int]
Progress = Callable[[int], None]


@dataclass
class Figures:
    """Of one set of minutes. `found`: marked requests that are suggested and have a point; `first`:
    those whose first point is the right one; `outside` and `pointless`: the same for those that
    concern none; `proposed` and `without`: all suggested requests, and those with no point;
    `dismissed`: suggested although people dismissed them."""

    found: int = 0
    first: int = 0
    outside: int = 0
    pointless: int = 0
    proposed: int = 0
    without: int = 0
    dismissed: int = 0


@dataclass(frozen=True)
class Set:
    """Minutes with marks: saved ones (`meeting`, `keys` of the suggestions there are) or a file."""

    label: str
    parsed: ParsedMinutes
    marks: Annotations
    meeting: int | None
    keys: dict[Key, int]


def tried(
    forum: Forum, before: Vocabulary, after: Vocabulary, *, told: Progress = lambda percent: None
) -> dict[str, Any]:
    """What changes from one vocabulary to the other, as data: for each set of minutes its figures
    and the suggestions that change; `left_out` meetings were too many to be looked at."""
    meetings = reviewed.meetings_of(forum)
    sets, left_out, letters = [], 0, 0
    paths = list(_annotated(forum))
    for at, meeting in enumerate(meetings):
        if letters > reviewed.MOST_LETTERS:
            left_out = len(meetings) - at
            break
        found = _saved(meeting)
        letters += sum(len(speech.text) for speech in found.parsed.speeches)
        sets.append(_compared(found, before, after))
        told(100 * (at + 1) // (len(meetings) + len(paths)))
    for at, (path, minutes) in enumerate(paths):
        sets.append(_compared(_file(path, minutes), before, after))
        told(100 * (len(meetings) + at + 1) // (len(meetings) + len(paths)))
    return {"sets": sets, "left_out": left_out}


def _saved(meeting: Meeting) -> Set:
    rows = reviewed.suggestions_of(meeting)
    keys = {(str(each.type), each.speech.index, each.start, each.end): each.pk for each in rows}
    return Set(str(meeting), reviewed.parsed(meeting), reviewed.marks_of(rows), meeting.pk, keys)


def _annotated(forum: Forum) -> Iterator[tuple[Path, Path]]:
    """The files of marks with their minutes; their points are those of the first forum."""
    if not forum_words.is_first(forum.pk) or not ANNOTATED.is_dir():
        return
    for path in sorted(ANNOTATED.glob("*.json")):
        beside = path.with_suffix(".txt")
        yield path, beside if beside.exists() else SAMPLE


def _file(path: Path, minutes: Path) -> Set:
    parsed = read_minutes(minutes.read_bytes(), minutes.name)
    marks = measuring.load(path, parsed, whole=minutes != SAMPLE)
    return Set(f"付属の注釈 {path.stem}", parsed, marks, None, {})


def _compared(found: Set, before: Vocabulary, after: Vocabulary) -> dict[str, Any]:
    was, becomes = suggest(found.parsed, before), suggest(found.parsed, after)
    rows = list(_changed(found, _by_key(was), _by_key(becomes)))
    return {
        "label": found.label,
        "meeting": found.meeting,
        "marked": bool(found.marks.requests or found.marks.not_requests),
        "before": asdict(_figures(was, found.marks)),
        "after": asdict(_figures(becomes, found.marks)),
        "changed": rows[:MOST_SHOWN],
        "total": len(rows),
    }


def _figures(suggestions: Suggestions, marks: Annotations) -> Figures:
    measured = measuring.measure(suggestions, marks)
    return Figures(
        found=measured.primary_first + len(measured.wrong_point),
        first=measured.primary_first,
        outside=measured.off_theme,
        pointless=measured.off_theme_pointless,
        proposed=len(suggestions.requests),
        without=sum(not each.points for each in suggestions.requests),
        dismissed=len(measured.not_requests_proposed),
    )


def _by_key(suggestions: Suggestions) -> dict[Key, Any]:
    every: Iterable[Any] = (*suggestions.requests, *suggestions.commitments)
    return {(_type(each), each.speech, each.start, each.end): each for each in every}


def _type(each: Any) -> str:
    return "commitment" if isinstance(each, SuggestedCommitment) else "request"


def _changed(found: Set, was: dict[Key, Any], becomes: dict[Key, Any]) -> Iterator[dict[str, Any]]:
    """What is suggested no more, newly, or for another first point, in the order of the text."""
    for key in sorted({*was, *becomes}, key=lambda key: key[1:]):
        old, new = _first(was.get(key)), _first(becomes.get(key))
        if old == new:
            continue
        span = becomes.get(key) or was[key]
        right = _right(found.marks, span)
        yield {
            "type": key[0],
            "suggestion": found.keys.get(key),
            "speech": key[1],
            "quote": span.quote[:300],
            "old": old,
            "new": new,
            "right": right,
            "verdict": _verdict(old, new, right),
        }


def _first(suggested: Any) -> str | None:
    """The first point, "" for none; None where it is not suggested."""
    if suggested is None:
        return None
    return suggested.points[0].code if suggested.points else ""


def _right(marks: Annotations, span: Any) -> str | None:
    """The point that people gave these words; "" where none is right, None where nobody said."""
    if isinstance(span, SuggestedCommitment):
        return None
    found: list[Marked] = [mark for mark in marks.requests if measuring.finds(span, mark)]
    if found:
        return found[0].primary
    return "-" if any(measuring.finds(span, mark) for mark in marks.not_requests) else None


def _verdict(old: str | None, new: str | None, right: str | None) -> str:
    """Whether the change brings it nearer to what people decided. "-" as the right one: dismissed,
    so it is better not suggested."""
    if right is None:
        return ""
    wanted = None if right == "-" else right
    return "better" if new == wanted else "worse" if old == wanted else ""
