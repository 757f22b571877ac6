import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.enums import Role
from issues.models import LocalRequest
from meetings.actions import suggestions
from meetings.models import Suggestion
from tests.factories.minutes import Said, minutes, person, suggest
from workflow.models import HistoryEntry

pytestmark = pytest.mark.django_db

TEXT = "費用を国が持ってほしい。人材を送ってほしい。\n窓口を一本にしてほしい。以上です。"
QUERIES = 12
"""With a session, the person and the membership."""
ASKS = ["費用を国が持ってほしい。", "人材を送ってほしい。", "窓口を一本にしてほしい。"]


@pytest.fixture
def member():
    return person("member", name="構成員 一郎")


@pytest.fixture
def meeting(member):
    return minutes(Said(TEXT, asks=ASKS))


@pytest.fixture
def first(meeting):
    return Suggestion.objects.filter(source=meeting.current_source).order_by("start").first()


def page(meeting, **query):
    return reverse("meetings:review", args=(meeting.pk,), query=query)


def move(suggestion, verb):
    meeting = suggestion.source.meeting_id
    return reverse("meetings:review:decide", args=(meeting, suggestion.pk, verb))


def typed(suggestion, **changes):
    return {
        "at": suggestion.pk,
        "version": suggestion.version,
        "summary": suggestion.summary,
        "kind": suggestion.kind,
        "points": suggestions.point_codes(suggestion),
        "primary": suggestions.point_codes(suggestion)[0],
        **changes,
    }


def test_a_visitor_is_asked_to_sign_in(client, meeting):
    response = client.get(page(meeting))

    assertRedirects(
        response, f"{reverse('accounts:login')}?next={page(meeting)}", fetch_redirect_response=False
    )


def test_others_who_see_the_meeting_are_told_whose_page_it_is(client):
    published = minutes(Said(TEXT, asks=ASKS), published=True)
    client.force_login(person("ministry", role=Role.MINISTRY))

    response = client.get(page(published))

    assertContains(response, "「候補の確認」ができるのは、事務局と構成員です。", status_code=403)


def test_an_invisible_meeting_is_not_there(client, meeting):
    client.force_login(person("ministry", role=Role.MINISTRY, code="130001"))

    assert client.get(page(meeting)).status_code == 404


def test_it_opens_at_the_first_candidate_left(client, member, meeting, first):
    suggestions.dismiss(first, by=member)
    client.force_login(member)

    screen = client.get(page(meeting)).context["screen"]

    assert screen.current.number == 2
    assert (screen.progress.decided, screen.progress.total) == (1, 3)


def test_the_address_keeps_the_place(client, member, meeting):
    third = Suggestion.objects.order_by("start").last()
    client.force_login(member)

    screen = client.get(page(meeting, at=third.pk, show="all")).context["screen"]

    assert screen.current.suggestion == third
    assert screen.place.query == f"?at={third.pk}&show=all"


def test_the_number_of_queries_does_not_grow(client, member, django_assert_num_queries):
    client.force_login(member)
    meeting = minutes(Said(TEXT, asks=ASKS))
    with django_assert_num_queries(QUERIES):
        client.get(page(meeting))

    speech = meeting.current_source.speeches.get()
    for number in range(60):
        suggest(speech, "窓口を一本にしてほしい。", summary=f"候補{number}")
    for each in Suggestion.objects.order_by("pk")[:5]:
        suggestions.accept(each, by=member)

    with django_assert_num_queries(QUERIES):
        client.get(page(meeting, show="all"))


def test_accepting_logs_a_request_and_goes_on_to_the_next(client, member, meeting, first):
    client.force_login(member)

    response = client.post(move(first, "accept"), typed(first, summary="費用を国で持ってほしい"))

    second = Suggestion.objects.order_by("start")[1]
    assertRedirects(response, page(meeting, at=second.pk) + "#now", fetch_redirect_response=False)
    request = LocalRequest.objects.get()
    assert (request.title, request.number) == ("費用を国で持ってほしい", "R6-0001")
    assert [p.point.code for p in request.request_points.all()] == ["cost"]


def test_a_chosen_primary_point_comes_first(client, member, first):
    client.force_login(member)

    client.post(move(first, "accept"), typed(first, points=["cost", "talent"], primary="talent"))

    rows = LocalRequest.objects.get().request_points.all()
    assert [(row.point.code, row.primary) for row in rows] == [("talent", True), ("cost", False)]


def test_htmx_gets_the_working_part_and_the_new_address(client, member, meeting, first):
    client.force_login(member)

    response = client.post(move(first, "dismiss"), {"at": first.pk}, headers={"HX-Request": "true"})

    second = Suggestion.objects.order_by("start")[1]
    assert response["HX-Replace-Url"] == page(meeting, at=second.pk)
    assertContains(response, "を除外しました。")
    assertNotContains(response, "<html")


def test_no_point_is_an_answer_that_the_record_keeps(client, member, meeting, first):
    client.force_login(member)
    assertContains(client.get(page(meeting, at=first.pk)), 'data-key="n"')

    client.post(move(first, "dismiss"), {"at": first.pk, "no_point": "1"})

    first.refresh_from_db()
    entry = HistoryEntry.objects.filter(verb="dismiss").get()
    assert (first.status, first.chosen_points) == ("dismissed", [])
    assert entry.details["reason"] == "どの論点でもない"


def test_a_card_that_fits_no_point_says_so(client, member, meeting, first):
    client.force_login(member)
    says = "合う論点が見つかりません。"
    assertNotContains(client.get(page(meeting, at=first.pk)), says)

    Suggestion.objects.filter(pk=first.pk).update(points=[])

    assertContains(client.get(page(meeting, at=first.pk)), says)


def test_a_title_that_is_no_sentence_is_marked(client, member, meeting, first):
    client.force_login(member)
    says = "1つの文になっていないかもしれません。"
    Suggestion.objects.filter(pk=first.pk).update(summary="費用を国が持ってほしい")
    assertNotContains(client.get(page(meeting, at=first.pk)), says)

    Suggestion.objects.filter(pk=first.pk).update(summary="この点について、費用が増えて")

    assertContains(client.get(page(meeting, at=first.pk)), says)


def test_deciding_on_another_card_leaves_the_open_one_open(client, member, meeting, first):
    third = Suggestion.objects.order_by("start").last()
    client.force_login(member)

    response = client.post(move(third, "dismiss"), {"at": first.pk})

    assertRedirects(response, page(meeting, at=first.pk) + "#now", fetch_redirect_response=False)


def test_a_blank_summary_is_refused_and_nothing_is_logged(client, member, first):
    client.force_login(member)

    response = client.post(move(first, "accept"), typed(first, summary=" "))

    assertContains(response, "要旨を書いてください。", status_code=422)
    assert LocalRequest.objects.count() == 0


def test_whoever_comes_second_sees_who_decided_and_keeps_the_words(client, member, first):
    seen = typed(first, summary="私の書いた要旨")
    suggestions.accept(first, by=person("other", name="構成員 二子"))
    client.force_login(member)

    response = client.post(move(first, "accept"), seen)

    assertContains(response, "構成員 二子さんが、先に「採用」にしました", status_code=409)
    assertContains(response, "私の書いた要旨", status_code=409)
    assertContains(response, "R6-0001", status_code=409)
    assert LocalRequest.objects.get().title == first.summary


def test_two_people_who_both_edit_see_both_texts(client, member, first):
    seen = typed(first, summary="私の書いた要旨")
    suggestions.edit(first, by=person("other", name="構成員 二子"), summary="二子の書いた要旨")
    client.force_login(member)

    response = client.post(move(first, "accept"), seen)

    assertContains(response, "構成員 二子さんが、先に変更しました", status_code=409)
    assertContains(response, "二子の書いた要旨", status_code=409)
    assertContains(response, "私の書いた要旨</textarea>", status_code=409)
    assert LocalRequest.objects.count() == 0


def test_ones_own_text_can_be_saved_over_the_other_after_seeing_it(client, member, first):
    seen = typed(first, summary="私の書いた要旨")
    theirs = suggestions.edit(first, by=person("other"), summary="二子の書いた要旨")
    client.force_login(member)

    client.post(move(first, "edit"), {**seen, "over": theirs.version})

    first.refresh_from_db()
    assert first.summary == "私の書いた要旨"


def test_autosave_answers_with_the_new_version_alone(client, member, first):
    client.force_login(member)

    response = client.post(
        move(first, "edit"), typed(first, summary="直した要旨"), headers={"HX-Request": "true"}
    )

    first.refresh_from_db()
    assert (first.summary, first.version) == ("直した要旨", 2)
    assertContains(response, f'id="version-{first.pk}" value="2"')
    assertNotContains(response, 'id="work"')


def test_autosave_of_a_clash_comes_into_the_card(client, member, first):
    seen = typed(first, summary="私の書いた要旨")
    suggestions.dismiss(first, by=person("other", name="構成員 二子"))
    client.force_login(member)

    response = client.post(move(first, "edit"), seen, headers={"HX-Request": "true"})

    assert response.status_code == 409
    assert response["HX-Retarget"] == f"#clash-{first.pk}"
    assertContains(response, "構成員 二子さんが、先に「除外」にしました", status_code=409)


def test_undo_brings_the_candidate_back(client, member, meeting, first):
    suggestions.accept(first, by=member)
    client.force_login(member)

    response = client.post(move(first, "undo"), {"at": ""})

    first.refresh_from_db()
    assert first.status == "pending"
    assertRedirects(response, page(meeting, at=first.pk) + "#now", fetch_redirect_response=False)


def test_merging_adds_the_words_to_the_one_before(client, member, first):
    suggestions.accept(first, by=member)
    second = Suggestion.objects.order_by("start")[1]
    client.force_login(member)

    client.post(move(second, "merge"), {"at": second.pk})

    quotes = LocalRequest.objects.get().passages.values_list("quote", flat=True)
    assert list(quotes) == ASKS[:2]


def test_an_unknown_organization_is_asked_for_and_taken(client, member):
    meeting = minutes(Said(TEXT, by="参加者", code=None, asks=ASKS[:1]), number=2)
    only = Suggestion.objects.get(source=meeting.current_source)
    client.force_login(member)

    refused = client.post(move(only, "accept"), typed(only))
    assertContains(refused, "要望する団体を選んでください", status_code=422)
    accepted = client.post(move(only, "accept"), typed(only, organization="山口県"))

    assert accepted.status_code == 302
    assert LocalRequest.objects.get().organization.code == "350001"


def test_an_unknown_verb_is_not_there(client, member, first):
    client.force_login(member)

    assert client.post(move(first, "explode")).status_code == 404


def test_a_candidate_of_another_meeting_is_not_there(client, member, meeting):
    other = minutes(Said(TEXT, asks=ASKS), number=2)
    foreign = Suggestion.objects.filter(source=other.current_source).first()
    client.force_login(member)

    url = reverse("meetings:review:decide", args=(meeting.pk, foreign.pk, "dismiss"))

    assert client.post(url).status_code == 404
