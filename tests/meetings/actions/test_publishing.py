from datetime import UTC, datetime

import pytest

from issues.models import LocalRequest
from meetings.actions import meetings, saving, sentences, suggestions
from meetings.enums import MeetingStatus
from meetings.models import Suggestion
from meetings.review import coverage
from tests.factories import meetings as make
from workflow import history
from workflow.machine import RefusalKind, Refused

NOW = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)
LATER = datetime(2024, 7, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def meeting(secretariat, misato, yamaguchi, digital, points):
    return make.a_meeting(secretariat)


def accept(quote, by):
    return suggestions.accept(Suggestion.objects.get(type="request", quote=quote), by=by)


def read_all(meeting, by):
    for suggestion in Suggestion.objects.pending():
        suggestions.dismiss(suggestion, by=by)
    for speech in meeting.current_source.speeches.all():
        sentences.clear(speech, by=by)


def test_publishing_shows_the_minutes_and_what_was_logged(secretariat, visitor, meeting):
    accept(make.TOWN, secretariat)
    read_all(meeting, secretariat)

    published = meetings.publish(meeting, by=secretariat, now=NOW)

    assert (published.status, published.published_at) == (MeetingStatus.PUBLISHED, NOW)
    assert [r.published_at for r in LocalRequest.objects.visible_to(visitor)] == [NOW]
    assert coverage.coverage_of(published).complete


def test_open_sentences_need_a_reason_which_is_kept(secretariat, meeting):
    with pytest.raises(Refused) as refused:
        meetings.publish(meeting, by=secretariat, now=NOW, reason=" ")
    published = meetings.publish(meeting, by=secretariat, now=NOW, reason="締切り")

    entry = history.entries_of(published).last()
    assert refused.value.decision.refusal is RefusalKind.INCOMPLETE
    assert (published.unread_reason, entry.reason) == ("締切り", "締切り")


def test_nothing_is_published_when_it_is_refused(secretariat, meeting):
    accept(make.TOWN, secretariat)

    with pytest.raises(Refused):
        meetings.publish(meeting, by=secretariat, now=NOW)

    meeting.refresh_from_db()
    assert (meeting.published_at, LocalRequest.objects.get().published_at) == (None, None)


def test_a_withdrawn_request_stays_internal(secretariat, visitor, meeting):
    suggestions.undo(accept(make.TOWN, secretariat), by=secretariat)

    meetings.publish(meeting, by=secretariat, now=NOW, reason="途中")

    assert LocalRequest.objects.visible_to(visitor).count() == 0


def test_a_second_time_publishes_only_what_is_new(secretariat, meeting):
    accept(make.TOWN, secretariat)
    meetings.publish(meeting, by=secretariat, now=NOW, reason="途中")
    accept(make.PREFECTURE, secretariat)

    again = meetings.publish(meeting, by=secretariat, now=LATER, reason="続き")

    stamps = LocalRequest.objects.order_by("number").values_list("published_at", flat=True)
    assert list(stamps) == [NOW, LATER]
    assert again.published_at == NOW


def test_a_request_whose_words_were_lost_is_published_too(secretariat, meeting):
    accept(make.TOWN, secretariat)
    text = make.TEXT.replace(make.TOWN, "移行の話はしておりません。")
    saving.save(make.an_import(secretariat, text, meeting=meeting), by=secretariat)

    meetings.publish(meeting, by=secretariat, now=NOW, reason="途中")

    assert LocalRequest.objects.get().published_at == NOW


@pytest.mark.parametrize("who", ["wt_member", "misato", "digital", "stranger"])
def test_others_may_not_publish(request, meeting, who):
    with pytest.raises(Refused) as refused:
        meetings.publish(meeting, by=request.getfixturevalue(who), now=NOW, reason="だめ")

    assert refused.value.decision.refusal is RefusalKind.FORBIDDEN


def test_facts_are_edited_by_version(secretariat, meeting):
    edited = meetings.edit(meeting, by=secretariat, version=meeting.version, place="霞が関")

    with pytest.raises(Refused) as refused:
        meetings.edit(meeting, by=secretariat, version=meeting.version, place="永田町")

    edited.refresh_from_db()
    assert edited.place == "霞が関"
    assert refused.value.decision.refusal is RefusalKind.CONFLICT
