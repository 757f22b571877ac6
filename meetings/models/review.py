"""候補の確認: what was suggested and decided, and which sentences have been read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from issues.enums import RequestKind
from issues.models import Commitment, LocalRequest
from meetings.enums import SuggestionStatus, SuggestionType
from meetings.models.passage import Passage
from meetings.models.source import MinutesSource
from meetings.models.speech import Speech
from meetings.querysets import SentenceQuerySet, SuggestionQuerySet
from workflow.constraints import known
from workflow.pointing import one_of


class Suggestion(models.Model):
    """候補: words that may be a request or a commitment, with the reason why, and a person's
    decision. `points` is ranked: [{"code", "score", "terms"}, …]; `chosen_points` are the codes a
    person chose, the primary one first (empty: as suggested)."""

    source = models.ForeignKey(MinutesSource, on_delete=models.CASCADE, related_name="suggestions")
    speech = models.ForeignKey(Speech, on_delete=models.CASCADE, related_name="suggestions")
    type = models.CharField("候補の種類", max_length=20, choices=SuggestionType.choices)
    start = models.PositiveIntegerField("始まり")
    end = models.PositiveIntegerField("終わり")
    quote = models.TextField("言葉")
    summary = models.CharField("要旨", max_length=100)
    kind = models.CharField("種別", max_length=20, choices=RequestKind.choices, blank=True)
    strength = models.CharField("言い方", max_length=20, blank=True)
    points: Any = models.JSONField("論点の候補", default=list, blank=True)
    chosen_points: Any = models.JSONField("選んだ論点", default=list, blank=True)
    triggers: Any = models.JSONField("手がかりの言葉", default=list, blank=True)
    confidence = models.FloatField("確からしさ", default=0)
    status = models.CharField(
        "状況", max_length=20, choices=SuggestionStatus.choices, default=SuggestionStatus.PENDING
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    local_request = models.ForeignKey(
        LocalRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="suggestions"
    )
    commitment = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="suggestions"
    )
    passage = models.ForeignKey(
        Passage, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("決めた日時", null=True, blank=True)
    version = models.PositiveIntegerField("版", default=1)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "候補"
        ordering = ("speech__index", "start", "pk")
        constraints = (
            models.CheckConstraint(
                name="meetings_suggestion_is_not_empty", condition=Q(end__gt=F("start"))
            ),
            known("status", SuggestionStatus),
            models.CheckConstraint(
                name="meetings_suggestion_decided_has_a_person",
                condition=Q(
                    status=SuggestionStatus.PENDING, decided_by__isnull=True, decided_at=None
                )
                | (~Q(status=SuggestionStatus.PENDING) & Q(decided_by__isnull=False)),
            ),
        )
        indexes = (models.Index(fields=("source", "status"), name="suggestion_status"),)

    def __str__(self) -> str:
        return self.summary

    @property
    def record(self) -> LocalRequest | Commitment | None:
        """What it was made, be it that this was taken back."""
        record: LocalRequest | Commitment | None = one_of(self, "local_request", "commitment")
        return record

    @property
    def became(self) -> LocalRequest | Commitment | None:
        """What it is, for an accepted one."""
        return self.record if self.status == SuggestionStatus.ACCEPTED else None


class Sentence(models.Model):
    """One sentence of a local speaker. It counts as read when a passage of a live record
    overlaps it or a person marked it as no request (`cleared_at`)."""

    speech = models.ForeignKey(Speech, on_delete=models.CASCADE, related_name="sentences")
    start = models.PositiveIntegerField("始まり")
    end = models.PositiveIntegerField("終わり")
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cleared_at = models.DateTimeField("要望なしとした日時", null=True, blank=True)

    objects = SentenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文"
        ordering = ("speech__index", "start")
        constraints = (
            models.UniqueConstraint(
                fields=("speech", "start"), name="meetings_sentence_start_is_unique"
            ),
            models.CheckConstraint(
                name="meetings_sentence_is_not_empty", condition=Q(end__gt=F("start"))
            ),
            models.CheckConstraint(
                name="meetings_sentence_cleared_by_a_person",
                condition=Q(cleared_at__isnull=True, cleared_by__isnull=True)
                | Q(cleared_at__isnull=False, cleared_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.speech.text[self.start : self.end]
