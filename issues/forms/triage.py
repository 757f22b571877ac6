"""Giving requests to ministries: one by one, many at once, and what changes later."""

from __future__ import annotations

from collections.abc import Sized
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from issues.actions.bulk.in_bulk import MOST_AT_ONCE, Ticked
from issues.due_dates.due import DueDate
from issues.enums import RequestStatus
from issues.forms.fields.due import DEFAULT_DAYS, DueField
from issues.forms.fields.ministries import CoMinistriesField, MinistryField
from issues.forms.fields.points import (
    chosen,
    offer,
    offer_beside,
    other_points,
    primary_point,
)
from issues.forms.fields.reasons import reason_field
from issues.models import Forum, LocalRequest
from japan.numbers import whole_number
from organizations.enums import NATIONAL
from organizations.models import Organization


def _co_ministries() -> CoMinistriesField:
    return CoMinistriesField(
        label="関係府省",
        queryset=Organization.objects.filter(kind__in=NATIONAL),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "関係府省を選び直してください。"},
    )


class TriageForm(forms.Form):
    """The points, who answers, and by when. The reason counts only for another due date. Who
    answers is written, or chosen of those who are likely (`candidate`): none is chosen before."""

    primary = primary_point(empty_label=None, widget=forms.RadioSelect)
    points = other_points()
    lead_ministry = MinistryField(label="主担当府省", required=False)
    candidate = forms.ModelChoiceField(
        label="主担当府省の候補",
        queryset=Organization.objects.filter(kind__in=NATIONAL),
        to_field_name="code",
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "主担当府省の候補を選び直してください。"},
    )
    co_ministries = _co_ministries()
    due = DueField(label="回答期限")
    reason = reason_field(
        label="期限を変える理由",
        required=False,
        help_text="回答期限を変えるときだけ書きます。要望した団体にも見えます。",
    )

    def __init__(self, *args: Any, local_request: LocalRequest, **kwargs: Any) -> None:
        self.local_request = local_request
        kwargs.setdefault("initial", _initial(local_request))
        super().__init__(*args, **kwargs)
        offer_beside(self, local_request)
        if local_request.due_on is None:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """Exactly one ministry, however it was said."""
        data = super().clean() or {}
        written, candidate = data.get("lead_ministry"), data.get("candidate")
        if "lead_ministry" in self.errors:
            return data
        if written and candidate and written != candidate:
            words = (
                f"候補の「{candidate.name}」と違う府省が書いてあります。どちらかにしてください。"
            )
            self.add_error("lead_ministry", words)
        elif not written and not candidate and "candidate" not in self.errors:
            self.add_error("lead_ministry", "主担当府省を選んでください。")
        data["lead_ministry"] = written or candidate
        return data

    def content(self) -> dict[str, Any]:
        """What was chosen, as the verb takes it. A date that stays keeps how it was counted."""
        data = self.cleaned_data
        due: DueDate = data["due"]
        if due.on == self.local_request.due_on:
            due = DueDate(due.on, self.local_request.due_basis)
        return {
            "points": chosen(data),
            "lead_ministry": data["lead_ministry"],
            "co_ministries": list(data["co_ministries"]),
            "due": due,
            "reason": data.get("reason", ""),
        }


def _initial(local_request: LocalRequest) -> dict[str, Any]:
    codes = [through.point.code for through in local_request.request_points.select_related("point")]
    return {
        "primary": codes[0] if codes else None,
        "points": codes[1:],
        "lead_ministry": local_request.lead_ministry,
        "co_ministries": [o.code for o in local_request.co_ministries.all()],
        "due": local_request.due_on or f"{DEFAULT_DAYS}営業日",
    }


class BulkForm(forms.Form):
    """The same primary point, ministry and due date for many; what stays empty stays as it is."""

    primary = primary_point("今のまま", required=False)
    lead_ministry = MinistryField(
        label="主担当府省", required=False, help_text="空のときは、今のままにします。"
    )
    due = DueField(
        label="回答期限", required=False, help_text="例：10営業日、令和6年5月20日。空なら今のまま。"
    )
    as_likely = forms.BooleanField(
        label="府省が未定の要望は、それぞれの候補の府省にする",
        required=False,
        help_text="候補は一覧の「主担当府省」の列に出ています。候補のない要望は、決まりません。",
    )
    reason = forms.CharField(
        label="期限を変える理由",
        required=False,
        max_length=1000,
        help_text="期限のある要望の期限を変えるとき。",
    )

    def __init__(self, *args: Any, forum: Forum | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, forum)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        refuse_too_many(self.ticked())
        if data.get("lead_ministry") and data.get("as_likely"):
            raise ValidationError(
                "主担当府省を書くか、候補の府省にするか、どちらかにしてください。"
            )
        names = ("primary", "lead_ministry", "due", "as_likely")
        if not self.errors and not any(data.get(name) for name in names):
            raise ValidationError("主な論点、主担当府省、回答期限のどれかを入れてください。")
        return data

    def ticked(self) -> list[Ticked]:
        """The ticked requests, each once; boxes that no page of ours has sent are left out."""
        assert isinstance(self.data, QueryDict)
        return ticked_in(self.data)


def ticked_in(data: QueryDict) -> list[Ticked]:
    """The requests that a form was sent for (`ticked`, 番号:版), each once."""
    found: dict[str, Ticked] = {}
    for text in data.getlist("ticked"):
        number, _, written = text.partition(":")
        version = whole_number(written)
        if number and version is not None:
            found[number] = Ticked(number, version)
    return list(found.values())


def refuse_too_many(ticked: Sized) -> None:
    """Raise ValidationError for none, and for more than one form may change."""
    if not ticked:
        raise ValidationError("要望を1件以上選んでください。")
    if len(ticked) > MOST_AT_ONCE:
        raise ValidationError(f"一度に決められるのは{MOST_AT_ONCE}件までです。")


class ReassignForm(forms.Form):
    """Another ministry for a request that is under way."""

    lead_ministry = MinistryField(label="主担当府省")
    co_ministries = _co_ministries()
    reason = reason_field()


class BulkMinistryForm(forms.Form):
    """Another ministry for many. With `under_way` some of them are worked on already: then why."""

    lead_ministry = MinistryField(label="新しい主担当府省")
    reason = reason_field(
        required=False, help_text="検討が始まっている要望の担当府省を変えるときに書きます。"
    )

    def __init__(self, *args: Any, under_way: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = under_way


class ChangeDueForm(forms.Form):
    """Another date for the reply."""

    due = DueField(label="新しい回答期限")
    reason = reason_field(help_text="要望した団体にも見えます。")


class SlipForm(forms.Form):
    """Why a due date was a slip of the pen."""

    reason = reason_field(
        label="記載誤りとする理由", help_text="例：令和8年と書くところを、令和元年と書いた。"
    )


class PutRightForm(forms.Form):
    """The date that was meant, where another one was written by mistake."""

    due = DueField(label="正しい回答期限")
    reason = reason_field(
        label="記載誤りとする理由",
        help_text="例：令和8年と書くところを、令和元年と書いた。要望した団体と府省にも見えます。",
    )


def may_be_triaged(local_request: LocalRequest) -> bool:
    """Whether its status still allows triage."""
    return local_request.status in (RequestStatus.LOGGED, RequestStatus.TRIAGED)
