import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.enums import Role
from meetings.actions import suggestions
from meetings.models import Sentence, Speech, Suggestion
from tests.factories.minutes import Said, minutes, person

pytestmark = pytest.mark.django_db

TEXT = "一つ目。二つ目。\n三つ目の要望。四つ目。"


@pytest.fixture
def member():
    return person("member")


@pytest.fixture
def meeting(member):
    return minutes(Said(TEXT, asks=["三つ目の要望。"]))


@pytest.fixture
def speech(meeting):
    return Speech.objects.get()


def address(meeting, verb="clear"):
    return reverse(f"meetings:sentences:{verb}", args=(meeting.pk,))


def cleared():
    return [str(s) for s in Sentence.objects.filter(cleared_at__isnull=False)]


def test_one_sentence_is_marked_as_no_request(client, member, meeting, speech):
    client.force_login(member)

    response = client.post(address(meeting), {"speech": speech.pk, "span": "0-4"})

    assert cleared() == ["一つ目。"]
    assertRedirects(
        response,
        reverse("meetings:review", args=(meeting.pk,), query={"speech": speech.pk}) + "#now",
        fetch_redirect_response=False,
    )


def test_the_rest_of_a_speech_leaves_out_what_a_candidate_claims(client, member, meeting, speech):
    client.force_login(member)

    client.post(address(meeting), {"speech": speech.pk})

    assert cleared() == ["一つ目。", "二つ目。", "四つ目。"]


def test_a_paragraph_is_opened_again(client, member, meeting, speech):
    client.force_login(member)
    client.post(address(meeting), {"speech": speech.pk})

    client.post(address(meeting, "reopen"), {"speech": speech.pk, "span": "0-8"})

    assert cleared() == ["四つ目。"]


def test_htmx_gets_the_text_anew(client, member, meeting, speech):
    client.force_login(member)

    response = client.post(address(meeting), {"speech": speech.pk}, headers={"HX-Request": "true"})

    assertContains(response, "3文を「要望なし」にしました。")
    assert response.context["screen"].coverage.cleared == 3


def test_others_may_not(client, member):
    meeting = minutes(Said(TEXT), published=True, number=2)
    speech = Speech.objects.get(source=meeting.current_source)
    client.force_login(person("ministry", role=Role.MINISTRY))

    response = client.post(address(meeting), {"speech": speech.pk})

    assertContains(response, "事務局と構成員です。", status_code=403)
    assert cleared() == []


@pytest.mark.parametrize("key", ["", "abc", "99999", "１"])
def test_a_speech_that_is_not_there_is_not_found(client, member, meeting, key):
    client.force_login(member)

    assert client.post(address(meeting), {"speech": key}).status_code == 404


def test_it_takes_a_post(client, member, meeting):
    client.force_login(member)

    assert client.get(address(meeting)).status_code == 405


def review(meeting, **query):
    return reverse("meetings:review", args=(meeting.pk,), query=query)


def by_words(words):
    return next(s for s in Sentence.objects.all() if str(s) == words)


def test_the_next_unread_sentence_is_found_behind_the_place_and_from_the_beginning(
    client, member, meeting, speech
):
    client.force_login(member)
    one, two, four = (by_words(words) for words in ("一つ目。", "二つ目。", "四つ目。"))

    def following(**place):
        return client.get(review(meeting, **place)).context["screen"].next_sentence

    assert following(speech=speech.pk) == four.pk  # behind the candidate that waits there
    assert [following(sentence=each.pk) for each in (one, two, four)] == [two.pk, four.pk, one.pk]


def test_the_sentence_that_is_read_leads_on_when_it_is_no_request(client, member, meeting, speech):
    client.force_login(member)
    one, two = by_words("一つ目。"), by_words("二つ目。")
    sent = {"speech": speech.pk, "span": "0-4", "sentence": one.pk}

    response = client.post(address(meeting), sent)
    page = client.get(response.url)

    assert response.url == review(meeting, sentence=two.pk) + "#now"
    assert page.context["screen"].sentence.text == "二つ目。"
    assertContains(page, "<kbd>X</kbd>要望なし")
    assertNotContains(page, "どの論点でもない")


def test_a_sentence_of_other_minutes_is_not_read_here(client, member, meeting):
    other = minutes(Said("別の会合の文。"), number=2)
    sentence = Sentence.objects.get(speech__source=other.current_source)
    client.force_login(member)

    screen = client.get(review(meeting, sentence=sentence.pk)).context["screen"]

    assert screen.sentence is None


def test_logging_from_the_review_comes_back_to_the_sentence(client, member, meeting, speech):
    client.force_login(member)
    page = client.get(review(meeting, sentence=by_words("二つ目。").pk))
    sentence = page.context["screen"].sentence
    form = client.get(sentence.log)
    typed = {
        "act": "log", "speech": speech.pk, "start": sentence.start, "end": sentence.end,
        "what": "request", "title": "窓口を一本にしてほしい", "ask": "二つ目。",
        "organization": "山口県", "points": ["cost"], "primary": "cost",
        "next": form.context["back"],
    }  # fmt: skip

    response = client.post(reverse("meetings:log", args=(meeting.pk,)), typed)

    assert response.url == review(meeting, sentence=sentence.key)
    assert client.get(response.url).context["screen"].sentence.linked


def test_when_nothing_waits_the_end_says_what_is_left_and_leads_on(client, meeting):
    secretariat = person("secretariat", role=Role.SECRETARIAT)
    later = minutes(Said("別の会合の要望。", asks=["別の会合の要望。"]), number=2)
    client.force_login(secretariat)
    before = client.get(review(meeting))
    suggestions.dismiss(Suggestion.objects.get(source=meeting.current_source), by=secretariat)

    page = client.get(review(meeting))

    assertNotContains(before, 'id="end"')
    assertContains(page, "候補は、すべて確認しました")
    assertContains(page, "次の未確認の文")
    assertContains(page, reverse("meetings:publish", args=(meeting.pk,)))
    assertContains(page, f'href="{review(later)}"')
    assertContains(page, "（候補1件）")


def test_the_working_team_is_not_led_to_publishing(client, member, meeting):
    suggestions.dismiss(Suggestion.objects.get(), by=member)
    client.force_login(member)

    page = client.get(review(meeting))

    assertContains(page, 'id="end"')
    assertNotContains(page, reverse("meetings:publish", args=(meeting.pk,)))


def test_keys_that_do_nothing_are_not_shown(client, member):
    meeting = minutes(Said(TEXT, asks=["三つ目の要望。"]))
    suggestion = Suggestion.objects.get(source=meeting.current_source)
    client.force_login(member)
    assertContains(client.get(review(meeting)), "<kbd>N</kbd>どの論点でもない")

    Suggestion.objects.filter(pk=suggestion.pk).update(type="commitment")
    page = client.get(review(meeting))

    assertContains(page, "<kbd>A</kbd>採用")
    assertNotContains(page, "<kbd>N</kbd>")
