"""The cover of a paper of demands: what it is called, who hands it in, its table of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from japan.eras import parse_date
from meetings.minutes.accounting.entries import HeadingLine, LeftOut, Reason
from meetings.minutes.accounting.heading_lines import FACTS, PEOPLE
from meetings.minutes.accounting.signs import WORDS, squeezed
from meetings.minutes.demands.addressees import is_addressee
from meetings.minutes.demands.asking import asks
from meetings.minutes.demands.signs import HEADINGS_TO, Sort, sign_of
from meetings.minutes.document import Attendee, Side
from meetings.minutes.parts.lines import Line
from meetings.minutes.people.names import unspaced
from meetings.minutes.people.sides import code_of

_TITLE = re.compile(
    r"(?:提案|要望|提言|要請|要求|申し?入れ|建議)(?:書|事項|項目|活動)?"
    r"[\s　]{0,3}(?:[（(〔【][^（）()]{1,24}[)）〕】]|～.{1,40}～|[－―-].{1,40}[－―-])?[」』]?$"
)
_NAMED = re.compile(r"(?:提案|要望|提言|要請)書?[\s　]{0,2}[「『].{2,60}[」』]$")
_MONTH = re.compile(r"(?:令和|平成|[0-9０-９]{4}年)[^。、]{0,12}月")
_OTHER_RECORD = re.compile(
    r"議事|会議録|発言録|第[\s　]?[0-9０-９一二三四五六七八九十]+[\s　]?回"
    r"|一覧|回答|募集|個票|概要$|への対応"
)
_HEADS = r"(?:会長|副会長|代表|議長|連合長|知事|市長|町長|村長|区長|委員長|理事長|本部長)"
_HANDS_IN = (
    r"(?:[■○◆●・]?[\s　]{0,2}(?:提案|要望|要請|提出|提言)(?:団体|者|主体)(?:名)?[\s　:：]{1,4})?"
)
_ASSOCIATION = (
    r"知事会|市長会|町村会|区長会|町村長会|議長会|広域連合|六団体|三団体|協議会|連盟|同盟会"
    r"|連合会|連絡会|首長会|サミット"
)
_NAME = r"[^。、:：]{2,16}"
_BODY = re.compile(
    rf"{_HANDS_IN}(?P<body>[^\s　。、「」:：]{{1,24}}?(?:{_ASSOCIATION}|[都道府県市区町村]))"
    r"(?P<unit>[^\s　。、]{0,16}?(?:委員会|部会|本部|プロジェクトチーム))?"
    rf"(?:[\s　]{{0,4}}(?P<post>{_HEADS})(?:職務代理者)?(?:[\s　]{{1,6}}(?P<name>{_NAME}))?)?"
)
_POST_THERE = r"(?:知事|市長|町長|村長|区長)"
_WHERE_OF = re.compile(
    r"(?P<where>[^\s　。、]{1,12}(?:[都道府県](?=知事)|[市区町村](?=長)))(?P<post>知事|長)"
    rf"[\s　]{{1,6}}(?P<name>{_NAME})"
)
_HEAD = re.compile(
    rf"(?P<post>{_HEADS})[\s　]{{1,6}}(?:[^\s　。、]{{1,12}}{_POST_THERE}[\s　]{{1,6}})?"
    rf"(?P<name>{_NAME})"
)
"""The head of the body that the line above names: 「会長　深沢県知事　湊　渉」."""
_HONOURED = re.compile(r"(?:様|殿|御中|あて|宛て?)[\s　]{0,3}$")
_ENTRY = re.compile(
    r"\S.{0,80}?(?:[.．・･…‥⋯]{2,80}|[\s　\t]{2,40})[\s　]{0,4}[-－‐P]{0,2}[0-9０-９]{1,3}[-－‐]?$"
)
_CONTENTS = re.compile(
    r"[【＜<《≪〔]?[\s　]{0,2}(?:目[\s　]{0,6}次|もくじ|項目一覧)[\s　]{0,2}[】＞>》≫〕]?"
)
_TITLE_WITHIN = 14
_COVER = 400
_LONG = 36
_SIGNED = 6
"""So many lines at the end of a paper may say who signs it and when."""


@dataclass(frozen=True)
class Cover:
    """What stands before the first words: `first` is the line with which these begin. `label` are
    the words that name who hands the paper in."""

    title: str
    bodies: tuple[Attendee, ...]
    label: str
    dated: str
    first: int


def title_of(lines: Sequence[Line]) -> str:
    """The title of a paper of demands, or "" where the first lines name another sort of record."""
    for number, line in enumerate(lines[:_TITLE_WITHIN]):
        text = line.text.replace("**", "").lstrip("# ")
        if len(text) <= 70 and "。" not in text and (_TITLE.search(text) or _NAMED.search(text)):
            before = lines[number - 1].text if number else ""
            whole = text if len(text) > 8 or not _goes_before(before) else before + text
            return "" if _OTHER_RECORD.search(whole) else whole
    return ""


def _goes_before(text: str) -> bool:
    """Whether a line may be the first half of a title: no date and nobody's name."""
    return bool(text) and parse_date(text) is None and _BODY.fullmatch(text) is None


def read_cover(lines: Sequence[Line], title: str) -> Cover:
    """The cover of a paper of that title; who hands it in may also sign at its end."""
    first = _first(lines)
    found = _bodies(lines[:first]) or _bodies(lines[-_SIGNED:])
    found = found or [body for body in [_in_title(title)] if body]
    dated = [line.text for line in (*lines[:first], *lines[-_SIGNED:]) if parse_date(line.text)]
    bodies = {body.name: body for body in found}
    label = found[0].organization if found else ""
    return Cover(title, tuple(bodies.values()), label, dated[0] if dated else "", first)


def _bodies(lines: Sequence[Line]) -> list[Attendee]:
    """Those who hand a paper in, as lines name them: the body, and below it perhaps its head."""
    found: list[Attendee] = []
    below = False
    for line in lines:
        body = body_of(line.text)
        head = _head(line.text) if below else None
        if body:
            found.append(body)
        elif head:
            last = found.pop()
            found.append(_attendee(head["name"], last.organization, head["post"]))
        below = body is not None and not body.title
    return found


def _head(text: str) -> re.Match[str] | None:
    return None if _HONOURED.search(text) else _HEAD.fullmatch(text.strip(" \u3000"))


def body_of(text: str) -> Attendee | None:
    """Who hands a paper in, where a line of the cover says nothing else: 「東雲知事会会長　湊 渉」.
    The organization itself stands for its head where nobody is named."""
    words = unspaced(text.replace("**", "").strip(" \u3000「」【】（）()"))
    if len(words) > 60 or _HONOURED.search(words) or is_addressee(words):
        return None
    if headed := _WHERE_OF.fullmatch(words):
        where = headed["where"]
        post = headed["post"] if headed["post"] == "知事" else f"{where[-1]}長"
        return _attendee(headed["name"], where, post)
    found = _BODY.fullmatch(words)
    if not found or _TITLE.search(words):
        return None
    return _attendee(found["name"] or found["body"], found["body"], found["post"] or "")


def _attendee(name: str, organization: str, post: str) -> Attendee:
    return Attendee(
        name=re.sub(r"[\s　]+", " ", name.strip()),
        title=post,
        organization=organization,
        side=Side.LOCAL,
        code=code_of(organization),
        position=f"{organization.removesuffix(post[:1])}{post}",
    )


def _in_title(title: str) -> Attendee | None:
    """Whoever a title begins with: 「深沢県　令和7年度国への提案・要望」."""
    head = re.split(r"[\s　]|(?:から国への|による|の)", title, maxsplit=1)[0]
    return body_of(head) if head != title else None


def _first(lines: Sequence[Line]) -> int:
    """The line with which the words begin: those above only name, date, address and list."""
    contents = _contents(lines)
    for number, line in enumerate(lines[:_COVER]):
        if number not in contents and _begins(line.text):
            while number and is_addressee(lines[number - 1].text):
                number -= 1
            return number
    return min(len(lines), _COVER)


def _begins(text: str) -> bool:
    if text.strip(" \u3000") == "記" or asks(text):
        return True
    sign = sign_of(text)
    if sign.sort is Sort.HEADING:
        return sign.level <= HEADINGS_TO and sign.begin > 0
    dated = parse_date(text) and len(text) < _LONG
    if sign.sort is Sort.ADDRESSEE or dated or _HONOURED.search(text) or _TITLE.search(text):
        return False
    return sign.sort is not Sort.PROSE or "。" in text or (len(text) >= _LONG and "、" in text)


def _contents(lines: Sequence[Line]) -> set[int]:
    """The lines of the table of contents: entries that end in a page, and what stands below its
    heading and comes again as a heading."""
    again: dict[str, int] = {}
    for number, line in enumerate(lines):
        again[squeezed(line.text)] = number
    found: set[int] = set()
    below = False
    for number, line in enumerate(lines[:_COVER]):
        heads = _CONTENTS.fullmatch(line.text) is not None
        entry = _ENTRY.fullmatch(line.text[:120]) is not None
        below = heads or entry or (below and again[squeezed(line.text)] > number)
        if heads or entry or below:
            found.add(number)
    return found


def account(cover: Cover, lines: Sequence[Line]) -> tuple[list[HeadingLine], list[LeftOut]]:
    """Where the lines of the cover went."""
    kept: list[HeadingLine] = []
    left_out: list[LeftOut] = []
    contents = _contents(lines)
    title = squeezed(cover.title)
    for number, line in enumerate(lines[: cover.first]):
        words = squeezed(line.text)
        above = lines[number - 1].text if number else ""
        if number in contents:
            left_out.append(LeftOut(Reason.HEADING, words))
        elif body_of(line.text) or (above and body_of(above) and _head(line.text)):
            kept.append(HeadingLine(PEOPLE, words))
        elif words in title or title in words or _states_a_fact(line.text):
            kept.append(HeadingLine(FACTS, words))
        elif not WORDS.search(words):
            left_out.append(LeftOut(Reason.MARK, words))
        else:
            left_out.append(LeftOut(Reason.UNPLACED, words))
    return kept, left_out


def _states_a_fact(text: str) -> bool:
    """Whether a line says when, or to whom the paper goes."""
    if parse_date(text) or _MONTH.fullmatch(text.strip(" \u3000")):
        return True
    return _HONOURED.search(text) is not None or is_addressee(text)
