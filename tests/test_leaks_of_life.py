"""What is internal or being worked on shows nowhere to outsiders: requests and promises of an
internal meeting, replies, opinions, tasks, reasons, people."""

from itertools import product

import pytest
from django.utils import timezone

from issues.due_dates import ledger
from meetings.actions import passages
from tests import sizes
from tests.asking import signed_in
from tests.factories import scenes as making
from tests.factories import team_sessions
from tests.factories import world as ground
from tests.test_leaks import PAGES, text_of

pytestmark = pytest.mark.django_db

OUTSIDERS = ("visitor", "soumu", "ichinomiya", "stranger")
SECRETS = (
    making.DRAFT, making.SUBMITTED, making.OPINION, making.TASK, making.NOTE, making.RESULT,
    making.SLIP, making.MOVED, making.JOINING, making.ASKED, making.ADDRESS, making.INVITED,
    team_sessions.AGENDA, team_sessions.NOTE, team_sessions.MEMO,
    "heldの決定", "heldの費用の記録", "secretariatさん", "digitalさん", "misatoさん",
)  # fmt: skip
INTERNAL = (ground.SECRET_ASK, ground.SECRET_PROMISE)
MORE_PAGES = (
    "/requests/?reply_class=studying",
    "/requests/?unanswered=yes",
    "/requests/?overdue=yes",
    "/requests/?disagreeing=yes",
    "/requests/?status=merged",
    "/points/talent/",
    "/points/talent/brief/",
    "/ledger/",
    "/ledger/?ministry=digital",
    "/follow-ups/",
    "/follow-ups/mine/",
    "/sheet/",
    "/triage/",
    "/people/",
    "/people/invitations/",
    "/account/",
    "/api/requests/?reply_class=studying",
    "/api/points/talent/",
)


def pages_about(scenes):
    """The pages of all that is published, and the doors of what is not."""
    steps, open_, closed = scenes.steps, scenes.sittings["open"], scenes.sittings["closed"]
    for step in steps.values():
        number = step.local_request.number
        yield from (f"/requests/{number}/", f"/api/requests/{number}/")
        yield from (f"/requests/{number}/reply/", f"/requests/{number}/opinion/")
        if step.reply:
            yield f"/replies/{step.reply.pk}/edit/"
        if step.follow_up:
            yield f"/follow-ups/{step.follow_up.pk}/"
    for code, moment in product(("cost", "talent"), ("", closed.meeting.pk)):
        yield f"/points/{code}/brief/?as_of={moment}"
        for by in ("organization", "outcome", "size", "ministry"):
            yield f"/points/{code}/?by={by}&as_of={moment}"
    for meeting in (open_.meeting, closed.meeting, scenes.sittings["held"].meeting):
        yield from (f"/meetings/{meeting.pk}/", f"/api/meetings/{meeting.pk}/")
        yield from (f"/meetings/{meeting.pk}/order/", f"/meetings/{meeting.pk}/report/")
    place = scenes.world.published
    for thing in (place.local_request, place.commitment):
        yield from (thing.get_absolute_url(), f"/api{thing.get_absolute_url()}")
    yield place.meeting.get_absolute_url()
    yield from (f"/people/{scenes.somebody.pk}/", *PAGES, *MORE_PAGES)


def read_by_who_asked(role, scenes):
    """一宮市 has asked to join that request and reads its own words there, nobody else's."""
    if role != "ichinomiya":
        return ()
    return (f"/requests/{scenes.steps['p:review'].local_request.number}/", "/")


@pytest.mark.parametrize("role", OUTSIDERS)
def test_an_outsider_reads_nothing_of_what_is_internal_or_being_worked_on(role, scenes, request):
    browser, hidden = signed_in(request.getfixturevalue(role)), scenes.world.unpublished
    numbers = (hidden.local_request.number, hidden.commitment.number)
    secrets = (*SECRETS, *INTERNAL, *numbers)

    texts = {path: text_of(browser.get(path)) for path in pages_about(scenes)}

    assert {(path, word) for path, text in texts.items() for word in secrets if word in text} == {
        (path, making.ASKED) for path in read_by_who_asked(role, scenes)
    }


@pytest.mark.parametrize(
    ("role", "page", "word"),
    [
        ("digital", "/requests/{review}/", making.DRAFT),
        ("misato", "/requests/{replied}/", making.SUBMITTED),
        ("digital", "/requests/{opined}/", making.OPINION),
        ("misato", "/requests/{triaged}/", making.SLIP),
        ("misato", "/requests/{triaged}/", making.TASK),
        ("digital", "/follow-ups/mine/", making.TASK),
        ("digital", "/follow-ups/{task}/", making.NOTE),
        ("misato", "/follow-ups/{done}/", making.RESULT),
        ("secretariat", "/points/talent/", making.MOVED),
        ("secretariat", "/people/invitations/", making.ADDRESS),
        ("secretariat", "/people/invitations/", making.INVITED),
        ("secretariat", "/requests/{opined}/", "digitalさん"),
        ("secretariat", "/meetings/{held}/record/", team_sessions.NOTE),
        ("wt_member", "/meetings/{held}/record/", "heldの決定"),
        ("wt_member", "/meetings/{open}/order/", team_sessions.AGENDA),
    ],
)
def test_whoever_may_read_it_does(role, page, word, scenes, as_, request):
    numbers = {
        step: scenes.steps[f"p:{step}"].local_request.number
        for step in ("triaged", "review", "replied", "opined")
    }
    meetings = {step: sitting.meeting.pk for step, sitting in scenes.sittings.items()}
    tasks = {
        "task": scenes.steps["p:triaged"].follow_up.pk,
        "done": scenes.steps["p:settled"].follow_up.pk,
    }
    browser = as_(request.getfixturevalue(role))

    text = text_of(browser.get(page.format(**numbers, **meetings, **tasks)))

    assert word in text


@pytest.mark.parametrize("role", OUTSIDERS)
def test_an_outsider_finds_nothing_by_words_that_are_not_public(role, scenes, as_, request):
    """Page and API look in the same way: in everyday runs each outsider looks for a word in one of
    them, the next one in the other."""
    browser = as_(request.getfixturevalue(role))
    doors = ("", "/api")

    found = {
        (where, word): _count(browser, where, word)
        for place, word in enumerate(SECRETS, start=OUTSIDERS.index(role))
        for door in (doors if sizes.LONG else doors[place % 2 :][:1])
        for where in (f"{door}/requests/", f"{door}/commitments/")
    }

    # Who asked to join reads its own words, and finds by them.
    assert found == {
        (where, word): int((role, word) == ("ichinomiya", making.ASKED) and "requests" in where)
        for where, word in found
    }


def _count(browser, where, word):
    answer = browser.get(where, {"q": word})
    if where.startswith("/api/"):
        return answer.json()["count"]
    return answer.context["page"].paginator.count


@pytest.mark.parametrize("role", ["visitor", "soumu", "ichinomiya"])
def test_an_outsider_counts_only_published_answers_and_no_tasks(role, scenes, as_, request):
    reader = request.getfixturevalue(role)
    browser = as_(reader)

    lists = {
        condition: browser.get(f"/requests/?{condition}=yes").context["page"].paginator.count
        for condition in ("overdue", "disagreeing", "unanswered")
    }
    answered = browser.get("/api/requests/?reply_class=studying").json()["count"]
    total = ledger.ledger_of(reader, on=timezone.localdate()).total

    # Published: seven live requests, of which those of `triaged` and `review` are late; two
    # published replies; the date of each request from `triaged` on was moved once, by ten days.
    assert lists == {"overdue": 0, "disagreeing": 0, "unanswered": 2}
    assert answered == 2
    assert (total.replies, total.tasks_overdue, total.changes, total.days_slipped) == (2, 0, 5, 50)


def test_a_public_request_is_not_found_by_its_words_from_an_internal_meeting(
    scenes, secretariat, as_, visitor
):
    world = scenes.world
    hidden = world.unpublished.meeting.current_source.speeches.first()
    start = hidden.text.index("秘密の基金")
    passages.add(
        world.published.local_request, by=secretariat, speech=hidden, start=start,
        end=start + len("秘密の基金"),
    )  # fmt: skip

    found = as_(visitor).get("/requests/", {"q": "秘密の基金"}).context["page"]

    assert found.paginator.count == 0
