"""What of a web page or a Markdown file is read, and what is left out and told."""

from meetings.minutes.accounting.entries import Reason
from meetings.minutes.reading import read_minutes
from tests.meetings.minutes.formats import turns


def page(body):
    return f"<html><head><title>題</title></head><body>{body}</body></html>".encode()


def body():
    return "".join(f"<p>{line}</p>" for line in (*turns.HEAD, *turns.paragraphs()))


def left(parsed, *reasons):
    return [each.text for each in parsed.left_out if each.reason in reasons]


def test_the_plain_page_holds_twelve_turns():
    turns.assert_read(read_minutes(page(body()), "a.html"))


def test_a_form_around_the_whole_page_is_no_reason_to_drop_it():
    whole = f'<form id="aspnetForm"><input value="x"><div>{body()}</div></form>'

    turns.assert_read(read_minutes(page(whole), "a.html"))


def test_what_surrounds_the_minutes_is_left_out_and_told():
    whole = (
        "<nav>組織から探す</nav><form><label>検索語</label><button>検索</button></form>"
        f"<div>現在地</div><main>{body()}</main><footer>問合せ先</footer>"
    )

    parsed = read_minutes(page(whole), "a.html")

    turns.assert_read(parsed)
    assert sorted(left(parsed, Reason.SURROUNDINGS)) == sorted(
        ["組織から探す", "検索語検索", "現在地", "問合せ先"]
    )


def test_readings_hidden_and_deleted_words_and_comments_are_told():
    words = turns.TURNS[9][1][0]
    more = (
        "<ruby>試算<rp>（</rp><rt>しさん</rt><rp>）</rp></ruby>です。"
        '<span hidden>見えない</span><span style="display: none">これも</span>'
        "<del>消した</del><!-- 覚え -->"
    )

    parsed = read_minutes(page(body().replace(words, words + more)), "a.html")

    turns.assert_read(parsed, t10=f"{words}試算です。")
    assert "".join(left(parsed, Reason.RUBY)) == "（しさん）"
    assert left(parsed, Reason.HIDDEN) == ["見えない", "これも"]
    assert left(parsed, Reason.DELETED) == ["消した"]
    assert left(parsed, Reason.COMMENT) == ["覚え"]


def test_addresses_and_comments_of_markdown_are_told():
    text = "\n\n".join((*turns.HEAD, *turns.paragraphs()))
    words = turns.TURNS[9][1][0]
    text = text.replace(words, f"{words}[資料](https://a.example/1)です。<!-- 覚え -->")

    parsed = read_minutes(text.encode(), "a.md")

    turns.assert_read(parsed, t10=f"{words}資料です。")
    assert left(parsed, Reason.LINK) == ["https://a.example/1"]
    assert left(parsed, Reason.COMMENT) == ["覚え"]


def test_letters_that_a_text_sets_apart_are_read_as_words():
    text = "\n".join((*turns.HEAD, *(" ".join(words) for words in turns.paragraphs())))

    turns.assert_read(read_minutes(text.encode(), "a.txt"))


def test_wide_blanks_between_all_letters_are_none():
    text = "\n".join((*turns.HEAD, *("　".join(words) for words in turns.paragraphs())))

    turns.assert_read(read_minutes(text.encode(), "a.txt"))
