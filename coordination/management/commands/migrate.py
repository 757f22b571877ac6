from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate

from coordination import owner


class Command(migrate.Command):
    """Django's command, as the owner of the tables; then the product's role gets its rights, so
    that a new table is never without, or with too many."""

    def handle(self, *args: Any, **options: Any) -> None:
        with owner.as_owner():
            super().handle(*args, **options)
        if owner.is_separate() and not options["plan"] and not options["check_unapplied"]:
            call_command("grant_rights", stdout=self.stdout, verbosity=options["verbosity"])
