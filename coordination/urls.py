"""Addresses: one include per app, each grouped by the object it hangs on."""

from __future__ import annotations

from django.urls import include, path

from coordination import views

handler500 = "coordination.errors.server_error"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("health/", views.health, name="health"),
    path("", include("accounts.urls")),
    path("", include("issues.urls")),
    path("organizations/", include("issues.organization_urls")),
    path("meetings/", include("meetings.urls")),
    path("", include("publication.urls")),
    path("api/", include("coordination.api_urls")),
]
