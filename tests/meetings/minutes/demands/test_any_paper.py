"""What holds for any words below the title of a paper of demands."""

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.minutes.document import SourceKind
from meetings.minutes.suggesting import suggest
from tests import sizes
from tests.meetings.minutes.accounting.summing import assert_whole

TITLE = "防災に関する要望書\n"
PIECES = [
    "１　",
    "(1) ",
    "①",
    "・",
    "○",
    "Ⅰ ",
    "■",
    "第１章　",
    "ア　",
    "【総務省】",
    "（関係府省：環境省）",
    "【現状・課題】",
    "【要望内容】",
    "要望先　国土交通省",
    "要望先",
    "デジタル庁",
    "職員が足りない。",
    "支援すること。",
    "図られたい。",
    "財政支援の充実",
    "次の事項を要望する。",
    "していること。",
    "記",
    "以上",
    "- 3 -",
    "- 4 -",
    "\f",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "　",
    "深沢県",
    "会長　湊 渉",
    "総務大臣　様",
    "令和６年５月１日",
    "目次",
    "通信 …… 3",
    "**",
    "するとともに、",
    "（",
    "）",
    "「",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=sizes.of(60, long=150), deadline=None)
def test_every_character_has_its_place_and_every_ask_its_words(pieces):
    parsed = assert_whole(f"{TITLE}{''.join(pieces)}\n支援すること。\n".encode(), "a.txt")

    for each in suggest(parsed).requests:
        text = parsed.speeches[each.speech - 1].text
        assert text[each.start : each.end] == each.quote != ""
    if parsed.kind is SourceKind.DEMANDS:
        assert all(speech.text for speech in parsed.speeches)
