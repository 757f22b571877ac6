"""招待: somebody is asked by mail to act for an organization."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from accounts.enums import Delivery, Role
from organizations.models import Organization

VALID = timedelta(days=7)
"""How long the link of an invitation can be used."""


def new_seed() -> str:
    """What makes the next link differ from all others."""
    return secrets.token_hex(16)


def hashed(token: str) -> str:
    """The form in which a link's secret is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Which invitations."""

    def open(self) -> InvitationQuerySet:
        """Neither accepted nor cancelled; they may have expired."""
        return self.filter(accepted_at__isnull=True, cancelled_at__isnull=True)


@pghistory.track(exclude=["seed", "token_sha256"])
class Invitation(models.Model):
    """One invitation to one membership.

    The link's secret follows from `seed` and the installation's own key, so that a mail can be
    sent again unchanged; stored is only its hash. A new seed makes all earlier links invalid.
    `base_url` is the address of the installation as the inviting person saw it.
    """

    address = models.EmailField("メールアドレス")
    display_name = models.CharField("氏名", max_length=60)
    organization = models.ForeignKey(
        Organization, verbose_name="団体", on_delete=models.PROTECT, related_name="invitations"
    )
    role = models.CharField("役割", max_length=20, choices=Role.choices)
    base_url = models.URLField("システムのアドレス", max_length=300)
    seed = models.CharField(max_length=32, default=new_seed, editable=False)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="招待した人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    invited_at = models.DateTimeField("招待した日時")
    expires_at = models.DateTimeField("有効期限")
    delivery = models.CharField(
        "メールの送信", max_length=20, choices=Delivery.choices, default=Delivery.WAITING
    )
    problem = models.TextField("送信できなかった理由", blank=True)
    sent_at = models.DateTimeField("送信した日時", null=True, blank=True)
    accepted_at = models.DateTimeField("登録した日時", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="登録した人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    cancelled_at = models.DateTimeField("取り消した日時", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "招待"
        ordering = ("-invited_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="accounts_invitation_role_is_known", condition=Q(role__in=Role.values)
            ),
            models.CheckConstraint(
                name="accounts_invitation_delivery_is_known",
                condition=Q(delivery__in=Delivery.values),
            ),
            models.CheckConstraint(
                name="accounts_invitation_accepted_by_somebody",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="accounts_invitation_ends_once",
                condition=Q(accepted_at__isnull=True) | Q(cancelled_at__isnull=True),
            ),
            models.UniqueConstraint(
                Lower("address"),
                "organization",
                "role",
                condition=Q(accepted_at__isnull=True, cancelled_at__isnull=True),
                name="accounts_invitation_is_open_once",
                violation_error_message="同じ招待が、すでにあります。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.display_name}（{self.address}）"

    @property
    def token(self) -> str:
        """The link's secret."""
        made = salted_hmac("accounts.invitation", f"{self.pk}:{self.seed}", algorithm="sha256")
        return made.hexdigest()

    @property
    def is_open(self) -> bool:
        """Neither accepted nor cancelled."""
        return self.accepted_at is None and self.cancelled_at is None

    def is_usable(self, now: datetime) -> bool:
        """Whether its link still leads somewhere."""
        return self.is_open and now < self.expires_at
