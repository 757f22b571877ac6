# ruff: noqa: F811 - fixtures are imported by their names
"""Doubts of the reader are looked at before saving, with a script and without one."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting
from tests.factories import meetings as make
from tests.issues.life.conftest import cast, orgs  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("RONTEN_SHOTS", "")
"""A folder for pictures of the page, to be looked at."""
PEOPLE = "".join(f"架空 {kana}男　第{kana}架空市長\n" for kana in "あいうえおかきくけこ")
TEXT = make.TEXT.replace(
    "システムの数は二十です。",
    "システムの数は二十です。\n（鈴木山口県知事）県としても同じ考えであることを申し添えます。",
).replace("鈴木 次郎　山口県知事\n", f"鈴木 次郎　山口県知事\n{PEOPLE}計　13名、敬称略\n")


def shoot(page):
    for width in (390, 1360):
        page.set_viewport_size({"width": width, "height": 900})
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"doubts-{width}.png", full_page=True)


def test_doubts_are_ticked_and_what_was_left_out_unfolds(browser_page, barrier_free, cast):
    ready = make.an_import(cast.secretariat, TEXT)
    page = browser_page(cast.secretariat)
    barrier_free(page, ready.get_absolute_url())

    page.get_by_text("読み取らなかった文字").click()
    shoot(page)
    expect(page.get_by_text("計13名、敬称略", exact=True)).to_be_visible()
    page.get_by_role("button", name="この内容で保存する").click()
    expect(page.get_by_text("まだ確かめていないものが2件あります")).to_be_visible()

    for box in page.get_by_role("checkbox", name=re.compile("確かめました")).all():
        box.check()
    page.get_by_role("button", name="この内容で保存する").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("共通基盤連絡会議")
    assert Meeting.objects.filter(body__name="共通基盤連絡会議", session_number=3).exists()


def test_without_a_script_a_tick_stays_when_saving_is_refused(browser_page, cast):
    ready = make.an_import(cast.secretariat, TEXT)
    page = browser_page(cast.secretariat, javascript=False)
    page.goto(ready.get_absolute_url())
    boxes = page.get_by_role("checkbox", name=re.compile("確かめました"))

    boxes.first.check()
    page.get_by_role("button", name="この内容で保存する").click()

    expect(page.get_by_text("まだ確かめていないものが1件あります")).to_be_visible()
    expect(boxes.first).to_be_checked()


def test_a_speech_is_divided_at_the_cursor_and_joined_again(browser_page, barrier_free, cast):
    ready = make.an_import(cast.secretariat, TEXT)
    page = browser_page(cast.secretariat)
    barrier_free(page, f"{ready.get_absolute_url()}?speech=2")
    words = page.get_by_label("文の途中で分けるときは")

    words.press("x")
    words.press("Delete")
    expect(words).to_have_value(re.compile("県としても同じ考え"))
    words.evaluate(
        "field => { field.focus(); const at = field.value.indexOf('（鈴木');"
        " field.setSelectionRange(at, at); field.click(); }"
    )
    expect(
        page.get_by_text("「（鈴木山口県知事）県としても同じ考えであ…」から分けます。")
    ).to_be_visible()
    page.get_by_role("button", name="カーソルのところで分ける").click()

    expect(page.get_by_role("heading", name="直したところ")).to_be_visible()
    expect(page.locator("#speech-3 .speech-panel")).to_be_visible()
    for width in (390, 1360):
        page.set_viewport_size({"width": width, "height": 900})
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"repair-{width}.png", full_page=True)
    barrier_free(page, f"{ready.get_absolute_url()}?speech=3")
    page.get_by_role("button", name="前の発言につなげる").click()
    expect(page.get_by_text("発言3を、前の発言2につなげました。").first).to_be_visible()


def test_without_a_script_each_sentence_has_a_button(browser_page, cast):
    ready = make.an_import(cast.secretariat, TEXT)
    page = browser_page(cast.secretariat, javascript=False)
    page.goto(ready.get_absolute_url())
    page.get_by_role("button", name="発言2を直す").click()

    expect(page.get_by_role("button", name="カーソルのところで分ける")).to_be_hidden()
    page.get_by_role("button", name=re.compile("ここから分ける.*鈴木山口県知事")).click()

    expect(page.get_by_role("heading", name="直したところ")).to_be_visible()
    page.get_by_role("button", name="最後の直しを元に戻す").click()
    expect(page.get_by_role("heading", name="直したところ")).to_be_hidden()
