"""The first tables in one go; see docs/decisions/0053-first-tables-at-once.md."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.serializers.json
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import workflow.at_once

MAKE = """
CREATE FUNCTION public.publication_take_out(target text, key bigint, texts jsonb, hide boolean)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    may constant jsonb := '{
        "issues_reply": ["text", "correction_reason"],
        "issues_replyattachment": ["filename"],
        "issues_progressreport": ["text"],
        "issues_judgement": ["text"],
        "issues_settlement": ["reflected_in", "despite"],
        "issues_duechange": ["reason"],
        "meetings_reportaddition": ["text"]
    }';
    before_ignored text := current_setting('pgtrigger.ignore', true);
    name text; now_text text; old_text text; kept boolean;
BEGIN
    IF NOT may ? target THEN
        RAISE EXCEPTION 'publication: nothing is taken out of %', target;
    END IF;
    PERFORM set_config('pgtrigger.ignore', (
        SELECT array_agg(tgname)::text FROM pg_trigger
        WHERE tgrelid = ('public.' || quote_ident(target))::regclass
        AND tgname ~ '^pgtrigger_(append_only|words_stay|published_is_locked|locked_with_its_reply)_'
    ), true);
    FOR name, now_text IN SELECT * FROM jsonb_each_text(texts) LOOP
        IF NOT may -> target ? name THEN
            RAISE EXCEPTION 'publication: % of % is no text to take words out of', name, target;
        END IF;
        EXECUTE format('SELECT %I FROM public.%I WHERE id = $1 FOR UPDATE', name, target)
            INTO old_text USING key;
        -- Ink over words, or the very words back that a removal has kept; nothing else.
        SELECT length(old_text) = length(now_text) AND bool_and(
            substr(now_text, i, 1) IN (substr(old_text, i, 1), '■')
            OR (substr(old_text, i, 1) = '■' AND EXISTS (
                SELECT 1 FROM public.publication_removal r
                JOIN public.django_content_type c ON c.id = r.content_type_id
                WHERE c.app_label || '_' || c.model = target AND r.object_id = key
                AND substr(r.originals -> name ->> 'before', i, 1) = substr(now_text, i, 1)
            ))
        ) INTO kept FROM generate_series(1, greatest(length(old_text), length(now_text))) i;
        IF NOT coalesce(kept, true) THEN
            RAISE EXCEPTION 'publication: % of % may only be inked', name, target;
        END IF;
        EXECUTE format('UPDATE public.%I SET %I = $1 WHERE id = $2', target, name)
            USING now_text, key;
    END LOOP;
    IF target = 'issues_reply' THEN
        UPDATE public.issues_reply SET version = version + 1,
            status = CASE WHEN hide THEN 'submitted' ELSE status END,
            published_at = CASE WHEN hide THEN NULL ELSE published_at END
        WHERE id = key;
    END IF;
    PERFORM set_config('pgtrigger.ignore', coalesce(before_ignored, ''), true);
END;
$$
"""


class Migration(migrations.Migration):
    replaces = [
        ("publication", "0001_removals"),
        ("publication", "0002_batches"),
        ("publication", "0003_concerns"),
        ("publication", "0004_one_door"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0002_invitations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("contenttypes", "0002_remove_content_type_name"),
        ("issues", "0005_replies_taken_down"),
    ]

    operations = [
        workflow.at_once.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="Batch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("prepared", "準備中"),
                                    ("scheduled", "予約中"),
                                    ("done", "公表済み"),
                                    ("cancelled", "取りやめ"),
                                ],
                                default="prepared",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "due_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表する日時"
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(verbose_name="準備した日時")),
                        (
                            "finished_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表を終えた日時"
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, verbose_name="更新の回数"),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="accounts.membership",
                                verbose_name="公表を決めた人の所属",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="準備した人",
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="公表を決めた人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "まとめて公表",
                        "verbose_name_plural": "まとめて公表",
                        "ordering": ("-pk",),
                        "indexes": [models.Index(fields=["status", "due_at"], name="batch_due")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["prepared", "scheduled", "done", "cancelled"])
                                ),
                                name="publication_batch_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ("scheduled", "done")), _negated=True),
                                    models.Q(("due_at__isnull", False), ("set_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="publication_batch_set_has_a_time_and_a_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("finished_at__isnull", False), ("status", "done")),
                                    models.Q(
                                        models.Q(("status", "done"), _negated=True),
                                        ("finished_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="publication_batch_done_has_a_time",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="batch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="c4a577bf2b9d75a5d07e8c7ffff94c8639ec5785",
                            operation="DELETE",
                            pgid="pgtrigger_never_deleted_a7c51",
                            table="publication_batch",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="BatchItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("position", models.PositiveIntegerField(verbose_name="並び順")),
                        ("key", models.CharField(max_length=40, verbose_name="種類")),
                        ("object_id", models.PositiveBigIntegerField()),
                        ("title", models.CharField(max_length=400, verbose_name="題名")),
                        (
                            "seen",
                            models.JSONField(blank=True, default=dict, verbose_name="確かめた内容"),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="理由")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("waiting", "公表待ち"),
                                    ("published", "公表しました"),
                                    ("left", "公表しませんでした"),
                                ],
                                default="waiting",
                                max_length=20,
                                verbose_name="結果",
                            ),
                        ),
                        (
                            "why_left",
                            models.TextField(blank=True, verbose_name="公表しなかった理由"),
                        ),
                        (
                            "along",
                            models.JSONField(
                                blank=True,
                                default=list,
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                verbose_name="一緒に公表したもの",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="結果が決まった日時"
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="publication.batch",
                            ),
                        ),
                        (
                            "content_type",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="contenttypes.contenttype",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "まとめて公表するもの",
                        "verbose_name_plural": "まとめて公表するもの",
                        "ordering": ("position", "pk"),
                        "indexes": [
                            models.Index(
                                fields=["content_type", "object_id"], name="batch_item_of_object"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("batch", "content_type", "object_id"),
                                name="publication_batchitem_is_unique",
                                violation_error_message="このまとまりに、すでに入っています。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["waiting", "published", "left"])
                                ),
                                name="publication_batchitem_outcome_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("outcome", "waiting")),
                                    models.Q(
                                        models.Q(("outcome", "waiting"), _negated=True),
                                        ("decided_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="publication_batchitem_decided_has_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "left"), _negated=True),
                                    models.Q(("why_left", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="publication_batchitem_left_says_why",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="batchitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="decided_is_locked",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NOT (OLD.\"outcome\" = 'waiting'))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3bbf6303b296b7535bc7447d025c4877c4c5d15a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_decided_is_locked_20d5c",
                            table="publication_batchitem",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Removal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("object_id", models.PositiveBigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("unpublished", "公表の取りやめ"),
                                    ("blacked_out", "墨消し"),
                                    ("restored", "取りやめ・墨消しの取消し"),
                                ],
                                max_length=20,
                                verbose_name="したこと",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("by_mistake", "誤公表"),
                                    ("personal", "個人情報"),
                                    ("correction", "訂正"),
                                    ("other", "その他"),
                                ],
                                max_length=20,
                                verbose_name="根拠",
                            ),
                        ),
                        (
                            "public_line",
                            models.CharField(max_length=300, verbose_name="公表する一文"),
                        ),
                        ("reason", models.TextField(verbose_name="記録に残す理由")),
                        (
                            "originals",
                            models.JSONField(
                                default=dict,
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                verbose_name="元の言葉",
                            ),
                        ),
                        (
                            "was_public",
                            models.BooleanField(default=True, verbose_name="公表していたもの"),
                        ),
                        (
                            "concerns",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="かかわる記録",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="した日時")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "content_type",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="contenttypes.contenttype",
                            ),
                        ),
                        (
                            "part_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="publication.removal",
                            ),
                        ),
                        (
                            "undoes",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="undone_by",
                                to="publication.removal",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公表の取りやめ・墨消し",
                        "verbose_name_plural": "公表の取りやめ・墨消し",
                        "ordering": ("-at", "-pk"),
                        "indexes": [
                            models.Index(
                                fields=["content_type", "object_id"], name="removal_of_object"
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["concerns"], name="removal_concerns"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["unpublished", "blacked_out", "restored"])
                                ),
                                name="publication_removal_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "ground__in",
                                        ["by_mistake", "personal", "correction", "other"],
                                    )
                                ),
                                name="publication_removal_ground_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="publication_removal_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "restored"), ("undoes__isnull", False)),
                                    models.Q(
                                        models.Q(("kind", "restored"), _negated=True),
                                        ("undoes__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="publication_removal_undoes_when_restored",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="removal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2017915997197ffa645cd98ced5db4ff0ab50ce5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_14485",
                            table="publication_removal",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
        migrations.RunSQL(
            sql=MAKE,
            reverse_sql="DROP FUNCTION public.publication_take_out(text, bigint, jsonb, boolean)",
        ),
    ]
