"""Two texts of one field, in words for the page of a conflict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import TextChoices

from issues.enums import Means, ReplyClass, RequestKind, Stance
from issues.forms.conflicts import Clash
from issues.models import DiscussionPoint
from organizations.models import Organization

CHOICES: dict[str, type[TextChoices]] = {
    "kind": RequestKind,
    "claimed_class": ReplyClass,
    "stance": Stance,
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
