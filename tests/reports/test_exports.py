"""What a worker and the housekeeping do with the files that people asked for."""

import hashlib
from datetime import timedelta

import pytest
from celery import current_app
from django.core.files.storage import default_storage
from django.http import QueryDict
from django.utils import timezone

from issues.models import Export
from jobs import running
from jobs.models import Job
from reports import tasks
from reports.actions import exports
from reports.lists import producers
from reports.lists.selection import Order
from tests.factories.exports import an_export
from tests.factories.issues import a_request

pytestmark = pytest.mark.usefixtures("points")
CSV = producers.find("overview.csv")


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


def ask(actor, query="", producer=CSV, **more):
    return exports.ask(Order(actor, QueryDict(query), timezone.now()), producer, **more)


def text_of(export):
    with export.file.open("rb") as file:
        return file.read().decode("utf-8-sig")


def test_the_file_is_kept_for_a_week_with_its_digest(secretariat):
    a_request("費用の支援")
    export = ask(secretariat)
    before = timezone.now()

    exports.make(export, now=before)

    export.refresh_from_db()
    assert (export.status, export.done, export.total, export.attempts) == ("done", 1, 1, 1)
    assert timedelta(days=7) <= export.expires_at - before < timedelta(days=7, minutes=1)
    data = export.file.open("rb").read()
    assert (export.size, export.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert "費用の支援" in text_of(export)
    assert export.filename == f"対応状況一覧_{timezone.localdate():%Y%m%d}.csv"


def test_it_holds_what_the_asker_sees_and_not_what_the_worker_could(visitor, secretariat):
    a_request("内々の相談")
    a_request("公表した要望", published=True)
    found = {}
    for name, actor, word in (("visitor", visitor, "abc"), ("team", secretariat, "")):
        export = ask(actor, visitor=word)
        exports.make(export, now=timezone.now())
        found[name] = text_of(Export.objects.get(pk=export.pk))

    assert ("内々の相談" in found["visitor"], "公表した要望" in found["visitor"]) == (False, True)
    assert "内々の相談" in found["team"]


def test_the_membership_is_that_under_which_it_was_asked_for(wt_member, yamaguchi):
    a_request("内々の相談")
    export = ask(wt_member)
    wt_member.memberships.all()
    export.asked_by.acting = None

    exports.make(Export.objects.get(pk=export.pk), now=timezone.now())

    assert "内々の相談" in text_of(Export.objects.get(pk=export.pk))


def test_somebody_who_has_left_gets_no_file(misato):
    export = ask(misato)
    type(misato).objects.filter(pk=misato.pk).update(is_active=False)

    tasks.make_export(export.pk)

    export.refresh_from_db()
    assert (export.status, export.problem, export.file.name) == (
        "failed", "利用者の登録が止められています。", "",
    )  # fmt: skip


def test_a_finished_one_is_not_made_twice(secretariat):
    export = ask(secretariat)
    tasks.make_export(export.pk)
    export.refresh_from_db()
    first = (export.attempts, export.sha256, export.heard_at)

    tasks.make_export(export.pk)

    export.refresh_from_db()
    assert (export.attempts, export.sha256, export.heard_at) == first


def test_after_three_attempts_it_is_given_up(secretariat):
    export = ask(secretariat)
    Export.objects.update(status="making", attempts=3)

    tasks.make_export(export.pk)

    export.refresh_from_db()
    assert (export.status, export.problem) == ("failed", exports.STOPPED)


def test_an_attempt_that_was_overtaken_leaves_no_file(secretariat):
    export = ask(secretariat)
    attempt = exports._begin(export, timezone.now())
    Export.objects.update(attempts=2)

    exports._finish(export, attempt, b"too late")

    export.refresh_from_db()
    assert (export.status, export.file.name) == ("making", "")
    assert default_storage.listdir("exports")[1] == []


def test_a_session_that_is_no_longer_seen_is_told(secretariat):
    export = ask(secretariat)
    Export.objects.update(query="as_of=99")

    tasks.make_export(export.pk)

    export.refresh_from_db()
    assert (export.status, export.problem) == (
        "failed", "その時点の会合は、確定していないか、見られません。",
    )  # fmt: skip


def test_a_producer_that_is_gone_is_told(secretariat):
    export = ask(secretariat)
    Export.objects.update(producer="cards.odt")

    tasks.make_export(export.pk)

    export.refresh_from_db()
    assert (export.status, export.problem) == ("failed", "この種類のファイルは、もう作れません。")


def test_a_row_that_is_gone_is_no_error():
    tasks.make_export(4711)

    assert not Export.objects.exists()


def test_a_broker_that_is_down_leaves_the_file_waiting_and_it_is_made(
    secretariat, django_capture_on_commit_callbacks, monkeypatch
):
    def broken(*args, **options):
        raise OSError("no broker")

    monkeypatch.setattr(current_app, "send_task", broken)
    with django_capture_on_commit_callbacks(execute=True):
        export = ask(secretariat, queue=tasks.queue_export)
    export.refresh_from_db()
    before = export.status
    running.work(Job.objects.get().pk)

    export.refresh_from_db()
    assert (before, export.status) == ("waiting", "done")
    export.file.delete(save=False)


class TestHousekeeping:
    def test_files_go_when_their_time_has_come_and_the_rows_still_tell(self, misato):
        expired, fresh = an_export(misato, expired=True), an_export(misato)

        gone = exports.clear(now=timezone.now())

        expired.refresh_from_db()
        fresh.refresh_from_db()
        assert gone == 1
        assert (expired.file.name, expired.status) == ("", "done")
        assert default_storage.listdir("exports")[1] == [fresh.file.name.removeprefix("exports/")]

    def test_rows_are_forgotten_after_a_month(self, misato):
        an_export(misato, expired=True)

        exports.clear(now=timezone.now() + timedelta(days=31))

        assert not Export.objects.exists()

    def test_what_is_silent_for_long_is_given_up(self, misato):
        silent, alive = an_export(misato, status="making"), an_export(misato, status="making")
        Export.objects.filter(pk=silent.pk).update(heard_at=timezone.now() - timedelta(minutes=31))

        exports.clear(now=timezone.now())

        silent.refresh_from_db()
        alive.refresh_from_db()
        assert (silent.status, silent.problem, alive.status) == (
            "failed",
            exports.STOPPED,
            "making",
        )

    def test_a_file_without_a_row_goes(self, misato):
        export = an_export(misato)
        misato.acting.delete()

        gone = exports.clear(now=timezone.now())

        assert gone == 1
        assert not default_storage.exists(export.file.name)
