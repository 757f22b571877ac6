"""Where all characters of a PDF page stand, asked of the library in one go.

A page has a thousand characters. Asking for each from Python costs more than the library's own
work: the loop over them runs in C (`map`), and the answers lie side by side in one array.
"""

from __future__ import annotations

import ctypes
from collections import deque
from itertools import repeat
from typing import Any

import pypdfium2.raw as raw

_PAGE, _NUMBER, _TO = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
_box_of = ctypes.CFUNCTYPE(ctypes.c_int, _PAGE, _NUMBER, _TO)(
    ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
_pen_of = ctypes.CFUNCTYPE(ctypes.c_int, _PAGE, _NUMBER, _TO, _TO)(
    ctypes.cast(raw.FPDFText_GetCharOrigin, ctypes.c_void_p).value or 0
)

_Numbers = list[float]


def box_of(page: Any, number: int) -> Any:
    """The box of one character: left, bottom, right, top."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(page, number, ctypes.byref(box))
    return box


def places_of(
    page: Any, many: int
) -> tuple[tuple[_Numbers, _Numbers, _Numbers, _Numbers], tuple[_Numbers, _Numbers]]:
    """The sides of the first characters (left, bottom, right, top), and where the pen stood (x, y),
    in points. `page` is a text page of the library's own sort."""
    handle = ctypes.cast(page, ctypes.c_void_p).value
    # FS_RECTF: left, top, right, bottom.
    boxes, pens = (ctypes.c_float * (4 * many))(), (ctypes.c_double * (2 * many))()
    box, pen = ctypes.addressof(boxes), ctypes.addressof(pens)
    numbers, size = range(many), ctypes.sizeof(raw.FS_RECTF)
    _run(map(_box_of, repeat(handle), numbers, range(box, box + size * many, size)))
    xs, ys = range(pen, pen + 16 * many, 16), range(pen + 8, pen + 8 + 16 * many, 16)
    _run(map(_pen_of, repeat(handle), numbers, xs, ys))
    left, top, right, bottom = (boxes[place::4] for place in range(4))
    return (left, bottom, right, top), (pens[0::2], pens[1::2])


def _run(calls: map[Any]) -> None:
    deque(calls, maxlen=0)
