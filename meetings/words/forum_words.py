"""The words of a forum: the shipped lines, where they are its own, and over them its rows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet, Sum

from issues.forums import chosen_forum
from issues.models import DiscussionPoint, Forum
from meetings.enums import WordStatus
from meetings.minutes.proposing import vocabulary, wordlists
from meetings.minutes.proposing.vocabulary import OwnLine, Vocabulary
from meetings.models import ForumWord
from workflow.models import HistoryEntry
from workflow.pointing import pointing_at

SIGNS = {
    "主題": "主題の言葉（この協議の場の話かどうか）",
    "要望": "要望の言い方",
    "懸念": "懸念の言い方",
    "事例": "事例の言い方",
    "無視": "読み飛ばす言い方",
    "除外": "候補にしない言い方（その節）",
    "文除外": "候補にしない言い方（その節と、同じ文の前の節）",
}
"""What words speak for beside the points, as pages call it."""


def vocabulary_of(forum_id: int) -> Vocabulary:
    """What this forum's minutes are read by from now on. One question to the database; what was
    made of the same rows before is given again."""
    rows = ForumWord.objects.filter(forum=forum_id).order_by("pk")
    columns = rows.values_list("subject", "expression", "weight", "status")
    lines = tuple(OwnLine(s, e, w, status == WordStatus.IN_USE) for s, e, w, status in columns)
    return vocabulary.made_of(lines, shipped=is_first(forum_id))


def is_first(forum_id: int) -> bool:
    """Whether the shipped words of points and theme are this forum's."""
    return chosen_forum.first().pk == forum_id


def stamp(forum_id: int) -> list[int]:
    """Another one after every change of the forum's words."""
    found = ForumWord.objects.filter(forum=forum_id).aggregate(
        n=Count("pk"), last=Max("pk"), versions=Sum("version")
    )
    return [found["n"] or 0, found["last"] or 0, found["versions"] or 0]


@dataclass(frozen=True)
class Shown:
    """A line as the page lists it. `row` is the forum's own, `changed` its last change."""

    subject: str
    expression: str
    weight: float
    note: str
    shipped: bool
    used: bool = True
    row: ForumWord | None = None
    changed: HistoryEntry | None = None
    before: float | None = None
    """The weight of the shipped line that it goes over, where that is another one."""

    @property
    def origin(self) -> str:
        """Where the line comes from, in words."""
        if not self.used:
            return "使わない"
        if self.row is None:
            return "付属"
        return "付属を変更" if self.shipped else "追加"


def listed(forum: Forum, subject: str) -> list[Shown]:
    """The lines of one subject: the shipped ones in their places, then those that were added."""
    base = wordlists.point_lines() + wordlists.theme_lines() if is_first(forum.pk) else ()
    shipped = {line.expression: line for line in base if line.subject == subject}
    rows = list(ForumWord.objects.filter(forum=forum, subject=subject))
    own = {row.expression: row for row in rows}
    last = _last_changes(rows)
    found = []
    for expression in dict.fromkeys((*shipped, *own)):
        line, row = shipped.get(expression), own.get(expression)
        if row is None:
            assert line is not None  # an expression comes from one of the two
            found.append(Shown(subject, expression, line.weight, line.note, shipped=True))
            continue
        moved = line is not None and line.weight != row.weight
        found.append(
            Shown(
                subject,
                expression,
                row.weight,
                row.note,
                shipped=line is not None,
                used=row.status == WordStatus.IN_USE,
                row=row,
                changed=last.get(row.pk),
                before=line.weight if line is not None and moved else None,
            )
        )
    return found


def shown(forum: Forum, subject: str, expression: str) -> Shown | None:
    """The line of this subject and expression, if there is one."""
    lines = listed(forum, subject)
    return next((line for line in lines if line.expression == expression), None)


def _last_changes(rows: list[ForumWord]) -> dict[int, HistoryEntry]:
    if not rows:
        return {}
    entries = changes_of(rows[0]).filter(object_id__in=[row.pk for row in rows])
    return {entry.object_id: entry for entry in entries.order_by("recorded_at", "pk")}


@dataclass(frozen=True)
class Changed:
    """An entry of the record about a word."""

    word: ForumWord
    entry: HistoryEntry
    old: float | None
    new: float | None


def latest(forum: Forum, most: int) -> list[Changed]:
    """The last changes of the forum's words, the newest first."""
    rows = {row.pk: row for row in ForumWord.objects.filter(forum=forum)}
    if not rows:
        return []
    entries = changes_of(next(iter(rows.values()))).filter(object_id__in=list(rows))
    return [
        _changed(rows[entry.object_id], entry)
        for entry in entries.order_by("-recorded_at", "-pk")[:most]
    ]


def _changed(word: ForumWord, entry: HistoryEntry) -> Changed:
    """A line that is written for the first time says in its details from which weight to which."""
    if "weight" in entry.changes:
        old, new = entry.changes["weight"]
        return Changed(word, entry, old, new)
    return Changed(word, entry, entry.details.get("from"), entry.details.get("to"))


def changes_of(row: ForumWord) -> QuerySet[HistoryEntry]:
    """All entries of the record about words, whichever forum's."""
    kind = pointing_at(row)["content_type"]
    return HistoryEntry.objects.filter(content_type=kind).select_related("by")


@dataclass(frozen=True)
class Subject:
    """What words can speak for, with how many do."""

    key: str
    label: str
    count: int


def subjects(forum: Forum) -> list[Subject]:
    """The points of the forum in their order (those that are retired last), then the signs."""
    counts: dict[str, int] = {}
    for line in vocabulary_of(forum.pk).standing():
        counts[line.subject] = counts.get(line.subject, 0) + 1
    return [Subject(key, label, counts.get(key, 0)) for key, label in labels(forum).items()]


def labels(forum: Forum) -> dict[str, str]:
    """What words can speak for in this forum, by its key, as pages call it."""
    points = DiscussionPoint.objects.filter(forum=forum).order_by("position")
    ordered = sorted(points, key=lambda point: point.retired_on is not None)
    return {**{point.code: f"{point.position} {point.name}" for point in ordered}, **SIGNS}


def short_labels(forum: Forum) -> dict[str, str]:
    """The same, short: for tables."""
    points = DiscussionPoint.objects.filter(forum=forum)
    return {**{p.code: f"{p.position} {p.short_name}" for p in points}, **{s: s for s in SIGNS}}
