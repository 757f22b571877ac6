"""全体の状況: the dashboards."""

from __future__ import annotations

from django.urls import path

from issues.views import overview

overview_urls = [
    path("", overview.show, name="show"),
    path("ministries/", overview.by_ministry, name="ministries"),
    path("places/", overview.by_place, name="places"),
    path("flow/", overview.between, name="flow"),
]
