"""訂正: changes of words that are public already."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from django.db.models import Q
from django.urls import reverse

from issues.enums import CorrectionStatus
from issues.querysets.corrections import CorrectionQuerySet
from organizations.models import Organization
from workflow.constraints import known
from workflow.pointing import OnAnything


class Correction(OnAnything):
    """What somebody wants to read otherwise in a published request, commitment or joining.

    `before` and `after` hold the fields that differ, each as one text: organizations by code,
    points by their codes between commas (the first is the primary one). `organization` is the one
    that proposed it.
    """

    subject = GenericForeignKey("content_type", "object_id")
    before: Any = models.JSONField("訂正前")
    after: Any = models.JSONField("訂正後")
    reason = models.TextField("訂正の理由")
    organization = models.ForeignKey(
        Organization, verbose_name="申し出た団体", on_delete=models.PROTECT, related_name="+"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField("申し出た日時")
    status = models.CharField(
        "状況",
        max_length=20,
        choices=CorrectionStatus.choices,
        default=CorrectionStatus.PROPOSED,
    )
    decided_at = models.DateTimeField("決めた日時", null=True, blank=True)
    decision = models.TextField("見送りの理由", blank=True)
    version = models.PositiveIntegerField("更新の回数", default=1)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "訂正"
        ordering = ("proposed_at", "pk")
        constraints = (
            known("status", CorrectionStatus),
            models.CheckConstraint(name="issues_correction_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="issues_correction_declined_says_why",
                condition=~Q(status=CorrectionStatus.DECLINED) | ~Q(decision=""),
            ),
        )
        indexes = (
            models.Index(fields=("content_type", "object_id"), name="correction_subject"),
            models.Index(fields=("status", "proposed_at"), name="correction_status"),
        )
        triggers = (pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.subject}の訂正"

    def get_absolute_url(self) -> str:
        return reverse("issues:corrections:detail", args=(self.pk,))
