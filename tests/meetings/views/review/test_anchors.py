import pytest

from issues.models import LocalRequest
from meetings.actions import saving, suggestions
from meetings.enums import AnchorStatus
from meetings.models import Passage, Suggestion
from tests.factories import meetings as make

CHANGED = make.TOWN.replace("国の財政支援", "国による十分な財政支援")


@pytest.fixture
def meeting(secretariat, misato, yamaguchi, digital, points):
    meeting = make.a_meeting(secretariat)
    for quote in (make.TOWN, make.PREFECTURE):
        suggestion = Suggestion.objects.get(type="request", quote=quote)
        suggestions.accept(suggestion, by=secretariat)
    return meeting


@pytest.fixture
def corrected(secretariat, meeting):
    """The minutes come back with the town's words changed and the prefecture's as they were."""
    text = make.TEXT.replace(make.TOWN, CHANGED)
    saving.save(make.an_import(secretariat, text, meeting=meeting), by=secretariat)
    meeting.refresh_from_db()
    return meeting


def town():
    return Passage.objects.get(local_request__organization__code="054348")


def text_of(response):
    return response.content.decode()


def test_a_corrected_version_leads_to_the_passages_to_check(as_, secretariat, meeting):
    text = make.TEXT.replace(make.TOWN, CHANGED)
    ready = make.an_import(secretariat, text, meeting=meeting)
    client = as_(secretariat)

    response = client.post(f"/meetings/import/{ready.pk}/save/", make.typed(ready))
    page = text_of(client.get(response.url))

    assert response.url == f"/meetings/{meeting.pk}/anchors/"
    assert "訂正版を取り込みました" in page
    assert town().record.number in page
    assert "今の引用（第1版）" in page
    assert CHANGED in page


def test_nothing_to_check_is_said(as_, secretariat, meeting):
    text = make.TEXT.replace("本日は", "今日は")
    saving.save(make.an_import(secretariat, text, meeting=meeting), by=secretariat)

    response = as_(secretariat).get(f"/meetings/{meeting.pk}/anchors/")

    assert "確かめる引用箇所はありません" in text_of(response)
    assert response.context["counts"] == [("一致", 2), ("移動", 0), ("要確認", 0), ("消失", 0)]


def test_choosing_a_place_quotes_it(as_, secretariat, corrected):
    passage = town()

    as_(secretariat).post(
        f"/meetings/{corrected.pk}/anchors/settle/", {"passage": passage.pk, "place": "0"}
    )

    passage.refresh_from_db()
    assert passage.speech.source_id == corrected.current_source_id
    assert passage.anchor_status == AnchorStatus.MOVED
    assert passage.quote == passage.speech.text[passage.start : passage.end]
    assert "国による十分な財政支援" in passage.quote
    assert list(Passage.objects.to_check()) == []


def test_none_leaves_the_quote_with_the_old_version_and_is_not_asked_again(
    as_, secretariat, corrected
):
    passage, client = town(), as_(secretariat)
    address = f"/meetings/{corrected.pk}/anchors/settle/"

    client.post(address, {"passage": passage.pk, "place": "none"})
    again = client.post(address, {"passage": passage.pk, "place": "0"})

    passage.refresh_from_db()
    assert (passage.anchor_status, passage.speech.source.edition) == (AnchorStatus.GONE, 1)
    assert again.status_code == 409
    assert list(Passage.objects.to_check()) == []


@pytest.mark.parametrize("place", ["", "7", "-1", "x"])
def test_a_place_has_to_be_chosen(as_, secretariat, corrected, place):
    response = as_(secretariat).post(
        f"/meetings/{corrected.pk}/anchors/settle/", {"passage": town().pk, "place": place}
    )

    assert response.status_code == 422
    assert town().anchor_status == AnchorStatus.DOUBTFUL


def test_a_place_of_replaced_minutes_is_refused(as_, secretariat, corrected):
    newer = make.TEXT.replace(make.TOWN, "移行の話はしておりません。")
    passage = town()
    stale = passage.candidates
    saving.save(make.an_import(secretariat, newer, meeting=corrected), by=secretariat)
    Passage.objects.filter(pk=passage.pk).update(candidates=stale)

    response = as_(secretariat).post(
        f"/meetings/{corrected.pk}/anchors/settle/", {"passage": passage.pk, "place": "0"}
    )

    assert response.status_code == 409
    assert town().speech.source.edition == 1


def test_a_passage_of_another_meeting_is_not_found(as_, secretariat, corrected):
    other = make.a_meeting(secretariat, make.TEXT.replace("第3回", "第4回"))

    response = as_(secretariat).post(
        f"/meetings/{other.pk}/anchors/settle/", {"passage": town().pk, "place": "none"}
    )

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("secretariat", 200),
        ("wt_member", 200),
        ("misato", 403),
        ("digital", 403),
        ("stranger", 404),
        ("visitor", 302),
    ],
)
def test_only_the_team_checks_passages(as_, request, corrected, who, expected):
    client = as_(request.getfixturevalue(who))

    page = client.get(f"/meetings/{corrected.pk}/anchors/")
    settled = client.post(
        f"/meetings/{corrected.pk}/anchors/settle/", {"passage": town().pk, "place": "none"}
    )

    assert page.status_code == expected
    assert settled.status_code == (302 if expected == 200 else expected)
    assert (town().anchor_settled_at is not None) == (expected == 200)


def test_a_withdrawn_request_asks_nobody(as_, secretariat, meeting):
    accepted = Suggestion.objects.get(type="request", quote=make.TOWN)
    suggestions.undo(accepted, by=secretariat)
    text = make.TEXT.replace(make.TOWN, CHANGED)
    saving.save(make.an_import(secretariat, text, meeting=meeting), by=secretariat)

    response = as_(secretariat).get(f"/meetings/{meeting.pk}/anchors/")

    assert response.context["waiting"] == []
    assert LocalRequest.objects.filter(status="withdrawn").count() == 1


def test_the_page_costs_the_same_with_many_passages(
    as_, secretariat, corrected, django_assert_num_queries, django_assert_max_num_queries
):
    client, address = as_(secretariat), f"/meetings/{corrected.pk}/anchors/"
    with django_assert_max_num_queries(14) as one:
        client.get(address)
    Passage.objects.update(anchor_status=AnchorStatus.DOUBTFUL)

    with django_assert_num_queries(len(one)):
        client.get(address)
