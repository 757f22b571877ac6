"""What goes on beside the main line: bodies that join, tasks that the secretariat gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from coordination.generating import vocabulary as words
from coordination.generating import wording
from coordination.generating.recording import Dossier, due_in
from coordination.generating.world import Party
from issues.enums import OPEN
from issues.models import FollowUp, Joining
from issues.standing.record import Due, Joined, Record, while_being_entered


class Side:
    """Joinings and follow-ups of one request."""

    def __init__(self, dossier: Dossier) -> None:
        self.it = dossier
        self.joinings: dict[int, dict[str, Any]] = {}
        self.tasks: dict[int, dict[str, Any]] = {}

    def join(self, at: datetime) -> None:
        """One or two bodies ask to join."""
        it = self.it
        taken = {it.asker.key, *(each["organization_id"] for each in self.joinings.values())}
        body = it.world.askers.draw(it.draw)
        if it.status not in OPEN or body.key in taken:
            return
        key = it.take_key()
        self.joinings[key] = {
            "local_request_id": it.key, "organization_id": body.key, "status": "asked",
            "trouble": wording.passage(it.draw, it.about, words.TROUBLES, 3, wording.TROUBLE),
            "joined_by_id": body.person, "joined_at": at,
        }  # fmt: skip
        it.note("joining", key, "ask", at, body, change=("", "asked"))
        it.move("join", at, body, details={"organization": body.full_name, "joining": key})
        if it.chance(0.9):
            it.plan(at, 6, partial(self._accept, key))
        if it.chance(0.4):
            it.plan(at, 20, self.join)

    def _accept(self, key: int, at: datetime) -> None:
        it, by = self.it, self.it.world.secretariat
        if it.status not in OPEN:
            return
        self.joinings[key] |= {
            "status": "accepted", "decided_by_id": by.person, "decided_at": at, "version": 2,
        }  # fmt: skip
        changes = {"decided_at": (None, at), "decided_by_id": (None, by.person)}
        it.note("joining", key, "accept", at, by, change=("asked", "accepted"), changes=changes)
        if it.chance(0.7):
            it.plan(at, 15, partial(self._publish, key))

    def _publish(self, key: int, at: datetime) -> None:
        it = self.it
        if it.now["published_at"] is None:
            return
        self.joinings[key] |= {"published_at": at, "version": 3}
        by = it.world.secretariat
        it.note("joining", key, "publish", at, by, changes={"published_at": (None, at)})

    def assign(self, at: datetime) -> None:
        """The ministry gets a task."""
        it = self.it
        due = due_in(it.draw.choice((10, 20, 30)), at.date())
        key = it.take_key()
        self.tasks[key] = {
            "content_type_id": it.world.kinds["localrequest"], "object_id": it.key,
            "organization_id": it.lead.key,
            "title": wording.line(it.draw, it.about, words.TASKS, 150),
            "due_on": due.on, "first_due_on": due.on, "due_basis": due.basis, "status": "open",
            "assigned_by_id": it.world.secretariat.person, "assigned_at": at,
        }  # fmt: skip
        it.note("followup", key, "assign", at, it.world.secretariat, change=("", "open"))
        self._due(key, due.on, at)
        if it.chance(0.85):
            it.plan(at + timedelta(days=5), 25, partial(self._complete, key, it.lead))

    def _complete(self, key: int, by: Party, at: datetime) -> None:
        it = self.it
        result = wording.line(it.draw, it.about, words.RESULTS, 300)
        self.tasks[key] |= {"status": "done", "result": result, "ended_at": at, "version": 2}
        it.note(
            "followup", key, "complete", at, by, change=("open", "done"),
            changes={"result": ("", result), "ended_at": (None, at)},
        )  # fmt: skip
        self._due(key, None, at)

    def _due(self, key: int, on: date | None, at: datetime) -> None:
        self.it.record.tasks.append(Due(key, on, at, at))

    def close(self) -> None:
        """Write what came of it."""
        for key, values in self.joinings.items():
            self.it.sheets.add(Joining, id=key, **values)
        for key, values in self.tasks.items():
            self.it.sheets.add(FollowUp, id=key, **values)

    def joined(self, found: Record) -> Iterator[Joined]:
        """The bodies that were accepted, for a record that has its entries."""
        for values in self.joinings.values():
            if "decided_at" in values:
                begun = values["decided_at"]
                yield Joined(
                    organization=values["organization_id"],
                    counted_from=while_being_entered(found, begun),
                    known_from=begun,
                    ended=None,
                    public_from=values.get("published_at"),
                )
