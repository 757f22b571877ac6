"""Tasks and desks in a real browser: a task is given, moved and done, and the pages of each role
are free of barriers."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from issues.actions import follow_ups, local_requests, replies, triage
from issues.due_dates.due import in_business_days, named
from issues.forums.default_points import load_points
from issues.models import DiscussionPoint, FollowUp
from tests.factories.cast import one_of_the_cast, organization


@pytest.fixture
def people(transactional_db):
    return {name: one_of_the_cast(name) for name in ("secretariat", "digital", "misato")}


@pytest.fixture
def cost(transactional_db):
    load_points()
    return DiscussionPoint.objects.get(code="cost")


@pytest.fixture
def asked(people, cost):
    """A request of 美郷町 that デジタル庁 has answered, with a task that is late."""
    today, by = timezone.localdate(), people["secretariat"]
    local_request = local_requests.log(
        by=by,
        organization=organization("054348"),
        kind="request",
        title="更新の費用まで見据えてほしい",
        said_on=date(2024, 4, 5),
        points=[cost],
    )
    local_request = triage.triage(
        local_request,
        by=by,
        points=[cost],
        lead_ministry=organization("digital"),
        due=in_business_days(10, start=today),
    )
    draft = replies.draft(
        local_request, by=people["digital"], claimed_class="studying", text="検討します。"
    )
    replies.submit(draft, by=people["digital"])
    task = follow_ups.assign(
        local_request,
        by=by,
        organization=organization("digital"),
        title="試算を会合に出す",
        due=in_business_days(3, start=today - timedelta(days=30)),
    )
    follow_ups.change_due(task, by=by, due=named(today - timedelta(days=2)), reason="照会のため")
    return local_request


PAGES = {
    "secretariat": (
        "/",
        "/follow-ups/",
        "/follow-ups/?status=done",
        "/follow-ups/mine/",
        "/follow-ups/{task}/",
        "/follow-ups/{task}/edit/",
        "/follow-ups/{task}/due/",
        "/requests/{number}/",
        "/requests/{number}/follow-ups/new/",
        "/points/cost/",
        "/points/cost/moves/start_discussion/",
        "/organizations/digital/",
        "/ledger/",
    ),
    "digital": ("/", "/follow-ups/mine/", "/follow-ups/{task}/complete/"),
    "misato": ("/", "/sheet/", "/follow-ups/{task}/", "/ledger/"),
}


@pytest.mark.parametrize("role", sorted(PAGES))
def test_the_pages_of_each_role_are_free_of_barriers(
    role, asked, people, browser_page, barrier_free
):
    page = browser_page(people[role])
    places = {"task": FollowUp.objects.get().pk, "number": asked.number}

    for path in PAGES[role]:
        barrier_free(page, path.format(**places))


@pytest.mark.parametrize("javascript", [True, False])
def test_a_task_is_given_moved_and_done_by_those_whose_it_is(
    javascript, asked, people, browser_page
):
    office = browser_page(people["secretariat"], javascript=javascript)
    office.goto(f"/requests/{asked.number}/")
    office.click("text=対応を依頼する")
    office.fill("#id_title", "財源の案を示す")
    office.fill("#id_due", "5営業日")
    office.click("main button:text('依頼する')")
    task = FollowUp.objects.latest("pk")
    assert office.url.endswith(f"/follow-ups/{task.pk}/")

    office.click("main aside >> text=期限を変える")
    office.fill("#id_due", "8営業日")
    office.fill("#id_reason", "会合の日程が変わったため")
    office.click("main button:text('期限を変える')")

    ministry = browser_page(people["digital"], javascript=javascript)
    ministry.goto("/")
    ministry.click("text=財源の案を示す")
    ministry.fill("#id_text", "財務省に照会中")
    ministry.click("text=経過を記録する")
    ministry.click("main aside >> text=完了にする")
    ministry.fill("#id_result", "会合に案を出した")
    ministry.click("main button:text('完了にする')")

    town = browser_page(people["misato"], javascript=javascript)
    town.goto("/")
    assert "理由：会合の日程が変わったため" in town.inner_text(
        "aside[aria-label=会合と期限の知らせ]"
    )
    town.click("text=対応依頼「財源の案を示す」")
    story = town.inner_text("main")
    assert [words in story for words in ("財務省に照会中", "会合に案を出した", "最初の期限")] == [
        True
    ] * 3
    task.refresh_from_db()
    assert (task.status, task.first_due_on < task.due_on) == ("done", True)
