"""Removals as JSON."""

from __future__ import annotations

from typing import TypeAlias

from rest_framework import serializers

from publication.models import Removal

Fields: TypeAlias = tuple[str, ...]


class RemovalSerializer(serializers.ModelSerializer[Removal]):
    """One act: what was done to what, on what ground, when. No word of what was taken out."""

    line = serializers.CharField(source="public_line", read_only=True)
    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    ground_label = serializers.CharField(source="get_ground_display", read_only=True)

    class Meta:
        model = Removal
        fields: Fields = ("id", "line", "kind", "kind_label", "ground", "ground_label", "at")
        read_only_fields = fields
