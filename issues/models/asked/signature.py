"""連名: ministries that sign a reply together with the one that wrote it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.models.reply import Reply
from organizations.models import Organization


class Signature(models.Model):
    """A ministry named on a reply. It has answered once it has agreed; until then it is waited for
    (連名の確認待ち)."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="signatures")
    ministry = models.ForeignKey(
        Organization, verbose_name="連名の府省", on_delete=models.PROTECT, related_name="+"
    )
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField("確かめた日時", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "連名"
        ordering = ("ministry__position", "ministry__code")
        constraints = (
            models.UniqueConstraint(
                fields=("reply", "ministry"), name="issues_signature_is_unique"
            ),
            models.CheckConstraint(
                name="issues_signature_agreed_by_somebody",
                condition=Q(agreed_at=None, agreed_by=None)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return str(self.ministry)
