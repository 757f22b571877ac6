"""発言: turns at speaking as one version of the minutes holds them."""

from __future__ import annotations

from functools import lru_cache

import pgtrigger
from django.db import models
from django.urls import get_script_prefix, reverse

from meetings.enums import DirectionKind, Side
from meetings.models.meeting import Attendance
from meetings.models.source import MinutesSource
from meetings.querysets import InMinutesQuerySet
from searching.noticing import noticed

QUOTED_BY = (("requests", "local_request_id"), ("commitments", "commitment_id"))


def quotes_noticed(group: str, column: str) -> pgtrigger.Trigger:
    """A speech of a public edition is written anew: so is what is quoted in its words."""
    return pgtrigger.Trigger(
        name=f"searched_{group}",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("text"),
        func=(
            'INSERT INTO searching_change ("group", owner)'
            f" SELECT '{group}', {column} FROM meetings_passage"
            f" WHERE public_speech_id = NEW.id AND {column} IS NOT NULL; RETURN NULL;"
        ),
    )


@lru_cache(maxsize=10_000)
def _minutes(prefix: str, meeting: int | None) -> str:
    """The address of a meeting: lists ask for those of hundreds of speeches."""
    return reverse("meetings:detail", args=(meeting,))


class Speech(models.Model):
    """One turn, in order, with its label as printed and the attendance it resolves to.

    `side` is the speaker's, or where nobody in the list fits what the label itself tells (a
    heading such as 地方自治体発言); "" where it is not known. `text` is the repaired text with one
    newline between paragraphs; all positions count its characters.

    `index` is its place in this edition. `number` is its address: the same in every edition that
    has the speech (`meetings.minutes.editions.numbering`), and given once in a meeting.
    """

    source = models.ForeignKey(MinutesSource, on_delete=models.PROTECT, related_name="speeches")
    index = models.PositiveIntegerField("順番")
    number = models.PositiveIntegerField("番号")
    label = models.CharField("発言者（議事要旨の表記）", max_length=200)
    attendance = models.ForeignKey(
        Attendance,
        verbose_name="発言者",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="speeches",
    )
    side = models.CharField("立場", max_length=20, choices=Side.choices, blank=True)
    text = models.TextField("発言")

    objects = InMinutesQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "発言"
        ordering = ("index",)
        constraints = (
            models.UniqueConstraint(
                fields=("source", "index"), name="meetings_speech_index_is_unique"
            ),
            models.UniqueConstraint(
                fields=("source", "number"), name="meetings_speech_number_is_unique"
            ),
        )
        triggers = (
            noticed("speeches", "text", "label", "attendance_id"),
            *(quotes_noticed(group, column) for group, column in QUOTED_BY),
        )

    def __str__(self) -> str:
        return f"{self.index} {self.label}"

    def get_absolute_url(self) -> str:
        return self.address(self.source.meeting_id, self.number)

    @staticmethod
    def address(meeting: int | None, number: int) -> str:
        """Where the speech of this number is read, in the minutes of this meeting (key)."""
        return f"{_minutes(get_script_prefix(), meeting)}speeches/{number}/"

    @property
    def is_local(self) -> bool:
        """Said by the local side: every sentence of it has to be read."""
        return self.side == Side.LOCAL


class StageDirection(models.Model):
    """A direction in brackets; `position` is set where it stands inside a speech."""

    source = models.ForeignKey(
        MinutesSource, on_delete=models.CASCADE, related_name="stage_directions"
    )
    after_speech = models.PositiveIntegerField("直前の発言の順番")
    inside = models.BooleanField("発言の途中")
    position = models.PositiveIntegerField("発言の中の位置", null=True, blank=True)
    text = models.CharField("ト書き", max_length=300)
    kind = models.CharField("種別", max_length=20, choices=DirectionKind.choices)

    class Meta:
        verbose_name = verbose_name_plural = "ト書き"
        ordering = ("after_speech", "position", "pk")

    def __str__(self) -> str:
        return self.text


class MinutesDecision(models.Model):
    """決定: declared by words in a speech, confirmed by a stage direction."""

    source = models.ForeignKey(MinutesSource, on_delete=models.CASCADE, related_name="decisions")
    speech = models.ForeignKey(Speech, on_delete=models.CASCADE, related_name="decisions")
    quote = models.TextField("決定の言葉")
    confirmed_by = models.CharField("確認した動作", max_length=300, blank=True)

    objects = InMinutesQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "決定"
        ordering = ("pk",)
        triggers = (noticed("minutes_decisions", "quote", "confirmed_by"),)

    def __str__(self) -> str:
        return self.quote
