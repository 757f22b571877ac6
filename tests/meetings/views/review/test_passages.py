import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from accounts.enums import Role
from issues.models import Commitment, LocalRequest
from meetings.models import Passage, Speech
from tests.factories.minutes import Said, minutes, organization, person

pytestmark = pytest.mark.django_db

TEXT = "はじめに。費用を国が持ってほしい。\n人材も足りません。以上です。"


@pytest.fixture
def member():
    return person("member")


@pytest.fixture
def meeting(member):
    return minutes(
        Said(TEXT),
        Said("国で検討します。", by="河野 太郎", side="national", code=None),
        Said("名前のない要望です。", by="参加者", code=None),
    )


@pytest.fixture
def speech(meeting):
    return Speech.objects.get(source=meeting.current_source, index=1)


def address(meeting, **query):
    return reverse("meetings:log", args=(meeting.pk,), query=query)


def typed(speech, words, **changes):
    start = speech.text.index(words)
    return {
        "speech": speech.pk,
        "start": start,
        "end": start + len(words),
        "what": "request",
        "title": "費用を持ってほしい",
        "points": ["cost"],
        "primary": "cost",
        **changes,
    }


def test_the_form_starts_with_what_the_words_say(client, member, meeting, speech):
    client.force_login(member)
    start = TEXT.index("費用")

    response = client.get(address(meeting, speech=speech.pk, start=start, end=start + 12))

    form = response.context["form"]
    assert response.context["words"].quote == "費用を国が持ってほしい。"
    assert form["what"].value() == "request"
    assert form["organization"].value() == "山口県"
    assert form["ask"].value() == "費用を国が持ってほしい。"
    assert form["points"].value() == ["cost"]
    assert response.context["choices"][0].terms == ("費用", "国が持ってほし")


def test_words_of_the_national_side_start_as_a_commitment(client, member, meeting):
    theirs = Speech.objects.get(index=2)
    client.force_login(member)

    response = client.get(address(meeting, speech=theirs.pk, start=0, end=8))

    assert response.context["form"]["what"].value() == "commitment"


def test_space_around_the_chosen_words_is_left_out(client, member, meeting, speech):
    client.force_login(member)
    line_end = TEXT.index("\n")

    response = client.get(address(meeting, speech=speech.pk, start=line_end, end=line_end + 4))

    assert response.context["words"].quote == "人材も"


@pytest.mark.parametrize(
    "span", [{}, {"start": 5}, {"start": 9, "end": 3}, {"start": 0, "end": 9999}, {"start": "x"}]
)
def test_without_words_the_sentences_are_offered_to_choose_from(
    client, member, meeting, speech, span
):
    client.force_login(member)

    response = client.get(address(meeting, speech=speech.pk, **span))

    assertContains(response, "引用する言葉を選んでください")
    texts = [each.text for each in response.context["words"].sentences]
    assert texts == ["はじめに。", "費用を国が持ってほしい。", "人材も足りません。", "以上です。"]


def test_the_words_are_logged_as_a_request(client, member, meeting, speech):
    client.force_login(member)

    response = client.post(
        address(meeting), typed(speech, "費用を国が持ってほしい。", trouble="負担が重い。")
    )

    request = LocalRequest.objects.get()
    assertRedirects(response, request.get_absolute_url(), fetch_redirect_response=False)
    assert request.title == "費用を持ってほしい"
    assert request.trouble == "負担が重い。"
    assert request.organization.code == "350001"
    passage = request.passages.get()
    assert (passage.quote, passage.prefix) == ("費用を国が持ってほしい。", "はじめに。")


def test_the_words_are_logged_as_a_commitment(client, member, meeting):
    theirs = Speech.objects.get(index=2)
    client.force_login(member)

    client.post(address(meeting), typed(theirs, "国で検討します。", what="commitment"))

    commitment = Commitment.objects.get()
    assert (commitment.number, commitment.organization) == ("R6-C0001", None)
    assert commitment.passages.get().quote == "国で検討します。"


def test_what_was_typed_stays_when_the_form_is_refused(client, member, meeting, speech):
    client.force_login(member)

    response = client.post(
        address(meeting),
        typed(speech, "費用を国が持ってほしい。", ask="長" * 251, trouble="私の書いた支障"),
    )

    assertContains(response, "求める措置は250字以内で書いてください", status_code=422)
    assertContains(response, "私の書いた支障</textarea>", status_code=422)
    assert LocalRequest.objects.count() == 0


def test_a_line_end_of_the_browser_counts_as_one_character(client, member, meeting, speech):
    client.force_login(member)
    ask = "長" * 248 + "\r\n" + "い"

    client.post(address(meeting), typed(speech, "費用を国が持ってほしい。", ask=ask))

    assert LocalRequest.objects.count() == 1


def test_a_point_is_needed(client, member, meeting, speech):
    client.force_login(member)

    response = client.post(address(meeting), typed(speech, "費用を国が", points=[]))

    assertContains(response, "論点を1つ以上選んでください。", status_code=422)


def test_an_unknown_speaker_needs_an_organization(client, member, meeting):
    unknown = Speech.objects.get(index=3)
    organization("054348", name="秋田県美郷町", kind="town")
    client.force_login(member)
    data = typed(unknown, "名前のない要望です。")

    missing = client.post(address(meeting), data)
    several = client.post(address(meeting), {**data, "organization": "美郷町"})
    client.post(address(meeting), {**data, "organization": "秋田県美郷町"})

    assertContains(missing, "要望する団体を書いてください。", status_code=422)
    assertContains(several, "「美郷町」は3つあります", status_code=422)
    assert LocalRequest.objects.get().organization.code == "054348"


def test_words_are_added_to_a_request_by_its_number(client, member, meeting, speech):
    client.force_login(member)
    client.post(address(meeting), typed(speech, "費用を国が持ってほしい。"))

    data = typed(speech, "人材も足りません。", act="add", number="ｒ6-0001")
    response = client.post(address(meeting), data)

    request = LocalRequest.objects.get()
    assertRedirects(response, request.get_absolute_url(), fetch_redirect_response=False)
    quotes = list(request.passages.values_list("quote", flat=True))
    assert quotes == ["費用を国が持ってほしい。", "人材も足りません。"]


def test_an_unknown_number_is_said_so(client, member, meeting, speech):
    client.force_login(member)
    data = typed(speech, "人材も足りません。", act="add", number="R6-0099")

    response = client.post(address(meeting), data)

    assertContains(response, "番号「R6-0099」の要望・国側の発言は見つかりません。", status_code=422)
    assert Passage.objects.count() == 0


def test_others_are_told_whose_page_it_is(client, speech):
    published = minutes(Said(TEXT), published=True, number=2)
    client.force_login(person("ministry", role=Role.MINISTRY))

    response = client.post(address(published), typed(speech, "費用を国が"))

    assertContains(response, "事務局と構成員です。", status_code=403)


def test_a_visitor_is_asked_to_sign_in(client, meeting):
    response = client.get(address(meeting))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("accounts:login"))


@pytest.mark.parametrize("speech_key", ["", "999999", "abc", "-1"])
def test_a_speech_that_is_not_of_this_meeting_is_not_there(client, member, meeting, speech_key):
    client.force_login(member)

    assert client.get(address(meeting, speech=speech_key)).status_code == 404
