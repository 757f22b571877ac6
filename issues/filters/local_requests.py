"""Which requests: one set of conditions for page and API."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, ClassVar

import django_filters as filters
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.rules import sees_everything
from issues.columns import choosing
from issues.enums import RequestKind, RequestStatus
from issues.filters import askers, sizes
from issues.filters.lists import (
    ListFilters,
    OrganizationFilter,
    PointFilter,
    Sorts,
    visible_meetings,
    years,
)
from issues.forms.fields.inputs import Suggesting
from issues.forms.fields.numbers import Numbers, NumbersField
from issues.forums import chosen_forum
from issues.frozen import records
from issues.frozen.records import is_seen
from issues.history import quotations
from issues.models import (
    DiscussionPoint,
    Following,
    FollowUp,
    LocalRequest,
    SameAsk,
    Standing,
)
from issues.pages import follow_up_rows
from issues.querysets.among import Keys, among, hashed
from issues.querysets.standings import changed_by
from issues.search import finding
from issues.standing import moments, outcomes
from issues.standing.moments import Moment
from issues.standing.state import NONE, serials_of
from organizations.enums import OrganizationKind
from organizations.models import Organization
from workflow.kept import grown

CHANGED = "changed"
"""Stands in an order for the column that tells the reader when something changed."""
SUGGESTED = 60
"""How many organizations a filter suggests at most."""


class NumbersFilter(filters.Filter):
    """The requests of these numbers."""

    field_class = NumbersField


def _mark(label: str, words: str, method: str) -> filters.ChoiceFilter:
    """A condition that is either set or not."""
    return filters.ChoiceFilter(
        label=label, method=method, choices=[("yes", words)], empty_label="すべて"
    )


def closed_sessions(request: Any) -> Any:
    """Sessions as of which the reader may look at requests."""
    actor = getattr(request, "user", None) or AnonymousUser()
    return moments.closed(actor, chosen_forum.forum_of(request))


class LocalRequestFilters(ListFilters):
    """Conditions on requests. Without a status, withdrawn and merged ones are left out. With
    `as_of` all of it is as it stood when that session was closed."""

    BESIDE: ClassVar[tuple[str, ...]] = (choosing.PARAMETER,)
    SORTS: ClassVar[Sorts] = {
        "number": ("番号の順", ("serial",)),
        "-number": ("番号の新しい順", ("-serial",)),
        "date": ("発言の古い順", ("said_on", "serial")),
        "-date": ("発言の新しい順", ("-said_on", "serial")),
        "organization": ("団体の順", ("organization__position", "serial")),
        "-organization": ("団体の逆順", ("-organization__position", "serial")),
        "status": ("状況の順", ("status_rank", "serial")),
        "-status": ("状況の逆順", ("-status_rank", "serial")),
        "due": ("回答期限の早い順", (F("due_on").asc(nulls_last=True), "serial")),
        "-due": ("回答期限の遅い順", (F("due_on").desc(nulls_last=True), "serial")),
        "updated": ("更新の古い順", (CHANGED, "serial")),
        "-updated": ("更新の新しい順", (f"-{CHANGED}", "serial")),
    }

    point = PointFilter(
        label="論点",
        method="filter_point",
        queryset=DiscussionPoint.objects.all(),
        to_field_name="code",
        empty_label="すべて",
    )
    organization = OrganizationFilter(label="団体", widget=Suggesting, method="filter_organization")
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
    joined = filters.ChoiceFilter(
        label="加わった団体",
        method="keep_order",
        choices=[(askers.ALONE, "含めない（要望した団体だけで探す）")],
        empty_label="含める",
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
    asked = filters.ModelChoiceFilter(
        label="回答を求めた府省",
        method="filter_asked",
        queryset=Organization.objects.ministries(),
        to_field_name="code",
        empty_label="すべて（主担当と合議・共管）",
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
        choices=tuple(outcomes.FIRST_REPLIES.items()),
        empty_label="すべて",
    )
    unanswered = _mark("未回答", "回答期限を過ぎても回答がない", "filter_unanswered")
    overdue = _mark("対応依頼", "期限超過がある", "filter_overdue")
    disagreeing = _mark("見解の不一致", "府省・事務局・団体で食い違う", "filter_disagreeing")
    re_raised = _mark("再提出", "前にも出された要望", "filter_re_raised")
    followed = _mark("購読", "購読している要望", "filter_followed")
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
    numbers = NumbersFilter(label="番号", method="filter_numbers")
    sort = filters.ChoiceFilter(
        label="並び順",
        method="keep_order",
        choices=[(key, words) for key, (words, _) in SORTS.items()],
        empty_label="（初めの順）",
    )
    as_of = filters.ModelChoiceFilter(
        label="時点", method="keep_order", queryset=closed_sessions, widget=forms.HiddenInput
    )
    same = filters.CharFilter(
        label="同趣旨", method="filter_same", max_length=12, widget=forms.HiddenInput
    )
    known = filters.ChoiceFilter(
        label="後で分かったこと",
        method="keep_order",
        choices=[(moments.LATER, "含める")],
        widget=forms.HiddenInput,
    )

    class Meta(ListFilters.Meta):
        model = Standing
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = Standing.objects.now().visible_to(self.actor)
        askers = present.order_by().values("organization")
        kept = partial(grown.kept, self.request)
        self.offer("year", choices=kept("years", present, lambda: years(present)))
        names = kept("askers", askers, lambda: _names(present))
        self.offer("organization", widget=_suggesting(names))
        if not sees_everything(self.actor):
            # It also looks at opinions that are not yet public.
            self.close("disagreeing", "事務局と構成員")
        if not self.actor.is_authenticated:
            self.close("followed", "ログインした人")
        self.offer_kept("point", "prefecture", "ministry", "asked")
        self.offer_kept("meeting", most=moments.NEWEST)

    @property
    def moment(self) -> Moment | None:
        """The moment that is looked at; None for now."""
        if self.errors:
            return None
        meeting = self.form.cleaned_data.get(moments.PARAMETER)
        later = self.form.cleaned_data.get(moments.KNOWN) == moments.LATER
        return Moment.of(meeting, later=later) if meeting else None

    def in_order(self, rows: Any) -> Any:
        changed = changed_by(self.actor)
        order = self.SORTS[self.sorted_by][1]
        return rows.order_by(
            *(each.replace(CHANGED, changed) if isinstance(each, str) else each for each in order)
        )

    @property
    def _on(self) -> date:
        return self.moment.on if self.moment else timezone.localdate()

    def filter_words(self, rows: Any, name: str, value: str) -> Any:
        if self.moment is not None and self.moment.known is not None:
            return self._with_words_then(rows, self.moment)
        found = finding.found_by(LocalRequest.objects.all(), self.sought, actor=self.actor)
        return rows.filter(local_request__in=found.order_by().values("pk"))

    def _with_words_then(self, rows: Any, moment: Moment) -> Any:
        """Their words at the closing of the session stand in its report alone."""
        team = sees_everything(self.actor)
        report = moment.meeting.closed_report.as_seen_by(self.actor)
        seen = (each for each in report.records if is_seen(each["public"], team=team))
        numbers = [each["number"] for each in seen if records.holds(each, self.sought, team=team)]
        return rows.filter(local_request__number__in=numbers)

    def filter_point(self, rows: Any, name: str, value: DiscussionPoint) -> Any:
        return rows.filter(points__contains=[value.pk])

    def filter_status(self, rows: Any, name: str, value: list[str]) -> Any:
        return rows.filter(status__in=value) if value else rows

    def filter_reply_class(self, rows: Any, name: str, value: str) -> Any:
        """By the newest reply that the reader sees; what is being written counts for nobody."""
        return rows.filter(outcomes.is_so(value))

    def filter_first_reply(self, rows: Any, name: str, value: str) -> Any:
        """By the first reply, as the dashboards count it."""
        if value == outcomes.ANY:
            return rows.exclude(first_shown__in=("", NONE))
        return rows.filter(first_shown=value)

    def filter_organization(self, rows: Any, name: str, value: Organization) -> Any:
        bodies = Organization.objects.filter(pk=value.pk)
        return rows.filter(self._asked_by(Q(organization=value), bodies, among))

    def filter_size(self, rows: Any, name: str, value: str) -> Any:
        kinds = sizes.kinds(value)
        bodies = Organization.objects.filter(kind__in=kinds)
        return rows.filter(self._asked_by(Q(organization__kind__in=kinds), bodies, hashed))

    def _asked_by(self, asker: Q, bodies: Any, keys: Keys) -> Q:
        if self.form.cleaned_data.get("joined") == askers.ALONE:
            return asker
        return askers.asked_by(
            asker, bodies=bodies, keys=keys, actor=self.actor, moment=self.moment
        )

    def filter_unanswered(self, rows: Any, name: str, value: str) -> Any:
        return rows.unanswered(self._on)

    def filter_asked(self, rows: Any, name: str, value: Organization) -> Any:
        """In charge, or asked beside the one in charge."""
        return rows.filter(Q(lead_ministry=value) | Q(asked__has_key=str(value.pk)))

    def filter_overdue(self, rows: Any, name: str, value: str) -> Any:
        if sees_everything(self.actor):
            return rows.filter(task_due_on__lt=self._on)
        tasks = FollowUp.objects.visible_to(self.actor)
        late = follow_up_rows.late(tasks, on=self._on, moment=self.moment)
        late = late.filter(content_type__app_label="issues", content_type__model="localrequest")
        return rows.filter(local_request__in=late.values("object_id"))

    def filter_disagreeing(self, rows: Any, name: str, value: str) -> Any:
        return rows.disagreeing(self.actor)

    def filter_re_raised(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(re_raises__isnull=False)

    def filter_followed(self, rows: Any, name: str, value: str) -> Any:
        own = Following.objects.filter(person=self.actor.pk).order_by()
        return rows.filter(among("local_request", own.values("local_request")))

    def filter_same(self, rows: Any, name: str, value: str) -> Any:
        """The group (同趣旨) of the request with this number, as far as the reader sees it."""
        named = LocalRequest.objects.visible_to(self.actor).filter(number=value)
        heads = SameAsk.objects.filter(local_request__in=named).values("head")
        alike = SameAsk.objects.filter(head__in=heads).values("local_request")
        return rows.filter(among("local_request", alike))

    def filter_prefecture(self, rows: Any, name: str, value: Organization) -> Any:
        asker = Q(organization=value) | Q(organization__prefecture=value)
        bodies = Organization.objects.filter(Q(pk=value.pk) | Q(prefecture=value))
        return rows.filter(self._asked_by(asker, bodies, hashed))

    def filter_meeting(self, rows: Any, name: str, value: Any) -> Any:
        here = quotations.passages(self.actor).filter(speech__source__meeting=value)
        spoken_of = LocalRequest.objects.filter(passages__in=here)
        return rows.filter(among("local_request", spoken_of.values("pk")))

    def filter_year(self, rows: Any, name: str, value: str) -> Any:
        """In the order of numbers those of a year stand together."""
        first, after = serials_of(int(value))
        return rows.filter(serial__gte=first, serial__lt=after)

    def filter_numbers(self, rows: Any, name: str, value: Numbers) -> Any:
        named = LocalRequest.objects.filter(number__in=value)
        return rows.filter(among("local_request", named.values("pk")))

    def filter_queryset(self, queryset: Any) -> Any:
        moment = self.moment
        rows = queryset.at(moment.at, known=moment.known) if moment else queryset.now()
        rows = super().filter_queryset(rows.seen_by(self.actor, on=self._on))
        return rows if self.form.cleaned_data.get("status") else rows.live()


def _names(present: Any) -> list[str]:
    """Of the first ones that asked. One after the other is looked for: most of them have."""
    asked = present.order_by().filter(organization=OuterRef("pk")).values("pk")[:1]
    found = Organization.objects.annotate(asked=Subquery(asked)).exclude(asked=None)
    return list(found.values_list("full_name", flat=True)[:SUGGESTED])


def _suggesting(names: list[str]) -> Suggesting:
    widget = Suggesting(attrs={"placeholder": "団体名・団体コード"})
    widget.suggestions = names
    return widget
