import pytest

from accounts.enums import Role
from issues.models import DiscussionPoint, LocalRequest
from issues.search import finding
from meetings.actions import passages
from meetings.models import Passage, Speech
from tests.factories.minutes import Said, minutes, person
from workflow import history
from workflow.machine import RefusalKind, Refused

pytestmark = pytest.mark.django_db

TEXT = "前置き。費用😀を国が持ってほしい。\n人材も足りません。" + "続き。" * 30


@pytest.fixture
def member():
    return person("member")


@pytest.fixture
def speech(member):
    minutes(Said(TEXT))
    return Speech.objects.get()


def span(words):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def log(member, speech, words="費用😀を国が持ってほしい。", **changes):
    facts = {
        "by": member,
        "speech": speech,
        "kind": "request",
        "title": "費用を持ってほしい",
        "points": [DiscussionPoint.objects.get(code="cost")],
        **span(words),
        **changes,
    }
    return passages.log_request(**facts)


def test_a_passage_keeps_the_words_their_surroundings_and_the_source(member, speech):
    passage = log(member, speech).passages.get()

    assert passage.quote == TEXT[passage.start : passage.end] == "費用😀を国が持ってほしい。"
    assert passage.prefix == "前置き。"
    assert passage.suffix == TEXT[passage.end : passage.end + 32]
    assert passage.source_sha256 == speech.source.sha256


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (0, 10_000), (17, 18), (-1, 4)])
def test_words_that_are_not_in_the_speech_are_refused(member, speech, start, end):
    with pytest.raises(Refused, match="引用する言葉が選ばれていません"):
        log(member, speech, start=start, end=end)

    assert LocalRequest.objects.count() == 0


def test_a_whole_long_speech_is_no_quote(member):
    minutes(Said("長い。" * 700))
    speech = Speech.objects.get()

    with pytest.raises(Refused, match="引用が長すぎます（2100字）"):
        log(member, speech, start=0, end=2100)


def test_a_refused_request_leaves_no_number_behind(member, speech):
    with pytest.raises(Refused):
        log(member, speech, title="")

    assert log(member, speech).number == "R6-0001"


def test_the_same_words_twice_are_one_passage(member, speech):
    record = log(member, speech)
    more = span("人材も足りません。")

    first = passages.add(record, by=member, speech=speech, **more)
    again = passages.add(record, by=member, speech=speech, **more)

    assert first == again
    assert record.passages.count() == 2
    assert [entry.verb for entry in history.entries_of(record)] == ["log", "anchor"]


def test_added_words_are_found_by_the_search(member, speech):
    record = log(member, speech)

    passages.add(record, by=member, speech=speech, **span("人材も足りません。"))

    found = finding.with_words(LocalRequest.objects.all(), "人材も", actor=member)
    assert list(found) == [record]


def test_a_record_keeps_at_least_one_passage(member, speech):
    record = log(member, speech)
    with pytest.raises(Refused, match="最後の引用箇所は外せません"):
        passages.remove(record.passages.get(), by=member)
    more = passages.add(record, by=member, speech=speech, **span("人材も足りません。"))

    passages.remove(more, by=member)

    assert [p.quote for p in record.passages.all()] == ["費用😀を国が持ってほしい。"]


def test_others_may_not_add_words(member, speech):
    record = log(member, speech)

    with pytest.raises(Refused) as refused:
        passages.add(
            record,
            by=person("ministry", role=Role.MINISTRY),
            speech=speech,
            **span("人材も足りません。"),
        )

    assert refused.value.decision.refusal is RefusalKind.FORBIDDEN
    assert Passage.objects.count() == 1
