"""Requests as a closed session keeps them: plain values that never change again.

Format 2. The report of a session holds one such record for each request that counted then
(`meetings.sessions.report_content`), with everything that a 対応状況一覧 shows and that its
conditions ask for. Of the voices it holds the word of the team and, as `…_public`, that of
everybody; records from before these had a publication of their own hold one word, which was
public. What is public is decided now, for good: a reader outside the team sees of the frozen
report what was public when it was frozen. `issues.columns.then` reads these records, and those
of format 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from issues.enums import RequestStatus
from issues.frozen import freezing_rows
from issues.frozen.freezing_rows import Answer, Kept, Stood, View
from issues.frozen.records import Head
from issues.models import DiscussionPoint, Standing
from issues.models.reply import means_labels
from issues.querysets import chunks
from issues.querysets.bodies import Bodies
from issues.standing.moments import Moment

_SETTLED = RequestStatus.SETTLED


def records(moment: Moment) -> Iterator[dict[str, Any]]:
    """Every request of the session's 協議の場 that counted then, by number; read part by part, each
    in a fixed number of queries."""
    return iter(Then(moment))


class Then:
    """The same records, of which some may be asked for."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment
        self._bodies = Bodies()

    @cached_property
    def _named(self) -> list[tuple[str, bool, int, int]]:
        """(number, whether it is public, key, key of where it stood)."""
        forum = self._moment.meeting.body.forum
        stood = Standing.objects.when(self._moment).of_forum(forum).live().order_by()
        return sorted(
            stood.values_list("local_request__number", "published", "local_request", "pk")
        )

    @cached_property
    def _points(self) -> dict[int, str]:
        points = DiscussionPoint.objects.of_forum(self._moment.meeting.body.forum)
        return dict(points.values_list("pk", "code"))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for places in chunks.parts(range(len(self._named))):
            yield from self.at(places)

    def heads(self) -> Iterator[Head]:
        """The head of each, by place."""
        return (Head(number, public) for number, public, _, _ in self._named)

    def at(self, places: Sequence[int]) -> Iterator[dict[str, Any]]:
        """Those at these places, in the order asked for."""
        keys = [self._named[place][2] for place in places]
        kept = freezing_rows.kept_of(
            keys, [self._named[place][3] for place in places], self._moment
        )
        self._bodies.learn(kept.organizations)
        then = _Names(self._moment, self._points, self._bodies)
        for key in keys:
            yield _record(key, kept, then)


class _Names(NamedTuple):
    """What all records draw on: the codes of the points by their keys, the organizations."""

    moment: Moment
    points: dict[int, str]
    bodies: Bodies


def _record(key: int, kept: Kept, then: _Names) -> dict[str, Any]:
    stood, words, bodies = kept.stood[key], kept.words[key], then.bodies
    organization = bodies[stood.organization]
    points, settled = [then.points[each] for each in stood.points], stood.status == _SETTLED
    answers = _of_charge(kept.answers.get(key, []), stood, bodies)
    return {
        "number": stood.number,
        "external_number": stood.external_number,
        "kind": stood.kind,
        "title": stood.title,
        "ask": words["ask"],
        "trouble": words["trouble"],
        "organization": organization.full_name,
        "organization_code": organization.code,
        "organization_kind": organization.kind,
        "organization_position": organization.position,
        "prefecture": organization.prefecture,
        "prefecture_code": organization.prefecture_code,
        "joined": [bodies[each].full_name for each in stood.joined],
        "joined_public": [bodies[each].full_name for each in stood.open_joined],
        "speaker": words["speaker"],
        "said_on": stood.said_on.isoformat(),
        "primary": points[0] if points else "",
        "points": points,
        **_ministry(stood, bodies),
        "status": stood.status,
        "replies": _replies(answers),
        "first_reply": stood.first_reply,
        "first_reply_public": stood.open_first_reply,
        **_newest_reply(answers, stood),
        "opinions": _opinions(kept.views.get(key, ()), stood),
        "stance": stood.stance,
        "stance_public": bool(stood.stance) and stood.stance == stood.open_stance,
        "progress": stood.progress,
        "judgement": stood.judgement,
        "reflected_in": words["reflected_in"] if settled else "",
        "progress_public": stood.open_progress,
        "judgement_public": stood.open_judgement,
        "reflected_in_public": kept.settled.get(key, "") if settled else "",
        "made_up": key in kept.made_up,
        "re_raises": kept.numbers.get(stood.re_raises or 0, ""),
        "overdue": stood.task_due_on is not None and stood.task_due_on < then.moment.on,
        "passages": _passages(kept.passages.get(key, ()), then.moment),
        "public": stood.published,
        "fictional": stood.fictional,
    }


def _ministry(stood: Stood, bodies: Bodies) -> dict[str, Any]:
    lead = bodies.get(stood.lead or 0)
    return {
        "lead_ministry": lead.name if lead else "",
        "lead_ministry_code": lead.code if lead else "",
        "co_ministries": [bodies[key].name for key in stood.co_ministries],
        "due_on": stood.due_on.isoformat() if stood.due_on else "",
        "first_due_on": stood.first_due_on.isoformat() if stood.first_due_on else "",
        "round": stood.round if lead else None,
        **(_asked(stood, bodies) if stood.asked else {}),
    }


def _asked(stood: Stood, bodies: Bodies) -> dict[str, Any]:
    """Where several ministries were asked: each with its date and the day on which it answered."""
    asked = {int(key): told for key, told in (stood.asked or {}).items()}
    in_order = sorted(
        asked, key=lambda key: (key != stood.lead, bodies[key].position, bodies[key].code)
    )
    told = {bodies[key].name: asked[key] for key in in_order}
    return {
        "asked": [
            {"ministry": name, "due_on": due, "answered_on": on} for name, (due, on) in told.items()
        ],
        "owed_on": stood.owed_on.isoformat() if stood.owed_on else "",
    }


def _of_charge(answers: Sequence[Answer], stood: Stood, bodies: Bodies) -> list[Answer]:
    """Without those of ministries that were asked beside the one in charge."""
    beside = {bodies[int(key)].name for key in stood.asked or () if int(key) != stood.lead}
    return [each for each in answers if each.ministry not in beside]


def _newest_reply(answers: Sequence[Answer], stood: Stood) -> dict[str, Any]:
    newest = next((each for each in answers if each.key == stood.reply), None)
    return {
        "reply_class": stood.reply_class,
        "replied_on": newest.on.isoformat() if newest else "",
        "reply_public": newest is not None and stood.open_reply == newest.key,
    }


def _replies(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    """The newest reply, and, where that is not public, the newest one that is."""
    public = next((each for each in answers if each.public), None)
    shown = list(answers[:1])
    if public is not None and public is not answers[0]:
        shown.append(public)
    return [
        {
            "round": reply.round,
            "edition": reply.edition,
            "class": reply.reply_class,
            "ministry": reply.ministry,
            "timing_on": reply.timing_on.isoformat() if reply.timing_on else "",
            "means": means_labels(reply.means),
            "text": reply.text,
            "on": reply.on.isoformat(),
            "public": reply.public,
            "fictional": reply.fictional,
        }
        for reply in shown
    ]


def _opinions(views: Iterable[View], stood: Stood) -> list[dict[str, Any]]:
    """Each organization's newest word in the round of that time, the requester's marked `own`."""
    newest: dict[int, View] = {}
    for view in views:
        if view.round == stood.round:
            newest[view.organization] = view
    return [
        {
            "organization": view.name,
            "own": key == stood.organization,
            "stance": view.stance,
            "text": view.text,
            "public": view.public,
            "fictional": view.fictional,
        }
        for key, view in newest.items()
    ]


def _passages(passages: Iterable[Any], moment: Moment) -> list[dict[str, Any]]:
    """The words it rests on, of the meetings that had been held."""
    held = [
        (passage, passage.speech.source.meeting)
        for passage in passages
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
