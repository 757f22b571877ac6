"""取込み（Excelから）: a sheet of requests on its way in, its rows, and how its sender's columns
are read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse

from issues.enums import IntakeStatus, RowOutcome, TakeWhich
from issues.intake.querysets import IntakeQuerySet, IntakeRowQuerySet
from issues.models.forum import Forum
from issues.models.local_request import LocalRequest
from organizations.models import Organization
from workflow.constraints import known


class AsWritten(DjangoJSONEncoder):
    """JSON with its letters as they are: each of another spelling would have to be escaped once
    more for the database, which takes longer than all the rest."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False})


class Intake(models.Model):
    """One file that `organization` sent: the bytes as they came in, and what was decided about it.

    `outlines` are its sheets as they are offered to choose from (`sheets.values.Outline`). `sheet`
    and `head` name the sheet and the (lowest) row of its head; `mapping` says which column (counted
    from 0, as text) is read as which of ours, `given` what holds for rows that say nothing of it
    (`issues.intake.targets`).
    """

    organization = models.ForeignKey(
        Organization, verbose_name="提出元", on_delete=models.PROTECT, related_name="+"
    )
    forum = models.ForeignKey(
        Forum,
        verbose_name="協議の場",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    file = models.FileField("ファイル", upload_to="intakes/%Y/")
    filename = models.CharField("ファイル名", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("大きさ（バイト）")
    status = models.CharField(
        "状況", max_length=20, choices=IntakeStatus.choices, default=IntakeStatus.QUEUED
    )
    progress = models.PositiveSmallIntegerField("進み具合（％）", default=0)
    progress_label = models.CharField("今していること", max_length=60, blank=True)
    problem = models.TextField("うまくいかなかった理由", blank=True)
    outlines: Any = models.JSONField("シート", default=list, blank=True, encoder=AsWritten)
    sheet = models.CharField("シート名", max_length=255, blank=True)
    head = models.PositiveIntegerField("見出しの行", default=0)
    mapping: Any = models.JSONField("列の対応", default=dict, blank=True)
    given: Any = models.JSONField("列にない内容", default=dict, blank=True, encoder=AsWritten)
    which = models.CharField("登録する行", max_length=10, choices=TakeWhich.choices, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField("始めた日時", auto_now_add=True)
    version = models.PositiveIntegerField("版", default=1)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "要望の取込み"
        ordering = ("-pk",)
        constraints = (
            known("status", IntakeStatus),
            models.CheckConstraint(
                name="issues_intake_sha256_is_hex",
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
            ),
        )
        indexes = (
            models.Index(fields=("sha256",), name="intake_sha256"),
            models.Index(fields=("organization", "-id"), name="intake_organization"),
        )

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        return reverse("issues:intakes:detail", args=(self.pk,))

    @property
    def is_under_way(self) -> bool:
        """A worker has it, or will."""
        return self.status in (IntakeStatus.QUEUED, IntakeStatus.CHECKING, IntakeStatus.MAKING)


class IntakeRow(models.Model):
    """One row of the chosen sheet. `number` is its own in the sheet, `cells` what stands in it
    (`sheets.values`), `values` what of ours that makes. `errors`, `doubts` and `likes` (requests
    like it) are for people: [{"column": 3, "words": "…"}], [{"number": "R8-0001", …}]."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("行")
    hidden = models.BooleanField("隠れている", default=False)
    cells: Any = models.JSONField(default=list, encoder=AsWritten)
    outcome = models.CharField("結果", max_length=10, choices=RowOutcome.choices)
    values: Any = models.JSONField(default=dict, encoder=AsWritten)
    errors: Any = models.JSONField(default=list, encoder=AsWritten)
    doubts: Any = models.JSONField(default=list, encoder=AsWritten)
    likes: Any = models.JSONField(default=list, encoder=AsWritten)
    local_request = models.ForeignKey(
        LocalRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = IntakeRowQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "取り込む行"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=("intake", "number"), name="issues_intakerow_number_is_unique"
            ),
            known("outcome", RowOutcome),
            models.CheckConstraint(
                name="issues_intakerow_made_has_a_request",
                condition=~models.Q(outcome=RowOutcome.MADE)
                | models.Q(local_request__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=("intake", "outcome", "number"), name="intakerow_outcome"),
            models.Index(
                fields=("intake", "number"),
                condition=~models.Q(doubts=[]),
                name="intakerow_doubts",
            ),
            models.Index(
                fields=("intake", "number"), condition=~models.Q(likes=[]), name="intakerow_likes"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}行目"


class ColumnMemory(models.Model):
    """How a sender's column of this name is read: what a person said last. `name` is folded
    (`sheets.values.folded`); `target` "" says that the column is left out."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    name = models.CharField("列の名前", max_length=200)
    target = models.CharField("読み方", max_length=40, blank=True)
    given_at = models.DateTimeField("決めた日時", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "列の対応の記憶"
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "name"), name="issues_columnmemory_name_is_unique"
            ),
        )

    def __str__(self) -> str:
        return self.name
