"""What the rows of a session's papers have in common: each is public by itself."""

from __future__ import annotations

from django.db import models

from meetings.querysets import SessionTextQuerySet


class Working(models.Manager.from_queryset(SessionTextQuerySet)):  # type: ignore[misc]
    """The rows that stand now; those that were replaced are left out."""

    def get_queryset(self) -> SessionTextQuerySet:
        found: SessionTextQuerySet = super().get_queryset()
        return found.filter(replaced_at__isnull=True)


class SessionText(models.Model):
    """A line of a session's papers that the public may read.

    What is written on a public meeting is internal until the meeting is published again. A line
    that is public is therefore never rewritten: a new one takes its place in the work, and
    `replaced_at` tells that it went; outsiders read it until the next publication. `brought_by`
    and `replaced_by` name the edition of the minutes that did so, if it was one.

    `objects` (and so `meeting.documents`) are the lines that stand now; `every` are all.
    """

    position = models.PositiveSmallIntegerField("並び順")
    published_at = models.DateTimeField("公表した日時", null=True, blank=True)
    replaced_at = models.DateTimeField("差し替えた日時", null=True, blank=True)
    brought_by = models.ForeignKey(
        "meetings.MinutesSource",
        verbose_name="もとの議事要旨",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    replaced_by = models.ForeignKey(
        "meetings.MinutesSource",
        verbose_name="差し替えた議事要旨",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = Working()
    every = SessionTextQuerySet.as_manager()

    class Meta:
        abstract = True
