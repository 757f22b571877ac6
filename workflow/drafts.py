"""Half-written texts: kept on the server, so that a closed browser loses nothing."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.models import User
from workflow.models import Draft

LIMIT = 20_000
"""Characters kept of one field; forms take far less."""


def keep(*, user: User, key: str, fields: Mapping[str, str]) -> Draft | None:
    """Keep what stands in a form now; a form without any text keeps nothing."""
    filled = {name: value[:LIMIT] for name, value in fields.items() if value.strip()}
    if not filled:
        drop(user=user, key=key)
        return None
    draft, _ = Draft.objects.update_or_create(user=user, key=key, defaults={"fields": filled})
    return draft


def find(*, user: User, key: str) -> Draft | None:
    """What the person had written in this form."""
    return Draft.objects.filter(user=user, key=key).first()


def drop(*, user: User, key: str) -> None:
    """Forget it: the text was sent or thrown away."""
    Draft.objects.filter(user=user, key=key).delete()
