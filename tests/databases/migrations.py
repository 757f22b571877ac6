"""The migrations one by one, as a database goes through them that is older than their squash."""

from functools import partial

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader


class EveryStep(MigrationLoader):
    """Knows no migration that replaces others."""

    def load_disk(self):
        super().load_disk()
        everything = self.disk_migrations.items()
        last = {key: each.replaces[-1] for key, each in everything if each.replaces}
        self.disk_migrations = {key: each for key, each in everything if key not in last}
        for migration in self.disk_migrations.values():
            # What was written since names the one that replaces.
            migration.dependencies = [last.get(key, key) for key in migration.dependencies]
            migration.mutate_state = partial(_mutate_unrendered, migration)


def _mutate_unrendered(migration, project_state, preserve=True):
    """The state after the migration. Models that stand ready in a state are made anew for each
    operation, which takes nearly all of the time; of most states nobody ever asks for them."""
    state = project_state.clone() if preserve else project_state
    state.__dict__.pop("apps", None)
    return type(migration).mutate_state(migration, state, preserve=False)


def executor():
    """An executor that goes step by step."""
    made = MigrationExecutor(connection)
    made.loader = EveryStep(connection)
    return made
