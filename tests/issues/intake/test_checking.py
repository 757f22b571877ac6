"""Rows of sheets: what they make, and every error at its cell."""

from datetime import date

import pytest
from openpyxl import Workbook

from issues.enums import RowOutcome
from issues.intake import mapping, preview
from issues.models import ColumnMemory, IntakeRow, LocalRequest
from tests.factories.organizations import organization
from tests.issues.intake.factories import GIVEN, HEAD, checked, handed_in, made, row, xlsx
from tests.sheets.books import saved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places(points, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    for code in ("054348", "232033", "350001", "digital"):
        organization(code)


def rows(intake):
    return list(IntakeRow.objects.filter(intake=intake))


def only(intake):
    (found,) = rows(intake)
    return found


def told(intake):
    """Every error as (cell, words)."""
    return [
        (remark.cell, remark.words)
        for shown in preview.shown(rows(intake))
        for remark in shown.errors
    ]


def a_sheet(head, *values, **more):
    return xlsx(*values, head=head, **more)


def test_a_row_becomes_what_a_request_is_made_of(secretariat):
    head = (
        *HEAD,
        "制度改正による効果",
        "担当部署",
        "提案日",
        "主な論点",
        "ほかの論点",
        "種別",
        "根拠法令等",
    )
    values = (*row(1), "早くなる。", "企画課", "令和８年４月５日", "1", "talent", "懸念", "法第1条")

    found = only(checked(secretariat, a_sheet(head, values), given={}))

    assert found.errors == []
    assert found.values | {"organization": 0, "points": 0} == {
        "number": "A-1", "title": "手続1を簡単にしてほしい", "ask": "様式を定める。",
        "trouble": "困っている。\n【効果】早くなる。", "speaker": "企画課", "kind": "concern",
        "said_on": "2026-04-05", "beside": {"根拠法令等": "法第1条"}, "organization": 0,
        "points": 0,
    }  # fmt: skip
    assert len(found.values["points"]) == 2
    assert found.outcome == RowOutcome.GOOD


@pytest.mark.parametrize(
    ("column", "value", "cell", "words"),
    [
        (1, "美郷町", "B2", "「美郷町」は"),
        (1, "存在町", "B2", "「存在町」という団体が見つかりません。"),
        (1, "デジタル庁", "B2", "「デジタル庁」は、要望を出す団体"),
        (2, "長" * 101, "C2", "件名は100字以内で書いてください（今は101字です）。"),
        (2, None, "C2", "件名を書いてください。"),
        (3, "長" * 251, "D2", "求める措置は250字以内で書いてください"),
        (4, "長" * 701, "E2", "支障事例・効果は700字以内で書いてください"),
        (4, "#REF!", "E2", "式の誤り（#REF!）です。値を書き直してください。"),
        (0, "番" * 61, "A2", "番号（提出元）は60字以内で書いてください（今は61字です）。"),
        (5, "45000", "F2", "「45000」は日付の形になっていません。"),
        (5, "R6.13.1", "F2", "「R6.13.1」という日はありません。"),
        (6, "苦情", "G2", "種別は要望、懸念、事例紹介のどれかを書いてください"),
        (7, "存在論", "H2", "「存在論」という論点がありません。"),
    ],
)
def test_an_error_is_told_at_its_cell(secretariat, column, value, cell, words):
    organization("324485")  # another 美郷町
    head = (*HEAD, "提案日", "種別", "主な論点")
    values = [*row(1), "令和8年4月5日", "要望", "1"]
    values[column] = value

    found = told(checked(secretariat, a_sheet(head, values)))

    assert [each[0] for each in found] == [cell]
    assert found[0][1].startswith(words)


@pytest.mark.parametrize("code", ["054348", 54348, "５４３４８", "05434"])
def test_a_code_that_lost_a_digit_is_read_and_must_fit_the_name(secretariat, code):
    head = ("提案団体", "団体コード", "件名")
    good, wrong = ("秋田県美郷町", code, "手続"), ("愛知県一宮市", code, "手続")

    assert told(checked(secretariat, a_sheet(head, good))) == []
    assert told(checked(secretariat, a_sheet(head, wrong))) == [
        ("B2", "団体名と合いません。このコードは秋田県美郷町です。どちらかを直してください。")
    ]


@pytest.mark.parametrize(
    "written", [date(2026, 4, 5), "2026/4/5", 20260405, "R8.4.5", "令和八年四月五日"]
)
def test_a_day_is_read_however_it_is_written(secretariat, written):
    data = a_sheet(("件名", "提案日"), ("手続", written))

    assert only(checked(secretariat, data)).values["said_on"] == "2026-04-05"


def test_examples_blank_rows_and_hidden_rows_are_left_out_and_said_so(secretariat):
    book = Workbook()
    page = book.active
    for each in (HEAD, ("記入例", *row(1)[1:]), (), row(3), row(4)):
        page.append(each)
    page.row_dimensions[5].hidden = True

    intake = checked(secretariat, saved(book))
    again = checked(secretariat, saved(book), given={**GIVEN, "hidden": True})

    assert [(each.number, each.outcome) for each in rows(intake)] == [
        (2, "left"), (4, "good"), (5, "left"),
    ]  # fmt: skip
    assert [each.outcome for each in rows(again)] == ["left", "good", "good"]


def test_what_is_merged_over_rows_counts_for_each_of_them(secretariat):
    book = Workbook()
    page = book.active
    for each in (HEAD, row(1, body="愛知県一宮市"), row(2, body=None)):
        page.append(each)
    page.merge_cells("B2:B3")

    intake = checked(secretariat, saved(book))

    ichinomiya = organization("232033").pk
    assert [each.values["organization"] for each in rows(intake)] == [ichinomiya, ichinomiya]


def test_a_cell_cut_at_255_letters_is_to_be_looked_at(secretariat):
    found = only(checked(secretariat, xlsx(row(1, trouble="長" * 255))))

    assert (found.outcome, found.doubts[0]["column"]) == (RowOutcome.GOOD, 4)
    assert found.doubts[0]["words"].startswith("ちょうど255字です。")


def test_twice_the_same_in_one_sheet_is_an_error_at_the_second(secretariat):
    data = xlsx(row(1), row(1, "別の件名"), ("A-3", *row(1)[1:]))

    assert told(checked(secretariat, data)) == [
        ("A3", "2行目と同じ番号です。番号を直すか、行を消してください。"),
        ("C4", "2行目と同じ内容です。どちらかの行を消してください。"),
    ]


def test_a_local_government_brings_in_its_own_alone(misato):
    data = xlsx(row(1), row(2, body="愛知県一宮市"))

    (found,) = told(checked(misato, data))

    assert found[0] == "B3"
    assert found[1].startswith("愛知県一宮市の「登録」ができるのは、")


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (row(1, "別の件名"), "同じ番号の要望"),
        (("", *row(1)[1:]), "同じ団体の同じ内容の要望"),
        (
            ("", "秋田県美郷町", "手続1を簡単にしてほしい", "様式を 定める。", "困っている。"),
            "同じ団体の",
        ),
    ],
)
def test_what_exists_already_is_not_made_again(secretariat, second, why):
    made(secretariat, xlsx(row(1)))

    found = only(checked(secretariat, xlsx(second)))

    assert (found.outcome, found.local_request) == (RowOutcome.KNOWN, LocalRequest.objects.get())
    assert found.doubts[0]["words"].startswith(why)


def test_the_same_file_twice_makes_nothing_twice_though_the_words_were_changed(secretariat):
    data = xlsx(("", *row(1)[1:]))
    made(secretariat, data)
    LocalRequest.objects.update(title="直した件名")

    found = only(checked(secretariat, data))

    assert found.outcome == RowOutcome.KNOWN
    assert found.doubts[0]["words"].startswith("同じファイルから要望R8-0001を登録済み")


def test_another_senders_number_is_another_number(secretariat):
    made(secretariat, xlsx(row(1)))

    found = only(checked(secretariat, xlsx(row(1, "別の件名")), sender="232033"))

    assert found.outcome == RowOutcome.GOOD


def test_requests_like_it_are_pointed_out(secretariat, misato):
    made(
        secretariat,
        xlsx(("", "愛知県一宮市", "各種証明書の申請様式を全国で統一してほしい", "", "")),
    )
    alike = ("", "秋田県美郷町", "証明書の申請様式を全国で統一してほしい", "", "")

    seen, unseen = only(checked(secretariat, xlsx(alike))), only(checked(misato, xlsx(alike)))

    assert [each["organization"] for each in seen.likes] == ["愛知県一宮市"]
    assert unseen.likes == []  # it is not public


def test_what_a_person_said_of_the_columns_is_remembered_for_the_sender(secretariat):
    data = xlsx(("手続", "説明"), head=("おねがい", "メモ"))
    checked(secretariat, data, columns={"0": "title"})

    intake = handed_in(secretariat, data)
    other = handed_in(secretariat, data, sender="232033")
    seen = mapping.columns(mapping.outlines_of(intake)[0], 1)

    assert mapping.proposed(intake.organization, seen) == {"0": "title"}
    assert mapping.proposed(other.organization, seen) == {}
    assert ColumnMemory.objects.count() == 2
