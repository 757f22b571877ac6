from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from issues.transitions.tables import WORKFLOWS as ISSUES
from meetings.transitions import WORKFLOWS as MEETINGS
from publication.transitions import WORKFLOWS as PUBLICATION
from workflow import drawing


class Command(BaseCommand):
    """Print the tables of moves; with --mermaid the document that docs/workflow.md carries."""

    help = "状況の移り変わりの表を表示します。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mermaid", action="store_true", help="図を含む文書を出力します")

    def handle(self, *args: Any, **options: Any) -> None:
        workflows = (*ISSUES, *MEETINGS, *PUBLICATION)
        if options["mermaid"]:
            self.stdout.write(drawing.document(workflows), ending="")
            return
        for workflow in workflows:
            self.stdout.write(f"{workflow.label}\n{drawing.table(workflow)}\n")
