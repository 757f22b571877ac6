"""Pages for everybody, drawn once and given again until the record grows."""

import re
import threading

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organizations.models import Organization
from publication.actions import removals
from tests.factories.accounts import one_of_the_cast
from tests.factories.issues import a_request
from workflow.kept import grown, kept_pages

LIST = "/requests/"


@pytest.fixture(autouse=True)
def _nothing_kept():
    for store in (kept_pages.pages, kept_pages.open_pages, grown.results):
        store.clear()


def read(path=LIST, client=None, **headers):
    return (client or Client()).get(path, headers=headers).content.decode()


def _told(response):
    """All headers but the one that is each answer's own."""
    return {name: value for name, value in response.items() if name != "X-Request-ID"}


@pytest.mark.django_db(transaction=True)
class TestKept:
    def test_a_page_is_drawn_once(self, points, secretariat, django_assert_num_queries):
        a_request("公表した要望", published=True)
        first = read()

        with django_assert_num_queries(1):
            second = read()

        assert first == second
        assert "公表した要望" in second

    def test_each_address_has_its_own(self, points, secretariat):
        a_request("費用の要望", published=True)

        assert "費用の要望" in read(LIST)
        assert "費用の要望" not in read(f"{LIST}?kind=concern")
        assert "費用の要望" in read(LIST)

    def test_the_headers_come_along(self, points, secretariat):
        first, second = Client().get(LIST), Client().get(LIST)

        assert "default-src 'none'" in second["Content-Security-Policy"]
        same = ("Content-Type", "Content-Security-Policy", "X-Frame-Options", "Content-Language")
        assert [first.get(name) for name in same] == [second.get(name) for name in same]

    def test_what_is_published_is_there_at_once(self, points, secretariat):
        a_request("一件目", published=True)
        read()

        a_request("二件目", published=True)

        assert "二件目" in read()

    @pytest.mark.parametrize("path", [LIST, "/requests/{}/", "/api/requests/", "/"])
    def test_what_is_taken_down_is_gone_at_once(self, points, secretariat, path):
        request = a_request("誤って公表した要望", published=True)
        path = path.format(request.number)
        assert all("誤って公表した要望" in read(path) for _ in range(2))

        removals.unpublish(
            request, by=secretariat, ground="by_mistake", reason="誤公表", now=timezone.now()
        )

        assert "誤って公表した要望" not in read(path)

    def test_a_database_that_hangs_is_waited_for_once(self, points, secretariat, monkeypatch):
        read()
        asked = []

        def hang():
            asked.append("asked")
            raise OperationalError("PostgreSQL does not answer")

        monkeypatch.setattr(grown, "growth", hang)

        answer = Client(raise_request_exception=False).get(LIST)

        assert (answer.status_code, asked) == (503, ["asked"])
        assert "ただいま混み合っています" in answer.content.decode()

    def test_a_write_past_all_verbs_is_noticed_too(self, points, secretariat):
        asker = a_request("要望", published=True).organization
        assert asker.full_name in read()

        Organization.objects.filter(pk=asker.pk).update(full_name="改称した町")

        assert "改称した町" in read()


@pytest.mark.django_db(transaction=True)
class TestNotKept:
    def test_whoever_is_signed_in_gets_a_page_of_their_own(self, points, secretariat):
        a_request("未公表の要望")
        team = Client()
        team.force_login(secretariat)

        assert "未公表の要望" in read(client=team)
        assert "未公表の要望" not in read()
        assert len(kept_pages.open_pages) == 1

    def test_a_form_is_not_given_twice(self):
        login = reverse("accounts:login")
        first, second = Client(), Client()

        read(login, client=first)
        read(login, client=second)

        assert first.cookies["csrftoken"].value != second.cookies["csrftoken"].value
        assert len(kept_pages.open_pages) == 0

    def test_an_error_is_not_kept(self):
        assert Client().get("/requests/R8-9999/").status_code == 404
        assert len(kept_pages.open_pages) == len(kept_pages.pages) == 0

    def test_nothing_is_kept_while_somebody_writes(self, points, secretariat):
        a_request("一件目", published=True)
        writing, go_on = threading.Event(), threading.Event()

        def write():
            with transaction.atomic():
                a_request("二件目", published=True)
                writing.set()
                go_on.wait(30)
            connection.close()

        thread = threading.Thread(target=write)
        thread.start()
        writing.wait(30)
        during = read()
        go_on.set()
        thread.join(30)

        assert "二件目" not in during
        assert "二件目" in read()


@pytest.mark.django_db(transaction=True)
class TestSignedIn:
    """Each reader has pages of their own; what a page holds beyond the record is new each time."""

    PATH = "/requests/{}/"

    @pytest.fixture
    def pages(self, points, secretariat):
        return self.PATH.format(a_request("要望").number)

    @pytest.fixture
    def team(self, secretariat):
        client = Client()
        client.force_login(secretariat)
        return client

    def test_the_second_time_only_the_reader_is_asked_for(self, pages, team):
        read(pages, client=team)

        with CaptureQueriesContext(connection) as asked:
            read(pages, client=team)

        assert len(asked) <= 4

    @pytest.mark.parametrize("path", ["/api/requests/", "/api/requests/{}/"])
    def test_the_api_is_kept_for_its_reader(self, points, secretariat, team, path):
        number = a_request("未公表の要望").number
        other = Client()
        other.force_login(one_of_the_cast("digital"))
        path = path.format(number)
        first = team.get(path)

        with CaptureQueriesContext(connection) as asked:
            second = team.get(path)

        assert len(asked) <= 4
        assert first.json() == second.json()
        assert _told(first) == _told(second)
        assert "未公表の要望" in second.content.decode()
        assert "未公表の要望" not in read(path, client=other)
        assert "未公表の要望" not in read(path)
        a_request("二件目")
        assert "二件目" in read("/api/requests/", client=team)

    def test_every_form_has_tokens_of_its_own_each_time(self, pages, team):
        first, second = read(pages, client=team), read(pages, client=team)

        tokens = re.compile('name="once" value="([^"]+)"').findall
        assert tokens(first)
        assert len(tokens(first)) == len(tokens(second))
        assert len({*tokens(first), *tokens(second)}) == 2 * len(tokens(first))
        assert "<forms " not in first + second

    def test_a_form_of_a_kept_page_is_taken(self, pages, secretariat, team):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(secretariat)
        read(pages, client=strict)
        kept = read(pages, client=strict)
        form = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', kept)[1]

        answer = strict.post(reverse("accounts:logout"), {"csrfmiddlewaretoken": form})

        assert answer.status_code == 302

    def test_what_waits_to_be_told_is_told_once(self, pages):
        asker = Client()
        asker.force_login(one_of_the_cast("misato"))
        read(pages, client=asker)
        read(pages, client=asker)

        asker.post(f"{pages}withdraw/", {"reason": "解決したため"})
        told, then = (asker.get(pages).content.decode() for _ in range(2))

        assert "を取り下げました。" in told
        assert "を取り下げました。" not in then

    def test_two_people_do_not_share_a_page(self, pages, team, wt_member):
        other = Client()
        other.force_login(wt_member)

        mine, theirs = read(pages, client=team), read(pages, client=other)

        assert len(kept_pages.pages) == 2
        assert mine != theirs

    def test_who_lost_a_role_does_not_read_on(self, pages, secretariat, team):
        assert team.get(pages).status_code == 200

        secretariat.memberships.all().delete()

        assert team.get(pages).status_code == 404

    def test_a_page_that_is_not_there_has_forms_that_count(self, team):
        answer = team.get("/requests/R8-9999/").content.decode()

        assert "<forms " not in answer
        assert 'name="csrfmiddlewaretoken"' in answer


@pytest.mark.django_db
def test_every_table_that_a_reader_could_notice_is_watched():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname = %s",
            [grown.TRIGGER],
        )
        found = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace ="
                       " 'public'::regnamespace")  # fmt: skip
        there = {name for (name,) in cursor.fetchall()}

    unwatched = {name for name in there - found if not name.endswith("event")}
    assert unwatched == grown.UNNOTICED | {"django_migrations"}
