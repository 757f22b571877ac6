"""What the tags of a PDF lack when Typst has written them: the labels of a form head their rows,
and a table says what it holds to those who do not see it.

The file is written again with its many small objects packed together, which halves it.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, String

from typesetting.letters import clean
from typesetting.paper import Facts, Paper, Table


def completed(data: bytes, paper: Paper) -> bytes:
    """The file with these tags. The same bytes for the same file."""
    output = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        for element, block in zip(_tables(file), _drawn(paper), strict=True):
            if isinstance(block, Facts):
                _head_rows(element)
            else:
                element.A.append(Dictionary(O=Name.Table, Summary=String(clean(block.name))))
        file.save(output, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return output.getvalue()


def pages(data: bytes) -> int:
    """How many pages the file has."""
    with pikepdf.open(BytesIO(data)) as file:
        return len(file.pages)


def _tables(file: pikepdf.Pdf) -> Iterator[Any]:
    (document,) = file.Root.StructTreeRoot.K
    return (each for each in document.K if Name.Table == each.S)


def _drawn(paper: Paper) -> Iterator[Facts | Table]:
    """The blocks that are tables in the file, in its order."""
    return (each for each in paper.blocks if isinstance(each, Facts | Table) and each.rows)


def _head_rows(form: Any) -> None:
    for row in form.K:
        label = row.K[0]
        others = [each for each in label.A if Name.Table != each.O]
        label.S = Name.TH
        label.A = Array([Dictionary(O=Name.Table, Scope=Name.Row), *others])
