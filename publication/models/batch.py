"""まとめて公表・予約公表: what goes out together, when, and what became of each thing."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Membership
from publication.enums import BatchStatus, Outcome
from publication.querysets import BatchQuerySet
from publication.rehearsal.publishable import table
from workflow.constraints import known
from workflow.pointing import OnAnything


class Batch(models.Model):
    """Things that go out together, at `due_at` or at once. Each is published by itself: what
    cannot be is left out and says why.

    It is published in the name of whoever set the time, under the `membership` of then; when that
    membership is gone nothing goes out. `finished_at` is when the last thing was decided.
    """

    status = models.CharField(
        "状況", max_length=20, choices=BatchStatus.choices, default=BatchStatus.PREPARED
    )
    due_at = models.DateTimeField("公表する日時", null=True, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="公表を決めた人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    membership = models.ForeignKey(
        Membership,
        verbose_name="公表を決めた人の所属",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="準備した人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    prepared_at = models.DateTimeField("準備した日時")
    finished_at = models.DateTimeField("公表を終えた日時", null=True, blank=True)
    version = models.PositiveIntegerField("更新の回数", default=1)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "まとめて公表"
        ordering = ("-pk",)
        constraints = (
            known("status", BatchStatus),
            models.CheckConstraint(
                name="publication_batch_set_has_a_time_and_a_person",
                condition=~Q(status__in=(BatchStatus.SCHEDULED, BatchStatus.DONE))
                | Q(due_at__isnull=False, set_by__isnull=False),
            ),
            models.CheckConstraint(
                name="publication_batch_done_has_a_time",
                condition=Q(status=BatchStatus.DONE, finished_at__isnull=False)
                | (~Q(status=BatchStatus.DONE) & Q(finished_at__isnull=True)),
            ),
        )
        indexes = (models.Index(fields=("status", "due_at"), name="batch_due"),)
        triggers = (pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"まとめて公表 {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("publication:batches:detail", args=(self.pk,))


class BatchItem(OnAnything):
    """One thing of a batch, in the order of publishing.

    `key` is that of its `Publishable`. `seen` holds what a person looked at: digests of the shown
    texts by "key.pk", of the thing itself and of what goes along. `title` is kept as it was, and
    `along` lists what went along, for the list of what went out.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField("並び順")
    key = models.CharField("種類", max_length=40)
    obj = GenericForeignKey("content_type", "object_id")
    title = models.CharField("題名", max_length=400)
    seen: Any = models.JSONField("確かめた内容", default=dict, blank=True)
    reason = models.TextField("理由", blank=True)
    outcome = models.CharField(
        "結果", max_length=20, choices=Outcome.choices, default=Outcome.WAITING
    )
    why_left = models.TextField("公表しなかった理由", blank=True)
    along: Any = models.JSONField(
        "一緒に公表したもの", default=list, blank=True, encoder=DjangoJSONEncoder
    )
    decided_at = models.DateTimeField("結果が決まった日時", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "まとめて公表するもの"
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("batch", "content_type", "object_id"),
                name="publication_batchitem_is_unique",
                violation_error_message="このまとまりに、すでに入っています。",
            ),
            known("outcome", Outcome),
            models.CheckConstraint(
                name="publication_batchitem_decided_has_a_time",
                condition=Q(outcome=Outcome.WAITING, decided_at__isnull=True)
                | (~Q(outcome=Outcome.WAITING) & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="publication_batchitem_left_says_why",
                condition=~Q(outcome=Outcome.LEFT) | ~Q(why_left=""),
            ),
        )
        indexes = (models.Index(fields=("content_type", "object_id"), name="batch_item_of_object"),)
        triggers = (
            # What went out stays said.
            pgtrigger.Protect(
                name="decided_is_locked",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=~pgtrigger.Q(old__outcome=Outcome.WAITING),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """As forms name it."""
        return f"{self.key}.{self.object_id}"

    @property
    def address(self) -> str:
        """Where it can be read; "" when it is no longer there."""
        row = table().get(self.key)
        return row.url(self.obj) if row is not None and self.obj is not None else ""
