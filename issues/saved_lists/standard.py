"""The lists that each role is offered from the beginning, each declared once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from accounts import rules
from accounts.enums import Role
from accounts.rules import Actor


class Named(NamedTuple):
    """A name, and the address of the list behind its "?". In both of them `{code}` and `{name}` are
    those of the organization that the reader acts for."""

    name: str
    query: str


EVERYTHING = Named("すべて", "")
LATE = Named("期限超過", "unanswered=yes&sort=due")
AT_ODDS = Named("見解の不一致", "disagreeing=yes")
RE_RAISED = Named("再提出", "re_raised=yes")

FOR_EVERYBODY = (EVERYTHING, LATE, RE_RAISED)
FOR: Mapping[str, tuple[Named, ...]] = {
    Role.SECRETARIAT: (
        EVERYTHING,
        Named("論点整理待ち", "status=logged"),
        Named("担当未定", "ministry=null"),
        LATE,
        Named("再検討中", "status=reconsidering"),
        AT_ODDS,
    ),
    Role.WT_MEMBER: (EVERYTHING, LATE, AT_ODDS, RE_RAISED),
    Role.MINISTRY: (
        EVERYTHING,
        Named("{name}の担当", "ministry={code}"),
        Named("{name}の期限超過", "ministry={code}&unanswered=yes&sort=due"),
        LATE,
    ),
    Role.LOCAL: (
        EVERYTHING,
        Named("{name}の要望", "organization={code}"),
        Named("{name}の要望で回答済", "organization={code}&status=replied"),
        LATE,
    ),
}


def of(actor: Actor) -> list[Named]:
    """Those of the role that the actor works under."""
    membership = rules.acting(actor)
    if membership is None:
        return list(FOR_EVERYBODY)
    body = membership.organization
    return [
        Named(*(each.format(code=body.code, name=body.name) for each in named))
        for named in FOR.get(membership.role, FOR_EVERYBODY)
    ]
