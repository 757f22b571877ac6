"""要望、論点、国側の発言, each under a name space of its own."""

from __future__ import annotations

from django.urls import include, path

from issues.views import commitments, local_requests, points

requests_urls = [
    path("", local_requests.list_page, name="list"),
    path("new/", local_requests.new, name="new"),
    path("<str:number>/", local_requests.detail, name="detail"),
    path("<str:number>/edit/", local_requests.edit, name="edit"),
]
points_urls = [
    path("", points.list_page, name="list"),
    path("<slug:code>/", points.detail, name="detail"),
]
commitments_urls = [
    path("", commitments.list_page, name="list"),
    path("<str:number>/", commitments.detail, name="detail"),
    path("<str:number>/edit/", commitments.edit, name="edit"),
]

app_name = "issues"
urlpatterns = [
    path("requests/", include((requests_urls, "requests"))),
    path("points/", include((points_urls, "points"))),
    path("commitments/", include((commitments_urls, "commitments"))),
]
