"""The sample's invented sessions, from planning to closing, as `sessions.toml` tells them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from coordination.sample.records import FOLDER, Records
from coordination.sample.steps import publish_words
from issues.actions import local_requests
from issues.forums import chosen_forum
from issues.models import DiscussionPoint, LocalRequest
from japan.workdays import is_business_day
from meetings.actions import (
    closing,
    handlings,
    imports,
    meetings,
    saving,
    sentences,
    sessions,
    suggestions,
)
from meetings.actions.corrected import asked
from meetings.actions.sessions import AgendaLine
from meetings.enums import BodyKind, MeetingStatus
from meetings.models import Body, Handling, Meeting, MinutesDecision, Suggestion
from meetings.sessions.series import moment_of

SHORT_NAME = "WT"
NOTE_OF_POINTS = "資料3で、論点の一つとして示されました。"


def told() -> dict[str, Any]:
    """The whole file."""
    return tomllib.loads((FOLDER / "sessions.toml").read_text(encoding="utf-8"))


def are_there() -> bool:
    """Whether the sessions have been entered before."""
    return Meeting.objects.filter(body__name=told()["body"]).exists()


@dataclass(frozen=True)
class Told:
    """One session as the file tells it, and how to enter each part of it."""

    facts: dict[str, Any]
    body: str
    records: Records
    by: User
    today: date

    @property
    def name(self) -> str:
        return f"会合{self.facts['number']}"

    @property
    def meeting(self) -> Meeting:
        meeting: Meeting = self.records[self.name]
        return meeting

    def at(self, name: str) -> datetime:
        return timezone.make_aware(self.facts[name])

    def plan(self) -> None:
        """Plan it; one without a day of its own took place on the last working day."""
        body, _ = Body.objects.get_or_create(
            name=self.body,
            defaults={
                "forum": chosen_forum.first(),
                "short_name": SHORT_NAME,
                "kind": BodyKind.WORKING_TEAM,
            },
        )
        self.records[self.name] = sessions.plan(
            body,
            by=self.by,
            held_on=self.facts.get("held_on") or _last_workday(self.today),
            session_number=self.facts["number"],
            starts_at=self.facts["starts_at"],
            ends_at=self.facts["ends_at"],
            place=self.facts["place"],
            fictional=True,
        )

    def prepare(self) -> None:
        """Lay the agenda out and put the matters on it."""
        lines = [
            AgendaLine(None, 0, f"（{number}）", title)
            for number, title in enumerate(self.facts["agenda"], 1)
        ]
        sessions.arrange(self.meeting, by=self.by, lines=lines)
        items = {item.title: item for item in self.meeting.agenda_items.all()}
        for matter in self._matters():
            handling = sessions.put_on(
                self.meeting, self.records[matter["about"]], by=self.by,
                agenda_item=items[matter["under"]],
            )  # fmt: skip
            Handling.objects.filter(pk=handling.pk).update(agenda_item=items[matter["under"]])

    def hold(self) -> None:
        """It takes place; its minutes are read by the reader like any others."""
        held = sessions.hold(self.meeting, by=self.by)
        path = FOLDER / self.facts["minutes"]
        handed_in = imports.hand_in(
            by=self.by, data=path.read_bytes(), filename=path.name, meeting=held
        )
        read = imports.read(handed_in)
        looked_at = {"looked_at": asked(read.reading["notes"])}
        saving.save(read, by=self.by, corrections=looked_at)

    def review(self) -> None:
        """Accept suggestions and record what the session did."""
        meeting, at = self.meeting, self.at("reviewed_at")
        self.records.accept(meeting, by=self.by, at=at)
        if "unread_reason" not in self.facts:
            _read_to_the_end(meeting, by=self.by)
        for matter in self._matters():
            self._record(matter)
        for text in self.facts["decisions"]:
            handlings.decide(meeting, by=self.by, text=text)

    def publish(self) -> None:
        """Publish the minutes, and what was handed in on paper for the session."""
        at = self.at("published_at")
        reason = self.facts.get("unread_reason", "")
        meetings.publish(self.meeting, by=self.by, now=at, reason=reason)
        papers = LocalRequest.objects.filter(
            fictional=True, published_at=None, said_on__lte=self.meeting.held_on
        )
        for local_request in papers.exclude(passages__isnull=False):
            local_requests.publish(local_request, by=self.by, now=at)

    def close(self) -> None:
        closing.close(self.meeting, by=self.by, at=self.at("closed_at"))

    def _matters(self) -> Iterable[dict[str, Any]]:
        return [m for m in self.facts["matter"] if m["about"] in self.records]

    def _record(self, matter: dict[str, Any]) -> None:
        about = self.records[matter["about"]]
        owner = {"local_request" if isinstance(about, LocalRequest) else "point": about}
        handling = Handling.objects.get(meeting=self.meeting, **owner)
        handlings.record(handling, by=self.by, outcome=matter["outcome"], note=matter["note"])
        if "move" in matter:
            handlings.move_point(handling, matter["move"], by=self.by)
        if "settle" in matter:
            settled = handlings.settle_request(handling, by=self.by, reflected_in=matter["settle"])
            publish_words(settled, by=self.by, now=moment_of(self.meeting))
        if "decision" in matter:
            handlings.decide(self.meeting, by=self.by, text=matter["decision"], handling=handling)
        if "memo" in matter:
            text = matter["memo"].strip()
            handlings.write_memo(about, by=self.by, meeting=self.meeting, text=text)


def close_the_real_one(meeting: Meeting, *, by: User) -> None:
    """Close the real first meeting with what its minutes say: the six points were named, and two
    things were decided. A session that somebody works on is left as it is."""
    if meeting.status != MeetingStatus.PUBLISHED or meeting.handlings.exists():
        return
    for point in DiscussionPoint.objects.filter(forum=meeting.body.forum_id).offered():
        handling = sessions.put_on(meeting, point, by=by)
        handlings.record(handling, by=by, outcome="reported", note=NOTE_OF_POINTS)
    for decision in MinutesDecision.objects.filter(source=meeting.current_source):
        handlings.decide(meeting, by=by, text=decision.quote)
    meeting.refresh_from_db()
    meetings.publish(meeting, by=by, now=timezone.now(), reason=meeting.unread_reason)
    meeting.refresh_from_db()
    closing.close(meeting, by=by, at=moment_of(meeting))


def _read_to_the_end(meeting: Meeting, *, by: User) -> None:
    """Dismiss what is left, and mark the sentences without a request as read."""
    for suggestion in Suggestion.objects.pending().filter(source=meeting.current_source):
        suggestions.dismiss(suggestion, by=by)
    assert meeting.current_source is not None  # its minutes are in
    for speech in meeting.current_source.speeches.all():
        sentences.clear(speech, by=by)


def _last_workday(today: date) -> date:
    day = today - timedelta(days=1)
    while not is_business_day(day):
        day -= timedelta(days=1)
    return day
