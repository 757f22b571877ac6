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
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from issues import as_then
from issues.as_then import Then
from issues.enums import RequestStatus
from issues.models import (
    DiscussionPoint,
    Judgement,
    LocalRequest,
    Opinion,
    ProgressReport,
    Reply,
    Settlement,
    Standing,
)
from issues.moments import Moment
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

    moment: Moment
    words: dict[int, Then]
    points: dict[int, str]
    organizations: dict[int, Organization]
    numbers: dict[int, str]


def records(moment: Moment) -> list[dict[str, Any]]:
    """Every request of the session's 協議の場 that counted then, by number; a fixed number of
    queries."""
    forum = moment.meeting.body.forum
    stood = list(Standing.objects.when(moment).of_forum(forum).live())
    requests = _with_all(moment).in_bulk([row.local_request_id for row in stood])
    keys = {row.organization_id for row in stood} | {row.lead_ministry_id for row in stood}
    keys |= {key for row in stood for key in (*row.joined, *row.co_ministries)}
    then = _Then(
        moment=moment,
        words=as_then.of(list(requests.values()), moment.at),
        points=dict(DiscussionPoint.objects.of_forum(forum).values_list("pk", "code")),
        organizations=Organization.objects.select_related("prefecture").in_bulk(keys - {None}),
        numbers=dict(LocalRequest.objects.values_list("pk", "number")),
    )
    found = [_record(requests[row.local_request_id], row, then) for row in stood]
    return sorted(found, key=lambda record: record["number"])


def _with_all(moment: Moment) -> QuerySet[Any]:
    replies = Reply.kept.counting_at(moment.at).select_related("ministry")
    opinions = Opinion.kept.counting_at(moment.at).select_related("organization")
    rows = LocalRequest.objects.defer("search_text", "search_grams")
    return rows.prefetch_related(
        "passages__speech__source__meeting__body",
        "passages__public_speech__source",
        *(
            Prefetch(name, model.objects.standing(moment.at), to_attr=f"{name}_then")
            for name, model in _VOICES.items()
        ),
        Prefetch("replies", replies.order_by("-round", "-submitted_at", "-pk"), "handed_in"),
        Prefetch("handed_in__opinions", opinions.order_by("given_at", "pk"), to_attr="given"),
    )


def _record(row: Any, stood: Standing, then: _Then) -> dict[str, Any]:
    organization = then.organizations[stood.organization_id]
    points, words = [then.points[key] for key in stood.points], then.words[row.pk]
    settled = stood.status == RequestStatus.SETTLED
    return {
        "number": row.number,
        "kind": stood.kind,
        "title": stood.title,
        "ask": words["ask"],
        "trouble": words["trouble"],
        "organization": organization.full_name,
        "organization_code": organization.code,
        "organization_kind": organization.kind,
        "organization_position": organization.position,
        "prefecture": prefecture(organization),
        "prefecture_code": (organization.prefecture or organization).code,
        "joined": [then.organizations[key].full_name for key in stood.joined],
        "joined_public": [then.organizations[key].full_name for key in stood.open_joined],
        "speaker": words["speaker"],
        "said_on": row.said_on.isoformat(),
        "primary": points[0] if points else "",
        "points": points,
        **_ministry(stood, then),
        "status": stood.status,
        "replies": _replies(row),
        "first_reply": stood.first_reply,
        "first_reply_public": stood.open_first_reply,
        **_newest_reply(row, stood),
        "opinions": _opinions(row, stood),
        "stance": stood.stance,
        "stance_public": bool(stood.stance) and stood.stance == stood.open_stance,
        "progress": stood.progress,
        "judgement": stood.judgement,
        "reflected_in": words["reflected_in"] if settled else "",
        **_open_words(row, stood),
        "re_raises": then.numbers.get(stood.re_raises_id or 0, ""),
        "overdue": stood.task_due_on is not None and stood.task_due_on < then.moment.on,
        "passages": _passages(row, then.moment),
        "public": stood.published,
        "fictional": row.fictional,
    }


def _ministry(stood: Standing, then: _Then) -> dict[str, Any]:
    lead = then.organizations.get(stood.lead_ministry_id or 0)
    return {
        "lead_ministry": lead.name if lead else "",
        "lead_ministry_code": lead.code if lead else "",
        "co_ministries": [then.organizations[key].name for key in stood.co_ministries],
        "due_on": stood.due_on.isoformat() if stood.due_on else "",
        "first_due_on": stood.first_due_on.isoformat() if stood.first_due_on else "",
        "round": stood.round if lead else None,
    }


def _newest_reply(row: Any, stood: Standing) -> dict[str, Any]:
    newest = next((each for each in row.handed_in if each.pk == stood.reply_id), None)
    return {
        "reply_class": stood.reply_class,
        "replied_on": _day(newest.submitted_at) if newest else "",
        "reply_public": newest is not None and stood.open_reply_id == newest.pk,
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


def _open_words(row: Any, stood: Standing) -> dict[str, Any]:
    """What everybody hears of the voices; of a settlement the words that stand or none."""
    settled = row.settlements_then[-1] if row.settlements_then else None
    told = settled.reflected_in if settled is not None and settled.is_published else ""
    said = (*row.progress_reports_then, *row.judgements_then, *row.settlements_then)
    return {
        "progress_public": stood.open_progress,
        "judgement_public": stood.open_judgement,
        "reflected_in_public": told if stood.status == RequestStatus.SETTLED else "",
        "made_up": any(each.fictional for each in said),
    }


def _opinions(row: Any, stood: Standing) -> list[dict[str, Any]]:
    """Each organization's newest word in the round of that time, the requester's marked `own`."""
    newest: dict[int, Any] = {}
    given = [each for reply in row.handed_in if reply.round == stood.round for each in reply.given]
    for opinion in sorted(given, key=lambda each: (each.given_at, each.pk)):
        newest[opinion.organization_id] = opinion
    return [
        {
            "organization": opinion.organization.full_name,
            "own": key == stood.organization_id,
            "stance": opinion.stance,
            "text": opinion.text,
            "public": opinion.published_at is not None,
            "fictional": opinion.fictional,
        }
        for key, opinion in newest.items()
    ]


def _passages(row: Any, moment: Moment) -> list[dict[str, Any]]:
    """The words it rests on, of the meetings that had been held."""
    held = [
        (passage, passage.speech.source.meeting)
        for passage in row.passages.all()
        if passage.speech.source.meeting.held_on <= moment.on
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


def _day(moment: datetime | None) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""
