"""Two people at one record: what a form carries along, and both texts side by side in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import TextChoices
from django.http import HttpRequest

from issues.enums import Means, ReplyClass, RequestKind, Stance
from issues.forms import conflicts
from issues.forms.conflicts import Clash
from issues.forms.drafting import HalfWritten
from issues.models import DiscussionPoint
from organizations.models import Organization
from workflow import meanwhile
from workflow.doors import person, version_of

RECENT = 5
"""How many lines of the history a page shows when somebody was faster."""

CHOICES: dict[str, type[TextChoices]] = {
    "kind": RequestKind,
    "claimed_class": ReplyClass,
    "stance": Stance,
}


def opened(
    record: Any | None,
    written: Mapping[str, str],
    *,
    half: HalfWritten | None = None,
    request: HttpRequest | None = None,
) -> dict[str, Any]:
    """The words and the version that a form carries along: those of the record (None: a new one);
    a form sent back (`request`) or found half-written keeps those it was opened with."""
    version: int | str = record.version if record is not None else ""
    if half is not None:
        written, version = half.opened, half.version or version
    if request is not None:
        written = conflicts.opened_with(request.POST, written)
        version = version_of(request) or version
    return {"opened": written, "version": version}


def labels_of(fields: Mapping[str, Any], compared: Iterable[str]) -> dict[str, str]:
    """The names of the compared fields of a form. Its points are one text, whichever is primary."""
    return {n: "論点" if n == "points" else str(fields[n].label) for n in compared}


def both(
    request: HttpRequest,
    record: Any,
    *,
    labels: Mapping[str, str],
    opened: Mapping[str, str],
    theirs: Mapping[str, str],
    mine: Mapping[str, str],
) -> dict[str, Any]:
    """What a page of a conflict shows of the two texts. `opened` stands for what the form does not
    say of the words it was opened with."""
    began = conflicts.opened_with(request.POST, opened)
    return {
        "faster": meanwhile.faster(record, person(request)),
        "clashes": conflicts.clashes(labels, opened=began, theirs=theirs, mine=mine),
        "opened": began,
        "version": record.version,
    }


def shown(clashes: Iterable[Clash], forum_id: int | None = None) -> list[Clash]:
    """The same with names instead of codes; those of points in the 協議の場 of their record."""
    own = DiscussionPoint.objects.filter(forum=forum_id)
    points = dict(own.values_list("code", "short_name")) if forum_id is not None else {}
    return [_in_words(clash, points) for clash in clashes]


def _in_words(clash: Clash, points: dict[str, str]) -> Clash:
    if clash.name == "points":
        words = {t: "、".join(points.get(c, c) for c in t.split(",")) for t in _texts(clash)}
    elif clash.name == "organization":
        found = Organization.objects.filter(code__in=_texts(clash))
        words = {organization.code: organization.full_name for organization in found}
    elif clash.name == "means":
        words = {t: "、".join(Means(c).label for c in t.split(",") if c) for t in _texts(clash)}
    elif clash.name in CHOICES:
        words = {choice.value: str(choice.label) for choice in CHOICES[clash.name]}
    else:
        return clash
    return replace(
        clash,
        opened=words.get(clash.opened, clash.opened),
        theirs=words.get(clash.theirs, clash.theirs),
        mine=words.get(clash.mine, clash.mine),
    )


def _texts(clash: Clash) -> tuple[str, str, str]:
    return clash.opened, clash.theirs, clash.mine
