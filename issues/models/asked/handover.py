"""担当替え: a ministry asks that another one answers in its place."""

from __future__ import annotations

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from issues.enums import HandoverStatus
from issues.models.local_request import LocalRequest
from issues.querysets.handovers import HandoverQuerySet
from organizations.models import Organization
from workflow.constraints import known


@pghistory.track()
class Handover(models.Model):
    """Asked for by `ministry`, which was asked about the request; decided by the secretariat.
    `proposed` is whom it holds for competent, `given_to` who got it."""

    local_request = models.ForeignKey(
        LocalRequest, on_delete=models.PROTECT, related_name="handovers"
    )
    ministry = models.ForeignKey(
        Organization, verbose_name="申し出た府省", on_delete=models.PROTECT, related_name="+"
    )
    proposed = models.ForeignKey(
        Organization,
        verbose_name="担当と考える府省",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.TextField("担当替えを求める理由")
    status = models.CharField(
        "状況", max_length=20, choices=HandoverStatus.choices, default=HandoverStatus.ASKED
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("申し出た日時")
    given_to = models.ForeignKey(
        Organization,
        verbose_name="移した先の府省",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("決めた日時", null=True, blank=True)
    answer = models.TextField("決めた理由", blank=True)
    version = models.PositiveIntegerField("更新の回数", default=1)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "担当替え"
        ordering = ("asked_at", "pk")
        constraints = (
            known("status", HandoverStatus),
            models.UniqueConstraint(
                fields=("local_request", "ministry"),
                condition=Q(status=HandoverStatus.ASKED),
                name="issues_handover_is_asked_once",
                violation_error_message="担当替えは、すでに申し出ています。",
            ),
            models.CheckConstraint(
                name="issues_handover_decided_has_a_time",
                condition=Q(status=HandoverStatus.ASKED, decided_at=None)
                | (~Q(status=HandoverStatus.ASKED) & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="issues_handover_accepted_says_to_whom",
                condition=~Q(status=HandoverStatus.ACCEPTED) | Q(given_to__isnull=False),
            ),
        )
        indexes = (
            models.Index(
                fields=("asked_at", "id"),
                condition=Q(status=HandoverStatus.ASKED),
                name="handover_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ministry}からの担当替えの申出"

    def days(self, on: date) -> int:
        """Whole days until it was decided; until that day while it is not."""
        end = timezone.localdate(self.decided_at) if self.decided_at else on
        return (end - timezone.localdate(self.asked_at)).days
