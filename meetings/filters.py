"""Conditions for the list of meetings."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from japan.eras import fiscal_year, fiscal_year_label
from meetings.models import Body, Meeting


class MeetingFilter(django_filters.FilterSet):
    """By body and by fiscal year; only what the list has is offered."""

    body = django_filters.ModelChoiceFilter(
        label="会議体", queryset=Body.objects.none(), empty_label="すべて"
    )
    year = django_filters.ChoiceFilter(label="年度", method="in_year", empty_label="すべて")

    class Meta:
        model = Meeting
        fields = ("body", "year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(self.queryset.order_by().values_list("body", "held_on").distinct())
        bodies = Body.objects.filter(pk__in={body for body, _ in rows})
        years = sorted({fiscal_year(held_on) for _, held_on in rows}, reverse=True)
        self.filters["body"].queryset = bodies
        self.filters["year"].extra["choices"] = [(y, fiscal_year_label(y)) for y in years]

    @property
    def qs(self) -> QuerySet[Meeting]:
        """The rows. A condition that cannot be used selects nothing, as in every list."""
        found: QuerySet[Meeting] = self.queryset.none() if self.errors else super().qs
        return found

    @property
    def count(self) -> int:
        """How many conditions are set."""
        form: forms.Form = self.form
        return sum(1 for name in form.fields if self.data.get(name))

    def in_year(self, rows: QuerySet[Meeting], name: str, value: str) -> QuerySet[Meeting]:
        """Held from April of that year to March of the next."""
        year = int(value)
        return rows.filter(held_on__gte=date(year, 4, 1), held_on__lt=date(year + 1, 4, 1))
