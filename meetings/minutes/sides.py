"""Which side of the table an organization or a post sits on, and the code of a local government."""

from __future__ import annotations

import re
from functools import lru_cache

from meetings.minutes.document import Side
from organizations.names import resolve

_LONGEST_NAME = 80
_LOCAL_TITLE = re.compile(r"^(?:副?(?:知事|市長|町長|村長|区長)|議会議長)")
_LOCAL_ORGANIZATION = re.compile(
    r"(?:知事会|市長会|町村会|町村長会|区長会|(?:議会|市|町村)議長会|"
    r"(?:北海道|東京都|京都府|大阪府|[一-鿿]{2,3}県)|^[^\s省庁]{1,8}[市区町村](?![一-鿿]*(?:省|庁)))"
)
_NATIONAL = re.compile(
    r"(?:内閣|(?:総務|財務|法務|外務|文部科学|厚生労働|農林水産|経済産業|国土交通|環境|防衛)省|[一-鿿ァ-ヴー]{2,4}庁|人事院|"
    r"会計検査院|公正取引委員会|衆議院|参議院|政府)"
)
_MINISTER = re.compile(r"(?:大臣|政務官|総理|官房長官|官房副長官|デジタル監)$")
_SECRETARIAT = re.compile(r"事務局|事務方")
_LOCAL_GROUP = re.compile(r"地方|自治体|市町村|都道府県|団体側|県側|市側")
_NATIONAL_GROUP = re.compile(r"政府|国側|関係省庁|各省|府省|省庁")


def side_of(
    organization: str, title: str, group: str = "", roles: tuple[str, ...] = ()
) -> Side | None:
    """The side told by the post, then by the heading of the group; None where nothing tells."""
    if (
        _SECRETARIAT.search(organization)
        or _SECRETARIAT.search(group)
        or "事務局" in (title, *roles)
    ):
        return Side.SECRETARIAT
    if title.startswith("事務局"):
        return Side.SECRETARIAT
    if _MINISTER.search(title):
        return Side.NATIONAL
    if _LOCAL_TITLE.search(title):
        return Side.LOCAL
    if _NATIONAL.search(organization):
        return Side.NATIONAL
    if _LOCAL_ORGANIZATION.search(organization):
        return Side.LOCAL
    if _LOCAL_GROUP.search(group):
        return Side.LOCAL
    return Side.NATIONAL if _NATIONAL_GROUP.search(group) else None


@lru_cache(maxsize=4096)
def code_of(organization: str) -> str | None:
    """The six-digit code of the one local government that `organization` names without doubt.

    A part of a local government (山口県総務部) has the code of the whole.
    """
    if not organization or len(organization) > _LONGEST_NAME:
        return None
    code = _official_code(organization)
    if code:
        return code
    head = re.match(r"^(?:.{1,3}?[都道府県])?(?:.{1,8}?[市区町村])?", organization)
    whole = head.group(0) if head else ""
    return _official_code(whole) if whole and whole != organization else None


def _official_code(name: str) -> str | None:
    """Six digits; the organizations of the nation have short codes of another kind."""
    code = resolve(name).code
    return code if code is not None and re.fullmatch(r"[0-9]{6}", code) else None
