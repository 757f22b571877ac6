"""Sheets of requests, as they come in, and intakes at every step."""

import io

from openpyxl import Workbook

from issues.actions import intakes
from issues.intake import mapping
from issues.models import Intake, IntakeRow
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


OUTLINE = {
    "name": "提案", "hidden": False, "rows": 3, "columns": 5, "merged": [], "hidden_columns": [4],
    "first": [
        [1, False, list(HEAD)],
        [2, False, ["A-1", "秋田県美郷町", "（架空）様式を統一してほしい", "様式を定める。", None]],
        [3, False, ["A-2", "存在町", "（架空）手続を簡単にしてほしい", {"e": "#REF!"}, "困る。"]],
    ],
}  # fmt: skip
ROWS = (
    {"number": 2, "outcome": "good", "likes": [
        {"number": "R6-0001", "title": "（架空）似た要望", "organization": "愛知県一宮市"},
    ]},
    {"number": 3, "outcome": "wrong", "errors": [
        {"column": 1, "words": "「存在町」という団体が見つかりません。"},
        {"column": 3, "words": "式の誤り（#REF!）です。値を書き直してください。"},
    ], "doubts": [{"column": None, "words": "途中で切れていないか確かめてください。"}]},
)  # fmt: skip


def an_intake(by, status="checked"):
    """An intake of 美郷町 at this status, written down at once and read by nobody."""
    body = organization("054348")
    intake = Intake.objects.create(
        organization=body, file="intakes/none.xlsx", filename="要望（架空）.xlsx", size=12_345,
        sha256="0" * 64, status=status, outlines=[OUTLINE], sheet="提案", head=1,
        mapping={"0": "number", "1": "organization", "2": "title"}, given=GIVEN, started_by=by,
        problem="ブックが壊れています。" if status == "failed" else "",
    )  # fmt: skip
    if status in ("checked", "made", "making"):
        for each, told in zip(ROWS, OUTLINE["first"][1:], strict=True):
            values = {"title": told[2][2], "organization": body.pk}
            IntakeRow.objects.create(intake=intake, cells=told[2], values=values, **each)
    return intake


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
