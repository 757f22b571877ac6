"""The attendee list in its many layouts: 氏名 所属職, 職 氏名, 氏名（職）, tables, groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.minutes.document import Attendee, Side
from meetings.minutes.parts.lines import Line
from meetings.minutes.people.attendee_entries import Person, people_in
from meetings.minutes.people.names import is_post_word, unspaced, words_of
from meetings.minutes.people.posts import GENERIC_ROLES, ends_as_organization
from meetings.minutes.people.sides import code_of, is_ministry, side_of

_BULLET = re.compile(
    r"^(?:[-‐–—―*・･○〇◯●◎◆◇■□▪•‣※]\s*|[（(]?[0-9０-９]{1,2}[)）.．、]\s*|[①-⑳]\s*)+"
)
_GROUP = re.compile(
    r"^[（(【〔［\[＜<《〈■●◆]\s*([^（）()【】〔〕<>＜＞《》]{1,24}?)\s*[）)】〕］\]＞>》〉]?\s*(?:[（(][^（）()]*[）)])?[:：]?\s*$"
)
_GROUP_COLON = re.compile(r"^([^\s　:：、。]{2,14})[:：][\s　]*(.*)$")
_PAREN = re.compile(r"[（(〔【［\[]\s{0,20}([^（）()〔〕【】［］\[\]]{1,80})\s{0,20}[）)〕】］\]]")
_NOT_A_PERSON = re.compile(
    r"^(?:計|以上|ほか|他|合計|氏\s*名|所\s*属|役\s*職|敬称略|別紙|五十音順|順不同|なし|出席者数|名簿|[0-9０-９]+\s*[名人])|[。]|[0-9０-９]\s*[名人]$"
)

_DITTO = frozenset(("同", "〃", "同上", "々"))
_SEAT = re.compile(
    r"(?P<seat>[0-9０-９]{1,2}番|[一二三四五六七八九十]{1,3}番|[0-9０-９]{1,2}(?=$))(?P<name>\S*)"
)
_TELLS = re.compile(
    r"(?:について|に関する(?:こと|件)|[をは][^。、\s]{2,20}(?:した|する|ます|です|ある|ない|こと|もの)|。)$"
)
_OF_PEOPLE = re.compile(r"出席|欠席|代理|敬称|とおり|^[※＊*(（〔【]")
MAX_LINES_OF_LIST = 1000
"""More lines than this are no attendee list."""


def read_attendees(
    lines: Sequence[Line], *, absent: bool = False, default: Side | None
) -> list[Person]:
    """The people named in the lines of an attendee list, in order. Their side is `default` where
    nothing tells it."""
    people: list[Person] = []
    group = above = ""
    for line in lines[:MAX_LINES_OF_LIST]:
        text = above = _without_ditto(line.text.replace("**", "").strip(), above)
        heading, text = _group_of(text)
        if heading:
            group = heading
        if not text or _NOT_A_PERSON.search(_BULLET.sub("", text)):
            continue
        if _TELLS.search(text[-60:]) and not _OF_PEOPLE.search(text):
            break
        missing = absent or "欠席" in group
        for person in _seated(text):
            attendee = _placed(person, group, missing, default)
            people.append(replace(person, attendee=attendee, group=group))
    return people


def _seated(text: str) -> list[Person]:
    """The people of a line; those who sit by number (１番　小林　しょう) are called by it too."""
    entries: list[tuple[str, list[str]]] = [("", [])]
    for word in words_of(text):
        seat = _SEAT.fullmatch(word)
        if seat:
            entries.append((seat["seat"], [seat["name"]] if seat["name"] else []))
        else:
            entries[-1][1].append(word)
    if entries[0][1] or len(entries) == 1 or (len(entries) == 2 and "番" not in entries[1][0]):
        return people_in(_BULLET.sub("", text))
    return [
        replace(person, roles=(*person.roles, seat)) if "番" in seat else person
        for seat, words in entries
        for person in people_in("　".join(words))
    ]


def _without_ditto(text: str, above: str) -> str:
    """`text` with the first word of the line above in place of 同 or 〃."""
    words = words_of(text)
    if len(words) < 2 or words[0] not in _DITTO or not words_of(above):
        return text
    return f"{words_of(above)[0]}　{text[len(words[0]) :].strip()}"


def _group_of(text: str) -> tuple[str, str]:
    """(group, rest): the heading of a group of people in the list, and names on the same line."""
    bracketed = _GROUP.match(text)
    if bracketed and not (text[0] in "■●◆" and _looks_like_person(text)):
        words = unspaced(bracketed.group(1).strip())
        return (words, "") if not _looks_like_person(words) else ("", text)
    opening = _PAREN.match(text)
    if opening and is_post_word(opening.group(1)) and text[opening.end() :].strip():
        return opening.group(1), text[opening.end() :].strip()
    colon = _GROUP_COLON.match(text)
    if colon:
        words = _BULLET.sub("", colon.group(1))
        if words in GENERIC_ROLES and len(words_of(colon.group(2))) <= 2 and words.endswith("長"):
            return "", f"{words} {colon.group(2)}"
        return words, colon.group(2)
    return "", text


def _looks_like_person(text: str) -> bool:
    return len(words_of(_BULLET.sub("", text))) >= 2


def _placed(person: Person, group: str, missing: bool, default: Side | None) -> Attendee:
    """The attendee with side and code, as the post and the group it stands in tell."""
    attendee = person.attendee
    organization = _organization_in_group(attendee, group)
    side = side_of(organization, attendee.title, group, person.roles) or default
    note = attendee.note
    if missing and "欠席" not in note and "代理" not in note:
        note = f"{note}、欠席" if note else "欠席"
    code = code_of(organization) if side is Side.LOCAL else None
    return replace(attendee, organization=organization, side=side, code=code, note=note)


def _organization_in_group(attendee: Attendee, group: str) -> str:
    """The organization, with the ministry in the heading of the group where it is a part of it."""
    organization = attendee.organization
    if not organization:
        return _organization_of_group(attendee.title, group)
    apart = is_ministry(group) and side_of(organization, "") is None
    return group + organization if apart and not organization.startswith(group) else organization


def _organization_of_group(title: str, group: str) -> str:
    """The heading of the group where it is an organization: 「デジタル庁：木村参事官」."""
    if group in GENERIC_ROLES or not ends_as_organization(group) or title.endswith("大臣"):
        return ""
    return group
