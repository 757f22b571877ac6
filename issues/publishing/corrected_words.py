"""訂正: the words of a record as texts to compare, and how a correction puts them in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts import rules
from accounts.rules import Actor
from issues.actions import logged
from issues.actions.points import set_points
from issues.enums import RequestKind
from issues.models import Commitment, Correction, DiscussionPoint, Joining, LocalRequest
from issues.transitions.joinings import JOINING
from japan.comparing import Comparison, compare
from organizations.models import Organization
from publication.removals import blacking
from workflow.machine import Workflow

Subject = LocalRequest | Commitment | Joining
WORDS: Mapping[type[Any], Mapping[str, str]] = {
    LocalRequest: {
        "organization": "要望した団体",
        "title": "件名",
        "kind": "種別",
        "ask": "求める措置",
        "trouble": "支障事例・効果",
        "speaker": "発言者・担当",
        "points": "論点",
    },
    Commitment: {"title": "要旨", "points": "論点", "speaker": "発言者"},
    Joining: {"trouble": "支障事例"},
}
"""What a correction may change in a record of each sort, with its name on the screen."""
TABLES: Mapping[type[Any], Workflow] = {**logged.TABLES, Joining: JOINING}


@dataclass(frozen=True)
class Changed:
    """One field of a correction in words, and how the two texts differ."""

    label: str
    before: str
    after: str
    comparison: Comparison


def written_in(subject: Subject) -> dict[str, str]:
    """What stands in the record, each field as one text."""
    return {name: _text(subject, name) for name in WORDS[type(subject)]}


def differing(subject: Subject, after: Mapping[str, str]) -> dict[str, str]:
    """The fields of `after` that the record does not say yet."""
    before = written_in(subject)
    return {name: after[name] for name in before if name in after and after[name] != before[name]}


def labels(subject: Subject, names: Any) -> str:
    """The names of fields on the screen, in the order of the page."""
    known = WORDS[type(subject)]
    return "、".join(label for name, label in known.items() if name in set(names))


def changed(correction: Correction, *, hidden: Sequence[str] = ()) -> list[Changed]:
    """The fields of a correction, in the order of the page; `hidden` words stand under ■."""
    names = WORDS[type(correction.subject)]
    return [
        _changed(
            names[name],
            blacking.without(_named(correction.subject, name, correction.before[name]), hidden),
            blacking.without(_named(correction.subject, name, after), hidden),
        )
        for name, after in correction.after.items()
    ]


def hidden_from(actor: Actor, corrections: Sequence[Correction]) -> list[list[str]]:
    """For each, the words that were blacked out in what it is about; the secretariat alone still
    reads them."""
    if rules.is_secretariat(actor):
        return [[] for _ in corrections]
    numbers = [_number(correction.subject) for correction in corrections]
    hidden = blacking.blacked_out(numbers)
    return [hidden[number] for number in numbers]


def _number(subject: Any) -> str:
    record = subject.local_request if isinstance(subject, Joining) else subject
    return str(record.number)


def put(subject: Subject, after: Mapping[str, str]) -> dict[str, Any]:
    """Set the fields (without saving) and the points; gives the codes of the points for the
    record. Raises `Refused` when no point is left."""
    details: dict[str, Any] = {}
    for name, text in after.items():
        if name == "points":
            known = {point.code: point for point in _points_of(subject)}
            points = [known[code] for code in text.split(",") if code in known]
            details["points"] = set_points(subject, points)  # type: ignore[arg-type]
        elif name == "organization":
            setattr(subject, name, Organization.objects.get(code=text))
        else:
            setattr(subject, name, text)
    return details


def _points_of(subject: Any) -> Any:
    return DiscussionPoint.objects.filter(forum=subject.forum_id)


def _text(subject: Any, name: str) -> str:
    if name == "organization":
        return str(subject.organization.code)
    if name == "points":
        relation = "request_points" if isinstance(subject, LocalRequest) else "commitment_points"
        rows = getattr(subject, relation).select_related("point")
        return ",".join(through.point.code for through in rows)
    return str(getattr(subject, name)).replace("\r\n", "\n")


def _changed(label: str, before: str, after: str) -> Changed:
    return Changed(label, before, after, compare(before, after))


def _named(subject: Any, name: str, text: str) -> str:
    """Codes as the screen says them."""
    if name == "organization":
        found = Organization.objects.filter(code=text).first()
        return found.full_name if found else text
    if name == "kind":
        return str(dict(RequestKind.choices).get(text, text))
    if name == "points":
        names = dict(_points_of(subject).values_list("code", "name"))
        return "、".join(names.get(code, code) for code in text.split(",") if code)
    return text
