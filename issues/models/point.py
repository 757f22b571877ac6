"""論点: the matters under discussion. They are data; each coordination effort has its own."""

from __future__ import annotations

import pghistory
from django.db import models
from django.urls import reverse

from issues.enums import PointStatus


@pghistory.track()
class DiscussionPoint(models.Model):
    """One matter: its statement in the words of its source, and its own coarse status."""

    code = models.SlugField("コード", max_length=40, unique=True)
    position = models.PositiveSmallIntegerField("番号", unique=True)
    name = models.CharField("論点", max_length=120)
    short_name = models.CharField("略称", max_length=20)
    statement = models.TextField("論点の内容")
    source = models.CharField("出典", max_length=200)
    status = models.CharField(
        "状況", max_length=20, choices=PointStatus.choices, default=PointStatus.OPEN
    )

    version = models.PositiveIntegerField("版", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "論点"
        ordering = ("position",)
        constraints = (
            models.CheckConstraint(
                name="issues_discussionpoint_status_is_known",
                condition=models.Q(status__in=PointStatus.values),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("issues:points:detail", args=(self.code,))
