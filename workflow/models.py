"""The record: what was done to what, by whom, and every change of status. Append-only; the
database itself refuses to change or delete a row."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from organizations.models import Organization
from workflow.pointing import OnAnything

APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class HistoryEntry(OnAnything):
    """One operation on one object. `changes` holds fields as {field: [before, after]}, `details`
    whatever else the operation touched (passages, points, …)."""

    obj = GenericForeignKey("content_type", "object_id")
    verb = models.CharField("操作", max_length=40)
    label = models.CharField("操作の名前", max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="操作した人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    acting_for = models.ForeignKey(
        Organization,
        verbose_name="操作した人の団体",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    role = models.CharField("操作した人の役割", max_length=20, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    reason = models.TextField("理由", blank=True)
    changes = models.JSONField("変更点", default=dict, encoder=DjangoJSONEncoder)
    details = models.JSONField("詳細", default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = verbose_name_plural = "履歴"
        ordering = ("recorded_at", "pk")
        indexes = (
            models.Index(
                fields=("content_type", "object_id", "recorded_at"), name="history_of_object"
            ),
            # What came in lately, of one sort of thing.
            models.Index(fields=("content_type", "-recorded_at"), name="history_lately"),
        )
        triggers = (APPEND_ONLY,)

    def __str__(self) -> str:
        return f"{self.label} {self.recorded_at:%Y-%m-%d %H:%M}"


class StatusChange(OnAnything):
    """状況の変更: from, to, when it counts (`effective_at`) and when it was written down."""

    entry = models.OneToOneField(
        HistoryEntry, on_delete=models.PROTECT, related_name="status_change"
    )
    from_status = models.CharField("変更前", max_length=20, blank=True)
    to_status = models.CharField("変更後", max_length=20)
    effective_at = models.DateTimeField("効力が生じた日時")
    recorded_at = models.DateTimeField("記録した日時")

    class Meta:
        verbose_name = verbose_name_plural = "状況の変更"
        ordering = ("effective_at", "pk")
        indexes = (
            models.Index(
                fields=("content_type", "object_id", "effective_at"), name="status_of_object"
            ),
        )
        triggers = (APPEND_ONLY,)

    def __str__(self) -> str:
        return f"{self.from_status or '（新規）'} → {self.to_status}"


def plain(value: Any) -> Any:
    """A field's value as it goes into the record: keys for rows, text for dates and files."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, models.fields.files.FieldFile):
        return value.name
    return value


class Draft(models.Model):
    """A half-written text, kept on the server until it is sent: one per person and form."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    key = models.CharField("どの入力か", max_length=100)
    fields = models.JSONField("書きかけの内容", default=dict)
    saved_at = models.DateTimeField("保存した日時", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "書きかけ"
        constraints = (
            models.UniqueConstraint(fields=("user", "key"), name="workflow_draft_is_unique"),
        )

    def __str__(self) -> str:
        return self.key


class SentForm(models.Model):
    """A form that was taken, for as long as it may be sent a second time. `answer` is what its
    sender was told; None while it is under way, or when it broke off after something was done."""

    key = models.CharField("送信の印", max_length=64, unique=True)
    taken_at = models.DateTimeField("受け付けた日時", db_index=True)
    answer = models.JSONField("答え", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "受け付けた送信"

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.taken_at:%Y-%m-%d %H:%M}"
