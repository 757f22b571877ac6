"""公表の取りやめ・墨消し: what was taken out of the public again."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse

from publication.enums import Ground, RemovalKind
from publication.querysets import RemovalQuerySet
from workflow.constraints import known
from workflow.pointing import OnAnything


class Removal(OnAnything):
    """One act on one thing. A row never changes; undoing is a row of its own (`undoes`).

    `concerns` names the records whose pages, histories and frozen reports tell of the thing:
    numbers, and `meeting:7`. What was blacked out before anybody outside saw it (`was_public`) is
    not told in public.

    `public_line` says what was done to what on what ground, and holds no word of what was taken
    out. `reason` is for the record. `originals` holds for each field that was blacked out
    {"before": the text as it stood, "spans": [[start, end], …]}, positions in that text; only the
    secretariat reads it. `part_of` is the act that took these words along: a quote with its speech.
    """

    obj = GenericForeignKey("content_type", "object_id")
    kind = models.CharField("したこと", max_length=20, choices=RemovalKind.choices)
    ground = models.CharField("根拠", max_length=20, choices=Ground.choices)
    public_line = models.CharField("公表する一文", max_length=300)
    reason = models.TextField("記録に残す理由")
    originals: Any = models.JSONField("元の言葉", default=dict, encoder=DjangoJSONEncoder)
    was_public = models.BooleanField("公表していたもの", default=True)
    concerns = ArrayField(
        models.CharField(max_length=40),
        verbose_name="かかわる記録",
        default=list,
        blank=True,
    )
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by"
    )
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("した日時")

    objects = RemovalQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公表の取りやめ・墨消し"
        ordering = ("-at", "-pk")
        constraints = (
            known("kind", RemovalKind),
            known("ground", Ground),
            models.CheckConstraint(
                name="publication_removal_has_a_reason", condition=~Q(reason="")
            ),
            models.CheckConstraint(
                name="publication_removal_undoes_when_restored",
                condition=Q(kind=RemovalKind.RESTORED, undoes__isnull=False)
                | (~Q(kind=RemovalKind.RESTORED) & Q(undoes__isnull=True)),
            ),
        )
        indexes = (
            models.Index(fields=("content_type", "object_id"), name="removal_of_object"),
            GinIndex(fields=("concerns",), name="removal_concerns"),
        )
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.public_line

    def get_absolute_url(self) -> str:
        return reverse("publication:removals:detail", args=(self.pk,))
