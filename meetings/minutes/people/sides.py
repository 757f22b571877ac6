"""Which side of the table an organization or a post sits on, and the code of a local government."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from meetings.minutes.document import Side
from organizations.directory.names import resolve

_LONGEST_NAME = 80
_LOCAL_TITLE = re.compile(r"^(?:副?(?:知事|市長|町長|村長|区長)|議会議長)")
_LOCAL_ORGANIZATION = re.compile(
    r"(?:知事会|市長会|町村会|町村長会|区長会|(?:議会|市|町村)議長会|"
    r"(?:北海道|東京都|京都府|大阪府|[一-鿿]{2,3}県)|^(?!農山漁村|農山村|農村|漁村|山村|都市|市区?町村)[^\s省庁]{1,8}[市区町村](?![一-鿿]*(?:省|庁)))"
)
_NATIONAL = re.compile(
    r"(?:内閣|(?:総務|財務|法務|外務|文部科学|厚生労働|農林水産|経済産業|国土交通|環境|防衛)省|[一-鿿ァ-ヴー]{2,4}庁|人事院|"
    r"会計検査院|公正取引委員会|衆議院|参議院|政府)"
)
_MINISTRY = re.compile(r"[一-鿿ァ-ヴーぁ-ん]{2,8}[省庁]|内閣府|内閣官房|人事院|会計検査院")
_MINISTER = re.compile(r"(?:大臣|政務官|総理|官房長官|官房副長官|デジタル監)$")
_SECRETARIAT = re.compile(r"事務局|事務方")
_LOCAL_GROUP = re.compile(r"地方|自治体|市町村|都道府県|団体側|県側|市側")
_LOCAL_HEADING = re.compile(
    r"地方|地方側|(?:各|参加|関係|提案|要望|要請)?(?:地方)?(?:公共団体|自治体|団体)(?:側|関係者?|代表)?|地方自治体等?|"
    r"(?:各|参加|関係)(?:市町村?|都道府県|県|市|町村)|首長|市町村長|自治体の?首長|(?:都道府県|市区?町村)の?(?:代表|首長|出席者)|地方(?:三|六|3|6)団体(?:側)?|団体側|県側|市側|"
    r"(?:都道府県|市町村|市区町村|市|町村)(?:側|関係者?|代表|長)?|地方代表|地方関係者"
)
_NATIONAL_HEADING = re.compile(
    r"国|国側|政府|政府側|(?:国の)?(?:関係|各|担当|所管|制度所管|主管|主務|中央)?(?:府省庁?|省庁)(?:側|等)?|政府関係者|国関係者|"
    r"(?:担当|所管|主管|主務|制度所管|関係|同|当該)(?:省|庁|大臣)(?:側|等)?|国の?(?:機関|担当者?|出席者|代表|担当省庁?)|政府の?(?:出席者|代表|担当者?)"
)
_NATIONAL_GROUP = re.compile(r"政府|国側|関係省庁|各省|府省|省庁")


def side_of(
    organization: str, title: str, group: str = "", roles: tuple[str, ...] = ()
) -> Side | None:
    """The side told by the heading of the group where it names one (（地方）, 〔政府側〕), then by
    the post, then by words of the heading; None where nothing tells."""
    seated = side_of_heading(group)
    if seated:
        return seated
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
    if is_ministry(group):
        return Side.NATIONAL
    if _LOCAL_ORGANIZATION.search(organization):
        return Side.LOCAL
    if _LOCAL_GROUP.search(group):
        return Side.LOCAL
    return Side.NATIONAL if _NATIONAL_GROUP.search(group) else None


def side_of_heading(heading: str) -> Side | None:
    """The side that a heading names by itself: 地方側, 〔政府側〕, 国."""
    words = unicodedata.normalize("NFKC", heading).strip("()【】〔〕[]<>《》 ").removesuffix("等")
    if _LOCAL_HEADING.fullmatch(words):
        return Side.LOCAL
    return Side.NATIONAL if _NATIONAL_HEADING.fullmatch(words) else None


def is_ministry(words: str) -> bool:
    """Whether `words` are the name of a ministry or agency and no part of one."""
    return _MINISTRY.fullmatch(words) is not None


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
