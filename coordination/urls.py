"""Addresses: one include per app, each grouped by the object it hangs on."""

from __future__ import annotations

from django.urls import include, path

from coordination import views
from coordination.health import work

handler500 = "coordination.web.errors.server_error"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("health/", views.health, name="health"),
    path("work/", work.list_page, name="work"),
    path("work/<int:pk>/again/", work.again, name="work-again"),
    path("work/<int:pk>/stop/", work.stop, name="work-stop"),
    path("", include("accounts.urls")),
    path("", include("reports.urls")),
    path("", include("issues.urls")),
    path("organizations/", include("issues.urls.organizations")),
    path("meetings/", include("meetings.urls")),
    path("", include("publication.urls")),
    path("api/", include("coordination.api_urls")),
]
