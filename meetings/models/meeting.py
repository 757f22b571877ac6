"""会合: bodies, their meetings, and what the minutes state about each."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from issues.models import Forum
from issues.models.forum import within
from meetings.enums import CALLED_OFF, BodyKind, MeetingStatus, Side
from meetings.models.session_text import SessionText
from meetings.querysets import MeetingQuerySet
from organizations.models import Organization
from searching.noticing import noticed
from workflow.constraints import has_a_time, known

MARK = "（架空）"
"""Goes with the name of an invented meeting wherever it stands."""


class Body(models.Model):
    """会議体: a series of meetings."""

    forum = models.ForeignKey(
        Forum, verbose_name="協議の場", on_delete=models.PROTECT, related_name="bodies"
    )
    name = models.CharField("会議体の名称", max_length=200, unique=True)
    short_name = models.CharField("略称", max_length=30)
    kind = models.CharField("種別", max_length=20, choices=BodyKind.choices)

    class Meta:
        verbose_name = verbose_name_plural = "会議体"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """One session of a body. Its minutes are those of `current_source`."""

    body = models.ForeignKey(
        Body, verbose_name="会議体", on_delete=models.PROTECT, related_name="meetings"
    )
    session_number = models.PositiveSmallIntegerField("回", null=True, blank=True)
    title = models.CharField("会合の名称", max_length=250)
    held_on = models.DateField("開催日")
    starts_at = models.TimeField("開始時刻", null=True, blank=True)
    ends_at = models.TimeField("終了時刻", null=True, blank=True)
    place = models.CharField("場所", max_length=200, blank=True)
    status = models.CharField(
        "状況", max_length=20, choices=MeetingStatus.choices, default=MeetingStatus.HELD
    )
    published_at = models.DateTimeField("公表した日時", null=True, blank=True)
    closed_at = models.DateTimeField("確定した時点", null=True, blank=True)
    postponed_from = models.DateField("延期する前の開催日", null=True, blank=True)
    called_off_at = models.DateTimeField("中止・延期を決めた日時", null=True, blank=True)
    called_off_reason = models.TextField("中止・延期の理由", blank=True)
    unread_reason = models.TextField("未確認の文を残して公表する理由", blank=True)
    credit = models.CharField("出典", max_length=300, blank=True)
    fictional = models.BooleanField("架空", default=False)
    current_source = models.OneToOneField(
        "meetings.MinutesSource",
        verbose_name="今の議事要旨",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField("登録した日時", auto_now_add=True)
    version = models.PositiveIntegerField("版", default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会合"
        ordering = ("-held_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("body", "session_number"),
                # The next one that is held takes the number of one that was called off.
                condition=~models.Q(status=MeetingStatus.CANCELLED),
                name="meetings_meeting_session_is_unique",
                violation_error_message="この会議体のこの回は、すでに登録されています。",
            ),
            known("status", MeetingStatus),
            has_a_time(MeetingStatus.CLOSED),
            models.CheckConstraint(
                name="meetings_meeting_called_off_has_a_time",
                condition=~models.Q(status__in=CALLED_OFF)
                | (models.Q(called_off_at__isnull=False) & ~models.Q(called_off_reason="")),
            ),
            models.CheckConstraint(
                name="meetings_meeting_published_has_a_time",
                condition=models.Q(
                    status__in=(MeetingStatus.PLANNED, MeetingStatus.HELD, *CALLED_OFF),
                    published_at__isnull=True,
                )
                | models.Q(status=MeetingStatus.PUBLISHED, published_at__isnull=False)
                # A closed one stays closed when it is taken down.
                | models.Q(status=MeetingStatus.CLOSED),
            ),
        )
        indexes = (
            models.Index(fields=("body", "held_on"), name="meeting_body"),
            models.Index(fields=("-held_on", "-id"), name="meeting_held_on"),
            models.Index(fields=("status",), name="meeting_status"),
        )
        triggers = (noticed("meetings", "title", "place", "held_on"),)

    def __str__(self) -> str:
        return f"{self.body.short_name}{self.session_label}{MARK if self.fictional else ''}"

    def get_absolute_url(self) -> str:
        return within(self.body.forum_id, reverse("meetings:detail", args=(self.pk,)))

    @property
    def session_label(self) -> str:
        """第1回, or "" where the series is not counted."""
        return f"第{self.session_number}回" if self.session_number else ""

    @property
    def took_place(self) -> bool:
        """It is over, however far its record is."""
        return self.status not in (MeetingStatus.PLANNED, *CALLED_OFF)

    @property
    def is_called_off(self) -> bool:
        """中止, or 延期 with an open day."""
        return self.status in CALLED_OFF

    @property
    def is_published(self) -> bool:
        """Visible without sign-in."""
        return self.published_at is not None


class Attendance(SessionText):
    """出席: who sat there, under which title, on which side. One that is not `listed` only speaks
    in minutes that came after the session was closed: the list of those present stays as it was."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    name = models.CharField("氏名", max_length=60)
    printed_post = models.CharField("職（議事要旨の表記）", max_length=150, blank=True)
    title = models.CharField("職名", max_length=100, blank=True)
    organization_name = models.CharField("団体（議事要旨の表記）", max_length=120, blank=True)
    organization = models.ForeignKey(
        Organization,
        verbose_name="団体",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attendances",
    )
    side = models.CharField("立場", max_length=20, choices=Side.choices)
    note = models.CharField("備考", max_length=100, blank=True)
    listed = models.BooleanField("出席者の一覧に載る", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "出席"
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "position"),
                condition=models.Q(replaced_at__isnull=True),
                name="meetings_attendance_position_is_unique",
            ),
            known("side", Side),
        )
        triggers = (noticed("people", "name", "printed_post", "title", "organization_name"),)

    def __str__(self) -> str:
        return f"{self.name}（{self.printed_post}）" if self.printed_post else self.name


class AgendaItem(SessionText):
    """議事: a numbered, possibly nested item."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda_items")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="items"
    )
    number = models.CharField("番号", max_length=20, blank=True)
    title = models.CharField("議事", max_length=250)
    minutes = models.PositiveSmallIntegerField("時間（分）", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "議事"
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "position"),
                condition=models.Q(replaced_at__isnull=True),
                name="meetings_agendaitem_position_is_unique",
            ),
        )
        triggers = (noticed("agenda", "number", "title"),)

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Document(SessionText):
    """配布資料: one handed-out document."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="documents")
    label = models.CharField("番号", max_length=40, blank=True)
    title = models.CharField("題名", max_length=300)
    submitter = models.CharField("提出者", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "資料"
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "position"),
                condition=models.Q(replaced_at__isnull=True),
                name="meetings_document_position_is_unique",
            ),
        )
        triggers = (noticed("papers", "label", "title", "submitter"),)

    def __str__(self) -> str:
        return f"{self.label} {self.title}".strip()
