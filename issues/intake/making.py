"""Rows of a sheet made requests: some hundred at a time, each once, whatever stops in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from django.db import connection, transaction

from accounts.models import User
from issues.actions import local_requests
from issues.actions.local_requests import Wanted
from issues.enums import RowOutcome
from issues.intake import known
from issues.models import DiscussionPoint, Intake, IntakeRow
from organizations.models import Organization
from workflow.machine import Refused

AT_ONCE = 200
Told = Callable[[int], None]


class Making:
    """The making of an intake's good rows by the person who asked for it."""

    def __init__(self, intake: Intake, *, by: User) -> None:
        self.intake, self.by = intake, by
        self._points = {point.pk: point for point in DiscussionPoint.objects.all()}
        self._bodies: dict[int, Organization] = {}

    def good_ones(self, told: Told) -> None:
        """Make what is good, batch by batch, each in a transaction of its own. A row that turns out
        not to do stays, with the reason."""
        while rows := self._next():
            with transaction.atomic():
                self._alone()
                self._settle(rows, one_by_one=True)
            told(len(rows))

    @transaction.atomic
    def take_numbers(self) -> dict[int, Iterator[str]]:
        """The numbers that all good rows need."""
        return local_requests.take_numbers(map(self._wanted, self._good()))

    @transaction.atomic
    def all_of_them(self, told: Told, numbers: dict[int, Iterator[str]]) -> None:
        """Make every row, in one transaction, under these numbers. Raises `Refused`, with nothing
        made, where one of them does not do (any more)."""
        self._alone()
        while rows := self._next():
            self._settle(rows, one_by_one=False, left=numbers)
            told(len(rows))

    def _good(self) -> Iterator[IntakeRow]:
        rows = IntakeRow.objects.filter(intake=self.intake).good().order_by("number")
        return rows.iterator(chunk_size=AT_ONCE)

    def _next(self) -> list[IntakeRow]:
        return list(
            IntakeRow.objects.filter(intake=self.intake).good().order_by("number")[:AT_ONCE]
        )

    def _alone(self) -> None:
        """Of one sender's files one alone is made at a time: two might hold the same."""
        sender = Organization.objects.select_for_update(no_key=True)
        sender.get(pk=self.intake.organization_id)

    def _settle(
        self,
        rows: list[IntakeRow],
        *,
        one_by_one: bool,
        left: dict[int, Iterator[str]] | None = None,
    ) -> None:
        known.mark(self.intake, rows)
        wanted = [row for row in rows if row.outcome == RowOutcome.GOOD]
        self._learn(wanted)
        try:
            with transaction.atomic():
                self._make(wanted, left)
        except Refused:
            if not one_by_one:
                raise
            for row in wanted:
                self._try(row)
        self._store(rows)

    @staticmethod
    def _store(rows: Sequence[IntakeRow]) -> None:
        made = [row for row in rows if row.outcome == RowOutcome.MADE]
        others = [row for row in rows if row.outcome != RowOutcome.MADE]
        IntakeRow.objects.bulk_update(others, ("outcome", "local_request", "doubts", "errors"))
        with connection.cursor() as cursor:
            # As `bulk_update` would have it, a case for each row takes as long as the requests.
            cursor.execute(
                "UPDATE issues_intakerow SET outcome = %s, local_request_id = made.request"
                " FROM unnest(%s::bigint[], %s::bigint[]) AS made (row, request)"
                " WHERE issues_intakerow.id = made.row",
                [RowOutcome.MADE, [row.pk for row in made], [row.local_request_id for row in made]],
            )

    def _try(self, row: IntakeRow) -> None:
        try:
            self._make([row], None)
        except Refused as refused:
            row.outcome = RowOutcome.WRONG
            row.errors = [{"column": None, "words": refused.decision.reason}]

    def _make(self, rows: Sequence[IntakeRow], left: dict[int, Iterator[str]] | None) -> None:
        made = local_requests.log_all([self._wanted(row) for row in rows], by=self.by, numbers=left)
        for row, local_request in zip(rows, made, strict=True):
            row.outcome, row.local_request = RowOutcome.MADE, local_request

    def _learn(self, rows: Sequence[IntakeRow]) -> None:
        keys = {row.values["organization"] for row in rows} - self._bodies.keys()
        if keys:
            self._bodies |= Organization.objects.in_bulk(keys)

    def _wanted(self, row: IntakeRow) -> Wanted:
        values, intake = row.values, self.intake
        number = values["number"]
        return Wanted(
            organization=self._bodies.get(values["organization"], intake.organization),
            kind=values["kind"],
            title=values["title"],
            said_on=date.fromisoformat(values["said_on"]),
            points=[self._points[key] for key in values["points"]],
            ask=values["ask"],
            trouble=values["trouble"],
            speaker=values["speaker"],
            sender=intake.organization if number else None,
            external_number=number,
            details={
                "intake": intake.pk,
                "came_from": f"{intake.filename}　シート「{intake.sheet}」{row.number}行目",
                "beside": [f"{label}：{text}" for label, text in values["beside"].items()],
            },
        )
