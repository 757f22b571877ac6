"""Which discussion points a form offers: those of one 協議の場 that are in use."""

from __future__ import annotations

from typing import Any

from django import forms

from issues.models import Commitment, DiscussionPoint, Forum, LocalRequest

FIELDS = ("primary", "points")


def offer(form: forms.Form, forum: Forum | None) -> None:
    """Let the form offer what a new record may belong to; None: of every 協議の場."""
    _set(form, DiscussionPoint.objects.of_forum(forum).offered())


def offer_beside(form: forms.Form, record: LocalRequest | Commitment) -> None:
    """The same for a record of its own 協議の場. Retired points that it has stay to be chosen."""
    own = record.points.order_by().values("pk")
    _set(form, DiscussionPoint.objects.filter(forum=record.forum_id).offered(beside=own))


def _set(form: forms.Form, points: Any) -> None:
    fields: Any = form.fields
    for name in FIELDS:
        if name in fields:
            fields[name].queryset = points
