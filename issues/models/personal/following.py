"""購読: requests that somebody wants to keep an eye on."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from issues.models.local_request import LocalRequest


class Following(models.Model):
    """A person follows a request. It is that person's own matter: nobody else reads it, and it
    stays when the person changes to another body."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followings"
    )
    local_request = models.ForeignKey(
        LocalRequest, on_delete=models.CASCADE, related_name="followings"
    )
    since = models.DateTimeField("購読を始めた日時", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "購読"
        constraints = (
            models.UniqueConstraint(
                fields=("person", "local_request"), name="%(app_label)s_%(class)s_is_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}：{self.local_request}"
