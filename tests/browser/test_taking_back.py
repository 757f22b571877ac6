# ruff: noqa: F811 - fixtures are imported by their names
"""The pages on which something is taken back, called off or published word by word."""

import os
from datetime import date
from pathlib import Path

import pytest

from issues.actions import replies, voices
from issues.enums import RequestStatus
from issues.forums import chosen_forum
from meetings.actions import calling_off, sessions
from meetings.enums import BodyKind
from meetings.models import Body
from tests.issues.life.conftest import cast, life, orgs, points  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
S = RequestStatus
SHOTS = os.environ.get("RONTEN_SHOTS", "")
"""A folder for pictures of these pages, to be looked at."""


@pytest.fixture
def planned(cast):
    body = Body.objects.create(
        forum=chosen_forum.first(), name="準備会合", short_name="準備会合", kind=BodyKind.values[0]
    )
    return [
        sessions.plan(body, by=cast.secretariat, session_number=n, held_on=date(2030, n, 10))
        for n in (1, 2)
    ]


def shoot(page, name):
    if SHOTS:
        for width in (1360, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)


def test_the_pages_are_free_of_barriers(browser_page, barrier_free, life, cast, planned):
    obj = life.at(S.REPLIED)
    said = voices.judge(obj, by=cast.secretariat, judgement="improve", text="足りない。")
    voices.report_progress(obj, by=cast.digital, progress="done", text="通知した。")
    reply = obj.replies.get()
    settled = life.at(S.SETTLED)
    drafted = life.at(S.UNDER_REVIEW)
    draft = life.draft(drafted)
    replies.attach(draft, by=cast.digital, data=b"%PDF-1.7", filename="案.pdf")
    life.ask_again(life.at(S.REPLIED))
    first, second = planned
    sessions.put_on(first, obj, by=cast.secretariat)
    gone = calling_off.call_off(first, by=cast.secretariat, reason="会場の都合のため。")
    later = calling_off.postpone(
        second, by=cast.secretariat, held_on=date(2030, 3, 1), reason="調整のため。"
    )
    office, ministry = browser_page(cast.secretariat), browser_page(cast.digital)
    pages = (
        (office, "request", obj.get_absolute_url()),
        (office, "judgement", f"{obj.get_absolute_url()}voices/judgement/{said.pk}/take-back/"),
        (office, "settled", settled.get_absolute_url()),
        (office, "reply", f"/replies/{reply.pk}/take-back/"),
        (office, "retract", f"{obj.get_absolute_url()}retract/"),
        (ministry, "draft", f"/replies/{draft.pk}/discard/"),
        (ministry, "files", f"/replies/{draft.pk}/attachments/"),
        (ministry, "drafted", drafted.get_absolute_url()),
        (office, "gone", gone.get_absolute_url()),
        (office, "later", later.get_absolute_url()),
        (office, "call-off", f"{later.get_absolute_url()}call-off/"),
        (office, "reinstate", f"{gone.get_absolute_url()}reinstate/"),
        (office, "meetings", "/meetings/"),
    )

    for page, name, path in pages:
        barrier_free(page, path, narrow=False)
        shoot(page, name)


def test_a_judgement_is_taken_back_without_a_script(browser_page, life, cast):
    obj = life.at(S.REPLIED)
    voices.judge(obj, by=cast.secretariat, judgement="improve", text="足りない。")
    page = browser_page(cast.secretariat, javascript=False)

    page.goto(obj.get_absolute_url())
    page.get_by_role("link", name="判断を取り消す").click()
    page.get_by_label("取り消す理由").fill("別の要望のもの")
    page.get_by_role("button", name="取り消す").click()

    assert page.get_by_text("まだ判断がありません。").is_visible()
    obj.refresh_from_db()
    assert obj.judgement == ""
