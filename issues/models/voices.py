"""Two of the three voices: the ministry's progress and the secretariat's judgement. Each word
stays; the request itself shows the newest. The third voice is `Opinion`."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from issues.enums import JudgementClass, ProgressClass
from issues.models.local_request import LocalRequest
from organizations.models import Organization


class ProgressReport(models.Model):
    """府省の進捗: how far a ministry says it is."""

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
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.get_progress_display()


class Judgement(models.Model):
    """事務局の判断: what the secretariat makes of it."""

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
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.get_judgement_display()
