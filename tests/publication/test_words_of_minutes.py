"""Words of the minutes under ■: what repeats them goes along, and can still be proved."""

import hashlib

import pytest
from django.utils import timezone

from issues.models import DiscussionPoint, LocalRequest
from meetings.actions import meetings, passages
from meetings.models import Passage, Speech, Suggestion
from meetings.review.proofs import verify_all
from publication.actions import blackouts
from publication.models import Removal
from publication.removals import places, removable
from tests.factories import meetings as make
from workflow.machine import Refused

pytestmark = pytest.mark.usefixtures("points", "misato", "yamaguchi", "digital")


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def speech(secretariat):
    """A speech of published minutes; a request rests on one of its sentences."""
    meeting = make.a_meeting(secretariat)
    speech = meeting.current_source.speeches.get(index=2)
    start = speech.text.index(make.TOWN)
    passages.log_request(
        by=secretariat, speech=speech, start=start, end=start + len(make.TOWN),
        kind="request", title="別の言葉の件名", points=[DiscussionPoint.objects.get(code="cost")],
    )  # fmt: skip
    meetings.publish(meeting, by=secretariat, now=timezone.now(), reason="見本のため。")
    return Speech.objects.get(pk=speech.pk)


def black_out(obj, words, by):
    row = removable.removable_of(obj)
    (removal,) = blackouts.black_out(
        [each.place for each in places.in_thing(row, obj, words)],
        by=by, ground="personal", reason="個人の名前のため。", now=timezone.now(),
    )  # fmt: skip
    return removal


WORDS = make.TOWN[2:6]


def test_quotes_and_candidates_go_along_and_can_be_proved(speech, secretariat):
    passage, text = speech.passages.get(), speech.text
    with speech.source.file.open("rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()

    removal = black_out(speech, WORDS, secretariat)

    passage.refresh_from_db()
    speech.refresh_from_db()
    assert WORDS not in speech.text
    assert len(speech.text) == len(text)
    assert passage.quote == make.TOWN[:2] + "■■■■" + make.TOWN[6:]
    assert speech.text[passage.start : passage.end] == passage.quote
    assert not Suggestion.objects.filter(quote__contains=WORDS).exists()
    assert not Suggestion.objects.filter(summary__contains=WORDS).exists()
    assert passage in [part.obj for part in removal.parts.all()]
    assert verify_all().mismatches == ()
    assert speech.source.sha256 == digest


def test_words_beside_a_quote_go_along_too(speech, secretariat):
    passage = speech.passages.get()
    beside = passage.prefix or passage.suffix
    words = beside[-4:] if passage.prefix else beside[:4]

    black_out(speech, words, secretariat)

    passage.refresh_from_db()
    assert "■■■" in passage.prefix + passage.suffix
    assert passage.quote == make.TOWN
    assert verify_all().mismatches == ()


def test_a_changed_quote_is_still_found_out(speech, secretariat):
    black_out(speech, WORDS, secretariat)
    Passage.objects.filter(speech=speech).update(quote="作り話")

    (mismatch,) = verify_all().mismatches

    assert mismatch.reason == "その位置に、引用した言葉がありません。"


def test_the_file_is_handed_to_the_secretariat_alone(speech, secretariat, wt_member, as_, visitor):
    path = f"/meetings/{speech.source.meeting_id}/source/"

    black_out(speech, WORDS, secretariat)

    assert as_(visitor).get(path).status_code == 404
    assert as_(wt_member).get(path).status_code == 404
    assert WORDS in b"".join(as_(secretariat).get(path)).decode()


def test_pages_and_searches_hold_the_words_no_longer(speech, secretariat, as_, visitor):
    request = LocalRequest.objects.get()
    path = f"/meetings/{speech.source.meeting_id}/"
    pages = (path, f"{path}?edition=1", request.get_absolute_url(),
             f"/api{request.get_absolute_url()}")  # fmt: skip
    before = [WORDS in as_(visitor).get(page).content.decode() for page in pages]
    found = as_(visitor).get("/api/requests/", {"q": WORDS}).json()["count"]

    black_out(speech, WORDS, secretariat)

    request.refresh_from_db()
    assert (before[0], before[2], found) == (True, True, 1)
    assert [WORDS in as_(visitor).get(page).content.decode() for page in pages] == [False] * 4
    assert as_(visitor).get("/api/requests/", {"q": WORDS}).json()["count"] == 0


def test_taking_it_back_puts_everything_back(speech, secretariat, as_, visitor):
    text, quote = speech.text, speech.passages.get().quote
    removal = black_out(speech, WORDS, secretariat)

    blackouts.show_words(removal, by=secretariat, reason="取り違えた。", now=timezone.now())

    assert Speech.objects.get(pk=speech.pk).text == text
    assert Passage.objects.get(speech=speech).quote == quote
    assert as_(visitor).get("/api/requests/", {"q": WORDS}).json()["count"] == 1
    assert Removal.objects.standing().count() == 0
    assert verify_all().mismatches == ()
    (line,) = as_(visitor).get("/removals/").context["lines"]
    assert line.since == "取り消しました"


def test_what_was_rewritten_since_is_not_put_back(speech, secretariat):
    request = LocalRequest.objects.get()
    removal = black_out(request, "別の言葉", secretariat)
    LocalRequest.objects.filter(pk=request.pk).update(title="書き直した件名")

    with pytest.raises(Refused, match="元の言葉には戻せません"):
        blackouts.show_words(removal, by=secretariat, reason="取り違えた。", now=timezone.now())


def test_two_acts_on_one_speech_can_be_taken_back_one_by_one(speech, secretariat):
    text, other = speech.text, make.TOWN[8:11]
    first = black_out(speech, WORDS, secretariat)
    speech.refresh_from_db()
    second = black_out(speech, other, secretariat)

    blackouts.show_words(first, by=secretariat, reason="取り違えた。", now=timezone.now())
    half = Speech.objects.get(pk=speech.pk).text
    proved = verify_all().mismatches
    blackouts.show_words(second, by=secretariat, reason="取り違えた。", now=timezone.now())

    assert WORDS in half
    assert other not in half
    assert proved == ()
    assert Speech.objects.get(pk=speech.pk).text == text
