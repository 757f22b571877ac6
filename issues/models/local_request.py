"""要望: what a local government asks, worries about or tells."""

from __future__ import annotations

import pghistory
from django.db import models

from issues import validators
from issues.enums import JudgementClass, ProgressClass, RequestKind, RequestStatus
from issues.models.forum import Forum, address
from issues.models.logged import Logged, NamedPoint, named_once
from issues.models.point import DiscussionPoint
from issues.models.sameness import of_one_forum
from issues.querysets.local_requests import LocalRequestQuerySet
from organizations.models import Organization
from searching.noticing import noticed
from workflow.constraints import known


@pghistory.track()
class LocalRequest(Logged):
    """One request of a local government. `external_number` is the number that it has with whoever
    sent it in (`sender`), if it came with one."""

    forum = models.ForeignKey(
        Forum, verbose_name="協議の場", on_delete=models.PROTECT, related_name="local_requests"
    )
    kind = models.CharField(
        "種別", max_length=20, choices=RequestKind.choices, default=RequestKind.REQUEST
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name="要望した団体",
        on_delete=models.PROTECT,
        related_name="local_requests",
    )
    sender = models.ForeignKey(
        Organization,
        verbose_name="提出元",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    external_number = models.CharField(
        "番号（提出元）", max_length=validators.EXTERNAL_NUMBER_LENGTH, blank=True
    )
    speaker = models.CharField("発言者", max_length=validators.SPEAKER_LENGTH, blank=True)
    title = models.CharField("件名", max_length=validators.TITLE_LENGTH)
    ask = models.TextField("求める措置", blank=True, validators=[validators.ask_fits])
    trouble = models.TextField("支障事例・効果", blank=True, validators=[validators.trouble_fits])
    points = models.ManyToManyField(
        DiscussionPoint,
        verbose_name="論点",
        through="RequestPoint",
        related_name="local_requests",
    )
    lead_ministry = models.ForeignKey(
        Organization,
        verbose_name="主担当府省",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="led_requests",
    )
    co_ministries = models.ManyToManyField(
        Organization, verbose_name="関係府省", blank=True, related_name="shared_requests"
    )
    round = models.PositiveSmallIntegerField("回答の回", default=1)
    due_on = models.DateField("回答期限", null=True, blank=True)
    first_due_on = models.DateField("最初の回答期限", null=True, blank=True)
    due_basis = models.JSONField("期限の数え方", null=True, blank=True)
    progress = models.CharField(
        "府省の進捗", max_length=20, choices=ProgressClass.choices, blank=True
    )
    judgement = models.CharField(
        "事務局の判断", max_length=20, choices=JudgementClass.choices, blank=True
    )
    reflected_in = models.CharField("反映先", max_length=200, blank=True)
    settled_despite = models.TextField("不服がある中で決着とした理由", blank=True)
    re_raises = models.ForeignKey(
        "self",
        verbose_name="前に出した要望",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="re_raised_by",
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name="統合先",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_requests",
    )
    split_from = models.ForeignKey(
        "self",
        verbose_name="分割元",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="split_requests",
    )
    related = models.ManyToManyField("self", verbose_name="関連する要望", blank=True)
    status = models.CharField(
        "状況", max_length=20, choices=RequestStatus.choices, default=RequestStatus.LOGGED
    )

    objects = LocalRequestQuerySet.as_manager()

    class Meta(Logged.Meta):
        verbose_name = verbose_name_plural = "要望"
        constraints = (
            known("status", RequestStatus),
            models.CheckConstraint(
                name="issues_localrequest_triaged_has_ministry_and_due_date",
                condition=~models.Q(
                    status__in=(
                        RequestStatus.TRIAGED,
                        RequestStatus.UNDER_REVIEW,
                        RequestStatus.REPLIED,
                        RequestStatus.RECONSIDERING,
                        RequestStatus.SETTLED,
                    )
                )
                | models.Q(
                    lead_ministry__isnull=False, due_on__isnull=False, first_due_on__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="issues_localrequest_settled_says_where",
                condition=~models.Q(status=RequestStatus.SETTLED) | ~models.Q(reflected_in=""),
            ),
            models.CheckConstraint(
                name="issues_localrequest_merged_has_a_target",
                condition=models.Q(status=RequestStatus.MERGED, merged_into__isnull=False)
                | (~models.Q(status=RequestStatus.MERGED) & models.Q(merged_into__isnull=True)),
            ),
            models.CheckConstraint(
                name="issues_localrequest_does_not_point_at_itself",
                condition=~models.Q(re_raises=models.F("id"))
                & ~models.Q(merged_into=models.F("id"))
                & ~models.Q(split_from=models.F("id")),
            ),
            known("kind", RequestKind),
            models.CheckConstraint(
                name="issues_localrequest_external_number_is_somebodys",
                condition=models.Q(external_number="", sender__isnull=True)
                | (~models.Q(external_number="") & models.Q(sender__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=("sender", "external_number"),
                name="issues_localrequest_external_number_is_unique",
                violation_error_message="この提出元の同じ番号の要望が、もうあります。",
            ),
        )
        indexes = (
            models.Index(fields=("status", "number"), name="request_status"),
            models.Index(fields=("kind", "number"), name="request_kind"),
            models.Index(fields=("organization", "number"), name="request_organization"),
            models.Index(fields=("said_on", "number"), name="request_said_on"),
            models.Index(fields=("due_on", "number"), name="request_due_on"),
            models.Index(fields=("-created_at", "-id"), name="request_newest"),
            models.Index(fields=("lead_ministry", "status"), name="request_lead_ministry"),
        )
        triggers = (
            *Logged.Meta.triggers,
            noticed("requests", "title", "ask", "trouble", "speaker", "organization_id", "said_on"),
        )

    def get_absolute_url(self) -> str:
        return address(self.forum_id, "issues:requests:detail", self.number)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class RequestPoint(NamedPoint):
    """A discussion point that a request belongs to; one of them is the primary one."""

    local_request = models.ForeignKey(
        LocalRequest, on_delete=models.CASCADE, related_name="request_points"
    )
    point = models.ForeignKey(
        DiscussionPoint, on_delete=models.PROTECT, related_name="request_points"
    )

    class Meta(NamedPoint.Meta):
        verbose_name = verbose_name_plural = "要望の論点"
        constraints = named_once("local_request")
        indexes = (models.Index(fields=("point", "local_request"), name="request_point"),)
        triggers = (of_one_forum("issues_localrequest", "local_request_id"),)
