"""What the API says of the tracked things. Fields are named one by one: who logged a record, its
search text and its version stay inside."""

from __future__ import annotations

from typing import Any, TypeAlias, cast

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts import rules
from issues.history import quotations
from issues.models import Commitment, DiscussionPoint, LocalRequest, Standing
from issues.standing import in_words
from issues.transitions.requests import LOCAL_REQUEST
from organizations.models import Organization
from publication.api.serializers import RemovalSerializer
from publication.removals import telling

Fields: TypeAlias = tuple[str, ...]


class OrganizationSerializer(serializers.ModelSerializer[Organization]):
    """An organization."""

    kind_label = serializers.CharField(source="get_kind_display", read_only=True)

    class Meta:
        model = Organization
        fields: Fields = ("code", "name", "full_name", "kana", "kind", "kind_label")
        read_only_fields = fields


class OrganizationDetailSerializer(OrganizationSerializer):
    """An organization with how many of its requests the reader sees."""

    requests = serializers.IntegerField(read_only=True)
    prefecture: Any = serializers.SlugRelatedField(
        slug_field="code", read_only=True, allow_null=True
    )

    class Meta(OrganizationSerializer.Meta):
        fields: Fields = (*OrganizationSerializer.Meta.fields, "prefecture", "requests")


class MomentSerializer(serializers.Serializer[Any]):
    """The closed session as of which an answer speaks."""

    meeting = serializers.IntegerField(source="meeting.pk")
    label = serializers.CharField(source="meeting")  # type: ignore[assignment]
    at = serializers.DateTimeField()
    fictional = serializers.BooleanField(source="meeting.fictional")


class _Dated(serializers.Serializer[Any]):
    as_of = serializers.SerializerMethodField()

    @extend_schema_field(MomentSerializer(allow_null=True))
    def get_as_of(self, record: Any) -> Any:
        moment = self.context.get("moment")
        return MomentSerializer(moment).data if moment else None


class PointSerializer(_Dated, serializers.ModelSerializer[DiscussionPoint]):
    """A discussion point, now or as of a closed session."""

    status_label = serializers.CharField(source="get_status_display", read_only=True)
    forum: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = DiscussionPoint
        fields: Fields = (
            "forum",
            "code",
            "position",
            "name",
            "short_name",
            "statement",
            "source",
            "status",
            "status_label",
            "retired_on",
            "as_of",
        )
        read_only_fields = fields


class PassageSerializer(serializers.Serializer[Any]):
    """The exact words that a record rests on. `url` opens the minutes at them."""

    quote = serializers.CharField(source="words")
    speaker = serializers.CharField(source="who")
    meeting = serializers.SerializerMethodField()
    speech_index = serializers.IntegerField()
    url = serializers.SerializerMethodField()
    anchor_status = serializers.CharField()
    source_sha256 = serializers.CharField()
    fictional = serializers.BooleanField()

    def get_meeting(self, origin: quotations.Origin) -> int | None:
        return origin.meeting.pk if origin.meeting else None

    def get_url(self, origin: quotations.Origin) -> str:
        request = self.context["request"]
        return str(request.build_absolute_uri(origin.url)) if origin.url else ""


class MoveSerializer(serializers.Serializer[Any]):
    """A move that is the reader's to make; `reason` says why it cannot be made now."""

    verb = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    possible = serializers.BooleanField()
    reason = serializers.CharField()


class _Record(serializers.ModelSerializer[Any]):
    forum: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    status_label = serializers.CharField(source="get_status_display", read_only=True)
    points = serializers.SerializerMethodField()
    passages = serializers.SerializerMethodField()
    removals = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    @extend_schema_field(RemovalSerializer(many=True))
    def get_removals(self, record: Any) -> Any:
        """What was taken out of it and of what hangs on it."""
        root = cast("Any", self.root)
        if not hasattr(root, "_taken_out"):
            root._taken_out = telling.beside([each.number for each in self._records()])
        return RemovalSerializer(root._taken_out[record.number], many=True).data

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_points(self, record: Any) -> list[str]:
        """Codes of its points, the primary one first."""
        through = record.request_points if isinstance(record, LocalRequest) else None
        through = through or record.commitment_points
        return [row.point.code for row in through.all()]

    @extend_schema_field(PassageSerializer(many=True))
    def get_passages(self, record: Any) -> Any:
        found = self._origins().get(record.pk, [])
        return PassageSerializer(found, many=True, context=self.context).data

    def get_url(self, record: Any) -> str:
        return str(self.context["request"].build_absolute_uri(record.get_absolute_url()))

    def _origins(self) -> dict[int, list[quotations.Origin]]:
        """The passages of all records of this answer, looked up once."""
        root = cast("Any", self.root)
        if not hasattr(root, "_passages_of"):
            actor = self.context["request"].user
            root._passages_of = quotations.of_many(self._records(), actor=actor)
        return cast("dict[int, list[quotations.Origin]]", root._passages_of)

    def _records(self) -> list[Any]:
        """All records of this answer."""
        root = cast("Any", self.root)
        many = isinstance(root, serializers.ListSerializer)
        return list(root.instance) if many else [root.instance]


class AskedSerializer(serializers.Serializer[Any]):
    """One ministry that is asked, by its code: by when, and whether it has answered."""

    ministry = serializers.CharField()
    leads = serializers.BooleanField()
    due_on = serializers.DateField(allow_null=True)
    answered = serializers.BooleanField()


class LocalRequestSerializer(_Dated, _Record):
    """A request of a local government. As of a session status and sentence are those of then."""

    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    organization = OrganizationSerializer(read_only=True)
    lead_ministry = OrganizationSerializer(read_only=True, allow_null=True)
    asked = serializers.SerializerMethodField()
    external_number = serializers.SerializerMethodField()
    sentence = serializers.SerializerMethodField()

    class Meta:
        model = LocalRequest
        fields: Fields = (
            "forum",
            "number",
            "external_number",
            "kind",
            "kind_label",
            "organization",
            "speaker",
            "said_on",
            "title",
            "ask",
            "trouble",
            "points",
            "lead_ministry",
            "asked",
            "due_on",
            "status",
            "status_label",
            "sentence",
            "as_of",
            "published_at",
            "fictional",
            "passages",
            "removals",
            "url",
        )
        read_only_fields = fields

    def get_external_number(self, local_request: LocalRequest) -> str:
        """The number it has with whoever sent it in; "" for those outside."""
        inside = rules.acting(self.context["request"].user) is not None
        return local_request.external_number if inside else ""

    @extend_schema_field(AskedSerializer(many=True))
    def get_asked(self, local_request: LocalRequest) -> list[dict[str, Any]]:
        """Where several ministries are asked: each of them, the one in charge first."""
        lead, asked = self._asked().get(local_request.pk, (None, None))
        rows = [
            {
                "ministry": ministry.code,
                "leads": ministry.pk == lead,
                "due_on": asked[str(ministry.pk)][0] or None,
                "answered": bool(asked[str(ministry.pk)][1]),
            }
            for ministry in self._ministries
            if asked and str(ministry.pk) in asked
        ]
        return sorted(rows, key=lambda row: not row["leads"])

    def _asked(self) -> dict[int, tuple[int | None, Any]]:
        """Of each request of this answer, who leads and who is asked; and the ministries."""
        root = cast("Any", self.root)
        if not hasattr(root, "_asked_of"):
            rows = self._standings()
            root._asked_of = {
                row.local_request_id: (row.lead_ministry_id, row.asked) for row in rows
            }
            keys = {int(key) for row in rows for key in row.asked or ()}
            found = Organization.objects.filter(pk__in=keys) if keys else ()
            root._ministries = sorted(found, key=lambda each: (each.position, each.code))
        self._ministries: list[Organization] = root._ministries
        return cast("dict[int, tuple[int | None, Any]]", root._asked_of)

    def _standings(self) -> list[Standing]:
        records = self._records()
        held = [each.standing for each in records if "standing" in each.__dict__]
        if len(held) == len(records):
            return held
        return list(Standing.objects.now().filter(local_request__in=records))

    def get_sentence(self, local_request: LocalRequest) -> str:
        """Where it stands, in plain Japanese."""
        return in_words.sentence(local_request)


class LocalRequestDetailSerializer(LocalRequestSerializer):
    """A request with the moves that are the reader's to make."""

    offered = serializers.SerializerMethodField()

    class Meta(LocalRequestSerializer.Meta):
        fields: Fields = (*LocalRequestSerializer.Meta.fields, "offered")

    @extend_schema_field(MoveSerializer(many=True))
    def get_offered(self, local_request: LocalRequest) -> list[dict[str, Any]]:
        if self.context.get("moment"):
            return []  # moves are made on the present one
        offers = LOCAL_REQUEST.offered(self.context["request"].user, local_request, things=True)
        return [
            {
                "verb": offer.transition.verb,
                "label": offer.transition.label,
                "possible": bool(offer.decision),
                "reason": offer.decision.reason,
            }
            for offer in offers
        ]


class CommitmentSerializer(_Record):
    """What the national side said it would do."""

    organization = OrganizationSerializer(read_only=True, allow_null=True)
    answers = serializers.SerializerMethodField()

    class Meta:
        model = Commitment
        fields: Fields = (
            "forum",
            "number",
            "organization",
            "speaker",
            "said_on",
            "title",
            "points",
            "answers",
            "status",
            "status_label",
            "published_at",
            "fictional",
            "passages",
            "removals",
            "url",
        )
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_answers(self, commitment: Commitment) -> list[str]:
        """Numbers of the requests it answers, of those that the reader sees."""
        return [local_request.number for local_request in commitment.answers.all()]
