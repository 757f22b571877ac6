"""団体: who asks, who answers, who keeps the record."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.urls import reverse

from organizations.enums import LOCAL_GOVERNMENTS, NATIONAL, OrganizationKind
from searching.noticing import noticed


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Which organizations."""

    def local(self) -> Self:
        """Prefectures and municipalities."""
        return self.filter(kind__in=LOCAL_GOVERNMENTS)

    def ministries(self) -> Self:
        """Those that a request may be put to."""
        return self.filter(kind=OrganizationKind.MINISTRY)

    def may_ask(self) -> Self:
        """Those that a request may come from: local governments and their associations."""
        return self.filter(kind__in=(*LOCAL_GOVERNMENTS, OrganizationKind.ASSOCIATION))


class Organization(models.Model):
    """A ministry, agency, prefecture, municipality, association or the secretariat's office.

    `code` is the six-digit 全国地方公共団体コード for local governments and a short word for all
    others (`digital`, `soumu`); it is the organization's address on the web.
    """

    code = models.SlugField("コード", max_length=20, unique=True)
    kind = models.CharField("種別", max_length=20, choices=OrganizationKind.choices)
    name = models.CharField("名称", max_length=100)
    full_name = models.CharField("都道府県名を含む名称", max_length=120)
    kana = models.CharField("読み", max_length=150, blank=True)
    prefecture = models.ForeignKey(
        "self",
        verbose_name="都道府県",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="municipalities",
    )
    position = models.PositiveIntegerField("並び順", default=0)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "団体"
        ordering = ("position", "code")
        constraints = (
            models.CheckConstraint(
                name="organizations_organization_local_code_has_six_digits",
                condition=~models.Q(kind__in=LOCAL_GOVERNMENTS)
                | models.Q(code__regex=r"^[0-9]{6}$"),
            ),
            models.CheckConstraint(
                name="organizations_organization_kind_is_known",
                condition=models.Q(kind__in=OrganizationKind.values),
            ),
        )
        indexes = (
            models.Index(fields=("kind", "position"), name="organization_kind"),
            # A long list in the order of organizations goes from one to the next.
            models.Index(fields=("position",), name="organization_position"),
        )
        triggers = (noticed("organizations", "name", "full_name", "kana", "code"),)

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("organizations:detail", args=(self.code,))

    @property
    def is_local(self) -> bool:
        """A prefecture or a municipality."""
        return self.kind in LOCAL_GOVERNMENTS

    @property
    def is_national(self) -> bool:
        """A ministry or the secretariat."""
        return self.kind in NATIONAL
