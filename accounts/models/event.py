"""The record of what was done to people: who did it, when, and why. Append-only.

The record of everything else (`workflow`) stands above this app and cannot be written from here;
what a page shows of a person's past is kept here instead.
"""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from accounts.enums import AccountVerb, Role
from accounts.models.invitation import Invitation
from organizations.models import Organization


class AccountEvent(models.Model):
    """One act: on a person, on an invitation, or on both when an invitation is accepted."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="利用者",
        null=True,
        on_delete=models.PROTECT,
        related_name="account_events",
    )
    invitation = models.ForeignKey(
        Invitation, verbose_name="招待", null=True, on_delete=models.PROTECT, related_name="events"
    )
    verb = models.CharField("操作", max_length=30, choices=AccountVerb.choices)
    organization = models.ForeignKey(
        Organization, verbose_name="団体", null=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField("役割", max_length=20, choices=Role.choices, blank=True)
    reason = models.TextField("理由", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="操作した人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField("記録した日時")

    class Meta:
        verbose_name = verbose_name_plural = "利用者の履歴"
        ordering = ("-recorded_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="accounts_accountevent_is_about_something",
                condition=models.Q(person__isnull=False) | models.Q(invitation__isnull=False),
            ),
        )
        indexes = (models.Index(fields=("person", "-recorded_at"), name="account_event_person"),)
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.get_verb_display()
