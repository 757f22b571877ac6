from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What is counted and written about all of it. No tables of its own."""

    name = "reports"
