"""議事要旨の原本: the file as it came in, and the way from handing it in to saving it."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse

from issues.models import Forum
from meetings.enums import ImportStatus
from meetings.models.meeting import Meeting
from meetings.querysets import ImportQuerySet, MinutesSourceQuerySet
from workflow.constraints import known


class MinutesSource(models.Model):
    """One version of a meeting's minutes: the file's bytes as handed in, and their SHA-256.

    `published_at` is its own: being handed in for a meeting that is public does not make it so, and
    one that was replaced before it was published never becomes public.

    `facts` are those of a meeting that was public already: they take effect with the publication.
    `hidden` lists what the file holds beside its text (`meetings.minutes.hidden`; None: nobody
    looked). `cleaned_file` is the copy without it that is public where the secretariat chose so.
    """

    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="sources"
    )
    edition = models.PositiveSmallIntegerField("版", default=1)
    file = models.FileField("原本", upload_to="minutes/%Y/")
    filename = models.CharField("ファイル名", max_length=200)
    pasted = models.BooleanField("貼り付け", default=False)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("大きさ（バイト）")
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    handed_in_at = models.DateTimeField("受け取った日時", auto_now_add=True)
    published_at = models.DateTimeField("公表した日時", null=True, blank=True)
    facts = models.JSONField("公表のときに入れ替える会合の内容", default=dict, blank=True)
    hidden = models.JSONField("見えない内容", null=True, blank=True)
    cleaned_file = models.FileField("公表する原本", upload_to="minutes/cleaned/%Y/", blank=True)
    cleaned_name = models.CharField("公表する原本の名前", max_length=200, blank=True)
    cleaned_sha256 = models.CharField("公表する原本のSHA-256", max_length=64, blank=True)
    cleaned_size = models.PositiveIntegerField("公表する原本の大きさ（バイト）", default=0)
    original_published_at = models.DateTimeField("原本を公表した日時", null=True, blank=True)

    objects = MinutesSourceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "議事要旨の原本"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "edition"), name="meetings_minutessource_edition_is_unique"
            ),
            models.CheckConstraint(
                name="meetings_minutessource_sha256_is_hex",
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
            ),
        )
        indexes = (models.Index(fields=("sha256",), name="source_sha256"),)

    def __str__(self) -> str:
        return self.filename


class MinutesImport(models.Model):
    """取込み: reading one file in the background, correcting what was read, saving it.

    `reading` is the output of the reader (`meetings.minutes.as_json`), never changed;
    `corrections` what a person changed in the preview; `before` what the meeting was before it was
    saved, so that saving can be taken back (`meetings.actions.taking_back`). `meeting` is the
    meeting whose minutes this file corrects, or after saving the one it became. `forum` is the
    協議の場 on whose page it was handed in, by whose words it is read first (None: the first one).
    """

    source = models.OneToOneField(
        MinutesSource, on_delete=models.CASCADE, related_name="minutes_import"
    )
    status = models.CharField(
        "状況", max_length=20, choices=ImportStatus.choices, default=ImportStatus.QUEUED
    )
    progress = models.PositiveSmallIntegerField("進み具合（％）", default=0)
    progress_label = models.CharField("今していること", max_length=60, blank=True)
    problem = models.TextField("読み取れなかった理由", blank=True)
    reading = models.JSONField("読取り結果", default=dict, blank=True, encoder=DjangoJSONEncoder)
    corrections = models.JSONField("修正", default=dict, blank=True, encoder=DjangoJSONEncoder)
    before = models.JSONField("保存の前", default=dict, blank=True, encoder=DjangoJSONEncoder)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="imports"
    )
    forum = models.ForeignKey(
        Forum,
        verbose_name="協議の場",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField("始めた日時", auto_now_add=True)
    version = models.PositiveIntegerField("版", default=1)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "取込み"
        ordering = ("-pk",)
        constraints = (
            known("status", ImportStatus),
            models.CheckConstraint(
                name="meetings_minutesimport_saved_has_a_meeting",
                condition=~models.Q(status=ImportStatus.SAVED) | models.Q(meeting__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.source.filename

    def get_absolute_url(self) -> str:
        return reverse("meetings:imports:detail", args=(self.pk,))
