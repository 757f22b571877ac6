"""What the database itself refuses, whoever asks: every constraint and every trigger, directly."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import models
from django.db.models import F
from pgtrigger import Protect

from issues.actions import (
    commitments,
    corrections,
    follow_ups,
    local_requests,
    opinions,
    replies,
    slips,
    triage,
    voices,
)
from issues.actions.several import askings, handovers
from issues.due_dates.due import named
from issues.enums import RequestStatus
from issues.models import (
    ColumnMemory,
    Commitment,
    Correction,
    DiscussionPoint,
    DueChange,
    DueSlip,
    Export,
    Following,
    FollowUp,
    Intake,
    IntakeRow,
    Joining,
    Judgement,
    LocalRequest,
    Look,
    NumberSeries,
    Opinion,
    ProgressReport,
    Reply,
    SavedList,
    SearchTerm,
    Settlement,
)
from workflow.models import Draft, HistoryEntry, StatusChange

NOW = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)


def of_our_apps():
    return [m for label in ("issues", "workflow") for m in apps.get_app_config(label).get_models()]


def rows(obj):
    return type(obj)._default_manager.filter(pk=obj.pk)


def again(obj, **changed):
    """Insert the row once more."""
    fields = {f.attname: getattr(obj, f.attname) for f in obj._meta.concrete_fields}
    fields.pop(obj._meta.pk.attname)
    return lambda: type(obj)._default_manager.bulk_create([type(obj)(**fields | changed)])


def set_to(obj, **changed):
    return lambda: rows(obj).update(**changed)


def a_slip(life, **changed):
    given = {
        "follow_up": life.assign(life.log()),
        "ministry": life.orgs.digital,
        "old_due_on": date(2024, 6, 28),
        "new_due_on": date(2024, 6, 29),
        "days": 1,
        "reason": "調整",
        "changed_by": life.cast.secretariat,
        "changed_at": NOW,
    }
    return lambda: DueChange.objects.bulk_create([DueChange(**given | changed)])


def a_mark_without_a_reason(life):
    """A row of marks takes no change, so the bad one is inserted."""
    a_slip(life)()
    who = life.cast.secretariat
    marked = {
        "change": DueChange.objects.get(), "reason": "", "marked_by": who, "marked_at": NOW,
    }  # fmt: skip
    return lambda: DueSlip.objects.bulk_create([DueSlip(**marked)])


def a_draft(life, **changed):
    return life.draft(life.at(RequestStatus.UNDER_REVIEW), **changed)


def a_published(life):
    reply = life.reply(life.at(RequestStatus.UNDER_REVIEW))
    return replies.publish(reply, by=life.cast.secretariat, now=NOW)


def a_correction(t):
    local_requests.publish(t.log(), by=t.cast.secretariat, now=NOW)
    return corrections.propose(
        LocalRequest.objects.get(), by=t.cast.misato, after={"title": "別"}, reason="誤記", now=NOW
    )


def an_opinion(life):
    obj = life.at(RequestStatus.REPLIED)
    return opinions.give(obj.replies.get(), by=life.cast.misato, stance="partly")


def an_export(t):
    return Export.objects.create(
        asked_by=t.cast.misato, producer="list", asked_at=NOW, heard_at=NOW, expires_at=NOW
    )


def numbered_twice(t):
    first, second = t.log(), t.log()
    known = {"external_number": "提-1", "sender": first.organization}
    rows(first).update(**known)
    return set_to(second, **known)


def a_saved_list(t):
    return SavedList.objects.create(
        forum=t.log().forum,
        owner=t.cast.misato,
        name="今月の期限",
        query="overdue=yes",
        position=1,
        saved_at=NOW,
        saved_by=t.cast.misato,
    )


def a_term(t):
    return SearchTerm.objects.create(forum=t.log().forum, term="ガバクラ", others="クラウド")


def an_intake(t):
    return Intake.objects.create(
        organization=t.orgs.misato, filename="要望.xlsx", sha256="f" * 64, size=1,
        started_by=t.cast.misato,
    )  # fmt: skip


def an_intake_row(t):
    return IntakeRow.objects.create(intake=an_intake(t), number=2, outcome="good")


def an_asking(t):
    """総務省 asked beside デジタル庁."""
    due = named(date(2024, 5, 24))
    obj = askings.ask(t.triage(t.log()), by=t.cast.secretariat, ministry=t.orgs.soumu, due=due)
    return obj.askings.get()


def a_handover(t):
    return handovers.ask(t.triage(t.log()), by=t.cast.digital, reason="所管でないため", now=NOW)


BREAKS = {
    "issues_localrequest_status_is_known": lambda t: set_to(t.log(), status="lost"),
    "issues_localrequest_kind_is_known": lambda t: set_to(t.log(), kind="wish"),
    "issues_localrequest_triaged_has_ministry_and_due_date": lambda t: set_to(
        t.log(), status="triaged"
    ),
    "issues_localrequest_settled_says_where": lambda t: set_to(
        t.at(RequestStatus.SETTLED), reflected_in=""
    ),
    "issues_localrequest_merged_has_a_target": lambda t: set_to(t.log(), status="merged"),
    "issues_localrequest_does_not_point_at_itself": lambda t: set_to(t.log(), re_raises=F("pk")),
    "issues_requestpoint_is_unique": lambda t: again(t.log().request_points.get(), primary=False),
    "issues_requestpoint_one_is_primary": lambda t: again(
        t.log().request_points.get(), point_id=t.points[1].pk
    ),
    "issues_commitment_status_is_known": lambda t: set_to(t.commit(), status="lost"),
    "issues_commitmentpoint_is_unique": lambda t: again(
        t.commit().commitment_points.get(), primary=False
    ),
    "issues_commitmentpoint_one_is_primary": lambda t: again(
        t.commit().commitment_points.get(), point_id=t.points[1].pk
    ),
    "issues_discussionpoint_code_is_unique": lambda t: again(t.points[0], position=9),
    "issues_discussionpoint_position_is_unique": lambda t: again(t.points[0], code="other"),
    "issues_discussionpoint_status_is_known": lambda t: set_to(t.points[0], status="lost"),
    "issues_followup_status_is_known": lambda t: set_to(
        t.assign(t.log()), status="lost", ended_at=NOW, result="済"
    ),
    "issues_followup_ended_says_how": lambda t: set_to(
        t.assign(t.log()), status="done", ended_at=NOW
    ),
    "issues_duechange_has_one_subject": lambda t: a_slip(t, follow_up=None),
    "issues_duechange_has_a_reason": lambda t: a_slip(t, reason=""),
    "issues_dueslip_has_a_reason": a_mark_without_a_reason,
    "issues_joining_is_unique": lambda t: again(t.join(t.log())),
    "issues_correction_status_is_known": lambda t: set_to(a_correction(t), status="lost"),
    "issues_correction_has_a_reason": lambda t: set_to(a_correction(t), reason=""),
    "issues_correction_declined_says_why": lambda t: set_to(a_correction(t), status="declined"),
    "issues_joining_status_is_known": lambda t: set_to(t.join(t.log()), status="lost"),
    "issues_joining_says_something": lambda t: set_to(t.join(t.log()), trouble=""),
    "issues_joining_accepted_has_a_time": lambda t: set_to(t.join(t.log()), decided_at=None),
    "issues_joining_public_was_accepted": lambda t: set_to(
        t.ask_to_join(t.log()), published_at=NOW
    ),
    "issues_joining_left_has_a_time": lambda t: set_to(t.join(t.log()), status="left"),
    "issues_numberseries_is_unique": lambda t: (
        t.log() and again(NumberSeries.objects.get(prefix=""))
    ),
    "issues_opinion_is_unique": lambda t: again(an_opinion(t)),
    "issues_opinion_stance_is_known": lambda t: set_to(an_opinion(t), stance="angry"),
    "issues_opinion_reconsideration_says_why": lambda t: set_to(
        an_opinion(t), asks_reconsideration=True
    ),
    "issues_opinion_status_is_known": lambda t: set_to(an_opinion(t), status="lost"),
    "issues_opinion_published_has_a_time": lambda t: set_to(an_opinion(t), status="published"),
    "issues_opinion_taken_back_has_a_time": lambda t: set_to(an_opinion(t), status="taken_back"),
    "issues_reply_edition_is_unique": lambda t: again(a_published(t)),
    "issues_reply_one_is_being_written": lambda t: again(a_draft(t), edition=2),
    "issues_reply_status_is_known": lambda t: set_to(a_draft(t), status="lost", submitted_at=NOW),
    "issues_reply_adopted_has_timing_and_means": lambda t: set_to(
        a_draft(t, timing_on=date(2025, 3, 31)), reply_class="adopted"
    ),
    "issues_reply_dated_study_has_a_date": lambda t: set_to(
        a_draft(t), reply_class="studying_dated"
    ),
    "issues_reply_submitted_has_a_time": lambda t: set_to(a_draft(t), status="submitted"),
    "issues_reply_taken_back_has_a_time": lambda t: set_to(a_draft(t), status="taken_back"),
    "issues_reply_published_has_a_time": lambda t: set_to(
        a_draft(t), status="published", submitted_at=NOW
    ),
    "issues_asking_is_unique": lambda t: again(an_asking(t)),
    "issues_handover_status_is_known": lambda t: set_to(
        a_handover(t), status="lost", decided_at=NOW
    ),
    "issues_handover_is_asked_once": lambda t: again(a_handover(t)),
    "issues_handover_decided_has_a_time": lambda t: set_to(a_handover(t), decided_at=NOW),
    "issues_handover_accepted_says_to_whom": lambda t: set_to(
        a_handover(t), status="accepted", decided_at=NOW
    ),
    "issues_round_asks_each_ministry_once": lambda t: again(
        an_asking(t).local_request.rounds.get(leads=False)
    ),
    "issues_round_is_one_ministrys": lambda t: again(t.triage(t.log()).rounds.get()),
    "issues_round_answered_against_a_date": lambda t: set_to(
        t.triage(t.log()).rounds.get(), answered_at=NOW
    ),
    "issues_standing_is_one_truth": lambda t: again(t.log().standings.get()),
    "issues_standing_lasts": lambda t: set_to(
        t.log().standings.get(), counted_to=F("counted_from")
    ),
    "issues_standing_status_is_known": lambda t: set_to(t.log().standings.get(), status="lost"),
    "issues_localrequest_external_number_is_somebodys": lambda t: set_to(
        t.log(), external_number="提-1"
    ),
    "issues_localrequest_external_number_is_unique": lambda t: numbered_twice(t),
    "issues_following_is_unique": lambda t: again(
        Following.objects.create(person=t.cast.misato, local_request=t.log())
    ),
    "issues_look_is_unique": lambda t: again(
        Look.objects.create(user=t.cast.misato, forum=t.log().forum, looked_at=NOW)
    ),
    "issues_saved_list_is_somebodys": lambda t: set_to(a_saved_list(t), owner=None),
    "issues_saved_list_has_its_name": lambda t: again(a_saved_list(t)),
    "issues_intake_status_is_known": lambda t: set_to(an_intake(t), status="lost"),
    "issues_intake_sha256_is_hex": lambda t: set_to(an_intake(t), sha256="f" * 63),
    "issues_intakerow_number_is_unique": lambda t: again(an_intake_row(t)),
    "issues_intakerow_outcome_is_known": lambda t: set_to(an_intake_row(t), outcome="lost"),
    "issues_intakerow_made_has_a_request": lambda t: set_to(an_intake_row(t), outcome="made"),
    "issues_columnmemory_name_is_unique": lambda t: again(
        ColumnMemory.objects.create(organization=t.orgs.misato, name="件名")
    ),
    "issues_searchterm_status_is_known": lambda t: set_to(a_term(t), status="lost"),
    "issues_searchterm_is_unique": lambda t: again(a_term(t)),
    "issues_export_status_is_known": lambda t: set_to(an_export(t), status="lost"),
    "issues_export_is_somebodys": lambda t: set_to(an_export(t), visitor="他の人"),
    "workflow_draft_is_unique": lambda t: again(
        Draft.objects.create(user=t.cast.digital, key="reply:R6-0001")
    ),
}


def test_every_constraint_has_its_line_here():
    names = {c.name for model in of_our_apps() for c in model._meta.constraints}

    assert set(BREAKS) == names


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name, life, refused_by_database):
    statement = BREAKS[name](life)

    said = refused_by_database(statement)

    assert f'"{name}"' in said


@pytest.mark.parametrize(
    ("timing_on", "means"), [(None, ["law"]), (date(2025, 3, 31), []), (None, [])]
)
def test_no_way_leads_an_adopted_reply_past_the_gate(timing_on, means, life, refused_by_database):
    statement = set_to(a_draft(life), reply_class="adopted", timing_on=timing_on, means=means)

    assert '"issues_reply_adopted_has_timing_and_means"' in refused_by_database(statement)


@pytest.mark.parametrize("field", ["re_raises", "merged_into", "split_from"])
def test_no_request_points_at_itself(field, life, refused_by_database):
    status = "merged" if field == "merged_into" else "logged"
    statement = set_to(life.log(), **{field: F("pk")}, status=status)

    assert '"issues_localrequest_does_not_point_at_itself"' in refused_by_database(statement)


def test_a_target_without_a_merge_is_refused(life, refused_by_database):
    statement = set_to(life.log(), merged_into=life.log())

    assert '"issues_localrequest_merged_has_a_target"' in refused_by_database(statement)


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (LocalRequest, "number"),
        (Commitment, "number"),
        (DiscussionPoint, "code"),
        (DiscussionPoint, "position"),
    ],
)
def test_a_number_is_given_once(model, field, life, refused_by_database):
    made = {LocalRequest: life.log, Commitment: life.commit}.get(model, lambda: life.points[0])()
    other = {"number": "R6-9999", "code": "other", "position": 9}
    changed = {k: v for k, v in other.items() if hasattr(made, k) and k != field}

    said = refused_by_database(again(made, **changed))

    assert said.startswith("duplicate key value violates unique constraint")
    assert f"_{field}_" in said


# triggers


def make_everything(life):
    """One row at least in every table that keeps a record."""
    obj = life.at(RequestStatus.UNDER_REVIEW)
    life.join(obj)
    triage.change_due(obj, by=life.cast.secretariat, due=named(date(2024, 5, 31)), reason="調整")
    slips.mark(obj.due_changes.get(), by=life.cast.secretariat, reason="日を写し違えた")
    reply = life.reply(obj)
    opinions.give(reply, by=life.cast.misato, stance="satisfied")
    voices.report_progress(obj, by=life.cast.digital, progress="done")
    voices.judge(obj, by=life.cast.secretariat, judgement="solved")
    replies.publish(reply, by=life.cast.secretariat, now=NOW)
    task = life.assign(obj)
    follow_ups.edit(task, by=life.cast.secretariat, text="詳しく")
    commitments.edit(life.commit(), by=life.cast.secretariat, title="別の件名")
    life.point_at("start_discussion")
    triage_again = life.triage(life.at(RequestStatus.TRIAGED), points=life.points[1:])
    assert triage_again.version == 3
    an_asking(life)
    a_handover(life)


@pytest.fixture
def everything(life):
    life.world(make_everything)
    return life


CHANGES = {
    HistoryEntry: {"reason": "別の理由"},
    StatusChange: {"to_status": "settled"},
    DueChange: {"days": 0},
    DueSlip: {"reason": "別の理由"},
}
VOICES = {
    ProgressReport: {"text": "別の文"},
    Judgement: {"text": "別の文"},
    Settlement: {"reflected_in": "別の所"},
}
PROTECTED = {
    *((model, "append_only") for model in (*CHANGES, *VOICES)),
    *((model, "words_stay") for model in VOICES),
    (LocalRequest, "never_deleted"),
    (Commitment, "never_deleted"),
    (Correction, "never_deleted"),
    (FollowUp, "first_due_date_stays"),
    (Reply, "published_is_locked"),
}


def is_version(model):
    return hasattr(model, "pgh_tracked_model")


def test_every_protection_has_its_line_here():
    found = {
        (model, trigger.name)
        for model in of_our_apps()
        if not is_version(model)
        for trigger in getattr(model._meta, "triggers", ())
        if isinstance(trigger, Protect)
    }

    assert found == PROTECTED


@pytest.mark.parametrize("model", CHANGES, ids=lambda m: m.__name__)
def test_the_record_takes_neither_change_nor_deletion(model, everything, refused_by_database):
    refusal = f"pgtrigger: Cannot update or delete rows from {model._meta.db_table} table"

    assert model.objects.exists()
    assert refused_by_database(lambda: model.objects.update(**CHANGES[model])) == refusal
    assert refused_by_database(lambda: model.objects.all()._raw_delete("default")) == refusal


@pytest.mark.parametrize("model", VOICES, ids=lambda m: m.__name__)
def test_words_are_never_changed_or_deleted_but_marked(model, everything, refused_by_database):
    table = model._meta.db_table
    everything.settle(everything.at(RequestStatus.REPLIED))

    assert model.objects.exists()
    changed = refused_by_database(lambda: model.objects.update(**VOICES[model]))
    assert changed == f"pgtrigger: Cannot update rows from {table} table"
    deleted = refused_by_database(lambda: model.objects.all()._raw_delete("default"))
    assert deleted == f"pgtrigger: Cannot delete rows from {table} table"
    for mark in ("published_at", "taken_back_at"):
        assert refused_by_database(lambda mark=mark: model.objects.update(**{mark: NOW})) == ""


VERSIONS = sorted((m for m in of_our_apps() if is_version(m)), key=lambda m: m.__name__)


def test_these_have_versions():
    assert [m.__name__ for m in VERSIONS] == [
        "AskingEvent",
        "CommitmentEvent",
        "DiscussionPointEvent",
        "FollowUpEvent",
        "HandoverEvent",
        "JoiningEvent",
        "LocalRequestEvent",
        "OpinionEvent",
        "ReplyEvent",
        "RequestPointEvent",
    ]


@pytest.mark.parametrize("model", VERSIONS, ids=lambda m: m.__name__)
def test_versions_take_neither_change_nor_deletion(model, everything, refused_by_database):
    refusal = f"pgtrigger: Cannot update or delete rows from {model._meta.db_table} table"

    assert model.objects.exists()
    assert refused_by_database(lambda: model.objects.update(pgh_label="x")) == refusal
    assert refused_by_database(lambda: model.objects.all()._raw_delete("default")) == refusal


@pytest.mark.parametrize("make", ["log", "commit"])
def test_what_has_a_number_is_never_deleted(make, life, refused_by_database):
    obj = getattr(life, make)()

    said = refused_by_database(lambda: rows(obj)._raw_delete("default"))

    assert said == f"pgtrigger: Cannot delete rows from {obj._meta.db_table} table"


def test_a_correction_is_never_deleted(life, refused_by_database):
    obj = a_correction(life)

    said = refused_by_database(lambda: rows(obj)._raw_delete("default"))

    assert said == "pgtrigger: Cannot delete rows from issues_correction table"


def test_the_first_due_date_of_a_task_stays(life, refused_by_database):
    task = life.assign(life.log())

    said = refused_by_database(set_to(task, first_due_on=date(2024, 7, 1)))

    task.refresh_from_db()
    assert said == "pgtrigger: Cannot update rows from issues_followup table"
    assert (task.first_due_on, refused_by_database(set_to(task, due_on=date(2024, 7, 1)))) == (
        date(2024, 6, 28),
        "",
    )


def test_a_published_reply_is_locked_and_a_draft_is_not(life, refused_by_database):
    said = refused_by_database(set_to(a_published(life), text="別の文"))

    assert said == "pgtrigger: Cannot update or delete rows from issues_reply table"
    assert refused_by_database(set_to(a_draft(life), text="別の文")) == ""


@pytest.mark.parametrize("model", [Joining, Opinion, Reply], ids=lambda m: m.__name__)
def test_what_hangs_on_a_request_keeps_it(model, everything):
    field = next(
        f
        for f in model._meta.concrete_fields
        if f.is_relation and f.related_model in (LocalRequest, Reply)
    )

    assert field.remote_field.on_delete is models.PROTECT
