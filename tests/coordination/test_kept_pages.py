"""Pages for everybody, drawn once and given again until the record grows."""

import threading

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from coordination import kept_pages
from organizations.models import Organization
from tests.factories.issues import a_request
from workflow import grown

LIST = "/requests/"


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept_pages.pages.clear()
    grown.results.clear()
    yield
    kept_pages.pages.clear()
    grown.results.clear()


def read(path=LIST, client=None, **headers):
    return (client or Client()).get(path, headers=headers).content.decode()


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
        assert len(kept_pages.pages) == 1

    def test_a_form_is_not_given_twice(self):
        login = reverse("accounts:login")
        first, second = Client(), Client()

        read(login, client=first)
        read(login, client=second)

        assert first.cookies["csrftoken"].value != second.cookies["csrftoken"].value
        assert len(kept_pages.pages) == 0

    def test_an_error_is_not_kept(self):
        assert Client().get("/requests/R8-9999/").status_code == 404
        assert len(kept_pages.pages) == 0

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
