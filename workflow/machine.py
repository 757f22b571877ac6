"""The machine: which moves there are, who may make them, and what they need. Plain Python.

A noun's life is one `Workflow`: a table of `Transition` rows. `decide` answers for one actor and
one object; a refusal is falsy and carries its kind and a reason in Japanese, so that the button,
the page, the API and the background job all say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

SAME: Final = "__same__"
"""Target of a move that leaves the status as it is."""
PREVIOUS: Final = "__previous__"
"""Target of a move that takes the last change of status back."""


class RefusalKind(StrEnum):
    """Why a move is refused; the door turns it into 403, 409 or 422."""

    FORBIDDEN = "forbidden"
    CONFLICT = "conflict"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True)
class Move:
    """What a decision is about: one actor's move on one object."""

    verb: str
    label: str
    actor: Any
    obj: Any


@dataclass(frozen=True)
class Decision:
    """True, or false with a kind and a reason for the screen."""

    refusal: RefusalKind | None = None
    reason: str = ""
    about: Move | None = field(default=None, compare=False, repr=False)

    def __bool__(self) -> bool:
        return self.refusal is None


class Refused(Exception):
    """A move was not allowed. Carries the decision that says why."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.reason)
        self.decision = decision


@dataclass(frozen=True)
class Who:
    """A rule on (actor, object), with the Japanese name of those it lets through."""

    label: str
    allows: Callable[[Any, Any], bool]


Need = Callable[[Any], str]
"""Looks at an object and returns what is missing, in Japanese; "" when nothing is."""


@dataclass(frozen=True)
class Transition:
    """One row: verb, label, from where, to where, who, and what else.

    `sources` is empty for the verb that creates the object. `needs` are looked at before the move
    (the page shows them beside the button), `ensures` after its body has run and before saving.
    """

    verb: str
    label: str
    sources: tuple[str, ...]
    target: str
    who: Who
    needs: tuple[Need, ...] = ()
    ensures: tuple[Need, ...] = ()
    busy: str = ""
    """Reason when the status does not allow the move; "" for the general sentence."""
    things: tuple[Need, ...] = ()
    """What there has to be to make it on, looked at only where moves are listed: made on a thing
    that has just gone, the move itself says what became of that one."""


@dataclass(frozen=True)
class Offer:
    """A move that is this actor's to make, and whether it can be made now."""

    transition: Transition
    decision: Decision


@dataclass(frozen=True)
class Workflow:
    """The life of one noun."""

    name: str
    label: str
    statuses: Any
    transitions: tuple[Transition, ...]
    _by_verb: dict[str, Transition] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_verb = {row.verb: row for row in self.transitions}
        if len(by_verb) != len(self.transitions):
            raise ValueError(f"{self.name}: a verb stands in the table twice")
        object.__setattr__(self, "_by_verb", by_verb)

    def __getitem__(self, verb: str) -> Transition:
        return self._by_verb[verb]

    def decide(self, verb: str, actor: Any, obj: Any) -> Decision:
        """Whether `actor` may make the move on `obj` now. Who comes first: somebody whose move
        it is not learns nothing of the object's state."""
        row = self[verb]
        if not row.who.allows(actor, obj):
            return Decision(
                RefusalKind.FORBIDDEN, f"「{row.label}」ができるのは、{row.who.label}です。"
            )
        if row.sources and obj.status not in row.sources:
            reason = row.busy or self._wrong_status(row, obj)
            return Decision(RefusalKind.CONFLICT, reason, Move(verb, row.label, actor, obj))
        return self._missing(row.needs, obj)

    def check_result(self, verb: str, obj: Any) -> Decision:
        """What the move itself has to leave behind."""
        return self._missing(self[verb].ensures, obj)

    def moves_of(self, actor: Any, obj: Any) -> Iterator[Offer]:
        """All moves on an existing object that are this actor's, in table order, also those that
        its status does not allow now."""
        for row in self.transitions:
            if row.sources:
                decision = self.decide(row.verb, actor, obj)
                if decision.refusal is not RefusalKind.FORBIDDEN:
                    yield Offer(row, decision)

    def offered(self, actor: Any, obj: Any, *, things: bool = False) -> Iterator[Offer]:
        """The moves on an existing object that are this actor's to make, in table order; with
        `things` none is possible that there is nothing to make it on."""
        for offer in self.moves_of(actor, obj):
            row, decision = offer.transition, offer.decision
            if decision and things:
                decision = self._missing(row.things, obj)
            if decision.refusal is not RefusalKind.CONFLICT:
                yield Offer(row, decision)

    def status_after(self, verb: str, obj: Any, *, previous: str = "") -> str:
        """The status that the move leads to; `previous` is the one before the present one."""
        target = self[verb].target
        return str({SAME: obj.status, PREVIOUS: previous}.get(target, target))

    def _wrong_status(self, row: Transition, obj: Any) -> str:
        now = self.statuses(obj.status).label
        return f"今の状況が「{now}」のため、「{row.label}」はできません。"

    @staticmethod
    def _missing(needs: tuple[Need, ...], obj: Any) -> Decision:
        for need in needs:
            if missing := need(obj):
                return Decision(RefusalKind.INCOMPLETE, missing)
        return Decision()


ALLOWED: Final = Decision()
