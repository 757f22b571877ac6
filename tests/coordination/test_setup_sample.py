"""The command that fills an empty database, at its edges; what it fills in is tested elsewhere."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from coordination.management.commands.setup_sample import NOT_MIGRATED
from organizations.models import Organization


@pytest.mark.django_db
def test_without_the_newest_tables_it_says_what_to_do_first():
    recorder = MigrationRecorder(connection)
    newest = recorder.migration_qs.filter(app="issues").order_by("name").last()
    recorder.record_unapplied("issues", newest.name)

    with pytest.raises(CommandError) as refused:
        call_command("setup_sample")

    assert str(refused.value) == NOT_MIGRATED
    assert not Organization.objects.filter(kind="village").exists()
