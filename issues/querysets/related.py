"""Conditions by way of the request that something hangs on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from issues.querysets.among import hashed
from workflow.models import HistoryEntry


def not_taken_back(moment: datetime) -> Q:
    """Of what is kept: not taken back by that moment."""
    return Q(taken_back_at=None) | Q(taken_back_at__gt=moment)


def written_down(model: type[models.Model], verb: str, known: datetime) -> Q:
    """The record had this move of it by `known`."""
    entries = HistoryEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), verb=verb, recorded_at__lte=known
    )
    return Q(pk__in=entries.values("object_id"))


def party(model: Any, request: str, organization_id: int) -> Q:
    """On a request that the organization asked or joined."""
    return hashed(request, requests_of(model).followed_by(organization_id).order_by().values("pk"))


def requests_of(model: Any) -> Any:
    """All requests, by way of a model that may not import theirs."""
    return model._meta.apps.get_model("issues", "LocalRequest")._default_manager.all()


def points_of(model: Any, relation: str) -> models.QuerySet[Any]:
    """The rows that join a record with its points, with the points."""
    rows: models.QuerySet[Any] = model._meta.get_field(relation).related_model.objects.all()
    return rows.select_related("point")
