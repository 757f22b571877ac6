"""From a speaker's label as printed to the person in the attendee list, never by guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from japan.text import normalise
from meetings.minutes.document import Side
from meetings.minutes.people.attendee_entries import Person
from meetings.minutes.people.label_words import bare_label
from meetings.minutes.people.labels import is_question
from meetings.minutes.people.posts import (
    GENERIC_ROLES,
    ends_as_post,
    post_suffix,
    split_position,
    without_honorific,
)
from meetings.minutes.people.sides import code_of, side_of

_HEADS = re.compile(r"(?:知事|市長|町長|村長|区長|大臣|政務官)$")
_HEADS_OF_TOWNS = frozenset(
    ("市長", "町長", "村長", "区長", "副市長", "副町長", "副村長", "副区長")
)
_IN_BRACKETS = re.compile(r"[（(]([^（）()]+)[）)]")
_APART = re.compile(r"[:：/／・]|[\s　]+")
_SECRETARIAT = frozenset(("事務局", "事務方", "事務局職員"))
_ANONYMOUS_MEMBERS = frozenset(("委員", "構成員"))


@dataclass(frozen=True)
class Identity:
    """Who a label means. `attendee` is None where the list holds nobody or several that fit."""

    attendee: str | None
    side: Side | None
    organization: str
    code: str | None
    several: bool = False


class Speakers:
    """Recognises labels against one attendee list."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = [person for person in people if person.attendee.name]
        self._all = list(people)
        self._known: dict[str, Identity] = {}

    def knows(self, label: str) -> bool:
        """Whether the label fits somebody in the list by name."""
        return bool(self._by_name(_fold(label))) if label else False

    def identify(self, label: str) -> Identity:
        """The one attendee that the label fits best, and side and organization."""
        if label not in self._known:
            self._known[label] = self._identify(label)
        return self._known[label]

    def names_secretariat(self, label: str) -> bool:
        """Whether the label is the listed secretariat as a whole: who of it spoke is not told."""
        return _fold(label) in _SECRETARIAT and bool(self._secretariat())

    @property
    def face_each_other(self) -> bool:
        """Whether people of both sides are listed, so that one asks and the other answers."""
        sides = {person.attendee.side for person in self._all}
        return {Side.LOCAL, Side.NATIONAL} <= sides

    def _secretariat(self) -> list[Person]:
        return [person for person in self._all if person.attendee.side is Side.SECRETARIAT]

    def _identify(self, label: str) -> Identity:
        if self.names_secretariat(label):
            shared = {person.attendee.organization for person in self._secretariat()}
            organization = shared.pop() if len(shared) == 1 else ""
            return Identity(None, Side.SECRETARIAT, organization, None)
        asked = is_question(label)
        if asked is not None:
            side = Side.LOCAL if asked else Side.NATIONAL
            return Identity(None, side if self.face_each_other else None, "", None)
        found = self._matches(label) or self._beside_organization(label)
        if len(found) == 1:
            attendee = found[0].attendee
            return Identity(attendee.name, attendee.side, attendee.organization, attendee.code)
        return _from_label(label, found)

    def _matches(self, label: str) -> list[Person]:
        folded = _fold(label)
        inner = _IN_BRACKETS.search(folded)
        if inner:
            outer = _IN_BRACKETS.sub("", folded)
            by_given = self._by_given_name(outer, inner.group(1))
            if by_given:
                return by_given
            named = self._by_name(_fold(inner.group(1))) or self._by_name(outer)
            return named or self._by_post(outer)
        return self._by_name(folded) or self._by_post(folded)

    def _beside_organization(self, label: str) -> list[Person]:
        """深沢県：湊知事, 総務省　堂本局長: the person, of those who belong where it says."""
        where, _, who = (part.strip() for part in _APART.sub("\n", label, 1).partition("\n"))
        if not who:
            return []
        found = self._matches(who) or self._matches(where)
        organization = _fold(where)
        here = [p for p in found if organization in _fold(p.attendee.organization)]
        return here or found

    def _by_given_name(self, label: str, mark: str) -> list[Person]:
        """林（佑）委員: the surname with the first character of the given name."""
        if len(mark) > 2:
            return []
        return [
            person
            for person in self._people
            for surname, given in _surname_splits(person)
            if given.startswith(mark) and label.startswith(surname)
        ][:2]

    def _by_name(self, label: str) -> list[Person]:
        """The people whose name fits, best fit only."""
        graded: dict[int, list[Person]] = {}
        for person in self._people:
            grade = _grade(label, person)
            if grade:
                graded.setdefault(grade, []).append(person)
        return graded[max(graded)] if graded else []

    def _by_post(self, label: str) -> list[Person]:
        """The people whose post or organization the label is: 山口県知事, 知事, 座長, 多治見市."""
        tests = (
            lambda person: label in {_fold(role) for role in person.roles},
            lambda person: label in (_fold(person.attendee.position), _whole_post(person)),
            lambda person: label == _fold(person.attendee.title),
            lambda person: label == _fold(person.attendee.organization),
            lambda person: len(label) >= 2 and _fold(person.attendee.position).endswith(label),
            lambda person: label == _fold(person.group) and label not in _ANONYMOUS_MEMBERS,
        )
        for test in tests:
            found = [person for person in self._all if person.attendee.name and test(person)]
            if found:
                return found
        return []


def _fold(label: str) -> str:
    return normalise(without_honorific(re.sub(r"[\s　]", "", label)))


def _surname_splits(person: Person) -> list[tuple[str, str]]:
    """Surname and given name; where the list prints them in one word, every likely division."""
    parts = person.attendee.name.split()
    if len(parts) >= 2:
        return [(_fold(parts[0]), _fold("".join(parts[1:])))]
    name = _fold(person.attendee.name)
    if len(name) <= 2:
        return [(name, ""), *([(name[:1], name[1:])] if len(name) == 2 else [])]
    return [(name[:cut], name[cut:]) for cut in (2, 3, 1) if cut < len(name)] + [(name, "")]


def _grade(label: str, person: Person) -> int:
    """How well a label fits a person by name: 0 not at all, 9 in full."""
    full = normalise(re.sub(r"\s", "", person.attendee.name))
    if label == full or (len(full) >= 3 and (label.startswith(full) or label.endswith(full))):
        return 9
    return max(
        (_grade_surname(label, surname, person) for surname, _ in _surname_splits(person)),
        default=0,
    )


def _grade_surname(label: str, surname: str, person: Person) -> int:
    position = _fold(person.attendee.position)
    uncertain = 0 if " " in person.attendee.name else 1
    if label.endswith(surname) and label != surname and len(surname) > 1:
        before = label[: -len(surname)]
        return 7 if position.endswith(before) or before in map(_fold, person.roles) else 0
    if not label.startswith(surname):
        return 0
    rest = label[len(surname) :]
    if not rest:
        return 6 - uncertain if len(surname) > 1 or not uncertain else 0
    if rest in (position, _fold(person.attendee.organization), _whole_post(person)):
        return 8
    if rest in {_fold(role) for role in person.roles}:
        return 8
    if position.endswith(rest) or any(post.endswith(rest) for post in _other_posts(person)):
        return 7
    return _grade_other_post(rest, position, person, uncertain)


def _other_posts(person: Person) -> list[str]:
    """Posts the list adds in brackets: 全国町村会長（坂町長）."""
    return [_fold(note) for note in person.attendee.note.split("、") if ends_as_post(note)]


def _whole_post(person: Person) -> str:
    """The post with its organization, where the list prints them apart."""
    return _fold(person.attendee.organization + person.attendee.title)


def _grade_other_post(rest: str, position: str, person: Person, uncertain: int) -> int:
    """A surname with a post that is not the listed one: a role at the meeting, or another title."""
    if uncertain and len(rest) < 2:
        return 0
    if rest in GENERIC_ROLES or rest in _ANONYMOUS_MEMBERS:
        return 5 - 2 * uncertain
    title = _fold(person.attendee.title)
    if title and rest.endswith(title) and _in_order(rest, position):
        return 6 - uncertain
    post = post_suffix(rest)
    if not position and post:
        return 4 - uncertain
    if _HEADS.search(rest) or _HEADS.search(position):
        return 0
    if post == rest and post:
        return 3 - uncertain
    organization, _ = split_position(rest)
    listed = _fold(person.attendee.organization)
    return (
        3 - uncertain
        if organization and post and (organization in listed or (listed in organization and listed))
        else 0
    )


def _in_order(short: str, full: str) -> bool:
    """Whether the signs of `short` stand in `full` in order: 総務局長 in 総務省自治行政局長."""
    signs = iter(full)
    return all(sign in signs for sign in short)


def _from_label(label: str, found: Sequence[Person]) -> Identity:
    """Side and organization as far as the label itself tells, when no one person is meant."""
    words = unicodedata.normalize("NFKC", bare_label(label))
    several = len(found) > 1
    sides = {person.attendee.side for person in found}
    shared = {person.attendee.organization for person in found}
    if several and len(sides) == 1:
        organization = shared.pop() if len(shared) == 1 else ""
        return Identity(None, sides.pop(), organization, None, several)
    organization, title = split_position(without_honorific(words))
    organization = _organization_in(organization)
    side = side_of(organization, title or post_suffix(words), words if "事務局" in words else "")
    if title in _HEADS_OF_TOWNS and not re.match(r".{1,3}[都道府県]", organization):
        organization = ""  # 大野市長 may be a mayor called 大野
    code = code_of(organization) if side is Side.LOCAL else None
    return Identity(None, side, organization, code, several)


def _organization_in(words: str) -> str:
    """The organization at the end of `words`, which may begin with a surname (佐藤総務省)."""
    for start in range(min(5, len(words))):
        rest = words[start:]
        if side_of(rest, "") is not None and _starts_organization(rest):
            return rest
    return ""


_STARTS = re.compile(
    r"(?:内閣|総務省|財務省|法務省|外務省|文部科学省|厚生労働省|農林水産省|経済産業省|国土交通省|環境省|防衛省|"
    r"デジタル庁|復興庁|こども家庭庁|消費者庁|金融庁|警察庁|消防庁|全国|指定都市|事務局|[^\s]{2,})"
)


def _starts_organization(words: str) -> bool:
    if code_of(words):
        return True
    return re.match(_STARTS.pattern.replace(r"|[^\s]{2,}", ""), words) is not None
