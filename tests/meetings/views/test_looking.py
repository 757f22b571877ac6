"""Doubts of the reader and words that it left out, on the page where what was read is confirmed."""

import pytest
from bs4 import BeautifulSoup

from meetings.actions import saving
from meetings.models import Meeting, MinutesImport
from tests.factories import meetings as make
from workflow.machine import Refused

DOUBTFUL = make.TEXT.replace(
    "システムの数は二十です。", "システムの数は二十です。\n（鈴木山口県知事）県も同じです。"
).replace(
    "鈴木 次郎　山口県知事\n", "鈴木 次郎　山口県知事\n岸 本子　島根県知事\n計　4名、敬称略\n"
)


@pytest.fixture
def ready(secretariat, misato, yamaguchi, digital):
    return make.an_import(secretariat, DOUBTFUL)


def address(minutes_import):
    return f"/meetings/import/{minutes_import.pk}/save/"


def page_of(response):
    return BeautifulSoup(response.content, "lxml")


def ticks(page):
    return [(box["value"], box.has_attr("checked")) for box in page.select("[name=looked_at]")]


def test_each_doubt_has_a_tick_and_a_way_to_its_speech(as_, secretariat, ready):
    page = page_of(as_(secretariat).get(ready.get_absolute_url()))

    notes = [" ".join(each.get_text(" ", strip=True).split()) for each in page.select(".doubts li")]
    assert notes[0].startswith(
        "発言2（佐藤美郷町長）の中に、別の人の発言の始まりに見える段落があります："
        "「（鈴木山口県知事）県も同じです。」 発言2を見る 発言2を直す 確かめました"
    )
    assert notes[1].startswith("出席者のうち岸 本子さんの発言が見つかりません。 確かめました")
    assert page.select_one(".doubts a")["href"] == "#speech-2"
    assert page.select_one("#speech-2") is not None
    assert [checked for _, checked in ticks(page)] == [False, False]


def test_nothing_is_saved_before_each_has_been_looked_at(as_, secretariat, ready):
    client = as_(secretariat)
    one = ticks(page_of(client.get(ready.get_absolute_url())))[0][0]

    response = client.post(
        address(ready), {**make.typed(ready), "looked_at": [one], "meeting-place": "ここ"}
    )

    page = page_of(response)
    assert response.status_code == 422
    assert "まだ確かめていないものが1件あります" in page.get_text()
    assert [checked for _, checked in ticks(page)] == [True, False]
    assert page.select_one("[name=meeting-place]")["value"] == "ここ"
    assert Meeting.objects.count() == 0


def test_with_all_ticks_it_is_saved(as_, secretariat, ready):
    client = as_(secretariat)
    every = [key for key, _ in ticks(page_of(client.get(ready.get_absolute_url())))]

    client.post(address(ready), {**make.typed(ready), "looked_at": every})

    assert Meeting.objects.get().current_source.speeches.count() == 4
    assert MinutesImport.objects.get().corrections["looked_at"] == sorted(every)


def test_a_draft_keeps_the_ticks(as_, secretariat, ready):
    client = as_(secretariat)
    one = ticks(page_of(client.get(ready.get_absolute_url())))[1][0]

    client.post(address(ready), {**make.typed(ready, do="draft"), "looked_at": [one]})

    page = page_of(client.get(ready.get_absolute_url()))
    assert dict(ticks(page))[one] is True
    assert sum(checked for _, checked in ticks(page)) == 1


def test_the_rule_holds_for_every_door(secretariat, ready):
    with pytest.raises(Refused, match="まだ確かめていないものが2件あります"):
        saving.save(ready, by=secretariat)


def test_a_tick_for_something_else_does_not_help(as_, secretariat, ready):
    sent = {**make.typed(ready), "looked_at": ["98", "99", "x"]}

    assert as_(secretariat).post(address(ready), sent).status_code == 422


def test_what_was_left_out_is_listed_with_its_reason(as_, secretariat, ready):
    page = page_of(as_(secretariat).get(ready.get_absolute_url()))

    folded = page.select_one("details#left-out")
    groups = dict(
        zip(
            [each.get_text(strip=True) for each in folded.select("dt")],
            [
                [words.get_text(strip=True) for words in each.select(".left-out-words")]
                for each in folded.select("dd")
            ],
            strict=True,
        )
    )
    assert not folded.has_attr("open")
    assert groups["どの項目にも入らなかった文字（1）"] == ["計4名、敬称略"]
    assert groups["発言者や項目を区切る印（4）"] == ["○○○○"]


def test_words_left_out_are_shown_as_words(as_, secretariat, misato, yamaguchi, digital):
    text = make.TEXT.replace("議事次第：", "計　<b>3</b>名\n議事次第：")

    page = as_(secretariat).get(make.an_import(secretariat, text).get_absolute_url())

    assert "計&lt;b&gt;3&lt;/b&gt;名" in page.content.decode()


def test_many_organizations_that_are_not_known_are_one_note(as_, secretariat, digital):
    people = "".join(f"架空 {kana}男　第{kana}架空市長\n" for kana in "あいうえおかきくけこ")
    text = make.TEXT.replace("鈴木 次郎　山口県知事\n", people)

    page = page_of(as_(secretariat).get(make.an_import(secretariat, text).get_absolute_url()))

    notes = [each.get_text() for each in page.select(".doubts li")]
    assert sum("団体を" in note for note in notes) == 1
    assert "団体を一覧から1つに決められない人が" in "".join(notes)


def test_an_import_that_was_read_before_there_were_doubts_can_be_saved(as_, secretariat, ready):
    old = {key: value for key, value in ready.reading.items() if key not in ("left_out", "notes")}
    MinutesImport.objects.filter(pk=ready.pk).update(reading={**old, "notes": []})
    ready.refresh_from_db()

    as_(secretariat).post(address(ready), make.typed(ready))

    assert Meeting.objects.count() == 1
