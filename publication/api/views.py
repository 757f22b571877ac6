"""The API's door to what was taken out: reading only, for everybody."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import viewsets

from publication.api.serializers import RemovalSerializer
from publication.models import Removal


@extend_schema(tags=["removals"])
class RemovalViewSet(viewsets.ReadOnlyModelViewSet[Removal]):
    """公表を取りやめたもの・墨消ししたもの, the newest first."""

    serializer_class = RemovalSerializer
    queryset = Removal.objects.none()

    def get_queryset(self) -> Any:
        return Removal.objects.lines()
