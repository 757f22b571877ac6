"""対応状況一覧 of a closed session: frozen for good; corrections are dated additions."""

from __future__ import annotations

from copy import copy
from typing import Any

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from accounts.rules import Actor, is_secretariat
from issues.frozen.records import Held, Records
from meetings.models.meeting import Meeting
from meetings.querysets import ReportAdditionQuerySet
from meetings.sessions.report_rows import Stored
from publication.models import Removal

FROZEN = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
WORDS_FROZEN = (
    pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
    pgtrigger.ReadOnly(name="words_stay", fields=["report", "text", "added_by", "added_at"]),
)
"""Of an addition nothing but its publication changes."""


class ClosedReport(models.Model):
    """What was true when the session was closed: `content` as `meetings.sessions.report_content`
    freezes it, `sha256` over its canonical JSON. Exports as of the session are made from it alone.

    `frame` is the content without its requests, which are the `rows`: a hundred thousand of them
    are more than one value may hold. Reports from before there were rows hold all in `frame`.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="closed_report")
    frame: Any = models.JSONField("内容", encoder=DjangoJSONEncoder, db_column="content")
    sha256 = models.CharField("SHA-256", max_length=64)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField("確定を記録した日時")

    class Meta:
        verbose_name = verbose_name_plural = "確定した対応状況一覧"
        triggers = (FROZEN,)

    def __str__(self) -> str:
        return f"{self.meeting} 対応状況一覧"

    @property
    def content(self) -> Any:
        """All of it; the rows are read when it is asked for."""
        if "requests" not in self.frame:
            rows = self.rows.values_list("record", flat=True)
            self.frame = {**self.frame, "requests": list(rows)}
        return self.frame

    @content.setter
    def content(self, content: Any) -> None:
        self.frame = content

    @property
    def records(self) -> Records:
        """Its requests alone; rows are read as they are asked for, and held nowhere."""
        held = self.frame.get("requests")
        return Stored(self.rows.all()) if held is None else Held(held)

    def as_seen_by(self, actor: Actor) -> ClosedReport:
        """The report with the content and the digest that this reader gets (not to be saved): as
        it was frozen for the secretariat, without what was taken out since for everybody else."""
        version = None if is_secretariat(actor) else self.versions.last()
        if version is None:
            return self
        seen = copy(self)
        seen.content, seen.sha256 = version.content, version.sha256
        return seen


class ReportRow(models.Model):
    """One request as a frozen report holds it."""

    # The constraint below is an index that begins with the report.
    report = models.ForeignKey(
        ClosedReport, on_delete=models.PROTECT, related_name="rows", db_index=False
    )
    place = models.PositiveIntegerField("順")
    record: Any = models.JSONField("要望", encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = verbose_name_plural = "確定した要望"
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(
                fields=("report", "place"), name="meetings_reportrow_place_is_unique"
            ),
        )
        triggers = (FROZEN,)

    def __str__(self) -> str:
        return f"{self.report} {self.place}"


class ReportVersion(models.Model):
    """The frozen report with words taken out: what everybody but the secretariat gets from then
    on. The report itself stays as it is; the digests prove both."""

    report = models.ForeignKey(ClosedReport, on_delete=models.PROTECT, related_name="versions")
    content: Any = models.JSONField("内容", encoder=DjangoJSONEncoder)
    sha256 = models.CharField("SHA-256", max_length=64)
    removal = models.ForeignKey(Removal, on_delete=models.PROTECT, related_name="report_versions")
    recorded_at = models.DateTimeField("言葉を除いた日時")

    class Meta:
        verbose_name = verbose_name_plural = "言葉を除いた対応状況一覧"
        ordering = ("pk",)
        triggers = (FROZEN,)

    def __str__(self) -> str:
        return f"{self.report}（{self.removal}）"


class ReportAddition(models.Model):
    """A later correction or addition to a frozen report, with its date. It is internal until the
    secretariat publishes the meeting again."""

    report = models.ForeignKey(ClosedReport, on_delete=models.PROTECT, related_name="additions")
    text = models.TextField("訂正・追記")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField("追記した日時")
    published_at = models.DateTimeField("公表した日時", null=True, blank=True)

    objects = ReportAdditionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "訂正・追記"
        ordering = ("added_at", "pk")
        triggers = WORDS_FROZEN

    def __str__(self) -> str:
        return self.text[:40]
