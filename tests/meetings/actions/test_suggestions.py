import threading

import pytest
from django.db import connection
from django.utils import timezone

from accounts.enums import Role
from issues.actions import local_requests
from issues.models import Commitment, LocalRequest
from meetings.actions import sentences, suggestions
from meetings.models import Passage, Sentence, Suggestion
from tests.factories.minutes import Said, minutes, person, suggest
from workflow import history
from workflow.machine import RefusalKind, Refused

pytestmark = pytest.mark.django_db

TEXT = "費用を国が持ってほしい。人材を送ってほしい。\n窓口を一本にしてほしい。以上です。"
ASKS = ["費用を国が持ってほしい。", "人材を送ってほしい。", "窓口を一本にしてほしい。"]


@pytest.fixture
def member(db):
    return person("member")


@pytest.fixture
def three(member):
    minutes(Said(TEXT, asks=ASKS))
    return list(Suggestion.objects.all())


def quotes(request):
    return list(request.passages.order_by("start").values_list("quote", flat=True))


def test_accepting_makes_a_request_with_its_passage_and_history(member, three):
    done = suggestions.accept(three[0], by=member)

    request = LocalRequest.objects.get()
    assert (request.number, request.title, request.ask) == ("R6-0001", ASKS[0], ASKS[0])
    assert (request.organization.code, request.speaker) == ("350001", "村岡 嗣政 知事")
    assert quotes(request) == [ASKS[0]]
    assert (done.status, done.local_request, done.decided_by) == ("accepted", request, member)
    assert [entry.verb for entry in history.entries_of(request)] == ["log"]


def test_accepting_words_of_the_national_side_makes_a_commitment(member):
    minutes(Said("検討します。", by="河野", side="national", code=None, promises=["検討します。"]))

    done = suggestions.accept(Suggestion.objects.get(), by=member)

    assert done.commitment == Commitment.objects.get()
    assert done.commitment.number == "R6-C0001"


def test_a_second_acceptance_is_a_conflict_and_logs_nothing(member, three):
    suggestions.accept(three[0], by=member)

    with pytest.raises(Refused) as refused:
        suggestions.accept(three[0], by=person("other"))

    assert refused.value.decision.refusal is RefusalKind.CONFLICT
    assert LocalRequest.objects.count() == 1


def test_accepting_another_version_than_the_one_seen_is_a_conflict(member, three):
    suggestions.edit(three[0], by=person("other"), summary="別の要旨")

    with pytest.raises(Refused) as refused:
        suggestions.accept(three[0], by=member, version=1)

    assert refused.value.decision.refusal is RefusalKind.CONFLICT
    assert LocalRequest.objects.count() == 0


def test_others_may_not_decide(three):
    with pytest.raises(Refused) as refused:
        suggestions.accept(three[0], by=person("ministry", role=Role.MINISTRY))

    assert refused.value.decision.refusal is RefusalKind.FORBIDDEN


def test_undoing_an_acceptance_takes_the_request_back_and_accepting_again_revives_it(member, three):
    suggestions.accept(three[0], by=member)
    undone = suggestions.undo(three[0], by=member)

    assert LocalRequest.objects.get().status == "withdrawn"
    suggestions.edit(undone, by=member, summary="新しい要旨")
    suggestions.accept(three[0], by=member)

    request = LocalRequest.objects.get()
    assert (request.number, request.status, request.title) == ("R6-0001", "logged", "新しい要旨")
    assert quotes(request) == [ASKS[0]]


def test_a_published_request_is_not_taken_back(member, three):
    request = suggestions.accept(three[0], by=member).local_request
    secretary = person("secretary", role=Role.SECRETARIAT)
    local_requests.publish(request, by=secretary, now=timezone.now())

    with pytest.raises(Refused, match="公表した記録は取り消せません。"):
        suggestions.undo(three[0], by=member)

    three[0].refresh_from_db()
    assert three[0].status == "accepted"


def test_merging_into_an_accepted_one_adds_the_words_at_once(member, three):
    suggestions.accept(three[0], by=member)

    suggestions.merge(three[1], by=member)

    assert quotes(LocalRequest.objects.get()) == ASKS[:2]


def test_merging_into_a_pending_one_brings_the_words_when_it_is_accepted(member, three):
    suggestions.merge(three[1], by=member)
    suggestions.merge(three[2], by=member)
    assert Passage.objects.count() == 0

    suggestions.accept(three[0], by=member)

    assert quotes(LocalRequest.objects.get()) == ASKS


def test_what_was_merged_into_one_moves_along_when_that_is_merged(member, three):
    suggestions.merge(three[2], by=member)
    suggestions.merge(three[1], by=member)

    targets = Suggestion.objects.filter(status="merged").values_list("merged_into", flat=True)
    assert list(targets) == [three[0].pk, three[0].pk]


def test_the_first_candidate_has_nothing_to_be_merged_into(member, three):
    with pytest.raises(Refused, match="統合できる候補がありません"):
        suggestions.merge(three[0], by=member)


def test_nothing_is_merged_into_a_dismissed_one(member, three):
    suggestions.dismiss(three[0], by=member)

    with pytest.raises(Refused, match="前の候補は除外されています"):
        suggestions.merge(three[1], by=member)


def test_undoing_a_merge_takes_the_words_out_again(member, three):
    suggestions.accept(three[0], by=member)
    suggestions.merge(three[1], by=member)

    undone = suggestions.undo(three[1], by=member)

    assert quotes(LocalRequest.objects.get()) == [ASKS[0]]
    assert (undone.status, undone.merged_into, undone.passage) == ("pending", None, None)


def test_a_merge_is_undone_after_the_request_was_taken_back(member, three):
    suggestions.accept(three[0], by=member)
    suggestions.merge(three[1], by=member)
    suggestions.undo(three[0], by=member)

    suggestions.undo(three[1], by=member)
    suggestions.accept(three[0], by=member)

    assert quotes(LocalRequest.objects.get()) == [ASKS[0]]


def test_dismissing_marks_its_sentences_and_undoing_opens_them(member, three):
    suggestions.dismiss(three[0], by=member)
    cleared = [str(s) for s in Sentence.objects.filter(cleared_at__isnull=False)]
    suggestions.undo(three[0], by=member)

    assert cleared == [ASKS[0]]
    assert Sentence.objects.filter(cleared_at__isnull=False).count() == 0


def test_a_dismissal_leaves_sentences_open_that_another_candidate_claims(member, three):
    suggest(three[0].speech, "国が持って")

    suggestions.dismiss(three[0], by=member)

    assert Sentence.objects.filter(cleared_at__isnull=False).count() == 0


def test_an_edited_span_takes_its_words_from_the_speech(member, three):
    edited = suggestions.edit(three[0], by=member, start=0, end=22)

    assert edited.quote == "費用を国が持ってほしい。人材を送ってほしい。"
    assert suggestions.accept(edited, by=member).local_request.passages.get().end == 22


def test_points_follow_their_scores_until_a_person_chooses(member, three):
    assert suggestions.point_codes(three[0]) == ["cost"]

    chosen = suggestions.edit(three[0], by=member, chosen_points=["talent", "cost"])

    assert suggestions.point_codes(chosen) == ["talent", "cost"]


def test_open_sentences_that_a_pending_candidate_claims_are_not_cleared(member, three):
    assert sentences.clear(three[0].speech, by=member) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_the_same_moment_one_is_refused(member, three):
    results = []
    gate = threading.Barrier(2, timeout=10)

    def accept(user):
        try:
            gate.wait()
            results.append(suggestions.accept(three[0], by=user).status)
        except Refused as refused:
            results.append(refused.decision.refusal)
        finally:
            connection.close()

    people = [member, person("other")]
    threads = [threading.Thread(target=accept, args=(user,)) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(map(str, results)) == ["accepted", "conflict"]
    assert list(LocalRequest.objects.values_list("number", flat=True)) == ["R6-0001"]
