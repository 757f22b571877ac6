"""合議・共管: ministries that are asked to answer a request beside the one in charge."""

from __future__ import annotations

import pghistory
from django.db import models

from issues.models.local_request import LocalRequest
from organizations.models import Organization

PART_LENGTH = 500


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Asking(models.Model):
    """One ministry asked beside the one in charge (`LocalRequest.lead_ministry`), by a date of its
    own. `part` says which part of the request it is asked about, "" for the whole of it.

    It is a 関係府省 too (`LocalRequest.co_ministries`), which says that it reads the request. What
    was asked of whom at a time stands in the record of the request (`askings` of its details).
    """

    local_request = models.ForeignKey(
        LocalRequest, on_delete=models.CASCADE, related_name="askings"
    )
    ministry = models.ForeignKey(
        Organization, verbose_name="府省", on_delete=models.PROTECT, related_name="askings"
    )
    part = models.TextField("答えてもらう部分", blank=True, max_length=PART_LENGTH)
    due_on = models.DateField("回答期限")
    first_due_on = models.DateField("最初の回答期限")

    class Meta:
        verbose_name = verbose_name_plural = "合議・共管"
        ordering = ("ministry__position", "ministry__code")
        constraints = (
            models.UniqueConstraint(
                fields=("local_request", "ministry"),
                name="issues_asking_is_unique",
                violation_error_message="この府省には、すでに回答を求めています。",
            ),
        )

    def __str__(self) -> str:
        return str(self.ministry)
