"""What was made and taken back leaves everything as it was before, and the record holds both."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from issues.actions import (
    commitments,
    local_requests,
    opinions,
    relations,
    replies,
    taking_back,
    triage,
    voices,
)
from issues.due_dates import ledger
from issues.due_dates.due import named
from issues.enums import RequestStatus
from issues.history import timeline
from issues.models import Commitment, LocalRequest, Opinion, Reply, ReplyAttachment, Standing
from issues.pages import reply_rounds, three_voices
from issues.standing import in_words
from tests.factories.rows import put
from workflow import history

S = RequestStatus
ON = date(2024, 5, 20)
NOT_COMPARED = {"id", "version", "updated_at", "written_by_id", "created_at"}
WHY = "取り違えたため"


def plain(rows):
    return [{k: v for k, v in row.items() if k not in NOT_COMPARED} for row in rows.values()]


def state(obj, cast):
    """All that anybody sees of a request, but for the record itself and the count of versions."""
    obj = LocalRequest.objects.get(pk=obj.pk)
    readers = [cast.secretariat, cast.digital, cast.misato, cast.stranger, cast.visitor]
    return {
        "row": plain(LocalRequest.objects.filter(pk=obj.pk)),
        "points": plain(obj.request_points.all()),
        "ministries": list(obj.co_ministries.values_list("pk", flat=True)),
        "related": list(obj.related.values_list("pk", flat=True)),
        "replies": plain(obj.replies.order_by("round", "edition")),
        "opinions": plain(Opinion.objects.filter(reply__local_request=obj)),
        "files": [f.sha256 for f in ReplyAttachment.objects.filter(reply__in=obj.replies.all())],
        "sentence": in_words.sentence(obj, on=ON),
        "voices": [
            (str(v.progress), str(v.judgement), v.opinions, v.disagreements)
            for v in (three_voices.voices_of(obj, actor=reader) for reader in readers)
        ],
        "settled": [str(three_voices.settled(obj, actor=reader)) for reader in readers],
        "rounds": [
            [(r.number, r.due, len(r.turns), r.awaits_reply, r.awaits_opinion) for r in rounds]
            for rounds in (reply_rounds.rounds_of(obj, actor=reader, on=ON) for reader in readers)
        ],
        "lists": [
            (
                Standing.objects.now().visible_to(reader).disagreeing(reader).count(),
                Standing.objects.now().visible_to(reader).unanswered(ON).count(),
            )
            for reader in readers
        ],
    }


def lines(obj, cast):
    """How many operations the secretariat reads, and the ministry, whose drafts are its own."""
    return sum(len(timeline.lines_of(obj, actor=who)) for who in (cast.secretariat, cast.digital))


def draft(life, obj):
    reply = life.draft(obj)
    return lambda: taking_back.discard_reply(reply, by=life.cast.digital)


def submitted(life, obj):
    reply = replies.submit(obj.replies.get(), by=life.cast.digital)
    return lambda: taking_back.take_back_reply(reply, by=life.cast.digital)


def by_the_office(life, obj):
    reply = replies.submit(obj.replies.get(), by=life.cast.digital)
    return lambda: taking_back.take_back_reply(reply, by=life.cast.secretariat, reason=WHY)


def opinion(life, obj):
    given = opinions.give(
        obj.replies.get(), by=life.cast.misato, stance="dissatisfied", text="足りない"
    )
    return lambda: taking_back.take_back_opinion(given, by=life.cast.misato)


def asking(life, obj):
    given = life.ask_again(obj)
    return lambda: taking_back.take_back_opinion(given, by=life.cast.secretariat, reason=WHY)


def progress(life, obj):
    said = voices.report_progress(obj, by=life.cast.digital, progress="done", text="通知")
    return lambda: voices.take_back_progress(said, by=life.cast.digital)


def judgement(life, obj):
    said = voices.judge(obj, by=life.cast.secretariat, judgement="solved")
    voices.publish_judgement(said, by=life.cast.secretariat, now=timezone.now())
    return lambda: voices.take_back_judgement(said, by=life.cast.secretariat, reason=WHY)


def settling(life, obj):
    settled = life.settle(obj, despite="法改正の後に改める")
    return lambda: voices.unsettle(settled, by=life.cast.secretariat, reason=WHY)


def link(life, obj):
    other = life.log(title="別の件")
    relations.link(obj, by=life.cast.secretariat, other=other)
    return lambda: relations.link(obj, by=life.cast.secretariat, other=other, linked=False)


def re_raise(life, obj):
    other = life.log(title="前の件")
    relations.mark_re_raised(obj, by=life.cast.secretariat, earlier=other)
    return lambda: relations.mark_re_raised(obj, by=life.cast.secretariat, earlier=None)


def annulled(life, obj):
    taken = local_requests.annul(obj, by=life.cast.secretariat, reason=WHY)
    return lambda: local_requests.restore(taken, by=life.cast.secretariat, reason=WHY)


def retracted(life, obj):
    taken = local_requests.retract(obj, by=life.cast.misato, reason=WHY)
    return lambda: local_requests.restore(taken, by=life.cast.secretariat)


IN_HAND = (S.TRIAGED, S.UNDER_REVIEW, S.REPLIED, S.RECONSIDERING)
PAIRS = [
    (retracted, S.LOGGED, False),
    *((annulled, status, False) for status in (S.LOGGED, *IN_HAND)),
    *((draft, status, False) for status in (S.TRIAGED, S.UNDER_REVIEW)),
    *((made, status, True) for made in (submitted, by_the_office) for status in IN_HAND[:2]),
    (opinion, S.REPLIED, False),
    (asking, S.REPLIED, False),
    *((progress, status, False) for status in IN_HAND),
    *((judgement, status, False) for status in (*IN_HAND, S.SETTLED)),
    (settling, S.REPLIED, False),
    *((made, status, False) for made in (link, re_raise) for status in (S.LOGGED, S.REPLIED)),
]


@pytest.mark.parametrize(
    ("make", "status", "drafted"), PAIRS, ids=[f"{m.__name__}-{s}" for m, s, _ in PAIRS]
)
def test_made_and_taken_back_is_as_before_and_the_record_holds_both(
    make, status, drafted, life, cast
):
    obj = life.at(status)
    if status not in (S.LOGGED, S.SETTLED):
        voices.judge(obj, by=cast.secretariat, judgement="continue")
    obj = local_requests.publish(obj, by=cast.secretariat, now=timezone.now())
    if make is retracted:
        put(LocalRequest.objects.filter(pk=obj.pk), published_at=None)
        obj.refresh_from_db()
    if drafted:
        reply = life.draft(obj)
        replies.attach(reply, by=cast.digital, data=b"%PDF-1.7", filename="案.pdf")
    before, told = state(obj, cast), lines(obj, cast)

    take_back = make(life, obj)
    made = state(obj, cast)
    take_back()

    assert made != before
    assert state(obj, cast) == before
    assert lines(obj, cast) >= told + 2


def test_a_reply_taken_back_counted_at_the_session_between(life, cast):
    obj = life.at(S.UNDER_REVIEW)
    reply = life.reply(obj)
    between = timezone.now()
    taking_back.take_back_reply(reply, by=cast.digital)

    then, now = Standing.objects.at(between).get(), Standing.objects.now().get()

    assert (then.status, then.reply_class) == ("replied", "studying")
    assert (now.status, now.reply_class) == ("under_review", "")


def test_a_reply_taken_back_was_never_in_time_in_the_ledger(life, cast):
    obj = life.at(S.UNDER_REVIEW)
    before = ledger.ledger_of(cast.secretariat, on=ON).total
    reply = life.reply(obj)
    answered = obj.rounds.get().answered_due_on

    taking_back.take_back_reply(reply, by=cast.digital)

    assert answered == date(2024, 5, 10)
    assert ledger.ledger_of(cast.secretariat, on=ON).total == before
    after = obj.rounds.get()
    assert (after.answered_at, after.answered_due_on) == (None, None)


def test_an_opinion_taken_back_counted_at_the_session_between(life, cast):
    obj = life.at(S.REPLIED)
    given = opinions.give(obj.replies.get(), by=cast.misato, stance="dissatisfied", text="文")
    between = timezone.now()
    taking_back.take_back_opinion(given, by=cast.misato)

    stances = [
        Standing.objects.at(at).get().stance for at in (between, between + timedelta(days=1))
    ]

    assert stances == ["dissatisfied", ""]


def test_a_judgement_taken_back_is_heard_at_the_session_between(life, cast):
    obj = life.at(S.REPLIED)
    said = voices.judge(obj, by=cast.secretariat, judgement="solved")
    between = timezone.now()
    voices.take_back_judgement(said, by=cast.secretariat, reason=WHY)

    assert [str(v) for v in obj.judgements.standing(between)] == ["解決"]
    assert list(obj.judgements.standing()) == []


def test_after_a_take_back_the_ministry_goes_on_with_its_words_and_files(life, cast):
    obj = life.at(S.UNDER_REVIEW)
    reply = life.draft(obj, text="検討の案")
    replies.attach(reply, by=cast.digital, data=b"%PDF-1.7", filename="案.pdf")
    reply.refresh_from_db()
    again = taking_back.take_back_reply(replies.submit(reply, by=cast.digital), by=cast.digital)

    assert (again.status, again.text, again.edition) == ("draft", "検討の案", 1)
    assert [f.filename for f in again.attachments.all()] == ["案.pdf"]
    assert replies.submit(again, by=cast.digital).local_request.status == "replied"
    assert str(obj.replies.get()) == "第1次回答"
    assert Reply.kept.count() == 2


@pytest.mark.parametrize("who", ["soumu", "misato", "wt_member", "visitor"])
def test_only_the_ministry_and_the_secretariat_take_a_reply_back(who, life, cast, refusal):
    reply = life.reply(life.at(S.UNDER_REVIEW))

    kind, _ = refusal(taking_back.take_back_reply, reply, by=getattr(cast, who), reason=WHY)

    assert kind == "forbidden"


def test_the_secretariat_says_why(life, cast, refusal):
    reply = life.reply(life.at(S.UNDER_REVIEW))

    answer = refusal(taking_back.take_back_reply, reply, by=cast.secretariat)

    assert answer == ("incomplete", "理由を書いてください。")


def test_a_reply_that_somebody_built_on_is_not_taken_back(life, cast, refusal):
    obj = life.at(S.REPLIED)
    opinions.give(obj.replies.get(), by=cast.misato, stance="satisfied")
    spoken = refusal(taking_back.take_back_reply, obj.replies.get(), by=cast.digital)
    other = life.at(S.SETTLED)
    settled = refusal(taking_back.take_back_reply, other.replies.get(), by=cast.digital)

    assert spoken == (
        "conflict",
        "この回答には、見解が出されています。先に見解を取り消してください。",
    )
    assert settled == ("conflict", "今の状況が「決着」のため、取り戻せません。")


def test_a_published_reply_is_not_taken_back(life, cast, refusal):
    obj = life.at(S.REPLIED)
    reply = replies.publish(obj.replies.get(), by=cast.secretariat, now=timezone.now())

    kind, _ = refusal(taking_back.take_back_reply, reply, by=cast.secretariat, reason=WHY)

    assert kind == "conflict"


def test_a_round_that_was_answered_is_not_closed_again(life, cast, refusal):
    obj = life.at(S.RECONSIDERING)
    asked = Opinion.objects.get()
    obj.refresh_from_db()
    life.reply(obj)

    answer = refusal(taking_back.take_back_opinion, asked, by=cast.misato)

    assert answer == ("conflict", "第2次の検討が進んでいるため、取り消せません。")


def test_a_round_whose_date_was_moved_is_not_closed_again(life, cast, refusal):
    obj = life.at(S.RECONSIDERING)
    triage.change_due(obj, by=cast.secretariat, due=named(date(2030, 1, 7)), reason="調整")

    kind, words = refusal(taking_back.take_back_opinion, Opinion.objects.get(), by=cast.misato)

    assert (kind, "回答期限が変更されている" in words) == ("conflict", True)


def test_an_opinion_may_be_given_anew(life, cast):
    obj = life.at(S.REPLIED)
    first = opinions.give(obj.replies.get(), by=cast.misato, stance="dissatisfied", text="文")
    taking_back.take_back_opinion(first, by=cast.misato)

    second = opinions.give(obj.replies.get(), by=cast.misato, stance="satisfied")

    assert list(Opinion.objects.all()) == [second]
    assert Opinion.kept.count() == 2


def test_a_file_is_taken_off_until_the_reply_is_published(life, cast, refusal):
    reply = life.draft(life.at(S.UNDER_REVIEW))
    file = replies.attach(reply, by=cast.digital, data=b"%PDF-1.7", filename="違う案.pdf")
    assert refusal(taking_back.detach, file, by=cast.secretariat)[0] == "forbidden"

    taking_back.detach(file, by=cast.digital)

    assert list(reply.attachments.all()) == []
    details = history.entries_of(reply).last().details
    assert (details["detached"], details["detached_sha256"]) == ("違う案.pdf", file.sha256)


def test_the_requester_takes_back_its_own_until_somebody_built_on_it(life, cast, refusal):
    mine, joined = life.log(), life.log()
    life.join(joined)
    theirs = refusal(local_requests.retract, mine, by=cast.ichinomiya, reason=WHY)

    taken = local_requests.retract(mine, by=cast.misato, reason=WHY)

    assert theirs[0] == "forbidden"
    assert taken.status == "withdrawn"
    assert refusal(local_requests.retract, joined, by=cast.misato, reason=WHY) == (
        "incomplete",
        "ほかの団体が加わっているか、申し出ています。取り消すときは、事務局に連絡してください。",
    )


def test_the_secretariat_takes_back_later_with_a_reason_and_alone_restores(life, cast, refusal):
    obj = life.at(S.REPLIED)
    assert refusal(local_requests.annul, obj, by=cast.secretariat, reason=" ")[0] == "incomplete"
    assert refusal(local_requests.annul, obj, by=cast.wt_member, reason=WHY)[0] == "forbidden"
    taken = local_requests.annul(obj, by=cast.secretariat, reason=WHY)
    assert refusal(local_requests.restore, taken, by=cast.wt_member)[0] == "forbidden"

    assert local_requests.restore(taken, by=cast.secretariat).status == "replied"


def test_a_commitment_is_taken_back_by_the_secretariat_at_any_time(life, cast, refusal):
    made = life.commit()
    kept = commitments.fulfil(made, by=cast.secretariat, by_what="通知で果たした")
    assert refusal(commitments.retract, kept, by=cast.wt_member, reason=WHY)[0] == "conflict"
    taken = commitments.annul(kept, by=cast.secretariat, reason=WHY)

    back = commitments.restore(taken, by=cast.secretariat)

    assert (taken.status, back.status) == ("retracted", "fulfilled")
    assert Commitment.objects.get().fulfilled_by == "通知で果たした"


def test_parties_read_that_it_was_taken_back_and_others_do_not(life, cast):
    obj = life.at(S.UNDER_REVIEW)
    local_requests.publish(obj, by=cast.secretariat, now=datetime(2024, 1, 1, tzinfo=UTC))
    reply = life.reply(LocalRequest.objects.get(pk=obj.pk))
    taking_back.take_back_reply(reply, by=cast.secretariat, reason=WHY)

    told = {
        who: next((x.label, x.reason) for x in timeline.lines_of(obj, actor=getattr(cast, who)))
        for who in ("secretariat", "misato", "visitor")
    }

    assert told == {
        "secretariat": ("回答の取戻し", WHY),
        "misato": ("回答の取戻し", WHY),
        "visitor": ("回答の取戻し", ""),
    }
