"""国側の発言・約束: what the national side said it would do or offer."""

from __future__ import annotations

import pghistory
from django.db import models

from issues.enums import CommitmentStatus
from issues.models.forum import Forum, address
from issues.models.local_request import LocalRequest
from issues.models.logged import Logged, NamedPoint, named_once
from issues.models.point import DiscussionPoint
from issues.models.sameness import of_one_forum
from issues.querysets.commitments import CommitmentQuerySet
from organizations.models import Organization
from searching.noticing import noticed
from workflow.constraints import known


@pghistory.track()
class Commitment(Logged):
    """One commitment. `organization` stays empty where the minutes name a minister without
    portfolio of a ministry."""

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

    objects = CommitmentQuerySet.as_manager()

    class Meta(Logged.Meta):
        verbose_name = verbose_name_plural = "国側の発言・約束"
        constraints = (known("status", CommitmentStatus),)
        indexes = (
            models.Index(fields=("organization", "number"), name="commitment_organization"),
            models.Index(fields=("status", "number"), name="commitment_status"),
        )
        triggers = (
            *Logged.Meta.triggers,
            noticed(
                "commitments", "title", "speaker", "organization_id", "fulfilled_by", "said_on"
            ),
        )

    def get_absolute_url(self) -> str:
        return address(self.forum_id, "issues:commitments:detail", self.number)


class CommitmentPoint(NamedPoint):
    """A discussion point that a commitment belongs to."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="commitment_points"
    )
    point = models.ForeignKey(
        DiscussionPoint, on_delete=models.PROTECT, related_name="commitment_points"
    )

    class Meta(NamedPoint.Meta):
        verbose_name = verbose_name_plural = "国側の発言の論点"
        constraints = named_once("commitment")
        triggers = (of_one_forum("issues_commitment", "commitment_id"),)
