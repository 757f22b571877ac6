"""What is searched: the words of each thing that can be found, and whose words changed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F


class Document(models.Model):
    """Words that one sort of reader may read or not, as a whole.

    `group` and `owner` say what is found by them (a request); `noun` and `key` whose words they are
    (the request's own, or those of a quote that it rests on): who may see that, may find by it.
    `forum` is the key of its 協議の場, NULL for what belongs to none.

    `title` and `text` (title and all else) are normalised letters; `forms` and `readings` what
    `japan.forms` makes of them. `keys` is what the index knows, see `searching.keys`.
    """

    group = models.CharField(max_length=20)
    owner = models.BigIntegerField()
    noun = models.CharField(max_length=20)
    key = models.BigIntegerField()
    forum = models.BigIntegerField(null=True)
    day = models.DateField()
    title = models.TextField()
    text = models.TextField()
    forms = models.TextField()
    readings = models.TextField()
    keys = ArrayField(models.TextField())

    class Meta:
        verbose_name = verbose_name_plural = "検索の索引"
        constraints = (
            models.UniqueConstraint(
                fields=("group", "noun", "key"), name="searching_document_is_unique"
            ),
        )
        indexes = (
            models.Index(fields=("group", "owner"), name="searched_owner"),
            # A word that stands in most rows is not looked up: the newest rows are gone through.
            models.Index(F("group"), F("day").desc(), F("id").desc(), name="searched_newest"),
            GinIndex(fields=("keys",), name="searched_keys"),
        )

    def __str__(self) -> str:
        return f"{self.noun} {self.key}"


class Change(models.Model):
    """The words of something were written: what its documents say counts for nothing until they
    are made anew. Written by triggers (`searching.noticing`), whoever changes a row and however."""

    group = models.CharField(max_length=20)
    owner = models.BigIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "索引に入れるもの"
        indexes = (models.Index(fields=("group", "owner"), name="searched_change"),)

    def __str__(self) -> str:
        return f"{self.group} {self.owner}"
