"""What is asked about a request once it is known what hangs on it: the record of all of that, which
editions of the minutes may be read, and the names that the record mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, TextField

from accounts import rules
from accounts.models import User
from accounts.rules import Actor
from issues.history import quotations
from issues.models import Commitment, Correction, FollowUp, Joining, LocalRequest, Opinion, Reply
from organizations.models import Organization
from workflow.asking import together
from workflow.asking.together import Among, Answers, Given
from workflow.models import HistoryEntry

Model: TypeAlias = type[models.Model]

Version: TypeAlias = tuple[tuple[int, int], int, Mapping[str, Any] | None]
"""The record by the keys of its kind and of itself, the number, and from where it was made."""

KINDS: Mapping[Model, str] = {
    Commitment: "commitments",
    LocalRequest: "requests",
    Reply: "replies",
    Opinion: "opinions",
    Joining: "joinings",
    Correction: "corrections",
    FollowUp: "follow_ups",
}
"""What has a record, a request and what hangs on it, with the name of its keys."""


def ask(
    things: Iterable[models.Model], meetings: Iterable[int], *, reader: Actor, **given: Any
) -> Answers:
    """`entries` of these things, oldest first; `editions` of the minutes of these meetings (keys),
    as `origins.editions` has them; for the team the `versions_…` of each kind. `reader` stands for
    all readers of its sort."""
    keys: dict[str, list[int]] = {name: [] for name in KINDS.values()}
    for thing in things:
        keys[KINDS[type(thing)]].append(thing.pk)
    inside = rules.sees_everything(reader)
    kinds = tuple(model for model, name in KINDS.items() if keys[name])
    meetings = sorted(meetings)
    return together.ask(
        ("later", rules.role_of(reader), kinds, bool(meetings)),
        lambda: _questions(kinds, reader, inside=inside, minutes=bool(meetings)),
        meetings=meetings,
        **keys,
        **given,
    )


def versions(answers: Answers) -> Iterator[Version]:
    """The versions among the answers of `ask`."""
    for model, name in KINDS.items():
        kind = ContentType.objects.get_for_model(model).pk
        for key, version, context in answers.get(f"versions_{name}", ()):
            yield (kind, key), version, context


def _questions(
    kinds: Sequence[Model], reader: Actor, *, inside: bool, minutes: bool
) -> dict[str, Any]:
    asked = {"entries": _entries(kinds)}
    if minutes:
        asked["editions"] = quotations.editions(reader).filter(Among("meeting", Given("meetings")))
    if inside:
        asked |= {f"versions_{KINDS[model]}": _versions(model, KINDS[model]) for model in kinds}
    return {name: rows for name, rows in asked.items() if rows is not None}


def _entries(kinds: Sequence[Model]) -> Any:
    each = Q()
    for model in kinds:
        name = KINDS[model]
        kind = ContentType.objects.get_for_model(model)
        each |= Q(Among("object_id", Given(name)), content_type=kind)
    rows = HistoryEntry.objects.filter(each)
    return rows.select_related("by", "acting_for", "status_change").order_by("pk")


def _versions(model: Any, name: str) -> Any:
    if not hasattr(model, "versions"):
        return None
    kept = model.versions.rel.related_model
    # The newest first: of two rows with one version, the first was made by the operation itself.
    rows = kept.objects.filter(Among("pgh_obj", Given(name))).order_by("-pgh_id")
    return rows.values_list("pgh_obj", "version", "pgh_context")


def named(
    *, organizations: set[int], requests: set[int], people: set[int], numbers: set[str]
) -> Answers:
    """The rows with these keys, and which of these numbers are those of invented requests; no
    query for nothing."""
    keys = {"organizations": organizations, "requests": requests, "people": people}
    wanted = tuple(name for name, found in keys.items() if found)
    wanted += ("numbers",) if numbers else ()
    if not wanted:
        return {}
    given = {name: sorted(found) for name, found in keys.items()}
    return together.ask(
        ("names", wanted),
        lambda: {name: rows for name, rows in _names().items() if name in wanted},
        **given,
        numbers=sorted(numbers),
    )


def _names() -> dict[str, Any]:
    invented = LocalRequest.objects.filter(
        Among("number", Given("numbers", TextField()), "varchar"), fictional=True
    )
    return {
        "organizations": Organization.objects.filter(Among("pk", Given("organizations"))),
        "requests": LocalRequest.objects.filter(Among("pk", Given("requests"))).only(
            "number", "fictional"
        ),
        "people": User.objects.filter(Among("pk", Given("people"))),
        "numbers": invented.order_by().values_list("number", flat=True),
    }
