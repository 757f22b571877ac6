"""Cut the fonts of this folder out of those that are handed out (README.md says where).

    pip install fonttools
    python typesetting/fonts/cut.py BIZUDPGothic-Regular.ttf BIZUDGothic-Regular.ttf \
        BIZUDPGothic-Bold.ttf BIZUDGothic-Bold.ttf NotoSansCJK-Regular.ttc
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent
SIGNS = "、。，．・：；「」『』（）【】〔〕〈〉《》［］｛｝"
"""As wide as they are high, taken from the sister typeface."""
HANGUL = (
    (0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xFFA0, 0xFFDC),
)  # fmt: skip


def main(regular: str, wide_regular: str, bold: str, wide_bold: str, rare: str) -> None:
    """Write the three files."""
    known = set(TTFont(regular).getBestCmap()) & set(TTFont(bold).getBestCmap())
    for weight, own, wide in (("Regular", regular, wide_regular), ("Bold", bold, wide_bold)):
        font = _with_wide_signs(TTFont(own, recalcTimestamp=False), TTFont(wide))
        _write(font, known, f"BIZUDPGothic-{weight}.ttf")
    font = TTFont(rare, fontNumber=0, recalcTimestamp=False)
    lacking = {code for code in font.getBestCmap() if code not in known and _stands_alone(code)}
    _write(font, lacking, "NotoSansCJKjp-Rare.otf")


def _with_wide_signs(font: Any, sister: Any) -> Any:
    own, wide = font.getBestCmap(), sister.getBestCmap()
    for sign in SIGNS:
        mine, its = own[ord(sign)], wide[ord(sign)]
        font["glyf"][mine], font["hmtx"][mine] = sister["glyf"][its], sister["hmtx"][its]
    return font


def _stands_alone(code: int) -> bool:
    """Neither hangul nor what joins the letter before it, which may stand in another font."""
    joins = unicodedata.category(chr(code))[0] in "MC"
    return not joins and not any(first <= code <= last for first, last in HANGUL)


def _write(font: Any, letters: set[int], name: str) -> None:
    options = Options()
    options.hinting = options.legacy_cmap = False
    options.notdef_outline = True
    options.layout_features, options.name_IDs = ["ccmp"], ["*"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "meta"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    font.save(FOLDER / name)


if __name__ == "__main__":
    main(*sys.argv[1:])
