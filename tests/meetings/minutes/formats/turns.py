"""Minutes of twelve turns that the tests set in other ways: the words are the same in each."""

import re
import unicodedata

HEAD = (
    "島しょ港湾連絡会議（第２回）議事要旨",
    "１　日時　令和６年６月４日（火）13:00～14:10",
    "２　場所　汐凪県庁舎 ７階会議室",
    "３　出席者",
    "　早瀬　渚　汐凪県知事",
    "　檜山　みのり　灯台市長",
    "　若葉　巧　帆立町長",
    "　紺野　由美　国土交通省審議官",
    "　氷室　誠　総務省課長",
    "　白石　渡　内閣官房参事官",
    "４　議事次第",
    "　1．開会",
    "　2．港の情報化について",
    "５　配付資料",
    "　資料１　港の情報化の状況（国土交通省提出資料）",
    "６　議事要旨",
)
COMMON = (
    "島では船の時刻が毎日変わりますので、紙の掲示を見に来られない方にどう伝えるかを、"
    "それぞれの役場が工夫を重ねながら続けてきたところです。"
)
PEOPLE = {
    "白石参事官": "白石 渡",
    "早瀬知事": "早瀬 渚",
    "檜山市長": "檜山 みのり",
    "若葉町長": "若葉 巧",
    "紺野審議官": "紺野 由美",
    "氷室課長": "氷室 誠",
}
TURNS = (
    ("白石参事官", ("時間になりましたので、第２回の会議を始めます。早瀬知事からお願いします。",)),
    (
        "早瀬知事",
        (
            f"汐凪県の早瀬です。{COMMON}船便の情報を扱う仕組みの費用について、国の財政措置をお願いしたい。",
            f"もう一つ、担当する省庁をはっきりさせていただきたい。{COMMON}",
        ),
    ),
    ("白石参事官", ("ありがとうございました。続いて檜山市長、お願いします。",)),
    ("檜山市長", (f"灯台市の檜山です。{COMMON}{COMMON}移行の期限を柔軟にしていただきたい。",)),
    (
        "若葉町長",
        (f"帆立町の若葉です。{COMMON}専門の職員を県から派遣していただけると助かります。",),
    ),
    ("白石参事官", ("ありがとうございました。国土交通省からお願いします。",)),
    ("紺野審議官", (f"国土交通省の紺野です。費用の実態を調べ、年内にお示しします。{COMMON}",)),
    ("氷室課長", (f"総務省の氷室です。{COMMON}必要な措置を検討してまいります。",)),
    ("白石参事官", ("ほかに御発言はありますか。", "それでは、次の会議でお示しします。")),
    ("早瀬知事", ("一点だけ。次回までに試算の前提を共有していただければ幸いです。",)),
    ("紺野審議官", ("承知しました。七月末までに共有します。",)),
    ("白石参事官", ("以上で、第２回の会議を終わります。",)),
)
MARK = "（挙手なし）"


def paragraphs():
    """The printed paragraphs of the minutes proper."""
    for number, (label, texts) in enumerate(TURNS, 1):
        yield f"○{label}　{texts[0]}"
        for text in texts[1:]:
            if number == 9:
                yield MARK
            yield text


def squeezed(text):
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def spoken(parsed):
    return [(speech.label, squeezed(speech.text)) for speech in parsed.speeches]


def expected(**changes):
    """All turns as they are to be read; `changes` replaces the words of some: t10="…"."""
    return [
        (label, squeezed(changes.get(f"t{number}", "".join(texts))))
        for number, (label, texts) in enumerate(TURNS, 1)
    ]


def assert_read(parsed, **changes):
    """Twelve turns, six people, the place, no words beside them."""
    assert spoken(parsed) == expected(**changes)
    assert {speech.label: speech.attendee for speech in parsed.speeches} == PEOPLE
    assert [attendee.name for attendee in parsed.attendees] == [
        "早瀬 渚",
        "檜山 みのり",
        "若葉 巧",
        "紺野 由美",
        "氷室 誠",
        "白石 渡",
    ]
    assert squeezed(parsed.meeting.place) == "汐凪県庁舎7階会議室"
    assert [direction.text for direction in parsed.stage_directions] == ["挙手なし"]
