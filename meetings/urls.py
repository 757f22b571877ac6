"""Addresses below /meetings/, grouped by what they hang on."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import (
    anchors,
    follow_ups,
    imports,
    meetings,
    passages,
    preview,
    publication,
    reading,
    review,
    sentences,
)

app_name = "meetings"

# /meetings/import/…
import_urls = [
    path("", imports.new, name="new"),
    path("<int:pk>/", imports.detail, name="detail"),
    path("<int:pk>/progress/", imports.progress, name="progress"),
    path("<int:pk>/queue/", imports.queue_again, name="queue"),
    path("<int:pk>/save/", preview.save, name="save"),
    path("<int:pk>/discard/", imports.discard, name="discard"),
]

# /meetings/7/anchors/…
anchor_urls = [path("settle/", anchors.settle, name="settle")]

# /meetings/7/review/…
review_urls = [path("<int:suggestion>/<slug:verb>/", review.decide, name="decide")]

# /meetings/7/sentences/…
sentence_urls = [
    path("clear/", sentences.clear, name="clear"),
    path("reopen/", sentences.reopen, name="reopen"),
]

# /meetings/7/…
meeting_urls: list[URLPattern | URLResolver] = [
    path("", reading.detail, name="detail"),
    path("edit/", meetings.edit, name="edit"),
    path("publish/", publication.publish, name="publish"),
    path("import/", imports.reimport, name="reimport"),
    path("source/", meetings.source, name="source"),
    path("anchors/", anchors.show, name="anchors"),
    path("anchors/", include((anchor_urls, "anchors"))),
    path("review/", review.show, name="review"),
    path("review/", include((review_urls, "review"))),
    path("log/", passages.log, name="log"),
    path("follow-ups/new/", follow_ups.new, name="follow_up"),
    path("sentences/", include((sentence_urls, "sentences"))),
]

urlpatterns = [
    path("", meetings.list_meetings, name="list"),
    path("import/", include((import_urls, "imports"))),
    path("<int:pk>/", include(meeting_urls)),
]
