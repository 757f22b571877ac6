"""One entry of the attendee list: 氏名 所属職, 職 氏名, 氏名（職）, or several people on a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from meetings.minutes.document import Attendee
from meetings.minutes.people.names import classify, is_name_word, joined_words, words_of
from meetings.minutes.people.posts import (
    GENERIC_ROLES,
    ends_as_organization,
    ends_as_post,
    post_suffix,
    split_position,
    without_honorific,
)

_REMARK = re.compile(
    r"欠席|代理|オンライン|[Ww][Ee][Bb]|ウェブ|途中|代読|随行|会場|リモート|遅参|出席|対面|着任|任期|敬称"
)
_PAREN = re.compile(r"[（(〔【［\[]\s{0,20}([^（）()〔〕【】［］\[\]]{1,80})\s{0,20}[）)〕】］\]]")
_TRAILING_REMARK = re.compile(
    r"(?:(?<!\s)\s+)?(?:※\s*)?((?:代理|欠席|オンライン(?:参加|出席)?|Web参加|途中(?:退席|出席|参加))"
    r"[^\s　]{0,12})$"
)
_ROLE_FIRST = re.compile(r"^(?:" + "|".join(sorted(GENERIC_ROLES, key=len, reverse=True)) + r")$")
_NAME_ROLE = re.compile(
    r"^([一-鿿々〆ヶぁ-ゖァ-ヴー𠮷]{1,8}?)("
    + "|".join(sorted(GENERIC_ROLES, key=len, reverse=True))
    + r")$"
)
_ORGANIZATION_START = re.compile(
    r"(?:内閣|総務|財務|デジタル|厚生|文部|国土|経済|農林|環境|外務|法務|防衛|復興|警察|消防|金融|全国|北海道|東京都|"
    r"(?:京都|大阪)府|[一-鿿]{2,3}県|[一-鿿]{2}市|株式会社|一般|公益|独立|国立)"
)


@dataclass(frozen=True)
class Person:
    """An attendee with what is needed to recognise a label: roles at the meeting (座長), group."""

    attendee: Attendee
    roles: tuple[str, ...] = ()
    group: str = ""


def people_in(text: str) -> list[Person]:
    """The people named in one line, without its bullet. Side and code are for the list to tell."""
    pieces = [piece.strip() for piece in _split_outside_brackets(text) if piece.strip()]
    if len(pieces) > 1 and all(_person_like(piece) for piece in pieces):
        return [person for piece in pieces for person in people_in(piece)]
    people = [_person(part) for part in _persons_of_line(text.strip("、，,;； \u3000"))]
    return [person for person in people if person is not None]


def _split_outside_brackets(text: str) -> list[str]:
    pieces, depth = [""], 0
    for character in text:
        depth += (character in "（(") - (character in "）)")
        if character in "、，,;；" and depth <= 0:
            pieces.append("")
        else:
            pieces[-1] += character
    return pieces


def _person_like(text: str) -> bool:
    words = words_of(_PAREN.sub("", text))
    return 0 < len(words) <= 4 and len(text) <= 40


def _persons_of_line(text: str) -> list[str]:
    """Divide a line on which several people stand side by side."""
    if "（" in text or "(" in text or "\t" in text:
        return [text]
    words = joined_words(text)
    kinds = classify(words)
    if re.fullmatch(r"(?:N{1,2}P+){2,}", kinds):
        groups = re.finditer(r"N{1,2}P+", kinds)
    elif re.fullmatch(r"(?:P+N{1,2}){2,}", kinds) and not _ROLE_FIRST.match(words[0]):
        groups = re.finditer(r"(?<!P)P+N{1,2}", kinds)
    elif re.fullmatch(r"N{3,}", kinds) and all(len(word) >= 3 for word in words):
        return words
    else:
        return [text]
    return [" ".join(words[match.start() : match.end()]) for match in groups]


def _person(text: str) -> Person | None:
    """One person from one entry, whatever its layout."""
    text, roles, inner, notes = _brackets(text)
    text, trailing = _remarks(text)
    notes += trailing
    words = joined_words(text)
    if not words:
        return None
    if inner and ends_as_post(inner):
        words, roles = _without_roles(words, roles)
    kinds = classify(words)
    if len(words) == 1:
        return _single(words[0], inner, roles, notes)
    if inner and "P" not in kinds:
        return _made(" ".join(words), [inner], roles, notes)
    if inner and is_name_word("".join(words_of(inner))) and "N" not in kinds:
        return _made(inner, words, roles, notes)
    if inner:
        notes = [*notes, inner]
    return _ordered(words, kinds, roles, notes)


def _without_roles(words: list[str], roles: list[str]) -> tuple[list[str], list[str]]:
    """座長　青木 聡（中央大学教授）: a role before or after the name whose post is in brackets."""
    roles = [*roles]
    if len(words) > 1 and _ROLE_FIRST.match(words[0]):
        roles, words = [*roles, words[0]], words[1:]
    if len(words) > 1 and _ROLE_FIRST.match(words[-1]):
        roles, words = [*roles, words[-1]], words[:-1]
    return words, roles


def _ordered(words: list[str], kinds: str, roles: list[str], notes: list[str]) -> Person | None:
    while len(words) > 2 and "N" in kinds[1:] and _is_role(words, kinds):
        roles, words, kinds = [*roles, words[0]], words[1:], kinds[1:]
    while (
        len(words) > 2
        and "N" in kinds
        and kinds[-1] == "P"
        and _ROLE_FIRST.match(words[-1])
        and ("P" in kinds[:-1])
    ):
        roles, words, kinds = [*roles, words[-1]], words[:-1], kinds[:-1]
    name_first = re.match(r"N+", kinds)
    if name_first:
        count = _name_length(words, name_first.end())
        return _made(" ".join(words[:count]), words[count:], roles, notes)
    name_last = re.search(r"N{1,2}$", kinds)
    if name_last:
        cut = name_last.start()
        if cut > 0 and len(words[cut]) > 3 and len(words) - cut == 2 and cut + 1 < len(words):
            cut += 1 if len(words[cut]) > 4 and len(words[cut + 1]) >= 3 else 0
        return _made(" ".join(words[cut:]), words[:cut], roles, notes)
    middle = re.search(r"PN{1,2}P", kinds)
    if middle:
        start, end = middle.start() + 1, middle.end() - 1
        return _made(" ".join(words[start:end]), words[:start] + words[end:], roles, notes)
    return _made("", words, roles, notes)


def _is_role(words: list[str], kinds: str) -> bool:
    """Whether the first word is a role at the meeting: 委員, or any bare post before a name that
    has a post of its own (主査　森　博幸　鹿児島市長)."""
    if _ROLE_FIRST.match(words[0]):
        return True
    bare = post_suffix(words[0]) == words[0]
    return bare and kinds.startswith("PN") and kinds[-1] == "P" and ends_as_post(words[-1])


def _name_length(words: list[str], available: int) -> int:
    """How many of the leading words are the name: 村岡 嗣政 is two, 村岡嗣政 is one."""
    if available < 2:
        return 1
    if len(words[0]) >= 4 and len(words) > 1:
        return 1
    if len(words[0]) == 3 and available == len(words) == 2 and len(words[1]) > 3:
        return 1
    return 2


def _single(word: str, inner: str, roles: list[str], notes: list[str]) -> Person | None:
    if inner and is_name_word(word):
        return _made(word, [inner], roles, notes)
    if inner and is_name_word("".join(words_of(inner))):
        return _made(inner, [word], roles, notes)
    fused = _NAME_ROLE.match(word)
    if fused and word not in GENERIC_ROLES and not ends_as_post(fused.group(1)):
        post = [inner] if inner and ends_as_post(inner) else []
        notes = [*notes, inner] if inner and not post else notes
        return _made(fused.group(1), post, [*roles, fused.group(2)], notes)
    if inner:
        notes = [*notes, inner]
    if is_name_word(without_honorific(word)) and len(word) >= 2:
        return _made(word, [], roles, notes)
    start = _organization_start(word)
    if 2 <= start <= 6 and is_name_word(word[:start]):
        return _made(word[:start], [word[start:]], roles, notes)
    return _made("", [word], roles, notes)


def _organization_start(word: str) -> int:
    found = [match.start() for match in _ORGANIZATION_START.finditer(word) if match.start() >= 2]
    return found[0] if found and ends_as_post(word) else -1


def _remarks(text: str) -> tuple[str, list[str]]:
    notes: list[str] = []
    trailing = _TRAILING_REMARK.search(text)
    if trailing and trailing.start() > 0:
        notes.append(trailing.group(1))
        text = text[: trailing.start()]
    return text.strip(" \u3000※"), notes


def _brackets(text: str) -> tuple[str, list[str], str, list[str]]:
    """(text without brackets, roles in brackets, a post in brackets, remarks in brackets)."""
    roles: list[str] = []
    inner: list[str] = []
    notes: list[str] = []
    for match in _PAREN.finditer(text):
        words = match.group(1).strip()
        if _inside_post(text, match):
            continue
        if _ROLE_FIRST.match(words):
            roles.append(words)
        elif _REMARK.search(words) and not words.endswith("会長代理"):
            notes.append(words)
        else:
            inner.append(words)
    rest = _PAREN.sub(lambda match: match[0] if _inside_post(text, match) else " ", text)
    return rest.strip(), roles, "、".join(inner), notes


def _inside_post(text: str, bracket: re.Match[str]) -> bool:
    """政策統括官（防災担当）付参事官補佐: a bracket in the middle of a post belongs to it."""
    before, after = text[: bracket.start()], text[bracket.end() :]
    return after.startswith(("付", "補佐", "担当")) and before[-1:].strip() != ""


def _made(name: str, position: list[str], roles: list[str], notes: list[str]) -> Person:
    name = " ".join(without_honorific(word) if n else word for n, word in enumerate(name.split()))
    name = name if " " in name else without_honorific(name)
    inner = [word for post in position for word in ([post] if "、" in post else words_of(post))]
    remarks = [
        word for word in inner if len(inner) > 1 and _REMARK.search(word) and not ends_as_post(word)
    ]
    words = [word for word in inner if word not in remarks]
    words, others = _main_post(words)
    remarks += others
    organization, title = _split(words)
    if title and not organization and not title.endswith("大臣"):
        organization, notes, found = _organization_among(notes)
        roles = [*roles, *found]
    attendee = Attendee(
        name=name,
        title=title,
        organization=organization,
        side=None,
        position="".join(words),
        note="、".join([*roles, *notes, *remarks]),
    )
    return Person(attendee, tuple(roles))


def _main_post(words: list[str]) -> tuple[list[str], list[str]]:
    """Of several in one bracket (全国町村会、深瀬町長) the last that is a post; the others."""
    if len(words) != 1 or "、" not in words[0]:
        return words, []
    posts = [post.strip() for post in words[0].split("、") if post.strip()]
    main = next((post for post in reversed(posts) if ends_as_post(post)), posts[-1])
    return [main], [post for post in posts if post != main]


def _organization_among(notes: list[str]) -> tuple[str, list[str], list[str]]:
    """The organization that stands in brackets after a bare post (知事 … （山口県・世話人）); the
    other remarks; roles among them."""
    organization = ""
    others: list[str] = []
    roles: list[str] = []
    for part in (part for note in notes for part in re.split(r"[・、]", note)):
        if not organization and ends_as_organization(part):
            organization = part
        elif part in GENERIC_ROLES:
            roles.append(part)
        else:
            others.append(part)
    return (organization, others, roles) if organization else ("", notes, [])


def _split(words: list[str]) -> tuple[str, str]:
    """Organization and title of a post printed in one word or several."""
    if not words:
        return "", ""
    joined = "".join(words)
    organization, title = split_position(joined)
    last = words[-1]
    if len(words) > 1 and split_position(last)[0] == "" and ends_as_post(last):
        return "".join(words[:-1]), last
    if not title and len(words) > 1 and post_suffix(words[0]) == words[0]:
        return "".join(words[1:]), words[0]
    return organization, title
