from __future__ import annotations

from django.apps import AppConfig


class IssuesConfig(AppConfig):
    """Requests and all that hangs on them. Standings follow every move of the record, and so do the
    words by which alike requests are found."""

    name = "issues"

    def ready(self) -> None:
        from issues.alike import keeping as terms  # noqa: PLC0415 - models are there only now
        from issues.standing import keeping  # noqa: PLC0415
        from workflow.signals import begun, moved  # noqa: PLC0415

        moved.connect(keeping.after_move, dispatch_uid="issues.standing")
        begun.connect(keeping.after_beginnings, dispatch_uid="issues.standing")
        moved.connect(terms.after_move, dispatch_uid="issues.alike")
        begun.connect(terms.after_beginnings, dispatch_uid="issues.alike")
