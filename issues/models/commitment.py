"""国側の発言・約束: what the national side said it would do or offer."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from issues.enums import CommitmentStatus
from issues.models.forum import Forum, address
from issues.models.local_request import LocalRequest
from issues.models.point import DiscussionPoint
from issues.models.sameness import of_one_forum
from issues.querysets.commitments import CommitmentQuerySet
from organizations.models import Organization


@pghistory.track(exclude=["search_text", "search_grams"])
class Commitment(models.Model):
    """One commitment, under one number for life. Visibility as for `LocalRequest`.

    `organization` stays empty where the minutes name a minister without portfolio of a ministry.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    forum = models.ForeignKey(
        Forum, verbose_name="協議の場", on_delete=models.PROTECT, related_name="commitments"
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name="府省",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commitments",
    )
    speaker = models.CharField("発言者", max_length=120)
    said_on = models.DateField("発言の日")
    title = models.CharField("要旨", max_length=100)
    points = models.ManyToManyField(
        DiscussionPoint,
        verbose_name="論点",
        through="CommitmentPoint",
        related_name="commitments",
    )
    answers = models.ManyToManyField(
        LocalRequest, verbose_name="応える要望", blank=True, related_name="answered_by"
    )
    status = models.CharField(
        "状況",
        max_length=20,
        choices=CommitmentStatus.choices,
        default=CommitmentStatus.RECORDED,
    )
    fulfilled_by = models.TextField("履行の内容・履行していない理由", blank=True)
    published_at = models.DateTimeField("公表した日時", null=True, blank=True)
    fictional = models.BooleanField("架空", default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="登録した人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField("登録した日時", auto_now_add=True)
    updated_at = models.DateTimeField("更新した日時", auto_now=True)
    version = models.PositiveIntegerField("版", default=1)
    search_text = models.TextField(editable=False, blank=True)
    search_grams = ArrayField(
        models.CharField(max_length=2), editable=False, default=list, blank=True
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "国側の発言・約束"
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(
                name="issues_commitment_status_is_known",
                condition=models.Q(status__in=CommitmentStatus.values),
            ),
        )
        indexes = (
            models.Index(fields=("organization", "number"), name="commitment_organization"),
            models.Index(fields=("status", "number"), name="commitment_status"),
            GinIndex(fields=("search_grams",), name="commitment_search"),
        )
        triggers = (pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return address(self.forum_id, "issues:commitments:detail", self.number)


class CommitmentPoint(models.Model):
    """A discussion point that a commitment belongs to."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="commitment_points"
    )
    point = models.ForeignKey(
        DiscussionPoint, on_delete=models.PROTECT, related_name="commitment_points"
    )
    primary = models.BooleanField("主な論点", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "国側の発言の論点"
        ordering = ("-primary", "point__position")
        constraints = (
            models.UniqueConstraint(
                fields=("commitment", "point"), name="issues_commitmentpoint_is_unique"
            ),
            models.UniqueConstraint(
                fields=("commitment",),
                condition=models.Q(primary=True),
                name="issues_commitmentpoint_one_is_primary",
            ),
        )
        triggers = (of_one_forum("issues_commitment", "commitment_id"),)

    def __str__(self) -> str:
        return str(self.point)
