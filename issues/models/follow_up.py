"""対応依頼: tasks that the secretariat gives, and what becomes of their due dates."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from django.db.models import Q
from django.urls import reverse

from issues.enums import FollowUpStatus
from issues.models.local_request import LocalRequest
from issues.querysets.follow_ups import FollowUpQuerySet, ProgressNoteQuerySet
from organizations.models import Organization
from workflow.constraints import is_about_one, known
from workflow.pointing import OnAnything, one_of


@pghistory.track()
class FollowUp(OnAnything):
    """A task for an organization, on a request, a point, a commitment or a meeting (`subject`).

    `section` names a section in words; `person` needs an account. `due_basis` as in
    `issues.due_dates.due.DueDate`. `first_due_on` never changes.
    """

    subject = GenericForeignKey("content_type", "object_id")
    organization = models.ForeignKey(
        Organization, verbose_name="依頼先", on_delete=models.PROTECT, related_name="follow_ups"
    )
    section = models.CharField("担当部署", max_length=100, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="担当者",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="follow_ups",
    )
    title = models.CharField("依頼の内容", max_length=150)
    text = models.TextField("詳しい内容", blank=True)
    due_on = models.DateField("期限")
    first_due_on = models.DateField("最初の期限")
    due_basis = models.JSONField("期限の数え方", null=True, blank=True)
    status = models.CharField(
        "状況", max_length=20, choices=FollowUpStatus.choices, default=FollowUpStatus.OPEN
    )
    result = models.TextField("結果・取りやめの理由", blank=True)
    ended_at = models.DateTimeField("終わった日時", null=True, blank=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    assigned_at = models.DateTimeField("依頼した日時")
    fictional = models.BooleanField("架空", default=False)
    version = models.PositiveIntegerField("版", default=1)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "対応依頼"
        ordering = ("due_on", "pk")
        constraints = (
            known("status", FollowUpStatus),
            models.CheckConstraint(
                name="issues_followup_ended_says_how",
                condition=Q(status=FollowUpStatus.OPEN, ended_at__isnull=True)
                | (~Q(status=FollowUpStatus.OPEN) & Q(ended_at__isnull=False) & ~Q(result="")),
            ),
        )
        indexes = (
            models.Index(fields=("status", "due_on"), name="followup_due_on"),
            models.Index(fields=("organization", "status", "due_on"), name="followup_organization"),
            models.Index(fields=("content_type", "object_id"), name="followup_subject"),
        )
        triggers = (
            pgtrigger.Protect(
                name="first_due_date_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__first_due_on__df=pgtrigger.F("new__first_due_on")),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("issues:follow_ups:detail", args=(self.pk,))


class ProgressNote(models.Model):
    """経過: what happened to a follow-up meanwhile."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField("経過")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField("書いた日時")
    taken_back_at = models.DateTimeField("取り消した日時", null=True, blank=True)

    objects = ProgressNoteQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "経過"
        ordering = ("written_at", "pk")

    def __str__(self) -> str:
        return self.text[:40]


class DueChange(models.Model):
    """期限の変更: one row of the slip ledger, for a follow-up or a request's reply.

    `ministry` is who owed the matter at that moment; `days` is how far it slipped (negative when
    it was brought forward).
    """

    follow_up = models.ForeignKey(
        FollowUp, null=True, on_delete=models.PROTECT, related_name="due_changes"
    )
    local_request = models.ForeignKey(
        LocalRequest, null=True, on_delete=models.PROTECT, related_name="due_changes"
    )
    ministry = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="due_changes")
    old_due_on = models.DateField("変更前の期限")
    new_due_on = models.DateField("変更後の期限")
    days = models.IntegerField("延びた日数")
    reason = models.TextField("理由")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField("変更した日時")

    class Meta:
        verbose_name = verbose_name_plural = "期限の変更"
        ordering = ("changed_at", "pk")
        constraints = (
            is_about_one("follow_up", "local_request", says="has_one_subject"),
            models.CheckConstraint(name="issues_duechange_has_a_reason", condition=~Q(reason="")),
        )
        indexes = (models.Index(fields=("-changed_at", "-id"), name="due_change_newest"),)
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.old_due_on} → {self.new_due_on}"

    @property
    def subject(self) -> LocalRequest | FollowUp:
        """Whose date it is."""
        subject: LocalRequest | FollowUp = one_of(self, "local_request", "follow_up")
        return subject
