"""同趣旨: which requests ask the same, and the words by which that is guessed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from issues.models.commitment import Commitment
from issues.models.local_request import LocalRequest


class Terms(models.Model):
    """The words that tell what a record is about (`issues.alike.wording`), of its own texts alone:
    whoever sees the record reads them. A projection: `issues.alike.keeping` writes it."""

    terms = ArrayField(models.CharField(max_length=40), verbose_name="手がかりの言葉", default=list)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return "、".join(self.terms)


class RequestTerms(Terms):
    """Those of a request."""

    local_request = models.OneToOneField(
        LocalRequest, on_delete=models.CASCADE, primary_key=True, related_name="key_terms"
    )

    class Meta(Terms.Meta):
        verbose_name = verbose_name_plural = "要望の手がかりの言葉"
        indexes = (GinIndex(fields=("terms",), name="request_terms", fastupdate=False),)


class CommitmentTerms(Terms):
    """Those of a commitment."""

    commitment = models.OneToOneField(
        Commitment, on_delete=models.CASCADE, primary_key=True, related_name="key_terms"
    )

    class Meta(Terms.Meta):
        verbose_name = verbose_name_plural = "国側の発言の手がかりの言葉"
        indexes = (GinIndex(fields=("terms",), name="commitment_terms", fastupdate=False),)


class SameAsk(models.Model):
    """A request within a group of those that ask the same. A group is called by the request with
    which it began (`head`), which is one of its members until it is taken out."""

    local_request = models.OneToOneField(
        LocalRequest, on_delete=models.PROTECT, primary_key=True, related_name="same_ask"
    )
    head = models.ForeignKey(
        LocalRequest,
        verbose_name="まとまりの初めの要望",
        on_delete=models.PROTECT,
        related_name="asked_alike",
    )

    class Meta:
        verbose_name = verbose_name_plural = "同趣旨の要望のまとまり"

    def __str__(self) -> str:
        return f"{self.local_request} ≈ {self.head}"
