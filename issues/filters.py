"""Which requests and commitments: one set of conditions for page and API."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import django_filters as filters
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    Case,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Length
from django.utils import timezone

from accounts.rules import sees_everything
from issues import as_of, following, moments, outcomes, sizes
from issues.enums import AWAITING_REPLY, LIVE, CommitmentStatus, RequestKind, RequestStatus
from issues.forms.fields import Suggesting
from issues.list_filters import (
    ListFilters,
    OrganizationFilter,
    PointFilter,
    Sorts,
    visible_meetings,
    years,
)
from issues.measures import facts
from issues.measures.scope import Scope
from issues.models import Commitment, DiscussionPoint, FollowUp, LocalRequest
from issues.moments import Moment
from organizations.enums import OrganizationKind
from organizations.models import Organization

SUGGESTED = 300
"""How many organizations a filter suggests at most."""


def _mark(label: str, words: str, method: str) -> filters.ChoiceFilter:
    """A condition that is either set or not."""
    return filters.ChoiceFilter(
        label=label, method=method, choices=[("yes", words)], empty_label="すべて"
    )


NOT_THEN = "見解の不一致は、過去の時点では絞り込めません。時点か、この条件を外してください。"


def closed_sessions(request: Any) -> Any:
    """Sessions as of which the reader may look at requests."""
    return moments.closed(getattr(request, "user", None) or AnonymousUser())


class RequestConditions(forms.Form):
    """The conditions together: what cannot be told of the past is not asked of it."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get(moments.PARAMETER) and data.get("disagreeing"):
            self.add_error("disagreeing", NOT_THEN)
        return data


class LocalRequestFilters(ListFilters):
    """Conditions on requests. Without a status, withdrawn and merged ones are left out.

    With `as_of`, statuses, replies and lateness are those at the closing of that session (rows
    carry `status_then`); due dates, points and ministries are always the present ones.
    """

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
        method="filter_size",
        choices=sizes.CHOICES,
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
        null_label="担当未定",
    )
    reply_class = filters.ChoiceFilter(
        label="最新の回答",
        method="filter_reply_class",
        choices=(*outcomes.LABELS.items(), *outcomes.ANSWERS.items()),
        empty_label="すべて",
    )
    first_reply = filters.ChoiceFilter(
        label="最初の回答",
        method="filter_first_reply",
        choices=tuple(facts.FIRST_REPLIES.items()),
        empty_label="すべて",
    )
    unanswered = _mark("未回答", "回答期限を過ぎても回答がない", "filter_unanswered")
    overdue = _mark("対応依頼", "期限超過がある", "filter_overdue")
    disagreeing = _mark("見解の不一致", "府省・事務局・団体で食い違う", "filter_disagreeing")
    re_raised = _mark("再提出", "前にも出された要望", "filter_re_raised")
    meeting = filters.ModelChoiceFilter(
        label="会合", method="filter_meeting", queryset=visible_meetings, empty_label="すべて"
    )
    year = filters.ChoiceFilter(
        label="年度", method="filter_year", choices=(), empty_label="すべて"
    )
    status = filters.MultipleChoiceFilter(
        label="状況",
        method="filter_status",
        choices=RequestStatus.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    sort = filters.ChoiceFilter(
        label="並び順",
        method="keep_order",
        choices=[(key, words) for key, (words, _) in SORTS.items()],
        empty_label="（初めの順）",
    )
    as_of = filters.ModelChoiceFilter(
        label="時点", method="keep_order", queryset=closed_sessions, widget=forms.HiddenInput
    )

    class Meta:
        model = LocalRequest
        form = RequestConditions
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("year", choices=years(self.queryset))
        askers = Organization.objects.filter(local_requests__in=self.queryset).distinct()
        self.offer("organization", widget=_suggesting(askers))
        if not sees_everything(self.actor):
            # It also looks at opinions that are not yet public.
            del self.filters["disagreeing"]

    @property
    def moment(self) -> Moment | None:
        """The moment that is looked at; None for now."""
        meeting = None if self.errors else self.form.cleaned_data.get(moments.PARAMETER)
        return Moment.of(meeting) if meeting else None

    @property
    def _status(self) -> str:
        """The name under which rows carry the status that counts."""
        return "status_then" if self.moment else "status"

    @property
    def _on(self) -> date:
        return self.moment.on if self.moment else timezone.localdate()

    def filter_status(self, rows: Any, name: str, value: list[str]) -> Any:
        return rows.filter(**{f"{self._status}__in": value}) if value else rows

    def filter_reply_class(self, rows: Any, name: str, value: str) -> Any:
        """By the newest reply that the reader sees; what is being written counts for nobody."""
        shown = outcomes.with_outcome(
            rows.annotate(status_shown=F(self._status)),
            actor=self.actor,
            on=self._on,
            moment=self.moment,
        )
        return rows.filter(pk__in=shown.filter(outcomes.is_so(value)).values("pk"))

    def filter_first_reply(self, rows: Any, name: str, value: str) -> Any:
        """By the first reply, as the dashboards count it."""
        found = facts.by_first_reply(Scope(self.actor, timezone.now(), self.moment), value)
        return rows.filter(pk__in=found)

    def filter_size(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(organization__kind__in=sizes.kinds(value))

    def filter_unanswered(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(**{f"{self._status}__in": AWAITING_REPLY, "due_on__lt": self._on})

    def filter_overdue(self, rows: Any, name: str, value: str) -> Any:
        tasks = FollowUp.objects.visible_to(self.actor)
        late = following.late(tasks, on=self._on, moment=self.moment)
        late = late.filter(content_type__app_label="issues", content_type__model="localrequest")
        return rows.filter(pk__in=late.values("object_id"))

    def filter_disagreeing(self, rows: Any, name: str, value: str) -> Any:
        return rows.disagreeing(self.actor)

    def filter_re_raised(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(re_raises__isnull=False)

    def filter_prefecture(self, rows: Any, name: str, value: Organization) -> Any:
        return rows.filter(Q(organization=value) | Q(organization__prefecture=value))

    def filter_queryset(self, queryset: Any) -> Any:
        moment = self.moment
        rows = super().filter_queryset(as_of.existing(queryset, moment.at) if moment else queryset)
        if self.form.cleaned_data.get("status"):
            return rows
        return rows.filter(**{f"{self._status}__in": LIVE})

    def in_order(self, rows: Any) -> Any:
        name = self._status
        rank = [When(**{name: each}, then=Value(place)) for place, each in enumerate(RequestStatus)]
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
