"""Rows whose requests exist already: by the sender's number, by the same row of the same file, by
the same text of the same body. The same file twice makes nothing twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from issues.enums import RowOutcome
from issues.models import Intake, IntakeRow, LocalRequest
from japan.text import normalise


def digest(*texts: str) -> bytes:
    """What is the same for texts that differ in width, spaces and the like alone."""
    whole = "\0".join(normalise(text) for text in texts)
    return hashlib.blake2b(whole.encode(), digest_size=16).digest()


def mark(intake: Intake, rows: Sequence[IntakeRow]) -> None:
    """Among good rows, mark those (without saving) whose requests exist: `known`, with the request.
    A fixed number of queries."""
    good = [row for row in rows if row.outcome == RowOutcome.GOOD]
    if not good:
        return
    for find in (_by_number, _by_file, _by_text):
        for row, local_request, words in find(intake, good):
            if row.outcome != RowOutcome.GOOD:
                continue
            row.outcome, row.local_request = RowOutcome.KNOWN, local_request
            row.doubts = [*row.doubts, {"column": None, "words": words}]


Found = Iterable[tuple[IntakeRow, LocalRequest, str]]


def _by_number(intake: Intake, rows: Sequence[IntakeRow]) -> Found:
    numbers = {row.values["number"] for row in rows} - {""}
    held = LocalRequest.objects.filter(sender=intake.organization_id, external_number__in=numbers)
    by_number = {each.external_number: each for each in held}
    for row in rows:
        if (found := by_number.get(row.values["number"])) is not None:
            yield row, found, f"同じ番号の要望{found.number}があるため、登録しません。"


def _by_file(intake: Intake, rows: Sequence[IntakeRow]) -> Found:
    same = IntakeRow.objects.filter(
        intake__sha256=intake.sha256,
        intake__sheet=intake.sheet,
        number__in=[row.number for row in rows],
        outcome=RowOutcome.MADE,
    ).exclude(intake=intake)
    live = LocalRequest.objects.live().values("pk")
    by_row = {
        each.number: each
        for each in same.filter(local_request__in=live).select_related("local_request")
    }
    for row in rows:
        if (found := by_row.get(row.number)) is not None and found.local_request is not None:
            words = (
                f"同じファイルから要望{found.local_request.number}を登録済みのため、登録しません。"
            )
            yield row, found.local_request, words


def _by_text(intake: Intake, rows: Sequence[IntakeRow]) -> Found:
    held = LocalRequest.objects.live().filter(
        organization__in={row.values["organization"] for row in rows},
        title__in={row.values["title"] for row in rows},
    )
    by_text = {
        (each.organization_id, digest(each.title, each.ask, each.trouble)): each for each in held
    }
    if not by_text:
        return
    for row in rows:
        values = row.values
        text = digest(values["title"], values["ask"], values["trouble"])
        if (found := by_text.get((values["organization"], text))) is not None:
            yield row, found, f"同じ団体の同じ内容の要望{found.number}があるため、登録しません。"
