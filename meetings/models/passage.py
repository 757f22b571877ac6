"""引用箇所: the exact words that a record rests on."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from issues.models import Commitment, LocalRequest
from meetings.enums import AnchorStatus
from meetings.models.speech import QUOTED_BY, Speech
from meetings.querysets import PassageQuerySet
from searching.noticing import noticed
from workflow.constraints import is_about_one, known
from workflow.pointing import one_of

CONTEXT = 32
"""Characters kept before and after the quote."""


def fragment(key: int) -> str:
    """The end of an address that leads to the passage of this key on its page."""
    return f"#passage-{key}"


class Passage(models.Model):
    """A quote anchored in a speech, for one request or one commitment.

    Follows the text quote and text position selectors of the W3C Web Annotation Data Model:
    the exact words, the words just before and after, and the position; with the SHA-256 of the
    file the words were taken from. `candidates` lists places for a doubtful anchor;
    `anchor_settled_at` says that a person found the words to be gone for good.

    While `speech` is in an edition that is not public yet, `public_speech` keeps the place in the
    public one that the passage followed from: outsiders read it there, as if nothing had come in.
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
    public_speech = models.ForeignKey(
        Speech,
        verbose_name="公表中の発言",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="public_passages",
    )
    public_start = models.PositiveIntegerField("公表中の始まり", default=0)
    public_end = models.PositiveIntegerField("公表中の終わり", default=0)
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
            is_about_one("local_request", "commitment", says="belongs_to_one_record"),
            known("anchor_status", AnchorStatus),
        )
        indexes = (
            models.Index(fields=("speech", "start"), name="passage_in_speech"),
            models.Index(fields=("anchor_status",), name="passage_anchor_status"),
        )
        triggers = tuple(
            noticed(
                group,
                "quote",
                "public_speech_id",
                "public_start",
                "public_end",
                column,
                owner=column,
                name=f"searched_{group}",
            )
            for group, column in QUOTED_BY
        )

    def __str__(self) -> str:
        return self.quote

    def get_absolute_url(self) -> str:
        """The speech with the words highlighted."""
        return self.address(self.speech.source.meeting_id, self.speech.number, self.pk)

    @staticmethod
    def address(meeting: int | None, number: int, key: int) -> str:
        """The address of the passage of this key in the speech of this number."""
        return f"{Speech.address(meeting, number)}?passage={key}{fragment(key)}"

    def is_at(self, address: str) -> bool:
        """The address, as somebody may have written it down before speeches had one of their own,
        leads to this passage."""
        return address.endswith(fragment(self.pk))

    def without_doubt(self) -> Passage:
        """The passage, to be shown and never saved, for readers of its own edition alone: that a
        later one has lost its words is not told before that one is public."""
        if self.anchor_status not in (AnchorStatus.DOUBTFUL, AnchorStatus.GONE):
            return self
        shown = copy(self)
        shown.anchor_status, shown.anchor_reason = AnchorStatus.SAME, ""
        return shown

    def as_public(self) -> Passage:
        """The passage where `public_speech` has it, to be shown and never saved."""
        assert self.public_speech is not None  # asked for only where there is one
        shown = copy(self)
        text = self.public_speech.text
        shown.speech, shown.start, shown.end = (
            self.public_speech,
            self.public_start,
            self.public_end,
        )
        shown.quote = text[shown.start : shown.end]
        shown.prefix = text[max(0, shown.start - CONTEXT) : shown.start]
        shown.suffix = text[shown.end : shown.end + CONTEXT]
        shown.source_sha256 = self.public_speech.source.sha256
        shown.anchor_status, shown.anchor_reason = AnchorStatus.SAME, ""
        return shown

    @property
    def record(self) -> LocalRequest | Commitment:
        """What rests on these words."""
        record: LocalRequest | Commitment = one_of(self, "local_request", "commitment")
        return record
