import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from accounts.enums import Role
from issues.actions import local_requests
from issues.models import DiscussionPoint
from meetings.actions import passages
from meetings.models import AgendaItem, Document, MinutesDecision, Speech, StageDirection
from tests.factories.minutes import Said, edition, minutes, person

pytestmark = pytest.mark.django_db

TEXT = "費用を国が持ってほしい。人材も足りません。\n以上です。"
QUERIES_OF_A_VISITOR = 16
QUERIES_OF_THE_TEAM = 35


@pytest.fixture
def member():
    return person("member")


@pytest.fixture
def meeting(member):
    return minutes(
        Said(TEXT),
        Said("検討します。", by="河野 太郎", side="national", code=None),
        published=True,
    )


@pytest.fixture
def speech(meeting):
    return Speech.objects.get(source=meeting.current_source, index=1)


def page(meeting, **query):
    return reverse("meetings:detail", args=(meeting.pk,), query=query)


def log(member, speech, words, *, published=True):
    start = speech.text.index(words)
    record = passages.log_request(
        by=member,
        speech=speech,
        start=start,
        end=start + len(words),
        kind="request",
        title=words,
        points=[DiscussionPoint.objects.get(code="cost")],
    )
    if published:
        secretary = person("secretary", role=Role.SECRETARIAT)
        record = local_requests.publish(record, by=secretary, now=speech.source.handed_in_at)
    return record


def test_a_visitor_reads_published_minutes_and_published_records(client, member, meeting, speech):
    log(member, speech, "費用を国が持ってほしい。")
    log(member, speech, "人材も足りません。", published=False)

    response = client.get(page(meeting))

    assertContains(response, '<mark class="ask" data-at="0">費用を国が持ってほしい。</mark>')
    assertContains(response, '<span data-at="12">人材も足りません。</span>')
    assertNotContains(response, "R6-0002")
    assert response.context["page"].gained.requests == 1


def test_a_visitor_is_offered_nothing_to_work_with(client, meeting):
    response = client.get(page(meeting))

    assertNotContains(response, "この段落から登録")
    assertNotContains(response, "selection.js")
    assertNotContains(response, "unread")


def test_minutes_before_publication_are_not_there_for_a_visitor(client, member):
    assert client.get(page(minutes(Said(TEXT), number=2))).status_code == 404


def test_the_team_sees_open_sentences_and_the_coverage(client, member, meeting, speech):
    log(member, speech, "費用を国が持ってほしい。")
    client.force_login(member)

    response = client.get(page(meeting))

    assertContains(response, '<mark class="unread" data-at="12">人材も足りません。</mark>')
    assertContains(response, "未確認の文 1", count=2)
    assert (response.context["coverage"].linked, response.context["coverage"].open) == (1, 2)


def test_records_link_both_ways(client, member, meeting, speech):
    record = log(member, speech, "費用を国が持ってほしい。")
    passage = record.passages.get()

    response = client.get(page(meeting))

    assertContains(response, f'href="{record.get_absolute_url()}"')
    assertContains(response, f'id="passage-{passage.pk}"')
    assert passage.get_absolute_url() == (
        f"/meetings/{meeting.pk}/speeches/1/?passage={passage.pk}#passage-{passage.pk}"
    )


def test_where_words_were_highlighted_before_leads_to_their_speech_for_good(
    client, member, meeting, speech
):
    passage = log(member, speech, "費用を国が持ってほしい。").passages.get()

    response = client.get(page(meeting, passage=passage.pk))

    assert (response.status_code, response["Location"]) == (301, passage.get_absolute_url())
    assert passage.is_at(f"{page(meeting, passage=passage.pk)}#passage-{passage.pk}")
    assert not passage.is_at(f"{page(meeting, passage=passage.pk)}#passage-1{passage.pk}")


def test_the_asked_for_passage_is_highlighted(client, member, meeting, speech):
    passage = log(member, speech, "費用を国が持ってほしい。").passages.get()

    response = client.get(passage.get_absolute_url())

    assertContains(response, '<mark class="ask here" data-at="0">費用を国が持ってほしい。</mark>')


@pytest.mark.parametrize("wanted", ["999", "abc", "１２", "9" * 30, "-1"])
def test_a_passage_that_is_not_there_is_said_so(client, meeting, wanted):
    assertContains(client.get(page(meeting, passage=wanted)), "引用箇所が見つかりません")


def test_a_passage_that_may_not_be_seen_is_not_shown(client, member, meeting, speech):
    hidden = log(member, speech, "費用を国が持ってほしい。", published=False).passages.get()

    response = client.get(page(meeting, passage=hidden.pk))

    assertContains(response, "引用箇所が見つかりません")
    assertNotContains(response, "passage-")


def test_overlapping_records_share_their_words(client, member, meeting, speech):
    log(member, speech, "費用を国が持ってほしい。")
    log(member, speech, "ほしい。人材も足りません。")

    response = client.get(page(meeting))

    cut = [
        (piece.segment.text, len(piece.segment.marks))
        for piece in response.context["page"].turns[0].paragraphs[0].pieces
    ]
    assert cut == [("費用を国が持って", 1), ("ほしい。", 2), ("人材も足りません。", 1)]


def test_a_record_taken_back_is_no_longer_marked(client, member, meeting, speech):
    record = log(member, speech, "費用を国が持ってほしい。", published=False)
    local_requests.retract(record, by=member, reason="誤り")
    client.force_login(member)

    assertNotContains(client.get(page(meeting)), "R6-0001")


def test_words_of_a_corrected_edition_are_shown_where_they_were_taken_from(
    client, member, meeting, speech
):
    passage = log(member, speech, "費用を国が持ってほしい。").passages.get()
    meeting.current_source = edition(meeting, Said("別の言葉です。"), published=True)
    meeting.save()

    now = client.get(page(meeting))
    then = client.get(page(meeting, passage=passage.pk), follow=True)

    assertContains(now, "別の言葉です。")
    assertContains(then, "訂正前の議事要旨（第1版）を表示しています")
    assertContains(then, '<mark class="ask here" data-at="0">費用を国が持ってほしい。</mark>')


def test_facts_agenda_documents_and_directions_are_shown(client, meeting, speech):
    public = {"meeting": meeting, "published_at": meeting.published_at}
    upper = AgendaItem.objects.create(position=1, number="2", title="議事", **public)
    AgendaItem.objects.create(position=2, number="(1)", title="意見交換", parent=upper, **public)
    Document.objects.create(
        position=1, label="資料1", title="開催について", submitter="内閣官房", **public
    )
    source = meeting.current_source
    StageDirection.objects.create(
        source=source, after_speech=1, inside=True, position=12, text="うなずき", kind="assent"
    )
    MinutesDecision.objects.create(
        source=source, speech=speech, quote="以上です。", confirmed_by="うなずき"
    )

    response = client.get(page(meeting))

    assertContains(response, "令和6年（2024年）4月5日（金）")
    (agenda,) = response.context["page"].agenda
    assert (str(agenda.item), [str(below.item) for below in agenda.items]) == (
        "2 議事",
        ["(1) 意見交換"],
    )
    assertContains(response, "<b>資料1</b>開催について（内閣官房）")
    assertContains(response, '<span class="direction">（うなずき）</span>')
    assertContains(response, '<mark class="decision" data-at="22">以上です。</mark>')
    assertContains(response, source.sha256)


def test_markup_in_the_minutes_stays_text(client):
    meeting = minutes(Said("<script>alert(1)</script>と書いた。"), published=True, number=3)

    response = client.get(page(meeting))

    assertContains(response, "&lt;script&gt;alert(1)&lt;/script&gt;と書いた。")
    assertNotContains(response, "<script>alert")


@pytest.mark.parametrize("team", [False, True])
def test_the_number_of_queries_does_not_grow(
    client, member, meeting, speech, team, django_assert_num_queries
):
    expected = QUERIES_OF_THE_TEAM if team else QUERIES_OF_A_VISITOR
    if team:
        client.force_login(member)
    log(member, speech, "費用を国が持ってほしい。")
    client.get(page(meeting))
    with django_assert_num_queries(expected):
        client.get(page(meeting))

    log(member, speech, "人材も足りません。")
    log(member, speech, "以上です。")

    with django_assert_num_queries(expected):
        client.get(page(meeting))
