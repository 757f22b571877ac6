"""From which session to which, and of what: the conditions of the page of changes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from accounts.rules import Actor
from issues import moments
from issues.changes import spans
from issues.forms.fields import OrganizationField, Suggesting
from issues.models import DiscussionPoint, Forum
from issues.moments import Moment
from japan.eras import format_era

UNKNOWN = {
    "invalid_choice": "その会合は、確定していないか、見られません。",
    "required": "これより前に確定した会合はありません。「いつから」の会合を選んでください。",
}


class SessionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        moment = Moment.of(obj)
        return f"{moment}の確定時点（{format_era(moment.on)}）"


class PointChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: DiscussionPoint) -> str:
        return f"{obj.position} {obj.short_name}"


class ChangesForm(forms.Form):
    """`from` and `to` are closed sessions; without `to` it is now. An address that names no
    session at all means the usual ones, one that names `to` alone the session before it."""

    point = PointChoice(
        label="論点",
        queryset=DiscussionPoint.objects.all(),
        to_field_name="code",
        required=False,
        empty_label="すべて",
        error_messages={"invalid_choice": "その論点はありません。"},
    )
    organization = OrganizationField(
        label="団体",
        required=False,
        asking_only=False,
        widget=Suggesting(attrs={"placeholder": "団体名・団体コード"}),
    )
    field_order = ("from", "to", "point", "organization")

    def __init__(self, data: QueryDict, *, actor: Actor, forum: Forum | None = None) -> None:
        super().__init__(_with_usual(data, actor, forum))
        rows = moments.closed(actor, forum).reverse()
        fields: Any = self.fields
        fields["point"].queryset = DiscussionPoint.objects.of_forum(forum)
        self.fields["from"] = SessionChoice(
            rows, label="いつから", empty_label=None, error_messages=UNKNOWN
        )
        self.fields["to"] = SessionChoice(
            rows, label="いつまで", required=False, empty_label="今", error_messages=UNKNOWN
        )
        self.order_fields(self.field_order)


def _with_usual(data: QueryDict, actor: Actor, forum: Forum | None) -> QueryDict:
    filled = data.copy()
    if filled.get("from"):
        return filled
    if filled.get("to"):
        earlier = spans.before(str(filled["to"]), actor, forum)
    else:
        earlier, later = spans.usual(actor, forum)
        filled["to"] = str(later.meeting.pk) if later else ""
    filled["from"] = str(earlier.meeting.pk) if earlier else ""
    return filled
