"""Any sequence of moves by anybody: the tables hold, and the record rebuilds the present."""

from dataclasses import fields
from datetime import UTC, date, datetime

import hypothesis.strategies as st
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from issues import needs
from issues.actions import (
    joinings,
    local_requests,
    opinions,
    relations,
    replies,
    taking_back,
    triage,
    voices,
)
from issues.due_dates.due import named
from issues.enums import RequestStatus
from issues.models import LocalRequest, Opinion, Reply, Standing
from issues.standing import keeping, record, state
from issues.transitions.requests import LOCAL_REQUEST
from tests import sizes
from workflow.machine import Refused
from workflow.models import HistoryEntry, StatusChange

NOW = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)
FOR_EVER = datetime.max.replace(tzinfo=UTC)
AS_NOW = (
    "kind", "title", "status", "organization_id", "lead_ministry_id", "round", "due_on",
    "first_due_on", "progress", "judgement", "re_raises_id",
)  # fmt: skip
PEOPLE = ("secretariat", "wt_member", "digital", "soumu", "misato", "ichinomiya", "association")
S = RequestStatus
OPEN = {S.LOGGED, S.TRIAGED, S.UNDER_REVIEW, S.REPLIED, S.RECONSIDERING}
FAR = (S.REPLIED, S.RECONSIDERING, S.SETTLED)
# The life of a request as the design draws it, apart from the table in the code.
ARROWS = {
    "triage": ({S.LOGGED, S.TRIAGED}, {S.TRIAGED}),
    "start_review": ({S.TRIAGED}, {S.UNDER_REVIEW}),
    "reply": ({S.TRIAGED, S.UNDER_REVIEW, S.RECONSIDERING}, {S.REPLIED}),
    "ask_reconsideration": ({S.REPLIED}, {S.RECONSIDERING}),
    "settle": ({S.REPLIED}, {S.SETTLED}),
    "reopen": ({S.SETTLED}, {S.UNDER_REVIEW}),
    "unsettle": ({S.SETTLED}, {S.REPLIED}),
    "withdraw": (OPEN, {S.WITHDRAWN}),
    "take_back_reply": ({S.REPLIED}, {S.TRIAGED, S.UNDER_REVIEW, S.RECONSIDERING}),
    "take_back_reconsideration": ({S.RECONSIDERING}, {S.REPLIED}),
    "retract": ({S.LOGGED}, {S.WITHDRAWN}),
    "annul": (OPEN, {S.WITHDRAWN}),
    "restore": ({S.WITHDRAWN}, OPEN),
    "merge": (OPEN, {S.MERGED}),
    "unmerge": ({S.MERGED}, OPEN),
}


def as_state(row):
    """A row as the replayed record gives it."""
    values = {each.name: getattr(row, each.name) for each in fields(state.State)}
    return state.State(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})


def holds(row, counted, known):
    """Of this row it was known then that it counts at that time."""
    return row.counted_from <= counted < (
        row.counted_to or FOR_EVER
    ) and row.known_from <= known < (row.known_to or FOR_EVER)


def mostly(*names):
    """The people whose move it is most of the time, anybody otherwise."""
    return st.sampled_from(names * 12 + PEOPLE)


which = st.integers(min_value=0, max_value=3)


class Sequences(RuleBasedStateMachine):
    """Several people at work on a handful of requests."""

    life = None

    @initialize(status=st.sampled_from(FAR))
    def begin(self, status):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.numbers = []
        self.compared = {}
        self.made(self.life.log)
        self.made(self.life.at, S.UNDER_REVIEW)
        self.made(self.life.at, status)

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # doing and checking

    def person(self, name):
        return getattr(self.life.cast, name)

    def pick(self, n):
        rows = list(LocalRequest.objects.order_by("number"))
        return rows[n % len(rows)]

    def state(self):
        """All rows that a refused move must not touch."""
        return [
            list(model._base_manager.order_by("pk").values())
            for model in (LocalRequest, Reply, Opinion, HistoryEntry)
        ]

    def attempt(self, move, *args, **kwargs):
        before, done, reason = self.state(), None, ""
        try:
            done = move(*args, **kwargs)
        except Refused as refused:
            reason = refused.decision.reason
        assert (self.state() == before) == reason.endswith("。")
        return done

    def made(self, move, *args, **kwargs):
        if (obj := self.attempt(move, *args, **kwargs)) is not None:
            assert obj.number not in self.numbers
            self.numbers.append(obj.number)

    # the moves

    @precondition(lambda self: len(self.numbers) < 4)
    @rule(who=mostly("misato", "wt_member"))
    def log(self, who):
        self.made(self.life.log, by=self.person(who))

    @rule(n=which, who=mostly("secretariat"), days=st.integers(1, 2), reason=st.sampled_from("理 "))
    def triage(self, n, who, days, reason):
        due = named(date(2024, 5, days))
        self.attempt(
            self.life.triage, self.pick(n), by=self.person(who), due=due, reason=reason.strip()
        )

    @rule(n=which, who=mostly("digital"))
    def start_review(self, n, who):
        self.attempt(triage.start_review, self.pick(n), by=self.person(who))

    @rule(n=which, who=mostly("secretariat"), lead=st.sampled_from(("digital", "soumu")))
    def reassign(self, n, who, lead):
        lead_ministry = getattr(self.life.orgs, lead)
        by = self.person(who)
        self.attempt(
            triage.reassign, self.pick(n), by=by, lead_ministry=lead_ministry, reason="所管"
        )

    @rule(n=which, who=mostly("secretariat"), day=st.integers(1, 28))
    def change_due(self, n, who, day):
        due = named(date(2024, 6, day))
        self.attempt(triage.change_due, self.pick(n), by=self.person(who), due=due, reason="調整")

    @rule(n=which, who=mostly("digital", "soumu"), hand_in=st.booleans())
    def reply(self, n, who, hand_in):
        by = self.person(who)
        reply = self.attempt(self.life.draft, self.pick(n), by=by, claimed_class="adopted")
        if reply is not None and hand_in:
            self.attempt(replies.submit, reply, by=by)

    @rule(n=which, who=mostly("digital", "soumu"))
    def submit(self, n, who):
        if (reply := self.pick(n).replies.filter(status="draft").first()) is not None:
            self.attempt(replies.submit, reply, by=self.person(who))

    @rule(n=which, who=mostly("secretariat"))
    def publish_reply(self, n, who):
        if (reply := self.pick(n).replies.last()) is not None:
            self.attempt(replies.publish, reply, by=self.person(who), now=NOW)

    @rule(n=which, who=mostly("digital", "soumu"))
    def correct(self, n, who):
        if (reply := self.pick(n).replies.last()) is not None:
            self.attempt(replies.correct, reply, by=self.person(who), reason="誤記")

    @rule(
        n=which,
        who=mostly("misato", "ichinomiya"),
        stance=st.sampled_from(("satisfied", "dissatisfied")),
        again=st.booleans(),
    )
    def give_opinion(self, n, who, stance, again):
        if (reply := self.pick(n).replies.exclude(status="draft").newest().first()) is not None:
            self.attempt(
                opinions.give,
                reply,
                by=self.person(who),
                stance=stance,
                text="足りない",
                asks_reconsideration=again,
            )

    @rule(n=which, who=mostly("ichinomiya"))
    def join(self, n, who):
        by = self.person(who)
        where = by.acting.organization
        self.attempt(joinings.ask, self.pick(n), by=by, organization=where, trouble="同じ")

    @rule(n=which, who=mostly("secretariat", "misato"), yes=st.booleans())
    def decide_on_joining(self, n, who, yes):
        if (joining := self.pick(n).joinings.waiting().first()) is None:
            return
        by = self.person(who)
        if yes:
            self.attempt(joinings.accept, joining, by=by, now=NOW)
        else:
            self.attempt(joinings.decline, joining, by=by, now=NOW, reason="別の件")

    @rule(n=which, who=mostly("ichinomiya"))
    def leave(self, n, who):
        if (joining := self.pick(n).joinings.accepted().first()) is not None:
            self.attempt(joinings.leave, joining, by=self.person(who), now=NOW, reason="")

    @rule(n=which, who=mostly("secretariat"), where=st.sampled_from(("2.(3)", "")))
    def settle(self, n, who, where):
        self.attempt(self.life.settle, self.pick(n), by=self.person(who), reflected_in=where)

    @rule(n=which, who=mostly("secretariat"))
    def settle_all_the_same(self, n, who):
        self.attempt(self.life.settle, self.pick(n), by=self.person(who), despite="改めて協議する")

    @rule(n=which, who=mostly("secretariat"))
    def reopen(self, n, who):
        due = named(date(2024, 9, 2))
        self.attempt(triage.reopen, self.pick(n), by=self.person(who), due=due, reason="再燃")

    @rule(n=which, who=mostly("secretariat", "digital"), word=st.sampled_from(("done", "solved")))
    def speak(self, n, who, word):
        obj, by = self.pick(n), self.person(who)
        if word == "done":
            self.attempt(voices.report_progress, obj, by=by, progress=word)
        else:
            self.attempt(voices.judge, obj, by=by, judgement=word)

    @rule(n=which, who=mostly("secretariat"))
    def unsettle(self, n, who):
        self.attempt(voices.unsettle, self.pick(n), by=self.person(who), reason="誤り")

    @rule(n=which, who=mostly("secretariat"))
    def annul(self, n, who):
        self.attempt(local_requests.annul, self.pick(n), by=self.person(who), reason="誤り")

    @rule(n=which, k=which, who=mostly("secretariat", "digital"))
    def take_a_reply_back(self, n, k, who):
        rows = list(self.pick(n).replies.all())
        if rows:
            reply = rows[k % len(rows)]
            move = taking_back.take_back_reply
            if reply.status == "draft":
                move = taking_back.discard_reply
            self.attempt(move, reply, by=self.person(who), reason="誤り")

    @rule(n=which, k=which, who=mostly("secretariat", "misato"))
    def take_an_opinion_back(self, n, k, who):
        rows = list(Opinion.objects.filter(reply__local_request=self.pick(n)))
        if rows:
            given = rows[k % len(rows)]
            self.attempt(taking_back.take_back_opinion, given, by=self.person(who), reason="誤り")

    @rule(n=which, k=which, who=mostly("secretariat", "digital"), publish=st.booleans())
    def publish_or_take_back_a_word(self, n, k, who, publish):
        obj = self.pick(n)
        said = [*obj.progress_reports.all(), *obj.judgements.all(), *obj.settlements.all()]
        if not said:
            return
        voice = said[k % len(said)]
        kind = type(voice).__name__
        if publish:
            move = {
                "ProgressReport": voices.publish_progress,
                "Judgement": voices.publish_judgement,
                "Settlement": voices.publish_settlement,
            }[kind]
            self.attempt(move, voice, by=self.person(who), now=NOW)
        elif kind == "ProgressReport":
            self.attempt(voices.take_back_progress, voice, by=self.person(who), reason="誤り")
        elif kind == "Judgement":
            self.attempt(voices.take_back_judgement, voice, by=self.person(who), reason="誤り")

    @rule(n=which, who=mostly("misato"))
    def withdraw(self, n, who):
        self.attempt(relations.withdraw, self.pick(n), by=self.person(who), reason="解決")

    @rule(n=which, who=mostly("wt_member"), back=st.booleans())
    def retract(self, n, who, back):
        move = local_requests.restore if back else local_requests.retract
        self.attempt(move, self.pick(n), by=self.person(who), reason="誤り")

    @rule(n=which, m=which, who=mostly("secretariat"))
    def merge(self, n, m, who):
        self.attempt(self.life.merge, self.pick(n), self.pick(m), by=self.person(who))

    @rule(n=which, who=mostly("secretariat"))
    def unmerge(self, n, who):
        self.attempt(relations.unmerge, self.pick(n), by=self.person(who), reason="誤り")

    @precondition(lambda self: len(self.numbers) < 4)
    @rule(n=which, who=mostly("secretariat"))
    def split(self, n, who):
        self.made(relations.split, self.pick(n), by=self.person(who), title="別の件")

    @rule(picks=st.lists(st.tuples(which, st.integers(0, 99)), min_size=4, max_size=8))
    def several_moves_that_are_somebodys_to_make(self, picks):
        """Chance alone rarely goes far: these lead deep into a request's life."""
        for n, k in picks:
            obj = self.pick(n)
            there = [
                (verb, who)
                for verb in self.onward
                for who in PEOPLE
                if LOCAL_REQUEST.decide(verb, self.person(who), obj)
            ]
            if there:
                verb, who = there[k % len(there)]
                self.onward[verb](self, n, who, k)

    onward = {  # noqa: RUF012 - a table, never changed
        "triage": lambda self, n, who, k: self.triage(n, who, 1 + k % 2, "理"),
        "start_review": lambda self, n, who, k: self.start_review(n, who),
        "reassign": lambda self, n, who, k: self.reassign(n, who, ("digital", "soumu")[k % 2]),
        "change_due": lambda self, n, who, k: self.change_due(n, who, 1 + k % 28),
        "reply": lambda self, n, who, k: self.reply(n, who, True),
        "give_opinion": lambda self, n, who, k: self.give_opinion(n, who, "dissatisfied", False),
        "ask_reconsideration": lambda self, n, who, k: self.give_opinion(
            n, who, "dissatisfied", True
        ),
        "settle": lambda self, n, who, k: (self.settle, self.settle_all_the_same)[k % 2](
            n, who, *(("2.(3)",) if k % 2 == 0 else ())
        ),
        "reopen": lambda self, n, who, k: self.reopen(n, who),
        "merge": lambda self, n, who, k: self.merge(n, k, who),
        "unmerge": lambda self, n, who, k: self.unmerge(n, who),
    }

    # what always holds

    @invariant()
    def every_change_of_status_is_an_arrow_and_leads_to_the_present(self):
        kind = ContentType.objects.get_for_model(LocalRequest)
        changes = StatusChange.objects.filter(content_type=kind).order_by("pk")
        replayed = {}
        for change in changes.select_related("entry"):
            verb = change.entry.verb
            assert change.from_status == replayed.get(change.object_id, "")
            if verb == "log":
                assert (change.from_status, change.to_status) == ("", "logged")
            else:
                sources, targets = ARROWS[verb]
                assert change.from_status in sources
                assert change.to_status in targets
            replayed[change.object_id] = change.to_status
        assert replayed == dict(LocalRequest.objects.values_list("pk", "status"))

    @invariant()
    def the_newest_versions_are_the_rows(self):
        for model in (LocalRequest, Reply, Opinion):
            events = model.versions.rel.related_model
            kept = [f.attname for f in events._meta.concrete_fields if f.name[:4] != "pgh_"]
            newest = {
                v["pgh_obj_id"]: {f: v[f] for f in kept}
                for v in events.objects.order_by("pgh_id").values()
            }
            assert newest == {row["id"]: row for row in model._base_manager.values(*kept)}

    @invariant()
    def numbers_stay_and_are_never_given_twice(self):
        there = LocalRequest.objects.order_by("number").values_list("number", flat=True)
        assert list(there) == sorted(self.numbers)

    @invariant()
    def each_status_has_what_it_stands_for(self):
        for obj in LocalRequest.objects.all():
            handed_in = obj.replies.filter(round=obj.round).exclude(status="draft")
            assert (obj.status == "merged") == (obj.merged_into_id is not None)
            assert (obj.status == "settled") == bool(obj.reflected_in)
            if obj.status == "replied":
                assert handed_in.exists()
            if obj.status in ("triaged", "under_review", "reconsidering"):
                assert not handed_in.exists()
                assert None not in (obj.lead_ministry_id, obj.due_on, obj.first_due_on)
            if obj.status == "settled" and needs.dissatisfied(obj):
                assert obj.settled_despite

    @invariant()
    def the_request_shows_the_newest_words_that_stand(self):
        for obj in LocalRequest.objects.all():
            report = obj.progress_reports.filter(taken_back_at=None).last()
            judged = obj.judgements.filter(taken_back_at=None).last()
            settled = obj.settlements.filter(taken_back_at=None).last()
            assert obj.progress == (report.progress if report else "")
            assert obj.judgement == (judged.judgement if judged else "")
            if obj.status == "settled":
                assert (obj.reflected_in, obj.settled_despite) == (
                    settled.reflected_in,
                    settled.despite,
                )

    @invariant()
    def standings_are_what_the_record_says(self):
        keys = list(LocalRequest.objects.values_list("pk", flat=True))
        assert list(keeping.differences(keys)) == []
        for row in Standing.objects.now().select_related("local_request"):
            obj = row.local_request
            for name in AS_NOW:
                assert (name, getattr(row, name)) == (name, getattr(obj, name))
            assert row.points == list(obj.request_points.values_list("point", flat=True))
        for each in record.read(keys):
            rows = list(Standing.objects.filter(local_request=each.key).order_by("pk"))
            # What has not changed was compared after the move before, at every moment.
            columns = [{**vars(row), "_state": None} for row in rows]
            if self.compared.get(each.key) == (each, columns):
                continue
            self.compared[each.key] = each, columns
            told = {entry.known_from for entry in each.entries}
            counted = {entry.counted_from for entry in each.entries}
            for known in told:
                for moment in {known, *(one for one in counted if one <= known)}:
                    [row] = (row for row in rows if holds(row, moment, known))
                    assert as_state(row) == state.at(each, moment, known)
            latest, earliest = max(told), min(counted)
            for moment in (latest, earliest):
                found = Standing.objects.at(moment, known=latest).filter(local_request=each.key)
                assert found.get() in rows
                assert holds(found.get(), moment, latest)

    @invariant()
    def nothing_counts_as_adopted_without_timing_and_means(self):
        assert not Reply.objects.filter(reply_class="adopted").exists()

    @invariant()
    def the_ledger_explains_every_distance_from_the_first_due_date(self):
        for obj in LocalRequest.objects.filter(round=1, due_on__isnull=False):
            slipped = sum(change.days for change in obj.due_changes.all())
            assert (obj.due_on - obj.first_due_on).days == slipped


def test_no_sequence_of_moves_leaves_the_table_or_the_record(life):
    machine = type("SequencesOfThisTest", (Sequences,), {"life": life})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=sizes.of(3, long=30),
            stateful_step_count=15,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
