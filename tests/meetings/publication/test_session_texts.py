"""What is written on a public session stays internal until it is published (issue 7, A3 and its
brothers); a closed session's people stay as they were."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from issues.history import by_session
from issues.models import DiscussionPoint
from meetings.actions import closing, handlings, meetings, saving, sessions
from meetings.actions.sessions import AgendaLine
from meetings.models import AgendaItem, Attendance, Document, Meeting, ReportAddition
from meetings.publishing import publishables
from meetings.sessions import checklist
from meetings.transitions import MEETING
from tests.factories import meetings as make
from tests.factories import sittings
from workflow.machine import RefusalKind, Refused

NOW = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
PEOPLE = [
    {"name": name, "title": "課長", "side": "local"} for name in ("出席 一", "出席 二", "出席 三")
]
NEW = "後から書いた内々の言葉"


@pytest.fixture
def cost(points):
    return DiscussionPoint.objects.get(code="cost")


@pytest.fixture
def public(secretariat, cost, misato, yamaguchi, digital):
    """Published without minutes: a line, a document, three people, one matter."""
    meeting = sittings.planned(secretariat)
    meeting = sessions.arrange(
        meeting, by=secretariat, lines=[AgendaLine(None, 0, "1", "費用の負担")]
    )
    sessions.put_on(meeting, cost, by=secretariat, agenda_item=meeting.agenda_items.get())
    sessions.invite(meeting, by=secretariat, people=PEOPLE)
    sessions.list_documents(meeting, by=secretariat, documents=[("資料1", "費用の試算", "")])
    meeting.refresh_from_db()
    sessions.hold(meeting, by=secretariat)
    return publish(meeting, secretariat)


def publish(meeting, by, now=NOW):
    meeting.refresh_from_db()
    return meetings.publish(meeting, by=by, now=now, reason="後日")


def close(meeting, by):
    for handling in meeting.handlings.all():
        handlings.record(handling, by=by, outcome="discussed", note="内々")
    publish(meeting, by)
    closing.close(meeting, by=by, at=handlings.moment_of(meeting))
    meeting.refresh_from_db()
    return meeting


def bring_minutes(meeting, by, text=make.TEXT):
    saving.save(make.an_import(by, text, meeting=meeting), by=by)
    meeting.refresh_from_db()


def names(meeting):
    return [each.name for each in meeting.attendances.filter(listed=True)]


def seen(client, meeting):
    pages = (f"/meetings/{meeting.pk}/", f"/meetings/{meeting.pk}/order/")
    answer = client.get(f"/api/meetings/{meeting.pk}/").content.decode()
    return "".join(client.get(page).content.decode() for page in pages) + answer


def test_minutes_of_a_closed_session_are_internal_and_its_people_stay(
    as_, secretariat, visitor, public
):
    meeting = close(public, secretariat)
    bring_minutes(meeting, secretariat)

    page = as_(visitor).get(f"/meetings/{meeting.pk}/")
    inside = as_(secretariat).get(f"/meetings/{meeting.pk}/")

    assertNotContains(page, make.TOWN)
    assertContains(page, "議事要旨は、まだありません")
    assertContains(inside, make.TOWN)
    assert names(meeting) == [person["name"] for person in PEOPLE]
    assertNotContains(page, "佐藤 一郎")


def test_its_speakers_are_known_without_being_listed(as_, secretariat, visitor, public):
    meeting = close(public, secretariat)
    bring_minutes(meeting, secretariat)
    speech = meeting.current_source.speeches.get(index=2)
    with pytest.raises(Refused) as refused:
        meetings.publish(meeting, by=secretariat, now=LATER)
    meetings.publish(meeting, by=secretariat, now=LATER, reason="確かめ中")

    page = as_(visitor).get(f"/meetings/{meeting.pk}/")

    assert refused.value.decision.refusal is RefusalKind.INCOMPLETE
    assert speech.attendance.organization.code == "054348"
    assert page.context["page"].people == 3
    assertContains(page, make.TOWN)


def test_minutes_of_a_public_session_change_nothing_before_they_are_published(
    as_, secretariat, visitor, public
):
    client, before = as_(visitor), seen(as_(visitor), public)
    bring_minutes(public, secretariat)
    while_internal = seen(as_(visitor), public)
    publish(public, secretariat, LATER)
    after = seen(client, public)

    assert while_internal == before
    assert "出席 一" in before
    assert "佐藤 一郎" not in before
    assert "佐藤 一郎" in after
    assert "出席 一" not in after
    assert "中央合同庁舎" not in before
    assert "中央合同庁舎" in after


@pytest.mark.parametrize(
    "write",
    [
        lambda m, by: sessions.arrange(
            m, by=by, lines=[AgendaLine(m.agenda_items.get().pk, 0, "1", NEW)]
        ),
        lambda m, by: sessions.arrange(
            m,
            by=by,
            lines=[
                AgendaLine(m.agenda_items.get().pk, 0, "1", "費用の負担"),
                AgendaLine(None, 1, "", NEW),
            ],
        ),
        lambda m, by: sessions.list_documents(
            m, by=by, documents=[("資料1", "費用の試算", NEW), ("資料2", NEW, "")]
        ),
        lambda m, by: sessions.invite(
            m, by=by, people=[*PEOPLE[:2], {"name": NEW, "title": "", "side": "local"}]
        ),
    ],
    ids=["a line changed", "a line added", "documents", "people"],
)
def test_what_is_written_later_is_read_after_it_is_published(
    as_, secretariat, wt_member, visitor, public, write
):
    before = seen(as_(visitor), public)
    write(public, secretariat)
    internal, inside = seen(as_(visitor), public), seen(as_(wt_member), public)
    waiting = as_(secretariat).get(f"/meetings/{public.pk}/publish/")
    publish(public, secretariat, LATER)

    assert internal == before
    assert NEW in inside
    assertContains(waiting, NEW)
    assert NEW in seen(as_(visitor), public)


def test_an_outcome_is_public_only_as_it_was_published(as_, secretariat, visitor, cost, public):
    handling = public.handlings.get()
    handlings.record(handling, by=secretariat, outcome="decided", note="")
    client = as_(visitor)

    internal = client.get(f"/meetings/{public.pk}/")
    (stop,) = by_session.stops_of(cost, actor=visitor)
    (team_stop,) = by_session.stops_of(cost, actor=secretariat)
    publish(public, secretariat, LATER)
    after = client.get(f"/meetings/{public.pk}/")

    assertContains(internal, '<span class="tag">予定</span>')
    assert (stop.outcome, team_stop.outcome) == ("planned", "decided")
    assertContains(after, '<span class="tag">決定</span>')


def test_a_matter_put_on_later_is_internal(as_, secretariat, visitor, public):
    talent = DiscussionPoint.objects.get(code="talent")
    sessions.put_on(public, talent, by=secretariat)
    name = talent.name

    before = as_(visitor).get(f"/meetings/{public.pk}/")
    publish(public, secretariat, LATER)
    after = as_(visitor).get(f"/meetings/{public.pk}/")

    assertNotContains(before, name)
    assertContains(after, name)


def test_the_frozen_report_keeps_what_was_public(as_, secretariat, visitor, public):
    handlings.record(public.handlings.get(), by=secretariat, outcome="decided", note="")
    public.refresh_from_db()
    lacks = checklist.lacks(public)
    closing.close(public, by=secretariat, at=handlings.moment_of(public))

    outside = as_(visitor).get(f"/meetings/{public.pk}/report/").context["reported"]
    inside = as_(secretariat).get(f"/meetings/{public.pk}/report/").context["reported"]

    assert any("公表していない取扱いが1件" in lack.words for lack in lacks)
    assert [done.outcome for done in outside.done] == ["予定"]
    assert [done.outcome for done in inside.done] == ["決定"]


def test_an_addition_to_a_report_is_published_with_the_meeting(as_, secretariat, visitor, public):
    meeting = close(public, secretariat)
    closing.add_to_report(meeting.closed_report, by=secretariat, text=NEW)
    address = f"/meetings/{meeting.pk}/report/"

    internal, inside = as_(visitor).get(address), as_(secretariat).get(address)
    publish(meeting, secretariat, LATER)

    assertNotContains(internal, NEW)
    assertContains(inside, NEW)
    assertContains(as_(visitor).get(address), NEW)
    assert ReportAddition.objects.get().published_at == LATER


def test_facts_of_a_public_meeting_are_corrected_with_a_reason_and_a_trace(
    as_, secretariat, visitor, public
):
    address = f"/meetings/{public.pk}/edit/"
    client = as_(secretariat)
    sent = {
        "title": public.title, "held_on": "令和6年5月9日", "starts_at": "", "ends_at": "",
        "place": "霞が関", "credit": "", "version": str(public.version),
    }  # fmt: skip
    form = client.get(address)
    without = client.post(address, sent)
    client.post(address, {**sent, "reason": "場所の書き間違い"})

    page = as_(visitor).get(f"/meetings/{public.pk}/")
    public.refresh_from_db()
    assertContains(form, "公表済みです。保存するとすぐに公表されます")
    assert without.status_code == 422
    assert public.place == "霞が関"
    assertContains(page, "訂正（場所）")
    assertNotContains(page, "場所の書き間違い")


def test_the_reason_for_unread_sentences_stands_on_the_page(as_, secretariat, visitor, points):
    meeting = make.a_meeting(secretariat)
    meetings.publish(meeting, by=secretariat, now=NOW, reason="締切りのため先に公表")

    page = as_(visitor).get(f"/meetings/{meeting.pk}/")
    answer = as_(visitor).get(f"/api/meetings/{meeting.pk}/").json()

    assertContains(page, "締切りのため先に公表")
    assertContains(page, "公表（議事要旨 第1版）")
    assert answer["unread_reason"] == "締切りのため先に公表"


def test_who_sat_there_loses_the_right_with_the_seat(secretariat, misato, points, digital):
    meeting = sittings.planned(secretariat, held_on=date(2024, 5, 9))
    town = misato.acting.organization
    sessions.invite(
        meeting, by=secretariat,
        people=[{"name": "松田 知己", "title": "町長", "side": "local", "organization": town}],
    )  # fmt: skip
    invited = Meeting.objects.visible_to(misato).count()
    meeting.refresh_from_db()
    sessions.invite(meeting, by=secretariat, people=PEOPLE)

    assert (invited, Meeting.objects.visible_to(misato).count()) == (1, 0)


def test_the_desk_of_what_waits_knows_of_all_of_it(secretariat, public):
    (row,) = publishables.PUBLISHABLES
    nothing = public in row.waiting()
    sessions.list_documents(public, by=secretariat, documents=[("資料1", NEW, "")])

    shown = {each.label: each for each in row.texts(public)}
    assert (nothing, public in row.waiting()) == (False, True)
    assert (shown["資料"].text, shown["資料"].before) == (f"資料1 {NEW}", "資料1 費用の試算")
    assert shown["場所"].text == shown["場所"].before


def test_nothing_but_publishing_gives_a_line_its_date(secretariat, public):
    bring_minutes(public, secretariat)

    fresh = [
        each.published_at
        for model in (AgendaItem, Document, Attendance)
        for each in model.objects.filter(meeting=public, brought_by=public.current_source)
    ]
    assert fresh
    assert set(fresh) == {None}
    assert bool(MEETING.decide("publish", secretariat, public))
    assert DiscussionPoint.objects.exists()
