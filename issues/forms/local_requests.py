"""Logging and editing a request by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from accounts import rules
from accounts.models import User
from issues.enums import RequestKind
from issues.forms.fields.inputs import EraDateField, OrganizationField
from issues.forms.fields.points import (
    chosen,
    offer,
    offer_beside,
    other_points,
    primary_point,
    put,
)
from issues.forms.fields.reasons import correction_reason
from issues.models import Forum, LocalRequest
from issues.validators import (
    ASK_LENGTH,
    SPEAKER_LENGTH,
    TITLE_LENGTH,
    TROUBLE_LENGTH,
    ask_fits,
    trouble_fits,
)
from japan.eras import format_era
from organizations.models import Organization

COMPARED = ("organization", "title", "kind", "ask", "trouble", "speaker", "points")
"""What two people may change at once, in the order of the page."""


class RequestForm(forms.Form):
    """A request's content. Who works for a local government writes for that one alone. A new one
    may have the points of `forum` (None: of every one), another one those of its own."""

    organization = OrganizationField(
        label="要望した団体", help_text="都道府県名から書くと確実です。例：秋田県美郷町"
    )
    kind = forms.ChoiceField(
        label="種別",
        choices=RequestKind.choices,
        initial=RequestKind.REQUEST,
        widget=forms.RadioSelect,
        error_messages={"required": "種別を選んでください。"},
    )
    title = forms.CharField(
        label="件名",
        max_length=TITLE_LENGTH,
        help_text=f"「～してほしい」の形で、{TITLE_LENGTH}字までで書きます。",
        error_messages={
            "required": "件名を書いてください。",
            "max_length": "件名は%(limit_value)d字以内です（今は%(show_value)d字）。",
        },
    )
    ask = forms.CharField(
        label="求める措置",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"国に何をしてほしいか。{ASK_LENGTH}字まで。",
        validators=[ask_fits],
    )
    trouble = forms.CharField(
        label="支障事例・効果",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=f"今困っていることと、かなったときの効果。{TROUBLE_LENGTH}字まで。",
        validators=[trouble_fits],
    )
    speaker = forms.CharField(
        label="発言者・担当",
        required=False,
        max_length=SPEAKER_LENGTH,
        help_text="例：松田 知己 町長、企画課",
    )
    said_on = EraDateField(
        label="発言の日", help_text="例：令和6年4月5日。番号の年度が、この日で決まります。"
    )
    primary = primary_point()
    points = other_points()

    def __init__(
        self,
        *args: Any,
        user: User,
        forum: Forum | None = None,
        editing: LocalRequest | None = None,
        public: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if editing is None:
            offer(self, forum)
        else:
            offer_beside(self, editing)
        if public:
            self.fields["reason"] = correction_reason()
        membership = rules.acting(user)
        if rules.is_local(user) and membership is not None:
            self.initial["organization"] = membership.organization
            self.fields["organization"].disabled = True
            self.fields["organization"].help_text = "あなたの団体に決まっています。"
        if editing is not None:
            del self.fields["said_on"]

    def content(self) -> dict[str, Any]:
        """The fields as the verbs take them."""
        fields = ("organization", "kind", "title", "ask", "trouble", "speaker")
        return {name: self.cleaned_data[name] for name in fields} | {
            "points": chosen(self.cleaned_data)
        }

    def written(self) -> dict[str, str]:
        """What was typed, each field as one text, to compare with `written_in`."""
        content = self.content()
        organization: Organization = content["organization"]
        points = ",".join(point.code for point in content["points"])
        texts = {name: str(content[name]).replace("\r\n", "\n") for name in COMPARED[1:-1]}
        return {"organization": organization.code, **texts, "points": points}


def written_in(local_request: LocalRequest) -> dict[str, str]:
    """What stands in the record, each field as one text."""
    codes = [through.point.code for through in local_request.request_points.select_related("point")]
    texts = {name: str(getattr(local_request, name)) for name in COMPARED[1:-1]}
    return {
        "organization": local_request.organization.code,
        **{name: text.replace("\r\n", "\n") for name, text in texts.items()},
        "points": ",".join(codes),
    }


def as_data(written: dict[str, str]) -> QueryDict:
    """Form data that say the same."""
    data = QueryDict(mutable=True)
    for name in COMPARED[:-1]:
        data[name] = written[name]
    put(data, written["points"])
    return data


def initial_of(local_request: LocalRequest) -> dict[str, Any]:
    """What the form starts with."""
    points = [through.point for through in local_request.request_points.select_related("point")]
    fields = ("organization", "kind", "title", "ask", "trouble", "speaker")
    return {name: getattr(local_request, name) for name in fields} | {
        "primary": points[0].code if points else None,
        "points": [point.code for point in points[1:]],
    }


def initial_new(*, on: date) -> dict[str, Any]:
    """What the form for a new request starts with."""
    return {"said_on": on, "kind": RequestKind.REQUEST}


def opened_new(*, on: date) -> dict[str, str]:
    """The same as texts: who leaves it so has written nothing."""
    return {"said_on": format_era(on, weekday=False), "kind": RequestKind.REQUEST.value}
