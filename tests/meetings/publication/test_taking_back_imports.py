"""A half-made import is given up at any stage; a saved one is taken back (issue 7, C)."""

from datetime import UTC, datetime

import pytest
from pytest_django.asserts import assertContains

from issues.models import LocalRequest
from meetings.actions import imports, meetings, passages, saving, sessions, suggestions, taking_back
from meetings.enums import ImportStatus, MeetingStatus
from meetings.minutes.document import UnreadableMinutes
from meetings.models import Body, Meeting, MinutesImport, Passage, Speech, Suggestion
from tests.factories import meetings as make
from tests.factories import sittings
from workflow import history
from workflow.machine import RefusalKind, Refused

NOW = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)
WHY = "別の会合のファイルだったため"
CORRECTED = (
    make.TEXT.replace("二十", "三十")
    .replace("佐藤 一郎", "佐藤 一朗")
    .replace("2 意見交換", "2 討議")
)


@pytest.fixture
def cast(secretariat, misato, yamaguchi, digital, points):
    return secretariat


def take_back(minutes_import, by, reason=WHY):
    minutes_import.refresh_from_db()
    return taking_back.take_back(minutes_import, by=by, reason=reason)


def state(meeting):
    """All that a meeting says, for comparing."""
    meeting = Meeting.objects.get(pk=meeting.pk)
    return {
        "facts": (meeting.title, meeting.place, str(meeting.held_on), meeting.status),
        "source": meeting.current_source_id,
        "agenda": [str(each) for each in meeting.agenda_items.all()],
        "documents": [str(each) for each in meeting.documents.all()],
        "people": [str(each) for each in meeting.attendances.all()],
        "passages": list(Passage.objects.values("pk", "speech", "start", "end", "quote", "prefix")),
        "decided": list(
            Suggestion.objects.exclude(status="pending").values("pk", "source", "start", "status")
        ),
        "pending": list(Suggestion.objects.pending().values("pk", "source", "start", "quote")),
        "speakers": list(Speech.objects.order_by("pk").values_list("pk", "attendance__name")),
    }


def test_an_import_is_given_up_while_it_is_read(cast):
    minutes_import = imports.hand_in(by=cast, data=make.TEXT.encode(), filename="m.txt")
    MinutesImport.objects.filter(pk=minutes_import.pk).update(status=ImportStatus.READING)
    minutes_import.refresh_from_db()

    given_up = imports.discard(minutes_import, by=cast)
    read = imports.read(given_up)

    assert (given_up.status, read.status) == (ImportStatus.DISCARDED, ImportStatus.DISCARDED)


def test_a_reading_that_comes_too_late_changes_nothing(cast):
    minutes_import = imports.hand_in(by=cast, data=make.TEXT.encode(), filename="m.txt")

    def slowly(data, filename, **more):
        imports.discard(MinutesImport.objects.get(), by=cast)
        raise UnreadableMinutes("読めません。")

    assert imports.read(minutes_import, reader=slowly).status == ImportStatus.DISCARDED


def test_a_meeting_made_by_mistake_is_gone_again(cast):
    minutes_import = make.an_import(cast)
    meeting, _ = saving.save(minutes_import, by=cast)
    key = meeting.pk

    back = take_back(minutes_import, cast)

    assert (back.status, back.meeting, back.source.meeting) == (ImportStatus.READY, None, None)
    assert not Meeting.objects.filter(pk=key).exists()
    assert not Body.objects.exists()
    assert (Speech.objects.count(), Suggestion.objects.count()) == (0, 0)
    entry = history.entries_of(back).last()
    assert (entry.verb, entry.reason) == ("take_back", WHY)


def test_it_can_be_saved_again_afterwards(cast):
    minutes_import = make.an_import(cast)
    saving.save(minutes_import, by=cast)

    meeting, _ = saving.save(take_back(minutes_import, cast), by=cast)

    assert meeting.current_source.edition == 1
    assert meeting.current_source.speeches.count() == 4


def test_a_corrected_edition_goes_and_all_is_as_before(cast):
    meeting = make.a_meeting(cast)
    request = suggestions.accept(
        Suggestion.objects.get(type="request", quote=make.TOWN), by=cast
    ).local_request
    before = state(meeting)
    minutes_import = make.an_import(cast, CORRECTED, meeting=meeting)
    saving.save(minutes_import, by=cast)
    changed = state(meeting)

    take_back(minutes_import, cast)

    assert changed != before
    assert state(meeting) == before
    assert request.passages.get().quote == make.TOWN


def test_a_planned_session_is_planned_again(cast):
    meeting = sittings.planned(cast)
    sessions.list_documents(meeting, by=cast, documents=[("資料1", "費用の試算", "")])
    before = state(meeting)
    minutes_import = make.an_import(cast, meeting=None)
    saving.save(minutes_import, by=cast, edition_of=meeting)
    held = Meeting.objects.get(pk=meeting.pk).status

    take_back(minutes_import, cast)

    assert held == MeetingStatus.HELD
    assert state(meeting) == before
    assert state(meeting)["facts"][-1] == MeetingStatus.PLANNED


def test_numbers_that_rest_on_it_stand_in_the_way(cast):
    minutes_import = make.an_import(cast)
    saving.save(minutes_import, by=cast)
    accepted = suggestions.accept(Suggestion.objects.get(type="request", quote=make.TOWN), by=cast)

    with pytest.raises(Refused) as refused:
        take_back(minutes_import, cast)
    suggestions.undo(accepted, by=cast)
    take_back(minutes_import, cast)

    assert refused.value.decision.refusal is RefusalKind.CONFLICT
    assert accepted.local_request.number in refused.value.decision.reason
    assert LocalRequest.objects.get().status == "withdrawn"
    assert not Passage.objects.exists()


def test_what_is_public_is_not_taken_back(cast):
    minutes_import = make.an_import(cast)
    meeting, _ = saving.save(minutes_import, by=cast)
    meetings.publish(meeting, by=cast, now=NOW, reason="途中")

    with pytest.raises(Refused) as refused:
        take_back(minutes_import, cast)

    assert refused.value.decision.refusal is RefusalKind.CONFLICT


def test_an_earlier_one_waits_for_the_later(cast):
    first = make.an_import(cast)
    meeting, _ = saving.save(first, by=cast)
    saving.save(make.an_import(cast, CORRECTED, meeting=meeting), by=cast)

    with pytest.raises(Refused) as refused:
        take_back(first, cast)

    assert "先に、新しい取込みを取り消してください" in refused.value.decision.reason


def test_who_saved_it_may_and_another_member_may_not(cast, wt_member):
    minutes_import = make.an_import(wt_member)
    saving.save(minutes_import, by=wt_member)
    mine = take_back(minutes_import, wt_member)
    saving.save(mine, by=cast)

    with pytest.raises(Refused) as refused:
        take_back(minutes_import, wt_member)
    with pytest.raises(Refused) as silent:
        take_back(minutes_import, cast, reason=" ")

    assert refused.value.decision.refusal is RefusalKind.FORBIDDEN
    assert silent.value.decision.refusal is RefusalKind.INCOMPLETE


def test_a_passage_added_to_an_older_record_blocks_until_it_is_removed(cast):
    meeting = make.a_meeting(cast)
    request = suggestions.accept(
        Suggestion.objects.get(type="request", quote=make.TOWN), by=cast
    ).local_request
    minutes_import = make.an_import(cast, CORRECTED, meeting=meeting)
    saving.save(minutes_import, by=cast)
    meeting.refresh_from_db()
    speech = meeting.current_source.speeches.get(index=3)
    added = passages.add(request, by=cast, speech=speech, start=0, end=5)

    with pytest.raises(Refused):
        take_back(minutes_import, cast)
    passages.remove(added, by=cast)
    take_back(minutes_import, cast)

    assert request.passages.get().speech.source.edition == 1


def test_the_page_asks_why_and_leads_back_to_the_reading(as_, cast):
    minutes_import = make.an_import(cast)
    meeting, _ = saving.save(minutes_import, by=cast)
    client, address = as_(cast), f"/meetings/import/{minutes_import.pk}/take-back/"

    on_meeting = client.get(f"/meetings/{meeting.pk}/")
    asked = client.get(address)
    silent = client.post(address, {"reason": ""})
    done = client.post(address, {"reason": WHY}, follow=True)

    assertContains(on_meeting, address)
    assertContains(asked, "会合の登録と議事要旨")
    assert silent.status_code == 422
    assertContains(done, "取込みを取り消しました")
    assertContains(done, "読取り結果の確認")
