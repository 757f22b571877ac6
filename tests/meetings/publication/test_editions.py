"""Which edition of the minutes an outsider reads: only what the secretariat has published (issue 7,
A4). The first edition names somebody by mistake; the correction takes the name back."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from issues.actions import local_requests
from issues.history import quotations
from issues.models import LocalRequest
from issues.search import finding
from meetings.actions import meetings, saving, suggestions
from meetings.models import MinutesSource, Passage, Suggestion
from tests.factories import meetings as make

NOW = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)
NAME = "機密太郎"
WITH_NAME = make.TEXT.replace("職員が", f"{NAME}が")
CORRECTED = make.TEXT
QUOTED_NAME = f"{NAME}の移行経費について国の財政支援をお願いしたいと考えております。"
OUTSIDERS = ("visitor", "ichinomiya", "soumu", "stranger")


@pytest.fixture
def cast(secretariat, misato, yamaguchi, digital, points):
    return secretariat


def accept(quote, by):
    suggestion = Suggestion.objects.get(type="request", quote=quote)
    return suggestions.accept(suggestion, by=by).local_request


def correct(meeting, by, text):
    saving.save(make.an_import(by, text, meeting=meeting), by=by)
    meeting.refresh_from_db()


def publish(meeting, by, now=NOW):
    meetings.publish(meeting, by=by, now=now, reason="締切り")
    meeting.refresh_from_db()


@pytest.fixture
def corrected_before_publication(cast):
    """Edition 1 with the name was replaced before anything was published."""
    meeting = make.a_meeting(cast, WITH_NAME)
    accept(make.TOWN, cast)
    correct(meeting, cast, CORRECTED)
    publish(meeting, cast)
    return meeting


@pytest.fixture
def corrected_after_publication(cast):
    """Edition 1 is public, edition 2 (with the name) is not."""
    meeting = make.a_meeting(cast, CORRECTED)
    accept(make.TOWN, cast)
    publish(meeting, cast)
    correct(meeting, cast, WITH_NAME)
    return meeting


def test_only_publishing_gives_an_edition_its_date(cast):
    meeting = make.a_meeting(cast)
    before = meeting.current_source.published_at
    publish(meeting, cast)
    correct(meeting, cast, make.TEXT.replace("二十", "三十"))
    imported = meeting.current_source.published_at
    publish(meeting, cast, NOW + timedelta(days=1))

    stamps = list(MinutesSource.objects.order_by("edition").values_list("published_at", flat=True))
    assert (before, imported) == (None, None)
    assert stamps == [NOW, NOW + timedelta(days=1)]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_edition_replaced_before_publication_is_read_by_nobody(
    as_, request, corrected_before_publication, who
):
    meeting, client = corrected_before_publication, as_(request.getfixturevalue(who))

    page = client.get(f"/meetings/{meeting.pk}/")
    old = client.get(f"/meetings/{meeting.pk}/text/?edition=1")

    assertNotContains(page, NAME)
    assertContains(page, make.TOWN)
    assert old.status_code == 404


def test_not_even_where_a_record_still_rests_on_its_words(as_, visitor, cast):
    meeting = make.a_meeting(cast, make.TEXT.replace(make.TOWN, QUOTED_NAME))
    request = accept(QUOTED_NAME, cast)
    correct(meeting, cast, make.TEXT.replace(make.TOWN, "移行の話はしておりません。"))
    publish(meeting, cast)
    client, passage = as_(visitor), request.passages.get()

    page = client.get(f"/meetings/{meeting.pk}/?passage={passage.pk}")
    old = client.get(f"/meetings/{meeting.pk}/text/?edition=1")
    record = client.get(request.get_absolute_url())
    answer = client.get(f"/api/requests/{request.number}/")

    # The title was taken from the words; it is the secretariat's to change before publication.
    assert passage.anchor_status in ("gone", "doubtful")
    assertNotContains(page, NAME)
    assertContains(page, "引用箇所が見つかりません")
    assert old.status_code == 404
    assert NAME not in "".join(
        o.words + o.before + o.after for o in quotations.origins_of(request, actor=visitor)
    )
    assert answer.json()["passages"] == []
    assert record.context["origins"] == []


def test_an_edition_that_is_not_published_yet_is_not_read(
    as_, visitor, secretariat, corrected_after_publication
):
    meeting = corrected_after_publication

    public = as_(visitor).get(f"/meetings/{meeting.pk}/")
    new = as_(visitor).get(f"/meetings/{meeting.pk}/text/?edition=2")
    team = as_(secretariat).get(f"/meetings/{meeting.pk}/")

    assertNotContains(public, NAME)
    assertContains(public, make.TOWN)
    assertNotContains(public, "訂正前の議事要旨")
    assert new.status_code == 404
    assertContains(team, NAME)


def test_the_surroundings_of_a_quote_are_those_of_the_published_edition(
    as_, visitor, wt_member, corrected_after_publication
):
    request = LocalRequest.objects.get()
    passage = request.passages.get()

    outside = quotations.origins_of(request, actor=visitor)
    inside = quotations.origins_of(request, actor=wt_member)
    answer = as_(visitor).get(f"/api/requests/{request.number}/")
    meeting = corrected_after_publication
    page = as_(visitor).get(f"/meetings/{meeting.pk}/?passage={passage.pk}", follow=True)

    assert passage.speech.source.edition == 2
    assert [(o.words, o.before) for o in outside] == [(make.TOWN, "町では職員が足りません。")]
    assert [(o.words, o.before) for o in inside] == [(make.TOWN, f"町では{NAME}が足りません。")]
    assert NAME not in answer.content.decode()
    assertNotContains(page, NAME)
    assertContains(page, f'<mark class="ask here" data-at="12">{make.TOWN}</mark>')


def test_publishing_the_correction_moves_everything_along(as_, visitor, cast):
    meeting = make.a_meeting(cast, CORRECTED)
    accept(make.TOWN, cast)
    publish(meeting, cast)
    correct(meeting, cast, make.TEXT.replace("町では職員が足りません。", "町では人が足りません。"))
    publish(meeting, cast, NOW + timedelta(days=1))

    (origin,) = quotations.origins_of(LocalRequest.objects.get(), actor=visitor)
    page = as_(visitor).get(f"/meetings/{meeting.pk}/")

    assert origin.before == "町では人が足りません。"
    assert Passage.objects.get().public_speech is None
    assertContains(page, "町では人が足りません。")


def test_words_lost_in_a_correction_stay_public_with_their_published_edition(as_, visitor, cast):
    meeting = make.a_meeting(cast, CORRECTED)
    request = accept(make.TOWN, cast)
    publish(meeting, cast)
    correct(meeting, cast, make.TEXT.replace(make.TOWN, "移行の話はしておりません。"))
    waiting = quotations.origins_of(request, actor=visitor)
    publish(meeting, cast, NOW + timedelta(days=1))

    (lost,) = quotations.origins_of(request, actor=visitor)
    page = as_(visitor).get(lost.url)

    assert [o.anchor_status for o in waiting] == ["same"]
    assert (lost.words, lost.anchor_status) == (make.TOWN, "gone")
    assertContains(page, "訂正前の議事要旨（第1版）を表示しています")


def test_words_of_an_unpublished_edition_find_nothing(cast, visitor, wt_member):
    meeting = make.a_meeting(cast, make.TEXT.replace(make.TOWN, QUOTED_NAME))
    request = accept(QUOTED_NAME, cast)
    local_requests.edit(
        request, by=cast, points=list(request.points.all()), title="移行経費", ask="",
    )  # fmt: skip
    correct(meeting, cast, make.TEXT.replace(make.TOWN, "移行の話はしておりません。"))
    publish(meeting, cast)

    rows = LocalRequest.objects.all()
    assert list(finding.with_words(rows, NAME, actor=visitor)) == []
    assert list(finding.with_words(rows, NAME, actor=wt_member)) == [request]


def test_who_sat_there_reads_the_current_edition_until_it_is_published(as_, misato, cast):
    meeting = make.a_meeting(cast, WITH_NAME)
    accept(make.TOWN, cast)
    correct(meeting, cast, CORRECTED)
    client = as_(misato)

    before = client.get(f"/meetings/{meeting.pk}/")
    replaced = client.get(f"/meetings/{meeting.pk}/text/?edition=1")
    publish(meeting, cast)
    correct(meeting, cast, WITH_NAME.replace("二十", "三十"))
    after = client.get(f"/meetings/{meeting.pk}/")

    assertContains(before, make.TOWN)
    assertNotContains(before, NAME)
    assert replaced.status_code == 404
    assertNotContains(after, NAME)


def test_a_published_request_put_to_a_ministry_shows_no_replaced_words(digital, cast):
    meeting = make.a_meeting(cast, make.TEXT.replace(make.TOWN, QUOTED_NAME))
    request = accept(QUOTED_NAME, cast)
    now = [o.words for o in quotations.origins_of(request, actor=digital)]
    correct(meeting, cast, make.TEXT.replace(make.TOWN, "移行の話はしておりません。"))

    assert now == [QUOTED_NAME]
    assert quotations.origins_of(request, actor=digital) == []
