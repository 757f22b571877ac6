"""Rows about things of several sorts, in one of two ways.

A row that may be about any noun, whichever apps there will be, holds its sort and key
(`OnAnything`). A row about one of two or three nouns that are known holds a key to each, of which
one is filled (`one_of`, `workflow.constraints.is_about_one`).
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models


class OnAnything(models.Model):
    """A row about one thing of any sort."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.PositiveBigIntegerField()

    class Meta:
        abstract = True


def pointing_at(obj: models.Model) -> dict[str, Any]:
    """The fields of a row about this thing, to find it by or to make it with."""
    return {"content_type": ContentType.objects.get_for_model(obj), "object_id": obj.pk}


def one_of(row: models.Model, *names: str) -> Any:
    """What the one filled key among these leads to; None where none is."""
    return next((found for name in names if (found := getattr(row, name)) is not None), None)
