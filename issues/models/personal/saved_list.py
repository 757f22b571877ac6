"""よく使う一覧: conditions, order and columns of the list of requests, under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from issues.models.forum import Forum
from issues.querysets.owned import SavedListQuerySet
from organizations.models import Organization


class SavedList(models.Model):
    """Somebody's own, or shared by all who act for an organization. `query` is the address of the
    list behind the "?", as `ListFilters.canonical` writes it. It says nothing about any request: it
    is no part of the record."""

    forum = models.ForeignKey(
        Forum, verbose_name="協議の場", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name="共有する団体",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    name = models.CharField("名前", max_length=30)
    query = models.TextField("条件", blank=True)
    position = models.PositiveSmallIntegerField("順番")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    saved_at = models.DateTimeField("保存した日時")

    objects = SavedListQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "よく使う一覧"
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                name="issues_saved_list_is_somebodys",
                condition=Q(owner__isnull=False, organization__isnull=True)
                | Q(owner__isnull=True, organization__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("forum", "owner", "organization", "name"),
                nulls_distinct=False,
                name="issues_saved_list_has_its_name",
                violation_error_message="同じ名前の一覧があります。別の名前にしてください。",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        address = reverse("issues:requests:list")
        return f"{address}?{self.query}" if self.query else address

    @property
    def shared(self) -> bool:
        """By all who act for an organization."""
        return self.organization_id is not None
