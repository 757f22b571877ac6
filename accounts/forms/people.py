"""Finding people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import Membership, User
from organizations.fields import NamedOrganizationField


class PeopleFilter(forms.Form):
    """By a part of name, sign-in name or mail address, by organization, role, and whether they
    can sign in."""

    q = forms.CharField(
        label="氏名・ユーザー名・メール",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    organization = NamedOrganizationField(label="団体", required=False)
    role = forms.ChoiceField(label="役割", choices=[("", "すべて"), *Role.choices], required=False)
    state = forms.ChoiceField(
        label="利用",
        choices=[("", "すべて"), ("active", "使える人"), ("stopped", "停止中の人")],
        required=False,
    )

    def people(self) -> QuerySet[User]:
        """Those that meet the conditions; none when a condition cannot be read."""
        rows = User.objects.order_by("display_name", "pk")
        if not self.is_valid():
            return rows.none()
        given = self.cleaned_data
        for part in given["q"].split():
            rows = rows.filter(
                Q(display_name__icontains=part)
                | Q(username__icontains=part)
                | Q(email__icontains=part)
            )
        if given["state"]:
            rows = rows.filter(is_active=given["state"] == "active")
        held = {name: given[name] for name in ("organization", "role") if given[name]}
        if held:
            rows = rows.filter(pk__in=Membership.objects.filter(**held).values("user"))
        return rows

    def count(self) -> int:
        """How many conditions are set."""
        return sum(bool(self.data.get(name)) for name in self.fields)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "理由を書いてください。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "停止する理由"
