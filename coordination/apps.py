from __future__ import annotations

import importlib

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    """The wiring as an app: its commands, and the Celery application for every process."""

    name = "coordination"

    def ready(self) -> None:
        # Without it, tasks that a web request queues would go to Celery's default broker.
        importlib.import_module("coordination.celery")
