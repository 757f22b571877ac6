from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.directory import names
from organizations.directory.official import organizations

LOCAL = [each for each in organizations().values() if each.is_local]
MUNICIPALITIES = [each for each in LOCAL if each.is_municipality]
HEADS = {"prefecture": "知事", "special_ward": "長", "town": "長", "village": "長"}
MISATO_TOWNS = ("054348", "324485", "454311")


def carriers():
    codes = defaultdict(list)
    for each in LOCAL:
        codes[each.name].append(each.code)
    return codes


def test_the_official_list_is_whole():
    assert len(LOCAL) == 1788
    assert len({each.code for each in organizations().values()}) == len(organizations())


def test_every_local_government_is_found_by_prefecture_and_name():
    assert [each for each in LOCAL if names.resolve(each.full_name).code != each.code] == []


def test_every_head_of_a_local_government_is_found_by_the_full_post():
    posts = {each.code: f"{each.full_name}{HEADS.get(each.kind, '長')}" for each in LOCAL}

    assert [code for code, post in posts.items() if names.resolve(post).code != code] == []


def test_a_bare_name_is_certain_exactly_when_one_carries_it():
    wrong = []
    for name, codes in carriers().items():
        found = names.resolve(name)
        expected = codes[0] if len(codes) == 1 else None
        if (found.code, found.candidates) != (expected, tuple(codes)):
            wrong.append(name)

    assert wrong == []


def test_a_bare_name_is_certain_when_the_prefecture_is_known():
    found = {each.code: names.resolve(each.name, prefecture=each.prefecture) for each in LOCAL}

    assert [code for code, resolution in found.items() if resolution.code != code] == []


def test_every_local_government_is_found_in_running_text():
    wrong = []
    for each in LOCAL:
        mentions = names.find_all(f"先日、{each.full_name}の担当者から伺いました。")
        if [(m.quote, m.resolution.code) for m in mentions] != [(each.full_name, each.code)]:
            wrong.append((each.full_name, mentions))

    assert wrong == []


def test_every_local_government_is_found_after_a_surname():
    posts = {each.code: f"斯波{each.full_name}{HEADS.get(each.kind, '長')}" for each in LOCAL}

    assert [code for code, post in posts.items() if names.resolve(post).code != code] == []


def test_every_national_name_alias_and_post_is_found():
    wrong = [
        name
        for each in organizations().values()
        for name in (each.name, *each.aliases, *each.posts)
        if not each.is_local and names.resolve(name).code != each.code
    ]

    assert wrong == []


@given(st.sampled_from(LOCAL), st.sampled_from(["{}", " {} ", "○{}", "**{}**"]), st.data())
def test_spaces_and_width_make_no_difference(each, frame, data):
    at = data.draw(st.integers(0, len(each.full_name)))
    written = frame.format(each.full_name[:at] + "　 " + each.full_name[at:])

    assert names.resolve(written).code == each.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("愛知県一宮市", "232033"),
        ("一宮市", "232033"),
        ("一宮市長", "232033"),
        ("愛知県一宮市長", "232033"),
        ("一宮町", "124214"),
        ("一宮市総務部デジタル推進課", "232033"),
        ("秋田県美郷町", "054348"),
        ("秋田県仙北郡美郷町長", "054348"),
        ("秋田県　仙北郡　美郷町", "054348"),
        ("長生郡一宮町", "124214"),
        ("山口県知事", "350001"),
        ("山口県の村岡知事", "350001"),
        ("山口県村岡知事", "350001"),
        ("村岡山口県知事", "350001"),
        ("村岡 嗣政 山口県知事", "350001"),
        ("山口県総務部市町村課", "350001"),
        ("山口県庁", "350001"),
        ("東京都知事", "130001"),
        ("北海道知事", "010006"),
        ("大阪府", "270008"),
        ("東京都府中市", "132063"),
        ("横浜市長", "141003"),
        ("横浜市港北区長", "141003"),
        ("大阪市港区", "271004"),
        ("港区", "131032"),
        ("千代田区長", "131016"),
        ("四日市市長", "242021"),
        ("市川市長", "122033"),
        ("東村山市長", "132136"),
        ("茅ケ崎市", "142077"),
        ("茅が崎市長", "142077"),
        ("龍ヶ崎市", "082082"),
        ("竜ケ崎市", "082082"),
        ("塩釜市", "042030"),
        ("鹿嶋市", "082228"),
        ("鹿島市", "412074"),
        ("いちのみやし", "232033"),
        ("アキタケン ミサトマチ", "054348"),
        ("デジタル庁", "digital"),
        ("デジ庁", "digital"),
        ("デジタル庁戦略・組織グループ統括官", "digital"),
        ("デジタル庁デジタル監", "digital"),
        ("浅沼デジタル監", "digital"),
        ("河野デジタル大臣", "digital"),
        ("総務省自治行政局長", "soumu"),
        ("山野総務省自治行政局長", "soumu"),
        ("松本総務大臣", "soumu"),
        ("総務省消防庁", "fdma"),
        ("内閣官房", "cas"),
        ("内閣官房デジタル行財政改革会議事務局審議官", "secretariat"),
        ("阪田内閣官房デジタル行財政改革会議事務局長", "secretariat"),
        ("デジタル行財政改革会議事務局長", "secretariat"),
        ("全国知事会", "nga"),
        ("全国市長会会長", "mayors"),
        ("全国町村会", "zck"),
    ],
)
def test_names_are_read_the_ways_minutes_write_them(text, code):
    assert names.resolve(text).code == code


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("美郷町", MISATO_TOWNS),
        ("松田美郷町長", MISATO_TOWNS),
        ("府中市長", ("132063", "342084")),
        ("伊達市", ("012335", "072133")),
        ("大野市川市長", ("182052", "122033")),
        ("阿東村山市長", ("132136", "062081")),
        ("デジタル行財政改革担当大臣", ("secretariat",)),
        ("河野デジタル行財政改革担当大臣", ("secretariat",)),
    ],
)
def test_it_never_guesses_where_more_than_one_may_be_meant(text, candidates):
    found = names.resolve(text)

    assert (found.code, found.certain, set(found.candidates)) == (None, False, set(candidates))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "構成員",
        "事務局",
        "愛知県一宮町",
        "愛知県一宮町長",
        "岐阜県一宮市",
        "新潟県美郷町",
        "愛知県町村会長",
        "東京都市長会",
        "東京消防庁",
        "全国知事会議",
        "一宮市民病院",
        "大田市場",
        "市町村",
        "全国町村議会議長会",
    ],
)
def test_what_names_no_organization_finds_none(text):
    assert names.resolve(text) == names.Resolution()


def test_the_organizations_in_the_room_decide_between_equal_names():
    attendees = {"350001", "232033", "054348"}

    assert names.resolve("美郷町", among=attendees).code == "054348"
    assert names.resolve("松田美郷町長", among=attendees).code == "054348"
    assert names.resolve("府中市", among=attendees) == names.Resolution()
    assert names.resolve("松田町長", among=attendees) == names.Resolution()
    assert names.resolve("美郷町", among={"054348", "324485"}).code is None


def test_a_resolution_says_what_was_found():
    assert names.resolve("愛知県一宮市長") == names.Resolution(
        code="232033", kind="core_city", name="一宮市", candidates=("232033",)
    )


def test_organizations_in_running_text_are_found_with_their_places():
    text = "今日は、山口県の村岡知事、一宮市の中野市長、それから秋田県美郷町の松田町長、御三方の"

    found = names.find_all(text)

    assert [(m.quote, m.resolution.code) for m in found] == [
        ("山口県", "350001"),
        ("一宮市", "232033"),
        ("秋田県美郷町", "054348"),
    ]
    assert [text[m.start : m.end] for m in found] == [m.quote for m in found]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("総務省とデジタル庁で、第 1 回", ["総務省", "デジタル庁"]),
        ("デジ タル庁の 方", ["デジ タル庁"]),
        ("全国市長会、東京都市長会、東京都知事会見", ["全国市長会", "東京都"]),
        ("大阪市北区の窓口", ["大阪市北区"]),
        ("どのくらいの町が", []),
        ("玄関市という名", []),
        ("豊洲市場と大田市場", []),
        ("各市町村、池田町村合併", []),
        ("愛知県一宮町では", []),
        ("東京消防庁が", []),
        ("唐津市と津市", ["唐津市", "津市"]),
        ("一宮市長会見で", ["一宮市"]),
    ],
)
def test_running_text_yields_whole_names_only(text, quotes):
    assert [mention.quote for mention in names.find_all(text)] == quotes


def test_a_prefecture_before_decides_in_running_text():
    found = names.find_all("秋田県の美郷町から、また美郷町では")

    assert [(m.quote, m.resolution.code) for m in found] == [
        ("秋田県", "050008"),
        ("美郷町", "054348"),
        ("美郷町", None),
    ]
    assert found[2].resolution.candidates == MISATO_TOWNS


def test_a_person_in_the_room_is_no_town():
    text = "村岡知事、中野市長、松田町長から"

    assert [m.quote for m in names.find_all(text)] == ["中野市", "松田町"]
    assert names.find_all(text, surnames=("村岡", "中野", "松田")) == ()


def test_only_organizations_in_question_are_mentioned():
    text = "中野市長と美郷町"

    found = names.find_all(text, among={"232033", "054348"})

    assert [(m.quote, m.resolution.code) for m in found] == [("美郷町", "054348")]


@given(st.text(alphabet="秋田県仙北郡美郷町一宮市中野長の大阪府東京都港区 　、ケ", max_size=40))
def test_mentions_stand_in_order_and_quote_the_text(text):
    mentions = names.find_all(text)

    assert [text[m.start : m.end] for m in mentions] == [m.quote for m in mentions]
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(m.resolution.candidates for m in mentions)
