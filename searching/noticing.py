"""The triggers by which the index hears of every change of words."""

from __future__ import annotations

import pgtrigger


def noticed(
    group: str, *texts: str, owner: str = "id", name: str = "searched"
) -> pgtrigger.Trigger:
    """Notes in `searching_change` when a row comes, goes, or one of these columns is written.
    `owner` is the one with the key of what is found by the row's words; no key, nothing to note.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf(*texts),
        func=_noting(group, owner),
    )


def _noting(group: str, owner: str) -> str:
    parts = []
    for verb, row in (("DELETE", "OLD"), ("INSERT", "NEW")):
        parts.append(
            f"IF TG_OP IN ('UPDATE', '{verb}') AND {row}.{owner} IS NOT NULL THEN"
            f" INSERT INTO searching_change (\"group\", owner) VALUES ('{group}', {row}.{owner});"
            f" END IF;"
        )
    return "\n".join((*parts, "RETURN NULL;"))
