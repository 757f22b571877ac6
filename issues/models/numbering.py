"""Numbers for life: given once, in order, within a series and a fiscal year."""

from __future__ import annotations

from django.db import models

from japan.eras import era_year_code


class NumberSeries(models.Model):
    """The last number given. A row lock makes two writers queue; nothing is ever reused."""

    prefix = models.CharField("系列", max_length=4, blank=True)
    fiscal_year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("最後の番号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "番号"
        constraints = (
            models.UniqueConstraint(
                fields=("prefix", "fiscal_year"), name="issues_numberseries_is_unique"
            ),
        )

    def __str__(self) -> str:
        return self.label(self.last)

    def label(self, serial: int) -> str:
        """R6-0001 for a request of 令和6年度, R6-C0001 for a commitment."""
        return f"{era_year_code(self.fiscal_year)}-{self.prefix}{serial:04d}"

    @classmethod
    def take(cls, *, prefix: str, fiscal_year: int) -> str:
        """The next number. Must run inside a transaction."""
        return cls.take_some(1, prefix=prefix, fiscal_year=fiscal_year)[0]

    @classmethod
    def take_some(cls, count: int, *, prefix: str, fiscal_year: int) -> list[str]:
        """The next so many numbers. Must run inside a transaction."""
        cls.objects.get_or_create(prefix=prefix, fiscal_year=fiscal_year)
        series = cls.objects.select_for_update().get(prefix=prefix, fiscal_year=fiscal_year)
        series.last += count
        series.save(update_fields=("last",))
        return [series.label(series.last - back) for back in reversed(range(count))]
