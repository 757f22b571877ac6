import pytest

from issues.models import Commitment, DiscussionPoint, LocalRequest
from meetings.actions import passages, sentences, suggestions
from meetings.enums import MeetingStatus
from meetings.models import Suggestion
from tests.factories import meetings as make
from tests.factories.publishing import publish, typed


@pytest.fixture
def meeting(secretariat, misato, yamaguchi, digital, points):
    return make.a_meeting(secretariat)


@pytest.fixture
def address(meeting):
    return f"/meetings/{meeting.pk}/publish/"


def accept_all(meeting, by):
    for suggestion in Suggestion.objects.filter(source=meeting.current_source):
        suggestions.accept(suggestion, by=by)


def clear_the_rest(meeting, by):
    for speech in meeting.current_source.speeches.all():
        sentences.clear(speech, by=by)


def log_one(meeting, by):
    speech = meeting.current_source.speeches.get(index=2)
    start = speech.text.index("町では")
    return passages.log_request(
        by=by,
        speech=speech,
        start=start,
        end=start + 6,
        kind="request",
        title="後から登録した要望",
        points=[DiscussionPoint.objects.get(code="cost")],
    )


def because(meeting, words):
    return {f"reason.meeting.{meeting.pk}": words}


def text_of(response):
    return response.content.decode()


def test_it_says_what_becomes_public_and_what_is_unread(as_, secretariat, meeting, address):
    accept_all(meeting, secretariat)

    page = text_of(as_(secretariat).get(address))

    for record in (*LocalRequest.objects.all(), *Commitment.objects.all()):
        assert record.number in page
    assert "まだ確かめていない文" in page


def test_a_whole_meeting_is_published_with_its_records(as_, secretariat, visitor, meeting, address):
    accept_all(meeting, secretariat)
    clear_the_rest(meeting, secretariat)

    response = publish(as_(secretariat), address)

    meeting.refresh_from_db()
    assert response.url == meeting.get_absolute_url()
    assert (meeting.status, meeting.unread_reason) == (MeetingStatus.PUBLISHED, "")
    assert LocalRequest.objects.visible_to(visitor).count() == LocalRequest.objects.count()
    assert LocalRequest.objects.count() > 0


def test_with_open_sentences_a_reason_is_needed(as_, secretariat, meeting, address):
    response = publish(as_(secretariat), address, **because(meeting, "  "))

    meeting.refresh_from_db()
    assert response.status_code == 422
    assert "残したまま公表する理由を書いてください" in text_of(response)
    assert meeting.published_at is None


def test_the_reason_is_kept_with_the_meeting(as_, secretariat, meeting, address):
    publish(as_(secretariat), address, **because(meeting, "締切りのため先に公表"))

    meeting.refresh_from_db()
    assert meeting.unread_reason == "締切りのため先に公表"
    assert meeting.is_published


def test_a_reason_that_is_too_long_is_kept_on_the_page(as_, secretariat, meeting, address):
    long = "長" * 1001

    response = publish(as_(secretariat), address, **because(meeting, long))

    assert response.status_code == 422
    assert long in text_of(response)


def test_what_is_logged_later_is_published_by_a_second_time(as_, secretariat, meeting, address):
    client = as_(secretariat)
    publish(client, address, **because(meeting, "先に公表"))
    later = log_one(meeting, secretariat)

    page = text_of(client.get(address))
    publish(client, address, **because(meeting, "続き"))

    later.refresh_from_db()
    assert "追加の公表" in page
    assert later.number in page
    assert later.is_published


def test_nothing_new_is_said_and_refused(as_, secretariat, meeting, address):
    client = as_(secretariat)
    publish(client, address, **because(meeting, "先に公表"))

    page = text_of(client.get(address))
    response = client.post(address, typed(meeting) | because(meeting, "もう一度"))

    assert "新しく公表するものはありません" in page
    assert response.status_code == 409
    assert "新しく公表するものがありません" in text_of(response)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("secretariat", 200),
        ("wt_member", 403),
        ("misato", 403),
        ("digital", 403),
        ("stranger", 404),
        ("visitor", 302),
    ],
)
def test_only_the_secretariat_publishes(as_, request, meeting, address, who, expected):
    client = as_(request.getfixturevalue(who))

    response = client.get(address)
    if expected == 200:
        return
    client.post(address, typed(meeting) | because(meeting, "だめなはず"))

    meeting.refresh_from_db()
    assert response.status_code == expected
    assert meeting.published_at is None


def test_the_page_costs_the_same_with_many_records(
    as_, secretariat, meeting, address, django_assert_max_num_queries
):
    client = as_(secretariat)
    log_one(meeting, secretariat)
    with django_assert_max_num_queries(48) as few:
        client.get(address)
    accept_all(meeting, secretariat)

    # The first commitments bring one query for their points.
    with django_assert_max_num_queries(len(few) + 1):
        client.get(address)
