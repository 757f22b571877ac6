"""Which commitments of the national side: one set of conditions for page and API."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters as filters
from django.db.models.functions import Length

from issues.enums import CommitmentStatus
from issues.filters.lists import (
    ListFilters,
    PointFilter,
    Sorts,
    visible_meetings,
    years,
)
from issues.models import Commitment, DiscussionPoint
from organizations.models import Organization


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
        label="約束した府省",
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
    status = filters.ChoiceFilter(
        label="履行",
        choices=[
            (status.value, status.label)
            for status in CommitmentStatus
            if status is not CommitmentStatus.RETRACTED
        ],
        empty_label="すべて",
    )
    sort = filters.ChoiceFilter(
        label="並び順",
        method="keep_order",
        choices=[(key, words) for key, (words, _) in SORTS.items()],
        empty_label="（初めの順）",
    )

    class Meta(ListFilters.Meta):
        model = Commitment
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("year", choices=years(self.queryset))

    def in_order(self, rows: Any) -> Any:
        return super().in_order(rows.live())
