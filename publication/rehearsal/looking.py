"""What somebody sees who looks at things that are to be published: digests of the texts.

A thing that was taken down since is another thing to publish, though its texts are the same: the
newest taking down goes into its digest.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from publication.enums import RemovalKind
from publication.models import Removal
from publication.rehearsal.publishable import Publishable, Shown, digest_of, table

Thing = tuple[Publishable, Any]


def with_along(row: Publishable, obj: Any) -> list[Thing]:
    """The thing, and behind it all that goes along."""
    return [(row, obj), *((table()[key], other) for key, other in row.along(obj))]


def taken_down(things: Sequence[Thing]) -> dict[str, Removal]:
    """The newest taking down of each thing that was not undone, by its ref; one query."""
    keys: dict[int, dict[int, str]] = {}
    for row, obj in things:
        kind = ContentType.objects.get_for_model(obj)
        keys.setdefault(kind.pk, {})[obj.pk] = row.ref(obj)
    if not keys:
        return {}
    one_of = reduce(or_, (Q(content_type=kind, object_id__in=pks) for kind, pks in keys.items()))
    rows = Removal.objects.standing().filter(one_of, kind=RemovalKind.UNPUBLISHED).order_by("pk")
    return {keys[row.content_type_id][row.object_id]: row for row in rows}


def digest(texts: Sequence[Shown], removal: Removal | None) -> str:
    """The digest of shown texts and of the last taking down."""
    if removal is not None:
        texts = [*texts, Shown("公表の取りやめ", str(removal.pk))]
    return digest_of(texts)


def digests(things: Sequence[Thing]) -> dict[str, str]:
    """The digests of things as they are now, by their refs."""
    down = taken_down(things)
    return {row.ref(obj): digest(row.texts(obj), down.get(row.ref(obj))) for row, obj in things}


def seen_now(row: Publishable, obj: Any) -> dict[str, str]:
    """What somebody who looks at the thing now has seen, of all that goes along as well."""
    return digests(with_along(row, obj))
