"""記載誤り: a due date that was a slip of the pen."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.models.follow_up import DueChange


class DueSlip(models.Model):
    """The date that `change` put right had been a slip of the pen: neither that date nor the
    change counts for anything, while the record keeps both."""

    change = models.OneToOneField(
        DueChange, verbose_name="期限の変更", on_delete=models.PROTECT, related_name="slip"
    )
    reason = models.TextField("記載誤りとする理由")
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    marked_at = models.DateTimeField("印を付けた日時")

    class Meta:
        verbose_name = verbose_name_plural = "期限の記載誤り"
        ordering = ("marked_at", "pk")
        constraints = (
            models.CheckConstraint(name="issues_dueslip_has_a_reason", condition=~Q(reason="")),
        )
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"記載誤り {self.change}"
