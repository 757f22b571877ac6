"""Who came in and what was taken away stands in a record that nobody changes."""

import logging
from datetime import timedelta

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.enums import AccountVerb
from accounts.models import AccessEvent, User
from accounts.records.people import record
from accounts.signing_in.demo import DEMO_PASSWORD
from tests.factories.accounts import one_of_the_cast
from tests.factories.accounts import person as somebody

pytestmark = pytest.mark.django_db


def verbs():
    return list(AccessEvent.objects.order_by("pk").values_list("verb", "person__username", "role"))


def sign_in(client, username, password, **more):
    return client.post("/login/", {"username": username, "password": password}, **more)


@pytest.fixture
def machi(db):
    return somebody(
        "machi", ("054348", "local"), ("350001", "wt_member"), password="haru-no-yama-ni-noboru"
    )


def test_coming_in_failing_changing_roles_and_going_are_written_down(machi, client):
    sign_in(client, "machi", "wrong")
    sign_in(
        client, "machi", "haru-no-yama-ni-noboru", HTTP_USER_AGENT="Edge", REMOTE_ADDR="192.0.2.9"
    )
    client.post("/switch/", {"membership": machi.memberships.last().pk})
    client.post("/logout/")

    assert verbs() == [
        ("failed", "machi", ""),
        ("signed_in", "machi", "local"),
        ("switched", "machi", "wt_member"),
        ("signed_out", "machi", "wt_member"),
    ]
    came = AccessEvent.objects.get(verb="signed_in")
    assert (came.address, came.browser, len(came.request_id)) == ("192.0.2.9", "Edge", 32)


def test_being_held_off_is_written_down(machi, client):
    for n in range(11):
        sign_in(client, "machi", f"wrong-{n}")

    assert [verb for verb, *_ in verbs()] == ["failed"] * 10 + ["held_off"]


def test_what_belongs_to_nobody_is_not_kept(machi, client):
    sign_in(client, "haru-no-yama-ni-noboru", "machi")

    (event,) = AccessEvent.objects.all()
    assert (event.verb, event.person, event.typed) == ("failed", None, "")


def test_each_file_that_is_taken_along_is_written_down(as_, secretariat, client):
    as_(secretariat).get("/exports/make/overview.csv/?status=logged")

    (taken,) = AccessEvent.objects.filter(verb="downloaded")
    assert (taken.person, taken.role) == (secretariat, "secretariat")
    assert taken.subject == "/exports/make/overview.csv/?status=logged"


def test_a_visitor_leaves_no_name(client):
    client.get("/exports/make/overview.csv/")

    assert not AccessEvent.objects.exists()


def test_nobody_changes_the_record(machi, client):
    sign_in(client, "machi", "wrong")
    (event,) = AccessEvent.objects.all()

    for change in (event.delete, lambda: AccessEvent.objects.update(address="")):
        with pytest.raises(Error), transaction.atomic():
            change()

    assert AccessEvent.objects.filter(pk=event.pk).exists()


def test_the_secretariat_finds_what_it_looks_for(machi, secretariat, client, as_):
    sign_in(client, "machi", "wrong", REMOTE_ADDR="192.0.2.1")
    sign_in(client, "machi", "haru-no-yama-ni-noboru", REMOTE_ADDR="192.0.2.2")
    browser = as_(secretariat)

    def found(**conditions):
        page = browser.get("/people/access/", conditions).context["page"]
        return [event.verb for event in page]

    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert found() == ["signed_in", "failed"]
    assert found(verb="failed") == ["failed"]
    assert found(address="192.0.2.2") == ["signed_in"]
    assert found(q="machi") == ["signed_in", "failed"]
    assert found(q="nobody") == []
    assert found(since=tomorrow) == []
    assert found(until=tomorrow) == ["signed_in", "failed"]
    assert found(since="きのう") == []


def test_changes_of_rights_can_be_searched(machi, secretariat, as_):
    record(AccountVerb.DEACTIVATED, by=secretariat, person=machi, reason="異動")
    browser = as_(secretariat)

    page = browser.get("/people/rights/", {"q": "machi", "verb": "deactivated"}).context["page"]

    assert [(event.person, event.by, event.reason) for event in page] == [
        (machi, secretariat, "異動")
    ]


def test_the_pages_take_the_same_number_of_queries(machi, secretariat, as_, client):
    browser = as_(secretariat)

    def asked():
        with connection.execute_wrapper(lambda e, *a: (counted.append(1), e(*a))[1]):
            counted.clear()
            browser.get("/people/access/")
        return len(counted)

    counted = []
    sign_in(Client(), "machi", "wrong")
    one = asked()
    for n in range(3):
        sign_in(Client(), "machi", f"wrong-{n}")

    assert asked() == one


def test_demo_people_cannot_come_in_where_demo_is_off(client, settings):
    settings.DEMO = False
    one = somebody("jimukyoku", ("secretariat", "secretariat"), password="fuyu-no-asa-ni-kaku")
    User.objects.filter(pk=one.pk).update(demo=True)
    somebody("official", ("secretariat", "secretariat"), password=DEMO_PASSWORD)

    assert sign_in(client, "jimukyoku", "fuyu-no-asa-ni-kaku").status_code == 200
    assert sign_in(client, "official", DEMO_PASSWORD).status_code == 200


def test_who_is_in_when_demo_is_switched_off_is_out(client, settings):
    one = somebody("jimukyoku", ("secretariat", "secretariat"), password="fuyu-no-asa-ni-kaku")
    User.objects.filter(pk=one.pk).update(demo=True)
    settings.DEMO = True
    sign_in(client, "jimukyoku", "fuyu-no-asa-ni-kaku")
    before = client.get("/people/").status_code
    settings.DEMO = False

    assert (before, client.get("/people/").status_code) == (200, 302)


@pytest.mark.parametrize("path", ["/", "/requests/", "/people/", "/api/requests/", "/nowhere/"])
def test_what_somebody_reads_after_signing_in_is_kept_nowhere(path, as_, secretariat):
    assert "no-store" in as_(secretariat).get(path)["Cache-Control"]


def test_every_request_has_a_number_in_answer_and_log(client, caplog, settings):
    settings.HTTPS = True
    with caplog.at_level(logging.INFO, logger="ronten.access"):
        answer = client.get("/requests/?q=秘密", HTTP_X_REQUEST_ID="proxy-12345678")

    assert answer["X-Request-ID"] == "proxy-12345678"
    line = caplog.messages[-1]
    assert line.startswith("id=proxy-12345678 from=127.0.0.1 person=- method=GET path=/requests/")
    assert "秘密" not in line


def test_who_asked_stands_in_the_log(as_, caplog):
    secretariat = one_of_the_cast("secretariat")
    with caplog.at_level(logging.INFO, logger="ronten.access"):
        as_(secretariat).get("/people/")

    assert f" person={secretariat.pk} " in caplog.messages[-1]


def test_the_log_holds_no_key_that_opens_something(client, caplog):
    with caplog.at_level(logging.INFO, logger="ronten.access"):
        client.get(f"/invitations/{'f' * 64}/")

    (line,) = [each.message for each in caplog.records if each.name == "ronten.access"]
    assert " path=/invitations/*/ " in line
