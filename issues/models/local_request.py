"""要望: what a local government asks, worries about or tells."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from issues import validators
from issues.enums import RequestKind, RequestStatus
from issues.models.point import DiscussionPoint
from issues.querysets import LocalRequestQuerySet
from organizations.models import Organization


class LocalRequest(models.Model):
    """One request, under one number for life.

    It is internal until `published_at` is set, which happens when the minutes it rests on are
    published. `said_on` is the day the words were spoken (or the day it was logged without
    minutes); it decides the fiscal year of the number.
    """

    number = models.CharField("番号", max_length=12, unique=True)
    kind = models.CharField(
        "種別", max_length=20, choices=RequestKind.choices, default=RequestKind.REQUEST
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name="要望した団体",
        on_delete=models.PROTECT,
        related_name="local_requests",
    )
    speaker = models.CharField("発言者", max_length=120, blank=True)
    said_on = models.DateField("発言の日")
    title = models.CharField("件名", max_length=100)
    ask = models.TextField("求める措置", blank=True, validators=[validators.ask_fits])
    trouble = models.TextField("支障事例・効果", blank=True, validators=[validators.trouble_fits])
    points = models.ManyToManyField(
        DiscussionPoint,
        verbose_name="論点",
        through="RequestPoint",
        related_name="local_requests",
    )
    lead_ministry = models.ForeignKey(
        Organization,
        verbose_name="主担当府省",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="led_requests",
    )
    due_on = models.DateField("回答期限", null=True, blank=True)
    status = models.CharField(
        "状況", max_length=20, choices=RequestStatus.choices, default=RequestStatus.LOGGED
    )
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
    search_text = models.TextField(editable=False, blank=True)
    search_grams = ArrayField(
        models.CharField(max_length=2), editable=False, default=list, blank=True
    )

    objects = LocalRequestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "要望"
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(
                name="issues_localrequest_status_is_known",
                condition=models.Q(status__in=RequestStatus.values),
            ),
            models.CheckConstraint(
                name="issues_localrequest_kind_is_known",
                condition=models.Q(kind__in=RequestKind.values),
            ),
        )
        indexes = (
            models.Index(fields=("status", "number"), name="request_status"),
            models.Index(fields=("kind", "number"), name="request_kind"),
            models.Index(fields=("organization", "number"), name="request_organization"),
            models.Index(fields=("said_on", "number"), name="request_said_on"),
            models.Index(fields=("due_on",), name="request_due_on"),
            GinIndex(fields=("search_grams",), name="request_search"),
        )
        triggers = (pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("issues:requests:detail", args=(self.number,))

    @property
    def is_published(self) -> bool:
        """Visible without sign-in."""
        return self.published_at is not None


class RequestPoint(models.Model):
    """A discussion point that a request belongs to; one of them is the primary one."""

    local_request = models.ForeignKey(
        LocalRequest, on_delete=models.CASCADE, related_name="request_points"
    )
    point = models.ForeignKey(
        DiscussionPoint, on_delete=models.PROTECT, related_name="request_points"
    )
    primary = models.BooleanField("主な論点", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "要望の論点"
        ordering = ("-primary", "point__position")
        constraints = (
            models.UniqueConstraint(
                fields=("local_request", "point"), name="issues_requestpoint_is_unique"
            ),
            models.UniqueConstraint(
                fields=("local_request",),
                condition=models.Q(primary=True),
                name="issues_requestpoint_one_is_primary",
            ),
        )
        indexes = (models.Index(fields=("point", "local_request"), name="request_point"),)

    def __str__(self) -> str:
        return str(self.point)
