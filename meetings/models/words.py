"""協議の場の言葉: the words by which a forum's points are found, and trials of changing them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from issues.models import Forum
from issues.models.forum import within
from meetings.enums import TrialStatus, WordStatus
from meetings.querysets import ForumWordQuerySet, WordTrialQuerySet
from workflow.constraints import known


class ForumWord(models.Model):
    """A line of a forum's own: an expression and what it speaks for. It goes over the shipped line
    of the same subject and expression, where there is one (the first forum alone has those).

    `subject` is the code of a point, or one of `meetings.minutes.proposing.vocabulary.SIGNS`.
    Who changed it, when and why, its history tells.
    """

    forum = models.ForeignKey(
        Forum, verbose_name="協議の場", on_delete=models.PROTECT, related_name="words"
    )
    subject = models.CharField("何の言葉か", max_length=40)
    expression = models.CharField("語", max_length=400)
    weight = models.FloatField("重み")
    note = models.CharField("わけ", max_length=200, blank=True)
    status = models.CharField(
        "状況", max_length=20, choices=WordStatus.choices, default=WordStatus.IN_USE
    )
    version = models.PositiveIntegerField("版", default=1)

    objects = ForumWordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "協議の場の言葉"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("forum", "subject", "expression"),
                name="meetings_forumword_is_unique",
                violation_error_message="その語は、もうあります。画面を開き直してください。",
            ),
            known("status", WordStatus),
        )

    def __str__(self) -> str:
        return self.expression


class WordTrial(models.Model):
    """言葉の試し: a change of words, and what it would do to minutes that people have marked.

    `changes` is a list of `meetings.words.changes.Change` as data; `tried` what
    `meetings.words.trying` found, with the stamp of the words that it was found with. Nothing
    counts until it is kept.
    """

    forum = models.ForeignKey(
        Forum, verbose_name="協議の場", on_delete=models.PROTECT, related_name="word_trials"
    )
    changes: Any = models.JSONField("変更", default=list)
    status = models.CharField(
        "状況", max_length=20, choices=TrialStatus.choices, default=TrialStatus.WAITING
    )
    progress = models.PositiveSmallIntegerField("進み具合（％）", default=0)
    tried: Any = models.JSONField("試した結果", default=dict, blank=True)
    problem = models.TextField("試せなかった理由", blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("頼んだ日時", auto_now_add=True)
    version = models.PositiveIntegerField("版", default=1)

    objects = WordTrialQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "言葉の試し"
        ordering = ("-pk",)
        constraints = (known("status", TrialStatus),)

    def __str__(self) -> str:
        first = self.changes[0]["expression"]
        more = len(self.changes) - 1
        return f"「{first[:30]}」" + (f"など{more + 1}件" if more else "")

    def get_absolute_url(self) -> str:
        return within(self.forum_id, reverse("meetings:words:trial", args=(self.pk,)))

    @property
    def waits(self) -> bool:
        """A worker has it, or will."""
        return self.status == TrialStatus.WAITING
