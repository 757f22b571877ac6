"""The first tables in one go; see docs/decisions/0053-first-tables-at-once.md."""

import django.core.serializers.json
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

MAKE = """
-- The lock comes first: whoever reads the number that this write made finds it held until the write
-- is there for all.
CREATE FUNCTION public.workflow_grow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(19267, 1);
    PERFORM nextval(('public.grown_' || TG_TABLE_NAME)::regclass);
    RETURN NULL;
END;
$$;

-- Whoever is writing holds the lock shared, so that nobody can have it alone. One's own writes are
-- no hindrance to that, and are asked for by themselves.
CREATE FUNCTION public.workflow_grown(OUT numbers jsonb, OUT quiet boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    SELECT jsonb_object_agg(substr(relname, 7), coalesce(pg_sequence_last_value(oid), 0))
        INTO numbers FROM pg_class
        WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace AND relname ^@ 'grown_';
    quiet := pg_current_xact_id_if_assigned() IS NULL AND pg_try_advisory_lock(19267, 1);
    IF quiet THEN
        PERFORM pg_advisory_unlock(19267, 1);
    END IF;
END;
$$;
"""
DROP = """
DROP FUNCTION public.workflow_grow() CASCADE;
DROP FUNCTION public.workflow_grown();
DO $$
DECLARE name text;
BEGIN
    FOR name IN SELECT relname FROM pg_class WHERE relkind = 'S' AND relname ^@ 'grown_' LOOP
        EXECUTE format('DROP SEQUENCE public.%I', name);
    END LOOP;
END;
$$;
"""


class Migration(migrations.Migration):
    replaces = [
        ("workflow", "0001_initial"),
        ("workflow", "0002_draft"),
        ("workflow", "0003_take_a_form_once"),
        ("workflow", "0004_grown"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("contenttypes", "0002_remove_content_type_name"),
        ("organizations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SentForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True, verbose_name="送信の印")),
                ("taken_at", models.DateTimeField(db_index=True, verbose_name="受け付けた日時")),
                ("answer", models.JSONField(null=True, verbose_name="答え")),
            ],
            options={
                "verbose_name": "受け付けた送信",
                "verbose_name_plural": "受け付けた送信",
            },
        ),
        migrations.CreateModel(
            name="HistoryEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                ("verb", models.CharField(max_length=40, verbose_name="操作")),
                ("label", models.CharField(max_length=60, verbose_name="操作の名前")),
                (
                    "role",
                    models.CharField(blank=True, max_length=20, verbose_name="操作した人の役割"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="記録した日時")),
                ("reason", models.TextField(blank=True, verbose_name="理由")),
                (
                    "changes",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="変更点",
                    ),
                ),
                (
                    "details",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="詳細",
                    ),
                ),
                (
                    "acting_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="操作した人の団体",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="操作した人",
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="contenttypes.contenttype"
                    ),
                ),
            ],
            options={
                "verbose_name": "履歴",
                "verbose_name_plural": "履歴",
                "ordering": ("recorded_at", "pk"),
                "indexes": [
                    models.Index(
                        fields=["content_type", "object_id", "recorded_at"],
                        name="history_of_object",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historyentry",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ac89afb81540480752d20f6d19fdebf86180b655",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_96ab4",
                    table="workflow_historyentry",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="StatusChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                ("from_status", models.CharField(blank=True, max_length=20, verbose_name="変更前")),
                ("to_status", models.CharField(max_length=20, verbose_name="変更後")),
                ("effective_at", models.DateTimeField(verbose_name="効力が生じた日時")),
                ("recorded_at", models.DateTimeField(verbose_name="記録した日時")),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="contenttypes.contenttype"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="status_change",
                        to="workflow.historyentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "状況の変更",
                "verbose_name_plural": "状況の変更",
                "ordering": ("effective_at", "pk"),
                "indexes": [
                    models.Index(
                        fields=["content_type", "object_id", "effective_at"],
                        name="status_of_object",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statuschange",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8915cfd18796272e6a74c66c903a7141af0ba4a6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9d954",
                    table="workflow_statuschange",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=100, verbose_name="どの入力か")),
                ("fields", models.JSONField(default=dict, verbose_name="書きかけの内容")),
                ("saved_at", models.DateTimeField(auto_now=True, verbose_name="保存した日時")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "書きかけ",
                "verbose_name_plural": "書きかけ",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "key"), name="workflow_draft_is_unique")
                ],
            },
        ),
        migrations.RunSQL(
            sql=MAKE,
            reverse_sql=DROP,
        ),
    ]
