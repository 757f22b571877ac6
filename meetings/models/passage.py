"""引用箇所: the exact words that a record rests on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from issues.models import Commitment, LocalRequest
from meetings.enums import AnchorStatus
from meetings.models.speech import Speech
from meetings.querysets import PassageQuerySet

CONTEXT = 32
"""Characters kept before and after the quote."""


class Passage(models.Model):
    """A quote anchored in a speech, for one request or one commitment.

    Follows the text quote and text position selectors of the W3C Web Annotation Data Model:
    the exact words, the words just before and after, and the position; with the SHA-256 of the
    file the words were taken from. `candidates` lists places for a doubtful anchor;
    `anchor_settled_at` says that a person found the words to be gone for good.
    """

    speech = models.ForeignKey(Speech, on_delete=models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField("始まり")
    end = models.PositiveIntegerField("終わり")
    quote = models.TextField("引用した言葉")
    prefix = models.CharField("直前の言葉", max_length=CONTEXT, blank=True)
    suffix = models.CharField("直後の言葉", max_length=CONTEXT, blank=True)
    source_sha256 = models.CharField("原本のSHA-256", max_length=64)
    anchor_status = models.CharField(
        "引用の状態", max_length=20, choices=AnchorStatus.choices, default=AnchorStatus.SAME
    )
    anchor_reason = models.CharField("引用の状態の理由", max_length=300, blank=True)
    anchor_settled_at = models.DateTimeField("消失を確かめた日時", null=True, blank=True)
    candidates: Any = models.JSONField("候補の場所", default=list, blank=True)
    local_request = models.ForeignKey(
        LocalRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="passages"
    )
    commitment = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="passages"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("登録した日時", auto_now_add=True)

    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "引用箇所"
        ordering = ("speech__index", "start", "pk")
        constraints = (
            models.CheckConstraint(
                name="meetings_passage_is_not_empty", condition=Q(end__gt=F("start"))
            ),
            models.CheckConstraint(
                name="meetings_passage_belongs_to_one_record",
                condition=Q(local_request__isnull=False, commitment__isnull=True)
                | Q(local_request__isnull=True, commitment__isnull=False),
            ),
            models.CheckConstraint(
                name="meetings_passage_anchor_status_is_known",
                condition=Q(anchor_status__in=AnchorStatus.values),
            ),
        )
        indexes = (
            models.Index(fields=("speech", "start"), name="passage_in_speech"),
            models.Index(fields=("anchor_status",), name="passage_anchor_status"),
        )

    def __str__(self) -> str:
        return self.quote

    def get_absolute_url(self) -> str:
        """The minutes at the highlighted words."""
        meeting = reverse("meetings:detail", args=(self.speech.source.meeting_id,))
        return f"{meeting}?passage={self.pk}#passage-{self.pk}"

    @property
    def record(self) -> LocalRequest | Commitment:
        """What rests on these words."""
        record = self.local_request or self.commitment
        assert record is not None  # the constraint above
        return record
