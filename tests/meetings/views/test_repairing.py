"""Speeches are divided, joined and assigned on the page where what was read is confirmed."""

import pytest
from bs4 import BeautifulSoup

from meetings.actions import saving
from meetings.actions.corrected import with_repair
from meetings.models import Meeting, Speech, Suggestion
from tests.factories import meetings as make

INSIDE = "（鈴木山口県知事）県としても同じ考えで、人材の確保について国の支援を求めます。"
TEXT = make.TEXT.replace("システムの数は二十です。", f"システムの数は二十です。\n{INSIDE}")


@pytest.fixture
def ready(secretariat, misato, yamaguchi, digital):
    return make.an_import(secretariat, TEXT)


@pytest.fixture
def press(as_, secretariat, ready):
    """Press a button of the page as the secretariat; the page that follows."""
    client = as_(secretariat)

    def pressed(value, **changes):
        ready.refresh_from_db()
        sent = make.typed(ready, **changes)
        del sent["do"]
        address = f"/meetings/import/{ready.pk}/repair/"
        return client.post(address, {**sent, "repair": value}, follow=True)

    return pressed


def page_of(response):
    return BeautifulSoup(response.content, "lxml")


def place(ready, number, words):
    return ready.reading["speeches"][number - 1]["text"].index(words)


def repairs(page):
    return [each.get_text(strip=True) for each in page.select("[aria-labelledby=repairs] li")]


def test_a_speech_opens_with_a_button_for_each_sentence_and_keeps_what_was_typed(press, ready):
    page = page_of(press("open:2", **{"meeting-place": "打った場所"}))

    panel = page.select_one("#speech-2 .speech-panel")
    values = [button["value"] for button in panel.select("button[value^=split]")]
    assert values[-1] == f"split:2:{place(ready, 2, INSIDE)}"
    assert page.select_one("[name=meeting-place]")["value"] == "打った場所"
    assert len(page.select(".speech-panel")) == 1
    ready.refresh_from_db()
    assert ready.corrections == {}


def test_dividing_takes_the_printed_label_for_the_speaker_and_says_what_changes(press, ready):
    page = page_of(press(f"split:2:{place(ready, 2, INSIDE)}", **{"meeting-place": "打った場所"}))

    assert repairs(page) == [
        "発言2を2つに分けました：「県としても同じ考えで、人材の確保について…」から発言3です。"
        "発言者は「鈴木山口県知事」です。（候補 2件が変わります）"
    ]
    assert "別の人の発言の始まり" not in page.get_text()
    assert page.select_one("[name=meeting-place]")["value"] == "打った場所"
    assert page.select_one("#speech-3 .speech-panel") is not None


def test_what_was_repaired_is_saved(press, as_, secretariat, ready):
    press(f"split:2:{place(ready, 2, INSIDE)}")
    ready.refresh_from_db()

    response = as_(secretariat).post(f"/meetings/import/{ready.pk}/save/", make.typed(ready))

    assert response.status_code == 302
    speeches = Meeting.objects.get().current_source.speeches.order_by("index")
    assert [speech.attendance.name for speech in speeches] == [
        "山田 花子",
        "佐藤 一郎",
        "鈴木 次郎",
        "鈴木 次郎",
        "山田 花子",
    ]
    asked = Suggestion.objects.get(speech=speeches[2], type="request")
    assert asked.quote == speeches[2].text[asked.start : asked.end]


def test_the_cursor_says_where(press, ready):
    page = page_of(press("cursor:2", **{"repair-at": "9"}))

    assert len(repairs(page)) == 1
    ready.refresh_from_db()
    assert ready.corrections["repairs"][0]["at"] == 9


@pytest.mark.parametrize("value", ["cursor:2", "split:2", "split:x:3", "burn:2", "open", ""])
def test_a_button_that_names_no_place_is_refused(press, ready, value):
    response = press(value)

    assert response.status_code == 422
    assert "分けるところを選んでください" in page_of(response).get_text()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("split:2:0", "発言の初めと終わりでは、分けられません"),
        ("split:99:3", "発言99はありません"),
        ("join:1", "前の発言がないので、つなげません"),
        ("undo", "元に戻せる直しは、もうありません"),
    ],
)
def test_what_cannot_be_done_is_said(press, ready, value, said):
    response = press(value)

    assert response.status_code == 422
    assert said in page_of(response).get_text()
    ready.refresh_from_db()
    assert ready.corrections == {}


def test_joining_and_taking_it_back(press, ready):
    joined = page_of(press("join:3"))
    back = page_of(press("undo"))

    assert repairs(joined)[0].startswith("発言3を、前の発言2につなげました。")
    assert len(joined.select("[id^=speech-]")) == 3
    assert "鈴木山口県知事\u3000県としても" in joined.select_one("#speech-2 textarea").get_text()
    assert repairs(back) == []
    assert len(back.select("[id^=speech-]")) == 4


def test_one_speech_gets_another_speaker(press, as_, secretariat, ready):
    page = page_of(press("speaker:4", **{"repair-person": "佐藤 一郎"}))
    ready.refresh_from_db()
    looked_at = [box["value"] for box in page.select("[name=looked_at]")]
    sent = {**make.typed(ready), "looked_at": looked_at}
    as_(secretariat).post(f"/meetings/import/{ready.pk}/save/", sent)

    assert repairs(page)[0].startswith("発言4の発言者を「佐藤 一郎」にしました。")
    speakers = Speech.objects.order_by("index").values_list("attendance__name", "side", "label")
    assert speakers[3] == ("佐藤 一郎", "local", "山田デジタル庁統括官")
    assert speakers[0][0] == "山田 花子"


def test_all_of_a_label_get_another_speaker_and_get_the_first_back(press, ready):
    page = page_of(press("speakers:1", **{"repair-person": "鈴木 次郎"}))
    ready.refresh_from_db()
    now = dict(ready.corrections["speakers"])
    press("undo")
    ready.refresh_from_db()

    assert (
        "表記「山田デジタル庁統括官」の発言2件の発言者を「鈴木 次郎」にしました。"
        in repairs(page)[0]
    )
    assert now["山田デジタル庁統括官"] == "鈴木 次郎"
    assert ready.corrections["speakers"]["山田デジタル庁統括官"] == "山田 花子"


def test_somebody_new_goes_on_the_list_with_side_and_organization(press, ready):
    new = {
        "repair-name": "田中 三郎",
        "repair-organization": "愛知県一宮市",
        "repair-side": "local",
    }

    page = page_of(press("speaker:3", **new))
    ready.refresh_from_db()
    row = ready.corrections["attendees"][-1]
    back = page_of(press("undo"))

    assert page.select_one("[name=person-3-name]")["value"] == "田中 三郎"
    assert (row["name"], row["code"], row["side"]) == ("田中 三郎", "232033", "local")
    assert back.select_one("[name=person-3-name]") is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "発言者を選ぶか、一覧にない人の氏名を書いてください"),
        ({"repair-name": "田中 三郎"}, "立場を選んでください"),
        ({"repair-name": "鈴木 次郎", "repair-side": "local"}, "「鈴木 次郎」さんは一覧にいます"),
        (
            {"repair-name": "田中", "repair-side": "local", "repair-organization": "美郷町"},
            "「美郷町」は3つあります",
        ),
        ({"repair-name": "田中", "repair-person": "鈴木 次郎"}, "氏名を空にしてください"),
    ],
)
def test_a_speaker_who_is_not_clear_is_asked_about(press, ready, typed, said):
    response = press("speaker:3", **typed)

    page = page_of(response)
    assert response.status_code == 422
    assert said in page.select_one("#speech-3 .speech-panel").get_text()
    ready.refresh_from_db()
    assert ready.corrections == {}


def test_a_renamed_person_keeps_the_speech(press, as_, secretariat, ready):
    press("speaker:4", **{"repair-person": "佐藤 一郎"})
    ready.refresh_from_db()
    sent = make.typed(ready, do="draft", **{"person-1-name": "佐藤 壱郎"})
    as_(secretariat).post(f"/meetings/import/{ready.pk}/save/", sent)

    ready.refresh_from_db()
    assert ready.corrections["repairs"][0]["name"] == "佐藤 壱郎"


WRONG = {"meeting-date": "令和6年2月30日", "meeting-place": "打った場所"}


def test_speeches_are_repaired_while_a_field_is_still_wrong(press, ready):
    response = press(f"split:2:{place(ready, 2, INSIDE)}", **WRONG, **{"speaker-0-person": "1"})

    page = page_of(response)
    assert response.status_code == 200
    assert len(repairs(page)) == 1
    assert page.select_one("[name=meeting-date]")["value"] == WRONG["meeting-date"]
    assert page.select_one("[name=meeting-place]")["value"] == "打った場所"
    assert page.select_one("[name=speaker-0-person] [selected]")["value"] == "1"
    assert page.select_one("[name=speaker-2-person] [selected]")["value"] == "2"
    assert page.select_one("#speech-3 .speech-panel") is not None
    ready.refresh_from_db()
    assert list(ready.corrections) == ["repairs"]
    assert page.select_one("[name=version]")["value"] == str(ready.version)


def test_a_label_that_only_a_part_carries_has_its_row_while_a_field_is_wrong(press, ready):
    press("speaker:2", **WRONG, **{"repair-person": "鈴木 次郎"})
    page = page_of(press("speakers:1", **WRONG, **{"repair-person": "鈴木 次郎"}))

    labels = [row["value"] for row in page.select("[name^=speaker-][name$=-label]")]
    assert labels == ["山田デジタル庁統括官", "鈴木山口県知事"]
    assert page.select_one("[name=speaker-0-person] [selected]")["value"] == "2"


def test_somebody_new_waits_until_the_other_fields_are_whole(press, ready):
    new = {"repair-name": "田中 三郎", "repair-side": "local"}

    response = press("speaker:3", **WRONG, **new)

    assert response.status_code == 422
    assert "一覧にない人を加える前に、印の付いた欄を直してください" in page_of(response).get_text()


def test_somebody_elses_repair_is_seen_first(as_, secretariat, wt_member, ready):
    mine = make.typed(ready, repair="join:3")
    address = f"/meetings/import/{ready.pk}/repair/"
    as_(wt_member).post(address, make.typed(ready, repair="join:4"))

    response = as_(secretariat).post(address, mine)

    ready.refresh_from_db()
    assert response.status_code == 409
    assert [each["speech"] for each in ready.corrections["repairs"]] == [4]


@pytest.mark.parametrize(("who", "status"), [("wt_member", 302), ("misato", 403)])
def test_who_may(as_, request, ready, who, status):
    actor = request.getfixturevalue("wt_member" if who == "wt_member" else "stranger")

    response = as_(actor).post(
        f"/meetings/import/{ready.pk}/repair/", make.typed(ready, repair="join:3")
    )

    assert response.status_code == status


def test_after_saving_nothing_is_repaired(as_, secretariat):
    meeting = make.a_meeting(secretariat)
    saved = meeting.current_source.minutes_import

    response = as_(secretariat).post(f"/meetings/import/{saved.pk}/repair/", {"repair": "join:3"})

    assert response.status_code == 409


def test_the_rule_about_doubts_holds_for_what_was_repaired(secretariat, ready):
    move = {"do": "split", "speech": 2, "at": place(ready, 2, INSIDE)}
    mended = with_repair(ready.reading, {}, move)

    meeting, _ = saving.save(ready, by=secretariat, corrections=mended)

    assert meeting.current_source.speeches.count() == 5


def test_a_repair_that_fits_no_more_is_told_and_asked_about(as_, secretariat, ready):
    ready.corrections = {
        "repairs": [
            {"do": "join", "speech": 3, "words": "つなげました。", "changes": 0},
            {"do": "split", "speech": 2, "at": 9999, "words": "分けました。", "changes": 0},
        ]
    }
    ready.save()

    client = as_(secretariat)
    page = page_of(client.get(ready.get_absolute_url()))
    address = f"/meetings/import/{ready.pk}/save/"
    unseen = client.post(address, make.typed(ready))
    looked_at = [box["value"] for box in page.select("[name=looked_at]")]
    seen = client.post(address, {**make.typed(ready), "looked_at": looked_at})

    assert (unseen.status_code, seen.status_code) == (422, 302)
    assert [each.split("（")[0] for each in repairs(page)] == ["つなげました。"]
    assert "前に直したところのうち1件は、今の発言に合わないため、外しました。" in page.get_text()
