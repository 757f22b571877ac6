"""A session that was closed, and all that happened after it."""

from datetime import date

import pytest

from issues.actions import relations, replies, voices
from issues.forums.default_points import load_points
from issues.models import LocalRequest
from meetings.actions import handlings
from tests import worlds
from tests.factories.rows import put
from tests.meetings.sessions.conftest import everybody, moment, set_stage


@pytest.fixture(scope="module")
def made_once(once):
    return once(_make)


@pytest.fixture
def made(db, made_once):
    return worlds.copied(made_once)


@pytest.fixture
def stage(made):
    return made[0]


@pytest.fixture
def past(made):
    """WT第1回 of 20 May is closed. 回答済 had been answered by then and was settled later,
    検討中 was answered later, 取下げ was withdrawn later, 後の要望 came up later."""
    return made[1]


def _make():
    load_points()
    stage = set_stage(everybody())
    stage.asked = {
        title: stage.log(title) for title in ("回答済", "検討中", "取下げ", "受付のまま")
    }
    for title in ("回答済", "検討中", "取下げ"):
        stage.triage(stage.asked[title], moment(4, 15), due=date(2024, 5, 10))
    stage.start_review(stage.asked["検討中"], moment(4, 20))
    stage.early = stage.reply(stage.asked["回答済"], moment(5, 8))
    first = stage.hold(stage.session(1, 5, 20))
    handlings.write_memo(
        stage.points["cost"], by=stage.cast.secretariat, meeting=first, text="予算を検討する。"
    )
    stage.close(first)
    stage.opinion(stage.asked["回答済"], moment(5, 25), stance="satisfied")
    voices.settle(
        LocalRequest.objects.get(title="回答済"), by=stage.cast.secretariat,
        reflected_in="基本方針 2.(3)", effective_at=moment(5, 28),
    )  # fmt: skip
    stage.late = stage.reply(
        stage.asked["検討中"], moment(5, 29), "adopted", timing_on=date(2025, 3, 31),
        means=["budget"],
    )  # fmt: skip
    stage.log("後の要望", said_on=date(2024, 6, 1))
    withdrawn = LocalRequest.objects.get(title="取下げ")
    relations.withdraw(withdrawn, by=stage.cast.misato, reason="解決した")
    return stage, first


@pytest.fixture
def public(stage, past):
    """The same, with the requests and the late reply published."""
    put(LocalRequest.objects.all(), published_at=moment(6, 2))
    stage.late.refresh_from_db()
    replies.publish(stage.late, by=stage.cast.secretariat, now=moment(6, 2))
    return past
