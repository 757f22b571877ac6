"""ファイル作成: a long list that a worker writes into a file for whoever asked."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Membership
from issues.enums import UNFINISHED, ExportStatus
from issues.querysets.owned import ExportQuerySet
from workflow.constraints import known


def new_token() -> str:
    """Part of an address that nobody guesses."""
    return secrets.token_urlsafe(24)


def export_path(export: Export, filename: str) -> str:
    """Where a file is stored: below the media directory, which no web server hands out."""
    return f"exports/{export.token}.{filename.rpartition('.')[2]}"


class Export(models.Model):
    """One file that somebody asked for. `producer` is the key of an
    `reports.lists.producing.Producer`, `query` the conditions as the list has them in its address.

    It holds what the asker may see under `membership` (None: somebody without one, or a visitor,
    who is known by `visitor`, a word in the session), and is handed to nobody else. `attempts`
    counts how often a worker began; `heard_at` is the last sign of life. The file goes at
    `expires_at`; that it was there is still told for a while.
    """

    token = models.CharField(max_length=40, unique=True, default=new_token)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="exports"
    )
    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.CASCADE, related_name="+"
    )
    visitor = models.CharField(max_length=40, blank=True)
    producer = models.CharField("ファイルの種類", max_length=40)
    query = models.TextField("条件", blank=True)
    conditions: Any = models.JSONField("条件（言葉）", default=list)
    status = models.CharField(
        "状況", max_length=20, choices=ExportStatus.choices, default=ExportStatus.WAITING
    )
    done = models.PositiveIntegerField("できた件数", default=0)
    total = models.PositiveIntegerField("件数", default=0)
    attempts = models.PositiveSmallIntegerField("作成の回数", default=0)
    problem = models.TextField("できなかった理由", blank=True)
    file = models.FileField("ファイル", upload_to=export_path, blank=True)
    filename = models.CharField("ファイル名", max_length=200, blank=True)
    size = models.PositiveIntegerField("大きさ（バイト）", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    asked_at = models.DateTimeField("頼んだ日時")
    heard_at = models.DateTimeField("最後に動いた日時")
    expires_at = models.DateTimeField("期限")

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ファイル作成"
        ordering = ("-asked_at", "-pk")
        constraints = (
            known("status", ExportStatus),
            models.CheckConstraint(
                name="issues_export_is_somebodys",
                condition=Q(asked_by__isnull=False, visitor="")
                | (Q(asked_by__isnull=True, membership__isnull=True) & ~Q(visitor="")),
            ),
        )
        indexes = (
            models.Index(fields=("asked_by", "-asked_at"), name="export_asked_by"),
            models.Index(fields=("visitor", "-asked_at"), name="export_visitor"),
            models.Index(fields=("expires_at",), name="export_expires_at"),
        )

    def __str__(self) -> str:
        return self.filename or self.producer

    def get_absolute_url(self) -> str:
        return reverse("reports:exports:detail", args=(self.token,))

    @property
    def is_under_way(self) -> bool:
        """A worker has it, or will."""
        return self.status in UNFINISHED

    def is_expired(self, now: datetime) -> bool:
        """It is no longer handed out."""
        return self.expires_at <= now
