"""検索の用語: words that mean the same when something is searched."""

from __future__ import annotations

from django.db import models

from issues.enums import TermStatus
from issues.models.forum import Forum
from workflow.constraints import known

BETWEEN = "、"
"""Stands between words that mean the same."""


class SearchTerm(models.Model):
    """A line of our own. It goes over the shipped line of the same term
    (`issues.search.vocabulary`), where there is one. `forum`: for this 協議の場 alone; none: for
    all. Who changed it, when and why, its history tells.
    """

    forum = models.ForeignKey(
        Forum,
        verbose_name="協議の場",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="search_terms",
    )
    term = models.CharField("用語", max_length=60)
    others = models.CharField("同じ意味の言葉", max_length=300)
    note = models.CharField("メモ", max_length=200, blank=True)
    status = models.CharField(
        "状況", max_length=20, choices=TermStatus.choices, default=TermStatus.IN_USE
    )
    version = models.PositiveIntegerField("版", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "検索の用語"
        ordering = ("term",)
        constraints = (
            models.UniqueConstraint(
                fields=("forum", "term"),
                nulls_distinct=False,
                name="issues_searchterm_is_unique",
                violation_error_message="その用語は、もうあります。画面を開き直してください。",
            ),
            known("status", TermStatus),
        )

    def __str__(self) -> str:
        return self.term
