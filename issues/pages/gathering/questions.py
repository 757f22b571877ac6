"""What is asked about one request (or commitment), each question by its name: rows as one reader
sees them, now or (with a moment) as of a closed session. Who sees what stands in the querysets
alone; the record and the reader's body are places (`given`), told when the questions are asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Exists, F, Func, Model, OuterRef, TextField
from django.db.models.functions import Cast

from accounts.rules import Actor
from issues.due_dates import slips
from issues.history import quotations
from issues.models import (
    Asking,
    Commitment,
    Correction,
    DiscussionPoint,
    DueChange,
    Following,
    FollowUp,
    Handover,
    Joining,
    LocalRequest,
    RequestPoint,
    Standing,
)
from issues.pages.gathering.given import FORUM, KEY, NUMBER, READER, SERIAL, Question
from issues.pages.gathering.said import SAID
from issues.querysets import kinship
from issues.standing import as_of
from issues.standing.moments import Moment
from organizations.models import Organization
from publication.removals import blacking, telling


def by_number(actor: Actor) -> Any:
    """The request with the number."""
    rows = LocalRequest.objects.visible_to(actor).filter(number=NUMBER).for_list()
    return rows.prefetch_related(None)


def _corrections(actor: Actor, moment: Moment | None) -> Any:
    return _corrections_on(LocalRequest, actor)


def _corrections_on(model: type[Model], actor: Actor) -> Any:
    kind = ContentType.objects.get_for_model(model)
    rows = Correction.objects.visible_to(actor).filter(content_type=kind, object_id=KEY)
    return rows.select_related("organization")


def _follow_ups(actor: Actor, moment: Moment | None) -> Any:
    """Also those on requests that were merged into it."""
    rows = _tasks_on(LocalRequest, actor).filter(kinship.merged_or_itself(KEY, "object_id"))
    return rows if moment is None else rows.annotate(status_then=as_of.status_at(FollowUp, moment))


def _uncounted(actor: Actor, moment: Moment | None) -> Any:
    """The days of these tasks that count for nothing."""
    tasks = FollowUp.objects.filter(content_type=ContentType.objects.get_for_model(LocalRequest))
    tasks = tasks.filter(kinship.merged_or_itself(KEY, "object_id"))
    return slips.uncounted(tasks.order_by().values("pk"))


def _tasks_on(model: type[Model], actor: Actor) -> Any:
    kind = ContentType.objects.get_for_model(model)
    rows = FollowUp.objects.visible_to(actor).filter(content_type=kind)
    return rows.select_related("organization", "person")


def _uncounted_on_commitment(actor: Actor, moment: Moment | None) -> Any:
    tasks = FollowUp.objects.filter(content_type=ContentType.objects.get_for_model(Commitment))
    return slips.uncounted(tasks.filter(object_id=KEY).order_by().values("pk"))


def _passages(actor: Actor, moment: Moment | None) -> Any:
    """Also those of requests that were merged into it."""
    return quotations.quoted(actor).filter(kinship.merged_or_itself(KEY, "local_request"))


def _spoken_at(actor: Actor, moment: Moment | None) -> Any:
    return quotations.places_of(local_request=KEY)


def _handlings(actor: Actor, moment: Moment | None) -> Any:
    model: Any = LocalRequest._meta.get_field("handlings").related_model
    return model.objects.filter(local_request=KEY).select_related("meeting__body")


def _blacked_out(actor: Actor, moment: Moment | None) -> Any:
    """What took words out that concern it."""
    return blacking.standing_on([NUMBER])


def _told(actor: Actor, moment: Moment | None) -> Any:
    return telling.acts_on([NUMBER])


def _points(actor: Actor, moment: Moment | None) -> Any:
    """Of its 協議の場."""
    return DiscussionPoint.objects.filter(forum=FORUM)


def _belonging(actor: Actor, moment: Moment | None) -> Any:
    return RequestPoint.objects.filter(local_request=KEY)


def _co_ministries(actor: Actor, moment: Moment | None) -> Any:
    return Organization.objects.filter(shared_requests=KEY)


def _asked_beside(actor: Actor, moment: Moment | None) -> Any:
    """The keys of the ministries that are asked beside the one in charge."""
    return Asking.objects.filter(local_request=KEY).order_by().values_list("ministry", flat=True)


def _askings(actor: Actor, moment: Moment | None) -> Any:
    return Asking.objects.filter(local_request=KEY)


def _stands(actor: Actor, moment: Moment | None) -> Any:
    """Who was asked and waited for, now or then."""
    return _standing(actor, moment).only("asked", "waiting", "lead_ministry")


def _handovers(actor: Actor, moment: Moment | None) -> Any:
    rows = Handover.objects.visible_to(actor).filter(local_request=KEY)
    return rows.select_related("ministry", "proposed", "given_to")


def _ministries(actor: Actor, moment: Moment | None) -> Any:
    """Those that were asked, now or then."""
    keys = Func(F("asked"), function="jsonb_object_keys", output_field=TextField())
    rows = _standing(actor, moment).filter(asked__isnull=False)
    rows = rows.annotate(each=Cast(keys, BigIntegerField())).values("each")
    return Organization.objects.filter(pk__in=rows)


def _then(actor: Actor, moment: Moment | None) -> Any:
    """Where it stood, as far as the reader saw it."""
    return _standing(actor, moment).for_list()


def _asked_then(actor: Actor, moment: Moment | None) -> Any:
    """The ministries that were asked beside the one in charge."""
    asked = Func(F("co_ministries"), function="unnest")
    rows = _standing(actor, moment).annotate(body=asked).values("body")
    return Organization.objects.filter(pk__in=rows)


def _standing(actor: Actor, moment: Moment | None) -> Any:
    return Standing.objects.when(moment).visible_to(actor).filter(local_request=KEY)


def _previous(actor: Actor, moment: Moment | None) -> Any:
    return _beside(actor, moment).filter(serial__lt=SERIAL).order_by("-serial")[:1]


def _next(actor: Actor, moment: Moment | None) -> Any:
    return _beside(actor, moment).filter(serial__gt=SERIAL).order_by("serial")[:1]


def _beside(actor: Actor, moment: Moment | None) -> Any:
    rows = Standing.objects.when(moment).visible_to(actor).live().filter(forum=FORUM)
    shown = ("local_request__number", "local_request__forum")
    return rows.select_related("local_request").only("serial", *shown)


def _commitments(actor: Actor, moment: Moment | None) -> Any:
    rows = Commitment.objects.filter(answers=KEY).visible_to(actor).live()
    return rows.select_related("organization")


def _relatives(actor: Actor, moment: Moment | None) -> Any:
    """The requests around it that the reader sees; `is_related` marks those linked to it,
    `is_alike` those of its group."""
    linked = LocalRequest.related.through.objects.filter(
        from_localrequest=KEY, to_localrequest=OuterRef("pk")
    )
    rows = LocalRequest.objects.visible_to(actor).filter(kinship.around(KEY))
    rows = rows.select_related("organization")
    marked = rows.annotate(is_related=Exists(linked), is_alike=kinship.asking_the_same(KEY))
    return marked.order_by("number")


def _joined_alike(actor: Actor, moment: Moment | None) -> Any:
    """The keys of the bodies that joined requests of its group, as far as the reader knows."""
    rows = Joining.objects.visible_to(actor).accepted()
    rows = rows.filter(kinship.asking_the_same(KEY, "local_request")).order_by()
    return rows.values_list("organization", flat=True)


def _following(actor: Actor, moment: Moment | None) -> Any:
    """The reader's own following of it."""
    return Following.objects.filter(local_request=KEY, person=READER).order_by()


def _taken_up(actor: Actor, moment: Moment | None) -> Any:
    """What sessions did with it, as the reader may know."""
    return quotations.handlings(actor).filter(local_request=KEY).select_related("meeting__body")


def _thread(actor: Actor, moment: Moment | None) -> Any:
    """The keys of its thread, seen or not."""
    rows = LocalRequest.objects.filter(kinship.in_thread_of(KEY)).order_by()
    return rows.values_list("pk", flat=True)


def _merged(actor: Actor, moment: Moment | None) -> Any:
    """The requests that went into it, also by way of others, that the reader sees."""
    rows = LocalRequest.objects.visible_to(actor).filter(kinship.merged_into(KEY))
    return rows.select_related("organization")


def _due_changes(actor: Actor, moment: Moment | None) -> Any:
    rows = DueChange.objects.filter(local_request=KEY)
    return rows.select_related("ministry", "changed_by", "slip")


OF_REQUEST: Mapping[str, Question] = {
    **SAID,
    "corrections": _corrections,
    "follow_ups": _follow_ups,
    "uncounted": _uncounted,
    "passages": _passages,
    "spoken_at": _spoken_at,
    "handlings": _handlings,
    "blacked_out": _blacked_out,
    "told": _told,
    "points": _points,
    "belonging": _belonging,
    "co_ministries": _co_ministries,
    "asked_beside": _asked_beside,
    "askings": _askings,
    "stands": _stands,
    "handovers": _handovers,
    "ministries": _ministries,
    "then": _then,
    "asked_then": _asked_then,
    "previous": _previous,
    "next": _next,
    "commitments": _commitments,
    "relatives": _relatives,
    "thread": _thread,
    "joined_alike": _joined_alike,
    "following": _following,
    "taken_up": _taken_up,
    "merged": _merged,
    "due_changes": _due_changes,
}


def _answered(actor: Actor, moment: Moment | None) -> Any:
    """The requests that a commitment answers."""
    rows = LocalRequest.objects.visible_to(actor).filter(answered_by=KEY).live()
    return rows.select_related("organization")


OF_COMMITMENT: Mapping[str, Question] = {
    "answered": _answered,
    "corrections": lambda actor, _: _corrections_on(Commitment, actor),
    "follow_ups": lambda actor, _: _tasks_on(Commitment, actor).filter(object_id=KEY),
    "uncounted": _uncounted_on_commitment,
    "passages": lambda actor, _: quotations.quoted(actor).filter(commitment=KEY),
    "spoken_at": lambda actor, _: quotations.places_of(commitment=KEY),
    "blacked_out": _blacked_out,
    "told": _told,
    "points": _points,
}
