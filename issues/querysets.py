"""Which rows: the only place that says who may see what."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from accounts import rules
from accounts.rules import Actor
from issues.among import Keys, among, hashed
from issues.enums import (
    LIVE,
    OPEN,
    PUBLISHABLE,
    CommitmentStatus,
    FollowUpStatus,
    JoiningStatus,
    OpinionStatus,
    ReplyStatus,
)
from issues.hearing import heard_by
from issues.search import matches
from publication.models import Removal
from workflow.models import HistoryEntry

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from issues.models import (  # noqa: F401
        Commitment,
        DiscussionPoint,
        Export,
        FollowUp,
        Forum,
        LocalRequest,
        Opinion,
        ProgressNote,
        Reply,
        ReplyAttachment,
    )


class DiscussionPointQuerySet(models.QuerySet["DiscussionPoint"]):
    """Which points."""

    def of_forum(self, forum: Forum | None) -> Self:
        """Of this 協議の場, the retired ones among them; of all for None."""
        return self if forum is None else self.filter(forum=forum.pk)

    def offered(self, *, beside: Any = ()) -> Self:
        """Those that something new may belong to; `beside` are the keys of others that stay."""
        return self.filter(Q(retired_on=None) | Q(pk__in=beside))


class LocalRequestQuerySet(models.QuerySet["LocalRequest"]):
    """Which requests."""

    def visible_to(self, actor: Actor) -> Self:
        """Published ones for everybody; all for the secretariat and the working team; a
        ministry also those put to it; a local government also its own and those that let it
        join."""
        if rules.sees_everything(actor):
            return self
        return self.filter(Q(published_at__isnull=False) | self._read_inside(actor, hashed))

    def of_forum(self, forum: Forum | None) -> Self:
        """Of this 協議の場; of all for None."""
        return self if forum is None else self.filter(forum=forum.pk)

    def read_inside_by(self, actor: Actor) -> Self:
        """Those that somebody outside the team reads before their publication."""
        return self.filter(self._read_inside(actor, hashed))

    def _read_inside(self, actor: Actor, keys: Keys) -> Q:
        membership = rules.acting(actor)
        inside = Q(pk__in=())
        if membership is None:
            return inside
        mine = membership.organization_id
        if rules.is_ministry(actor):
            inside |= self._put_to(mine, keys)
        if rules.is_local(actor):
            inside |= self._followed_by(mine, keys)
        return inside

    def concerning(self, organization_id: int) -> Self:
        """Asked or joined by this local government or association; asking to join is not enough."""
        return self.filter(
            Q(organization=organization_id) | among("pk", self._joined("joinings", organization_id))
        )

    def followed_by(self, organization_id: int) -> Self:
        """The same, and merged requests that it had joined before they were merged."""
        return self.filter(self._followed_by(organization_id, among))

    def _followed_by(self, organization_id: int, keys: Keys) -> Q:
        joined, carried = self.keys_joined_by(organization_id)
        return Q(organization=organization_id) | keys("pk", joined) | keys("pk", carried)

    def keys_joined_by(self, organization_id: int) -> tuple[Any, Any]:
        """Queries of the keys of those that it joined, and of merged ones that it had joined before
        they were merged."""
        return (
            self._joined("joinings", organization_id),
            self._joined("carried_joinings", organization_id),
        )

    def _joined(self, relation: str, organization_id: int) -> Any:
        field: Any = self.model._meta.get_field(relation).remote_field
        rows = field.model._default_manager.filter(
            organization=organization_id, status=JoiningStatus.ACCEPTED
        )
        return rows.exclude(**{field.name: None}).order_by().values(field.name)

    def put_to(self, organization_id: int) -> Self:
        """Led or shared by this ministry."""
        return self.filter(self._put_to(organization_id, among))

    def shared_by(self, organization_id: int) -> Self:
        """Those that this ministry is asked about as well, though another one may lead them."""
        return self.filter(self._shared_by(organization_id, among))

    def _put_to(self, organization_id: int, keys: Keys) -> Q:
        return Q(lead_ministry=organization_id) | self._shared_by(organization_id, keys)

    def keys_shared_by(self, organization_id: int) -> Any:
        """A query of the keys of those."""
        asked: Any = self.model._meta.get_field("co_ministries").remote_field
        rows = asked.through._default_manager.filter(organization=organization_id)
        return rows.values("localrequest")

    def _shared_by(self, organization_id: int, keys: Keys) -> Q:
        return keys("pk", self.keys_shared_by(organization_id))

    def heard_by(self, actor: Actor) -> Self:
        """With the newest words of the voices that the actor may hear, beside each row."""
        rows: Self = heard_by(self, actor)
        return rows

    def live(self) -> Self:
        """All but the withdrawn and merged ones."""
        return self.filter(status__in=LIVE)

    def publishable(self) -> Self:
        """All but the withdrawn ones."""
        return self.filter(status__in=PUBLISHABLE)

    def open(self) -> Self:
        """Not settled, withdrawn or merged."""
        return self.filter(status__in=OPEN)

    def with_words(self, query: str) -> Self:
        """Those that hold every word of `query`, 全角/半角 alike."""
        return self.filter(matches(query))

    def for_list(self) -> Self:
        """All that a row of a list shows, in a fixed number of queries."""
        rows = self.with_answerer()
        return rows.prefetch_related(
            models.Prefetch("request_points", queryset=_points(self.model, "request_points"))
        )

    def with_answerer(self) -> Self:
        """With whoever asked and leads; `answered_by_name` is the ministry that handed in the
        newest reply (see `standing.answerer`)."""
        replies: Any = self.model._meta.get_field("replies").related_model
        answers = replies._default_manager.filter(local_request=OuterRef("pk"))
        answers = answers.exclude(status=ReplyStatus.DRAFT)
        newest = answers.order_by("-submitted_at", "-pk").values("ministry__name")[:1]
        rows = self.annotate(answered_by_name=Subquery(newest))
        return rows.select_related("organization", "lead_ministry")

    def without_texts(self) -> Self:
        """For rows that show none of the long texts."""
        return self.defer("ask", "trouble", "search_text", "search_grams")


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Which commitments."""

    def visible_to(self, actor: Actor) -> Self:
        """Published ones for everybody; all for the secretariat and the working team; a
        ministry also its own."""
        if rules.sees_everything(actor):
            return self
        visible = Q(published_at__isnull=False)
        membership = rules.acting(actor)
        if membership is not None and rules.is_ministry(actor):
            visible |= Q(organization=membership.organization_id)
        return self.filter(visible)

    def of_forum(self, forum: Forum | None) -> Self:
        """Of this 協議の場; of all for None."""
        return self if forum is None else self.filter(forum=forum.pk)

    def live(self) -> Self:
        """All but the retracted ones."""
        return self.exclude(status=CommitmentStatus.RETRACTED)

    def with_words(self, query: str) -> Self:
        """Those that hold every word of `query`, 全角/半角 alike."""
        return self.filter(matches(query))

    def for_list(self) -> Self:
        """All that a row of a list shows, in a fixed number of queries."""
        return self.select_related("organization").prefetch_related(
            models.Prefetch("commitment_points", queryset=_points(self.model, "commitment_points"))
        )


_HANDED_IN = ~Q(status=ReplyStatus.DRAFT) & Q(submitted_at__isnull=False)


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Which replies."""

    def visible_to(self, actor: Actor) -> Self:
        """Published ones on visible requests for everybody; from submission on for the team and
        the parties to the request; drafts for the ministry that writes them alone."""
        membership = rules.acting(actor)
        mine = membership.organization_id if membership else None
        seen, handed_in = Q(status=ReplyStatus.PUBLISHED), _HANDED_IN
        if rules.sees_everything(actor):
            return self.filter(seen | handed_in)  # on whichever request
        if mine is not None and rules.is_ministry(actor):
            asked_too = _requests(self.model).keys_shared_by(mine)
            seen |= Q(ministry=mine) | (handed_in & hashed("local_request", asked_too))
        if mine is not None and rules.is_local(actor):
            seen |= handed_in & _party(self.model, "local_request", mine)
        visible = _requests(self.model).visible_to(actor).values("pk")
        return self.filter(seen, local_request__in=visible)

    def handed_in(self) -> Self:
        """All that the parties to their request read, published or not."""
        return self.filter(_HANDED_IN)

    def counting_at(self, moment: datetime, known: datetime | None = None) -> Self:
        """Of all that are kept, those handed in and not taken back by that moment, as far as that
        had been written down by `known` (None: by now)."""
        rows = self.filter(_not_taken_back(moment), submitted_at__lte=moment)
        return rows if known is None else rows.filter(_written_down(self.model, "submit", known))

    def newest(self) -> Self:
        """Newest edition of the newest round first."""
        return self.order_by("-round", "-edition")


class ReplyAttachmentQuerySet(models.QuerySet["ReplyAttachment"]):
    """Which files of replies."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of visible replies. One that was taken down stays with the team and with the
        ministry that handed it in."""
        replies = self.model._meta.apps.get_model("issues", "Reply")._default_manager.all()
        rows = self.filter(reply__in=replies.visible_to(actor).values("pk"))
        if rules.sees_everything(actor):
            return rows
        kept = ~Q(pk__in=Removal.objects.taken_down(self.model))
        if (membership := rules.acting(actor)) is not None and rules.is_ministry(actor):
            kept |= Q(reply__ministry=membership.organization_id)
        return rows.filter(kept)


class OpinionQuerySet(models.QuerySet["Opinion"]):
    """Which opinions."""

    def visible_to(self, actor: Actor) -> Self:
        """Published ones for everybody; before that for the team, the organization that gave it,
        the parties to the request and the ministry that is answered."""
        membership = rules.acting(actor)
        mine = membership.organization_id if membership else None
        seen = Q(status=OpinionStatus.PUBLISHED)
        if rules.sees_everything(actor):
            return self
        if mine is not None and (rules.is_local(actor) or rules.is_ministry(actor)):
            seen |= Q(organization=mine) | Q(reply__ministry=mine)
            seen |= _party(self.model, "reply__local_request", mine)
        visible = _requests(self.model).visible_to(actor).values("pk")
        return self.filter(seen, reply__local_request__in=visible)

    def counting_at(self, moment: datetime, known: datetime | None = None) -> Self:
        """Of all that are kept, those given and not taken back by that moment, as far as that had
        been written down by `known` (None: by now)."""
        rows = self.filter(_not_taken_back(moment), given_at__lte=moment)
        return rows if known is None else rows.filter(_written_down(self.model, "give", known))

    def standing(self, *, of: Any = None) -> Self:
        """Each organization's newest word in each round: it replaces what the organization said
        to an earlier edition of the reply. `of`: the requests (keys) whose opinions these are, so
        that the database looks for later words among theirs and not among all."""
        later = self.model._default_manager.filter(
            organization=OuterRef("organization"),
            reply__local_request=OuterRef("reply__local_request"),
            reply__round=OuterRef("reply__round"),
            pk__gt=OuterRef("pk"),
        )
        if of is not None:
            later = later.filter(reply__local_request__in=of)
        return self.exclude(Exists(later))


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Which follow-ups."""

    def visible_to(self, actor: Actor) -> Self:
        """The team's, and those of the organization that has to act. A requester sees the
        follow-ups on its requests: each change of a due date is told to it."""
        if rules.sees_everything(actor):
            return self
        if (membership := rules.acting(actor)) is None:
            return self.none()
        mine = membership.organization_id
        visible = Q(organization=mine)
        if rules.is_local(actor):
            requests = _requests(self.model)
            visible |= Q(
                content_type__app_label="issues",
                content_type__model="localrequest",
                object_id__in=requests.followed_by(mine).values("pk"),
            )
        return self.filter(visible)

    def of_forum(self, forum: Forum | None) -> Self:
        """On what belongs to this 協議の場; all for None."""
        if forum is None:
            return self
        return self.filter(_of_forum(self.model, forum))

    def open(self) -> Self:
        """Still to be done."""
        return self.filter(status=FollowUpStatus.OPEN)

    def overdue(self, on: date) -> Self:
        """Still to be done though the due date has passed on that day."""
        return self.open().filter(due_on__lt=on)


def _of_forum(model: Any, forum: Forum) -> Q:
    """A follow-up's subject is a request, a point, a commitment or a meeting."""
    own = Q(pk__in=())
    for app, name, path in (
        ("issues", "localrequest", "forum"),
        ("issues", "discussionpoint", "forum"),
        ("issues", "commitment", "forum"),
        ("meetings", "meeting", "body__forum"),
    ):
        rows = model._meta.apps.get_model(app, name)._default_manager.filter(**{path: forum.pk})
        own |= Q(
            content_type__app_label=app,
            content_type__model=name,
            object_id__in=rows.order_by().values("pk"),
        )
    return own


class ProgressNoteQuerySet(models.QuerySet["ProgressNote"]):
    """Which notes on a follow-up."""

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)


class ExportQuerySet(models.QuerySet["Export"]):
    """Which files that somebody asked for."""

    def owned_by(self, actor: Actor, *, visitor: str = "") -> Self:
        """Those that the actor asked for under the membership it acts under now; of somebody
        without sign-in those that bear the word in its session."""
        if not actor.is_authenticated:
            return self.filter(asked_by=None, visitor=visitor) if visitor else self.none()
        membership = rules.acting(actor)
        return self.filter(asked_by=actor.pk, membership=membership.pk if membership else None)


def _not_taken_back(moment: datetime) -> Q:
    return Q(taken_back_at=None) | Q(taken_back_at__gt=moment)


def _written_down(model: type[models.Model], verb: str, known: datetime) -> Q:
    entries = HistoryEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), verb=verb, recorded_at__lte=known
    )
    return Q(pk__in=entries.values("object_id"))


def _party(model: Any, request: str, organization_id: int) -> Q:
    """On a request that the organization asked or joined."""
    return hashed(request, _requests(model).followed_by(organization_id).order_by().values("pk"))


def _requests(model: Any) -> Any:
    return model._meta.apps.get_model("issues", "LocalRequest")._default_manager.all()


def _points(model: Any, relation: str) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = model._meta.get_field(relation).related_model.objects.all()
    return rows.select_related("point")
