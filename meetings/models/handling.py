"""会合での取扱い: what a session does with a request or a point, and what it decides."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse

from issues.models import DiscussionPoint, LocalRequest
from meetings.enums import HandlingOutcome
from meetings.models.meeting import AgendaItem, Meeting
from meetings.models.passage import Passage
from meetings.querysets import HandlingQuerySet, PointMemoQuerySet, SessionDecisionQuerySet
from searching.noticing import noticed
from workflow.constraints import is_about_one, known
from workflow.pointing import one_of


@pghistory.track()
class Handling(models.Model):
    """One matter (a request or a point) at one session. It starts as planned; afterwards it says
    what was done. `reasons` are codes of `meetings.sessions.drafting.Reason`: why it is on the
    agenda.

    `published_outcome` and `published_item` are what the public reads: the state as it was when
    the meeting was last published. Recording saves by itself and must not publish.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="handlings")
    agenda_item = models.ForeignKey(
        AgendaItem,
        verbose_name="議事",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="handlings",
    )
    local_request = models.ForeignKey(
        LocalRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="handlings"
    )
    point = models.ForeignKey(
        DiscussionPoint, null=True, blank=True, on_delete=models.PROTECT, related_name="handlings"
    )
    position = models.PositiveSmallIntegerField("並び順", default=0)
    reasons = models.JSONField("議題とした理由", default=list, blank=True)
    status = models.CharField(
        "取扱い", max_length=20, choices=HandlingOutcome.choices, default=HandlingOutcome.PLANNED
    )
    note = models.TextField("記録", blank=True)
    passages = models.ManyToManyField(
        Passage, verbose_name="発言", blank=True, related_name="handlings"
    )
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    published_at = models.DateTimeField("公表した日時", null=True, blank=True)
    published_outcome = models.CharField(
        "公表した取扱い", max_length=20, choices=HandlingOutcome.choices, blank=True
    )
    published_item = models.ForeignKey(
        AgendaItem,
        verbose_name="公表した議事",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    version = models.PositiveIntegerField("版", default=1)

    objects = HandlingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会合での取扱い"
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "local_request"), name="meetings_handling_request_is_unique"
            ),
            models.UniqueConstraint(
                fields=("meeting", "point"), name="meetings_handling_point_is_unique"
            ),
            is_about_one("local_request", "point", says="has_one_matter"),
            known("status", HandlingOutcome),
        )
        indexes = (models.Index(fields=("meeting", "position"), name="handling_position"),)

    def __str__(self) -> str:
        return str(self.matter)

    def get_absolute_url(self) -> str:
        return reverse("meetings:record", args=(self.meeting_id,)) + f"#handling-{self.pk}"

    @property
    def is_unpublished(self) -> bool:
        """The public does not read what stands here now."""
        return self.published_at is None or (self.published_outcome, self.published_item_id) != (
            self.status,
            self.agenda_item_id,
        )

    @property
    def seen_label(self) -> str:
        """What was done, as the reader of `visible_to` may know."""
        return str(HandlingOutcome(getattr(self, "seen_outcome", self.status)).label)

    @property
    def matter(self) -> LocalRequest | DiscussionPoint:
        """The request or point."""
        matter: LocalRequest | DiscussionPoint = one_of(self, "local_request", "point")
        return matter


class SessionDecision(models.Model):
    """決定事項: something the session decided, on one matter or as a whole."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="session_decisions")
    handling = models.ForeignKey(
        Handling, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    text = models.TextField("決定の内容")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField("記録した日時")

    objects = SessionDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "決定事項"
        ordering = ("pk",)
        triggers = (noticed("session_decisions", "text"),)

    def __str__(self) -> str:
        return self.text


@pghistory.track()
class PointMemo(models.Model):
    """整理メモ: the running summary of a point as one session left it."""

    point = models.ForeignKey(DiscussionPoint, on_delete=models.PROTECT, related_name="memos")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="memos")
    text = models.TextField("整理メモ")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField("書いた日時")
    version = models.PositiveIntegerField("版", default=1)

    objects = PointMemoQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "整理メモ"
        ordering = ("meeting__held_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("point", "meeting"), name="meetings_pointmemo_is_unique"
            ),
        )
        triggers = (noticed("memos", "text"),)

    def __str__(self) -> str:
        return f"{self.point} {self.meeting}"
