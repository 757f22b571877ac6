"""The frozen report is written part by part: the same content, and no more held for more of it."""

import tracemalloc
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from issues.frozen import freezing
from issues.querysets import chunks
from meetings.models import ClosedReport, ReportRow
from meetings.sessions import report_content
from tests.meetings.sessions.conftest import moment


def hold_over_six(stage):
    for place in range(6):
        obj = stage.log(f"要望その{place}", ask="費用の支援。" * (place + 1))
        if place % 2:
            stage.reply(
                stage.start_review(stage.triage(obj, moment(4, 10)), moment(4, 11)), moment(4, 12)
            )
    meeting = stage.hold(stage.session(1, 5, 20))
    stage.publish(meeting)
    return meeting


@pytest.fixture
def held(remember):
    return remember(hold_over_six)


@pytest.fixture
def frozen_in_parts(stage, held, monkeypatch):
    """Closes the session in parts of so many requests, says what came of it and takes it back."""

    def freeze(at_once):
        monkeypatch.setattr(chunks, "AT_ONCE", at_once)
        monkeypatch.setattr(report_content, "AT_ONCE", at_once)
        with transaction.atomic():
            with CaptureQueriesContext(connection) as queries:
                key = stage.close_published(held, at=moment(5, 21)).pk
            report = ClosedReport.objects.get(pk=key)
            rows = list(report.rows.values_list("place", "record__title"))
            facts = SimpleNamespace(
                frame=report.frame, rows=rows, sha256=report.sha256, queries=len(queries),
                digest=report_content.digest(report.content),
            )  # fmt: skip
            transaction.set_rollback(True)
        return facts

    return freeze


def test_one_part_and_many_give_the_same_report(frozen_in_parts):
    whole, parts = frozen_in_parts(100), frozen_in_parts(2)

    assert whole.rows == [(place, f"要望その{place}") for place in range(6)]
    assert (parts.frame, parts.rows, parts.sha256) == (whole.frame, whole.rows, whole.sha256)
    assert whole.digest == parts.digest == whole.sha256


def test_each_part_takes_the_same_queries(frozen_in_parts):
    frozen_in_parts(6)
    one, two, three = (frozen_in_parts(at_once).queries for at_once in (6, 3, 2))

    assert 0 < two - one <= 16
    assert three - two <= two - one


def test_a_report_from_before_there_were_rows_is_read_as_it_is(stage, held):
    report = stage.close_published(held, at=moment(5, 21))
    older = ClosedReport(frame=report.content, sha256=report.sha256)

    assert older.content == ClosedReport.objects.get().content
    assert report_content.is_intact(older)


def test_the_database_refuses_to_change_or_delete_a_row(stage, held):
    stage.close_published(held, at=moment(5, 21))
    table = ReportRow._meta.db_table

    for statement in (f"UPDATE {table} SET place = 99", f"DELETE FROM {table}"):
        with (
            pytest.raises(DatabaseError, match="append_only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    assert ReportRow.objects.count() == 6


def test_many_requests_take_no_more_memory_than_some(stage, held, monkeypatch):
    by = stage.cast.secretariat
    record = {"title": "要望", "organization": "秋田県美郷町", "status": "received"}

    def peak(number):
        monkeypatch.setattr(freezing, "records", lambda moment: _repeated(record, number))
        with transaction.atomic():
            tracemalloc.start()
            report_content.freeze(held, moment(5, 21), by=by, recorded_at=moment(5, 22))
            found = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            transaction.set_rollback(True)
        return found

    peak(10)
    some, many = peak(2_000), peak(8_000)

    assert many - some < 1_000_000


def _repeated(record, number):
    for place in range(number):
        yield {**record, "number": f"R6-{place:05}", "ask": f"{place}" + "費用の支援。" * 50}
