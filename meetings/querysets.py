"""Which rows: the only place that says who may see which meetings and minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When

from accounts import rules
from accounts.rules import Actor
from issues.enums import CommitmentStatus, RequestStatus
from issues.models import Commitment, LocalRequest
from meetings.enums import (
    AnchorStatus,
    HandlingOutcome,
    ImportStatus,
    SuggestionStatus,
    TrialStatus,
)
from publication.models import Removal

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from issues.models import Forum
    from meetings.models import (  # noqa: F401
        ForumWord,
        Handling,
        Meeting,
        MinutesImport,
        MinutesSource,
        Passage,
        PointMemo,
        ReportAddition,
        Sentence,
        SessionDecision,
        Suggestion,
        WordTrial,
    )


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Which meetings."""

    def visible_to(self, actor: Actor) -> Self:
        """Those with published minutes for everybody; all for the secretariat and the working
        team; whoever sat there also sees the meeting before its minutes are published."""
        if rules.sees_everything(actor):
            return self
        visible = Q(published_at__isnull=False)
        if (membership := rules.acting(actor)) is not None:
            present = self.model._meta.apps.get_model("meetings", "Attendance")._default_manager
            here = present.filter(organization=membership.organization_id, listed=True)
            visible |= Q(published_at__isnull=True, pk__in=here.values("meeting"))
        return self.filter(visible)

    def of_forum(self, forum: Forum | None) -> Self:
        """Of the bodies of this 協議の場; of all for None."""
        return self if forum is None else self.filter(body__forum=forum.pk)


class SessionTextQuerySet(models.QuerySet[Any]):
    """Which lines of a session's papers."""

    def visible_to(self, actor: Actor) -> Self:
        """Those that stand now for the team, and, before the meeting is public, for whoever sat
        there. Of a public meeting everybody else reads those that were published with it."""
        now = Q(replaced_at__isnull=True)
        if rules.sees_everything(actor):
            return self.filter(now)
        meetings = self.model._meta.apps.get_model("meetings", "Meeting")._default_manager.all()
        public = Q(meeting__published_at__isnull=False)
        return self.filter(
            (public & Q(published_at__isnull=False)) | (~public & now),
            meeting__in=meetings.visible_to(actor).values("pk"),
        )


class ReportAdditionQuerySet(models.QuerySet["ReportAddition"]):
    """Which additions to frozen reports."""

    def visible_to(self, actor: Actor) -> Self:
        """All for the team, the published ones for everybody else who sees the meeting."""
        if rules.sees_everything(actor):
            return self
        return self.filter(published_at__isnull=False)


class HandlingQuerySet(models.QuerySet["Handling"]):
    """Which matters of which sessions."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of visible sessions, without the requests that the actor does not see. Of a public
        session outsiders see what was published with it: `seen_outcome` and `seen_item` are what
        was done, and under which line, as the actor may know."""
        meetings = self.model._meta.apps.get_model("meetings", "Meeting")._default_manager.all()
        rows = self.filter(
            Q(point__isnull=False)
            | Q(local_request__in=LocalRequest.objects.visible_to(actor).values("pk")),
            meeting__in=meetings.visible_to(actor).values("pk"),
        )
        if rules.sees_everything(actor):
            return rows.annotate(seen_outcome=F("status"), seen_item=F("agenda_item"))
        public = Q(meeting__published_at__isnull=False)
        return rows.filter(~public | Q(published_at__isnull=False)).annotate(
            seen_outcome=Case(When(public, then=F("published_outcome")), default=F("status")),
            seen_item=Case(When(public, then=F("published_item")), default=F("agenda_item")),
        )

    def unfinished(self) -> Self:
        """Not handled, or carried over to the next session."""
        return self.filter(status__in=(HandlingOutcome.PLANNED, HandlingOutcome.CARRIED_OVER))


class PointMemoQuerySet(models.QuerySet["PointMemo"]):
    """Which running summaries."""

    def visible_to(self, actor: Actor) -> Self:
        """The secretariat's and the working team's alone, before and after a session is closed."""
        return self if rules.sees_everything(actor) else self.none()


class ImportQuerySet(models.QuerySet["MinutesImport"]):
    """Which imports."""

    def visible_to(self, actor: Actor) -> Self:
        """The secretariat's and the working team's alone."""
        return self if rules.sees_everything(actor) else self.none()

    def unfinished(self) -> Self:
        """Neither saved nor given up."""
        return self.exclude(status__in=(ImportStatus.SAVED, ImportStatus.DISCARDED))


class MinutesSourceQuerySet(models.QuerySet["MinutesSource"]):
    """Which editions of minutes."""

    def visible_to(self, actor: Actor) -> Self:
        """All for the secretariat and the working team. For everybody else those that were
        published, of meetings that are public; and whoever sat in a meeting that is not public
        yet reads its current edition, no earlier one."""
        if rules.sees_everything(actor):
            return self
        visible = Q(published_at__isnull=False, meeting__published_at__isnull=False)
        if rules.acting(actor) is not None:
            meetings = self.model._meta.apps.get_model("meetings", "Meeting")._default_manager
            internal = meetings.visible_to(actor).filter(published_at__isnull=True)
            visible |= Q(pk__in=internal.values("current_source"))
        return self.filter(visible)

    def newest(self) -> MinutesSource | None:
        """The one that stands for the minutes, of the editions of one meeting."""
        return self.order_by("edition").last()

    def as_read_by(self, actor: Actor) -> Self:
        """The one of each meeting that the actor reads as its minutes (as
        `meetings.review.reading_view.source_for`): the current one for the team, else the newest
        one that the actor sees."""
        if rules.sees_everything(actor):
            return self.filter(meeting__current_source=F("pk"))
        later = self.model._default_manager.visible_to(actor).filter(
            meeting=OuterRef("meeting"), edition__gt=OuterRef("edition")
        )
        return self.visible_to(actor).filter(~Exists(later))


class InMinutesQuerySet(models.QuerySet[Any]):
    """Which speeches, and which decisions that are told in them."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the minutes as the actor reads them now."""
        sources = self.model._meta.apps.get_model("meetings", "MinutesSource")._default_manager
        return self.filter(source__in=sources.as_read_by(actor).values("pk"))


class SessionDecisionQuerySet(models.QuerySet["SessionDecision"]):
    """Which decisions of sessions."""

    def visible_to(self, actor: Actor) -> Self:
        """The secretariat's and the working team's alone, before and after a session is closed."""
        return self if rules.sees_everything(actor) else self.none()


class PassageQuerySet(models.QuerySet["Passage"]):
    """Which passages."""

    def visible_to(self, actor: Actor) -> Self:
        """Those whose record the actor sees, in words that the actor may read: where they stand
        now, or (`Passage.as_public`) where they stood in the edition that is public. One that was
        taken down stays with the team."""
        rows = self.filter(
            Q(local_request__in=LocalRequest.objects.visible_to(actor).values("pk"))
            | Q(commitment__in=Commitment.objects.visible_to(actor).values("pk"))
        )
        if rules.sees_everything(actor):
            return rows
        open_ones = self._editions().visible_to(actor).values("pk")
        return rows.filter(
            Q(speech__source__in=open_ones) | Q(public_speech__source__in=open_ones)
        ).exclude(pk__in=Removal.objects.taken_down(self.model))

    def read_as_they_stand(self, actor: Actor) -> Self:
        """Those whose present words the actor reads where they are quoted: with the edition they
        stand in, or, on a record that is not public, as they were put before the actor. The same
        rule for one passage: `issues.history.quotations`."""
        if rules.sees_everything(actor):
            return self
        read = self._editions().visible_to(actor).values("pk")
        bare = Q(speech__source__meeting__current_source=F("speech__source"))
        bare &= Q(local_request__published_at=None, commitment__published_at=None)
        bare &= Q(public_speech=None) | ~Q(public_speech__source__in=read)
        return self._on_what_is_seen(actor).filter(Q(speech__source__in=read) | bare)

    def read_as_public(self, actor: Actor) -> Self:
        """Those that the actor reads in the words of the public edition (`Passage.as_public`)."""
        if rules.sees_everything(actor):
            return self.none()
        read = self._editions().visible_to(actor).values("pk")
        rows = self._on_what_is_seen(actor).exclude(speech__source__in=read)
        return rows.filter(public_speech__source__in=read)

    def _on_what_is_seen(self, actor: Actor) -> Self:
        """Asked of each passage by itself: who asks looks at a few of very many."""
        requests = LocalRequest.objects.visible_to(actor).filter(pk=OuterRef("local_request"))
        commitments = Commitment.objects.visible_to(actor).filter(pk=OuterRef("commitment"))
        return self.filter(Exists(requests) | Exists(commitments)).exclude(
            pk__in=Removal.objects.taken_down(self.model)
        )

    def _editions(self) -> Any:
        return self.model._meta.apps.get_model("meetings", "MinutesSource")._default_manager.all()

    def live(self) -> Self:
        """Those of records that have not been taken back."""
        return self.exclude(local_request__status=RequestStatus.WITHDRAWN).exclude(
            commitment__status=CommitmentStatus.RETRACTED
        )

    def to_check(self) -> Self:
        """Those whose words could not be found again with certainty, and that no person has
        decided on."""
        return self.filter(
            anchor_status__in=(AnchorStatus.DOUBTFUL, AnchorStatus.GONE), anchor_settled_at=None
        )


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Which suggestions."""

    def pending(self) -> Self:
        """Not decided yet."""
        return self.filter(status=SuggestionStatus.PENDING)


class SentenceQuerySet(models.QuerySet["Sentence"]):
    """Which sentences of local speakers."""

    def with_links(self) -> Self:
        """Annotates `linked`: a passage of a live record overlaps the sentence."""
        passages = self.model._meta.apps.get_model("meetings", "Passage")._default_manager
        overlapping = passages.live().filter(
            speech=OuterRef("speech"), start__lt=OuterRef("end"), end__gt=OuterRef("start")
        )
        return self.annotate(linked=Exists(overlapping))

    def open(self) -> Self:
        """Neither linked nor marked as no request."""
        return self.with_links().filter(linked=False, cleared_at__isnull=True)


class ForumWordQuerySet(models.QuerySet["ForumWord"]):
    """Which words of forums."""

    def visible_to(self, actor: Actor) -> Self:
        """For the secretariat and the working team."""
        return self if rules.sees_everything(actor) else self.none()


class WordTrialQuerySet(models.QuerySet["WordTrial"]):
    """Which trials of words."""

    def visible_to(self, actor: Actor) -> Self:
        """For the secretariat, who may keep what was tried."""
        return self if rules.is_secretariat(actor) else self.none()

    def open(self) -> Self:
        """Neither kept nor dropped."""
        return self.exclude(status__in=(TrialStatus.KEPT, TrialStatus.DROPPED))
