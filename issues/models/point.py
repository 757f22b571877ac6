"""論点: the matters under discussion. They are data; each coordination effort has its own."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Deferrable

from issues import validators
from issues.enums import PointStatus
from issues.models.forum import Forum, address
from issues.querysets.points import DiscussionPointQuerySet
from searching.noticing import noticed
from workflow.constraints import known


@pghistory.track()
class DiscussionPoint(models.Model):
    """One matter: its statement in the words of its source, and its own coarse status. A retired
    one is not offered any more; it stays where it is named, and in the past."""

    forum = models.ForeignKey(
        Forum, verbose_name="協議の場", on_delete=models.PROTECT, related_name="points"
    )
    code = models.SlugField("コード", max_length=40, validators=[validators.point_code_is_free])
    position = models.PositiveSmallIntegerField("番号")
    name = models.CharField("論点", max_length=120)
    short_name = models.CharField("略称", max_length=20)
    statement = models.TextField("論点の内容")
    source = models.CharField("出典", max_length=200)
    status = models.CharField(
        "状況", max_length=20, choices=PointStatus.choices, default=PointStatus.OPEN
    )

    retired_on = models.DateField("廃止した日", null=True, blank=True)
    version = models.PositiveIntegerField("版", default=1)

    objects = DiscussionPointQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "論点"
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=("forum", "code"),
                name="issues_discussionpoint_code_is_unique",
                violation_error_message="そのコードの論点は、もうあります。",
            ),
            # Deferred: a point that moves pushes the others on, one after the other.
            models.UniqueConstraint(
                fields=("forum", "position"),
                name="issues_discussionpoint_position_is_unique",
                deferrable=Deferrable.DEFERRED,
            ),
            known("status", PointStatus),
        )
        triggers = (noticed("points", "name", "short_name", "statement", "source"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address(self.forum_id, "issues:points:detail", self.code)
