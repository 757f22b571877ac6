"""整理メモ: who reads which, what changed since the session before, and writing one."""

from datetime import date

import pytest
from django.http import Http404
from django.utils import timezone

from issues.history import memos
from issues.models import DiscussionPoint
from issues.standing import moments
from meetings.actions import handlings
from meetings.models import PointMemo
from tests.factories import sittings
from workflow.models import HistoryEntry

pytestmark = pytest.mark.usefixtures("points")

FIRST = "費用は合わせて考える。見積りは国が確認する。"
SECOND = "費用は合わせて考える。見積りは国が毎年確認する。次回は試算を見る。"


def cost():
    return DiscussionPoint.objects.get(code="cost")


@pytest.fixture
def two(secretariat):
    """A closed session and one that is being recorded, each with its memo."""
    first = sittings.held(secretariat, number=1, held_on=date(2024, 5, 9))
    handlings.write_memo(cost(), by=secretariat, meeting=first, text=FIRST)
    second = sittings.held(secretariat, number=2, held_on=date(2024, 5, 23))
    handlings.write_memo(cost(), by=secretariat, meeting=second, text=SECOND)
    return first, second


def reading(actor, key=""):
    return memos.reading(cost(), actor=actor, key=key)


def test_the_newest_memo_comes_first_with_what_changed_since_the_session_before(two, wt_member):
    found = reading(wt_member)

    assert [str(memo.meeting) for memo in found.memos] == ["WT第2回", "WT第1回"]
    assert (found.memo.text, found.before.text) == (SECOND, FIRST)
    assert (found.change.added, found.change.changed, found.change.removed) == (1, 1, 0)


def test_the_first_memo_is_compared_with_nothing(two, secretariat):
    found = reading(secretariat, key=str(two[0].pk))

    assert (found.memo.text, found.before, found.change) == (FIRST, None, None)


@pytest.mark.parametrize("key", ["999", "nonsense", "-1"])
def test_a_session_without_a_memo_is_not_found(key, two, secretariat):
    with pytest.raises(Http404):
        reading(secretariat, key=key)


def test_nobody_but_the_team_reads_memos_not_even_of_a_closed_session(
    secretariat, visitor, digital, misato
):
    meeting = sittings.closed(secretariat, [cost()])
    PointMemo.objects.create(
        point=cost(), meeting=meeting, text="内々", written_by=secretariat,
        written_at=timezone.now(),
    )  # fmt: skip

    assert reading(secretariat).memo.text == "内々"
    assert [reading(who) for who in (visitor, digital, misato)] == [None] * 3


def test_as_of_a_session_only_memos_of_closed_sessions_are_read(two, secretariat):
    closed = sittings.closed(secretariat, number=3, held_on=date(2024, 6, 6))
    moment = moments.chosen({"as_of": str(closed.pk)}, actor=secretariat)

    assert memos.reading(cost(), actor=secretariat, moment=moment) is None


def test_the_page_marks_added_and_removed_words_for_eyes_and_ears(two, secretariat, as_):
    text = as_(secretariat).get("/points/cost/").content.decode()

    added = '<ins><span class="unseen">（追加）</span>次回は試算を見る。'
    assert added in text
    assert "追加1文、書換え1文" in text


def write(browser, meeting, text, version=""):
    path = f"/meetings/{meeting.pk}/memos/cost/"
    return browser.post(path, {"text": text, "version": version})


def test_writing_a_memo_leads_back_to_the_point_and_is_recorded(two, secretariat, as_):
    answer = write(as_(secretariat), two[1], "新しい整理。", version=1)

    memo = PointMemo.objects.get(meeting=two[1])
    assert (answer.status_code, answer.url) == (302, f"/points/cost/?memo={two[1].pk}#memo")
    assert (memo.text, memo.version) == ("新しい整理。", 2)
    assert HistoryEntry.objects.filter(verb="write_memo").count() == 3


def test_an_empty_memo_is_refused_in_words(two, secretariat, as_):
    answer = write(as_(secretariat), two[1], " ", version=1)

    assert answer.status_code == 422
    assert "整理メモを書いてください。" in answer.content.decode()


@pytest.mark.parametrize("version", ["", "1"])
def test_over_somebody_elses_words_both_are_shown_and_what_was_typed_stays(
    version, two, secretariat, as_
):
    handlings.write_memo(cost(), by=secretariat, meeting=two[1], text="相手の整理。", version=1)

    answer = write(as_(secretariat), two[1], "わたしの整理。", version=version)

    assert answer.status_code == 409
    form = answer.context["form"]
    assert (form["text"].value(), form["version"].value()) == ("わたしの整理。", 2)
    assert PointMemo.objects.get(meeting=two[1]).text == "相手の整理。"
    assert write(as_(secretariat), two[1], "わたしの整理。", version=2).status_code == 302


def test_a_session_closed_meanwhile_keeps_its_memo_and_what_was_typed(secretariat, as_):
    meeting = sittings.closed(secretariat, [cost()])

    answer = write(as_(secretariat), meeting, "遅れて書いた整理。")

    assert answer.status_code == 409
    assert "遅れて書いた整理。" in answer.content.decode()
    assert PointMemo.objects.count() == 0


def test_a_first_memo_may_start_from_the_session_before(two, secretariat, as_):
    third = sittings.held(secretariat, number=3, held_on=date(2024, 6, 6))
    path = f"/meetings/{third.pk}/memos/cost/"

    fresh, copied = as_(secretariat).get(path), as_(secretariat).get(f"{path}?from=before")

    assert [page.context["form"]["text"].value() for page in (fresh, copied)] == [None, SECOND]


@pytest.mark.parametrize("role", ["visitor", "wt_member", "digital"])
def test_only_the_secretariat_is_offered_to_write(role, two, as_, request):
    page = as_(request.getfixturevalue(role)).get("/points/cost/")

    assert "整理メモを書く" not in page.content.decode()


def test_an_unknown_point_has_no_memo_to_write(two, secretariat, as_):
    path = f"/meetings/{two[1].pk}/memos/nonsense/"

    assert as_(secretariat).get(path).status_code == 404
