import pytest
from django.utils import timezone

from issues.models import LocalRequest
from meetings.actions import meetings, passages, saving, sentences, suggestions
from meetings.enums import AnchorStatus, SuggestionStatus
from meetings.models import Passage, Sentence, Suggestion
from meetings.review.proofs import verify_all
from tests.factories import meetings as make
from workflow import history

CHANGED = make.TOWN.replace("国の財政支援", "国による十分な財政支援")


@pytest.fixture
def meeting(secretariat, misato, yamaguchi, digital, points):
    return make.a_meeting(secretariat)


@pytest.fixture
def accepted(secretariat, meeting):
    for quote in (make.TOWN, make.PREFECTURE):
        suggestions.accept(Suggestion.objects.get(type="request", quote=quote), by=secretariat)
    return meeting


def correct(meeting, by, text):
    return saving.save(make.an_import(by, text, meeting=meeting), by=by)[1]


def passage(code):
    return Passage.objects.get(local_request__organization__code=code)


def test_the_same_words_follow_into_the_new_version(secretariat, accepted):
    report = correct(accepted, secretariat, make.TEXT.replace("本日は", "今日は"))

    town = passage("054348")
    assert report.counts == {"same": 2, "moved": 0, "doubtful": 0, "gone": 0}
    assert town.speech.source_id == type(accepted).objects.get().current_source_id
    assert town.speech.text[town.start : town.end] == make.TOWN
    assert verify_all().mismatches == ()


def test_words_that_moved_follow_and_say_so(secretariat, accepted):
    text = make.TEXT.replace("○佐藤美郷町長　", "○佐藤美郷町長　はじめに御礼を申し上げます。")

    report = correct(accepted, secretariat, text)

    assert report.counts["doubtful"] == report.counts["gone"] == 0
    assert passage("054348").anchor_status == AnchorStatus.MOVED
    assert verify_all().mismatches == ()


def test_changed_words_stay_with_the_old_version_and_wait(secretariat, accepted):
    report = correct(accepted, secretariat, make.TEXT.replace(make.TOWN, CHANGED))

    town = passage("054348")
    assert report.to_check == [town.pk]
    assert town.anchor_status == AnchorStatus.DOUBTFUL
    assert (town.quote, town.speech.source.edition) == (make.TOWN, 1)
    assert verify_all().mismatches == ()


def test_a_planted_look_alike_is_not_linked_in_silence(secretariat, accepted):
    text = make.TEXT.replace(make.TOWN, "").replace(
        "財政支援について検討してまいります。", f"{make.TOWN}検討してまいります。"
    )

    correct(accepted, secretariat, text)

    town = passage("054348")
    assert town.anchor_status in (AnchorStatus.DOUBTFUL, AnchorStatus.GONE)
    assert town.speech.source.edition == 1


def test_the_request_says_that_its_words_were_not_found(secretariat, accepted):
    correct(accepted, secretariat, make.TEXT.replace(make.TOWN, CHANGED))

    entry = history.entries_of(passage("054348").record).last()
    assert (entry.verb, entry.details["unanchored"]["quote"]) == ("anchor", make.TOWN)


def test_one_left_undecided_is_looked_for_again_in_the_next_version(secretariat, accepted):
    correct(accepted, secretariat, make.TEXT.replace(make.TOWN, CHANGED))

    report = correct(accepted, secretariat, make.TEXT.replace("本日は", "今日は"))

    town = passage("054348")
    assert report.to_check == []
    assert (town.anchor_status, town.speech.source.edition) == (AnchorStatus.SAME, 3)


def test_one_settled_as_gone_is_left_alone(secretariat, accepted):
    correct(accepted, secretariat, make.TEXT.replace(make.TOWN, CHANGED))
    passages.settle_anchor(passage("054348"), by=secretariat, speech=None)

    report = correct(accepted, secretariat, make.TEXT.replace("本日は", "今日は"))

    assert report.counts["same"] == 1
    assert passage("054348").speech.source.edition == 1


def test_a_withdrawn_request_does_not_stop_the_correction(secretariat, accepted):
    taken_back = Suggestion.objects.get(type="request", quote=make.TOWN)
    suggestions.undo(taken_back, by=secretariat)

    report = correct(accepted, secretariat, make.TEXT.replace(make.TOWN, CHANGED))

    assert report.to_check == []
    assert LocalRequest.objects.get(organization__code="054348").status == "withdrawn"


def test_decisions_and_read_sentences_follow_their_words(secretariat, accepted):
    speech = accepted.current_source.speeches.get(index=2)
    start = speech.text.index("システム")
    sentences.clear(speech, by=secretariat, start=start)

    correct(accepted, secretariat, make.TEXT.replace("本日は", "今日は"))

    source = type(accepted).objects.get().current_source
    decided = Suggestion.objects.filter(source=source, status=SuggestionStatus.ACCEPTED)
    cleared = Sentence.objects.filter(speech__source=source, cleared_at__isnull=False)
    assert [s.quote for s in decided] == [make.TOWN, make.PREFECTURE]
    assert [str(s) for s in cleared] == ["システムの数は二十です。"]
    assert Suggestion.objects.filter(source__edition=1).count() == 0


def test_a_published_meeting_stays_published_through_a_correction(secretariat, accepted):
    meetings.publish(accepted, by=secretariat, now=timezone.now(), reason="途中")

    correct(accepted, secretariat, make.TEXT.replace(make.TOWN, CHANGED))

    accepted.refresh_from_db()
    assert accepted.is_published
    assert passage("054348").record.is_published
