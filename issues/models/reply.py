"""回答: what a ministry answers, round by round, version by version."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from issues.enums import Means, ReplyClass, ReplyStatus
from issues.models.local_request import LocalRequest
from issues.querysets.replies import ReplyAttachmentQuerySet, ReplyQuerySet
from organizations.models import Organization
from searching.noticing import noticed
from workflow.constraints import has_a_time, known

AllReplies = models.Manager.from_queryset(ReplyQuerySet)


class StandingReplies(AllReplies):
    """All but those that were taken back."""

    def get_queryset(self) -> Any:
        return super().get_queryset().exclude(status=ReplyStatus.TAKEN_BACK)


@pghistory.track()
class Reply(models.Model):
    """One version of a ministry's answer in a numbered round (第1次, 第2次, …).

    `claimed_class` is what the ministry chose; `reply_class` what it counts as: 対応する without
    対応時期 and 手段 counts as 検討（期限なし）. `timing_on` is the day by which it will be done. A
    published version takes no change, in the database too; a correction is the next version.
    """

    local_request = models.ForeignKey(
        LocalRequest, on_delete=models.PROTECT, related_name="replies"
    )
    ministry = models.ForeignKey(
        Organization, verbose_name="府省", on_delete=models.PROTECT, related_name="replies"
    )
    round = models.PositiveSmallIntegerField("回")
    edition = models.PositiveSmallIntegerField("版", default=1)
    claimed_class = models.CharField("回答の区分", max_length=20, choices=ReplyClass.choices)
    reply_class = models.CharField(
        "扱い", max_length=20, choices=ReplyClass.choices, editable=False
    )
    timing_on = models.DateField("対応時期", null=True, blank=True)
    means = ArrayField(
        models.CharField(max_length=20, choices=Means.choices),
        verbose_name="手段",
        default=list,
        blank=True,
    )
    text = models.TextField("回答")
    correction_reason = models.TextField("訂正の理由", blank=True)
    status = models.CharField(
        "状況", max_length=20, choices=ReplyStatus.choices, default=ReplyStatus.DRAFT
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField("提出した日時", null=True, blank=True)
    published_at = models.DateTimeField("公表した日時", null=True, blank=True)
    taken_back_at = models.DateTimeField("取り消した日時", null=True, blank=True)
    created_at = models.DateTimeField("作成した日時", auto_now_add=True)
    fictional = models.BooleanField("架空", default=False)
    version = models.PositiveIntegerField("更新の回数", default=1)

    objects = StandingReplies()
    kept = ReplyQuerySet.as_manager()
    """With those that were taken back: for the record, and for what counted at a moment."""

    class Meta:
        verbose_name = verbose_name_plural = "回答"
        ordering = ("round", "edition")
        constraints = (
            models.UniqueConstraint(
                fields=("local_request", "ministry", "round", "edition"),
                condition=~Q(status=ReplyStatus.TAKEN_BACK),
                name="issues_reply_edition_is_unique",
            ),
            models.UniqueConstraint(
                fields=("local_request", "ministry", "round"),
                # What was published and taken down again stands beside its correction.
                condition=Q(status=ReplyStatus.DRAFT),
                name="issues_reply_one_is_being_written",
                violation_error_message="この回の回答は、すでに書かれています。",
            ),
            known("status", ReplyStatus),
            models.CheckConstraint(
                name="issues_reply_adopted_has_timing_and_means",
                condition=~Q(reply_class=ReplyClass.ADOPTED)
                | (Q(timing_on__isnull=False) & ~Q(means=[])),
            ),
            models.CheckConstraint(
                name="issues_reply_dated_study_has_a_date",
                condition=~Q(reply_class=ReplyClass.STUDYING_DATED) | Q(timing_on__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_reply_submitted_has_a_time",
                condition=Q(status=ReplyStatus.DRAFT, submitted_at__isnull=True)
                | Q(status=ReplyStatus.TAKEN_BACK)
                | (
                    Q(status__in=(ReplyStatus.SUBMITTED, ReplyStatus.PUBLISHED))
                    & Q(submitted_at__isnull=False)
                ),
            ),
            has_a_time(ReplyStatus.TAKEN_BACK),
            has_a_time(ReplyStatus.PUBLISHED),
        )
        indexes = (
            models.Index(fields=("ministry", "status"), name="reply_ministry"),
            models.Index(fields=("submitted_at",), name="reply_submitted"),
            models.Index(
                fields=("local_request",),
                condition=Q(status=ReplyStatus.SUBMITTED),
                name="reply_to_publish",
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="published_is_locked",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__status=ReplyStatus.PUBLISHED),
            ),
            noticed("replies", "text", "correction_reason", "submitted_at"),
        )

    def __str__(self) -> str:
        edition = f"（訂正{self.edition - 1}）" if self.edition > 1 else ""
        return f"第{self.round}次回答{edition}"

    @property
    def is_dated(self) -> bool:
        """Says by when."""
        return self.timing_on is not None

    @property
    def was_lowered(self) -> bool:
        """Counts as something else than the ministry chose."""
        return self.claimed_class != self.reply_class

    def get_means_labels(self) -> list[str]:
        """The means in words, in the order of the list."""
        return means_labels(self.means)


_MEANS = tuple((each.value, each.label) for each in Means)


def means_labels(means: Collection[str]) -> list[str]:
    """Means in words, in the order of the list."""
    return [label for value, label in _MEANS if value in means]


def attachment_path(attachment: ReplyAttachment, filename: str) -> str:
    """Where an attachment is stored."""
    return f"replies/{attachment.reply_id}/{filename}"


_LOCKED_WITH_ITS_REPLY = f"""
    -- Waits for a publication that is under way, and looks at what came of it.
    PERFORM 1 FROM issues_reply WHERE id IN (OLD.reply_id, NEW.reply_id) FOR SHARE;
    IF EXISTS (
        SELECT 1 FROM issues_reply
        WHERE id IN (OLD.reply_id, NEW.reply_id) AND status = '{ReplyStatus.PUBLISHED.value}'
    ) THEN
        RAISE EXCEPTION 'pgtrigger: Cannot change attachments of a published reply';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


class ReplyAttachment(models.Model):
    """A file that goes with a reply. With the reply it is published and locked, in the database
    too: none is added, changed, moved or deleted."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="attachments")
    file = models.FileField("添付", upload_to=attachment_path)
    filename = models.CharField("ファイル名", max_length=200)
    size = models.PositiveIntegerField("大きさ（バイト）")
    sha256 = models.CharField("SHA-256", max_length=64)

    objects = ReplyAttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "添付"
        ordering = ("pk",)
        triggers = (
            pgtrigger.Trigger(
                name="locked_with_its_reply",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=_LOCKED_WITH_ITS_REPLY,
            ),
        )

    def __str__(self) -> str:
        return self.filename
