"""What waits to be published, and the texts that stand for it in a rehearsal."""

import pytest
from django.utils import timezone

from issues.actions import replies
from issues.models import LocalRequest, Opinion, Reply
from meetings.models import Meeting
from publication.rehearsal import publishable
from tests.factories.publishing import seen_of
from tests.factories.rows import put

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(scenes):
    return publishable.table()


def shown(row, obj):
    return {text.label: text.text for text in row.texts(obj)}


def test_the_desk_knows_meetings_requests_commitments_replies_and_opinions(rows):
    assert {"meeting", "request", "commitment", "reply", "opinion"} <= set(rows)
    assert next(iter(rows)) == "meeting"


def test_a_voice_waits_until_it_is_published(rows, scenes, secretariat):
    words = scenes.steps["p:settled"].local_request.settlements.get()
    row = rows["settlement"]
    request = rows["request"]

    assert words in row.waiting()
    assert shown(row, words) == {"反映先": "基本方針 2.(3)"}
    assert "反映先" not in shown(request, words.local_request)

    row.publish(words, by=secretariat, now=timezone.now())

    assert words not in row.waiting()
    assert shown(request, words.local_request)["反映先"] == "基本方針 2.(3)"


def test_two_rows_of_one_key_are_refused(rows, settings, monkeypatch):
    publishable.table.cache_clear()
    settings.PUBLISHING_MODULES = (
        "issues.publishing.publishables",
        "issues.publishing.publishables",
    )

    with pytest.raises(ValueError, match="the same key"):
        publishable.table()

    publishable.table.cache_clear()


def test_each_row_knows_its_objects_by_their_model(rows):
    for row in rows.values():
        assert publishable.row_of(row.model()) is row
    with pytest.raises(KeyError):
        publishable.row_of(timezone)


def test_a_handed_in_reply_waits_and_a_published_one_does_not(rows, scenes, secretariat):
    waiting = rows["reply"].waiting()
    reply = waiting.first()

    rows["reply"].publish(reply, by=secretariat, now=timezone.now())

    assert reply.status == "submitted"
    assert reply not in rows["reply"].waiting()
    assert not Reply.objects.filter(status="draft", pk__in=waiting).exists()


def test_a_request_on_minutes_waits_with_its_meeting_and_not_by_itself(rows, scenes):
    place = scenes.about("u")

    meeting = rows["meeting"].waiting().get(pk=place.meeting.pk)

    assert place.local_request not in rows["request"].waiting()
    along = {rows[key].ref(obj) for key, obj in rows["meeting"].along(meeting)}
    assert f"request.{place.local_request.pk}" in along
    assert f"commitment.{place.commitment.pk}" in along


def test_a_published_meeting_waits_again_for_records_logged_later(rows, scenes):
    place = scenes.about("p")
    assert place.meeting not in rows["meeting"].waiting()

    put(LocalRequest.objects.filter(pk=place.local_request.pk), published_at=None)

    assert place.meeting in rows["meeting"].waiting()


def test_the_texts_of_a_meeting_hold_every_speech_and_every_name(rows, scenes):
    meeting = scenes.about("u").meeting

    texts = rows["meeting"].texts(meeting)
    all_of_it = "\n".join(f"{text.label}\n{text.text}" for text in texts)

    for speech in meeting.current_source.speeches.all():
        assert speech.text in all_of_it
        assert speech.label in all_of_it
    for who in meeting.attendances.all():
        assert who.name in all_of_it
    assert {text.before for text in texts} == {""}


def test_what_is_public_already_is_told_apart(rows, scenes):
    meeting = scenes.about("p").meeting

    assert all(text.before == text.text for text in rows["meeting"].texts(meeting))


def test_a_correction_stands_beside_the_reply_that_is_public(rows, scenes, secretariat, digital):
    reply = rows["reply"].waiting().filter(edition=1).first()
    published = replies.publish(reply, by=secretariat, now=timezone.now())
    correction = replies.correct(published, by=digital, reason="金額の誤り")
    replies.edit(correction, by=digital, text="別の文です。")

    texts = {text.label: text for text in rows["reply"].texts(Reply.objects.get(pk=correction.pk))}

    assert (texts["回答"].text, texts["回答"].before) == ("別の文です。", published.text)
    assert (texts["訂正の理由"].text, texts["訂正の理由"].before) == ("金額の誤り", "")


@pytest.mark.parametrize("field", ["title", "ask", "trouble", "speaker"])
def test_every_letter_of_a_request_counts(scenes, field):
    obj = scenes.about("u").local_request
    before = seen_of(obj)

    setattr(obj, field, f"{getattr(obj, field)}。")

    assert seen_of(obj) != before


def test_an_attachment_counts_by_its_bytes(rows, scenes, digital):
    row = rows["reply"]
    reply = row.waiting().first()
    with_one = replies.attach(reply, by=digital, data=b"one", filename="a.txt").reply
    first = seen_of(with_one)
    file = with_one.attachments.get(sha256__startswith="7692c3ad")

    file.sha256 = "f" * 64
    file.save()

    assert seen_of(Reply.objects.get(pk=reply.pk)) != first


def test_the_digest_tells_heading_and_text_apart():
    one, other = [publishable.Shown("ab", "c")], [publishable.Shown("a", "bc")]

    assert publishable.digest_of(one) != publishable.digest_of(other)


def test_a_list_of_what_waits_takes_one_query_for_each_noun(
    rows, scenes, django_assert_num_queries
):
    for row in rows.values():
        with django_assert_num_queries(1):
            for obj in row.waiting():
                assert row.title(obj)
                assert row.group(obj)
                row.url(obj)


def test_an_opinion_that_was_given_waits(rows, scenes):
    waiting = rows["opinion"].waiting()

    assert list(waiting.order_by("pk")) == list(Opinion.objects.filter(status="given"))
    assert "見解" in shown(rows["opinion"], waiting.first())


def test_a_planned_meeting_does_not_wait(rows, scenes):
    planned = Meeting.objects.filter(status="planned")

    assert planned.exists()
    assert not rows["meeting"].waiting().filter(pk__in=planned).exists()


@pytest.mark.parametrize("step", ["u:logged", "u:replied", "u:opined"])
def test_withdrawing_the_request_changes_what_waits(scenes, step):
    found = scenes.about(step)
    obj = {
        "u:logged": found.local_request,
        "u:replied": found.reply,
        "u:opined": found.opinion,
    }[step]
    before = seen_of(obj)

    put(LocalRequest.objects.filter(pk=found.local_request.pk), status="withdrawn")
    again = type(obj).objects.get(pk=obj.pk)

    assert seen_of(again) != before


def test_a_withdrawn_request_is_not_published(rows, scenes, secretariat):
    obj = scenes.about("u:logged").local_request
    assert rows["request"].decide(secretariat, obj)

    obj.status = "withdrawn"

    assert "取下げ" in rows["request"].decide(secretariat, obj).reason


def test_a_commitment_on_minutes_is_not_published_by_itself(rows, scenes, secretariat):
    """Its words stand in minutes that nobody outside reads yet."""
    promise = scenes.about("u").commitment

    decision = rows["commitment"].decide(secretariat, promise)

    assert "議事要旨を公表すると" in decision.reason
    assert promise not in rows["commitment"].waiting()
