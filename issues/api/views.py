"""The API's doors to the tracked things: reading only, same rows and conditions as the pages."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer

from accounts.models import User
from accounts.rules import Actor
from issues.api.serializers import (
    CommitmentSerializer,
    LocalRequestDetailSerializer,
    LocalRequestSerializer,
    OrganizationDetailSerializer,
    PointSerializer,
)
from issues.filters import CommitmentFilters, LocalRequestFilters
from issues.models import Commitment, DiscussionPoint, LocalRequest
from issues.organization_filters import OrganizationFilters
from issues.views.organizations import with_counts
from organizations.models import Organization


def actor_of(request: Request | None) -> Actor:
    """Who is asking; a visitor when the schema is drawn without a request."""
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else AnonymousUser()


@extend_schema(tags=["requests"])
class LocalRequestViewSet(viewsets.ReadOnlyModelViewSet[LocalRequest]):
    """要望: those the caller sees; withdrawn and merged ones only when that status is asked for."""

    lookup_field = "number"
    filterset_class = LocalRequestFilters
    queryset = LocalRequest.objects.none()

    def get_queryset(self) -> Any:
        return LocalRequest.objects.visible_to(actor_of(self.request)).for_list()

    def get_serializer_class(self) -> type[BaseSerializer[LocalRequest]]:
        detail = self.action == "retrieve"
        return LocalRequestDetailSerializer if detail else LocalRequestSerializer

    def filter_queryset(self, queryset: Any) -> Any:
        # One request is found by its number alone, whatever its status.
        return queryset if self.action == "retrieve" else super().filter_queryset(queryset)


@extend_schema(tags=["commitments"])
class CommitmentViewSet(viewsets.ReadOnlyModelViewSet[Commitment]):
    """国側の発言・約束: those the caller sees."""

    lookup_field = "number"
    serializer_class = CommitmentSerializer
    filterset_class = CommitmentFilters
    queryset = Commitment.objects.none()

    def get_queryset(self) -> Any:
        actor = actor_of(self.request)
        answered = LocalRequest.objects.visible_to(actor).order_by("number")
        visible = Commitment.objects.visible_to(actor).for_list()
        return visible.prefetch_related(Prefetch("answers", queryset=answered))

    def filter_queryset(self, queryset: Any) -> Any:
        return queryset if self.action == "retrieve" else super().filter_queryset(queryset)


@extend_schema(tags=["points"])
class PointViewSet(viewsets.ReadOnlyModelViewSet[DiscussionPoint]):
    """論点."""

    lookup_field = "code"
    serializer_class = PointSerializer
    queryset = DiscussionPoint.objects.all()


@extend_schema(tags=["organizations"])
class OrganizationViewSet(viewsets.ReadOnlyModelViewSet[Organization]):
    """団体."""

    lookup_field = "code"
    serializer_class = OrganizationDetailSerializer
    filterset_class = OrganizationFilters
    queryset = Organization.objects.none()

    def get_queryset(self) -> Any:
        visible = LocalRequest.objects.visible_to(actor_of(self.request)).live()
        rows = with_counts(Organization.objects.select_related("prefecture"), visible)
        return rows.order_by("position", "code")
