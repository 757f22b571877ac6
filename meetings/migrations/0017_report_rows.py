"""The requests of a frozen report are rows: a hundred thousand do not fit into one value."""

import django.core.serializers.json
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0016_report_frame"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveIntegerField(verbose_name="順")),
                (
                    "record",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="要望"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="meetings.closedreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "確定した要望",
                "verbose_name_plural": "確定した要望",
                "ordering": ("place",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "place"), name="meetings_reportrow_place_is_unique"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportrow",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b2af9561eea1683cbbcb8d22216b33f570d2755a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_713b6",
                    table="meetings_reportrow",
                    when="BEFORE",
                ),
            ),
        ),
        # A record is some two kilobytes, just above what PostgreSQL begins to compress and to put
        # aside: that takes longer than writing it.
        migrations.RunSQL(
            "ALTER TABLE meetings_reportrow SET (toast_tuple_target = 8160)",
            "ALTER TABLE meetings_reportrow RESET (toast_tuple_target)",
        ),
    ]
