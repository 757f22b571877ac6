"""The life of one request: logged, triaged, put to a ministry, moved, withdrawn, followed up.

What was logged long ago has come to its end by today; what is new has hardly begun.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from coordination.generating import vocabulary as words
from coordination.generating import wording
from coordination.generating.answers import Answers
from coordination.generating.copying import Sheets
from coordination.generating.recording import Dossier, due_in
from coordination.generating.side import Side
from coordination.generating.world import World, office_hours
from issues.alike import wording as alike
from issues.enums import AWAITING_REPLY, RequestKind, RequestStatus
from issues.models import (
    DueChange,
    LocalRequest,
    RequestPoint,
    RequestTerms,
    Round,
    Standing,
)
from issues.standing import rounds, stretches

R = RequestStatus
FIELDS = {
    "round": 1, "lead_ministry_id": None, "due_on": None, "first_due_on": None, "due_basis": None,
    "progress": "", "judgement": "", "reflected_in": "", "settled_despite": "",
    "re_raises_id": None, "published_at": None,
}  # fmt: skip
FORMER = 200
"""So many requests of the same slice are remembered, to be raised again."""


class Lives:
    """Writes the lives of a slice of requests, one after another."""

    def __init__(self, world: World, sheets: Sheets) -> None:
        self.world, self.sheets = world, sheets
        self._former: dict[int, tuple[int, str]] = {}

    def write(self, index: int) -> None:
        """All rows of the request with this index."""
        draw = Random(f"{self.world.seed}/{index}")
        dossier = Dossier(self.world, index, self.sheets, draw)
        Life(dossier, self._former).write()
        self._former[dossier.asker.key] = (dossier.key, dossier.number)
        if len(self._former) > FORMER:
            self._former.pop(next(iter(self._former)))


class Life:
    """The main line of one request."""

    def __init__(self, dossier: Dossier, former: dict[int, tuple[int, str]]) -> None:
        self.it, self.former = dossier, former
        self.answers = Answers(dossier)
        self.side = Side(dossier)

    def write(self) -> None:
        """Live it, then write the request, its points, rounds and standings."""
        it = self.it
        self._log()
        it.live()
        self.side.close()
        self.answers.close()
        self._write_request()
        self._write_projection()

    def _log(self) -> None:
        it, draw = self.it, self.it.draw
        it.now = {
            **FIELDS,
            "kind": draw.choices(RequestKind.values, (82, 13, 5))[0],
            "title": wording.title(draw, it.about),
            "organization_id": it.asker.key,
        }
        late = 0 if it.chance(0.4) else draw.randint(2, 20)
        at = office_hours(it.said_on + timedelta(days=late), draw)
        at = min(at, it.world.until - timedelta(minutes=draw.randint(5, 90)))
        self.logged_at = at
        it.points = self._draw_points()
        by = it.world.secretariat if late else it.asker
        it.move("log", at, by, to=R.LOGGED, details={"points": list(it.points)})
        it.plan(at, 9, self._triage)
        if it.chance(0.88):
            it.plan(at + timedelta(days=5), 18, self._publish)
        if it.chance(0.03):
            it.plan(at, 40, self._withdraw)
        if it.chance(0.05):
            it.plan(at, 60, self.side.join)
        if it.chance(0.3) and it.asker.key in self.former:
            it.plan(at, 5, self._re_raise)

    def _draw_points(self) -> tuple[str, ...]:
        codes, draw = self.it.world.points, self.it.draw
        first = codes[int(draw.random() ** 2 * len(codes))]
        others = [code for code in codes if code != first]
        if others and self.it.chance(0.22):
            return (first, draw.choice(others))
        return (first,)

    def _publish(self, at: datetime) -> None:
        self.it.move("publish", at, self.it.world.secretariat, published_at=at)

    def _withdraw(self, at: datetime) -> None:
        it = self.it
        if it.status in (R.SETTLED, R.WITHDRAWN):
            return
        reason = wording.line(it.draw, it.about, words.REASONS, 200)
        it.move("withdraw", at, it.asker, to=R.WITHDRAWN, reason=reason)

    def _re_raise(self, at: datetime) -> None:
        key, number = self.former[self.it.asker.key]
        self.it.move(
            "mark_re_raised", at, self.it.world.secretariat, re_raises_id=key,
            details={"earlier": number},
        )  # fmt: skip

    def _triage(self, at: datetime) -> None:
        it, draw = self.it, self.it.draw
        if it.status != R.LOGGED:
            return
        lead, other = it.lead, it.world.ministries.draw(draw)
        it.co_ministries = (other,) if other != lead and it.chance(0.15) else ()
        if it.chance(0.12):
            it.points = self._draw_points()
        due = due_in(draw.choice((15, 20, 20, 20, 30)), at.date())
        it.move(
            "triage", at, it.world.secretariat, to=R.TRIAGED,
            details={
                "points": list(it.points),
                "co_ministries": [each.name for each in it.co_ministries],
            },
            lead_ministry_id=lead.key, due_on=due.on, first_due_on=due.on, due_basis=due.basis,
        )  # fmt: skip
        it.plan(at, 5, self._start_review)
        if it.chance(0.1):
            it.plan(at + timedelta(days=12), 8, self._change_due)
        if it.chance(0.03):
            it.plan(at, 10, self.side.assign)

    def _start_review(self, at: datetime) -> None:
        it = self.it
        if it.status != R.TRIAGED:
            return
        it.move("start_review", at, it.lead, to=R.UNDER_REVIEW)
        self.answers.expect(at)

    def _change_due(self, at: datetime) -> None:
        it, draw = self.it, self.it.draw
        if it.status not in AWAITING_REPLY:
            return
        old = it.now["due_on"]
        due = due_in(draw.choice((5, 10, 10, 20)), max(old, at.date()))
        reason = wording.line(draw, it.about, words.REASONS, 200)
        it.sheets.add(
            DueChange, id=it.take_key(), local_request_id=it.key, ministry_id=it.lead.key,
            old_due_on=old, new_due_on=due.on, days=(due.on - old).days, reason=reason,
            changed_by_id=it.world.secretariat.person, changed_at=at,
        )  # fmt: skip
        it.move(
            "change_due", at, it.world.secretariat, reason=reason, due_on=due.on,
            due_basis=due.basis,
        )  # fmt: skip

    def _write_request(self) -> None:
        it, draw = self.it, self.it.draw
        ask = wording.passage(draw, it.about, words.ASKS, 3, wording.ASK)
        trouble = wording.passage(draw, it.about, words.TROUBLES, 4, wording.TROUBLE)
        speaker = draw.choice(words.POSTS) if it.chance(0.6) else ""
        it.sheets.add(
            LocalRequest, **it.now, id=it.key, forum_id=it.world.forum, number=it.number,
            said_on=it.said_on, ask=ask, trouble=trouble, speaker=speaker,
            created_by_id=it.world.secretariat.person,
            created_at=self.logged_at, updated_at=it.last_at, version=it.updates,
        )  # fmt: skip
        terms = alike.terms_of(it.now["title"], ask, trouble)
        it.sheets.add(RequestTerms, local_request_id=it.key, terms=terms)
        for place, code in enumerate(it.points):
            it.sheets.add(
                RequestPoint, id=it.take_key(), local_request_id=it.key,
                point_id=it.world.point(code), primary=place == 0,
            )  # fmt: skip
        for ministry in it.co_ministries:
            it.sheets.add(
                LocalRequest.co_ministries.through, id=it.take_key(), localrequest_id=it.key,
                organization_id=ministry.key,
            )  # fmt: skip

    def _write_projection(self) -> None:
        it = self.it
        record = it.finish()
        record.joined += self.side.joined(record)
        for asked in rounds.rounds_of(record):
            it.sheets.add(Round, id=it.take_key(), local_request_id=it.key, **vars(asked))
        for stretch in stretches.stretches_of(record):
            times = {name: value for name, value in vars(stretch).items() if name != "state"}
            it.sheets.add(
                Standing, id=it.take_key(), local_request_id=it.key, **times, **vars(stretch.state)
            )
