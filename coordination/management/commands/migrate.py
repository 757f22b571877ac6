from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections

from coordination.database import owner


class Command(migrate.Command):
    """Django's command, as the owner of the tables; then the product's role gets its rights, so
    that a new table is never without, or with too many, and requests that have no standings yet
    get them."""

    def handle(self, *args: Any, **options: Any) -> None:
        with owner.as_owner():
            super().handle(*args, **options)
        if owner.is_separate() and not options["plan"] and not options["check_unapplied"]:
            call_command("grant_rights", stdout=self.stdout, verbosity=options["verbosity"])
        if self._is_up_to_date(options):
            # What an earlier version logged has no standings yet; they follow from the record.
            call_command("standings", missing=True, stdout=self.stdout, verbosity=0)
            # The same for what was written before there was an index of it.
            call_command("index_words", missing=True, later=True, stdout=self.stdout, verbosity=0)

    def _is_up_to_date(self, options: Any) -> bool:
        """All migrations of requests have been applied, and none taken back."""
        part = options["app_label"] or options["plan"] or options["check_unapplied"]
        return not part and "issues_standing" in connections["default"].introspection.table_names()
