"""People and the organizations they act for."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.enums import Role
from organizations.models import Organization


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractUser):
    """A person who signs in. What the person may do comes from the memberships alone. Nobody is
    ever deleted, for the record names them; who has left is no longer active.

    `demo` people belong to a demonstration alone: where it is off they cannot come in
    (`accounts.backends`). `acting` is the membership under which the person works in this request;
    it is set by `accounts.middleware.ActingMembershipMiddleware` (the first membership elsewhere).
    """

    display_name = models.CharField("氏名", max_length=60)
    demo = models.BooleanField("見本の利用者", default=False, editable=False)
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    REQUIRED_FIELDS = ["display_name"]  # noqa: RUF012 - as the base class has it

    class Meta:
        verbose_name = verbose_name_plural = "利用者"
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="accounts_user_email_is_unique",
                violation_error_message="このメールアドレスは、すでに使われています。",
            ),
        )
        triggers = (pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_absolute_url(self) -> str:
        return reverse("accounts:people:detail", args=(self.pk,))

    @cached_property
    def held_memberships(self) -> list[Membership]:
        """All memberships, oldest first."""
        return list(self.memberships.select_related("organization").order_by("pk"))

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @property
    def acting(self) -> Membership | None:
        """The membership under which this person acts; None without any."""
        if not hasattr(self, "_acting"):
            self._acting = self.held_memberships[0] if self.held_memberships else None
        return self._acting

    @acting.setter
    def acting(self, membership: Membership | None) -> None:
        self._acting = membership


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Membership(models.Model):
    """A person's role in an organization. A person may hold several."""

    user = models.ForeignKey(
        User, verbose_name="利用者", on_delete=models.CASCADE, related_name="memberships"
    )
    organization = models.ForeignKey(
        Organization, verbose_name="団体", on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField("役割", max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = verbose_name_plural = "所属"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("user", "organization", "role"), name="accounts_membership_is_unique"
            ),
            models.CheckConstraint(
                name="accounts_membership_role_is_known",
                condition=models.Q(role__in=Role.values),
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization}（{self.get_role_display()}）"
