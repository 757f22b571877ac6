"""団体: the pages that show what each asked for."""

from __future__ import annotations

from django.urls import path

from issues.views import organizations

app_name = "organizations"
urlpatterns = [
    path("", organizations.list_page, name="list"),
    path("<slug:code>/", organizations.detail, name="detail"),
]
