"""協議の場: one coordination effort, with its own points, bodies and requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import lru_cache

from django.db import models
from django.urls import get_script_prefix, reverse

from issues import validators

ROOTS: ContextVar[Callable[[], Mapping[int, str]] | None] = ContextVar("roots", default=None)
"""While a page is made: where the addresses of each 協議の場 begin, by its key. Outside of pages
addresses have no beginning of their own; the page leads on to where its record belongs."""


def address(forum_id: int, name: str, key: str) -> str:
    """The address of something of this 協議の場 by the name of its page: a list has hundreds."""
    return within(forum_id, _reversed(get_script_prefix(), name, key))


@lru_cache(maxsize=50_000)
def _reversed(prefix: str, name: str, key: str) -> str:
    return reverse(name, args=(key,))


def within(forum_id: int, address: str) -> str:
    """The address of something of this 協議の場, whichever one the page around it belongs to."""
    roots = ROOTS.get()
    root = roots().get(forum_id) if roots is not None else None
    return address if root is None else root + address.removeprefix(get_script_prefix())


class Forum(models.Model):
    """The first one by position is shown where none is chosen; with a single one no page speaks
    of it. Its code stands in addresses and is never changed."""

    code = models.CharField(
        "コード", max_length=40, unique=True, validators=[validators.code_is_plain]
    )
    name = models.CharField("協議の場の名称", max_length=120, unique=True)
    short_name = models.CharField("略称", max_length=20, unique=True)
    position = models.PositiveSmallIntegerField("順番", unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "協議の場"
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name
