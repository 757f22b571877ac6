"""共同提案: organizations that join another one's request."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models

from issues import validators
from issues.models.local_request import LocalRequest
from organizations.models import Organization


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Joining(models.Model):
    """An organization that joins a request, with its own 支障事例."""

    local_request = models.ForeignKey(
        LocalRequest, on_delete=models.PROTECT, related_name="joinings"
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name="団体",
        on_delete=models.PROTECT,
        related_name="joinings",
    )
    trouble = models.TextField("支障事例", validators=[validators.trouble_fits])
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    joined_at = models.DateTimeField("加わった日時", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "共同提案"
        ordering = ("joined_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("local_request", "organization"),
                name="issues_joining_is_unique",
                violation_error_message="この団体は、すでに加わっています。",
            ),
        )

    def __str__(self) -> str:
        return str(self.organization)
