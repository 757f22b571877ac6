"""What requests and commitments have in common: words of a session, kept under one number."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from issues.models.point import DiscussionPoint


class Logged(models.Model):
    """Something said, under one number for life.

    It is internal until `published_at` is set, which happens when the minutes it rests on are
    published. `said_on` is the day the words were spoken (or the day it was logged without
    minutes); it decides the fiscal year of the number.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    title: models.CharField[str, str]
    said_on = models.DateField("発言の日")
    published_at = models.DateTimeField("公表した日時", null=True, blank=True)
    fictional = models.BooleanField("架空", default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="登録した人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField("登録した日時", auto_now_add=True)
    updated_at = models.DateTimeField("更新した日時", auto_now=True)
    version = models.PositiveIntegerField("版", default=1)

    class Meta:
        abstract = True
        ordering = ("number",)
        triggers: tuple[pgtrigger.Trigger, ...] = (
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def is_published(self) -> bool:
        """Visible without sign-in."""
        return self.published_at is not None


class NamedPoint(models.Model):
    """A discussion point that a request or commitment belongs to; one is primary."""

    point: models.ForeignKey[DiscussionPoint, DiscussionPoint]
    primary = models.BooleanField("主な論点", default=False)

    class Meta:
        abstract = True
        ordering = ("-primary", "point__position")

    def __str__(self) -> str:
        return str(self.point)


def named_once(owner: str) -> tuple[models.BaseConstraint, ...]:
    """What holds for the points of one `owner`: each is named once, and one of them is primary."""
    return (
        models.UniqueConstraint(fields=(owner, "point"), name="%(app_label)s_%(class)s_is_unique"),
        models.UniqueConstraint(
            fields=(owner,),
            condition=models.Q(primary=True),
            name="%(app_label)s_%(class)s_one_is_primary",
        ),
    )
