"""Who finds what: as each noun says who sees its rows, at the moment of the search."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from issues.actions import local_requests
from issues.history import quotations
from issues.models import LocalRequest
from meetings.models import Passage
from searching import finding, indexing, nearest
from searching.finding import Within
from searching.indexing import catch_up
from searching.models import Change, Document
from searching.query import Word, parse
from tests.factories.world import SECRET_ASK

pytestmark = pytest.mark.django_db
READERS = ("secretariat", "wt_member", "digital", "soumu", "misato", "ichinomiya", "stranger")


def owners(typed, actor, group="requests"):
    finding.catch_up()
    found = finding.hits(parse(typed, {}), Within(actor), most=200, group=group)
    return {hit.owner for hits in found for hit in hits.found}


def test_what_was_just_written_is_found_and_what_it_said_before_is_not(world, secretariat):
    request = world.unpublished.local_request
    indexing.work_off()

    local_requests.edit(request, by=secretariat, title="灯台の話")

    assert owners("灯台", secretariat) == {request.pk}
    assert Change.objects.count() == 0


def test_words_that_are_out_of_date_are_found_by_nobody(world, secretariat):
    request = world.published.local_request
    indexing.work_off()
    with_old_words = parse(request.title[:6], {})
    before = finding.hits(with_old_words, Within(secretariat), most=5, group="requests")

    LocalRequest.objects.filter(pk=request.pk).update(title="別の件名", ask="")

    assert request.pk in {hit.owner for hit in before[0].found}
    after = finding.hits(with_old_words, Within(secretariat), most=5, group="requests")
    assert request.pk not in {hit.owner for hits in after for hit in hits.found}


def test_publishing_needs_no_new_documents(world, visitor):
    request = world.unpublished.local_request
    indexing.work_off()
    before = owners(request.title[:8], visitor)

    LocalRequest.objects.filter(pk=request.pk).update(published_at=datetime(2026, 4, 1, tzinfo=UTC))

    assert (before, Change.objects.count()) == (set(), 0)
    assert owners(request.title[:8], visitor) == {request.pk}


def test_a_reader_takes_in_the_newest_and_leaves_the_rest(world):
    Change.objects.all().delete()
    Change.objects.bulk_create(Change(group="requests", owner=-n) for n in range(60))

    assert (catch_up(50), Change.objects.count()) == (False, 10)
    assert (catch_up(50), Change.objects.count()) == (True, 0)


def test_a_row_that_is_gone_has_no_documents(world):
    indexing.work_off()
    source = world.published.meeting.current_source
    speech = source.speeches.last()
    Document.objects.filter(group="speeches", owner=speech.pk).get()

    Change.objects.create(group="speeches", owner=speech.pk)
    speech.sentences.all().delete()
    Passage.objects.filter(speech=speech).delete()
    speech.delete()
    indexing.work_off()

    assert not Document.objects.filter(group="speeches", owner=speech.pk).exists()


@pytest.mark.parametrize("reader", [*READERS, "visitor"])
def test_quotes_find_a_record_for_those_who_read_them_there(world, reader, request):
    actor = request.getfixturevalue(reader)
    records = list(LocalRequest.objects.visible_to(actor))
    read = {
        origin.key
        for found in quotations.of_many(records, actor=actor).values()
        for origin in found
    }
    rows = Passage.objects.filter(local_request__in=records)

    now = set(rows.read_as_they_stand(actor).values_list("pk", flat=True))
    public = set(rows.read_as_public(actor).values_list("pk", flat=True))

    assert now | public == read
    assert not now & public


def test_the_nearest_word_is_one_that_the_reader_may_read(world, secretariat, visitor):
    indexing.work_off()
    wrong = Word(SECRET_ASK[:4] + "峠")

    assert nearest.nearest(wrong, Within(secretariat))
    assert not [word for word in nearest.nearest(wrong, Within(visitor)) if word in SECRET_ASK]


def test_a_search_takes_the_same_number_of_questions_for_one_result_and_for_many(
    world, django_assert_max_num_queries
):
    indexing.work_off()

    with django_assert_max_num_queries(8):
        finding.hits(parse("費", {}), Within(AnonymousUser()), most=200)


def test_who_is_renamed_is_found_by_the_new_name_with_all_that_it_said(world, secretariat):
    organization = world.published.local_request.organization
    said = set(LocalRequest.objects.filter(organization=organization).values_list("pk", flat=True))
    indexing.work_off()
    before = owners(organization.name, secretariat)

    type(organization).objects.filter(pk=organization.pk).update(
        name="灯台市", full_name="海県灯台市"
    )

    assert said <= before
    assert owners("海県灯台市", secretariat) == said
    assert Change.objects.count() == 0


def test_what_is_indexed_anew_under_its_old_name_makes_nothing_else_anew(world):
    organization = world.published.local_request.organization
    indexing.work_off()
    ours = Document.objects.filter(group="requests").order_by("pk")
    made = list(ours.values_list("pk", flat=True))

    Change.objects.create(group="organizations", owner=organization.pk)

    assert catch_up()
    assert list(ours.values_list("pk", flat=True)) == made


def test_a_rename_that_concerns_many_is_left_to_the_work_in_the_background(world):
    organization = world.published.local_request.organization
    indexing.work_off()
    type(organization).objects.filter(pk=organization.pk).update(full_name="海県灯台市")

    assert catch_up(1) is False
    assert Change.objects.exclude(group="organizations").exists()
    indexing.work_off()
    assert Change.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("切替え", "様式を切り替えます"),
        ("切替", "様式を切り替えた"),
        ("切り替える", "様式の切替え"),
        ("取組", "統一に取り組んでいる"),
        ("取り組む", "統一の取組"),
    ],
)
def test_a_verb_is_found_by_its_noun_and_the_other_way_round(world, secretariat, typed, written):
    request = world.published.local_request
    LocalRequest.objects.filter(pk=request.pk).update(title=written, ask="")
    indexing.work_off()

    assert request.pk in owners(typed, secretariat)
    assert request.pk not in owners(f"「{typed}」", secretariat)
