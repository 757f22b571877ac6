"""経過: the history of a request or commitment as people read it, in one line of time with the
history of its replies, opinions and follow-ups.

Who reads what:
- The secretariat and the working team see every operation, the person, from where it was made, the
  reason and what changed. What a ministry did to a reply before handing it in stays with the
  ministry.
- Everybody sees what their own organization did, with reason and changes, but without names.
- Parties (the requester, who joined, the ministries asked) also see changes of the due date and of
  the ministry and what was taken back with their reasons, and all that happens to follow-ups they
  may see.
- Parties also see what became of each joining that they read; the requester, who decides, why.
- All others see what became of it: logged, published, each change of status since then, each
  reply, opinion and word of the other voices that was published, and what of that was taken back,
  by role and organization alone. Reasons, edits before publication and what was logged by mistake
  and taken back stay inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from accounts import rules
from accounts.enums import Role
from accounts.rules import Actor
from issues.enums import (
    CommitmentStatus,
    CorrectionStatus,
    FollowUpStatus,
    JoiningStatus,
    OpinionStatus,
    ReplyStatus,
    RequestStatus,
)
from issues.history.places import Key, key_of, places_of, sessions_of
from issues.history.recorded_words import Change, Words
from issues.models import Commitment, Correction, FollowUp, Joining, LocalRequest, Opinion, Reply
from issues.pages.gathering import gathered
from issues.rules import is_party
from issues.standing.moments import Moment
from publication.removals import blacking
from workflow.models import HistoryEntry

__all__ = ["Change", "Line", "lines_of"]

PUBLIC_VERBS = frozenset(
    {"log", "correct", "publish", "publish_progress", "publish_judgement", "publish_settlement"}
    | {"unpublish", "unpublish_part", "show_part", "black_out"}
)
_PUBLIC_OF_PARTS = frozenset({"publish", "submit", "take_back", "unpublish", "black_out"})
_ANSWERS = ("reply", "reply_in_part")
PARTY_VERBS = frozenset(
    {
        "join",
        "change_due",
        "mark_due_slip",
        "reassign",
        "ask_also",
        "change_asking",
        "release",
        "reply_in_part",
        "take_back_part",
        "take_back_progress",
        "take_back_judgement",
        "unsettle",
        "take_back_reply",
        "take_back_reconsideration",
    }
)
PUBLIC_JOINING_VERBS = frozenset({"correct", "publish", "leave", "unpublish", "black_out"})
_SAME_MOMENT = timedelta(minutes=1)
_STATUSES: dict[type[models.Model], Any] = {
    LocalRequest: RequestStatus,
    Commitment: CommitmentStatus,
    Reply: ReplyStatus,
    Opinion: OpinionStatus,
    FollowUp: FollowUpStatus,
    Joining: JoiningStatus,
    Correction: CorrectionStatus,
}


@dataclass(frozen=True)
class Line:
    """One operation. `at` is when it counts; `recorded_at` stands only where it was written down
    at another time. `subject` is "" for the record itself. `person` and `place` are for the team.
    """

    at: datetime
    label: str
    organization: str
    role: str
    person: str
    reason: str
    changes: tuple[Change, ...]
    from_status: tuple[str, str]
    to_status: tuple[str, str]
    subject: str = ""
    place: str = ""
    session: str = ""
    recorded_at: datetime | None = None


def lines_of(
    record: LocalRequest | Commitment, *, actor: Actor, moment: Moment | None = None
) -> list[Line]:
    """The lines of a record's history that the actor sees, newest first; with a moment those that
    count by then. The number of queries does not depend on how much has happened."""
    lines = _Chronicle(record, actor, moment).lines()
    if moment is None:
        return lines
    if moment.known is not None:
        lines = [line for line in lines if (line.recorded_at or line.at) <= moment.known]
    by_then = [line for line in lines if line.at <= moment.at]
    # It came up with its words, however late it was logged.
    return by_then + [line for line in lines if line.at > moment.at and _came_up(line)]


def _came_up(line: Line) -> bool:
    return bool(line.to_status[0]) and not line.from_status[0] and not line.subject


class _Chronicle:
    """One record's history for one reader."""

    def __init__(
        self, record: LocalRequest | Commitment, actor: Actor, moment: Moment | None
    ) -> None:
        self.record = record
        self.rows = gathered.about(record, gathered.RECORD, actor=actor, moment=moment)
        self.actor = actor
        self.inside = rules.sees_everything(actor)
        membership = rules.acting(actor)
        self.organization_id = membership.organization_id if membership else None
        self.things = {_key(thing): thing for thing in (record, *self.rows.hanging)}
        self.entries = self.rows.entries

    def lines(self) -> list[Line]:
        seen = [e for e in self.entries if not self._told_already(e) and self._sees(e)]
        told = [(entry, type(self._thing(entry))) for entry in seen]
        self.words = Words(told, self._hidden(), self.rows["points"])
        self.places = places_of(self.rows.versions, self.entries) if self.inside else {}
        self.sessions = sessions_of(self.rows.meetings, inside=self.inside)
        drawn = [(self._line(entry), entry.pk) for entry in seen]
        return [line for line, _ in sorted(drawn, key=lambda d: (d[0].at, d[1]), reverse=True)]

    @cached_property
    def is_party(self) -> bool:
        """Whether the reader asked, joined, or is asked."""
        record, mine = self.record, self.organization_id
        if not isinstance(record, LocalRequest) or mine is None:
            return False
        if not rules.is_ministry(self.actor):
            return is_party(self.actor, record)
        return record.lead_ministry_id == mine or mine in {
            ministry.pk for ministry in record.co_ministries.all()
        }

    @cached_property
    def answered(self) -> set[tuple[Any, int | None]]:
        """Replies, by name and ministry, whose handing in the request's own lines tell."""
        mine = (e for e in self.entries if e.verb in _ANSWERS and self._thing(e) is self.record)
        return {(e.details.get("reply"), e.acting_for_id) for e in mine}

    @cached_property
    def handed_in(self) -> dict[int, int]:
        """The key of the entry with which each reply was handed in."""
        submits = (
            e for e in self.entries if e.verb == "submit" and isinstance(self._thing(e), Reply)
        )
        return {e.object_id: e.pk for e in submits}

    def _hidden(self) -> list[str]:
        """The words that were blacked out; the secretariat alone still reads them."""
        if rules.is_secretariat(self.actor):
            return []
        return [words for act in self.rows["blacked_out"] for words in blacking.words_of(act)]

    @cached_property
    def taken_back(self) -> dict[type[models.Model], set[Any]]:
        """Replies and opinions, by their keys, whose taking back the request's own lines tell."""
        kinds = {
            "take_back_reply": Reply,
            "take_back_part": Reply,
            "take_back_reconsideration": Opinion,
        }
        found: dict[type[models.Model], set[Any]] = {Reply: set(), Opinion: set()}
        for entry in self.entries:
            if entry.verb in kinds:
                found[kinds[entry.verb]].add(entry.details.get("lines_of"))
        return found

    def _thing(self, entry: HistoryEntry) -> models.Model:
        return self.things[key_of(entry)]

    def _told_already(self, entry: HistoryEntry) -> bool:
        """Whether the request's own line tells it: an opinion given is always one on the request
        as well, and so is the reply that answers it."""
        thing = self._thing(entry)
        if entry.verb == "take_back" and thing.pk in self.taken_back.get(type(thing), ()):
            return True
        if isinstance(thing, Opinion):
            return entry.verb == "give"
        if isinstance(thing, Joining):
            return entry.verb == "ask"
        if isinstance(thing, Correction):
            # The record's own line tells of it.
            return entry.verb == "accept"
        if isinstance(thing, Reply) and entry.verb == "submit":
            return (str(thing), thing.ministry_id) in self.answered
        return False

    def _sees(self, entry: HistoryEntry) -> bool:
        thing = self._thing(entry)
        if isinstance(thing, Reply) and entry.pk < self.handed_in.get(thing.pk, entry.pk + 1):
            return thing.ministry_id == self.organization_id
        if not self._may_know(entry):
            return False
        if self._sees_inside(entry, thing):
            return True
        if isinstance(thing, Correction):
            return True
        if isinstance(thing, Joining):
            return entry.verb in PUBLIC_JOINING_VERBS or self.is_party
        if thing is not self.record:
            return entry.verb in _PUBLIC_OF_PARTS
        if entry.verb in PUBLIC_VERBS or entry.details.get("public"):
            return True  # what was public and was taken back is told to those who may have read it
        published = self.record.published_at
        return hasattr(entry, "status_change") and (
            published is None or entry.recorded_at >= published
        )

    def _may_know(self, entry: HistoryEntry) -> bool:
        """A body that asks to join is known to those who read what it says."""
        if entry.verb != "join" or (joining := entry.details.get("joining")) is None:
            return True
        kind = ContentType.objects.get_for_model(Joining).pk
        return (kind, joining) in self.things

    def _sees_inside(self, entry: HistoryEntry, thing: models.Model) -> bool:
        """Whether the reader sees reason and changes as well."""
        own = self.organization_id is not None and entry.acting_for_id == self.organization_id
        to_parties = self.is_party and thing is self.record and entry.verb in PARTY_VERBS
        return self.inside or own or to_parties or isinstance(thing, FollowUp)

    def _line(self, entry: HistoryEntry) -> Line:
        thing = self._thing(entry)
        change = getattr(entry, "status_change", None)
        at = change.effective_at if change else entry.recorded_at
        apart = abs(entry.recorded_at - at) >= _SAME_MOMENT
        shown = change if thing is self.record else None
        open_to = self._sees_inside(entry, thing)
        return Line(
            at=at,
            label=entry.label,
            organization=entry.acting_for.name if entry.acting_for else "",
            role=Role(entry.role).label if entry.role else "",
            person=str(entry.by) if self.inside and entry.by else "",
            reason=self.words.reason(entry) if open_to else "",
            changes=self._changes(entry, thing, open_to),
            from_status=_status(thing, shown.from_status if shown else ""),
            to_status=_status(thing, shown.to_status if shown else ""),
            subject="" if thing is self.record else _name(thing),
            place=self.places.get(entry.pk, ""),
            session=self._session(entry, at if apart else None),
            recorded_at=entry.recorded_at if apart else None,
        )

    def _changes(
        self, entry: HistoryEntry, thing: models.Model, open_to: bool
    ) -> tuple[Change, ...]:
        """What changed; of a correction everybody reads which fields, the team also the words."""
        if entry.verb == "correct" and not self.inside:
            return (Change("訂正した項目", "", str(entry.details.get("fields", ""))),)
        return tuple(self.words.changes(entry, type(thing))) if open_to else ()

    def _session(self, entry: HistoryEntry, counted_from: datetime | None) -> str:
        """The session that the words were said at, or from whose day it counts."""
        if (meeting := entry.details.get("meeting")) in self.sessions:
            return self.sessions[meeting]
        day = timezone.localdate(counted_from) if counted_from else None
        return self.sessions.get(day, "")


def _key(thing: models.Model) -> Key:
    return (ContentType.objects.get_for_model(thing).pk, thing.pk)


def _name(thing: models.Model) -> str:
    if isinstance(thing, Opinion):
        return f"{thing.reply}への{thing.organization.name}の見解"
    if isinstance(thing, FollowUp):
        return f"対応依頼「{thing.title}」"
    if isinstance(thing, Correction):
        return "訂正の申出"
    if isinstance(thing, Joining):
        return f"{thing.organization.name}の共同提案"
    return str(thing)


def _status(thing: models.Model, code: str) -> tuple[str, str]:
    return (code, _STATUSES[type(thing)](code).label) if code else ("", "")
