"""Names of persons, telephone numbers, mail and postal addresses in a text that is to be published.

The sentences of `tests/data/sentences/personal.csv` are made up, names and numbers as well.
"""

import csv
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from japan import personal, tokens
from japan.personal import Kind

ROOT = Path(__file__).parents[2]
SAMPLE = (ROOT / "samples/junbi-kaigo-01.txt").read_text(encoding="utf-8")
ATTENDEES = (
    "河野 太郎", "村岡 嗣政", "中野 正康", "松田 知己", "阪田 涉", "小川 康則", "浅沼 尚",
    "富安 泰一郎", "山野 謙",
)  # fmt: skip
COLUMNS = {
    "氏名": Kind.NAME,
    "電話番号": Kind.PHONE,
    "メールアドレス": Kind.MAIL,
    "住所・郵便番号": Kind.ADDRESS,
}


def sentences():
    with (ROOT / "tests/data/sentences/personal.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read(text, **known):
    return [(found.kind, found.words) for found in personal.find(text, **known)]


@pytest.mark.parametrize("row", sentences(), ids=lambda row: row["文"][:24])
def test_a_sentence_holds_what_the_table_says(row):
    expected = [(kind, row[name]) for name, kind in COLUMNS.items() if row[name]]

    found = read(row["文"])

    assert sorted(found) == sorted(expected)


def test_positions_are_those_of_the_text_as_it_stands():
    text = "連絡先は、ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ。\n電話は０３－１２３４－５６７８。"

    for found in personal.find(text):
        assert text[found.start : found.end] == found.words


def test_a_person_of_the_list_of_attendees_is_told_apart():
    assert read("村岡嗣政知事と村岡　嗣政様", known=["村岡 嗣政"]) == [
        (Kind.KNOWN, "村岡嗣政"),
        (Kind.KNOWN, "村岡　嗣政"),
    ]


def test_a_family_name_with_an_office_is_the_person_of_the_list():
    assert read("石破総理のお話", known=["石破 茂"]) == [(Kind.KNOWN, "石破")]
    assert read("町長の松田です。", known=["松田 知己"]) == [(Kind.KNOWN, "松田")]
    assert read("松田町長のお話", known=["松田 知己"]) == [(Kind.KNOWN, "松田")]


def test_the_head_of_a_town_that_is_called_like_a_person_is_none():
    assert read("大野市長と中島町長が来ました。", known=["松田 知己"]) == []


def test_a_namesake_without_an_office_may_be_somebody_else():
    assert read("隣の石破さんのお話", known=["石破 茂"]) == [(Kind.NAMESAKE, "石破")]


def test_another_given_name_is_another_person():
    assert read("松田花子さんが来ました。", known=["松田 知己"]) == [(Kind.NAME, "松田花子")]


def test_the_sample_minutes_raise_few_false_alarms():
    """They were published with care: what is told are ministers who did not sit there."""
    told = [found for found in personal.find(SAMPLE, known=ATTENDEES) if found.kind != Kind.KNOWN]

    assert {found.words for found in told} == {"岸田", "鈴木"}
    assert len(told) <= 3


def test_all_attendees_of_the_sample_minutes_are_found():
    known = {f.words for f in personal.find(SAMPLE, known=ATTENDEES) if f.kind == Kind.KNOWN}

    assert set(ATTENDEES) <= known


def test_wishes_and_promises_raise_no_alarm_but_for_names():
    for name in ("local", "national", "points"):
        path = ROOT / f"tests/data/sentences/{name}.csv"
        kinds = {found.kind for found in personal.find(path.read_text(encoding="utf-8"))}
        assert kinds <= {Kind.NAME}


@pytest.mark.parametrize(
    "run",
    [
        "a" * 30_000, "1" * 30_000, "電話" + " " * 30_000, "山" * 30_000 + "1丁目",
        "0-" * 15_000, "a@" * 15_000, "a." * 15_000, "　" * 30_000, "山田" * 10_000,
        "(" * 30_000, "一丁目" * 10_000, "〒 " * 15_000,
    ],
    ids=lambda run: run[:4],
)  # fmt: skip
def test_a_long_run_of_its_own_letters_takes_no_longer_than_any_text(run):
    personal.find("山")  # opens the dictionary
    began = time.process_time()

    personal.find(run)

    assert time.process_time() - began < 5


def test_lone_surrogates_and_odd_letters_do_no_harm():
    assert personal.find("\x00\u200b🙂㍿ﾀﾛｳ") == []


def test_many_threads_share_one_dictionary():
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(read, ["山田花子さんの話です。"] * 64))

    assert found == [[(Kind.NAME, "山田花子")]] * 64
    assert tokens._dictionary.cache_info().currsize == 1
