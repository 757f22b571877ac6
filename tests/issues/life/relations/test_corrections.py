"""訂正: published words change in the open, and only when the secretariat accepts it."""

from datetime import UTC, datetime

import pytest

from issues.actions import commitments, corrections, local_requests
from issues.desks import waiting_corrections
from issues.history import timeline
from issues.models import Commitment, Correction, Joining, LocalRequest
from issues.pages import request_moves
from issues.publishing import corrected_words
from issues.search import finding

NOW = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)
NEW = {"trouble": "様式が町ごとに違い、毎年つくり直している"}


@pytest.fixture
def public(life, cast):
    """美郷町's published request."""
    local_requests.publish(life.log(), by=cast.secretariat, now=NOW)
    return LocalRequest.objects.get()


def propose(obj, by, after=NEW, reason="誤記のため", **more):
    return corrections.propose(obj, by=by, after=after, reason=reason, now=NOW, **more)


def lines(obj, actor):
    return [(line.label, [str(c.after) for c in line.changes], line.reason)
            for line in timeline.lines_of(obj, actor=actor)]  # fmt: skip


@pytest.mark.parametrize("who", ["misato", "wt_member", "secretariat"])
def test_published_words_are_not_simply_edited(who, public, cast, refusal):
    answer = refusal(local_requests.edit, public, by=getattr(cast, who), trouble="書き換え")

    assert answer == ("incomplete", "公表した内容です。訂正として直してください。")


def test_a_proposal_changes_nothing_until_it_is_accepted(public, cast):
    correction = propose(public, cast.misato)
    before = LocalRequest.objects.get().trouble

    corrections.accept(correction, by=cast.secretariat, now=NOW)

    after = LocalRequest.objects.get()
    assert (before, after.trouble) == ("様式が市町村ごとに違う", NEW["trouble"])
    rows = LocalRequest.objects.all()
    found = finding.with_words(rows, "毎年つくり直している", actor=cast.secretariat)
    assert found.get() == after


def test_everybody_reads_that_and_which_field_was_corrected_the_team_the_words(public, cast):
    corrections.accept(propose(public, cast.misato), by=cast.secretariat, now=NOW)

    outside, inside = lines(public, cast.visitor), lines(public, cast.wt_member)
    assert outside[0] == ("訂正", ["支障事例・効果"], "")
    assert "様式が市町村ごとに違う" not in str(outside)
    told = next(line for line in inside if line[0] == "訂正")
    assert (NEW["trouble"] in told[1], told[2]) == (True, "誤記のため")


def test_nothing_proposed_is_read_outside(public, cast):
    propose(public, cast.misato)

    readers = {
        who
        for who in ("secretariat", "wt_member", "misato", "digital", "ichinomiya", "visitor")
        if waiting_corrections.on(public, actor=getattr(cast, who))
    }

    assert readers == {"secretariat", "wt_member", "misato"}
    assert "訂正の申出" not in [label for label, *_ in lines(public, cast.visitor)]


def test_the_secretariat_corrects_at_once_with_a_reason(public, cast, refusal):
    silent = refusal(
        corrections.correct, public, by=cast.secretariat, after=NEW, reason=" ", now=NOW
    )
    done = corrections.correct(public, by=cast.secretariat, after=NEW, reason="誤記", now=NOW)

    assert silent == ("incomplete", "理由を書いてください。")
    assert (done.status, done.before, done.after) == (
        "accepted",
        {"trouble": "様式が市町村ごとに違う"},
        NEW,
    )
    assert LocalRequest.objects.get().trouble == NEW["trouble"]


def test_what_is_declined_is_kept_with_the_reason(public, cast, refusal):
    correction = propose(public, cast.misato)
    silent = refusal(corrections.decline, correction, by=cast.secretariat, now=NOW, reason="")

    corrections.decline(correction, by=cast.secretariat, now=NOW, reason="もとが正しいため")

    kept = Correction.objects.visible_to(cast.misato).get()
    assert silent == ("incomplete", "理由を書いてください。")
    assert (kept.status, kept.after, kept.decision) == ("declined", NEW, "もとが正しいため")
    assert LocalRequest.objects.get().trouble == "様式が市町村ごとに違う"


@pytest.mark.parametrize("who", ["wt_member", "misato", "digital"])
def test_only_the_secretariat_accepts_and_declines(who, public, cast, refusal):
    correction, by = propose(public, cast.misato), getattr(cast, who)

    answers = (
        refusal(corrections.accept, correction, by=by, now=NOW)[0],
        refusal(corrections.decline, correction, by=by, now=NOW, reason="否")[0],
        refusal(corrections.correct, public, by=by, after=NEW, reason="誤記", now=NOW)[0],
    )

    assert answers == ("forbidden", "forbidden", "forbidden")


@pytest.mark.parametrize("who", ["digital", "ichinomiya", "stranger"])
def test_who_may_not_edit_does_not_propose(who, public, cast, refusal):
    assert refusal(propose, public, getattr(cast, who))[0] == "forbidden"


def test_what_was_changed_meanwhile_is_not_overwritten(public, cast, refusal):
    correction = propose(public, cast.misato)
    corrections.correct(
        public, by=cast.secretariat, after={"trouble": "別の文"}, reason="誤記", now=NOW
    )

    kind, _ = refusal(corrections.accept, correction, by=cast.secretariat, now=NOW)

    assert (kind, LocalRequest.objects.get().trouble) == ("conflict", "別の文")


def test_what_says_the_same_is_no_correction(public, cast, refusal):
    same = corrected_words.written_in(public)

    assert refusal(propose, public, cast.misato, after=same) == (
        "incomplete",
        "変わったところがありません。",
    )


def test_internal_words_need_no_correction(life, cast, refusal):
    assert refusal(propose, life.log(), cast.misato)[0] == "incomplete"


def test_points_and_the_organization_are_corrected_as_well(public, life, cast, orgs):
    after = {"points": "cost,role", "organization": orgs.ube.code}

    corrections.accept(propose(public, cast.wt_member, after), by=cast.secretariat, now=NOW)

    now = LocalRequest.objects.get()
    assert [p.point.code for p in now.request_points.all()] == ["cost", "role"]
    assert now.organization == orgs.ube


def test_the_requester_does_not_hand_it_to_another(public, cast, orgs, refusal):
    kind, _ = refusal(propose, public, cast.misato, {"organization": orgs.ube.code})

    assert kind == "forbidden"


def test_who_proposed_takes_it_back(public, cast, refusal):
    correction = propose(public, cast.misato)

    stranger = refusal(corrections.withdraw, correction, by=cast.wt_member, now=NOW)[0]
    back = corrections.withdraw(correction, by=cast.misato, now=NOW)

    assert (stranger, back.status) == ("forbidden", "withdrawn")


def test_a_published_commitment_is_corrected_the_same_way(life, cast, refusal):
    commitment = commitments.publish(life.commit(), by=cast.secretariat, now=NOW)
    plain = refusal(commitments.edit, commitment, by=cast.wt_member, title="別の要旨")

    correction = propose(commitment, cast.wt_member, {"title": "秋までに案を示す"})
    corrections.accept(correction, by=cast.secretariat, now=NOW)
    answering = commitments.edit(Commitment.objects.get(), by=cast.wt_member, answers=[life.log()])

    assert plain[0] == "incomplete"
    assert answering.title == "秋までに案を示す"


def test_a_published_joining_is_corrected_the_same_way(public, life, cast):
    joining = life.join(public, published=True)

    correction = propose(joining, cast.ichinomiya, {"trouble": "直した事例"})
    corrections.accept(correction, by=cast.secretariat, now=NOW)

    assert Joining.objects.get().trouble == "直した事例"


def test_each_is_offered_the_way_that_is_open(public, cast):
    doors = {
        who: [m.door.words for m in request_moves.moves_of(public, actor=getattr(cast, who))
              if m.door.name == "edit"]
        for who in ("secretariat", "wt_member", "misato", "digital")
    }  # fmt: skip

    proposing = ["公表した内容の訂正を申し出る"]
    assert doors == {
        "secretariat": ["公表した内容を訂正する"],
        "wt_member": proposing,
        "misato": proposing,
        "digital": [],
    }
