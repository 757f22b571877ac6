"""Demo people, one or more for every role. They exist only where RONTEN_DEMO is on."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.enums import Role

DEMO_PASSWORD = "ronten-demo-2024"


@dataclass(frozen=True)
class DemoPerson:
    """A sign-in to try a role with. `memberships` are (organization code, role)."""

    username: str
    display_name: str
    description: str
    memberships: tuple[tuple[str, Role], ...]


DEMO_PEOPLE = (
    DemoPerson(
        "jimukyoku",
        "事務局 花子",
        "事務局：議事要旨の取込み、候補の確認、公表",
        (("secretariat", Role.SECRETARIAT),),
    ),
    DemoPerson(
        "koseiin",
        "構成員 一郎",
        "構成員（山口県）：候補の確認、要望の登録",
        (("350001", Role.WT_MEMBER), ("350001", Role.LOCAL)),
    ),
    DemoPerson(
        "digital",
        "府省 次郎",
        "担当府省（デジタル庁）：自府省に関わる要望の確認",
        (("digital", Role.MINISTRY),),
    ),
    DemoPerson(
        "soumu",
        "府省 三郎",
        "担当府省（総務省）：自府省に関わる要望の確認",
        (("soumu", Role.MINISTRY),),
    ),
    DemoPerson(
        "misato",
        "町役場 四季子",
        "自治体（秋田県美郷町）：わが団体の要望の確認",
        (("054348", Role.LOCAL),),
    ),
    DemoPerson(
        "ichinomiya",
        "市役所 五月",
        "自治体（愛知県一宮市）：わが団体の要望の確認",
        (("232033", Role.LOCAL),),
    ),
)
