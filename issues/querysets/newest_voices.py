"""What a reader hears of the voices of many requests: the newest words that are open to that
reader, beside each row."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from accounts import rules
from accounts.rules import Actor
from issues.enums import RequestStatus

VOICES = ("ProgressReport", "Judgement", "Settlement")


def heard_by(rows: Any, actor: Actor) -> Any:
    """Requests with the newest words that the actor may hear, "" without any: `progress_heard`,
    `judgement_heard`, `reflected_heard`, `despite_heard`; `made_up_heard` when one is 架空."""
    made_up = reduce(or_, (Exists(_heard(rows, name, actor, fictional=True)) for name in VOICES))
    rows = rows.annotate(made_up_heard=made_up)
    if rules.sees_everything(actor):
        return rows.annotate(
            progress_heard=F("progress"),
            judgement_heard=F("judgement"),
            reflected_heard=F("reflected_in"),
            despite_heard=F("settled_despite"),
        )
    return rows.annotate(
        progress_heard=_newest(rows, "ProgressReport", actor, "progress"),
        judgement_heard=_newest(rows, "Judgement", actor, "judgement"),
        reflected_heard=_settling(rows, actor, "reflected_in"),
        despite_heard=_settling(rows, actor, "despite"),
    )


def _newest(rows: Any, model: str, actor: Actor, name: str) -> Coalesce:
    heard = _heard(rows, model, actor)
    return _or_nothing(Subquery(heard.reverse().values(name)[:1]))


def _heard(rows: Any, model: str, actor: Actor, **conditions: Any) -> Any:
    said = _voices(rows, model).visible_to(actor).standing()
    return said.filter(local_request=OuterRef("pk"), **conditions)


def _settling(rows: Any, actor: Actor, name: str) -> Case:
    """The words of the settlement that stands; those of an earlier one are nobody's any more."""
    newest = _voices(rows, "Settlement").standing().filter(local_request=OuterRef("local_request"))
    heard = (
        _voices(rows, "Settlement")
        .visible_to(actor)
        .filter(local_request=OuterRef("pk"), pk=Subquery(newest.reverse().values("pk")[:1]))
    )
    words = _or_nothing(Subquery(heard.values(name)[:1]))
    settled = When(status=RequestStatus.SETTLED, then=words)
    return Case(settled, default=Value(""), output_field=TextField())


def _or_nothing(words: Subquery) -> Coalesce:
    return Coalesce(words, Value(""), output_field=TextField())


def _voices(rows: Any, model: str) -> Any:
    return rows.model._meta.apps.get_model("issues", model).objects.all()
