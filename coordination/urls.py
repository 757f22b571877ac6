"""Addresses: one include per app, each grouped by the object it hangs on."""

from __future__ import annotations

from django.urls import include, path

from coordination import views, work

handler500 = "coordination.errors.server_error"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("health/", views.health, name="health"),
    path("work/", work.list_page, name="work"),
    path("work/<int:pk>/again/", work.again, name="work-again"),
    path("work/<int:pk>/stop/", work.stop, name="work-stop"),
    path("", include("accounts.urls")),
    path("", include("issues.urls")),
    path("organizations/", include("issues.organization_urls")),
    path("meetings/", include("meetings.urls")),
    path("", include("publication.urls")),
    path("api/", include("coordination.api_urls")),
]
