"""状況: where a request stood over a stretch of time."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q

from issues.enums import (
    JudgementClass,
    ProgressClass,
    ReplyClass,
    RequestKind,
    RequestStatus,
    Stance,
)
from issues.models.forum import Forum
from issues.models.local_request import LocalRequest
from issues.models.reply import Reply
from issues.querysets.standings import StandingQuerySet
from organizations.models import Organization
from workflow.constraints import known

NOW = Q(counted_to=None, known_to=None)


def _span(start: str, end: str) -> Func:
    return Func(F(start), F(end), function="tstzrange", output_field=DateTimeRangeField())


def _keys(label: str) -> ArrayField:
    return ArrayField(models.BigIntegerField(), verbose_name=label, default=list, blank=True)


class Standing(models.Model):
    """A stretch of time in which nothing changed that a list, a count or a condition asks for.

    Two times: it **counted** from `counted_from` until `counted_to`, and that was **known** from
    `known_from` until `known_to`; None: still. A belated entry ends what was known and begins
    something else for the same time. No two stretches of a request overlap in both.

    What is open to the team alone (replies and opinions before their publication) stands beside
    what everybody reads of it, under `open_…`. Since when that is so, `open_changed_at` tells: a
    row that began with what only some may know bears the time of the rows before it.

    `waiting` are the ministries that owe a reply, `owed_on` is the earliest of their dates: None
    where nobody owes one. `asked`: where several are asked, by the key of each (as text)
    [its due date, "" or the day on which it answered]; None where only one is.

    A projection of the record: `issues.standing.keeping` writes it with each move, and
    `manage.py standings` writes it anew.
    """

    local_request = models.ForeignKey(
        LocalRequest, on_delete=models.PROTECT, related_name="standings"
    )
    counted_from = models.DateTimeField("この状況になった日時")
    counted_to = models.DateTimeField("この状況でなくなった日時", null=True)
    known_from = models.DateTimeField("記録した日時")
    known_to = models.DateTimeField("記録が改まった日時", null=True)
    open_changed_at = models.DateTimeField("だれでも読む内容が変わった日時")

    forum = models.ForeignKey(
        Forum, verbose_name="協議の場", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    serial = models.BigIntegerField("番号の順")
    kind = models.CharField("種別", max_length=20, choices=RequestKind.choices)
    title = models.CharField("件名", max_length=100)
    open_title = models.CharField("だれでも読む件名", max_length=100)
    status = models.CharField("状況", max_length=20, choices=RequestStatus.choices)
    status_rank = models.PositiveSmallIntegerField("状況の順")
    organization = models.ForeignKey(
        Organization, verbose_name="要望した団体", on_delete=models.PROTECT, related_name="+"
    )
    said_on = models.DateField("発言の日")
    points = _keys("論点")
    joined = _keys("加わった団体")
    open_joined = _keys("公表された、加わった団体")
    lead_ministry = models.ForeignKey(
        Organization,
        verbose_name="主担当府省",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    co_ministries = _keys("関係府省")
    round = models.PositiveSmallIntegerField("回答の回")
    due_on = models.DateField("回答期限", null=True)
    first_due_on = models.DateField("最初の回答期限", null=True)
    due_basis = models.JSONField("期限の数え方", null=True)
    asked = models.JSONField("回答を求めた府省", null=True)
    waiting = _keys("回答を待っている府省")
    owed_on = models.DateField("待っている回答の最も早い期限", null=True)
    reply = models.ForeignKey(Reply, null=True, on_delete=models.PROTECT, related_name="+")
    reply_ministry = models.ForeignKey(
        Organization,
        verbose_name="回答した府省",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reply_class = models.CharField("回答", max_length=20, choices=ReplyClass.choices, blank=True)
    reply_dated = models.BooleanField("対応時期の日付がある", default=False)
    open_reply = models.ForeignKey(Reply, null=True, on_delete=models.PROTECT, related_name="+")
    open_reply_class = models.CharField(
        "公表された回答", max_length=20, choices=ReplyClass.choices, blank=True
    )
    open_reply_dated = models.BooleanField("公表された対応時期の日付がある", default=False)
    first_reply = models.CharField("最初の回答", max_length=10, blank=True)
    open_first_reply = models.CharField("公表された最初の回答", max_length=10, blank=True)
    days = models.IntegerField("最初の回答までの日数", null=True)
    days_of_lead = models.IntegerField("担当府省の最初の回答までの日数", null=True)
    stance = models.CharField("見解", max_length=20, choices=Stance.choices, blank=True)
    open_stance = models.CharField(
        "公表された見解", max_length=20, choices=Stance.choices, blank=True
    )
    progress = models.CharField(
        "府省の進捗", max_length=20, choices=ProgressClass.choices, blank=True
    )
    open_progress = models.CharField(
        "公表された進捗", max_length=20, choices=ProgressClass.choices, blank=True
    )
    judgement = models.CharField(
        "事務局の判断", max_length=20, choices=JudgementClass.choices, blank=True
    )
    open_judgement = models.CharField(
        "公表された判断", max_length=20, choices=JudgementClass.choices, blank=True
    )
    disagreeing = models.BooleanField("見解の不一致", default=False)
    open_disagreeing = models.BooleanField("公表された見解の不一致", default=False)
    re_raises = models.ForeignKey(
        LocalRequest,
        verbose_name="前に出した要望",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    task_due_on = models.DateField("対応依頼の最も早い期限", null=True)
    published = models.BooleanField("公表", default=False)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "状況"
        ordering = ("local_request", "known_from", "counted_from")
        constraints = (
            ExclusionConstraint(
                name="issues_standing_is_one_truth",
                expressions=(
                    ("local_request", RangeOperators.EQUAL),
                    (_span("counted_from", "counted_to"), RangeOperators.OVERLAPS),
                    (_span("known_from", "known_to"), RangeOperators.OVERLAPS),
                ),
            ),
            models.CheckConstraint(
                name="issues_standing_lasts",
                condition=(Q(counted_to=None) | Q(counted_to__gt=F("counted_from")))
                & (Q(known_to=None) | Q(known_to__gt=F("known_from"))),
            ),
            known("status", RequestStatus),
        )
        indexes = (
            models.Index(
                fields=("serial",),
                include=("status", "published", "id"),
                condition=NOW,
                name="standing_now",
            ),
            models.Index(fields=("forum", "serial"), condition=NOW, name="standing_forum"),
            models.Index(fields=("organization", "serial"), condition=NOW, name="standing_asker"),
            models.Index(fields=("lead_ministry", "serial"), condition=NOW, name="standing_lead"),
            models.Index(fields=("status", "serial"), condition=NOW, name="standing_status"),
            models.Index(fields=("status_rank", "serial"), condition=NOW, name="standing_rank"),
            models.Index(
                fields=("-status_rank", "serial"), condition=NOW, name="standing_rank_down"
            ),
            models.Index(fields=("kind", "serial"), condition=NOW, name="standing_kind"),
            models.Index(fields=("reply_class", "serial"), condition=NOW, name="standing_reply"),
            models.Index(
                fields=("open_reply_class", "serial"), condition=NOW, name="standing_open_reply"
            ),
            models.Index(fields=("first_reply", "serial"), condition=NOW, name="standing_first"),
            models.Index(
                fields=("task_due_on",),
                condition=NOW & Q(task_due_on__isnull=False),
                name="standing_tasks",
            ),
            models.Index(
                fields=("re_raises",),
                condition=NOW & Q(re_raises__isnull=False),
                name="standing_re_raises",
            ),
            models.Index(
                fields=("serial",), condition=NOW & Q(disagreeing=True), name="standing_at_odds"
            ),
            models.Index(
                fields=("owed_on", "lead_ministry"),
                condition=NOW & Q(owed_on__isnull=False),
                name="standing_awaited",
            ),
            models.Index(fields=("said_on", "serial"), condition=NOW, name="standing_said_on"),
            models.Index(fields=("due_on", "serial"), condition=NOW, name="standing_due_on"),
            models.Index(
                F("due_on").desc(nulls_last=True),
                F("serial"),
                condition=NOW,
                name="standing_due_down",
            ),
            # Since when the team, and everybody, reads of each what it reads now.
            models.Index(fields=("known_from", "serial"), condition=NOW, name="standing_changed"),
            models.Index(
                fields=("open_changed_at", "serial"), condition=NOW, name="standing_open_changed"
            ),
            GinIndex(fields=("points",), condition=NOW, name="standing_points"),
            GinIndex(
                fields=("asked",),
                condition=NOW & Q(asked__isnull=False),
                name="standing_asked",
            ),
            models.Index(fields=("serial", "counted_from"), name="standing_then"),
            # All that dashboards and lists count, so that they read no whole row. It is read from
            # end to end, and begins with what no condition of a list asks for.
            models.Index(
                fields=("local_request",),
                include=(
                    *("organization", "counted_from", "known_from", "forum", "published", "points"),
                    *("status", "lead_ministry", "owed_on"),
                    *("reply_ministry", "reply_class", "open_reply_class"),
                    *("reply_dated", "open_reply_dated", "first_reply", "open_first_reply"),
                    *("days", "days_of_lead", "disagreeing", "open_disagreeing"),
                    *("kind", "said_on", "co_ministries"),
                ),
                condition=NOW,
                name="standing_figures",
            ),
            # What began after a session was closed: the changes since, however many stand still.
            models.Index(fields=("counted_from",), name="standing_counted"),
            # Also how many held then: as much as a count as of a session asks.
            models.Index(
                fields=("known_from",),
                include=(
                    *("counted_from", "counted_to", "known_to"),
                    *("status", "published", "local_request"),
                ),
                name="standing_known",
            ),
            models.Index(
                fields=("known_from",),
                include=("counted_from", "counted_to", "known_to", "status", "published"),
                condition=Q(known_from__gt=F("counted_from")),
                name="standing_belated",
            ),
            # What held then and ended since, for a view of the past.
            models.Index(
                fields=("counted_to",),
                condition=Q(counted_to__isnull=False),
                name="standing_ended",
            ),
            models.Index(
                fields=("known_to",), condition=Q(known_to__isnull=False), name="standing_revised"
            ),
        )

    def __str__(self) -> str:
        return f"{self.local_request_id} {self.get_status_display()}"
