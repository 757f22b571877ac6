"""Half-written forms: what is kept of them, and how a form starts with it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from accounts.models import User
from issues.forms.conflicts import KEEP, OPENED
from workflow import drafts
from workflow.sending import keeping, tokens

UNKEPT = frozenset({"csrfmiddlewaretoken", tokens.FIELD, keeping.FIELD, "do", "reply"})
MOST_FIELDS = 40
BETWEEN = ","
"""Between the values of a field with several ticks; they are codes and hold none."""


@dataclass(frozen=True)
class HalfWritten:
    """What the person had typed, the words it was opened with, and when it was kept."""

    typed: dict[str, str]
    opened: dict[str, str]
    version: str
    saved_at: datetime

    def initial(self, *, several: Iterable[str] = ()) -> dict[str, Any]:
        """What a form starts with; `several` names the fields with several ticks."""
        return self.typed | {
            name: [code for code in self.typed.get(name, "").split(BETWEEN) if code]
            for name in several
        }


def kept_of(data: QueryDict) -> dict[str, str]:
    """What to keep of a form as it was sent: {} when nothing was typed that differs from the
    words it was opened with."""
    sent = {
        name: BETWEEN.join(data.getlist(name)).replace("\x00", "").replace("\r\n", "\n")
        for name in list(data)[:MOST_FIELDS]
        if name not in UNKEPT and not name.startswith(KEEP)
    }
    typed = {n: t for n, t in sent.items() if n != "version" and not n.startswith(OPENED)}
    if all(text.strip() == sent.get(OPENED + name, "").strip() for name, text in typed.items()):
        return {}
    return sent


def keep(*, user: User, key: str, data: QueryDict) -> None:
    """Keep the form as it was sent; one that says nothing new keeps nothing."""
    drafts.keep(user=user, key=key, fields=kept_of(data))


def find(*, user: User, key: str, written: Mapping[str, str]) -> HalfWritten | None:
    """What the person had written in this form, over `written`, what stands there now."""
    draft = drafts.find(user=user, key=key)
    if draft is None:
        return None
    fields: dict[str, str] = draft.fields
    typed = {n: t for n, t in fields.items() if n != "version" and not n.startswith(OPENED)}
    opened = {name: fields.get(OPENED + name, "") for name in written}
    return HalfWritten(
        typed=dict.fromkeys(written, "") | typed,
        opened=opened,
        version=fields.get("version", ""),
        saved_at=draft.saved_at,
    )
