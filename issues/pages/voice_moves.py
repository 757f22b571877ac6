"""What a reader may do with the words of the voices: publish them, take them back."""

from __future__ import annotations

from accounts import rules
from accounts.rules import Actor
from issues.models import Judgement, LocalRequest, ProgressReport, Settlement
from issues.models.voices import Said
from issues.transitions.requests import LOCAL_REQUEST

KINDS: dict[str, type[Said]] = {
    "progress": ProgressReport,
    "judgement": Judgement,
    "settlement": Settlement,
}
"""As the addresses name them."""
TAKING_BACK = {
    "progress": "take_back_progress",
    "judgement": "take_back_judgement",
    "settlement": "unsettle",
}
"""The verb of the request's table that takes each of them back."""


def moves_of(
    local_request: LocalRequest, said: dict[str, Said | None], *, actor: Actor
) -> dict[str, frozenset[str]]:
    """By kind, what can be done now with the words shown: "publish", "take_back"."""
    return {
        kind: _of_one(local_request, kind, voice, actor)
        for kind, voice in said.items()
        if voice is not None
    }


def _of_one(local_request: LocalRequest, kind: str, voice: Said, actor: Actor) -> frozenset[str]:
    found = set()
    if not voice.is_published and LOCAL_REQUEST.decide(f"publish_{kind}", actor, local_request):
        found.add("publish")
    mine = rules.is_secretariat(actor) or (
        not voice.is_published
        and isinstance(voice, ProgressReport)
        and rules.acts_for(actor, voice.ministry_id)
    )
    if mine and LOCAL_REQUEST.decide(TAKING_BACK[kind], actor, local_request):
        found.add("take_back")
    return frozenset(found)
