"""Two of the three voices, the ministry's progress and the secretariat's judgement, and the words
with which a request was settled. Each word stays; the request itself shows the newest. The third
voice is `Opinion`."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models

from issues.enums import JudgementClass, ProgressClass
from issues.models.local_request import LocalRequest
from issues.querysets.voices import VoiceQuerySet
from organizations.models import Organization
from searching.noticing import noticed


def _words_stay(*marks: str) -> tuple[pgtrigger.Trigger, ...]:
    """What was said is never changed or deleted; only the marks on it are set."""
    return (
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
        pgtrigger.ReadOnly(name="words_stay", exclude=list(marks)),
    )


class Said(models.Model):
    """Words of their own on a request, with a publication of their own.

    They show to the public once they and the request are published. What was taken back
    (取消し) stays in the table and counts for nothing from then on.
    """

    MARKS: ClassVar[tuple[str, ...]] = ("published_at", "taken_back_at")
    SAID_AT: ClassVar[str]
    """The field that says since when it counts."""

    published_at = models.DateTimeField("公表した日時", null=True, blank=True)
    taken_back_at = models.DateTimeField("取り消した日時", null=True, blank=True)
    fictional = models.BooleanField("架空", default=False)

    objects: ClassVar[VoiceQuerySet] = VoiceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        """Open to everybody who sees the request."""
        return self.published_at is not None


class ProgressReport(Said):
    """府省の進捗: how far a ministry says it is."""

    SAID_AT = "reported_at"

    local_request = models.ForeignKey(
        LocalRequest, on_delete=models.PROTECT, related_name="progress_reports"
    )
    ministry = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    progress = models.CharField("進捗", max_length=20, choices=ProgressClass.choices)
    text = models.TextField("内容", blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reported_at = models.DateTimeField("報告した日時")

    class Meta:
        verbose_name = verbose_name_plural = "府省の進捗"
        ordering = ("reported_at", "pk")
        triggers = (*_words_stay(*Said.MARKS), noticed("voices", "text", owner="local_request_id"))

    def __str__(self) -> str:
        return self.get_progress_display()


class Judgement(Said):
    """事務局の判断: what the secretariat makes of it."""

    SAID_AT = "judged_at"

    local_request = models.ForeignKey(
        LocalRequest, on_delete=models.PROTECT, related_name="judgements"
    )
    judgement = models.CharField("判断", max_length=20, choices=JudgementClass.choices)
    text = models.TextField("内容", blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField("判断した日時")

    class Meta:
        verbose_name = verbose_name_plural = "事務局の判断"
        ordering = ("judged_at", "pk")
        triggers = (*_words_stay(*Said.MARKS), noticed("voices", "text", owner="local_request_id"))

    def __str__(self) -> str:
        return self.get_judgement_display()


class Settlement(Said):
    """決着の言葉: where a request was reflected, and why it was settled over a 不服."""

    SAID_AT = "settled_at"

    local_request = models.ForeignKey(
        LocalRequest, on_delete=models.PROTECT, related_name="settlements"
    )
    reflected_in = models.CharField("反映先", max_length=200)
    despite = models.TextField("不服がある中で決着とした理由", blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField("決着とした日時")

    class Meta:
        verbose_name = verbose_name_plural = "決着の言葉"
        ordering = ("settled_at", "pk")
        triggers = (
            *_words_stay(*Said.MARKS),
            noticed("voices", "reflected_in", "despite", owner="local_request_id"),
        )

    def __str__(self) -> str:
        return self.reflected_in
