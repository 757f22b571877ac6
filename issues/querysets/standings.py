"""Which standings: now, or at a time as it was known at another; and what a reader sees of them."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When

from accounts import rules
from accounts.rules import Actor
from issues.enums import LIVE
from issues.querysets.among import hashed
from issues.querysets.local_requests import read_inside

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from issues.models import Forum, Standing  # noqa: F401
    from issues.standing.moments import Moment

UNANSWERED, AWAITED = "unanswered", "awaited"
"""What became of a request without an answer: its date has passed, or not."""


class StandingQuerySet(models.QuerySet["Standing"]):
    """Which stretches. Every question names a time first: `now` or `at`."""

    _of_now = False

    def _clone(self) -> Self:
        rows: Self = super()._clone()  # type: ignore[misc]
        rows._of_now = self._of_now
        return rows

    def now(self) -> Self:
        """One row for each request."""
        rows = self.filter(_NOW)
        rows._of_now = True
        return rows

    def at(self, counted: datetime, *, known: datetime | None = None) -> Self:
        """One row for each request that had come up by `counted`, by what was known at `known`
        (None: by what is known now)."""
        return self.filter(_holds(counted, known))

    def when(self, moment: Moment | None) -> Self:
        """As of a closed session, or now."""
        return self.now() if moment is None else self.at(moment.at, known=moment.known)

    def with_status_before(self, moment: Moment) -> Self:
        """With `status_before`, the status as of an earlier session; NULL for what is new since.
        Another row is looked for only where this one did not hold then."""
        before = self.model._default_manager.when(moment)
        before = before.filter(local_request=OuterRef("local_request"))
        held = When(_holds(moment.at, moment.known), then=F("status"))
        return self.annotate(
            status_before=Case(held, default=Subquery(before.values("status")[:1]))
        )

    def belated(self) -> Self:
        """Those that were written down later than they count from."""
        return self.filter(known_from__gt=F("counted_from"))

    def ended_since(self, moment: Moment) -> Self:
        """Of the rows of `when(moment)`, those that do not stand so any more."""
        ended = Q(counted_to__gt=moment.at)
        return self.filter(ended if moment.known is None else ended | Q(known_to__gt=moment.known))

    def begun_between(self, earlier: Moment, later: Moment | None) -> Self:
        """Of the rows of `when(later)`, those that did not hold at an earlier moment yet: only they
        can tell of a change. Where the later moment was known earlier than the other, all."""
        known = later.known if later is not None else None
        if later is not None and later.at < earlier.at:
            return self
        if known is not None and (earlier.known is None or known < earlier.known):
            return self
        begun = Q(counted_from__gt=earlier.at)
        if earlier.known is not None:
            begun |= Q(known_from__gt=earlier.known)
        return self.filter(begun)

    def visible_to(self, actor: Actor, *, of_one: bool = False) -> Self:
        """Those of requests that were public then, and of those that the actor reads before their
        publication (`LocalRequestQuerySet.visible_to`). `of_one`: asked of one request at a time,
        where working out the keys of all of them would not pay."""
        if rules.sees_everything(actor):
            return self
        visible = Q(published=True)
        if rules.acting(actor) is not None:
            if self._of_now:  # what a request is now stands in its row of now
                visible |= self._read_inside(actor)
            else:
                inside = self._requests().read_inside_by(actor)
                mine = inside.filter(pk=OuterRef("local_request"))
                visible |= (
                    Q(Exists(mine)) if of_one else hashed("local_request", inside.values("pk"))
                )
        return self.filter(visible)

    def readable(self, actor: Actor, *, looking_back: bool) -> Self:
        """`visible_to` for whoever names the time later: of now alone, unless one looks back."""
        return (self if looking_back else self.now()).visible_to(actor)

    def _read_inside(self, actor: Actor) -> Q:
        """The same as `LocalRequestQuerySet.read_inside_by`, of rows of now."""
        followed = partial(self._requests().followed, keys=hashed, name="local_request")
        return read_inside(actor, put_to=_put_to, followed=followed)

    def of_forum(self, forum: Forum | None) -> Self:
        """Of this 協議の場; of all for None."""
        return self if forum is None else self.filter(forum=forum.pk)

    def live(self) -> Self:
        """All but the withdrawn and merged ones."""
        return self.filter(status__in=LIVE)

    def on_point(self, point: int) -> Self:
        """Of this discussion point (key)."""
        return self.filter(points__contains=[point])

    def concerning(self, organization_id: int) -> Self:
        """Asked or joined by this local government or association."""
        return self.filter(_concerning(organization_id))

    def put_to(self, organization_id: int) -> Self:
        """Led or shared by this ministry."""
        return self.filter(_put_to(organization_id))

    def unanswered(self, on: date) -> Self:
        """未回答: a ministry owed a reply and its due date had passed on that day."""
        return self.filter(owed_on__lt=on)

    def seen_by(self, actor: Actor, *, on: date) -> Self:
        """With what the actor sees of the newest reply, of the first one and of the requester's
        view: `class_shown` ("" for none), `dated_shown`, `first_shown`, `stance_shown`; since when
        it reads all of it as it is: `changed_shown`; and `outcome`, a class or `UNANSWERED`,
        `AWAITED`."""
        rows = self.annotate(
            class_shown=_open_or_not("reply_class", actor, _reads_reply),
            dated_shown=_open_or_not("reply_dated", actor, _reads_reply),
            reply_shown=_open_or_not("reply", actor, _reads_reply),
            first_shown=_open_or_not("first_reply", actor, _reads_first_reply),
            stance_shown=_open_or_not("stance", actor, _reads_reply),
            changed_shown=F(changed_by(actor)),
        )
        owed = When(owed_on__lt=on, then=Value(UNANSWERED))
        answered = When(~Q(class_shown=""), then=F("class_shown"))
        return rows.annotate(outcome=Case(answered, owed, default=Value(AWAITED)))

    def disagreeing(self, actor: Actor) -> Self:
        """Where the three voices contradict one another, as far as everybody hears them; for the
        team as far as it does."""
        inside = rules.sees_everything(actor)
        return self.filter(**{"disagreeing" if inside else "open_disagreeing": True})

    def for_list(self) -> Self:
        """All that a row of a list shows, in one query; see `standings.showing.as_requests`."""
        return self.select_related(
            "local_request", "organization", "lead_ministry", "reply_ministry"
        )

    def for_lines(self, *more: str) -> Self:
        """What a line of text shows of a request, and `more` of those that it belongs to, in one
        query; see `showing.in_lines`."""
        return self.select_related("local_request", "organization", *more).only(
            "title",
            "kind",
            "open_title",
            "status",
            "said_on",
            *(
                f"local_request__{name}"
                for name in ("number", "forum", "fictional", "published_at")
            ),
            "organization__full_name",
            *(f"{name}__name" for name in more),
        )

    def _requests(self) -> Any:
        return self.model._meta.apps.get_model("issues", "LocalRequest")._default_manager.all()


_NOW = Q(counted_to=None, known_to=None)


def _concerning(organization_id: int) -> Q:
    return Q(organization=organization_id) | Q(joined__contains=[organization_id])


def _put_to(organization_id: int) -> Q:
    return Q(lead_ministry=organization_id) | Q(co_ministries__contains=[organization_id])


def _holds(counted: datetime, known: datetime | None) -> Q:
    """Which rows held at this time, by what was known then (None: by what is known now)."""
    then = Q(counted_to=None) | Q(counted_to__gt=counted)
    then &= Q(counted_from__lte=counted)
    if known is None:
        return then & Q(known_to=None)
    told = Q(known_to=None) | Q(known_to__gt=known)
    return then & told & Q(known_from__lte=known)


def changed_by(actor: Actor) -> str:
    """The column that tells since when a reader reads what it reads now. Only the team may know
    when something happened of which it alone may know."""
    return "known_from" if rules.sees_everything(actor) else "open_changed_at"


def _open_or_not(name: str, actor: Actor, reads: Any) -> Any:
    """The column that the actor reads: the team's word where it reads that, else everybody's."""
    if rules.sees_everything(actor):
        return F(name)
    inside = reads(actor)
    return (
        F(f"open_{name}")
        if inside is None
        else Case(When(inside, then=F(name)), default=F(f"open_{name}"))
    )


def _reads_reply(actor: Actor) -> Q | None:
    """Where the actor reads the newest reply before its publication: its ministry, those that are
    asked as well, the requester and who joined (as `ReplyQuerySet.visible_to` has it)."""
    membership = rules.acting(actor)
    if membership is None:
        return None
    mine = membership.organization_id
    if rules.is_ministry(actor):
        return Q(reply_ministry=mine) | Q(co_ministries__contains=[mine])
    if rules.is_local(actor):
        return Q(organization=mine) | Q(joined__contains=[mine])
    return None


def _reads_first_reply(actor: Actor) -> Q | None:
    """The same for the first reply: that of the ministry in charge unless it came from another."""
    membership = rules.acting(actor)
    if membership is not None and rules.is_ministry(actor):
        mine = membership.organization_id
        own = Q(lead_ministry=mine) & ~Q(first_reply="other")
        return own | Q(co_ministries__contains=[mine])
    return _reads_reply(actor)
