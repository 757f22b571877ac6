"""Splitting a second matter off a request."""

from datetime import UTC, datetime

from issues.actions import local_requests, relations
from issues.models import LocalRequest
from issues.search import finding
from tests.factories.relations import hanging_on
from workflow import history

NOW = datetime(2024, 4, 20, 3, 0, tzinfo=UTC)


def found(words, actor):
    rows = finding.with_words(LocalRequest.objects.all(), words, actor=actor)
    return list(rows.values_list("number", flat=True))


def test_a_second_matter_goes_under_a_number_of_its_own(life, cast, points):
    obj = life.log(points=points[:2])
    life.quote(obj, "様式を統一していただきたい")
    second = life.quote(obj, "人材も足りません")

    new = relations.split(
        obj, by=cast.secretariat, title="人材の確保", ask="派遣", passages=[second.pk]
    )

    assert (new.number, new.status, new.title, new.organization, new.split_from) == (
        "R6-0002",
        "logged",
        "人材の確保",
        obj.organization,
        obj,
    )
    assert [rp.point for rp in new.request_points.all()] == points[:2]
    assert (hanging_on(obj)[0], hanging_on(new)[0]) == (
        ["様式を統一していただきたい"],
        ["人材も足りません"],
    )
    asked = ("人材も足りません", "統一していただきたい")
    both = [found(words, cast.secretariat) for words in asked]
    assert both == [["R6-0002"], ["R6-0001"]]
    assert history.entries_of(obj).last().details == {"into": "R6-0002"}


def test_the_second_half_is_internal_until_it_is_published(life, cast):
    internal = relations.split(life.log(), by=cast.secretariat, title="内部の件")
    published = local_requests.publish(life.log(), by=cast.secretariat, now=NOW)

    new = relations.split(published, by=cast.secretariat, title="公表の件")

    assert (internal.is_published, new.is_published) == (False, False)
    assert LocalRequest.objects.visible_to(cast.visitor).get() == published


def test_the_first_half_keeps_words_of_its_own(life, cast, refusal):
    obj = life.log()
    words = life.quote(obj, "人材も足りません")

    answer = refusal(relations.split, obj, by=cast.secretariat, title="全部", passages=[words.pk])

    assert answer == ("incomplete", "元の要望に、引用箇所を1つは残してください。")
    assert LocalRequest.objects.count() == 1


def test_words_of_another_request_are_not_split_off(life, cast, refusal):
    obj, other = life.log(), life.log()
    foreign = life.quote(other, "人材も足りません")

    answer = refusal(
        relations.split, obj, by=cast.secretariat, title="よその言葉", passages=[foreign.pk]
    )

    assert answer == ("conflict", "選んだ引用箇所は、この要望にありません。")


def test_only_the_secretariat_splits(life, cast, refusal):
    answer = refusal(relations.split, life.log(), by=cast.wt_member, title="別の件")

    assert answer == ("forbidden", "「分割」ができるのは、事務局です。")


def test_a_split_without_a_title_takes_no_number(life, cast, refusal):
    obj = life.log()

    kind, _ = refusal(relations.split, obj, by=cast.secretariat, title="")

    assert (kind, life.log().number) == ("incomplete", "R6-0002")
