"""The API's door to meetings: reading only."""

from __future__ import annotations

from typing import Any, TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, viewsets

from accounts.models import User
from issues.api.views import FORUM
from issues.forums import chosen_forum
from meetings.models import AgendaItem, Document, Meeting
from meetings.publishing.removables import concerning
from publication.api.serializers import RemovalSerializer
from publication.removals import telling

Fields: TypeAlias = tuple[str, ...]


class AgendaItemSerializer(serializers.ModelSerializer[AgendaItem]):
    """An item of the agenda; `parent` is the position of the item it stands under."""

    parent: Any = serializers.SlugRelatedField(
        slug_field="position", read_only=True, allow_null=True
    )

    class Meta:
        model = AgendaItem
        fields: Fields = ("position", "number", "title", "parent")
        read_only_fields = fields


class DocumentSerializer(serializers.ModelSerializer[Document]):
    """A handed-out document."""

    class Meta:
        model = Document
        fields: Fields = ("position", "label", "title", "submitter")
        read_only_fields = fields


class MeetingSerializer(serializers.ModelSerializer[Meeting]):
    """A meeting. `label` is its short name: 準備会合第1回."""

    label = serializers.CharField(source="__str__", read_only=True)  # type: ignore[assignment]
    body = serializers.CharField(source="body.name", read_only=True)
    forum = serializers.CharField(source="body.forum.code", read_only=True)
    status_label = serializers.CharField(source="get_status_display", read_only=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Meeting
        fields: Fields = (
            "id",
            "label",
            "forum",
            "body",
            "session_number",
            "title",
            "held_on",
            "starts_at",
            "ends_at",
            "place",
            "status",
            "status_label",
            "published_at",
            "unread_reason",
            "credit",
            "fictional",
            "url",
        )
        read_only_fields = fields

    def get_url(self, meeting: Meeting) -> str:
        return str(self.context["request"].build_absolute_uri(meeting.get_absolute_url()))


class MeetingDetailSerializer(MeetingSerializer):
    """A meeting with its agenda and documents, and what was taken out of it."""

    agenda_items = AgendaItemSerializer(many=True, read_only=True, source="seen_agenda")
    documents = DocumentSerializer(many=True, read_only=True, source="seen_documents")
    removals = serializers.SerializerMethodField()

    class Meta(MeetingSerializer.Meta):
        fields: Fields = (*MeetingSerializer.Meta.fields, "agenda_items", "documents", "removals")

    @extend_schema_field(RemovalSerializer(many=True))
    def get_removals(self, meeting: Meeting) -> Any:
        concerned = concerning(meeting)
        return RemovalSerializer(telling.beside([concerned])[concerned], many=True).data


@extend_schema(tags=["meetings"])
@extend_schema_view(list=extend_schema(parameters=[FORUM]))
class MeetingViewSet(viewsets.ReadOnlyModelViewSet[Meeting]):
    """会合: those the caller sees."""

    queryset = Meeting.objects.none()

    def get_queryset(self) -> Any:
        user = getattr(self.request, "user", None)
        actor = user if isinstance(user, User) else AnonymousUser()
        visible = Meeting.objects.visible_to(actor).select_related("body__forum")
        if self.action != "retrieve":
            return visible.of_forum(chosen_forum.forum_of(self.request))
        return visible.prefetch_related(
            Prefetch(
                "agenda_items",
                AgendaItem.every.visible_to(actor).select_related("parent"),
                to_attr="seen_agenda",
            ),
            Prefetch("documents", Document.every.visible_to(actor), to_attr="seen_documents"),
        )

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Meeting]]:
        return MeetingDetailSerializer if self.action == "retrieve" else MeetingSerializer
