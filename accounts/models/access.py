"""The record of who came in and what was taken away, and the count of attempts to come in."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from accounts.enums import AccessVerb, Role
from organizations.models import Organization


class AccessEvent(models.Model):
    """One act of coming in, going, changing roles or taking a file along. Append-only.

    `typed` is the sign-in name that was typed where it belongs to somebody; what belongs to nobody
    is not kept, for people type passwords into the wrong field. `subject` is the address of the
    file that was taken.
    """

    verb = models.CharField("操作", max_length=20, choices=AccessVerb.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="利用者",
        null=True,
        on_delete=models.PROTECT,
        related_name="access_events",
    )
    typed = models.CharField("入力したユーザー名", max_length=150, blank=True)
    organization = models.ForeignKey(
        Organization, verbose_name="団体", null=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField("役割", max_length=20, choices=Role.choices, blank=True)
    address = models.CharField("接続元", max_length=64, blank=True)
    browser = models.CharField("ブラウザー", max_length=200, blank=True)
    subject = models.CharField("持ち出したもの", max_length=300, blank=True)
    request_id = models.CharField("受付番号", max_length=32, blank=True)
    recorded_at = models.DateTimeField("記録した日時")

    class Meta:
        verbose_name = verbose_name_plural = "利用の記録"
        ordering = ("-recorded_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="accounts_accessevent_verb_is_known",
                condition=models.Q(verb__in=AccessVerb.values),
            ),
        )
        indexes = (
            models.Index(fields=("-recorded_at", "-id"), name="access_event_time"),
            models.Index(fields=("person", "-recorded_at"), name="access_event_person"),
            models.Index(fields=("address", "-recorded_at"), name="access_event_address"),
            models.Index(fields=("verb", "-recorded_at"), name="access_event_verb"),
        )
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.get_verb_display()


class SignInAttempt(models.Model):
    """One attempt to guess a password, counted under a key (`accounts.signing_in.throttle`). Kept
    for as long as it counts; the record of it is `AccessEvent`."""

    key = models.CharField(max_length=64)
    attempted_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "ログインの試み"
        indexes = (models.Index(fields=("key", "attempted_at"), name="attempt_key"),)

    def __str__(self) -> str:
        return self.key[:8]
