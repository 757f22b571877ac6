"""Which organization a row means, by name and code. Never a guess between two (decision 0010)."""

from __future__ import annotations

from functools import lru_cache

from issues.intake.reading_cells import plain
from organizations.directory import names
from organizations.fields import LISTED
from organizations.models import Organization

_WRITE = "都道府県名から書いてください（例：秋田県美郷町）。"


class Named:
    """All organizations that may ask, read once."""

    def __init__(self) -> None:
        rows = list(Organization.objects.may_ask())
        self._by_code = {row.code: row for row in rows}
        self._by_full_name = {row.full_name: row for row in rows}
        self._meant = lru_cache(maxsize=4096)(self._by_words)

    def named(self, text: str) -> Organization:
        """The organization of this name or code. Raises ValueError for none or several."""
        return self._meant(text)

    def coded(self, text: str) -> Organization:
        """The organization of this code, which may have lost its leading zero or its last digit
        (検査数字). Raises ValueError for none or several."""
        code = plain(text).replace(" ", "").replace("-", "")
        possible = [code, code.zfill(6)] if code.isdecimal() and len(code) in (5, 6) else [code]
        found = {self._by_code[each] for each in possible if each in self._by_code}
        if code.isdecimal() and len(code) in (4, 5):
            five = code.zfill(5)
            found |= {row for key, row in self._by_code.items() if key[:5] == five}
        if len(found) == 1:
            return found.pop()
        if found:
            listed = "、".join(sorted(row.full_name for row in found))
            raise ValueError(
                f"団体コード「{text}」は{listed}のどれか分かりません。6桁で書いてください。"
            )
        raise ValueError(f"団体コード「{text}」の団体がありません。6桁のコードを確かめてください。")

    def _by_words(self, text: str) -> Organization:
        words = " ".join(text.split())
        found = self._by_code.get(words) or self._by_full_name.get(words)
        if found is not None:
            return found
        resolution = names.resolve(words)
        if resolution.code in self._by_code:
            return self._by_code[str(resolution.code)]
        possible = [self._by_code[c] for c in resolution.candidates if c in self._by_code]
        if len(possible) > 1:
            listed = "、".join(row.full_name for row in possible[:LISTED])
            raise ValueError(
                f"「{words}」は{len(possible)}つあります。どれかを書いてください：{listed}"
            )
        if resolution.code is not None:
            raise ValueError(f"「{words}」は、要望を出す団体（自治体・全国団体）ではありません。")
        raise ValueError(f"「{words}」という団体が見つかりません。{_WRITE}")
