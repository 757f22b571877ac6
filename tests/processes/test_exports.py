"""A long file, written by a real worker, also by one whose process is killed half-way."""

import csv
import hashlib
import io
import time

import psutil
import pytest

from issues.models import Export
from tests.factories.accounts import one_of_the_cast
from tests.factories.many import many_requests

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser(client, transactional_db):
    from issues.forums.default_points import load_points  # noqa: PLC0415

    load_points()
    client.force_login(one_of_the_cast("misato"))
    yield client
    for export in Export.objects.exclude(file=""):
        export.file.delete(save=False)


def wait_for(status, seconds=90):
    for _ in range(seconds * 10):
        export = Export.objects.get()
        if export.status == status:
            return export
        time.sleep(0.1)
    pytest.fail(f"the file stayed {export.status}: {export.problem}")
    return None


def test_a_worker_writes_what_was_asked_for(celery_worker_process, browser):
    many_requests(250)

    asking = browser.get("/exports/make/overview.csv/?sort=-number").content.decode()
    place = browser.post("/exports/make/overview.csv/?sort=-number")["Location"]
    export = wait_for("done")
    data = b"".join(browser.get(f"{place}file/"))

    assert "250件" in asking
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["番号"] for row in rows] == [f"R6-{n:04d}" for n in range(250, 0, -1)]
    assert hashlib.sha256(data).hexdigest() == export.sha256
    assert (export.done, export.total, export.attempts) == (250, 250, 1)


def test_a_worker_that_is_killed_leaves_the_file_to_the_next_one(celery_worker_process, browser):
    many_requests(1_500)
    browser.post("/exports/make/overview.xlsx/")
    wait_for("making")

    for child in psutil.Process(celery_worker_process.pid).children():
        child.kill()

    export = wait_for("done")
    assert (export.attempts, export.done, export.total) == (2, 1_500, 1_500)
    assert celery_worker_process.poll() is None
