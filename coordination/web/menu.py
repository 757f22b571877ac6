"""The menu of every page: each entry once, with who is offered it; the foot of a page shows those
that are for everybody.

The present place is the entry with the page's own address; else the one whose address, or one of
those that it stands for, begins it, the longest of them. It is one of the page's crumbs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.auth.models import AnonymousUser
from django.urls import get_script_prefix, reverse

from accounts import rules
from accounts.rules import Actor

Link = tuple[str, str, str]
"""Address, words, and how the page is below it: "page" itself, "true" below, "" elsewhere."""


def _everybody(actor: Actor) -> bool:
    return True


def _team(actor: Actor) -> bool:
    return rules.sees_everything(actor)


def _others(actor: Actor) -> bool:
    return rules.acting(actor) is not None and not rules.sees_everything(actor)


def _writers(actor: Actor) -> bool:
    return rules.sees_everything(actor) or rules.is_local(actor)


def _deciders(actor: Actor) -> bool:
    return rules.is_secretariat(actor) or rules.is_local(actor)


def _members(actor: Actor) -> bool:
    return rules.acting(actor) is not None


@dataclass(frozen=True)
class Entry:
    """One page by the name of its address. `also`: beginnings of other addresses, below the root,
    whose pages belong to it; `ends`: so do those that end with this, wherever they begin."""

    name: str
    words: str
    readers: Callable[[Actor], bool] = _everybody
    also: tuple[str, ...] = ()
    ends: str = ""
    place: str = ""
    """A place on the page, for an entry that leads there and is never lit."""


@dataclass(frozen=True)
class Group:
    """Entries under a heading; without one they stand in the first row."""

    heading: str
    entries: tuple[Entry, ...]
    in_foot: bool = False


TASKS = "対応依頼"
MENU = (
    Group(
        "",
        (
            Entry("home", "ホーム"),
            Entry("issues:points:list", "論点"),
            Entry(
                "issues:requests:list",
                "要望",
                also=("replies/", "opinions/", "joinings/", "handovers/"),
            ),
            Entry("issues:commitments:list", "国側の発言"),
            Entry("meetings:list", "会合"),
            Entry("issues:follow_ups:list", TASKS, _team),
            Entry("issues:follow_ups:mine", TASKS, _others, also=("follow-ups/",)),
            Entry("publication:desk", "公表", rules.is_secretariat, ends="/publish/"),
        ),
    ),
    Group(
        "仕事を進める",
        (
            Entry("issues:triage", "論点整理", rules.is_secretariat),
            Entry("issues:joinings:list", "加わる申出", _deciders),
            Entry("issues:corrections:list", "訂正の申出", _members),
            Entry("issues:requests:new", "要望の登録", _writers),
            Entry("issues:intakes:new", "Excelから要望を登録", _writers),
            Entry("reports:sheet", "首長に見せる1枚", rules.is_local),
            Entry("meetings:imports:new", "議事要旨の取込み", _team),
            Entry("meetings:plan", "会合の予定", rules.is_secretariat),
            Entry("reports:exports:list", "ファイル作成"),
            Entry("issues:saved_lists:list", "よく使う一覧", _members),
        ),
    ),
    Group(
        "全体を見る",
        (
            Entry("issues:search:results", "検索"),
            Entry("organizations:list", "団体の一覧"),
            Entry("reports:overview:show", "全体の状況"),
            Entry("reports:changes", "会合のあいだの変化"),
            Entry("issues:ledger", "期限の記録"),
            Entry("publication:removals:list", "公表を取りやめたもの"),
        ),
        in_foot=True,
    ),
    Group(
        "整える",
        (
            Entry("issues:points:manage", "論点の管理", rules.is_secretariat),
            Entry("meetings:words:list", "言葉の表", _team),
            Entry("issues:search:terms", "検索の用語", _team),
            Entry("accounts:people:list", "利用者の管理", rules.is_secretariat),
            Entry("work", "止まっている仕事", rules.is_secretariat),
        ),
    ),
    Group(
        "使い方",
        (
            Entry("help", "使い方"),
            Entry("help", "用語の説明", place="#words"),
            Entry("help", "アクセシビリティ", place="#accessibility"),
        ),
        in_foot=True,
    ),
)


def groups(actor: Actor, here: str) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """What this reader is offered on the page at `here`: headings with their links. Groups without
    any are left out. Asks no database."""
    offered = [
        (group.heading, tuple(each for each in group.entries if each.readers(actor)))
        for group in MENU
    ]
    prefix = get_script_prefix()
    lit = _lit((each for _, entries in offered for each in entries), prefix, here)
    return tuple(
        (heading, tuple((*_drawn(each, prefix), lit.get(each, "")) for each in entries))
        for heading, entries in offered
        if entries
    )


def foot() -> tuple[tuple[str, str], ...]:
    """What everybody is offered below each page: addresses and words."""
    prefix, nobody = get_script_prefix(), AnonymousUser()
    return tuple(
        _drawn(entry, prefix)
        for group in reversed(MENU)
        if group.in_foot
        for entry in group.entries
        if entry.readers(nobody)
    )


def _lit(entries: Iterable[Entry], prefix: str, here: str) -> dict[Entry, str]:
    """The one entry that the page at this address belongs to."""
    best, nearest = None, (0, 0)
    for entry in entries:
        if not entry.place and (near := _near(entry, prefix, here)) > nearest:
            best, nearest = entry, near
    if best is None:
        return {}
    return {best: "page" if nearest[0] == _ITSELF else "true"}


_BELOW, _ENDS_SO, _ITSELF = 1, 2, 3


def _near(entry: Entry, prefix: str, here: str) -> tuple[int, int]:
    """How near the page is to an entry, to be compared; (0, 0): it does not belong to it."""
    own = _drawn(entry, prefix)[0]
    if here == own:
        return _ITSELF, 0
    if entry.ends and here.endswith(entry.ends):
        return _ENDS_SO, 0
    beginnings = (own, *(prefix + each for each in entry.also))
    found = [len(each) for each in beginnings if each != prefix and here.startswith(each)]
    return (_BELOW, max(found)) if found else (0, 0)


@lru_cache(maxsize=1_000)
def _drawn(entry: Entry, prefix: str) -> tuple[str, str]:
    return reverse(entry.name) + entry.place, entry.words
