"""A new database is made by a few migrations that replace many; an old one goes on by the many."""

import pytest
from django.apps import apps
from django.contrib.postgres.operations import CreateExtension
from django.core.management.commands.makemigrations import Command
from django.db.migrations import RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from tests.databases.migrations import EveryStep


@pytest.mark.parametrize("loader", [MigrationLoader, EveryStep])
def test_both_ways_lead_to_the_models(loader):
    reached = loader(None).project_state()

    with translation.override(None):  # as `makemigrations` asks
        there = ProjectState.from_apps(apps)
        changes = Command.autodetector(reached, there)._detect_changes()

    assert changes == {}


def by_hand(migrations):
    """What they do that no model tells of."""
    found = []
    for migration in migrations:
        for operation in migration.operations:
            if isinstance(operation, RunSQL):
                found += [operation.sql, operation.reverse_sql]
            elif isinstance(operation, CreateExtension):
                found.append(operation.name)
    return sorted(found)


def test_both_ways_do_the_same_by_hand():
    everything = MigrationLoader(None).disk_migrations
    squashed = [migration for migration in everything.values() if migration.replaces]

    replaced = [everything[key] for migration in squashed for key in migration.replaces]

    assert {migration.app_label for migration in squashed} == {
        "accounts", "issues", "meetings", "publication", "workflow",
    }  # fmt: skip
    assert by_hand(squashed) == by_hand(replaced)
    assert len(by_hand(squashed)) == 7
