"""Requests as a closed session keeps them: plain values that never change again.

Format 2. The report of a session holds one such record for each request that counted then
(`meetings.reporting`), with everything that a 対応状況一覧 shows and that its conditions ask for.
Of the voices it holds the word of the team and, as `…_public`, that of everybody; records from
before these had a publication of their own hold one word, which was public.
What is public is decided now, for good: a reader outside the team sees of the frozen report what
was public when it was frozen. `issues.sheets.frozen` reads these records, and those of format 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from issues import as_of, as_then
from issues.as_then import Then
from issues.enums import FollowUpStatus, JoiningStatus, RequestStatus
from issues.measures import clock, facts
from issues.measures.clock import Clock
from issues.models import (
    FollowUp,
    Joining,
    Judgement,
    LocalRequest,
    Opinion,
    ProgressReport,
    Reply,
    Settlement,
)
from issues.sheets.gathering import prefecture
from organizations.models import Organization

_VOICES: dict[str, Any] = {
    "progress_reports": ProgressReport,
    "judgements": Judgement,
    "settlements": Settlement,
}


@dataclass(frozen=True)
class _Then:
    """What the records of all requests draw on."""

    moment: datetime
    fields: dict[int, Then]
    organizations: dict[int, Organization]
    numbers: dict[int, str]
    overdue: frozenset[int]
    clocks: dict[int, Clock]


def records(moment: datetime) -> list[dict[str, Any]]:
    """Every request that counted at `moment`, by number; a fixed number of queries."""
    requests = list(_with_all(moment))
    fields = as_then.of(requests, moment)
    keys = {
        then[name] for then in fields.values() for name in ("organization_id", "lead_ministry_id")
    }
    then = _Then(
        moment=moment,
        fields=fields,
        organizations=Organization.objects.select_related("prefecture").in_bulk(keys - {None}),
        numbers=dict(LocalRequest.objects.values_list("pk", "number")),
        overdue=_overdue(moment),
        clocks=clock.read(as_of.requests(LocalRequest.objects.all(), moment), until=moment),
    )
    return [_record(request, fields[request.pk], then) for request in requests]


def _with_all(moment: datetime) -> QuerySet[Any]:
    replies = Reply.kept.counting_at(moment).select_related("ministry")
    opinions = Opinion.kept.counting_at(moment).select_related("organization")
    rows = LocalRequest.objects.for_list().defer("search_text", "search_grams")
    return (
        as_of.requests(rows, moment)
        .order_by("number")
        .prefetch_related(
            "co_ministries",
            "passages__speech__source__meeting__body",
            "passages__public_speech__source",
            *(
                Prefetch(name, model.objects.standing(moment), to_attr=f"{name}_then")
                for name, model in _VOICES.items()
            ),
            Prefetch("joinings", Joining.objects.select_related("organization", "stands_for")),
            Prefetch("replies", replies.order_by("-round", "-submitted_at", "-pk"), "handed_in"),
            Prefetch("handed_in__opinions", opinions.order_by("given_at", "pk"), to_attr="given"),
        )
    )


def _overdue(moment: datetime) -> frozenset[int]:
    """Keys of the requests with a follow-up that was open though its date had passed."""
    late = (
        FollowUp.objects.filter(
            content_type=ContentType.objects.get_for_model(LocalRequest),
            due_on__lt=timezone.localtime(moment).date(),
        )
        .annotate(status_then=as_of.status_at(FollowUp, moment))
        .filter(status_then=FollowUpStatus.OPEN)
    )
    return frozenset(late.values_list("object_id", flat=True))


def _record(row: Any, fields: Then, then: _Then) -> dict[str, Any]:
    organization = then.organizations[fields["organization_id"]]
    points = fields.points or tuple(p.point.code for p in row.request_points.all())
    opinions = _opinions(row, fields)
    replies = _replies(row)
    return {
        "number": row.number,
        "kind": fields["kind"],
        "title": fields["title"],
        "ask": fields["ask"],
        "trouble": fields["trouble"],
        "organization": organization.full_name,
        "organization_code": organization.code,
        "organization_kind": organization.kind,
        "organization_position": organization.position,
        "prefecture": prefecture(organization),
        "prefecture_code": (organization.prefecture or organization).code,
        **_joined(row, fields, then.moment),
        "speaker": fields["speaker"],
        "said_on": row.said_on.isoformat(),
        "primary": points[0] if points else "",
        "points": list(points),
        **_ministry(row, fields, then),
        "status": row.status_then,
        "replies": replies,
        **_first_reply(row, fields, then),
        "reply_class": row.class_then,
        "replied_on": _day(row.replied_then),
        "reply_public": row.reply_published_at is not None,
        "opinions": opinions,
        "stance": row.stance_then,
        "stance_public": row.stance_published_at is not None,
        "progress": fields["progress"],
        "judgement": fields["judgement"],
        "reflected_in": fields["reflected_in"] if row.status_then == RequestStatus.SETTLED else "",
        **_open_words(row, fields),
        "re_raises": then.numbers.get(fields["re_raises_id"], ""),
        "overdue": row.pk in then.overdue,
        "passages": _passages(row, then.moment),
        "public": row.published_at is not None,
        "fictional": row.fictional,
    }


def _ministry(row: Any, fields: Then, then: _Then) -> dict[str, Any]:
    """Who answers by when is decided with the points; before that nobody knew it."""
    in_hand = row.status_then != RequestStatus.LOGGED
    lead = then.organizations.get(fields["lead_ministry_id"]) if in_hand else None
    others = fields.co_ministries
    if others is None:
        others = tuple(ministry.name for ministry in row.co_ministries.all())
    return {
        "lead_ministry": lead.name if lead else "",
        "lead_ministry_code": lead.code if lead else "",
        "co_ministries": [name for name in others if lead and name != lead.name],
        "due_on": (fields["due_on"] or "") if in_hand else "",
        "first_due_on": (fields["first_due_on"] or "") if in_hand else "",
        "round": fields["round"] if lead else None,
    }


def _joined(row: Any, fields: Then, moment: datetime) -> dict[str, list[str]]:
    """Who had been accepted by then, and those of them whom everybody knows of."""
    then = [
        joining
        for joining in row.joinings.all()
        if joining.decided_at is not None
        and joining.status != JoiningStatus.DECLINED
        and (joining.decided_at <= moment or not fields.known)
        and (joining.left_at is None or joining.left_at > moment)
    ]
    return {
        "joined": [each.organization.full_name for each in then],
        "joined_public": [each.organization.full_name for each in then if each.is_public],
    }


def _replies(row: Any) -> list[dict[str, Any]]:
    """The newest reply, and, where that is not public, the newest one that is."""
    public = next((reply for reply in row.handed_in if reply.published_at), None)
    shown = dict.fromkeys([*row.handed_in[:1], *([public] if public else [])])
    return [
        {
            "round": reply.round,
            "edition": reply.edition,
            "class": reply.reply_class,
            "ministry": reply.ministry.name,
            "timing_on": reply.timing_on.isoformat() if reply.timing_on else "",
            "means": reply.get_means_labels(),
            "text": reply.text,
            "on": _day(reply.submitted_at),
            "public": reply.published_at is not None,
            "fictional": reply.fictional,
        }
        for reply in shown
    ]


def _open_words(row: Any, fields: Then) -> dict[str, Any]:
    """What everybody hears of the voices: the newest word where that is public, else the newest
    one that is; of a settlement the words that stand or none."""
    found: dict[str, Any] = {}
    for name, voices in (
        ("progress", row.progress_reports_then),
        ("judgement", row.judgements_then),
    ):
        public = [getattr(each, name) for each in voices if each.is_published]
        all_open = not voices or voices[-1].is_published
        found[f"{name}_public"] = fields[name] if all_open else (public or [""])[-1]
    settled = row.settlements_then[-1] if row.settlements_then else None
    found["reflected_in_public"] = ""
    if row.status_then == RequestStatus.SETTLED and settled and settled.is_published:
        found["reflected_in_public"] = settled.reflected_in
    said = (*row.progress_reports_then, *row.judgements_then, *row.settlements_then)
    return found | {"made_up": any(each.fictional for each in said)}


def _first_reply(row: Any, fields: Then, then: _Then) -> dict[str, str]:
    """What became of the first reply, as the team and as everybody sees it."""
    first = min(row.handed_in, key=lambda each: (each.round, each.edition, each.pk), default=None)
    due = then.clocks.get(row.pk, Clock()).answered_due or _date(fields["first_due_on"])
    found = {"ministry": first.ministry_id, "submitted_at": first.submitted_at} if first else None
    public = found if first and first.published_at else None
    status, lead = row.status_then, fields["lead_ministry_id"]
    return {
        "first_reply": facts.first_reply(status, lead, found, due),
        "first_reply_public": facts.first_reply(status, lead, public, due),
    }


def _opinions(row: Any, fields: Then) -> list[dict[str, Any]]:
    """Each organization's newest word in the round of that time, the requester's marked `own`."""
    newest: dict[int, Any] = {}
    given = [
        each for reply in row.handed_in if reply.round == fields["round"] for each in reply.given
    ]
    for opinion in sorted(given, key=lambda each: (each.given_at, each.pk)):
        newest[opinion.organization_id] = opinion
    return [
        {
            "organization": opinion.organization.full_name,
            "own": key == fields["organization_id"],
            "stance": opinion.stance,
            "text": opinion.text,
            "public": opinion.published_at is not None,
            "fictional": opinion.fictional,
        }
        for key, opinion in newest.items()
    ]


def _passages(row: Any, moment: datetime) -> list[dict[str, Any]]:
    """The words it rests on, of the meetings that had been held."""
    held = [
        (passage, passage.speech.source.meeting)
        for passage in row.passages.all()
        if passage.speech.source.meeting.held_on <= timezone.localtime(moment).date()
    ]
    held.sort(key=lambda pair: (pair[1].held_on, pair[0].speech.index, pair[0].start, pair[0].pk))
    return [
        {
            "meeting": str(meeting),
            "meeting_key": meeting.pk,
            "url": passage.get_absolute_url(),
            "quote": passage.quote,
            "public": public is not None,
            "public_quote": public.quote if public else "",
        }
        for passage, meeting in held
        for public in (_public(passage, meeting),)
    ]


def _public(passage: Any, meeting: Any) -> Any:
    """The passage as everybody reads it at this moment; None where it is internal."""
    if meeting.published_at is None:
        return None
    if passage.speech.source.published_at is not None:
        return passage
    return passage.as_public() if passage.public_speech is not None else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _day(moment: datetime | None) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""
