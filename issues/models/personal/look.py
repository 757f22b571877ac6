"""When somebody last looked at the start page of a 協議の場."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from issues.models.forum import Forum


class Look(models.Model):
    """The day's first look of a person, and that of the day before on which they looked. What came
    in is told since then, so that it stays on the page for as long as the day lasts."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField("見た日時")
    before = models.DateTimeField("その前の日に見た日時", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "ホームを見た日時"
        constraints = (
            models.UniqueConstraint(fields=("user", "forum"), name="issues_look_is_unique"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.looked_at:%Y-%m-%d %H:%M}"
