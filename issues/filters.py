"""Which requests and commitments: one set of conditions for page and API."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters as filters
from django import forms
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length

from issues.enums import RequestKind, RequestStatus
from issues.forms.fields import Suggesting
from issues.list_filters import (
    ListFilters,
    OrganizationFilter,
    PointFilter,
    Sorts,
    visible_meetings,
    years,
)
from issues.models import Commitment, DiscussionPoint, LocalRequest
from organizations.enums import LOCAL_GOVERNMENTS, OrganizationKind
from organizations.models import Organization

SUGGESTED = 300
"""How many organizations a filter suggests at most."""

ASKERS = (*LOCAL_GOVERNMENTS, OrganizationKind.ASSOCIATION)


class LocalRequestFilters(ListFilters):
    """Conditions on requests. Without a status, withdrawn and merged ones are left out."""

    SORTS: ClassVar[Sorts] = {
        "number": ("番号の順", (Length("number"), "number")),
        "-number": ("番号の新しい順", (Length("number").desc(), "-number")),
        "date": ("発言の古い順", ("said_on", "number")),
        "-date": ("発言の新しい順", ("-said_on", "number")),
        "organization": ("団体の順", ("organization__position", "number")),
        "-organization": ("団体の逆順", ("-organization__position", "number")),
        "status": ("状況の順", ("status_rank", "number")),
        "-status": ("状況の逆順", ("-status_rank", "number")),
    }

    point = PointFilter(
        label="論点",
        field_name="points",
        queryset=DiscussionPoint.objects.all(),
        to_field_name="code",
        empty_label="すべて",
    )
    organization = OrganizationFilter(label="団体", widget=Suggesting)
    size = filters.ChoiceFilter(
        label="団体の区分",
        field_name="organization__kind",
        choices=[(kind.value, kind.label) for kind in ASKERS],
        empty_label="すべて",
    )
    prefecture = filters.ModelChoiceFilter(
        label="都道府県",
        method="filter_prefecture",
        queryset=Organization.objects.filter(kind=OrganizationKind.PREFECTURE),
        to_field_name="code",
        empty_label="すべて",
    )
    kind = filters.ChoiceFilter(label="種別", choices=RequestKind.choices, empty_label="すべて")
    ministry = filters.ModelChoiceFilter(
        label="主担当府省",
        field_name="lead_ministry",
        queryset=Organization.objects.ministries(),
        to_field_name="code",
        empty_label="すべて",
    )
    meeting = filters.ModelChoiceFilter(
        label="会合", method="filter_meeting", queryset=visible_meetings, empty_label="すべて"
    )
    year = filters.ChoiceFilter(
        label="年度", method="filter_year", choices=(), empty_label="すべて"
    )
    status = filters.MultipleChoiceFilter(
        label="状況",
        choices=RequestStatus.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    sort = filters.ChoiceFilter(
        label="並び順",
        method="keep_order",
        choices=[(key, words) for key, (words, _) in SORTS.items()],
        empty_label="（初めの順）",
    )

    class Meta:
        model = LocalRequest
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("year", choices=years(self.queryset))
        askers = Organization.objects.filter(local_requests__in=self.queryset).distinct()
        self.offer("organization", widget=_suggesting(askers))

    def filter_prefecture(self, rows: Any, name: str, value: Organization) -> Any:
        return rows.filter(Q(organization=value) | Q(organization__prefecture=value))

    def filter_queryset(self, queryset: Any) -> Any:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("status") else rows.live()

    def in_order(self, rows: Any) -> Any:
        rank = [
            When(status=status, then=Value(place)) for place, status in enumerate(RequestStatus)
        ]
        return super().in_order(rows.annotate(status_rank=Case(*rank, output_field=IntegerField())))


class CommitmentFilters(ListFilters):
    """Conditions on commitments of the national side. Retracted ones are left out."""

    SORTS: ClassVar[Sorts] = {
        "number": ("番号の順", (Length("number"), "number")),
        "-number": ("番号の新しい順", (Length("number").desc(), "-number")),
        "-date": ("発言の新しい順", ("-said_on", "number")),
    }

    point = PointFilter(
        label="論点",
        field_name="points",
        queryset=DiscussionPoint.objects.all(),
        to_field_name="code",
        empty_label="すべて",
    )
    ministry = filters.ModelChoiceFilter(
        label="府省",
        field_name="organization",
        queryset=Organization.objects.ministries(),
        to_field_name="code",
        empty_label="すべて",
    )
    meeting = filters.ModelChoiceFilter(
        label="会合", method="filter_meeting", queryset=visible_meetings, empty_label="すべて"
    )
    year = filters.ChoiceFilter(
        label="年度", method="filter_year", choices=(), empty_label="すべて"
    )
    sort = filters.ChoiceFilter(
        label="並び順",
        method="keep_order",
        choices=[(key, words) for key, (words, _) in SORTS.items()],
        empty_label="（初めの順）",
    )

    class Meta:
        model = Commitment
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("year", choices=years(self.queryset))

    def in_order(self, rows: Any) -> Any:
        return super().in_order(rows.live())


def _suggesting(organizations: QuerySet[Organization]) -> Suggesting:
    widget = Suggesting(attrs={"placeholder": "団体名・団体コード"})
    widget.suggestions = organizations.values_list("full_name", flat=True)[:SUGGESTED]
    return widget
