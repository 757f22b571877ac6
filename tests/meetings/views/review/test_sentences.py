import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from accounts.enums import Role
from meetings.models import Sentence, Speech
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
