"""Choosing discussion points: a form offers those of one 協議の場 that are in use."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from issues.models import Commitment, DiscussionPoint, Forum, LocalRequest

FIELDS = ("primary", "points")


class PointsField(forms.ModelMultipleChoiceField):
    """Discussion points by their codes."""

    def label_from_instance(self, obj: DiscussionPoint) -> str:
        return f"{obj.position} {obj.name}"


class PrimaryPointField(forms.ModelChoiceField):
    """The one discussion point that counts first."""

    def label_from_instance(self, obj: DiscussionPoint) -> str:
        return f"{obj.position} {obj.name}"


def primary_point(empty_label: str | None = "選んでください", **more: Any) -> PrimaryPointField:
    """The field `primary` of a form."""
    return PrimaryPointField(
        label="主な論点",
        queryset=DiscussionPoint.objects.all(),
        to_field_name="code",
        empty_label=empty_label,
        error_messages={
            "required": "主な論点を選んでください。",
            "invalid_choice": "主な論点を選び直してください。",
        },
        **more,
    )


def other_points() -> PointsField:
    """The field `points` beside it."""
    return PointsField(
        label="ほかに関わる論点",
        queryset=DiscussionPoint.objects.all(),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "論点を選び直してください。"},
    )


def chosen(data: dict[str, Any]) -> list[DiscussionPoint]:
    """The points of a form's cleaned data, the primary one first."""
    return [data["primary"], *(point for point in data["points"] if point != data["primary"])]


def put(data: QueryDict, written: str) -> None:
    """Put points that are written as one text into the data of a form."""
    codes = [code for code in written.split(",") if code]
    data["primary"] = codes[0] if codes else ""
    data.setlist("points", codes[1:])


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
