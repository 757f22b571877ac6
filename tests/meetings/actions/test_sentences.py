import pytest
from django.utils import timezone

from accounts.enums import Role
from meetings.actions import sentences, suggestions
from meetings.models import Sentence, Speech, Suggestion
from meetings.review import coverage
from meetings.review.coverage import Coverage
from tests.factories.minutes import Said, minutes, person
from workflow import history
from workflow.machine import RefusalKind, Refused

pytestmark = pytest.mark.django_db

TEXT = "一つ目。二つ目。\n三つ目の要望。四つ目。"


@pytest.fixture
def member():
    return person("member")


@pytest.fixture
def meeting(member):
    return minutes(
        Said(TEXT, asks=["三つ目の要望。"]),
        Said("国の発言。", by="河野 太郎", side="national", code=None),
    )


@pytest.fixture
def speech(meeting):
    return Speech.objects.get(index=1)


def cleared():
    return [str(s) for s in Sentence.objects.filter(cleared_at__isnull=False)]


def test_sentences_of_the_local_side_alone_are_counted(meeting):
    assert coverage.coverage_of(meeting) == Coverage(linked=0, cleared=0, open=4)


def test_coverage_tells_linked_cleared_and_open_apart(member, meeting, speech):
    suggestions.accept(Suggestion.objects.get(), by=member)
    sentences.clear(speech, by=member, start=0, end=4)

    found = coverage.coverage_of(meeting)

    assert found == Coverage(linked=1, cleared=1, open=2)
    assert (found.percent, found.complete) == (50, False)


def test_a_linked_sentence_counts_once_even_when_it_was_cleared_before(member, meeting, speech):
    Sentence.objects.filter(speech=speech).update(cleared_by=member, cleared_at=timezone.now())

    suggestions.accept(Suggestion.objects.get(), by=member)

    assert coverage.coverage_of(meeting) == Coverage(linked=1, cleared=3, open=0)


def test_words_taken_back_leave_their_sentence_open_again(member, meeting):
    suggestions.accept(Suggestion.objects.get(), by=member)
    suggestions.undo(Suggestion.objects.get(), by=member)

    assert coverage.coverage_of(meeting) == Coverage(linked=0, cleared=0, open=4)


def test_a_sentence_that_the_span_only_touches_stays_open(member, speech):
    sentences.clear(speech, by=member, start=0, end=6)

    assert cleared() == ["一つ目。"]


def test_clearing_is_recorded_with_its_span_and_count(member, speech):
    sentences.clear(speech, by=member, start=0, end=8)

    (entry,) = history.entries_of(speech)
    assert (entry.verb, entry.by) == ("clear_sentences", member)
    assert entry.details == {"start": 0, "end": 8, "count": 2}


def test_clearing_nothing_records_nothing(member, speech):
    sentences.clear(speech, by=member)
    assert sentences.clear(speech, by=member) == 0

    assert history.entries_of(speech).count() == 1


def test_reopening_takes_the_mark_back(member, speech):
    sentences.clear(speech, by=member)

    assert sentences.reopen(speech, by=member, start=0, end=4) == 1
    assert cleared() == ["二つ目。", "四つ目。"]


@pytest.mark.parametrize("verb", [sentences.clear, sentences.reopen])
def test_others_may_not(speech, verb):
    with pytest.raises(Refused) as refused:
        verb(speech, by=person("ministry", role=Role.MINISTRY))

    assert refused.value.decision.refusal is RefusalKind.FORBIDDEN
