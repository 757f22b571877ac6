"""The side of those who are listed with a bare post: that of the people around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.minutes.document import Side
from meetings.minutes.people.attendee_entries import Person
from meetings.minutes.people.sides import code_of

_FEWEST = 2
_OWN_UNIT = re.compile(r"[^\s]{1,12}(?:課|部|局|室|係|所|班|本部|教育委員会|委員会|会計|チーム)")
_ELSEWHERE = re.compile(
    r"[省庁府県都道]|大学|法人|会社|協会|連合|機構|研究|[^\s]{2}[市町村区](?!民|長)"
)


def in_company(people: Sequence[Person]) -> list[Person]:
    """`people`; who has a bare post (企画部長, 教育長) sits on the side that all others share.

    Whoever comes from elsewhere (東京大学教授) is on no side because others are.
    """
    told = [person.attendee.side for person in people if person.attendee.side]
    sides = {side for side in told if side is not Side.SECRETARIAT}
    shared = sides.pop() if len(sides) == 1 else None
    if shared is None or (shared is Side.NATIONAL and told.count(shared) < _FEWEST):
        return list(people)
    return [_seated(person, shared) if _is_bare(person) else person for person in people]


def _is_bare(person: Person) -> bool:
    organization = person.attendee.organization
    own = not organization or (
        _OWN_UNIT.fullmatch(organization) and not _ELSEWHERE.search(organization)
    )
    return person.attendee.side is None and bool(own)


def _seated(person: Person, side: Side) -> Person:
    attendee = person.attendee
    code = code_of(attendee.organization) if side is Side.LOCAL else None
    return replace(person, attendee=replace(attendee, side=side, code=code))
