"""Which side a speaker is on when reading the minutes did not settle it."""

from __future__ import annotations

import re

from meetings.minutes.document import Side, Speech

_CHAIR = re.compile(r"事務局|座長|議長|委員長|司会|進行|主査|部会長|庶務")
_LOCAL = re.compile(
    r"知事|市長|町長|村長|区長|地方(?:自治体|公共団体|側|団体)|自治体|市町村|町村会|市長会|知事会"
    r"|[都道府県市区町村](?:$|[（(\s]|副|職員|企画|総務|情報|デジタル|DX|課長|部長|局長|CIO)"
)
_NATIONAL = re.compile(
    r"大臣|政務官|省(?:$|[^エ庁])|デジタル庁|こども家庭庁|内閣|政府|官房|国側|審議官|デジタル監|統括官|参事官"
)
_LOCAL_SELF = re.compile(
    r"(?:本|当|我が|わが)(?:県|市|町|村|区)(?!場)|私ども(?:の)?(?:自治体|県|市|町|村)"
)


def side_of(speech: Speech) -> Side | None:
    """The side that is known, else the one that the label names, else the one that the speaker's
    own words name (本市, 当町). None where nothing does: nothing is proposed then."""
    if speech.side is not None:
        return speech.side
    if _CHAIR.search(speech.label):
        return Side.SECRETARIAT
    if _NATIONAL.search(speech.label):
        return Side.NATIONAL
    if _LOCAL.search(speech.label) or _LOCAL_SELF.search(speech.text):
        return Side.LOCAL
    return None
