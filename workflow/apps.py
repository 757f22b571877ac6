"""The app of operations, and the triggers that say when the record has grown."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkflowConfig(AppConfig):
    """See `workflow.kept.grown`: tables are watched from when they were migrated."""

    name = "workflow"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from workflow.kept import grown  # noqa: PLC0415 - models are there only now

        post_migrate.connect(grown.watch, dispatch_uid="workflow.kept.grown")
