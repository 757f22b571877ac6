"""公表の机 under /publication/, 公表を取りやめたもの under /removals/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from publication.views import batches, desk, rehearsal, removals, words

removals_urls = [
    path("", removals.list_page, name="list"),
    path("<int:pk>/", removals.detail, name="detail"),
    path("<int:pk>/restore/", removals.restore, name="restore"),
    path("words/", words.search, name="search"),
    path("of/<slug:kind>/<int:pk>/words/", words.black_out, name="black_out"),
    path("of/<slug:kind>/<int:pk>/", removals.unpublish, name="unpublish"),
]

# /publication/batches/…
batch_urls = [
    path("", batches.prepare, name="prepare"),
    path("<int:pk>/", batches.detail, name="detail"),
    path("<int:pk>/time/", batches.change_time, name="change_time"),
    path("<int:pk>/cancel/", batches.cancel, name="cancel"),
    path("<int:pk>/drop/<int:item>/", batches.drop, name="drop"),
]

app_name = "publication"
urlpatterns: list[URLPattern | URLResolver] = [
    path("removals/", include((removals_urls, "removals"))),
    path("publication/", desk.show, name="desk"),
    path("publication/batches/", include((batch_urls, "batches"))),
    path("publication/<slug:key>/<int:pk>/", rehearsal.rehearse, name="rehearse"),
]
