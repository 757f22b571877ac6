"""The API's doors to the tracked things: reading only, same rows and conditions as the pages."""

from __future__ import annotations

from functools import cached_property
from typing import Any, cast

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer

from accounts.models import User
from accounts.rules import Actor
from issues.api.paging import SeekingPagination
from issues.api.serializers import (
    CommitmentSerializer,
    LocalRequestDetailSerializer,
    LocalRequestSerializer,
    OrganizationDetailSerializer,
    PointSerializer,
)
from issues.filters.commitments import CommitmentFilters
from issues.filters.local_requests import LocalRequestFilters
from issues.filters.organizations import OrganizationFilters
from issues.forums import chosen_forum
from issues.models import Commitment, DiscussionPoint, Forum, LocalRequest, Standing
from issues.pages import request_page
from issues.querysets.organizations import with_counts
from issues.standing import as_of, moments, showing
from issues.standing.moments import Moment
from organizations.models import Organization
from workflow.kept.kept_pages import KeptAnswers


def actor_of(request: Request | None) -> Actor:
    """Who is asking; a visitor when the schema is drawn without a request."""
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else AnonymousUser()


AS_OF = OpenApiParameter(
    moments.PARAMETER,
    OpenApiTypes.INT,
    description="Key of a closed session: the answer tells what was true when it closed.",
)


FORUM = OpenApiParameter(
    chosen_forum.PARAMETER,
    OpenApiTypes.STR,
    description="Code of a forum (協議の場), where there are several; without it the first one.",
)


class LookingBack:
    """What a door needs that can be asked as of a closed session."""

    request: Any

    @cached_property
    def forum(self) -> Forum | None:
        """The one whose records are asked for; None where there is only one."""
        return chosen_forum.forum_of(self.request) if self.request is not None else None

    @cached_property
    def moment(self) -> Moment | None:
        """The moment asked for; None for now. One that there is none of is refused."""
        if self.request is None:
            return None
        try:
            # One record is found by its number, whatever forum it belongs to.
            single = getattr(self, "action", "") == "retrieve"
            forum = None if single else self.forum
            data = self.request.query_params
            return moments.chosen(data, actor=actor_of(self.request), forum=forum)
        except Http404 as error:
            raise ValidationError({moments.PARAMETER: [str(error)]}) from error

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "moment": self.moment}  # type: ignore[misc]


@extend_schema(tags=["requests"])
@extend_schema_view(
    list=extend_schema(parameters=[FORUM]),
    retrieve=extend_schema(
        parameters=[AS_OF, OpenApiParameter("number", OpenApiTypes.STR, OpenApiParameter.PATH)]
    ),
)
class LocalRequestViewSet(LookingBack, KeptAnswers, viewsets.ReadOnlyModelViewSet[LocalRequest]):
    """要望: those the caller sees; withdrawn and merged ones only when that status is asked for.
    With `as_of` each stands where it stood then, and those that came up later are left out."""

    lookup_field = "number"
    filterset_class = LocalRequestFilters
    pagination_class = SeekingPagination
    # What the conditions are read from; one request by its number is asked for itself.
    queryset: Any = Standing.objects.none()

    def get_queryset(self) -> Any:
        actor = actor_of(self.request)
        if self.action == "retrieve":
            return LocalRequest.objects.visible_to(actor).for_list().select_related("forum")
        looking_back = moments.PARAMETER in self.request.query_params
        visible = Standing.objects.readable(actor, looking_back=looking_back)
        return visible.for_list().select_related("local_request__forum")

    def get_serializer_class(self) -> type[BaseSerializer[LocalRequest]]:
        detail = self.action == "retrieve"
        return LocalRequestDetailSerializer if detail else LocalRequestSerializer

    def filter_queryset(self, queryset: Any) -> Any:
        # One request is found by its number alone, whatever its status.
        return queryset if self.action == "retrieve" else super().filter_queryset(queryset)

    def paginate_queryset(self, queryset: Any) -> Any:
        return showing.as_requests(
            super().paginate_queryset(queryset) or [], actor=actor_of(self.request)
        )

    def get_object(self) -> LocalRequest:
        found = super().get_object()
        if self.moment is None:
            return found
        then = request_page.set_back(found, self.moment, actor=actor_of(self.request))
        if then is None:
            raise Http404("この要望は、この時点ではまだ出ていませんでした。")
        return then


@extend_schema(tags=["commitments"])
@extend_schema_view(list=extend_schema(parameters=[FORUM]))
class CommitmentViewSet(KeptAnswers, viewsets.ReadOnlyModelViewSet[Commitment]):
    """国側の発言・約束: those the caller sees."""

    lookup_field = "number"
    serializer_class = CommitmentSerializer
    filterset_class = CommitmentFilters
    queryset = Commitment.objects.none()

    def get_queryset(self) -> Any:
        actor = actor_of(self.request)
        answered = LocalRequest.objects.visible_to(actor).order_by("number")
        visible = Commitment.objects.visible_to(actor).for_list().select_related("forum")
        return visible.prefetch_related(Prefetch("answers", queryset=answered))

    def filter_queryset(self, queryset: Any) -> Any:
        return queryset if self.action == "retrieve" else super().filter_queryset(queryset)


@extend_schema(tags=["points"], parameters=[AS_OF, FORUM])
class PointViewSet(LookingBack, KeptAnswers, viewsets.ReadOnlyModelViewSet[DiscussionPoint]):
    """論点, with the status of now or as of a closed session."""

    lookup_field = "code"
    serializer_class = PointSerializer
    queryset = DiscussionPoint.objects.none()

    def get_queryset(self) -> Any:
        return DiscussionPoint.objects.of_forum(self.forum).select_related("forum")

    def paginate_queryset(self, queryset: Any) -> Any:
        if self.moment is None:
            return super().paginate_queryset(queryset)
        rows = as_of.points(self.moment, self.forum).select_related("forum")
        return as_of.shown(super().paginate_queryset(rows) or [])

    def get_object(self) -> DiscussionPoint:
        point = super().get_object()
        if self.moment is None:
            return point
        return cast(DiscussionPoint, as_of.shown(as_of.points(self.moment).filter(pk=point.pk))[0])


@extend_schema(tags=["organizations"], parameters=[FORUM])
class OrganizationViewSet(KeptAnswers, viewsets.ReadOnlyModelViewSet[Organization]):
    """団体."""

    lookup_field = "code"
    serializer_class = OrganizationDetailSerializer
    filterset_class = OrganizationFilters
    queryset = Organization.objects.none()

    def get_queryset(self) -> Any:
        visible = LocalRequest.objects.visible_to(actor_of(self.request)).live()
        visible = visible.of_forum(chosen_forum.forum_of(self.request))
        rows = with_counts(Organization.objects.select_related("prefecture"), visible)
        return rows.order_by("position", "code")
