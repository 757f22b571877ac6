"""What can be published: one row for each noun, declared by the app that knows it.

`issues.publishing.publishables` and `meetings.publishing.publishables` declare `PUBLISHABLES`; the
settings name the modules (`PUBLISHING_MODULES`), so that this package reads them without knowing
any request or meeting. Whoever adds a noun with `published_at` adds its row: rehearsal, batch and
desk have it then."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from workflow.machine import ALLOWED, Decision


@dataclass(frozen=True)
class Shown:
    """One text exactly as the public will read it, below its heading. `before`: what of it is
    public already ("" when nothing is), so that what is new can be marked."""

    label: str
    text: str
    before: str = ""


def nothing_said(obj: Any) -> str:
    """For rows that have nothing to warn of or to ask for."""
    return ""


def nothing_along(obj: Any) -> Sequence[tuple[str, Any]]:
    """For rows that publish themselves alone."""
    return ()


def anything(actor: Any, obj: Any) -> Decision:
    """For rows whose verb alone decides."""
    return ALLOWED


@dataclass(frozen=True)
class Publishable:
    """A noun that waits to be published.

    - `waiting()`: what may be published now, with all that title, group and address need, so that
      a list takes one query.
    - `publish(obj, by=, now=)`: the verb. Raises `Refused`.
    - `texts(obj)`: all that the public will read of it, facts as well as prose, in the order of
      the page. Nothing that changes by itself (today's date), for its digest is compared later.
    - `decide(actor, obj)`: whether this person may publish it now; the verb asks again.
    - `group(obj)`: the session or round below which the desk lists it.
    - `note(obj)`: what has to be known before publishing (「要望がまだ公表されていません」).
    - `wants_reason(obj)`: the sentence that asks for a reason, "" where none is needed; `publish`
      then takes `reason=`.
    - `along(obj)`: (key, object) of all that is published by the same verb, without itself;
      `publish` then takes `only=`, those of them that were looked at.
    - `page(obj)`: its own page of rehearsal, where the common one does not say enough.

    What `texts` reads has to stand still while the object's own row is locked: children are
    written by verbs that lock their parent.
    """

    key: str
    label: str
    model: type[models.Model]
    waiting: Callable[[], models.QuerySet[Any]]
    publish: Callable[..., Any]
    texts: Callable[[Any], Sequence[Shown]]
    decide: Callable[[Any, Any], Decision] = anything
    title: Callable[[Any], str] = str
    url: Callable[[Any], str] = field(default=lambda obj: str(obj.get_absolute_url()))
    group: Callable[[Any], str] = nothing_said
    note: Callable[[Any], str] = nothing_said
    wants_reason: Callable[[Any], str] = nothing_said
    along: Callable[[Any], Sequence[tuple[str, Any]]] = nothing_along
    page: Callable[[Any], str] | None = None

    def ref(self, obj: Any) -> str:
        """Names one object in forms and in the record of a batch: "reply.12"."""
        return f"{self.key}.{obj.pk}"

    def rehearsal_url(self, obj: Any) -> str:
        """Where it is read before it is published."""
        if self.page is not None:
            return self.page(obj)
        return reverse("publication:rehearse", args=(self.key, obj.pk))


def digest_of(texts: Sequence[Shown]) -> str:
    """SHA-256 over shown texts: it changes with every letter that the public would read."""
    shown = sha256()
    for text in texts:
        for part in (text.label, text.text):
            shown.update(len(part).to_bytes(8, "big") + part.encode("utf-8", "surrogatepass"))
    return shown.hexdigest()


@dataclass(frozen=True)
class Bundle:
    """Things that are published together as a matter of course: a session and all that hangs on
    it. `refs` as `Publishable.ref` gives them."""

    label: str
    refs: tuple[str, ...]


@cache
def table() -> dict[str, Publishable]:
    """All rows by their keys, in the order in which the desk lists them."""
    rows = [
        row
        for module in settings.PUBLISHING_MODULES
        for row in getattr(import_module(module), "PUBLISHABLES", ())
    ]
    if len({row.key for row in rows}) != len(rows):
        raise ValueError("two rows of PUBLISHABLES have the same key")
    return {row.key: row for row in rows}


def known_persons() -> set[str]:
    """Full names of persons whose names are a public matter, as the apps declare them."""
    modules = map(import_module, settings.PUBLISHING_MODULES)
    declared = (getattr(module, "known_persons", None) for module in modules)
    return {name for known in declared if known is not None for name in known()}


def bundles(waiting: Mapping[str, Sequence[Any]]) -> list[Bundle]:
    """What the apps put together of the things that wait, given by the keys of their rows."""
    modules = map(import_module, settings.PUBLISHING_MODULES)
    declared = (getattr(module, "bundles", None) for module in modules)
    return [bundle for of in declared if of is not None for bundle in of(waiting)]


def row_of(obj: models.Model) -> Publishable:
    """The row of an object's noun. Raises `KeyError` where there is none."""
    for row in table().values():
        if row.model is type(obj):
            return row
    raise KeyError(type(obj).__name__)
