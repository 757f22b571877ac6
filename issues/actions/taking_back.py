"""取消し and 取戻し of replies and opinions that are not published. What is taken back stays in the
table (`kept`): it counted at the sessions closed meanwhile, and the record holds it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.rules import is_secretariat
from issues.actions.several import askings
from issues.actions.several.saying import say_why
from issues.enums import AWAITING_REPLY, ReplyStatus, RequestStatus
from issues.models import LocalRequest, Opinion, Reply, ReplyAttachment
from issues.transitions.opinions import OPINION
from issues.transitions.replies import REPLY
from issues.transitions.requests import LOCAL_REQUEST
from workflow import history, locks
from workflow.machine import Decision, RefusalKind, Refused
from workflow.models import HistoryEntry
from workflow.step import begin, step

_OF_THE_ROUND = ("round", "due_on", "first_due_on", "due_basis")


def discard_reply(reply: Reply, *, by: User, reason: str = "", version: int | None = None) -> Reply:
    """Take a draft back; another one may be begun."""
    with step(REPLY, "discard", reply, by=by, reason=reason, version=version) as under_way:
        under_way.obj.taken_back_at = timezone.now()
    return under_way.obj


@transaction.atomic
def take_back_reply(
    reply: Reply, *, by: User, reason: str = "", version: int | None = None
) -> Reply:
    """Take back a reply that was handed in and is not published; the secretariat says why. Gives
    the draft with the same words that the ministry goes on with. If it was this reply by which the
    request was answered, the request goes back to where it was.

    Raises `Refused` where somebody has built on it: a view was given, the request moved on.
    """
    locks.hold(reply)
    with step(REPLY, "take_back", reply, by=by, reason=reason, version=version) as under_way:
        _secretariat_says_why(by, reason)
        taken = under_way.obj
        local_request = _locked(taken.local_request_id)
        answer = _by_which_it_was_answered(taken, local_request)
        if not is_secretariat(by) and history.entries_of(taken).filter(verb="publish").exists():
            _refuse("一度公表した回答は、府省では取り戻せません。事務局に連絡してください。")
        _refuse_built_on(taken, local_request, answer)
        taken.taken_back_at = timezone.now()
    if answer is not None:
        changed = getattr(answer, "status_change", None)
        verb = "take_back_part" if changed is None else "take_back_reply"
        with step(LOCAL_REQUEST, verb, local_request, by=by, reason=reason) as back:
            if changed is not None:
                back.back_to = changed.from_status
            back.details |= {"taken_back": str(taken), "of": taken.pk}
            if answered := _answers_of(taken, local_request):
                back.details["answer_of"] = answered
        taken.local_request = back.obj
    return _drafted_again(taken, by)


def _answers_of(reply: Reply, local_request: LocalRequest) -> list[int]:
    """Whose answer it was, where several are asked."""
    return [reply.ministry_id] if local_request.askings.exists() else []


@transaction.atomic
def take_back_opinion(
    opinion: Opinion, *, by: User, reason: str = "", version: int | None = None
) -> Opinion:
    """Take back an opinion that is not published; the secretariat says why. If it asked for
    reconsideration, the request goes back to the round and the dates before it.

    Raises `Refused` where somebody has built on it: the new round was answered or its date moved,
    or the request was settled.
    """
    locks.hold(opinion)
    with step(OPINION, "take_back", opinion, by=by, reason=reason, version=version) as under_way:
        _secretariat_says_why(by, reason)
        taken = under_way.obj
        local_request = _locked(taken.reply.local_request_id)
        if taken.asks_reconsideration:
            _refuse_answered_round(taken, local_request)
        elif local_request.status == RequestStatus.SETTLED and not is_secretariat(by):
            _refuse("要望が決着しています。取り消すときは、事務局に連絡してください。")
        taken.taken_back_at = timezone.now()
    if taken.asks_reconsideration:
        _close_round(taken, local_request, by=by, reason=reason)
    return taken


@transaction.atomic
def detach(attachment: ReplyAttachment, *, by: User) -> Reply:
    """Take a file off a reply that is not published. Its name and digest stay in the record."""
    with step(REPLY, "edit", attachment.reply, by=by) as under_way:
        under_way.details["detached"] = attachment.filename
        under_way.details["detached_sha256"] = attachment.sha256
        attachment.delete()
    stored, name = attachment.file.storage, str(attachment.file.name)
    if not ReplyAttachment.objects.filter(file=name).exists():
        transaction.on_commit(lambda: stored.delete(name))
    return under_way.obj


def _secretariat_says_why(by: User, reason: str) -> None:
    if is_secretariat(by):
        say_why(reason)


def _locked(pk: int) -> LocalRequest:
    return LocalRequest.objects.select_for_update(of=("self",)).get(pk=pk)


def _by_which_it_was_answered(reply: Reply, local_request: LocalRequest) -> HistoryEntry | None:
    """The operation by which this reply answered the request; where several ministries had to, the
    one by which the last of them did."""
    entries = history.entries_of(local_request)
    own = entries.filter(
        verb__in=("reply", "reply_in_part"),
        acting_for=reply.ministry_id,
        details__reply=str(reply),
    )
    if (answer := own.last()) is None or local_request.status != RequestStatus.REPLIED:
        return answer
    # Whoever answered last made it answered; without this reply it is so no more.
    ending = entries.filter(status_change__to_status=RequestStatus.REPLIED)
    return ending.filter(verb__in=("reply", "all_answered")).last() or answer


def _refuse_built_on(
    reply: Reply, local_request: LocalRequest, answer: HistoryEntry | None
) -> None:
    if reply.opinions.exists():
        _refuse("この回答には、見解が出されています。先に見解を取り消してください。")
    if reply.round != local_request.round:
        _refuse(f"第{local_request.round}次の検討が始まっているため、取り戻せません。")
    waits = local_request.status in AWAITING_REPLY and local_request.askings.exists()
    if answer is not None and local_request.status != RequestStatus.REPLIED and not waits:
        now = local_request.get_status_display()
        _refuse(f"今の状況が「{now}」のため、取り戻せません。")


def _drafted_again(taken: Reply, by: User) -> Reply:
    draft = Reply(
        local_request=taken.local_request,
        ministry=taken.ministry,
        round=taken.round,
        edition=taken.edition,
        claimed_class=taken.claimed_class,
        reply_class=taken.reply_class,
        timing_on=taken.timing_on,
        means=taken.means,
        text=taken.text,
        correction_reason=taken.correction_reason,
        written_by=taken.written_by,
        fictional=taken.fictional,
    )
    begin(REPLY, "redraft", draft, by=by, details={"of": taken.pk})
    for attachment in taken.attachments.all():
        ReplyAttachment.objects.create(
            reply=draft,
            file=attachment.file.name,
            filename=attachment.filename,
            size=attachment.size,
            sha256=attachment.sha256,
        )
    return draft


def _refuse_answered_round(opinion: Opinion, local_request: LocalRequest) -> None:
    opened = opinion.reply.round + 1
    answered = local_request.replies.filter(round=opened).exclude(status=ReplyStatus.DRAFT)
    if local_request.round != opened or answered.exists():
        _refuse(f"第{opened}次の検討が進んでいるため、取り消せません。")
    if local_request.status != RequestStatus.RECONSIDERING:
        now = local_request.get_status_display()
        _refuse(f"今の状況が「{now}」のため、取り消せません。")
    asked = _asked(local_request)
    if local_request.due_changes.filter(changed_at__gte=asked.recorded_at).exists():
        _refuse(f"第{opened}次の回答期限が変更されているため、取り消せません。")


def _asked(local_request: LocalRequest) -> HistoryEntry:
    asked = history.entries_of(local_request).filter(verb="ask_reconsideration").last()
    assert asked is not None  # an opinion that asks is always recorded on the request
    return asked


def _close_round(taken: Opinion, local_request: LocalRequest, *, by: User, reason: str) -> None:
    """The round, and the dates of the one before it, as the record has them."""
    asked = _asked(local_request)
    changes = asked.changes
    with step(
        LOCAL_REQUEST, "take_back_reconsideration", local_request, by=by, reason=reason
    ) as back:
        for name in _OF_THE_ROUND:
            if name in changes:
                field: Any = LocalRequest._meta.get_field(name)
                before = changes[name][0]
                setattr(back.obj, name, before if name == "due_basis" else field.to_python(before))
        back.details |= {"taken_back": str(taken), "of": taken.pk}
        askings.go_back(back, asked.recorded_at)


def _refuse(reason: str) -> None:
    raise Refused(Decision(RefusalKind.CONFLICT, reason))
