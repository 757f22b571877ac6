"""Several ministries of one request: asked beside the one in charge, and handing on."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# Who owes a reply, and by when: so far the one ministry that a request was put to.
FILL = """
UPDATE issues_standing
SET owed_on = due_on, waiting = ARRAY[lead_ministry_id]
WHERE status IN ('triaged', 'under_review', 'reconsidering') AND lead_ministry_id IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0028_requests_from_sheets"),
        ("organizations", "0003_search_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Asking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.TextField(blank=True, max_length=500, verbose_name="答えてもらう部分"),
                ),
                ("due_on", models.DateField(verbose_name="回答期限")),
                ("first_due_on", models.DateField(verbose_name="最初の回答期限")),
            ],
            options={
                "verbose_name": "合議・共管",
                "verbose_name_plural": "合議・共管",
                "ordering": ("ministry__position", "ministry__code"),
            },
        ),
        migrations.CreateModel(
            name="AskingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "part",
                    models.TextField(blank=True, max_length=500, verbose_name="答えてもらう部分"),
                ),
                ("due_on", models.DateField(verbose_name="回答期限")),
                ("first_due_on", models.DateField(verbose_name="最初の回答期限")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(verbose_name="担当替えを求める理由")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "申出中"),
                            ("accepted", "移した"),
                            ("declined", "見送り"),
                            ("withdrawn", "取下げ"),
                        ],
                        default="asked",
                        max_length=20,
                        verbose_name="状況",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申し出た日時")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="決めた日時"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="決めた理由")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="更新の回数")),
            ],
            options={
                "verbose_name": "担当替え",
                "verbose_name_plural": "担当替え",
                "ordering": ("asked_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="HandoverEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("reason", models.TextField(verbose_name="担当替えを求める理由")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "申出中"),
                            ("accepted", "移した"),
                            ("declined", "見送り"),
                            ("withdrawn", "取下げ"),
                        ],
                        default="asked",
                        max_length=20,
                        verbose_name="状況",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申し出た日時")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="決めた日時"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="決めた理由")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="更新の回数")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="round",
            name="issues_round_is_one_ministrys",
        ),
        migrations.RemoveIndex(
            model_name="standing",
            name="standing_awaited",
        ),
        migrations.RemoveIndex(
            model_name="standing",
            name="standing_figures",
        ),
        migrations.AddField(
            model_name="round",
            name="leads",
            field=models.BooleanField(default=True, verbose_name="主担当"),
        ),
        migrations.AddField(
            model_name="standing",
            name="asked",
            field=models.JSONField(null=True, verbose_name="回答を求めた府省"),
        ),
        migrations.AddField(
            model_name="standing",
            name="owed_on",
            field=models.DateField(null=True, verbose_name="待っている回答の最も早い期限"),
        ),
        migrations.AddField(
            model_name="standing",
            name="waiting",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="回答を待っている府省",
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=models.Q(
                    ("counted_to", None), ("known_to", None), ("owed_on__isnull", False)
                ),
                fields=["owed_on", "lead_ministry"],
                name="standing_awaited",
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(
                    ("counted_to", None), ("known_to", None), ("asked__isnull", False)
                ),
                fields=["asked"],
                name="standing_asked",
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=models.Q(("counted_to", None), ("known_to", None)),
                fields=["local_request"],
                include=(
                    "organization",
                    "counted_from",
                    "known_from",
                    "forum",
                    "published",
                    "points",
                    "status",
                    "lead_ministry",
                    "owed_on",
                    "reply_ministry",
                    "reply_class",
                    "open_reply_class",
                    "reply_dated",
                    "open_reply_dated",
                    "first_reply",
                    "open_first_reply",
                    "days",
                    "days_of_lead",
                    "disagreeing",
                    "open_disagreeing",
                    "kind",
                    "said_on",
                    "co_ministries",
                ),
                name="standing_figures",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                condition=models.Q(("handed_on_at", None), ("leads", True)),
                fields=("local_request", "number"),
                name="issues_round_is_one_ministrys",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                condition=models.Q(("handed_on_at", None)),
                fields=("local_request", "number", "ministry"),
                name="issues_round_asks_each_ministry_once",
            ),
        ),
        migrations.AddField(
            model_name="asking",
            name="local_request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="askings",
                to="issues.localrequest",
            ),
        ),
        migrations.AddField(
            model_name="asking",
            name="ministry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="askings",
                to="organizations.organization",
                verbose_name="府省",
            ),
        ),
        migrations.AddField(
            model_name="askingevent",
            name="local_request",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="issues.localrequest",
            ),
        ),
        migrations.AddField(
            model_name="askingevent",
            name="ministry",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organizations.organization",
                verbose_name="府省",
            ),
        ),
        migrations.AddField(
            model_name="askingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="versions",
                related_query_name="kept_version",
                to="issues.asking",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="given_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.organization",
                verbose_name="移した先の府省",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="local_request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="handovers",
                to="issues.localrequest",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="ministry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.organization",
                verbose_name="申し出た府省",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="proposed",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.organization",
                verbose_name="担当と考える府省",
            ),
        ),
        migrations.AddField(
            model_name="handoverevent",
            name="asked_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="handoverevent",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="handoverevent",
            name="given_to",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organizations.organization",
                verbose_name="移した先の府省",
            ),
        ),
        migrations.AddField(
            model_name="handoverevent",
            name="local_request",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="issues.localrequest",
            ),
        ),
        migrations.AddField(
            model_name="handoverevent",
            name="ministry",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organizations.organization",
                verbose_name="申し出た府省",
            ),
        ),
        migrations.AddField(
            model_name="handoverevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="versions",
                related_query_name="kept_version",
                to="issues.handover",
            ),
        ),
        migrations.AddField(
            model_name="handoverevent",
            name="proposed",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organizations.organization",
                verbose_name="担当と考える府省",
            ),
        ),
        migrations.AddConstraint(
            model_name="asking",
            constraint=models.UniqueConstraint(
                fields=("local_request", "ministry"),
                name="issues_asking_is_unique",
                violation_error_message="この府省には、すでに回答を求めています。",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="asking",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_askingevent" ("due_on", "first_due_on", "id", "local_request_id", "ministry_id", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."due_on", NEW."first_due_on", NEW."id", NEW."local_request_id", NEW."ministry_id", NEW."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="4a3aadbb1ff70a8df7dad1c6c9020dad1f8f51cc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e9648",
                    table="issues_asking",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="asking",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "issues_askingevent" ("due_on", "first_due_on", "id", "local_request_id", "ministry_id", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."due_on", NEW."first_due_on", NEW."id", NEW."local_request_id", NEW."ministry_id", NEW."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="a9765e2bd4411e33e4d3904b3e6e0e41317eb9f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3388d",
                    table="issues_asking",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="asking",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_askingevent" ("due_on", "first_due_on", "id", "local_request_id", "ministry_id", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."due_on", OLD."first_due_on", OLD."id", OLD."local_request_id", OLD."ministry_id", OLD."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="5fcf2d1ca800580c53986f6c7d1e537a451511f9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_00a20",
                    table="issues_asking",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="askingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="477ae8d6b804507984d77464c74bc6547659f54c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e1f9a",
                    table="issues_askingevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(
                condition=models.Q(("status", "asked")),
                fields=["asked_at", "id"],
                name="handover_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["asked", "accepted", "declined", "withdrawn"])),
                name="issues_handover_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "asked")),
                fields=("local_request", "ministry"),
                name="issues_handover_is_asked_once",
                violation_error_message="担当替えは、すでに申し出ています。",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("status", "asked")),
                    models.Q(
                        models.Q(("status", "asked"), _negated=True), ("decided_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="issues_handover_decided_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "accepted"), _negated=True),
                    ("given_to__isnull", False),
                    _connector="OR",
                ),
                name="issues_handover_accepted_says_to_whom",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handover",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_handoverevent" ("answer", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "given_to_id", "id", "local_request_id", "ministry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_id", "reason", "status", "version") VALUES (NEW."answer", NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."given_to_id", NEW."id", NEW."local_request_id", NEW."ministry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."proposed_id", NEW."reason", NEW."status", NEW."version"); RETURN NULL;',
                    hash="4f06aeb2cecf807a375a822a77e7acdfeb922936",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_921c5",
                    table="issues_handover",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handover",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "issues_handoverevent" ("answer", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "given_to_id", "id", "local_request_id", "ministry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_id", "reason", "status", "version") VALUES (NEW."answer", NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."given_to_id", NEW."id", NEW."local_request_id", NEW."ministry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."proposed_id", NEW."reason", NEW."status", NEW."version"); RETURN NULL;',
                    hash="6124efa2d2aa21ab21c42dbda6d9e0612eb3acbf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a8a6f",
                    table="issues_handover",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoverevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d3323f2a30ae2647a2dabacaa9a785db3fb546d9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b1eeb",
                    table="issues_handoverevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
