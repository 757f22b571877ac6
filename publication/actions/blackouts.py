"""墨消し: putting ■ over words in texts, published or not, and taking it off again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from publication.actions import removals
from publication.enums import Ground, RemovalKind
from publication.models import Removal
from publication.removals import blacking, locked, removable
from publication.removals.places import Place
from publication.removals.removable import Removable, Spans
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import step

CHANGED = "表示したあとで文章が変わりました。もう一度、言葉を探してください。"
REWRITTEN = "そのあとで文章が直されたため、元の言葉には戻せません。"


@transaction.atomic
def black_out(
    places: Collection[Place], *, by: User, ground: Ground | str, reason: str, now: datetime
) -> list[Removal]:
    """Put ■ over the words at these places, in the stored texts themselves: whatever shows them
    shows ■. The original words stay in the removals, one for each thing.

    Raises `Refused` when it is not the secretariat, says no reason, names no place, or a text is
    not as it was when the place was found.
    """
    removals.refuse_others(by)
    reason = removals.said(reason)
    if not places:
        raise Refused(Decision(RefusalKind.INCOMPLETE, "墨消しする場所を選んでください。"))
    done = []
    for (key, pk), fields in _grouped(places).items():
        row = removable.rows()[key]
        obj = row.model._default_manager.get(pk=pk)
        texts = {name: _inked(obj, name, found) for name, found in fields.items()}
        spans = {name: [(p.start, p.end) for p in found] for name, found in fields.items()}
        act: dict[str, Any] = {"by": by, "ground": Ground(ground), "reason": reason, "now": now}
        done.append(_rewrite(row, obj, texts, spans, **act))
    return done


@transaction.atomic
def show_words(removal: Removal, *, by: User, reason: str, now: datetime) -> Removal:
    """Put the words back that a removal blacked out, with those that it took along. Raises
    `Refused` when a text has been rewritten since."""
    removals.refuse_others(by)
    reason = removals.said(reason)
    removals.refuse_undone(removal)
    undone = _show(removal, by=by, reason=reason, now=now)
    for part in removal.parts.all():
        _show(part, by=by, reason=reason, now=now, part_of=undone)
    return undone


def _grouped(places: Collection[Place]) -> dict[tuple[str, int], dict[str, list[Place]]]:
    things: dict[tuple[str, int], dict[str, list[Place]]] = {}
    for place in sorted(places, key=lambda each: (each.key, each.pk, each.field, each.start)):
        fields = things.setdefault((place.key, place.pk), {})
        fields.setdefault(place.field, []).append(place)
    return things


def _inked(obj: Any, name: str, found: list[Place]) -> str:
    text = getattr(obj, name)
    for place in found:
        if text[place.start : place.end] != place.words:
            raise Refused(Decision(RefusalKind.CONFLICT, CHANGED))
    return blacking.inked(text, [(place.start, place.end) for place in found])


def _rewrite(
    row: Removable,
    obj: Any,
    texts: Mapping[str, str],
    spans: Mapping[str, Spans],
    *,
    by: User,
    part_of: Removal | None = None,
    **act: Any,
) -> Removal:
    """Store the texts and keep what stood under the ■; then the same for what repeats them."""
    originals = {name: blacking.kept(getattr(obj, name), spans[name]) for name in texts}
    was_public = row.is_open(obj)
    _store(row, obj, texts, "black_out", by=by, reason=act["reason"], told=part_of is None)
    removal = removals.write(
        row,
        obj,
        kind=RemovalKind.BLACKED_OUT,
        by=by,
        was_public=was_public,
        originals=originals,
        part_of=part_of,
        **act,
    )
    for other, fields in row.follows(obj, list(spans.get("text", ()))):
        apart = {name: blacking.differing(getattr(other, name), fields[name]) for name in fields}
        whole = part_of or removal
        _rewrite(removable.removable_of(other), other, fields, apart, by=by, part_of=whole, **act)
    return removal


def _show(
    removal: Removal, *, by: User, reason: str, now: datetime, part_of: Removal | None = None
) -> Removal:
    obj: Any = removal.obj
    row = removable.removable_of(obj)
    texts = {}
    for name, kept in removal.originals.items():
        text = blacking.put_back(getattr(obj, name), kept)
        if text is None:
            raise Refused(Decision(RefusalKind.CONFLICT, REWRITTEN))
        texts[name] = text
    _store(row, obj, texts, "show_words", by=by, reason=reason, told=part_of is None)
    return removals.write(
        row,
        obj,
        kind=RemovalKind.RESTORED,
        ground=Ground(removal.ground),
        reason=reason,
        by=by,
        now=now,
        was_public=removal.was_public,
        undoes=removal,
        part_of=part_of,
    )


def _store(
    row: Removable,
    obj: Any,
    texts: Mapping[str, str],
    verb: str,
    *,
    by: User,
    reason: str,
    told: bool,
) -> None:
    """Write the texts. Where the thing has moves of its own this is one of them; else it is told
    in the history of the record that it hangs on, once for all that goes along."""
    if row.workflow is not None and told:
        save = locked.saving(tuple(texts)) if row.locked else None
        with step(row.workflow, verb, obj, by=by, reason=reason, save=save) as under_way:
            for name, text in texts.items():
                setattr(under_way.obj, name, text)
        obj.refresh_from_db()
        return
    if told:
        removals.tell_holder(row, obj, verb, by=by, reason=reason)
    if row.locked:
        locked.take_out(obj, texts)
    else:
        row.model._default_manager.filter(pk=obj.pk).update(**texts)
    obj.refresh_from_db()
