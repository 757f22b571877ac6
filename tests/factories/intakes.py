"""Sheets of requests, as they come in, and intakes at every step."""

import io

from openpyxl import Workbook

from issues.actions import intakes
from issues.intake import mapping
from issues.models import Intake
from tests.factories.organizations import organization

HEAD = ("管理番号", "提案団体", "提案事項（事項名）", "求める措置の具体的内容", "具体的な支障事例")
GIVEN = {"said_on": "2026-04-05", "kind": "request", "primary": "cost"}


def row(number, title=None, body="秋田県美郷町", ask="様式を定める。", trouble="困っている。"):
    """A row as most tests need one; every title is its own."""
    return (f"A-{number}", body, title or f"手続{number}を簡単にしてほしい", ask, trouble)


def xlsx(*rows, head=HEAD, sheet="提案"):
    """The bytes of a workbook of one sheet."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    for each in (head, *rows):
        page.append(each)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def handed_in(by, data, *, filename="提案.xlsx", sender="054348", **more):
    """A file that came in and was read."""
    intake = intakes.hand_in(
        by=by, data=data, filename=filename, organization=organization(sender), **more
    )
    intakes.read(intake)
    return Intake.objects.get(pk=intake.pk)


def checked(by, data, *, given=GIVEN, columns=None, **more):
    """The same, its columns mapped as proposed (or as said) and its rows checked."""
    intake = handed_in(by, data, **more)
    outline = mapping.proposed_sheet(mapping.outlines_of(intake))
    head = mapping.proposed_head(outline)
    seen = mapping.columns(outline, head)
    found = columns if columns is not None else mapping.proposed(intake.organization, seen)
    intake = intakes.choose(
        intake, by=by, sheet=outline.name, head=head, seen=seen, columns=found, given=given
    )
    intakes.check(intake)
    return Intake.objects.get(pk=intake.pk)


def made(by, data, *, which="good", **more):
    """The same, and its rows made requests."""
    intake = intakes.make(checked(by, data, **more), by=by, which=which)
    intakes.finish(intake)
    return Intake.objects.get(pk=intake.pk)
