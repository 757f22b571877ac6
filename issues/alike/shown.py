"""What is shown beside a request, or a text that is being written: requests of others that ask the
same, how they were answered, and what the national side has promised on it. A fixed number of
queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from accounts import rules
from accounts.rules import Actor
from issues.alike.finding import Likeness, alike, seen
from issues.alike.keeping import WORDS
from issues.alike.wording import terms_of
from issues.enums import OPEN, ReplyStatus
from issues.models import (
    Commitment,
    CommitmentTerms,
    Forum,
    LocalRequest,
    Reply,
    RequestTerms,
    SameAsk,
)
from issues.transitions.requests import LOCAL_REQUEST

MOST = 8
"""Requests shown."""
MOST_PROMISES = 5
SHOWN_TERMS = 6


@dataclass(frozen=True)
class Like:
    """A request that is about the same. `terms` are those that both have; `answer` is the newest
    one that the reader sees, `own` tells that it is of the ministry in question. `together`: both
    are in one group (同趣旨) already; `may_join`: the reader's body may ask to join it."""

    local_request: LocalRequest
    terms: tuple[str, ...]
    answer: Reply | None
    own: bool
    together: bool
    may_join: bool

    @property
    def is_open(self) -> bool:
        """Another one can be merged into it."""
        return self.local_request.status in OPEN


@dataclass(frozen=True)
class Promise:
    """A commitment on the same matter, with the terms that both have; none where it answers one of
    the requests."""

    commitment: Commitment
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Alike:
    """All of it, the likest first."""

    requests: tuple[Like, ...] = ()
    promises: tuple[Promise, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.requests or self.promises)


def to_request(local_request: LocalRequest, *, actor: Actor, ministry: int | None = None) -> Alike:
    """Beside a request. For a `ministry` (key) those come first that it has answered itself; the
    answers of the one in charge are marked as its own for everybody else."""
    terms = terms_of(*(getattr(local_request, name) for name in WORDS[LocalRequest]))
    asked = ministry or local_request.lead_ministry_id
    visible = LocalRequest.objects.visible_to(actor).filter(forum=local_request.forum_id)
    others = visible.exclude(pk=local_request.pk)
    said = Commitment.objects.visible_to(actor).filter(forum=local_request.forum_id)
    found = _alike(terms, others, said, actor, local_request, asked)
    if ministry is None:
        return found
    return replace(found, requests=tuple(sorted(found.requests, key=lambda like: not like.own)))


def to_text(*texts: str, forum: Forum | None, actor: Actor) -> Alike:
    """Beside words that are being written, in this 協議の場 (None: in any)."""
    visible = LocalRequest.objects.visible_to(actor).of_forum(forum)
    said = Commitment.objects.visible_to(actor).of_forum(forum)
    return _alike(terms_of(*texts), visible, said, actor, None, None)


def _alike(
    terms: Sequence[str],
    visible: Any,
    said: Any,
    actor: Actor,
    beside: LocalRequest | None,
    ministry: int | None,
) -> Alike:
    if not terms:
        return Alike()
    rows = seen(RequestTerms, visible.live())
    found = {each.key: each for each in alike(terms, rows, most=MOST)}
    likes = _likes(found, actor, beside, ministry)
    return Alike(
        tuple(likes),
        tuple(_promises(terms, list(found), said.live())),
    )


def _likes(
    found: dict[int, Likeness], actor: Actor, beside: LocalRequest | None, ministry: int | None
) -> list[Like]:
    if not found:
        return []
    requests = LocalRequest.objects.without_texts().select_related("organization").in_bulk(found)
    answers = _answers(list(found), actor, ministry)
    group = _group_of(beside, list(found))
    return [
        Like(
            local_request=requests[key],
            terms=each.terms[:SHOWN_TERMS],
            answer=(answer := answers.get(key)),
            own=answer is not None and answer.ministry_id == ministry,
            together=key in group,
            may_join=bool(LOCAL_REQUEST.decide("join", actor, requests[key])),
        )
        for key, each in found.items()
    ]


def _answers(keys: list[int], actor: Actor, ministry: int | None) -> dict[int, Reply]:
    """The newest answer to each; one of the ministry before those of others."""
    handed_in = Reply.objects.visible_to(actor).exclude(status=ReplyStatus.DRAFT)
    rows = handed_in.filter(local_request__in=keys).select_related("ministry").newest()
    answers: dict[int, Reply] = {}
    for reply in rows:
        had = answers.setdefault(reply.local_request_id, reply)
        if reply.ministry_id == ministry != had.ministry_id:
            answers[reply.local_request_id] = reply
    return answers


def _group_of(beside: LocalRequest | None, keys: list[int]) -> set[int]:
    """Those of the keys that are in one group with the request."""
    if beside is None:
        return set()
    heads = dict(
        SameAsk.objects.filter(pk__in=[beside.pk, *keys]).values_list("local_request", "head")
    )
    return {key for key, head in heads.items() if head == heads.get(beside.pk)}


def _promises(terms: Sequence[str], answered: list[int], said: Any) -> list[Promise]:
    rows = seen(CommitmentTerms, said)
    told = {each.key: each.terms for each in alike(terms, rows, most=MOST_PROMISES)}
    given = (
        said.filter(answers__in=answered).order_by("-said_on", "pk").values_list("pk", flat=True)
    )
    for key in list(dict.fromkeys(given))[:MOST_PROMISES]:
        told.setdefault(key, ())
    found = Commitment.objects.select_related("organization").in_bulk(list(told))
    return [Promise(found[key], terms) for key, terms in told.items()][:MOST_PROMISES]


def ministry_of(actor: Actor) -> int | None:
    """The ministry (key) that the reader answers for; None for all others."""
    membership = rules.acting(actor)
    return membership.organization_id if membership and rules.is_ministry(actor) else None
