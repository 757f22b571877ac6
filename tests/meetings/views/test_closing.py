from datetime import date

import pytest
from django.utils import timezone

from issues.models import LocalRequest
from meetings.actions import closing, handlings, meetings, sessions
from meetings.models import ClosedReport
from meetings.sessions.series import moment_of
from tests.factories import sittings


@pytest.fixture
def request_(secretariat, misato, yamaguchi, digital, points):
    return sittings.requests(secretariat)[0]


@pytest.fixture
def meeting(secretariat, request_):
    meeting = sittings.held(secretariat, [request_])
    return meetings.publish(meeting, by=secretariat, now=timezone.now(), reason="後日")


def ready(meeting, by):
    people = [{"name": "佐藤 一郎", "title": "町長", "organization_name": "", "side": "local"}]
    sessions.invite(meeting, by=by, people=people)
    for handling in meeting.handlings.all():
        handlings.record(handling, by=by, outcome="carried_over", note="次回へ")


def test_it_says_what_is_missing_and_does_not_close(as_, secretariat, meeting):
    response = as_(secretariat).post(f"/meetings/{meeting.pk}/close/", {"at": "now"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "取扱いが「予定」のままの案件が1件あります。" in page
    assert "出席者が入っていません。" in page
    assert ClosedReport.objects.count() == 0


def test_it_shows_what_goes_on_to_which_session(as_, secretariat, meeting, request_):
    ready(meeting, secretariat)
    following = sittings.planned(secretariat, number=2, held_on=date(2024, 5, 23))

    page = as_(secretariat).get(f"/meetings/{meeting.pk}/close/").content.decode()

    assert str(request_) in page
    assert following.get_absolute_url() in page


def test_a_session_entered_later_is_closed_at_its_own_end(as_, secretariat, meeting, request_):
    ready(meeting, secretariat)
    following = sittings.planned(secretariat, number=2, held_on=date(2024, 5, 23))

    response = as_(secretariat).post(f"/meetings/{meeting.pk}/close/", {"at": "end"})

    meeting.refresh_from_db()
    assert response.url == f"/meetings/{meeting.pk}/report/"
    assert (meeting.status, meeting.closed_at) == ("closed", moment_of(meeting))
    assert [h.local_request for h in following.handlings.all()] == [request_]


def test_an_unpublished_session_says_what_comes_first(as_, secretariat, points):
    meeting = sittings.held(secretariat)

    response = as_(secretariat).post(f"/meetings/{meeting.pk}/close/", {"at": "now"})

    assert response.status_code == 409
    assert "公表のページを開く" in response.content.decode()


@pytest.mark.parametrize(("name", "status"), [("wt_member", 403), ("digital", 403)])
def test_closing_is_the_secretariats(as_, meeting, request, name, status):
    other = request.getfixturevalue(name)

    assert as_(other).get(f"/meetings/{meeting.pk}/close/").status_code == status
    assert as_(other).post(f"/meetings/{meeting.pk}/close/").status_code == status


def test_there_is_no_report_before_closing(as_, secretariat, meeting):
    assert as_(secretariat).get(f"/meetings/{meeting.pk}/report/").status_code == 404


def shown(client, meeting):
    return client.get(f"/meetings/{meeting.pk}/report/")


def test_the_team_reads_all_of_the_report(as_, secretariat, wt_member, request_):
    LocalRequest.objects.update(created_at=timezone.now())
    meeting = sittings.closed(secretariat, [request_], outcome="decided")

    page = shown(as_(wt_member), meeting)

    reported = page.context["reported"]
    assert [d.note for d in reported.done] == ["会合での話の内容"]
    assert reported.intact
    assert "会合での話の内容" in page.content.decode()


def test_the_public_gets_neither_unpublished_requests_nor_notes(
    as_, secretariat, visitor, request_
):
    meeting = sittings.closed(secretariat, [request_, sittings.point("cost")])

    page = shown(as_(visitor), meeting)

    assert page.status_code == 200
    text = page.content.decode()
    assert request_.number not in text
    assert request_.title not in text
    assert "会合での話の内容" not in text
    assert page.context["reported"].total == 0


def test_the_matrix_counts_each_request_once(as_, secretariat, request_):
    meeting = sittings.held(secretariat, [request_])
    meeting = meetings.publish(meeting, by=secretariat, now=timezone.now(), reason="後日")
    ready(meeting, secretariat)
    closing.close(meeting, by=secretariat)

    reported = shown(as_(secretariat), meeting).context["reported"]

    cost = next(row for row in reported.points if row.code == "cost")
    assert (cost.total, reported.total) == (1, 1)
    assert [entry.number for entry in reported.entries] == [request_.number]


def test_an_addition_stands_below_with_its_date(as_, secretariat, visitor, request_):
    meeting = sittings.closed(secretariat, [request_])

    response = as_(secretariat).post(
        f"/meetings/{meeting.pk}/report/", {"text": "資料2の数字を訂正"}
    )

    before = shown(as_(visitor), meeting).content.decode()
    meetings.publish(meeting, by=secretariat, now=timezone.now(), reason="訂正のため")

    assert response.url == f"/meetings/{meeting.pk}/report/#additions"
    assert "資料2の数字を訂正" not in before
    assert "資料2の数字を訂正" in shown(as_(visitor), meeting).content.decode()


def test_an_addition_is_the_secretariats(as_, secretariat, wt_member, visitor, request_):
    meeting = sittings.closed(secretariat, [request_])

    for other, expected in ((wt_member, 403), (visitor, 302)):
        answer = as_(other).post(f"/meetings/{meeting.pk}/report/", {"text": "勝手な追記"})
        assert answer.status_code == expected
    assert meeting.closed_report.additions.count() == 0


def test_what_was_entered_after_the_closing_is_listed_apart(as_, secretariat, request_):
    meeting = sittings.closed(secretariat, [sittings.point("cost")], number=2)
    earlier = sittings.held(
        secretariat, [sittings.point("cost")], number=1, held_on=date(2024, 4, 20)
    )
    handlings.move_point(earlier.handlings.get(), "start_discussion", by=secretariat)

    page = shown(as_(secretariat), meeting)

    (late,) = page.context["reported"].late
    assert (str(late.entry.matter), late.before, late.after) == (
        str(sittings.point("cost")),
        "未着手",
        "検討中",
    )


def test_a_fictional_session_says_so_on_every_page(as_, secretariat, request_):
    meeting = sittings.closed(secretariat, [request_], fictional=True)

    for part in ("", "prepare/", "record/", "close/", "order/", "report/"):
        page = as_(secretariat).get(f"/meetings/{meeting.pk}/{part}").content.decode()
        assert "この会合" in page, part
        assert "架空です" in page, part


def test_a_meetings_page_shows_its_matters(as_, secretariat, visitor, request_):
    meeting = sittings.closed(secretariat, [request_, sittings.point("cost")])

    ours = as_(secretariat).get(meeting.get_absolute_url()).content.decode()
    public = as_(visitor).get(meeting.get_absolute_url()).content.decode()

    assert request_.title in ours
    assert f"/meetings/{meeting.pk}/report/" in public
    assert request_.title not in public


def test_each_thing_that_is_missing_has_a_link_that_comes_back(as_, secretariat, meeting):
    address = f"/meetings/{meeting.pk}/close/"
    (handling,) = meeting.handlings.all()

    page = as_(secretariat).get(address).content.decode()

    back = f"next=%2Fmeetings%2F{meeting.pk}%2Fclose%2F"
    for link in (f"prepare/?{back}#people", f"record/?{back}#handling-{handling.pk}"):
        assert f'href="/meetings/{meeting.pk}/{link}"' in page


def test_files_stand_at_the_top_of_the_report(as_, secretariat, request_):
    meeting = sittings.closed(secretariat, [request_])

    page = shown(as_(secretariat), meeting).content.decode()

    assert page.index('id="files-h"') < page.index('id="matrix-h"')
