"""Work that is never forgotten: no Redis when it is accepted, its worker killed, its connections to
the database cut. Nobody presses a button, and it is done once."""

import subprocess
import sys
import time

import pytest
from django.db import connection

from coordination.celery import app
from jobs.models import Job
from meetings import tasks
from meetings.actions import imports
from meetings.models import MinutesImport
from tests.conftest import REPOSITORY, _environment_of_this_test
from tests.factories.accounts import one_of_the_cast
from tests.factories.meetings import TEXT
from workflow.models import HistoryEntry

pytestmark = pytest.mark.django_db(transaction=True)
NOWHERE = "redis://127.0.0.1:1/0"
MORE = "○佐藤美郷町長　町では職員が足りません。財源を措置していただきたいと思います。\n"
SPEECHES = 4_000
"""As many as take some seconds to read: time enough to be killed over."""
LONG = TEXT + MORE * SPEECHES


@pytest.fixture
def watch(tmp_path):
    """Starts `manage.py jobs --watch`; may be started again."""
    log = (tmp_path / "jobs.log").open("w")
    started = []

    def start():
        program = subprocess.Popen(
            [sys.executable, "manage.py", "jobs", "--watch"],
            cwd=REPOSITORY, env=_environment_of_this_test() | {"REDIS_URL": NOWHERE},
            stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        started.append(program)
        return program

    yield start
    for program in started:
        program.kill()
        program.wait()
    log.close()


@pytest.fixture
def no_redis():
    there = app.conf.broker_url, app.conf.broker_write_url
    app.conf.broker_url = app.conf.broker_write_url = NOWHERE
    yield
    app.conf.broker_url, app.conf.broker_write_url = there


def wait_for(status, seconds=90):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = MinutesImport.objects.get()
        if found.status == status:
            return found
        time.sleep(0.05)
    pytest.fail(f"the import stayed {found.status}; {Job.objects.values()}")
    return None


def cut_all_connections():
    """As a PostgreSQL does that is started anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_reading_outlives_all_that_can_die(no_redis, watch):
    by = one_of_the_cast("secretariat")
    begun = time.monotonic()
    handed_in = imports.hand_in(
        by=by, data=LONG.encode(), filename="a.txt", queue=tasks.queue_reading
    )
    accepted_in = time.monotonic() - begun
    first = watch()
    wait_for("reading")
    first.kill()
    first.wait()
    second = watch()
    while Job.objects.get().attempts < 2:
        time.sleep(0.05)
    cut_all_connections()

    read = wait_for("ready")

    assert accepted_in < 10
    assert second.poll() is None
    assert len(read.reading["speeches"]) > SPEECHES
    verbs = HistoryEntry.objects.filter(object_id=handed_in.pk).values_list("verb", flat=True)
    assert list(verbs).count("finish_reading") == 1
    deadline = time.monotonic() + 10
    while Job.objects.get().state != "done" and time.monotonic() < deadline:
        time.sleep(0.1)
    assert Job.objects.get().state == "done"
    read.source.file.delete(save=False)
