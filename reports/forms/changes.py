"""From which session to which, and of what: the conditions of the page of changes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from issues.forms.fields.choosing import QuickForm, QuickSelect
from issues.forms.fields.inputs import OrganizationField, Suggesting
from issues.models import DiscussionPoint, Forum
from issues.standing.moments import Moment
from reports.changes import spans

UNKNOWN = {
    "invalid_choice": "その会合は、確定していないか、見られません。",
    "required": "これより前に確定した会合はありません。「いつから」の会合を選んでください。",
}


class SessionChoice(forms.TypedChoiceField):
    """A closed session by the key of its meeting; its moment once it is cleaned."""

    def __init__(self, offered: list[Moment], *, beside: str = "", **kwargs: Any) -> None:
        rows = {str(each.meeting.pk): each for each in reversed(offered)}
        choices = [("", beside)] if beside else []
        choices += [(key, each.words) for key, each in rows.items()]
        kwargs |= {"empty_value": None, "error_messages": UNKNOWN}
        super().__init__(choices=choices, coerce=rows.__getitem__, **kwargs)


class PointChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: DiscussionPoint) -> str:
        return f"{obj.position} {obj.short_name}"


class ChangesForm(QuickForm):
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

    def __init__(
        self, data: QueryDict, *, offered: list[Moment], forum: Forum | None = None
    ) -> None:
        super().__init__(_with_usual(data, offered))
        fields: Any = self.fields
        fields["point"].queryset = DiscussionPoint.objects.of_forum(forum)
        fields["from"] = SessionChoice(offered, label="いつから", widget=QuickSelect)
        fields["to"] = SessionChoice(
            offered, beside="今", label="いつまで", required=False, widget=QuickSelect
        )
        self.order_fields(self.field_order)


def _with_usual(data: QueryDict, offered: list[Moment]) -> QueryDict:
    filled = data.copy()
    if filled.get("from"):
        return filled
    if filled.get("to"):
        earlier = spans.before(str(filled["to"]), offered)
    else:
        earlier, later = spans.usual(offered)
        filled["to"] = str(later.meeting.pk) if later else ""
    filled["from"] = str(earlier.meeting.pk) if earlier else ""
    return filled
