"""Through the locks on what was published leads one door, for taking out alone."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from coordination.database import rights
from coordination.embedded.places import PRODUCT_USER
from issues.actions import replies, triage
from issues.due_dates.due import named
from issues.models import Reply
from publication.actions import blackouts, removals
from publication.removals import places, removable
from tests.factories.issues import a_request
from workflow.models import HistoryEntry

pytestmark = pytest.mark.usefixtures("points")

SAID = {"ground": "personal", "reason": "個人の名前のため。"}


@pytest.fixture
def reply(secretariat, digital):
    row = a_request(published=True, status="triaged", lead="digital")
    reply = replies.submit(
        replies.draft(row, by=digital, claimed_class="studying", text="目印花子が答えます。"),
        by=digital,
    )
    return replies.publish(reply, by=secretariat, now=timezone.now())


@pytest.fixture
def product(reply):
    """The connection works as the product does, until the end of the test."""
    rights.grant(connection, PRODUCT_USER, "")
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL SESSION AUTHORIZATION {PRODUCT_USER}")
        yield cursor
        cursor.execute("RESET SESSION AUTHORIZATION")


def through(cursor, obj, texts, *, hide=False):
    """Why it was refused; None when it was done."""
    try:
        with transaction.atomic():
            cursor.execute(
                "SELECT publication_take_out(%s, %s, %s::jsonb, %s)",
                [obj._meta.db_table, obj.pk, json.dumps(texts), hide],
            )
    except DatabaseError as refusal:
        return str(refusal).splitlines()[0]
    return None


def ink(obj, words, by):
    row = removable.removable_of(obj)
    found = [each.place for each in places.in_thing(row, obj, words)]
    (removal,) = blackouts.black_out(found, by=by, now=timezone.now(), **SAID)
    return removal


def test_the_product_takes_words_out_of_a_published_reply_and_puts_them_back(
    reply, product, secretariat
):
    removal = ink(reply, "目印花子", secretariat)
    inked = Reply.objects.get(pk=reply.pk)
    blackouts.show_words(removal, by=secretariat, reason="取り違えた。", now=timezone.now())

    assert (inked.text, inked.status) == ("■■■■が答えます。", "published")
    assert inked.version == reply.version + 1
    assert Reply.objects.get(pk=reply.pk).text == "目印花子が答えます。"
    verbs = HistoryEntry.objects.filter(object_id=reply.pk, content_type=removal.content_type)
    assert [each.verb for each in verbs][-2:] == ["black_out", "show_words"]


def test_the_product_takes_a_published_reply_down(reply, product, secretariat):
    removals.unpublish(reply, by=secretariat, now=timezone.now(), **SAID)

    reply = Reply.objects.get(pk=reply.pk)
    assert (reply.status, reply.published_at) == ("submitted", None)


def test_the_product_takes_words_out_of_what_is_there_for_good(secretariat, reply, product):
    due = timezone.localdate() + timedelta(90)
    row = a_request(status="triaged", lead="digital")
    triage.change_due(row, by=secretariat, due=named(due), reason="目印花子の事情")
    change = row.due_changes.get()

    ink(change, "目印花子", secretariat)

    change.refresh_from_db()
    assert change.reason == "■■■■の事情"


@pytest.mark.parametrize(
    "texts",
    [
        {"text": "鈴木花子が答えます。"},
        {"text": "■■■■が答えます"},
        {"text": ""},
        {"claimed_class": "adopted"},
        {"status": "submitted"},
    ],
    ids=["other words", "shorter", "nothing", "no text", "the status"],
)
def test_nothing_else_goes_through(texts, reply, product):
    assert through(product, reply, texts) is not None

    assert Reply.objects.get(pk=reply.pk).text == "目印花子が答えます。"


def test_other_words_do_not_come_in_under_the_ink(reply, product, secretariat):
    ink(reply, "目印花子", secretariat)

    assert through(product, reply, {"text": "鈴木太郎が答えます。"}) is not None
    assert through(product, reply, {"text": "目印花子が答えます。"}) is None


def test_other_tables_have_no_door(reply, product):
    assert through(product, reply.local_request, {"title": "■"}) is not None


def test_behind_the_door_the_locks_hold_as_before(reply, product, secretariat):
    ink(reply, "目印花子", secretariat)

    with pytest.raises(DatabaseError), transaction.atomic():
        Reply.objects.filter(pk=reply.pk).update(text="書き換え")
