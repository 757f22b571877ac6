"""首長に見せる1枚: a local government's requests, however many, on one page."""

import pytest
from django.utils import timezone

from reports.papers import own_sheet, own_sheet_paper
from tests.factories.issues import a_request
from typesetting import pdf
from typesetting.paper import texts


@pytest.fixture
def sheet(points, misato):
    """Of more requests than a page takes, each with a long title."""
    for number in range(16):
        a_request(f"要望{number}" + "を、どうか早く進めてほしい" * 4)
    return own_sheet.sheet_of(misato, misato.acting, on=timezone.localdate())


def test_each_request_is_told_in_one_sentence(world, misato, as_):
    answer = as_(misato).get("/sheet/")

    rows = answer.context["sheet"].rows
    assert [(row.number, row.sentence, row.answer, row.asked) for row in rows] == [
        (place.local_request.number, "受付しました。論点整理を待っています。", "", "")
        for place in (world.published, world.unpublished)
    ]
    assert answer.context["facts"][:2] == [
        ("要望", "2件（加わった要望を含む）"),
        ("求められていること", "ありません"),
    ]


def test_the_paper_takes_one_page_and_counts_what_has_no_room(sheet):
    paper = own_sheet_paper.fitted(sheet)

    assert pdf.pages(paper) == 1
    assert any(words.startswith("ほか") for words in texts(paper.blocks))
    assert paper.caution  # none of it is public


def test_the_page_says_how_many_it_leaves_out(sheet, misato, as_):
    answer = as_(misato).get("/sheet/")

    rows, _ = own_sheet_paper.ON_PAGE
    assert (len(answer.context["rows"]), answer.context["rest"]) == (rows, 16 - rows)
    assert f"ほか{16 - rows}件" in answer.content.decode()
