import pytest
from django.db import connection

from meetings.actions import saving
from meetings.enums import BodyKind, ImportStatus, MeetingStatus
from meetings.models import Body, Meeting, Sentence, Suggestion
from meetings.review.proofs import verify_all
from meetings.sessions.body_names import kind_of, short_name
from tests.factories import meetings as make
from workflow import history
from workflow.machine import RefusalKind, Refused


def test_everything_that_was_read_is_saved(secretariat, misato, yamaguchi, digital):
    meeting, report = saving.save(make.an_import(secretariat), by=secretariat)

    source = meeting.current_source
    assert (str(meeting), str(meeting.held_on), meeting.place) == (
        "共通基盤連絡会議第3回",
        "2024-06-03",
        "中央合同庁舎",
    )
    assert meeting.status == MeetingStatus.HELD
    assert [str(item) for item in meeting.agenda_items.all()] == ["1 開会", "2 意見交換"]
    assert [(s.index, s.attendance.name) for s in source.speeches.all()] == [
        (1, "山田 花子"),
        (2, "佐藤 一郎"),
        (3, "鈴木 次郎"),
        (4, "山田 花子"),
    ]
    assert {s.speech.index for s in Sentence.objects.all()} == {2, 3}
    assert Suggestion.objects.filter(quote=make.TOWN, type="request").count() == 1
    assert not any(report.counts.values())


def test_ministries_are_known_by_their_name_in_the_list(secretariat, digital):
    meeting, _ = saving.save(make.an_import(secretariat), by=secretariat)

    assert meeting.attendances.get(name="山田 花子").organization.code == "digital"


def test_it_is_refused_whole_when_the_meeting_is_there_already(secretariat):
    make.a_meeting(secretariat)
    second = make.an_import(secretariat, make.TEXT + "\n")

    with pytest.raises(Refused) as refused:
        saving.save(second, by=secretariat)

    second.refresh_from_db()
    assert refused.value.decision.refusal is RefusalKind.CONFLICT
    assert (second.status, second.source.meeting) == (ImportStatus.READY, None)
    assert Meeting.objects.count() == 1


def test_without_a_number_the_day_tells_a_meeting(secretariat):
    unnumbered = make.TEXT.replace("（第3回）", "")
    make.a_meeting(secretariat, unnumbered)
    same_day = make.an_import(secretariat, unnumbered + "\n")
    next_day = make.an_import(secretariat, unnumbered.replace("6月3日（月）", "6月4日（火）"))

    with pytest.raises(Refused):
        saving.save(same_day, by=secretariat)
    saving.save(next_day, by=secretariat)

    assert Meeting.objects.count() == 2


@pytest.mark.parametrize("lacking", [{"date": None}, {"body": "", "title": ""}])
def test_a_meeting_needs_a_body_and_a_day(secretariat, lacking):
    ready = make.an_import(secretariat)

    with pytest.raises(Refused) as refused:
        saving.save(ready, by=secretariat, corrections={"meeting": lacking})

    assert refused.value.decision.refusal is RefusalKind.INCOMPLETE
    assert Body.objects.count() == 0


def test_a_corrected_version_needs_a_day_too(secretariat):
    meeting = make.a_meeting(secretariat)
    ready = make.an_import(secretariat, make.TEXT + "\n", meeting=meeting)

    with pytest.raises(Refused) as refused:
        saving.save(ready, by=secretariat, corrections={"meeting": {"date": None}})

    assert refused.value.decision.refusal is RefusalKind.INCOMPLETE


def test_a_corrected_version_replaces_the_minutes_and_keeps_the_meeting(secretariat, misato):
    meeting = make.a_meeting(secretariat)
    first = meeting.current_source
    ready = make.an_import(secretariat, make.TEXT.replace("2 意見交換", "2 討議"))

    same, _ = saving.save(ready, by=secretariat, edition_of=meeting)

    same.refresh_from_db()
    assert same == meeting
    assert [s.edition for s in same.sources.all()] == [1, 2]
    assert same.current_source.edition == 2
    assert first.speeches.count() == 4
    assert [str(item) for item in same.agenda_items.all()] == ["1 開会", "2 討議"]
    assert [entry.verb for entry in history.entries_of(same)] == ["import_minutes", "reimport"]


def test_a_member_of_the_team_may_not_replace_minutes(secretariat, wt_member):
    meeting = make.a_meeting(secretariat)
    ready = make.an_import(wt_member, make.TEXT + "\n")

    with pytest.raises(Refused) as refused:
        saving.save(ready, by=wt_member, edition_of=meeting)

    ready.refresh_from_db()
    assert refused.value.decision.refusal is RefusalKind.FORBIDDEN
    assert (ready.status, ready.meeting) == (ImportStatus.READY, None)


def test_the_number_of_queries_does_not_grow_with_the_speeches(
    secretariat, misato, yamaguchi, django_assert_max_num_queries
):
    short = make.an_import(secretariat)
    more = "\n".join(f"○佐藤美郷町長　{i}点目の説明です。" for i in range(50))
    long = make.an_import(secretariat, make.TEXT.replace("第3回", "第4回") + more)
    with django_assert_max_num_queries(200) as few:
        saving.save(short, by=secretariat)

    with django_assert_max_num_queries(len(few)):
        saving.save(long, by=secretariat)

    assert connection.in_atomic_block


def test_what_is_saved_can_be_proved(secretariat, misato):
    make.a_meeting(secretariat)

    assert verify_all().mismatches == ()


def test_short_names_and_kinds_of_bodies():
    full = "国・地方デジタル共通基盤の整備・運用に向けた検討体制構築準備会合"

    assert (short_name(full), kind_of(full)) == ("準備会合", BodyKind.PREPARATORY)
    assert short_name("共通基盤連絡会議") == "共通基盤連絡会議"
    assert short_name("あ" * 40) == "あ" * 19 + "…"
    assert kind_of("国・地方デジタル共通基盤ワーキングチーム") == BodyKind.WORKING_TEAM
