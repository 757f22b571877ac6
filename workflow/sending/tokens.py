"""The token of a form: a number of its own, and for whom the form was made.

Every form that changes something carries one (`{% csrf_token %}` writes it). The number says that
two sendings are one and the same; the name, which nobody can forge, says whose words they are.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

FIELD = "once"
LONGEST = 200
_SEPARATOR = "."
_SIGNER = Signer(salt="workflow.sending.owner")


@dataclass(frozen=True)
class Token:
    """What a form said of itself. `owner` is the key of the person it was made for; None for a
    form that was made for nobody in particular."""

    number: str
    owner: int | None


def new(owner: int | None) -> str:
    """A token for one more form of this person's page."""
    signed = _SIGNER.sign(str(owner)) if owner is not None else ""
    return f"{secrets.token_hex(16)}{_SEPARATOR}{signed}"


def read(text: str) -> Token | None:
    """The token as values; None for one that is missing, too old or not ours."""
    number, separator, signed = text[:LONGEST].partition(_SEPARATOR)
    if not number or not separator:
        return None
    try:
        owner = int(_SIGNER.unsign(signed)) if signed else None
    except (BadSignature, ValueError):
        return None
    return Token(number, owner)


def token_of(request: HttpRequest) -> Token | None:
    """The token that came with a form."""
    return read(request.POST.get(FIELD, ""))
