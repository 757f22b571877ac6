"""共同提案: organizations that join another one's request."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from issues import validators
from issues.enums import JoiningStatus
from issues.models.local_request import LocalRequest
from issues.querysets.joinings import JoiningQuerySet
from organizations.models import Organization
from searching.noticing import noticed
from workflow.constraints import has_a_time, known

ACTIVE = (JoiningStatus.ASKED, JoiningStatus.ACCEPTED)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Joining(models.Model):
    """An organization that asks to join a request, with its own 支障事例.

    What a merge brought along: `came_from` is the request on which it stood before, whose readers
    keep reading it; `stands_for` is the merged request of its organization, whose words are the
    text (`trouble` is empty then, so that no second copy of them has to be published or taken
    down). The other parties of the request read it once it is published, or from `shown_at` on.
    """

    local_request = models.ForeignKey(
        LocalRequest, on_delete=models.PROTECT, related_name="joinings"
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name="団体",
        on_delete=models.PROTECT,
        related_name="joinings",
    )
    trouble = models.TextField("支障事例", blank=True, validators=[validators.trouble_fits])
    status = models.CharField(
        "状況", max_length=20, choices=JoiningStatus.choices, default=JoiningStatus.ASKED
    )
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    joined_at = models.DateTimeField("申し出た日時")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="決めた人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField("受け入れた・見送った日時", null=True, blank=True)
    left_at = models.DateTimeField("取りやめた日時", null=True, blank=True)
    reason = models.TextField("見送り・取りやめの理由", blank=True)
    published_at = models.DateTimeField("公表した日時", null=True, blank=True)
    came_from = models.ForeignKey(
        LocalRequest,
        verbose_name="統合の前に加わっていた要望",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="carried_joinings",
    )
    stands_for = models.ForeignKey(
        LocalRequest,
        verbose_name="統合された要望",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="standing_joinings",
    )
    shown_at = models.DateTimeField("当事者に示した日時", null=True, blank=True)
    version = models.PositiveIntegerField("更新の回数", default=1)

    objects = JoiningQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "共同提案"
        ordering = ("joined_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("local_request", "organization"),
                condition=Q(status__in=ACTIVE),
                name="issues_joining_is_unique",
                violation_error_message="この団体は、すでに加わっています。",
            ),
            known("status", JoiningStatus),
            models.CheckConstraint(
                name="issues_joining_says_something",
                condition=(~Q(trouble="") & Q(stands_for__isnull=True))
                | Q(trouble="", stands_for__isnull=False, published_at__isnull=True),
            ),
            models.CheckConstraint(
                name="issues_joining_accepted_has_a_time",
                condition=~Q(status=JoiningStatus.ACCEPTED) | Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_joining_public_was_accepted",
                condition=Q(published_at__isnull=True) | Q(decided_at__isnull=False),
            ),
            has_a_time(JoiningStatus.LEFT),
        )
        indexes = (
            models.Index(fields=("organization", "status"), name="joining_organization"),
            models.Index(
                fields=("joined_at", "id"),
                condition=Q(status=JoiningStatus.ASKED),
                name="joining_waiting",
            ),
        )
        triggers = (
            noticed(
                "requests",
                "trouble",
                "organization_id",
                "local_request_id",
                owner="local_request_id",
            ),
        )

    def __str__(self) -> str:
        return str(self.organization)

    @property
    def is_party(self) -> bool:
        """Its body was accepted and has not left."""
        return self.status == JoiningStatus.ACCEPTED

    @property
    def words(self) -> str:
        """Its 支障事例; where a merge made it, the words of the request that was merged."""
        source = self.stands_for
        return self.trouble if source is None else source.trouble or source.title

    @property
    def is_public(self) -> bool:
        """Its words have been published (an outsider reads them where the request is public)."""
        if self.stands_for is not None:
            return self.stands_for.published_at is not None
        return self.published_at is not None
