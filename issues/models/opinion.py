"""団体の見解: what the requester thinks of a reply."""

from __future__ import annotations

from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.enums import OpinionStatus, Stance
from issues.models.reply import Reply
from issues.querysets.opinions import OpinionQuerySet
from organizations.models import Organization
from searching.noticing import noticed
from workflow.constraints import has_a_time, known

AllOpinions = models.Manager.from_queryset(OpinionQuerySet)


class StandingOpinions(AllOpinions):
    """All but those that were taken back."""

    def get_queryset(self) -> Any:
        return super().get_queryset().exclude(status=OpinionStatus.TAKEN_BACK)


@pghistory.track()
class Opinion(models.Model):
    """One organization's view of one reply. Asking for reconsideration says why in `text`."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="opinions")
    organization = models.ForeignKey(
        Organization, verbose_name="団体", on_delete=models.PROTECT, related_name="opinions"
    )
    stance = models.CharField("見解", max_length=20, choices=Stance.choices)
    asks_reconsideration = models.BooleanField("再検討を求める", default=False)
    text = models.TextField("見解の内容・再検討を求める理由", blank=True)
    status = models.CharField(
        "状況", max_length=20, choices=OpinionStatus.choices, default=OpinionStatus.GIVEN
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField("提出した日時")
    published_at = models.DateTimeField("公表した日時", null=True, blank=True)
    taken_back_at = models.DateTimeField("取り消した日時", null=True, blank=True)
    fictional = models.BooleanField("架空", default=False)
    version = models.PositiveIntegerField("更新の回数", default=1)

    objects = StandingOpinions()
    kept = OpinionQuerySet.as_manager()
    """With those that were taken back: for the record, and for what counted at a moment."""

    class Meta:
        verbose_name = verbose_name_plural = "団体の見解"
        ordering = ("given_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("reply", "organization"),
                condition=~Q(status=OpinionStatus.TAKEN_BACK),
                name="issues_opinion_is_unique",
                violation_error_message="この回答への見解は、すでに出されています。",
            ),
            has_a_time(OpinionStatus.TAKEN_BACK),
            known("status", OpinionStatus),
            has_a_time(OpinionStatus.PUBLISHED),
            known("stance", Stance),
            models.CheckConstraint(
                name="issues_opinion_reconsideration_says_why",
                condition=Q(asks_reconsideration=False) | ~Q(text=""),
            ),
        )
        indexes = (
            models.Index(fields=("given_at",), name="opinion_given"),
            models.Index(
                fields=("reply",),
                condition=Q(status=OpinionStatus.GIVEN),
                name="opinion_to_publish",
            ),
        )
        triggers = (noticed("opinions", "text"),)

    def __str__(self) -> str:
        return f"{self.organization}：{self.get_stance_display()}"
