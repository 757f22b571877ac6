"""Searching the record of who came in and what was taken away, and of changes of rights."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.enums import AccessVerb, AccountVerb
from accounts.models import AccessEvent, AccountEvent
from japan.eras import parse_input


class DayField(forms.CharField):
    """A day, written in an era or in numbers; None without one."""

    def clean(self, value: Any) -> date | None:
        """Raises ValidationError for what is no day."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_input(text)
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error


class _SpanForm(forms.Form):
    q = forms.CharField(
        label="氏名・ユーザー名",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    since = DayField(label="この日から", required=False, max_length=40)
    until = DayField(label="この日まで", required=False, max_length=40)

    def count(self) -> int:
        """How many conditions are set."""
        return sum(bool(self.data.get(name)) for name in self.fields)

    def _span(self) -> Q:
        given, found = self.cleaned_data, Q()
        if given["since"]:
            found &= Q(recorded_at__gte=_midnight(given["since"]))
        if given["until"]:
            found &= Q(recorded_at__lt=_midnight(given["until"] + timedelta(days=1)))
        return found

    def _person(self) -> Q:
        found = Q()
        for part in self.cleaned_data["q"].split():
            found &= Q(person__display_name__icontains=part) | Q(person__username__icontains=part)
        return found


class AccessFilter(_SpanForm):
    """By person, what was done, from where, a part of the file's address, and the days."""

    verb = forms.ChoiceField(
        label="したこと", choices=[("", "すべて"), *AccessVerb.choices], required=False
    )
    address = forms.CharField(label="接続元", max_length=64, required=False)
    subject = forms.CharField(label="持ち出したもの", max_length=100, required=False)

    def events(self) -> QuerySet[AccessEvent]:
        """Those that meet the conditions, the latest first; none when one cannot be read."""
        rows = AccessEvent.objects.select_related("person", "organization")
        if not self.is_valid():
            return rows.none()
        given = self.cleaned_data
        exact = {name: given[name] for name in ("verb", "address") if given[name]}
        if given["subject"]:
            exact["subject__icontains"] = given["subject"]
        return rows.filter(self._span(), self._person(), **exact)


class RightsFilter(_SpanForm):
    """Changes of rights: by person, what was done, and the days."""

    verb = forms.ChoiceField(
        label="したこと", choices=[("", "すべて"), *AccountVerb.choices], required=False
    )

    def events(self) -> QuerySet[AccountEvent]:
        """Those that meet the conditions, the latest first; none when one cannot be read."""
        rows = AccountEvent.objects.select_related("person", "organization", "by", "invitation")
        if not self.is_valid():
            return rows.none()
        exact = {"verb": self.cleaned_data["verb"]} if self.cleaned_data["verb"] else {}
        return rows.filter(self._span(), self._person(), **exact)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
