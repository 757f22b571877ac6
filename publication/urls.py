"""公表を取りやめたもの, under /removals/."""

from __future__ import annotations

from django.urls import include, path

from publication.views import removals

removals_urls = [
    path("", removals.list_page, name="list"),
    path("<int:pk>/", removals.detail, name="detail"),
    path("<int:pk>/restore/", removals.restore, name="restore"),
    path("of/<slug:kind>/<int:pk>/", removals.unpublish, name="unpublish"),
]

app_name = "publication"
urlpatterns = [path("removals/", include((removals_urls, "removals")))]
