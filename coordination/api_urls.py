"""The API: reading only, the same visibility as the pages; its description at /api/schema/."""

from __future__ import annotations

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import DefaultRouter

from issues.api.views import (
    CommitmentViewSet,
    LocalRequestViewSet,
    OrganizationViewSet,
    PointViewSet,
)
from meetings.api.views import MeetingViewSet
from publication.api.views import RemovalViewSet

router = DefaultRouter()
router.include_format_suffixes = False
router.register("requests", LocalRequestViewSet, basename="request")
router.register("points", PointViewSet, basename="point")
router.register("commitments", CommitmentViewSet, basename="commitment")
router.register("meetings", MeetingViewSet, basename="meeting")
router.register("removals", RemovalViewSet, basename="removal")
router.register("organizations", OrganizationViewSet, basename="organization")

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("", include(router.urls)),
]
