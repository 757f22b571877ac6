"""A paper of demands, from the file that was handed in to the card of an ask."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from meetings.actions import suggestions
from meetings.minutes.suggesting import suggest
from meetings.models import Suggestion
from meetings.words import reviewed
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db

PAPER = """国の施策に関する提案・要望（架空）
令和６年７月１９日
山口県

１　人材の確保
【提案・要望先】総務省、文部科学省
　職員が１人しかいない町がある。
(1) 人材を派遣する仕組みを創設すること。

- 1 -

(2) 研修の費用を補助すること。

- 2 -
"""


@pytest.fixture
def meeting(secretariat, yamaguchi, points):
    return make.a_meeting(secretariat, PAPER)


@pytest.fixture
def asks(meeting):
    return list(Suggestion.objects.filter(source=meeting.current_source).order_by("start"))


def card(meeting, suggestion):
    return reverse("meetings:review", args=(meeting.pk,), query={"at": suggestion.pk})


def test_the_page_of_the_import_says_what_was_read(as_, secretariat):
    read = make.an_import(secretariat, PAPER)

    response = as_(secretariat).get(reverse("meetings:imports:detail", args=(read.pk,)))

    assertContains(response, "「要望書・提言」として読み取りました。")


def test_a_card_shows_the_page_and_first_the_ministries_that_are_addressed(
    as_, secretariat, meeting, asks
):
    response = as_(secretariat).get(card(meeting, asks[1]))

    assertContains(response, "原本の2ページ")
    assertContains(response, "<b>総務省</b>（<em>【提案・要望先】総務省、文部科学省</em>）")
    assertContains(response, "<b>文部科学省</b>")


def test_an_ask_becomes_a_request_of_the_body_that_handed_the_paper_in(secretariat, asks):
    accepted = suggestions.accept(asks[0], by=secretariat)

    assert accepted.local_request.title == "人材を派遣する仕組みを創設してほしい"
    assert accepted.local_request.organization.name == "山口県"
    assert accepted.local_request.ask == "人材を派遣する仕組みを創設すること。"


def test_what_other_words_would_find_in_a_paper_are_its_asks(meeting, asks):
    found = suggest(reviewed.parsed(meeting)).requests

    assert [(each.quote, each.start) for each in found] == [(a.quote, a.start) for a in asks]


def test_cards_of_minutes_show_no_page(as_, secretariat, misato, yamaguchi, points):
    meeting = make.a_meeting(secretariat)
    suggestion = Suggestion.objects.filter(source=meeting.current_source, type="request").first()

    assertNotContains(as_(secretariat).get(card(meeting, suggestion)), "原本の")
