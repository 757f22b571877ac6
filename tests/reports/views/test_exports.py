"""Files from the list: at once, or asked of a worker and handed to whoever asked."""

import csv
import io
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Membership
from issues.models import Export
from reports.lists import producers
from tests.factories.exports import an_export
from tests.factories.issues import a_request
from tests.factories.organizations import organization
from typesetting import cells

pytestmark = pytest.mark.usefixtures("points")


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def few(settings):
    """More than one request is many."""
    settings.EXPORT_DIRECT_ROWS = 1


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


class TestAtOnce:
    def test_the_list_leads_to_its_files_with_the_conditions_in_force(self, client):
        a_request(published=True)

        page = client.get("/requests/?point=cost&status=logged&q=&page=1").content.decode()

        query = "?point=cost&amp;status=logged"
        for path in ("/exports/make/overview.xlsx/", "/exports/make/overview.csv/",
                     "/requests/print/"):  # fmt: skip
            assert f'href="{path}{query}"' in page

    def test_an_empty_list_offers_no_file(self, client):
        assert "/exports/make/" not in client.get("/requests/").content.decode()

    def test_the_file_holds_the_list_under_the_conditions(self, client):
        kept = a_request("費用の支援", published=True)
        a_request("人材の派遣", published=True, points=("talent",))

        answer = client.get("/exports/make/overview.csv/?point=cost")

        assert [row["番号"] for row in rows(answer)] == [kept.number]
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")

    def test_the_excel_file_opens(self, as_, secretariat):
        obj = a_request("=1+1")

        answer = as_(secretariat).get("/exports/make/overview.xlsx/")

        sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["対応状況一覧"]
        assert (sheet["A2"].value, sheet["J2"].value, sheet["J2"].data_type) == (
            obj.number, "=1+1", "s",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("/exports/make/overview.doc/", 404),
            ("/exports/make/overview.csv/?as_of=99", 404),
            ("/exports/make/overview.csv/?as_of=nonsense", 404),
            ("/exports/make/overview.csv/?kind=nonsense", 422),
            ("/exports/make/overview.csv/?organization=どこにもない町", 422),
            ("/requests/print/?kind=nonsense", 422),
            ("/requests/print/?as_of=99", 404),
            ("/exports/nowhere/", 404),
            ("/exports/nowhere/file/", 404),
        ],
    )
    def test_nonsense_is_answered_and_not_guessed_at(self, client, path, status):
        assert client.get(path).status_code == status

    def test_one_request_and_three_take_the_same_queries(self, as_, secretariat):
        browser = as_(secretariat)
        counts = []
        for title in ("一つ目", "二つ目", "三つ目"):
            a_request(title)
            for path in ("/exports/make/overview.xlsx/", "/requests/print/"):
                with CaptureQueriesContext(connection) as found:
                    assert browser.get(path).status_code == 200
                counts.append((path, len(found)))

        assert len(set(counts)) == 2


class TestPrinting:
    def test_it_shows_what_the_file_holds(self, as_, secretariat):
        a_request("費用の支援", ask="全額を補助してほしい。", trouble="財源がない。")

        page = as_(secretariat).get("/requests/print/?point=cost").content.decode()

        for words in ("費用の支援", "全額を補助してほしい。", "財源がない。", "論点：費用負担",
                      "公表前の内容を含みます。"):  # fmt: skip
            assert words in page

    def test_fictional_ones_are_marked_on_every_sheet_of_paper(self, client):
        a_request(published=True, fictional=True)

        page = client.get("/requests/print/").content.decode()

        assert "架空を含む" in page.split("<thead")[1].split("</thead>")[0]
        assert "1件は、要望・回答・見解のどれかが、使い方を示すための見本" in page

    def test_too_much_for_a_page_is_offered_as_files(self, client, monkeypatch):
        monkeypatch.setattr("reports.views.printing.MOST_ROWS", 1)
        a_request(published=True)
        a_request(published=True)

        page = client.get("/requests/print/").content.decode()

        assert "件数が多いため、この画面では印刷できません" in page
        assert "/exports/make/overview.xlsx/" in page
        assert "<table" not in page


class TestAsking:
    def test_many_requests_are_left_to_a_worker(self, as_, misato, few):
        a_request(published=True)
        a_request(published=True)
        browser = as_(misato)

        page = browser.get("/exports/make/overview.csv/?point=cost")
        answer = browser.post("/exports/make/overview.csv/?point=cost")

        assert "作成を頼む" in page.content.decode()
        export = Export.objects.get()
        assert answer["Location"] == f"/exports/{export.token}/"
        assert (export.asked_by, export.membership, export.status, export.total) == (
            misato, misato.acting, "waiting", 2,
        )  # fmt: skip
        assert (export.query, export.conditions) == ("point=cost", ["論点：費用負担"])

    def test_asking_is_no_matter_of_opening_a_page(self, client, few):
        a_request(published=True)
        a_request(published=True)

        client.get("/exports/make/overview.csv/")

        assert not Export.objects.exists()

    def test_a_second_click_asks_for_nothing_more(self, as_, misato):
        browser = as_(misato)

        there = [browser.post("/exports/make/overview.csv/")["Location"] for _ in range(2)]

        assert there[0] == there[1]
        assert Export.objects.count() == 1

    def test_a_visitor_gets_its_own_file_in_its_own_browser(self, client, few):
        a_request(published=True)

        path = client.post("/exports/make/overview.csv/")["Location"]

        assert client.get(path).status_code == 200
        assert path in client.get("/exports/").content.decode()
        client.cookies.clear()
        assert client.get(path).status_code == 404
        assert path not in client.get("/exports/").content.decode()

    def test_one_person_has_five_under_way(self, as_, misato):
        browser = as_(misato)
        for year in range(5):
            browser.post(f"/exports/make/overview.csv/?q=言葉{year}")

        answer = browser.post("/exports/make/overview.csv/?q=もう一つ")

        assert answer.status_code == 409
        assert "作成中のファイルが5つあります。" in answer.content.decode()
        assert Export.objects.count() == 5

    def test_visitors_together_have_ten_under_way(self, client):
        for number in range(10):
            an_export(None, visitor=f"visitor-{number}", status="waiting")

        answer = client.post("/exports/make/overview.csv/")

        assert answer.status_code == 409
        assert "今は込み合っています。" in answer.content.decode()

    def test_a_list_that_is_too_long_for_a_paper_is_said_to_be(self, as_, misato, monkeypatch):
        for _ in range(3):
            a_request(published=True)
        short = replace(producers.find("overview.pdf"), direct_rows=1, most=2)
        monkeypatch.setitem(producers._BY_KEY, "overview.pdf", short)
        browser, path = as_(misato), "/exports/make/overview.pdf/"

        offered, asked = browser.get(path), browser.post(path)

        for answer in (offered, asked):
            page = answer.content.decode()
            assert "PDFにできるのは、2件までです。" in page
            assert "作成を頼む" not in page
        assert (offered.status_code, asked.status_code) == (200, 422)
        assert not Export.objects.exists()


class TestHandingOver:
    def test_the_asker_gets_the_file(self, as_, misato):
        export = an_export(misato)

        answer = as_(misato).get(f"/exports/{export.token}/file/")

        assert b"".join(answer) == b"number"
        kept = set(answer["Cache-Control"].split(", "))
        assert kept >= {"private", "no-store", "max-age=0", "must-revalidate"}
        assert "public" not in kept

    @pytest.mark.parametrize("who", ["visitor", "secretariat", "wt_member", "digital", "stranger"])
    def test_nobody_else_finds_it(self, who, as_, misato, request):
        export = an_export(misato)
        browser = as_(request.getfixturevalue(who))

        for path in ("", "progress/", "file/"):
            assert browser.get(f"/exports/{export.token}/{path}").status_code == 404
        assert browser.post(f"/exports/{export.token}/again/").status_code == 404
        assert export.token not in browser.get("/exports/").content.decode()

    def test_not_even_the_asker_under_another_membership(self, client, misato):
        export = an_export(misato)
        other = Membership.objects.create(
            user=misato, organization=organization("232033"), role="local"
        )
        client.force_login(misato)
        session = client.session
        session["acting_membership"] = other.pk
        session.save()

        assert client.get(f"/exports/{export.token}/file/").status_code == 404

    def test_a_membership_that_ends_takes_its_files_along(self, as_, misato):
        export = an_export(misato)
        misato.acting.delete()

        assert as_(misato).get(f"/exports/{export.token}/file/").status_code == 404
        assert not Export.objects.exists()

    def test_after_its_time_a_page_says_so(self, as_, misato):
        export = an_export(misato, expired=True)
        browser = as_(misato)

        answer = browser.get(f"/exports/{export.token}/file/")

        assert answer.status_code == 410
        assert "期限が切れました。もう一度作成してください" in answer.content.decode()
        assert "もう一度作成する" in browser.get(f"/exports/{export.token}/").content.decode()

    def test_a_file_that_is_not_there_yet_leads_to_its_page(self, as_, misato):
        export = an_export(misato, status="making")

        answer = as_(misato).get(f"/exports/{export.token}/file/")

        assert (answer.status_code, answer["Location"]) == (302, f"/exports/{export.token}/")

    def test_a_waiting_page_hears_only_what_is_new(self, as_, misato):
        export = an_export(misato, status="making", done=120, total=500)
        browser, path = as_(misato), f"/exports/{export.token}/progress/"

        same, new = browser.get(f"{path}?seen=making-120"), browser.get(f"{path}?seen=making-80")
        Export.objects.update(status="done")
        ready = browser.get(f"{path}?seen=making-120")

        assert same.status_code == 204
        assert "500件のうち120件" in new.content.decode()
        assert "<html" not in new.content.decode()
        assert ready["HX-Refresh"] == "true"

    def test_a_waiting_page_works_without_scripts(self, as_, misato):
        export = an_export(misato, status="waiting")

        page = as_(misato).get(f"/exports/{export.token}/").content.decode()

        assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page

    def test_a_failed_one_says_why_and_can_be_made_again(self, as_, misato):
        export = an_export(misato, status="failed", problem="時間がかかりすぎました。")
        browser = as_(misato)

        page = browser.get(f"/exports/{export.token}/").content.decode()
        browser.post(f"/exports/{export.token}/again/")

        assert "時間がかかりすぎました。" in page
        assert "もう一度作成する" in page
        export.refresh_from_db()
        assert (export.status, export.problem, export.attempts) == ("waiting", "", 0)

    def test_one_that_is_silent_can_be_asked_for_again(self, as_, misato):
        heard = timezone.now() - timedelta(minutes=7)
        fresh, silent = an_export(misato, status="waiting"), an_export(misato, status="making")
        Export.objects.filter(pk=silent.pk).update(heard_at=heard, attempts=2)
        browser = as_(misato)

        for export in (fresh, silent):
            browser.post(f"/exports/{export.token}/again/")

        fresh.refresh_from_db()
        silent.refresh_from_db()
        assert (silent.status, silent.attempts) == ("waiting", 0)
        assert (
            "しばらく動きがありません" not in browser.get(fresh.get_absolute_url()).content.decode()
        )


class TestLeaks:
    def test_no_cell_of_an_outsiders_file_holds_what_is_not_public(self, scenes, client, db):
        from tests.factories import scenes as told  # noqa: PLC0415
        from tests.factories.world import SECRET_ASK  # noqa: PLC0415

        answer = client.get("/exports/make/overview.xlsx/?sort=-number")

        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        texts = [str(c.value) for s in book for row in s.iter_rows() for c in row if c.value]
        secrets = (told.DRAFT, told.SUBMITTED, told.OPINION, told.TASK, told.NOTE, told.RESULT,
                   told.SLIP, told.MOVED, SECRET_ASK)  # fmt: skip
        numbers = [scenes.steps[f"u:{step}"].local_request.number for step in told.STEPS]
        assert [t for t in texts if any(s in t for s in (*secrets, *numbers))] == []
        assert told.ANSWER in texts  # so that the search above would have found something
        assert client.get("/exports/make/overview.csv/").content.count(b"\r\n") == len(
            [k for k in scenes.steps if k.startswith("p:") and not k.endswith("merged")]
        ) + 2 + len([s for s in scenes.sittings.values() if _shows(s)])


def _shows(sitting):
    request = getattr(sitting, "local_request", None)
    return request is not None and request.published_at is not None


def test_a_cell_takes_what_a_spreadsheet_can_hold():
    assert cells.fitting("長" * cells.LONGEST) == "長" * cells.LONGEST
    assert len(cells.fitting("長" * (cells.LONGEST + 1))) == cells.LONGEST
