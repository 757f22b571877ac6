"""Requests from a sheet, page by page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from issues.enums import IntakeStatus
from issues.models import Intake, IntakeRow, LocalRequest
from jobs import handing, running
from jobs.models import Job
from tests.factories.organizations import organization
from tests.issues.intake.factories import an_intake, row, xlsx

pytestmark = pytest.mark.django_db
NEW = "/intakes/"


@pytest.fixture(autouse=True)
def _places(points, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    organization("054348")


def work():
    """Let a worker do what is to be done."""
    running.work(Job.objects.open().get().pk)


def upload(data, name="提案.xlsx"):
    return {"organization": "秋田県美郷町", "file": SimpleUploadedFile(name, data)}


def test_from_the_file_to_the_requests(secretariat, as_):
    client = as_(secretariat)
    answer = client.post(NEW, upload(xlsx(row(1), row(2, body="存在町"))))
    here = answer.url
    assert "読取り待ち" in client.get(here).content.decode()

    work()
    columns = client.get(client.get(here).url)
    assert [each.value() for _, each in columns.context["form"].columns()] == [
        "number", "organization", "title", "ask", "trouble",
    ]  # fmt: skip
    data = {f"column-{index}": key for index, key in enumerate(
        ("number", "organization", "title", "ask", "trouble"))}  # fmt: skip
    lacking = client.post(f"{here}columns/", {**data, "kind": "request"})
    assert lacking.status_code == 422
    assert "列を選ぶか、ここで論点を選んでください。" in lacking.content.decode()
    given = {"kind": "request", "primary": "cost", "said_on": "R8.4.5"}
    assert client.post(f"{here}columns/", {**data, **given}).url == here

    work()
    page = client.get(here).content.decode()
    assert "1行を登録できます。1行に誤りがあります。" in page
    assert "セルB3" in page
    assert "「存在町」という団体が見つかりません。" in page
    assert LocalRequest.objects.count() == 0
    refused = client.post(f"{here}make/", {"which": "all"})
    assert refused.status_code == 422
    assert "誤りのある行が1行あるため" in refused.content.decode()

    client.post(f"{here}make/", {"which": "good"})
    work()
    page = client.get(f"{here}?show=made").content.decode()
    made = LocalRequest.objects.get()
    assert "1件の要望を登録しました。" in page
    assert f'href="{made.get_absolute_url()}"' in page
    back = client.get(f"{here}rows-back/")
    assert "attachment" in back["Content-Disposition"]


def test_a_form_without_a_file_or_with_an_empty_one_says_so(secretariat, as_):
    client = as_(secretariat)

    without = client.post(NEW, {"organization": "秋田県美郷町"})
    empty = client.post(NEW, upload(b""))

    assert (without.status_code, empty.status_code) == (422, 422)
    assert "ファイルを選んでください。" in without.content.decode()
    assert "ファイルが空です。" in empty.content.decode()


def test_a_file_beyond_measure_is_dropped_while_it_comes_in(secretariat, as_, monkeypatch):
    monkeypatch.setattr("workflow.sending.uploads.MAX_FILE_BYTES", 1000)

    answer = as_(secretariat).post(NEW, upload(b"PK" + bytes(5000)))

    assert answer.status_code == 413
    assert "ファイルが大きすぎます。受け取れるのは20MBまでです。" in answer.content.decode()
    assert Intake.objects.count() == 0


def test_a_local_government_sends_for_itself_whatever_the_form_says(misato, as_):
    organization("232033")

    as_(misato).post(NEW, {**upload(xlsx(row(1))), "organization": "愛知県一宮市"})

    assert Intake.objects.get().organization.code == "054348"


def test_two_columns_cannot_be_what_one_alone_is(secretariat, as_):
    intake = an_intake(secretariat, "read")
    data = {"column-0": "title", "column-2": "title", "column-3": "ask", "column-4": "ask"}

    page = as_(secretariat).post(reverse("issues:intakes:columns", args=(intake.pk,)), data)

    assert "「件名」がA列、C列にあります。1つにしてください。" in page.content.decode()
    assert "「求める措置」が" not in page.content.decode()


def test_an_address_with_a_sheet_or_row_that_is_not_there_shows_the_likely_one(secretariat, as_):
    intake = an_intake(secretariat, "read")
    here = reverse("issues:intakes:columns", args=(intake.pk,))

    page = as_(secretariat).get(f"{here}?sheet=x&head=99999999999999999999")

    assert (page.context["outline"].name, page.context["head"]) == ("提案", 1)


def test_somebody_elses_step_is_not_made_twice(secretariat, as_):
    intake = an_intake(secretariat)
    address = reverse("issues:intakes:make", args=(intake.pk,))

    answer = as_(secretariat).post(address, {"which": "good", "version": intake.version + 1})

    assert answer.status_code == 409
    assert Intake.objects.get().status == IntakeStatus.CHECKED


def test_rows_cost_the_same_number_of_questions(secretariat, as_):
    intake = an_intake(secretariat)
    client, address = as_(secretariat), intake.get_absolute_url() + "?show=all"
    client.get(address)

    with CaptureQueriesContext(connection) as two:
        client.get(address)
    for number in range(10, 30):
        IntakeRow.objects.create(
            intake=intake, number=number, outcome="good", cells=[], values={"title": "手続"}
        )
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(two)


def test_the_page_that_waits_is_told_only_what_is_new(secretariat, as_):
    intake = an_intake(secretariat, "making")
    client, address = as_(secretariat), reverse("issues:intakes:progress", args=(intake.pk,))

    assert client.get(address).status_code == 200
    assert client.get(f"{address}?seen=making-0-").status_code == 204


def test_a_given_up_job_says_so_and_leads_back(secretariat, as_):
    for status, then in (("queued", "failed"), ("checking", "read"), ("making", "checked")):
        intake = an_intake(secretariat, status)
        job = handing.add("intake", intake.pk)
        handing.stop(job, now=job.made_at)

        after = Intake.objects.get(pk=intake.pk)
        assert (after.status, after.problem) == (then, handing.STOPPED_BY_HAND)
