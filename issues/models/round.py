"""回: one round of asking a ministry."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from issues.models.local_request import LocalRequest
from organizations.models import Organization


class Round(models.Model):
    """One ministry asked in one round: by when, and when it answered. `leads`: as the one in
    charge (主担当), not beside it (合議・共管).

    Follows from the record of the request and is written by `issues.standing.keeping` alone.
    A ministry that is given the request in the middle of a round has a row of its own; the one
    before it has handed it on, as one has of which nothing is asked any more. A round that was
    taken back (再検討の求めの取消し) has no row.
    """

    local_request = models.ForeignKey(LocalRequest, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField("回")
    ministry = models.ForeignKey(
        Organization, verbose_name="府省", on_delete=models.PROTECT, related_name="rounds"
    )
    leads = models.BooleanField("主担当", default=True)
    asked_at = models.DateTimeField("求めた日時")
    first_due_on = models.DateField("最初の回答期限")
    due_on = models.DateField("回答期限")
    due_basis = models.JSONField("期限の数え方", null=True, blank=True)
    answered_at = models.DateTimeField("回答した日時", null=True, blank=True)
    answered_due_on = models.DateField("回答したときの回答期限", null=True, blank=True)
    handed_on_at = models.DateTimeField("ほかの府省に移した日時", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "回"
        ordering = ("number", "asked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("local_request", "number"),
                condition=Q(handed_on_at=None, leads=True),
                name="issues_round_is_one_ministrys",
            ),
            models.UniqueConstraint(
                fields=("local_request", "number", "ministry"),
                condition=Q(handed_on_at=None),
                name="issues_round_asks_each_ministry_once",
            ),
            models.CheckConstraint(
                name="issues_round_answered_against_a_date",
                condition=Q(answered_at=None, answered_due_on=None)
                | Q(answered_at__isnull=False, answered_due_on__isnull=False),
            ),
        )
        indexes = (models.Index(fields=("ministry", "due_on"), name="round_ministry"),)

    def __str__(self) -> str:
        return f"第{self.number}次（{self.ministry}）"

    @property
    def days_slipped(self) -> int:
        """By how many days its date was moved; negative when it was brought forward."""
        return (self.due_on - self.first_due_on).days
