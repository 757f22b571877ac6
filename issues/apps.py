from __future__ import annotations

from django.apps import AppConfig


class IssuesConfig(AppConfig):
    """Requests and all that hangs on them. Standings follow every move of the record."""

    name = "issues"

    def ready(self) -> None:
        from issues.standing import keeping  # noqa: PLC0415 - models are there only now
        from workflow.signals import begun, moved  # noqa: PLC0415

        moved.connect(keeping.after_move, dispatch_uid="issues.standing")
        begun.connect(keeping.after_beginnings, dispatch_uid="issues.standing")
