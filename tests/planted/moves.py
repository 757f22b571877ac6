"""What people do in a run, each move with marked words in every text it takes.

A move gets the run and a `pick`, which chooses by chance; it may be refused. `ACTS` are those by
which the secretariat publishes, takes out or corrects: after them the line of what is public is
drawn anew. All others must leave it where it is.
"""

from datetime import date, timedelta

from django.db.models import F
from django.utils import timezone

from issues.actions import (
    commitments,
    corrections,
    follow_ups,
    joinings,
    local_requests,
    opinions,
    relations,
    replies,
    same_asks,
    taking_back,
    triage,
    voices,
)
from issues.due_dates.due import named
from issues.models import (
    Commitment,
    Correction,
    DiscussionPoint,
    FollowUp,
    Joining,
    LocalRequest,
    Opinion,
    Reply,
)
from meetings.actions import (
    calling_off,
    closing,
    handlings,
    imports,
    passages,
    saving,
    sessions,
)
from meetings.actions.corrected import asked
from meetings.models import Body, Handling, Meeting, Speech
from publication.actions import blackouts, removals
from publication.rehearsal import publishable
from publication.removals import places, removable
from tests.factories.accounts import one_of_the_cast
from tests.factories.organizations import organization
from tests.planted.reading import POINTS

MOVES = {}
ACTS = {}


def move(function):
    MOVES[function.__name__] = function
    return function


def act(function):
    ACTS[function.__name__] = function
    return function


def by(name):
    return one_of_the_cast(name)


def a_point(pick):
    return pick(DiscussionPoint.objects.filter(code__in=POINTS))


def a_request(pick):
    return pick(LocalRequest.objects.all())


def later(days=30):
    return named(timezone.localdate() + timedelta(days))


# --- Requests -----------------------------------------------------------------------------------


@move
def log(garden, pick):
    local_requests.log(
        by=by(pick(["misato", "wt_member", "secretariat"])),
        organization=organization("054348"),
        kind="request",
        title=garden.text("件名"),
        said_on=date(2024, 4, 5),
        points=[a_point(pick)],
        ask=garden.text("措置"),
        trouble=garden.text("支障"),
        speaker=garden.word(),
    )


@move
def log_from_the_minutes(garden, pick):
    speech = pick(Speech.objects.filter(source__meeting__current_source=F("source")))
    start = speech.text.index("標")
    passages.log_request(
        by=by("wt_member"),
        speech=speech,
        start=start,
        end=start + 7,
        kind="request",
        title=garden.text("件名"),
        points=[a_point(pick)],
    )


@move
def edit_request(garden, pick):
    local_requests.edit(
        a_request(pick),
        by=by(pick(["misato", "wt_member"])),
        title=garden.text("件名"),
        ask=garden.text("措置"),
        trouble=garden.text("支障"),
    )


def _public_request(pick):
    return pick(LocalRequest.objects.filter(published_at__isnull=False))


def _other_words(garden):
    return {name: garden.text() for name in ("title", "ask", "trouble")}


@move
def propose_correction(garden, pick):
    corrections.propose(
        _public_request(pick),
        by=by(pick(["misato", "wt_member"])),
        after=_other_words(garden),
        reason=garden.text("理由"),
        now=timezone.now(),
    )


@move
def decline_correction(garden, pick):
    corrections.decline(
        pick(Correction.objects.filter(status="proposed")),
        by=by("secretariat"),
        reason=garden.text("理由"),
        now=timezone.now(),
    )


@act
def accept_correction(garden, pick):
    corrections.accept(
        pick(Correction.objects.filter(status="proposed")),
        by=by("secretariat"),
        now=timezone.now(),
    )


@act
def correct(garden, pick):
    corrections.correct(
        _public_request(pick),
        by=by("secretariat"),
        after=_other_words(garden),
        reason=garden.text("理由"),
        now=timezone.now(),
    )


@move
def take_back_reply(garden, pick):
    taking_back.take_back_reply(
        pick(Reply.objects.all()), by=by("digital"), reason=garden.text("理由")
    )


@move
def take_back_opinion(garden, pick):
    taking_back.take_back_opinion(
        pick(Opinion.objects.all()), by=by("misato"), reason=garden.text("理由")
    )


@move
def unsettle(garden, pick):
    voices.unsettle(a_request(pick), by=by("secretariat"), reason=garden.text("理由"))


@move
def triage_it(garden, pick):
    triage.triage(
        a_request(pick),
        by=by("secretariat"),
        points=[a_point(pick)],
        lead_ministry=organization("digital"),
        due=later(),
        reason=garden.text("理由"),
    )


@move
def start_review(garden, pick):
    triage.start_review(a_request(pick), by=by("digital"))


@move
def change_due(garden, pick):
    triage.change_due(
        a_request(pick), by=by("secretariat"), due=later(60), reason=garden.text("理由")
    )


@move
def reopen(garden, pick):
    triage.reopen(a_request(pick), by=by("secretariat"), due=later(), reason=garden.text("理由"))


@move
def settle(garden, pick):
    voices.settle(
        a_request(pick),
        by=by("secretariat"),
        reflected_in=garden.text("方針"),
        despite=garden.text("不服の中で"),
    )


@move
def withdraw(garden, pick):
    relations.withdraw(a_request(pick), by=by("misato"), reason=garden.text("理由"))


@move
def merge(garden, pick):
    relations.merge(
        a_request(pick), by=by("secretariat"), into=a_request(pick), reason=garden.text("理由")
    )


@move
def unmerge(garden, pick):
    merged = pick(LocalRequest.objects.filter(status="merged"))
    relations.unmerge(merged, by=by("secretariat"), reason=garden.text("理由"))


@move
def split(garden, pick):
    relations.split(
        a_request(pick),
        by=by("secretariat"),
        title=garden.text("件名"),
        ask=garden.text("措置"),
    )


@move
def link(garden, pick):
    relations.link(a_request(pick), by=by("wt_member"), other=a_request(pick))


@move
def group(garden, pick):
    same_asks.group(a_request(pick), by=by("secretariat"), other=a_request(pick))


@move
def ungroup(garden, pick):
    same_asks.ungroup(a_request(pick), by=by("secretariat"))


@move
def re_raise(garden, pick):
    relations.mark_re_raised(a_request(pick), by=by("wt_member"), earlier=a_request(pick))


# --- Replies, opinions, voices ------------------------------------------------------------------


@move
def draft_reply(garden, pick):
    reply = replies.draft(
        a_request(pick), by=by("digital"), claimed_class="studying", text=garden.text("回答")
    )
    replies.attach(reply, by=by("digital"), data=b"%PDF-1.7", filename=f"{garden.word()}.pdf")


@move
def submit_reply(garden, pick):
    replies.submit(pick(Reply.objects.filter(status="draft")), by=by("digital"))


@move
def answer(garden, pick):
    draft_reply(garden, pick)
    submit_reply(garden, pick)


@move
def correct_reply(garden, pick):
    correction = replies.correct(
        pick(Reply.objects.filter(status="published")),
        by=by("digital"),
        reason=garden.text("訂正"),
    )
    replies.edit(correction, by=by("digital"), text=garden.text("回答"))


@move
def give_opinion(garden, pick):
    opinions.give(
        pick(Reply.objects.exclude(status="draft")),
        by=by(pick(["misato", "ichinomiya"])),
        stance="dissatisfied",
        text=garden.text("見解"),
        asks_reconsideration=pick([True, False]),
    )


@move
def report_progress(garden, pick):
    voices.report_progress(
        a_request(pick), by=by("digital"), progress="done", text=garden.text("進捗")
    )


@move
def judge(garden, pick):
    voices.judge(
        a_request(pick), by=by("secretariat"), judgement="improve", text=garden.text("判断")
    )


@move
def ask_to_join(garden, pick):
    joiner = by("ichinomiya")
    joinings.ask(
        a_request(pick),
        by=joiner,
        organization=joiner.acting.organization,
        trouble=garden.text("支障"),
    )


@move
def accept_joining(garden, pick):
    joinings.accept(
        pick(Joining.objects.filter(status="asked")),
        by=by(pick(["misato", "secretariat"])),
        now=timezone.now(),
    )


@move
def edit_joining(garden, pick):
    joinings.edit(pick(Joining.objects.all()), by=by("ichinomiya"), trouble=garden.text("支障"))


@move
def leave_joining(garden, pick):
    joinings.leave(
        pick(Joining.objects.all()),
        by=by("ichinomiya"),
        now=timezone.now(),
        reason=garden.text("理由"),
    )


# --- Commitments and follow-ups -----------------------------------------------------------------


@move
def log_commitment(garden, pick):
    commitment = commitments.log(
        by=by("wt_member"),
        speaker=garden.word(),
        title=garden.text("約束"),
        said_on=date(2024, 4, 5),
        points=[a_point(pick)],
        organization=organization("digital"),
    )
    commitments.edit(commitment, by=by("wt_member"), answers=[a_request(pick)])


@move
def edit_commitment(garden, pick):
    commitments.edit(pick(Commitment.objects.all()), by=by("wt_member"), title=garden.text("約束"))


@move
def fulfil(garden, pick):
    commitments.fulfil(
        pick(Commitment.objects.all()), by=by("secretariat"), by_what=garden.text("履行")
    )


@move
def assign(garden, pick):
    follow_up = follow_ups.assign(
        a_request(pick),
        by=by("secretariat"),
        organization=organization("digital"),
        title=garden.text("依頼"),
        text=garden.text("詳しく"),
        section=garden.word(),
        due=later(),
    )
    follow_ups.note(follow_up, by=by("digital"), text=garden.text("経過"))


@move
def complete(garden, pick):
    follow_ups.complete(
        pick(FollowUp.objects.filter(status="open")), by=by("digital"), result=garden.text("結果")
    )


# --- Meetings -----------------------------------------------------------------------------------


@move
def plan(garden, pick):
    held_on = date(2024, 5, 1) + timedelta(Meeting.objects.count())
    meeting = sessions.plan(
        pick(Body.objects.all()),
        by=by("secretariat"),
        held_on=held_on,
        session_number=10 + Meeting.objects.count(),
        title=garden.text("会合"),
        place=garden.word(),
    )
    sessions.hold(meeting, by=by("secretariat"))


@move
def prepare(garden, pick):
    meeting = pick(Meeting.objects.all())
    lines = [
        sessions.AgendaLine(item.pk, 0, item.number, item.title)
        for item in meeting.agenda_items.all()
    ]
    lines.append(sessions.AgendaLine(None, 0, garden.word(), garden.text("議事")))
    sessions.arrange(meeting, by=by("secretariat"), lines=lines)
    documents = list(meeting.documents.values_list("label", "title", "submitter"))
    documents.append((garden.word(), garden.text("資料"), garden.word()))
    sessions.list_documents(meeting, by=by("secretariat"), documents=documents)
    people = [
        {
            "name": garden.word(),
            "title": garden.word(),
            "organization_name": garden.word(),
            "side": "local",
        }
    ]
    sessions.invite(meeting, by=by("secretariat"), people=people)


@move
def call_off(garden, pick):
    move = pick([calling_off.call_off, calling_off.put_off])
    move(pick(Meeting.objects.all()), by=by("secretariat"), reason=garden.text("理由"))


@move
def put_on(garden, pick):
    matter = pick([a_request(pick), a_point(pick)])
    sessions.put_on(pick(Meeting.objects.all()), matter, by=by("secretariat"))


@move
def record(garden, pick):
    handling = pick(Handling.objects.all())
    handlings.record(handling, by=by("secretariat"), outcome="discussed", note=garden.text("記録"))
    handlings.decide(
        handling.meeting, by=by("secretariat"), text=garden.text("決定"), handling=handling
    )


@move
def decide(garden, pick):
    handlings.decide(pick(Meeting.objects.all()), by=by("secretariat"), text=garden.text("決定"))


@move
def write_memo(garden, pick):
    handlings.write_memo(
        a_point(pick),
        by=by("secretariat"),
        meeting=pick(Meeting.objects.all()),
        text=garden.text("メモ"),
    )


@move
def close(garden, pick):
    meeting = pick(Meeting.objects.filter(status="published"))
    meeting.handlings.filter(status="planned").update(status="reported")
    closing.close(meeting, by=by("secretariat"))


@move
def add_to_report(garden, pick):
    meeting = pick(Meeting.objects.filter(status="closed"))
    closing.add_to_report(meeting.closed_report, by=by("secretariat"), text=garden.text("追記"))


# --- What the secretariat makes public, and takes out again -------------------------------------


@act
def publish(garden, pick):
    """Anything that waits, of a kind chosen by chance: new nouns come by the table."""
    row = pick([row for row in publishable.table().values() if row.waiting().exists()])
    thing = pick(row.waiting())
    more = {"reason": garden.text("残す理由")} if row.wants_reason(thing) else {}
    row.publish(thing, by=by("secretariat"), now=timezone.now(), **more)


@act
def take_out(garden, pick):
    thing = _public_thing(pick)
    removals.unpublish(
        thing,
        by=by("secretariat"),
        ground="by_mistake",
        reason=garden.text("取りやめの理由"),
        now=timezone.now(),
        below=pick([True, False]),
    )


@act
def black_out(garden, pick):
    """One public word, wherever it stands."""
    word = pick(sorted(garden.public))
    blackouts.black_out(
        [found.place for found in places.everywhere(word)],
        by=by("secretariat"),
        ground="personal",
        reason=garden.text("墨消しの理由"),
        now=timezone.now(),
    )


def _public_thing(pick):
    rows = [row for row in removable.rows().values() if row.comes_down]
    return pick([t for r in rows for t in r.model.objects.order_by("pk") if r.is_public(t)])


MINUTES = """{body}（第{number}回）議事要旨
日時　令和6年4月{day}日（金）10時00分～11時00分
場所　{place}
出席者　松田 知己 美郷町長（{note}）
　　　　河野 太郎 デジタル大臣
議事　（1）{agenda}
配布資料　資料1　{document}

○松田美郷町長　{first}{ask}を国で負担してほしい。（{direction}）{second}
○河野デジタル大臣　{promise}を検討したい。
"""


@move
def hand_in_minutes(garden, pick):
    """First minutes of a meeting, or a corrected edition."""
    meeting = pick(Meeting.objects.all())
    words = ("place", "note", "agenda", "document", "ask", "direction", "promise")
    text = MINUTES.format(
        body=meeting.body.name,
        number=meeting.session_number,
        day=5 + meeting.sources.count(),
        first=garden.text("一文"),
        second=garden.text("二文"),
        **{name: garden.word() for name in words},
    )
    minutes_import = imports.hand_in(
        by=by("secretariat"),
        data=text.encode(),
        filename=f"{garden.word()}.txt",
        meeting=meeting,
    )
    minutes_import = imports.read(minutes_import)
    looked_at = {"looked_at": asked(minutes_import.reading["notes"])}
    saving.save(minutes_import, by=by("secretariat"), corrections=looked_at)
