"""The first tables in one go; see docs/decisions/0053-first-tables-at-once.md."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.db.models.constraints
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import issues.models.export
import issues.models.reply
import issues.validators
import workflow.at_once


class Migration(migrations.Migration):
    replaces = [
        ("issues", "0001_initial"),
        ("issues", "0002_life_of_a_request"),
        ("issues", "0003_exports"),
        ("issues", "0004_lock_attachments"),
        ("issues", "0005_replies_taken_down"),
        ("issues", "0006_publish_voices"),
        ("issues", "0007_joinings_are_accepted"),
        ("issues", "0008_take_back_replies_and_opinions"),
        ("issues", "0009_take_back_notes"),
        ("issues", "0010_corrections"),
        ("issues", "0011_mark_slips_of_due_dates"),
        ("issues", "0012_rounds_and_standings"),
        ("issues", "0013_forums"),
        ("issues", "0014_indexes_of_standings"),
        ("issues", "0015_indexes_of_figures"),
        ("issues", "0016_indexes_of_first_draws"),
        ("issues", "0017_indexes_of_counts"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0002_invitations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("contenttypes", "0002_remove_content_type_name"),
        ("organizations", "0002_indexes_of_counts"),
        ("workflow", "0002_draft"),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        workflow.at_once.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="DiscussionPoint",
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
                            "code",
                            models.SlugField(
                                max_length=40,
                                validators=[issues.validators.point_code_is_free],
                                verbose_name="コード",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="番号")),
                        ("name", models.CharField(max_length=120, verbose_name="論点")),
                        ("short_name", models.CharField(max_length=20, verbose_name="略称")),
                        ("statement", models.TextField(verbose_name="論点の内容")),
                        ("source", models.CharField(max_length=200, verbose_name="出典")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "未着手"),
                                    ("discussing", "検討中"),
                                    ("direction", "方向性提示"),
                                    ("agreed", "合意"),
                                    ("in_policy", "基本方針に反映"),
                                    ("monitoring", "フォローアップ"),
                                ],
                                default="open",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "retired_on",
                            models.DateField(blank=True, null=True, verbose_name="廃止した日"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版")),
                    ],
                    options={
                        "verbose_name": "論点",
                        "verbose_name_plural": "論点",
                        "ordering": ("position",),
                    },
                ),
                migrations.CreateModel(
                    name="Forum",
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
                            "code",
                            models.CharField(
                                max_length=40,
                                unique=True,
                                validators=[issues.validators.code_is_plain],
                                verbose_name="コード",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                max_length=120, unique=True, verbose_name="協議の場の名称"
                            ),
                        ),
                        (
                            "short_name",
                            models.CharField(max_length=20, unique=True, verbose_name="略称"),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(unique=True, verbose_name="順番"),
                        ),
                    ],
                    options={
                        "verbose_name": "協議の場",
                        "verbose_name_plural": "協議の場",
                        "ordering": ("position",),
                    },
                ),
                migrations.CreateModel(
                    name="Commitment",
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
                            "number",
                            models.CharField(max_length=12, unique=True, verbose_name="番号"),
                        ),
                        ("speaker", models.CharField(max_length=120, verbose_name="発言者")),
                        ("said_on", models.DateField(verbose_name="発言の日")),
                        ("title", models.CharField(max_length=100, verbose_name="要旨")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("recorded", "記録済"),
                                    ("fulfilled", "履行済"),
                                    ("unfulfilled", "未履行"),
                                    ("retracted", "取消し"),
                                ],
                                default="recorded",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "fulfilled_by",
                            models.TextField(
                                blank=True, verbose_name="履行の内容・履行していない理由"
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "created_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="登録した日時"),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(auto_now=True, verbose_name="更新した日時"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版")),
                        ("search_text", models.TextField(blank=True, editable=False)),
                        (
                            "search_grams",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=2),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登録した人",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitments",
                                to="organizations.organization",
                                verbose_name="府省",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "国側の発言・約束",
                        "verbose_name_plural": "国側の発言・約束",
                        "ordering": ("number",),
                    },
                ),
                migrations.CreateModel(
                    name="CommitmentPoint",
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
                        ("primary", models.BooleanField(default=False, verbose_name="主な論点")),
                        (
                            "commitment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="commitment_points",
                                to="issues.commitment",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitment_points",
                                to="issues.discussionpoint",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "国側の発言の論点",
                        "verbose_name_plural": "国側の発言の論点",
                        "ordering": ("-primary", "point__position"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("commitment", "point"),
                                name="issues_commitmentpoint_is_unique",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("primary", True)),
                                fields=("commitment",),
                                name="issues_commitmentpoint_one_is_primary",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="commitmentpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="of_one_forum",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF (SELECT forum_id FROM issues_commitment WHERE id = NEW.commitment_id) IS DISTINCT FROM\n               (SELECT forum_id FROM issues_discussionpoint WHERE id = NEW.point_id) THEN\n                RAISE EXCEPTION 'a record and its points are of one forum'\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="10b092d911a52337b6c44fb2ab28e76ffd8ae1da",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_of_one_forum_4d8c9",
                            table="issues_commitmentpoint",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="DueChange",
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
                        ("old_due_on", models.DateField(verbose_name="変更前の期限")),
                        ("new_due_on", models.DateField(verbose_name="変更後の期限")),
                        ("days", models.IntegerField(verbose_name="延びた日数")),
                        ("reason", models.TextField(verbose_name="理由")),
                        (
                            "changed_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="変更した日時"),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ministry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="due_changes",
                                to="organizations.organization",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "期限の変更",
                        "verbose_name_plural": "期限の変更",
                        "ordering": ("changed_at", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="DueSlip",
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
                        ("reason", models.TextField(verbose_name="記載誤りとする理由")),
                        (
                            "marked_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="印を付けた日時"),
                        ),
                        (
                            "change",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slip",
                                to="issues.duechange",
                                verbose_name="期限の変更",
                            ),
                        ),
                        (
                            "marked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "期限の記載誤り",
                        "verbose_name_plural": "期限の記載誤り",
                        "ordering": ("marked_at", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="issues_dueslip_has_a_reason",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dueslip",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f0d59ebd461578508879378b1a2fea5523f23393",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_25cb3",
                            table="issues_dueslip",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Export",
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
                            "token",
                            models.CharField(
                                default=issues.models.export.new_token, max_length=40, unique=True
                            ),
                        ),
                        ("visitor", models.CharField(blank=True, max_length=40)),
                        (
                            "producer",
                            models.CharField(max_length=40, verbose_name="ファイルの種類"),
                        ),
                        ("query", models.TextField(blank=True, verbose_name="条件")),
                        ("conditions", models.JSONField(default=list, verbose_name="条件（言葉）")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("waiting", "待機"),
                                    ("making", "作成中"),
                                    ("done", "できました"),
                                    ("failed", "失敗"),
                                ],
                                default="waiting",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        ("done", models.PositiveIntegerField(default=0, verbose_name="できた件数")),
                        ("total", models.PositiveIntegerField(default=0, verbose_name="件数")),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(default=0, verbose_name="作成の回数"),
                        ),
                        ("problem", models.TextField(blank=True, verbose_name="できなかった理由")),
                        (
                            "file",
                            models.FileField(
                                blank=True,
                                upload_to=issues.models.export.export_path,
                                verbose_name="ファイル",
                            ),
                        ),
                        (
                            "filename",
                            models.CharField(blank=True, max_length=200, verbose_name="ファイル名"),
                        ),
                        (
                            "size",
                            models.PositiveIntegerField(default=0, verbose_name="大きさ（バイト）"),
                        ),
                        (
                            "sha256",
                            models.CharField(blank=True, max_length=64, verbose_name="SHA-256"),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="頼んだ日時")),
                        ("heard_at", models.DateTimeField(verbose_name="最後に動いた日時")),
                        ("expires_at", models.DateTimeField(verbose_name="期限")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exports",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="accounts.membership",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ファイル作成",
                        "verbose_name_plural": "ファイル作成",
                        "ordering": ("-asked_at", "-pk"),
                        "indexes": [
                            models.Index(fields=["asked_by", "-asked_at"], name="export_asked_by"),
                            models.Index(fields=["visitor", "-asked_at"], name="export_visitor"),
                            models.Index(fields=["expires_at"], name="export_expires_at"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["waiting", "making", "done", "failed"])
                                ),
                                name="issues_export_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("asked_by__isnull", False), ("visitor", "")),
                                    models.Q(
                                        ("asked_by__isnull", True),
                                        ("membership__isnull", True),
                                        models.Q(("visitor", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_export_is_somebodys",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
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
                            "section",
                            models.CharField(blank=True, max_length=100, verbose_name="担当部署"),
                        ),
                        ("title", models.CharField(max_length=150, verbose_name="依頼の内容")),
                        ("text", models.TextField(blank=True, verbose_name="詳しい内容")),
                        ("due_on", models.DateField(verbose_name="期限")),
                        ("first_due_on", models.DateField(verbose_name="最初の期限")),
                        (
                            "due_basis",
                            models.JSONField(blank=True, null=True, verbose_name="期限の数え方"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "対応中"),
                                    ("done", "完了"),
                                    ("cancelled", "取りやめ"),
                                ],
                                default="open",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "result",
                            models.TextField(blank=True, verbose_name="結果・取りやめの理由"),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="終わった日時"
                            ),
                        ),
                        (
                            "assigned_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="依頼した日時"),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版")),
                        (
                            "assigned_by",
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
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="organizations.organization",
                                verbose_name="依頼先",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="担当者",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "対応依頼",
                        "verbose_name_plural": "対応依頼",
                        "ordering": ("due_on", "pk"),
                        "indexes": [
                            models.Index(fields=["status", "due_on"], name="followup_due_on"),
                            models.Index(
                                fields=["organization", "status", "due_on"],
                                name="followup_organization",
                            ),
                            models.Index(
                                fields=["content_type", "object_id"], name="followup_subject"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["open", "done", "cancelled"])),
                                name="issues_followup_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("status", "open")),
                                    models.Q(
                                        models.Q(("status", "open"), _negated=True),
                                        ("ended_at__isnull", False),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_followup_ended_says_how",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="followup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="first_due_date_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."first_due_on" IS DISTINCT FROM (NEW."first_due_on"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="c74d82bb538877bd437e591e653ffbf88985798b",
                            operation="UPDATE",
                            pgid="pgtrigger_first_due_date_stays_2f88a",
                            table="issues_followup",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="followup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_followupevent" ("assigned_at", "assigned_by_id", "content_type_id", "due_basis", "due_on", "ended_at", "fictional", "first_due_on", "id", "object_id", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "section", "status", "text", "title", "version") VALUES (NEW."assigned_at", NEW."assigned_by_id", NEW."content_type_id", NEW."due_basis", NEW."due_on", NEW."ended_at", NEW."fictional", NEW."first_due_on", NEW."id", NEW."object_id", NEW."organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."result", NEW."section", NEW."status", NEW."text", NEW."title", NEW."version"); RETURN NULL;',
                            hash="23ec249ae82328d4b0f43e1c1ea88348b59e1169",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e0614",
                            table="issues_followup",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="followup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_followupevent" ("assigned_at", "assigned_by_id", "content_type_id", "due_basis", "due_on", "ended_at", "fictional", "first_due_on", "id", "object_id", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "section", "status", "text", "title", "version") VALUES (NEW."assigned_at", NEW."assigned_by_id", NEW."content_type_id", NEW."due_basis", NEW."due_on", NEW."ended_at", NEW."fictional", NEW."first_due_on", NEW."id", NEW."object_id", NEW."organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."result", NEW."section", NEW."status", NEW."text", NEW."title", NEW."version"); RETURN NULL;',
                            hash="14b0c4bad75adbb1ba15674d590724fcac938241",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5d1ad",
                            table="issues_followup",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="FollowUpEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("object_id", models.PositiveBigIntegerField()),
                        (
                            "section",
                            models.CharField(blank=True, max_length=100, verbose_name="担当部署"),
                        ),
                        ("title", models.CharField(max_length=150, verbose_name="依頼の内容")),
                        ("text", models.TextField(blank=True, verbose_name="詳しい内容")),
                        ("due_on", models.DateField(verbose_name="期限")),
                        ("first_due_on", models.DateField(verbose_name="最初の期限")),
                        (
                            "due_basis",
                            models.JSONField(blank=True, null=True, verbose_name="期限の数え方"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "対応中"),
                                    ("done", "完了"),
                                    ("cancelled", "取りやめ"),
                                ],
                                default="open",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "result",
                            models.TextField(blank=True, verbose_name="結果・取りやめの理由"),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="終わった日時"
                            ),
                        ),
                        (
                            "assigned_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="依頼した日時"),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版")),
                        (
                            "assigned_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "content_type",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contenttypes.contenttype",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.organization",
                                verbose_name="依頼先",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="担当者",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="versions",
                                related_query_name="kept_version",
                                to="issues.followup",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="followupevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="891b3dead5b7fcf081038101b06de8c9d630c12d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d1b62",
                            table="issues_followupevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="DiscussionPointEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "code",
                            models.SlugField(
                                db_index=False,
                                max_length=40,
                                validators=[issues.validators.point_code_is_free],
                                verbose_name="コード",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="番号")),
                        ("name", models.CharField(max_length=120, verbose_name="論点")),
                        ("short_name", models.CharField(max_length=20, verbose_name="略称")),
                        ("statement", models.TextField(verbose_name="論点の内容")),
                        ("source", models.CharField(max_length=200, verbose_name="出典")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "未着手"),
                                    ("discussing", "検討中"),
                                    ("direction", "方向性提示"),
                                    ("agreed", "合意"),
                                    ("in_policy", "基本方針に反映"),
                                    ("monitoring", "フォローアップ"),
                                ],
                                default="open",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "retired_on",
                            models.DateField(blank=True, null=True, verbose_name="廃止した日"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="versions",
                                related_query_name="kept_version",
                                to="issues.discussionpoint",
                            ),
                        ),
                        (
                            "forum",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.forum",
                                verbose_name="協議の場",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="discussionpointevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="726fa108d94c3b206576266bc1c879426d12903b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7bf19",
                            table="issues_discussionpointevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="CommitmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=12, verbose_name="番号")),
                        ("speaker", models.CharField(max_length=120, verbose_name="発言者")),
                        ("said_on", models.DateField(verbose_name="発言の日")),
                        ("title", models.CharField(max_length=100, verbose_name="要旨")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("recorded", "記録済"),
                                    ("fulfilled", "履行済"),
                                    ("unfulfilled", "未履行"),
                                    ("retracted", "取消し"),
                                ],
                                default="recorded",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "fulfilled_by",
                            models.TextField(
                                blank=True, verbose_name="履行の内容・履行していない理由"
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "created_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="登録した日時"),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(auto_now=True, verbose_name="更新した日時"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版")),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登録した人",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.organization",
                                verbose_name="府省",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="versions",
                                related_query_name="kept_version",
                                to="issues.commitment",
                            ),
                        ),
                        (
                            "forum",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.forum",
                                verbose_name="協議の場",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="commitmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f027938310278d1218d45ec6275ca84bcf9c73f8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8e62d",
                            table="issues_commitmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Joining",
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
                            "trouble",
                            models.TextField(
                                blank=True,
                                validators=[issues.validators.trouble_fits],
                                verbose_name="支障事例",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("asked", "申出中"),
                                    ("accepted", "受入れ済"),
                                    ("declined", "見送り"),
                                    ("left", "取りやめ"),
                                ],
                                default="asked",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "joined_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="申し出た日時"),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="受け入れた・見送った日時"
                            ),
                        ),
                        (
                            "left_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="取りやめた日時"
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(blank=True, verbose_name="見送り・取りやめの理由"),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "shown_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="当事者に示した日時"
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, verbose_name="更新の回数"),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="決めた人",
                            ),
                        ),
                        (
                            "joined_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="joinings",
                                to="organizations.organization",
                                verbose_name="団体",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "共同提案",
                        "verbose_name_plural": "共同提案",
                        "ordering": ("joined_at", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="LocalRequest",
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
                            "number",
                            models.CharField(max_length=12, unique=True, verbose_name="番号"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("request", "要望"),
                                    ("concern", "懸念"),
                                    ("information", "事例紹介"),
                                ],
                                default="request",
                                max_length=20,
                                verbose_name="種別",
                            ),
                        ),
                        (
                            "speaker",
                            models.CharField(blank=True, max_length=120, verbose_name="発言者"),
                        ),
                        ("said_on", models.DateField(verbose_name="発言の日")),
                        ("title", models.CharField(max_length=100, verbose_name="件名")),
                        (
                            "ask",
                            models.TextField(
                                blank=True,
                                validators=[issues.validators.ask_fits],
                                verbose_name="求める措置",
                            ),
                        ),
                        (
                            "trouble",
                            models.TextField(
                                blank=True,
                                validators=[issues.validators.trouble_fits],
                                verbose_name="支障事例・効果",
                            ),
                        ),
                        (
                            "round",
                            models.PositiveSmallIntegerField(default=1, verbose_name="回答の回"),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="回答期限"),
                        ),
                        (
                            "first_due_on",
                            models.DateField(blank=True, null=True, verbose_name="最初の回答期限"),
                        ),
                        (
                            "due_basis",
                            models.JSONField(blank=True, null=True, verbose_name="期限の数え方"),
                        ),
                        (
                            "progress",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("done", "措置済"),
                                    ("not_done", "未措置"),
                                    ("studying", "検討中"),
                                    ("not_studied", "未検討"),
                                ],
                                max_length=20,
                                verbose_name="府省の進捗",
                            ),
                        ),
                        (
                            "judgement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("solved", "解決"),
                                    ("continue", "継続フォロー"),
                                    ("improve", "要改善"),
                                    ("finished", "フォロー終了"),
                                ],
                                max_length=20,
                                verbose_name="事務局の判断",
                            ),
                        ),
                        (
                            "reflected_in",
                            models.CharField(blank=True, max_length=200, verbose_name="反映先"),
                        ),
                        (
                            "settled_despite",
                            models.TextField(
                                blank=True, verbose_name="不服がある中で決着とした理由"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("logged", "受付"),
                                    ("triaged", "論点整理済"),
                                    ("under_review", "検討中"),
                                    ("replied", "回答済"),
                                    ("reconsidering", "再検討中"),
                                    ("settled", "決着"),
                                    ("withdrawn", "取下げ"),
                                    ("merged", "統合"),
                                ],
                                default="logged",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "created_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="登録した日時"),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(auto_now=True, verbose_name="更新した日時"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版")),
                        ("search_text", models.TextField(blank=True, editable=False)),
                        (
                            "search_grams",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=2),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        (
                            "co_ministries",
                            models.ManyToManyField(
                                blank=True,
                                related_name="shared_requests",
                                to="organizations.organization",
                                verbose_name="関係府省",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登録した人",
                            ),
                        ),
                        (
                            "forum",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="local_requests",
                                to="issues.forum",
                                verbose_name="協議の場",
                            ),
                        ),
                        (
                            "lead_ministry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="led_requests",
                                to="organizations.organization",
                                verbose_name="主担当府省",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_requests",
                                to="issues.localrequest",
                                verbose_name="統合先",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="local_requests",
                                to="organizations.organization",
                                verbose_name="要望した団体",
                            ),
                        ),
                        (
                            "re_raises",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="re_raised_by",
                                to="issues.localrequest",
                                verbose_name="前に出した要望",
                            ),
                        ),
                        (
                            "related",
                            models.ManyToManyField(
                                blank=True, to="issues.localrequest", verbose_name="関連する要望"
                            ),
                        ),
                        (
                            "split_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="split_requests",
                                to="issues.localrequest",
                                verbose_name="分割元",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "要望",
                        "verbose_name_plural": "要望",
                        "ordering": ("number",),
                    },
                ),
                migrations.CreateModel(
                    name="Judgement",
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
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "taken_back_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="取り消した日時"
                            ),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "judgement",
                            models.CharField(
                                choices=[
                                    ("solved", "解決"),
                                    ("continue", "継続フォロー"),
                                    ("improve", "要改善"),
                                    ("finished", "フォロー終了"),
                                ],
                                max_length=20,
                                verbose_name="判断",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="内容")),
                        ("judged_at", models.DateTimeField(verbose_name="判断した日時")),
                        (
                            "judged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "local_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="judgements",
                                to="issues.localrequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "事務局の判断",
                        "verbose_name_plural": "事務局の判断",
                        "ordering": ("judged_at", "pk"),
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="judgement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="9af225a2f674150b13614bbd182ea98f158ff188",
                            operation="DELETE",
                            pgid="pgtrigger_append_only_13a2b",
                            table="issues_judgement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="judgement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="words_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."fictional" IS DISTINCT FROM (NEW."fictional") OR OLD."local_request_id" IS DISTINCT FROM (NEW."local_request_id") OR OLD."judgement" IS DISTINCT FROM (NEW."judgement") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."judged_by_id" IS DISTINCT FROM (NEW."judged_by_id") OR OLD."judged_at" IS DISTINCT FROM (NEW."judged_at"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="b7c8582a7abcfcfa4a954b8c55d38ee5313fa8d6",
                            operation="UPDATE",
                            pgid="pgtrigger_words_stay_2bd1d",
                            table="issues_judgement",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="JoiningEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "trouble",
                            models.TextField(
                                blank=True,
                                validators=[issues.validators.trouble_fits],
                                verbose_name="支障事例",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("asked", "申出中"),
                                    ("accepted", "受入れ済"),
                                    ("declined", "見送り"),
                                    ("left", "取りやめ"),
                                ],
                                default="asked",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "joined_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="申し出た日時"),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="受け入れた・見送った日時"
                            ),
                        ),
                        (
                            "left_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="取りやめた日時"
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(blank=True, verbose_name="見送り・取りやめの理由"),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "shown_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="当事者に示した日時"
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, verbose_name="更新の回数"),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="決めた人",
                            ),
                        ),
                        (
                            "joined_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.organization",
                                verbose_name="団体",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="versions",
                                related_query_name="kept_version",
                                to="issues.joining",
                            ),
                        ),
                        (
                            "came_from",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.localrequest",
                                verbose_name="統合の前に加わっていた要望",
                            ),
                        ),
                        (
                            "local_request",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.localrequest",
                            ),
                        ),
                        (
                            "stands_for",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.localrequest",
                                verbose_name="統合された要望",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="joiningevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b18c73bd9cc335f360e1393c37f4b83cc11f707e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4005c",
                            table="issues_joiningevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="LocalRequestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=12, verbose_name="番号")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("request", "要望"),
                                    ("concern", "懸念"),
                                    ("information", "事例紹介"),
                                ],
                                default="request",
                                max_length=20,
                                verbose_name="種別",
                            ),
                        ),
                        (
                            "speaker",
                            models.CharField(blank=True, max_length=120, verbose_name="発言者"),
                        ),
                        ("said_on", models.DateField(verbose_name="発言の日")),
                        ("title", models.CharField(max_length=100, verbose_name="件名")),
                        (
                            "ask",
                            models.TextField(
                                blank=True,
                                validators=[issues.validators.ask_fits],
                                verbose_name="求める措置",
                            ),
                        ),
                        (
                            "trouble",
                            models.TextField(
                                blank=True,
                                validators=[issues.validators.trouble_fits],
                                verbose_name="支障事例・効果",
                            ),
                        ),
                        (
                            "round",
                            models.PositiveSmallIntegerField(default=1, verbose_name="回答の回"),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="回答期限"),
                        ),
                        (
                            "first_due_on",
                            models.DateField(blank=True, null=True, verbose_name="最初の回答期限"),
                        ),
                        (
                            "due_basis",
                            models.JSONField(blank=True, null=True, verbose_name="期限の数え方"),
                        ),
                        (
                            "progress",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("done", "措置済"),
                                    ("not_done", "未措置"),
                                    ("studying", "検討中"),
                                    ("not_studied", "未検討"),
                                ],
                                max_length=20,
                                verbose_name="府省の進捗",
                            ),
                        ),
                        (
                            "judgement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("solved", "解決"),
                                    ("continue", "継続フォロー"),
                                    ("improve", "要改善"),
                                    ("finished", "フォロー終了"),
                                ],
                                max_length=20,
                                verbose_name="事務局の判断",
                            ),
                        ),
                        (
                            "reflected_in",
                            models.CharField(blank=True, max_length=200, verbose_name="反映先"),
                        ),
                        (
                            "settled_despite",
                            models.TextField(
                                blank=True, verbose_name="不服がある中で決着とした理由"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("logged", "受付"),
                                    ("triaged", "論点整理済"),
                                    ("under_review", "検討中"),
                                    ("replied", "回答済"),
                                    ("reconsidering", "再検討中"),
                                    ("settled", "決着"),
                                    ("withdrawn", "取下げ"),
                                    ("merged", "統合"),
                                ],
                                default="logged",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "created_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="登録した日時"),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(auto_now=True, verbose_name="更新した日時"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版")),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登録した人",
                            ),
                        ),
                        (
                            "forum",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.forum",
                                verbose_name="協議の場",
                            ),
                        ),
                        (
                            "lead_ministry",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.organization",
                                verbose_name="主担当府省",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.localrequest",
                                verbose_name="統合先",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.organization",
                                verbose_name="要望した団体",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="versions",
                                related_query_name="kept_version",
                                to="issues.localrequest",
                            ),
                        ),
                        (
                            "re_raises",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.localrequest",
                                verbose_name="前に出した要望",
                            ),
                        ),
                        (
                            "split_from",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.localrequest",
                                verbose_name="分割元",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="localrequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c878304fb34db79713dc64b22313facab90bc125",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a7b39",
                            table="issues_localrequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="NumberSeries",
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
                        ("prefix", models.CharField(blank=True, max_length=4, verbose_name="系列")),
                        ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("last", models.PositiveIntegerField(default=0, verbose_name="最後の番号")),
                    ],
                    options={
                        "verbose_name": "番号",
                        "verbose_name_plural": "番号",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("prefix", "fiscal_year"),
                                name="issues_numberseries_is_unique",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opinion",
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
                            "stance",
                            models.CharField(
                                choices=[
                                    ("satisfied", "納得"),
                                    ("partly", "一部"),
                                    ("dissatisfied", "不服"),
                                    ("none", "意見なし"),
                                ],
                                max_length=20,
                                verbose_name="見解",
                            ),
                        ),
                        (
                            "asks_reconsideration",
                            models.BooleanField(default=False, verbose_name="再検討を求める"),
                        ),
                        (
                            "text",
                            models.TextField(
                                blank=True, verbose_name="見解の内容・再検討を求める理由"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("given", "提出済"),
                                    ("published", "公表済"),
                                    ("taken_back", "取消し"),
                                ],
                                default="given",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        ("given_at", models.DateTimeField(verbose_name="提出した日時")),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "taken_back_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="取り消した日時"
                            ),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, verbose_name="更新の回数"),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="organizations.organization",
                                verbose_name="団体",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "団体の見解",
                        "verbose_name_plural": "団体の見解",
                        "ordering": ("given_at", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="ProgressNote",
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
                        ("text", models.TextField(verbose_name="経過")),
                        (
                            "written_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="書いた日時"),
                        ),
                        (
                            "taken_back_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="取り消した日時"
                            ),
                        ),
                        (
                            "follow_up",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="issues.followup",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "経過",
                        "verbose_name_plural": "経過",
                        "ordering": ("written_at", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="ProgressReport",
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
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "taken_back_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="取り消した日時"
                            ),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "progress",
                            models.CharField(
                                choices=[
                                    ("done", "措置済"),
                                    ("not_done", "未措置"),
                                    ("studying", "検討中"),
                                    ("not_studied", "未検討"),
                                ],
                                max_length=20,
                                verbose_name="進捗",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="内容")),
                        ("reported_at", models.DateTimeField(verbose_name="報告した日時")),
                        (
                            "local_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="progress_reports",
                                to="issues.localrequest",
                            ),
                        ),
                        (
                            "ministry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                            ),
                        ),
                        (
                            "reported_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "府省の進捗",
                        "verbose_name_plural": "府省の進捗",
                        "ordering": ("reported_at", "pk"),
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="progressreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="b0a20c41a2d0e66b3356379e483390299c8f46ca",
                            operation="DELETE",
                            pgid="pgtrigger_append_only_4cff6",
                            table="issues_progressreport",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="progressreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="words_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."fictional" IS DISTINCT FROM (NEW."fictional") OR OLD."local_request_id" IS DISTINCT FROM (NEW."local_request_id") OR OLD."ministry_id" IS DISTINCT FROM (NEW."ministry_id") OR OLD."progress" IS DISTINCT FROM (NEW."progress") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."reported_by_id" IS DISTINCT FROM (NEW."reported_by_id") OR OLD."reported_at" IS DISTINCT FROM (NEW."reported_at"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="1151739d34c17694cd1cdf29de61a694aea31f8d",
                            operation="UPDATE",
                            pgid="pgtrigger_words_stay_ef2e5",
                            table="issues_progressreport",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Reply",
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
                        ("round", models.PositiveSmallIntegerField(verbose_name="回")),
                        ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="版")),
                        (
                            "claimed_class",
                            models.CharField(
                                choices=[
                                    ("adopted", "対応する"),
                                    ("already_possible", "現行規定で対応可能"),
                                    ("studying_dated", "検討（期限あり）"),
                                    ("studying", "検討（期限なし）"),
                                    ("declined", "対応困難"),
                                    ("fact_check", "事実誤認・要確認"),
                                    ("out_of_scope", "対象外"),
                                ],
                                max_length=20,
                                verbose_name="回答の区分",
                            ),
                        ),
                        (
                            "reply_class",
                            models.CharField(
                                choices=[
                                    ("adopted", "対応する"),
                                    ("already_possible", "現行規定で対応可能"),
                                    ("studying_dated", "検討（期限あり）"),
                                    ("studying", "検討（期限なし）"),
                                    ("declined", "対応困難"),
                                    ("fact_check", "事実誤認・要確認"),
                                    ("out_of_scope", "対象外"),
                                ],
                                editable=False,
                                max_length=20,
                                verbose_name="扱い",
                            ),
                        ),
                        (
                            "timing_on",
                            models.DateField(blank=True, null=True, verbose_name="対応時期"),
                        ),
                        (
                            "means",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("law", "法律"),
                                        ("cabinet_order", "政令"),
                                        ("ordinance", "省令・告示"),
                                        ("notice", "通知・事務連絡"),
                                        ("budget", "予算・財政措置"),
                                        ("operation", "運用・システム改修"),
                                        ("publicity", "周知"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="手段",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="回答")),
                        (
                            "correction_reason",
                            models.TextField(blank=True, verbose_name="訂正の理由"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "下書き"),
                                    ("submitted", "提出済"),
                                    ("published", "公表済"),
                                    ("taken_back", "取消し"),
                                ],
                                default="draft",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="提出した日時"
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "taken_back_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="取り消した日時"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="作成した日時"),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, verbose_name="更新の回数"),
                        ),
                        (
                            "local_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="issues.localrequest",
                            ),
                        ),
                        (
                            "ministry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="organizations.organization",
                                verbose_name="府省",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "回答",
                        "verbose_name_plural": "回答",
                        "ordering": ("round", "edition"),
                        "indexes": [
                            models.Index(fields=["ministry", "status"], name="reply_ministry"),
                            models.Index(fields=["submitted_at"], name="reply_submitted"),
                            models.Index(
                                condition=models.Q(("status", "submitted")),
                                fields=["local_request"],
                                name="reply_to_publish",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "taken_back"), _negated=True),
                                fields=("local_request", "ministry", "round", "edition"),
                                name="issues_reply_edition_is_unique",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "draft")),
                                fields=("local_request", "ministry", "round"),
                                name="issues_reply_one_is_being_written",
                                violation_error_message="この回の回答は、すでに書かれています。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        ["draft", "submitted", "published", "taken_back"],
                                    )
                                ),
                                name="issues_reply_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reply_class", "adopted"), _negated=True),
                                    models.Q(
                                        ("timing_on__isnull", False),
                                        models.Q(("means", []), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_reply_adopted_has_timing_and_means",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reply_class", "studying_dated"), _negated=True),
                                    ("timing_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="issues_reply_dated_study_has_a_date",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "draft"), ("submitted_at__isnull", True)),
                                    ("status", "taken_back"),
                                    models.Q(
                                        ("status__in", ("submitted", "published")),
                                        ("submitted_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_reply_submitted_has_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status", "taken_back"), ("taken_back_at__isnull", False)
                                    ),
                                    models.Q(
                                        models.Q(("status", "taken_back"), _negated=True),
                                        ("taken_back_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_reply_taken_back_has_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("published_at__isnull", False), ("status", "published")
                                    ),
                                    models.Q(
                                        models.Q(("status", "published"), _negated=True),
                                        ("published_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_reply_published_has_a_time",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reply",
                    trigger=pgtrigger.compiler.Trigger(
                        name="published_is_locked",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"status\" = 'published')",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="87991a4baea715e6d00ab2c00f2ba764f5ddf469",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_published_is_locked_913ae",
                            table="issues_reply",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reply",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_replyevent" ("claimed_class", "correction_reason", "created_at", "edition", "fictional", "id", "local_request_id", "means", "ministry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reply_class", "round", "status", "submitted_at", "taken_back_at", "text", "timing_on", "version", "written_by_id") VALUES (NEW."claimed_class", NEW."correction_reason", NEW."created_at", NEW."edition", NEW."fictional", NEW."id", NEW."local_request_id", NEW."means", NEW."ministry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."reply_class", NEW."round", NEW."status", NEW."submitted_at", NEW."taken_back_at", NEW."text", NEW."timing_on", NEW."version", NEW."written_by_id"); RETURN NULL;',
                            hash="75ae4427a779138348823858a13f24048aa5534b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_13810",
                            table="issues_reply",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reply",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_replyevent" ("claimed_class", "correction_reason", "created_at", "edition", "fictional", "id", "local_request_id", "means", "ministry_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reply_class", "round", "status", "submitted_at", "taken_back_at", "text", "timing_on", "version", "written_by_id") VALUES (NEW."claimed_class", NEW."correction_reason", NEW."created_at", NEW."edition", NEW."fictional", NEW."id", NEW."local_request_id", NEW."means", NEW."ministry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."reply_class", NEW."round", NEW."status", NEW."submitted_at", NEW."taken_back_at", NEW."text", NEW."timing_on", NEW."version", NEW."written_by_id"); RETURN NULL;',
                            hash="2b675aa546d37e91f165e5b17ea27060f0b6ec16",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_41ab8",
                            table="issues_reply",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="OpinionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "stance",
                            models.CharField(
                                choices=[
                                    ("satisfied", "納得"),
                                    ("partly", "一部"),
                                    ("dissatisfied", "不服"),
                                    ("none", "意見なし"),
                                ],
                                max_length=20,
                                verbose_name="見解",
                            ),
                        ),
                        (
                            "asks_reconsideration",
                            models.BooleanField(default=False, verbose_name="再検討を求める"),
                        ),
                        (
                            "text",
                            models.TextField(
                                blank=True, verbose_name="見解の内容・再検討を求める理由"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("given", "提出済"),
                                    ("published", "公表済"),
                                    ("taken_back", "取消し"),
                                ],
                                default="given",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        ("given_at", models.DateTimeField(verbose_name="提出した日時")),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "taken_back_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="取り消した日時"
                            ),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, verbose_name="更新の回数"),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.organization",
                                verbose_name="団体",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="versions",
                                related_query_name="kept_version",
                                to="issues.opinion",
                            ),
                        ),
                        (
                            "reply",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.reply",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="opinionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4e66d94c4c4e8e363cd772fd6493dec0a3e5f78a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_56c44",
                            table="issues_opinionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ReplyAttachment",
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
                            "file",
                            models.FileField(
                                upload_to=issues.models.reply.attachment_path, verbose_name="添付"
                            ),
                        ),
                        ("filename", models.CharField(max_length=200, verbose_name="ファイル名")),
                        ("size", models.PositiveIntegerField(verbose_name="大きさ（バイト）")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        (
                            "reply",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="issues.reply",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "添付",
                        "verbose_name_plural": "添付",
                        "ordering": ("pk",),
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="replyattachment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="locked_with_its_reply",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    -- Waits for a publication that is under way, and looks at what came of it.\n    PERFORM 1 FROM issues_reply WHERE id IN (OLD.reply_id, NEW.reply_id) FOR SHARE;\n    IF EXISTS (\n        SELECT 1 FROM issues_reply\n        WHERE id IN (OLD.reply_id, NEW.reply_id) AND status = 'published'\n    ) THEN\n        RAISE EXCEPTION 'pgtrigger: Cannot change attachments of a published reply';\n    END IF;\n    RETURN COALESCE(NEW, OLD);\n",
                            hash="61f1ecb7afec98b270190c5529101ac5fc3a94c6",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_reply_dae32",
                            table="issues_replyattachment",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ReplyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("round", models.PositiveSmallIntegerField(verbose_name="回")),
                        ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="版")),
                        (
                            "claimed_class",
                            models.CharField(
                                choices=[
                                    ("adopted", "対応する"),
                                    ("already_possible", "現行規定で対応可能"),
                                    ("studying_dated", "検討（期限あり）"),
                                    ("studying", "検討（期限なし）"),
                                    ("declined", "対応困難"),
                                    ("fact_check", "事実誤認・要確認"),
                                    ("out_of_scope", "対象外"),
                                ],
                                max_length=20,
                                verbose_name="回答の区分",
                            ),
                        ),
                        (
                            "reply_class",
                            models.CharField(
                                choices=[
                                    ("adopted", "対応する"),
                                    ("already_possible", "現行規定で対応可能"),
                                    ("studying_dated", "検討（期限あり）"),
                                    ("studying", "検討（期限なし）"),
                                    ("declined", "対応困難"),
                                    ("fact_check", "事実誤認・要確認"),
                                    ("out_of_scope", "対象外"),
                                ],
                                editable=False,
                                max_length=20,
                                verbose_name="扱い",
                            ),
                        ),
                        (
                            "timing_on",
                            models.DateField(blank=True, null=True, verbose_name="対応時期"),
                        ),
                        (
                            "means",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("law", "法律"),
                                        ("cabinet_order", "政令"),
                                        ("ordinance", "省令・告示"),
                                        ("notice", "通知・事務連絡"),
                                        ("budget", "予算・財政措置"),
                                        ("operation", "運用・システム改修"),
                                        ("publicity", "周知"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="手段",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="回答")),
                        (
                            "correction_reason",
                            models.TextField(blank=True, verbose_name="訂正の理由"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "下書き"),
                                    ("submitted", "提出済"),
                                    ("published", "公表済"),
                                    ("taken_back", "取消し"),
                                ],
                                default="draft",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="提出した日時"
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "taken_back_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="取り消した日時"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="作成した日時"),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, verbose_name="更新の回数"),
                        ),
                        (
                            "local_request",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.localrequest",
                            ),
                        ),
                        (
                            "ministry",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.organization",
                                verbose_name="府省",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="versions",
                                related_query_name="kept_version",
                                to="issues.reply",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="replyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="abc575d83b1c7cefb46ca04d382129f6268e3daf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_26032",
                            table="issues_replyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="RequestPoint",
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
                        ("primary", models.BooleanField(default=False, verbose_name="主な論点")),
                        (
                            "local_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="request_points",
                                to="issues.localrequest",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="request_points",
                                to="issues.discussionpoint",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "要望の論点",
                        "verbose_name_plural": "要望の論点",
                        "ordering": ("-primary", "point__position"),
                        "indexes": [
                            models.Index(fields=["point", "local_request"], name="request_point")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("local_request", "point"),
                                name="issues_requestpoint_is_unique",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("primary", True)),
                                fields=("local_request",),
                                name="issues_requestpoint_one_is_primary",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requestpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="of_one_forum",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF (SELECT forum_id FROM issues_localrequest WHERE id = NEW.local_request_id) IS DISTINCT FROM\n               (SELECT forum_id FROM issues_discussionpoint WHERE id = NEW.point_id) THEN\n                RAISE EXCEPTION 'a record and its points are of one forum'\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="504c48aa108ae8fc0d348b35c1be1bc62cf3f954",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_of_one_forum_95404",
                            table="issues_requestpoint",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requestpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_requestpointevent" ("id", "local_request_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "primary") VALUES (NEW."id", NEW."local_request_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."point_id", NEW."primary"); RETURN NULL;',
                            hash="5c624172082dc49255460a5bb176941a2b66e067",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_055df",
                            table="issues_requestpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requestpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_requestpointevent" ("id", "local_request_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "primary") VALUES (NEW."id", NEW."local_request_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."point_id", NEW."primary"); RETURN NULL;',
                            hash="763819e495899b857ed3f6393e6acd010eb87c2d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b391f",
                            table="issues_requestpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requestpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_requestpointevent" ("id", "local_request_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "primary") VALUES (OLD."id", OLD."local_request_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."point_id", OLD."primary"); RETURN NULL;',
                            hash="9f4f386c63d9c89f605ebd840bd2fc2f5a7499cc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_df2b9",
                            table="issues_requestpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="RequestPointEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("primary", models.BooleanField(default=False, verbose_name="主な論点")),
                        (
                            "local_request",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.localrequest",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="versions",
                                related_query_name="kept_version",
                                to="issues.requestpoint",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.discussionpoint",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requestpointevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="032cecea9c8e0b429686cfcc20a7eb5fc5fe54b7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8d3de",
                            table="issues_requestpointevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Round",
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
                        ("number", models.PositiveSmallIntegerField(verbose_name="回")),
                        ("asked_at", models.DateTimeField(verbose_name="求めた日時")),
                        ("first_due_on", models.DateField(verbose_name="最初の回答期限")),
                        ("due_on", models.DateField(verbose_name="回答期限")),
                        (
                            "due_basis",
                            models.JSONField(blank=True, null=True, verbose_name="期限の数え方"),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="回答した日時"
                            ),
                        ),
                        (
                            "answered_due_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="回答したときの回答期限"
                            ),
                        ),
                        (
                            "handed_on_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="ほかの府省に移した日時"
                            ),
                        ),
                        (
                            "local_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rounds",
                                to="issues.localrequest",
                            ),
                        ),
                        (
                            "ministry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rounds",
                                to="organizations.organization",
                                verbose_name="府省",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "回",
                        "verbose_name_plural": "回",
                        "ordering": ("number", "asked_at", "pk"),
                        "indexes": [
                            models.Index(fields=["ministry", "due_on"], name="round_ministry")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("handed_on_at", None)),
                                fields=("local_request", "number"),
                                name="issues_round_is_one_ministrys",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at", None), ("answered_due_on", None)),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_due_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="issues_round_answered_against_a_date",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Settlement",
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
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "taken_back_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="取り消した日時"
                            ),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        ("reflected_in", models.CharField(max_length=200, verbose_name="反映先")),
                        (
                            "despite",
                            models.TextField(
                                blank=True, verbose_name="不服がある中で決着とした理由"
                            ),
                        ),
                        ("settled_at", models.DateTimeField(verbose_name="決着とした日時")),
                        (
                            "local_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="settlements",
                                to="issues.localrequest",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "決着の言葉",
                        "verbose_name_plural": "決着の言葉",
                        "ordering": ("settled_at", "pk"),
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="settlement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="aaed09ee6a90dd910fe492ef82c6d31b7772250b",
                            operation="DELETE",
                            pgid="pgtrigger_append_only_b308c",
                            table="issues_settlement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="settlement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="words_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."fictional" IS DISTINCT FROM (NEW."fictional") OR OLD."local_request_id" IS DISTINCT FROM (NEW."local_request_id") OR OLD."reflected_in" IS DISTINCT FROM (NEW."reflected_in") OR OLD."despite" IS DISTINCT FROM (NEW."despite") OR OLD."settled_by_id" IS DISTINCT FROM (NEW."settled_by_id") OR OLD."settled_at" IS DISTINCT FROM (NEW."settled_at"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="ac43da408d15cdd9658ec302819095df92124a86",
                            operation="UPDATE",
                            pgid="pgtrigger_words_stay_e27b7",
                            table="issues_settlement",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Standing",
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
                        ("counted_from", models.DateTimeField(verbose_name="この状況になった日時")),
                        (
                            "counted_to",
                            models.DateTimeField(
                                null=True, verbose_name="この状況でなくなった日時"
                            ),
                        ),
                        ("known_from", models.DateTimeField(verbose_name="記録した日時")),
                        (
                            "known_to",
                            models.DateTimeField(null=True, verbose_name="記録が改まった日時"),
                        ),
                        ("serial", models.BigIntegerField(verbose_name="番号の順")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("request", "要望"),
                                    ("concern", "懸念"),
                                    ("information", "事例紹介"),
                                ],
                                max_length=20,
                                verbose_name="種別",
                            ),
                        ),
                        ("title", models.CharField(max_length=100, verbose_name="件名")),
                        (
                            "open_title",
                            models.CharField(max_length=100, verbose_name="だれでも読む件名"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("logged", "受付"),
                                    ("triaged", "論点整理済"),
                                    ("under_review", "検討中"),
                                    ("replied", "回答済"),
                                    ("reconsidering", "再検討中"),
                                    ("settled", "決着"),
                                    ("withdrawn", "取下げ"),
                                    ("merged", "統合"),
                                ],
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        ("status_rank", models.PositiveSmallIntegerField(verbose_name="状況の順")),
                        ("said_on", models.DateField(verbose_name="発言の日")),
                        (
                            "points",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="論点",
                            ),
                        ),
                        (
                            "joined",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="加わった団体",
                            ),
                        ),
                        (
                            "open_joined",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="公表された、加わった団体",
                            ),
                        ),
                        (
                            "co_ministries",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="関係府省",
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(verbose_name="回答の回")),
                        ("due_on", models.DateField(null=True, verbose_name="回答期限")),
                        (
                            "first_due_on",
                            models.DateField(null=True, verbose_name="最初の回答期限"),
                        ),
                        ("due_basis", models.JSONField(null=True, verbose_name="期限の数え方")),
                        (
                            "reply_class",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("adopted", "対応する"),
                                    ("already_possible", "現行規定で対応可能"),
                                    ("studying_dated", "検討（期限あり）"),
                                    ("studying", "検討（期限なし）"),
                                    ("declined", "対応困難"),
                                    ("fact_check", "事実誤認・要確認"),
                                    ("out_of_scope", "対象外"),
                                ],
                                max_length=20,
                                verbose_name="回答",
                            ),
                        ),
                        (
                            "reply_dated",
                            models.BooleanField(default=False, verbose_name="対応時期の日付がある"),
                        ),
                        (
                            "open_reply_class",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("adopted", "対応する"),
                                    ("already_possible", "現行規定で対応可能"),
                                    ("studying_dated", "検討（期限あり）"),
                                    ("studying", "検討（期限なし）"),
                                    ("declined", "対応困難"),
                                    ("fact_check", "事実誤認・要確認"),
                                    ("out_of_scope", "対象外"),
                                ],
                                max_length=20,
                                verbose_name="公表された回答",
                            ),
                        ),
                        (
                            "open_reply_dated",
                            models.BooleanField(
                                default=False, verbose_name="公表された対応時期の日付がある"
                            ),
                        ),
                        (
                            "first_reply",
                            models.CharField(blank=True, max_length=10, verbose_name="最初の回答"),
                        ),
                        (
                            "open_first_reply",
                            models.CharField(
                                blank=True, max_length=10, verbose_name="公表された最初の回答"
                            ),
                        ),
                        (
                            "days",
                            models.IntegerField(null=True, verbose_name="最初の回答までの日数"),
                        ),
                        (
                            "days_of_lead",
                            models.IntegerField(
                                null=True, verbose_name="担当府省の最初の回答までの日数"
                            ),
                        ),
                        (
                            "stance",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("satisfied", "納得"),
                                    ("partly", "一部"),
                                    ("dissatisfied", "不服"),
                                    ("none", "意見なし"),
                                ],
                                max_length=20,
                                verbose_name="見解",
                            ),
                        ),
                        (
                            "open_stance",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("satisfied", "納得"),
                                    ("partly", "一部"),
                                    ("dissatisfied", "不服"),
                                    ("none", "意見なし"),
                                ],
                                max_length=20,
                                verbose_name="公表された見解",
                            ),
                        ),
                        (
                            "progress",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("done", "措置済"),
                                    ("not_done", "未措置"),
                                    ("studying", "検討中"),
                                    ("not_studied", "未検討"),
                                ],
                                max_length=20,
                                verbose_name="府省の進捗",
                            ),
                        ),
                        (
                            "open_progress",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("done", "措置済"),
                                    ("not_done", "未措置"),
                                    ("studying", "検討中"),
                                    ("not_studied", "未検討"),
                                ],
                                max_length=20,
                                verbose_name="公表された進捗",
                            ),
                        ),
                        (
                            "judgement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("solved", "解決"),
                                    ("continue", "継続フォロー"),
                                    ("improve", "要改善"),
                                    ("finished", "フォロー終了"),
                                ],
                                max_length=20,
                                verbose_name="事務局の判断",
                            ),
                        ),
                        (
                            "open_judgement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("solved", "解決"),
                                    ("continue", "継続フォロー"),
                                    ("improve", "要改善"),
                                    ("finished", "フォロー終了"),
                                ],
                                max_length=20,
                                verbose_name="公表された判断",
                            ),
                        ),
                        (
                            "disagreeing",
                            models.BooleanField(default=False, verbose_name="見解の不一致"),
                        ),
                        (
                            "open_disagreeing",
                            models.BooleanField(
                                default=False, verbose_name="公表された見解の不一致"
                            ),
                        ),
                        (
                            "task_due_on",
                            models.DateField(null=True, verbose_name="対応依頼の最も早い期限"),
                        ),
                        ("published", models.BooleanField(default=False, verbose_name="公表")),
                        (
                            "forum",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.forum",
                                verbose_name="協議の場",
                            ),
                        ),
                        (
                            "lead_ministry",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="主担当府省",
                            ),
                        ),
                        (
                            "local_request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="standings",
                                to="issues.localrequest",
                            ),
                        ),
                        (
                            "open_reply",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.reply",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="要望した団体",
                            ),
                        ),
                        (
                            "re_raises",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.localrequest",
                                verbose_name="前に出した要望",
                            ),
                        ),
                        (
                            "reply",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.reply",
                            ),
                        ),
                        (
                            "reply_ministry",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="回答した府省",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "状況",
                        "verbose_name_plural": "状況",
                        "ordering": ("local_request", "known_from", "counted_from"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("counted_to", None), ("known_to", None)),
                                fields=["serial"],
                                include=("status", "published", "id"),
                                name="standing_now",
                            ),
                            models.Index(
                                condition=models.Q(("counted_to", None), ("known_to", None)),
                                fields=["forum", "serial"],
                                name="standing_forum",
                            ),
                            models.Index(
                                condition=models.Q(("counted_to", None), ("known_to", None)),
                                fields=["organization", "serial"],
                                name="standing_asker",
                            ),
                            models.Index(
                                condition=models.Q(("counted_to", None), ("known_to", None)),
                                fields=["lead_ministry", "serial"],
                                name="standing_lead",
                            ),
                            models.Index(
                                condition=models.Q(("counted_to", None), ("known_to", None)),
                                fields=["status", "serial"],
                                name="standing_status",
                            ),
                            models.Index(
                                condition=models.Q(("counted_to", None), ("known_to", None)),
                                fields=["status_rank", "serial"],
                                name="standing_rank",
                            ),
                            models.Index(
                                condition=models.Q(("counted_to", None), ("known_to", None)),
                                fields=["-status_rank", "serial"],
                                name="standing_rank_down",
                            ),
                            models.Index(
                                condition=models.Q(("counted_to", None), ("known_to", None)),
                                fields=["kind", "serial"],
                                name="standing_kind",
                            ),
                            models.Index(
                                condition=models.Q(("counted_to", None), ("known_to", None)),
                                fields=["reply_class", "serial"],
                                name="standing_reply",
                            ),
                            models.Index(
                                condition=models.Q(("counted_to", None), ("known_to", None)),
                                fields=["open_reply_class", "serial"],
                                name="standing_open_reply",
                            ),
                            models.Index(
                                condition=models.Q(("counted_to", None), ("known_to", None)),
                                fields=["first_reply", "serial"],
                                name="standing_first",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("counted_to", None),
                                    ("known_to", None),
                                    ("task_due_on__isnull", False),
                                ),
                                fields=["task_due_on"],
                                name="standing_tasks",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("counted_to", None),
                                    ("known_to", None),
                                    ("re_raises__isnull", False),
                                ),
                                fields=["re_raises"],
                                name="standing_re_raises",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("counted_to", None), ("known_to", None), ("disagreeing", True)
                                ),
                                fields=["serial"],
                                name="standing_at_odds",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("counted_to", None),
                                    ("known_to", None),
                                    ("status__in", ("triaged", "under_review", "reconsidering")),
                                ),
                                fields=["lead_ministry", "due_on"],
                                name="standing_awaited",
                            ),
                            models.Index(
                                condition=models.Q(("counted_to", None), ("known_to", None)),
                                fields=["said_on", "serial"],
                                name="standing_said_on",
                            ),
                            models.Index(
                                condition=models.Q(("counted_to", None), ("known_to", None)),
                                fields=["due_on", "serial"],
                                name="standing_due_on",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                condition=models.Q(("counted_to", None), ("known_to", None)),
                                fields=["points"],
                                name="standing_points",
                            ),
                            models.Index(fields=["serial", "counted_from"], name="standing_then"),
                            models.Index(
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
                                    "due_on",
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
                            models.Index(fields=["counted_from"], name="standing_counted"),
                            models.Index(
                                fields=["known_from"],
                                include=(
                                    "counted_from",
                                    "counted_to",
                                    "known_to",
                                    "status",
                                    "published",
                                    "local_request",
                                ),
                                name="standing_known",
                            ),
                            models.Index(
                                condition=models.Q(("known_from__gt", models.F("counted_from"))),
                                fields=["known_from"],
                                include=(
                                    "counted_from",
                                    "counted_to",
                                    "known_to",
                                    "status",
                                    "published",
                                ),
                                name="standing_belated",
                            ),
                            models.Index(
                                condition=models.Q(("counted_to__isnull", False)),
                                fields=["counted_to"],
                                name="standing_ended",
                            ),
                            models.Index(
                                condition=models.Q(("known_to__isnull", False)),
                                fields=["known_to"],
                                name="standing_revised",
                            ),
                        ],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=(
                                    ("local_request", "="),
                                    (
                                        models.Func(
                                            models.F("counted_from"),
                                            models.F("counted_to"),
                                            function="tstzrange",
                                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                        ),
                                        "&&",
                                    ),
                                    (
                                        models.Func(
                                            models.F("known_from"),
                                            models.F("known_to"),
                                            function="tstzrange",
                                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                        ),
                                        "&&",
                                    ),
                                ),
                                name="issues_standing_is_one_truth",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("counted_to", None),
                                        ("counted_to__gt", models.F("counted_from")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("known_to", None),
                                        ("known_to__gt", models.F("known_from")),
                                        _connector="OR",
                                    ),
                                ),
                                name="issues_standing_lasts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "logged",
                                            "triaged",
                                            "under_review",
                                            "replied",
                                            "reconsidering",
                                            "settled",
                                            "withdrawn",
                                            "merged",
                                        ],
                                    )
                                ),
                                name="issues_standing_status_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
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
                        ("before", models.JSONField(verbose_name="訂正前")),
                        ("after", models.JSONField(verbose_name="訂正後")),
                        ("reason", models.TextField(verbose_name="訂正の理由")),
                        ("proposed_at", models.DateTimeField(verbose_name="申し出た日時")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("proposed", "申出中"),
                                    ("accepted", "訂正済"),
                                    ("declined", "見送り"),
                                    ("withdrawn", "取下げ"),
                                ],
                                default="proposed",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="決めた日時"),
                        ),
                        ("decision", models.TextField(blank=True, verbose_name="見送りの理由")),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, verbose_name="更新の回数"),
                        ),
                        (
                            "content_type",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="contenttypes.contenttype",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="申し出た団体",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "訂正",
                        "verbose_name_plural": "訂正",
                        "ordering": ("proposed_at", "pk"),
                        "indexes": [
                            models.Index(
                                fields=["content_type", "object_id"], name="correction_subject"
                            ),
                            models.Index(
                                fields=["status", "proposed_at"], name="correction_status"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        ["proposed", "accepted", "declined", "withdrawn"],
                                    )
                                ),
                                name="issues_correction_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="issues_correction_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "declined"), _negated=True),
                                    models.Q(("decision", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="issues_correction_declined_says_why",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="f1e278f8c74becd8d5f6b954f91140a42ac2b357",
                            operation="DELETE",
                            pgid="pgtrigger_never_deleted_41773",
                            table="issues_correction",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddField(
                    model_name="commitment",
                    name="points",
                    field=models.ManyToManyField(
                        related_name="commitments",
                        through="issues.CommitmentPoint",
                        to="issues.discussionpoint",
                        verbose_name="論点",
                    ),
                ),
                migrations.AddField(
                    model_name="duechange",
                    name="follow_up",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="due_changes",
                        to="issues.followup",
                    ),
                ),
                migrations.AddField(
                    model_name="discussionpoint",
                    name="forum",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points",
                        to="issues.forum",
                        verbose_name="協議の場",
                    ),
                ),
                migrations.AddField(
                    model_name="commitment",
                    name="forum",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="issues.forum",
                        verbose_name="協議の場",
                    ),
                ),
                migrations.AddField(
                    model_name="joining",
                    name="came_from",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_joinings",
                        to="issues.localrequest",
                        verbose_name="統合の前に加わっていた要望",
                    ),
                ),
                migrations.AddField(
                    model_name="joining",
                    name="local_request",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joinings",
                        to="issues.localrequest",
                    ),
                ),
                migrations.AddField(
                    model_name="joining",
                    name="stands_for",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing_joinings",
                        to="issues.localrequest",
                        verbose_name="統合された要望",
                    ),
                ),
                migrations.AddField(
                    model_name="duechange",
                    name="local_request",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="due_changes",
                        to="issues.localrequest",
                    ),
                ),
                migrations.AddField(
                    model_name="commitment",
                    name="answers",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="answered_by",
                        to="issues.localrequest",
                        verbose_name="応える要望",
                    ),
                ),
                migrations.AddField(
                    model_name="opinion",
                    name="reply",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="issues.reply",
                    ),
                ),
                migrations.AddField(
                    model_name="localrequest",
                    name="points",
                    field=models.ManyToManyField(
                        related_name="local_requests",
                        through="issues.RequestPoint",
                        to="issues.discussionpoint",
                        verbose_name="論点",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="discussionpoint",
                    constraint=models.UniqueConstraint(
                        fields=("forum", "code"),
                        name="issues_discussionpoint_code_is_unique",
                        violation_error_message="そのコードの論点は、もうあります。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="discussionpoint",
                    constraint=models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("forum", "position"),
                        name="issues_discussionpoint_position_is_unique",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="discussionpoint",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "open",
                                    "discussing",
                                    "direction",
                                    "agreed",
                                    "in_policy",
                                    "monitoring",
                                ],
                            )
                        ),
                        name="issues_discussionpoint_status_is_known",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="discussionpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_discussionpointevent" ("code", "forum_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_on", "short_name", "source", "statement", "status", "version") VALUES (NEW."code", NEW."forum_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."retired_on", NEW."short_name", NEW."source", NEW."statement", NEW."status", NEW."version"); RETURN NULL;',
                            hash="aa31a6b51aaae0943ca28aa86c2262fb871ff865",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_25a75",
                            table="issues_discussionpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="discussionpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_discussionpointevent" ("code", "forum_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_on", "short_name", "source", "statement", "status", "version") VALUES (NEW."code", NEW."forum_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."retired_on", NEW."short_name", NEW."source", NEW."statement", NEW."status", NEW."version"); RETURN NULL;',
                            hash="4fca9f3654fd5a73198cee2561728773bb43d5fa",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e42d6",
                            table="issues_discussionpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="joining",
                    index=models.Index(
                        fields=["organization", "status"], name="joining_organization"
                    ),
                ),
                migrations.AddIndex(
                    model_name="joining",
                    index=models.Index(
                        condition=models.Q(("status", "asked")),
                        fields=["joined_at", "id"],
                        name="joining_waiting",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="joining",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status__in", ("asked", "accepted"))),
                        fields=("local_request", "organization"),
                        name="issues_joining_is_unique",
                        violation_error_message="この団体は、すでに加わっています。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="joining",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["asked", "accepted", "declined", "left"])
                        ),
                        name="issues_joining_status_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="joining",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("trouble", ""), _negated=True),
                                ("stands_for__isnull", True),
                            ),
                            models.Q(
                                ("published_at__isnull", True),
                                ("stands_for__isnull", False),
                                ("trouble", ""),
                            ),
                            _connector="OR",
                        ),
                        name="issues_joining_says_something",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="joining",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "accepted"), _negated=True),
                            ("decided_at__isnull", False),
                            _connector="OR",
                        ),
                        name="issues_joining_accepted_has_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="joining",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("published_at__isnull", True),
                            ("decided_at__isnull", False),
                            _connector="OR",
                        ),
                        name="issues_joining_public_was_accepted",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="joining",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("left_at__isnull", False), ("status", "left")),
                            models.Q(
                                models.Q(("status", "left"), _negated=True),
                                ("left_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="issues_joining_left_has_a_time",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="joining",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_joiningevent" ("came_from_id", "decided_at", "decided_by_id", "id", "joined_at", "joined_by_id", "left_at", "local_request_id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reason", "shown_at", "stands_for_id", "status", "trouble", "version") VALUES (NEW."came_from_id", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."joined_at", NEW."joined_by_id", NEW."left_at", NEW."local_request_id", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."reason", NEW."shown_at", NEW."stands_for_id", NEW."status", NEW."trouble", NEW."version"); RETURN NULL;',
                            hash="337e3f37468c344efddb88e407955cdd8cb1f4a4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_df7a6",
                            table="issues_joining",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="joining",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_joiningevent" ("came_from_id", "decided_at", "decided_by_id", "id", "joined_at", "joined_by_id", "left_at", "local_request_id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reason", "shown_at", "stands_for_id", "status", "trouble", "version") VALUES (NEW."came_from_id", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."joined_at", NEW."joined_by_id", NEW."left_at", NEW."local_request_id", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."reason", NEW."shown_at", NEW."stands_for_id", NEW."status", NEW."trouble", NEW."version"); RETURN NULL;',
                            hash="d3b941d5c58ef84ec9c8a4ca1e1787a1c89061a6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_892e1",
                            table="issues_joining",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="joining",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_joiningevent" ("came_from_id", "decided_at", "decided_by_id", "id", "joined_at", "joined_by_id", "left_at", "local_request_id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reason", "shown_at", "stands_for_id", "status", "trouble", "version") VALUES (OLD."came_from_id", OLD."decided_at", OLD."decided_by_id", OLD."id", OLD."joined_at", OLD."joined_by_id", OLD."left_at", OLD."local_request_id", OLD."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."published_at", OLD."reason", OLD."shown_at", OLD."stands_for_id", OLD."status", OLD."trouble", OLD."version"); RETURN NULL;',
                            hash="b52b3a9ae6f3ba6d7cdba011179398ddf332a8ab",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_22d8d",
                            table="issues_joining",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="duechange",
                    index=models.Index(fields=["-changed_at", "-id"], name="due_change_newest"),
                ),
                migrations.AddConstraint(
                    model_name="duechange",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("follow_up__isnull", False), ("local_request__isnull", True)),
                            models.Q(("follow_up__isnull", True), ("local_request__isnull", False)),
                            _connector="OR",
                        ),
                        name="issues_duechange_has_one_subject",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="duechange",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="issues_duechange_has_a_reason",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="duechange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="35780bc56853a2da29db148683668af912585355",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_82272",
                            table="issues_duechange",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="commitment",
                    index=models.Index(
                        fields=["organization", "number"], name="commitment_organization"
                    ),
                ),
                migrations.AddIndex(
                    model_name="commitment",
                    index=models.Index(fields=["status", "number"], name="commitment_status"),
                ),
                migrations.AddIndex(
                    model_name="commitment",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["search_grams"], name="commitment_search"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="commitment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["recorded", "fulfilled", "unfulfilled", "retracted"])
                        ),
                        name="issues_commitment_status_is_known",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="commitment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="f36423c640b8b4deea4dc1a64f5302c13023118d",
                            operation="DELETE",
                            pgid="pgtrigger_never_deleted_7119d",
                            table="issues_commitment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="commitment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_commitmentevent" ("created_at", "created_by_id", "fictional", "forum_id", "fulfilled_by", "id", "number", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "said_on", "speaker", "status", "title", "updated_at", "version") VALUES (NEW."created_at", NEW."created_by_id", NEW."fictional", NEW."forum_id", NEW."fulfilled_by", NEW."id", NEW."number", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."said_on", NEW."speaker", NEW."status", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="96662912a1e22a5f66ebafb300304b2462c6b630",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e27df",
                            table="issues_commitment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="commitment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."fictional" IS DISTINCT FROM (NEW."fictional") OR OLD."forum_id" IS DISTINCT FROM (NEW."forum_id") OR OLD."fulfilled_by" IS DISTINCT FROM (NEW."fulfilled_by") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."said_on" IS DISTINCT FROM (NEW."said_on") OR OLD."speaker" IS DISTINCT FROM (NEW."speaker") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "issues_commitmentevent" ("created_at", "created_by_id", "fictional", "forum_id", "fulfilled_by", "id", "number", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "said_on", "speaker", "status", "title", "updated_at", "version") VALUES (NEW."created_at", NEW."created_by_id", NEW."fictional", NEW."forum_id", NEW."fulfilled_by", NEW."id", NEW."number", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."said_on", NEW."speaker", NEW."status", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="f77a399f7466d7cbb4d5e2bb89e7e1b47bef6b9f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_78420",
                            table="issues_commitment",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="opinion",
                    index=models.Index(fields=["given_at"], name="opinion_given"),
                ),
                migrations.AddIndex(
                    model_name="opinion",
                    index=models.Index(
                        condition=models.Q(("status", "given")),
                        fields=["reply"],
                        name="opinion_to_publish",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="opinion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "taken_back"), _negated=True),
                        fields=("reply", "organization"),
                        name="issues_opinion_is_unique",
                        violation_error_message="この回答への見解は、すでに出されています。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="opinion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "taken_back"), ("taken_back_at__isnull", False)),
                            models.Q(
                                models.Q(("status", "taken_back"), _negated=True),
                                ("taken_back_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="issues_opinion_taken_back_has_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="opinion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("stance__in", ["satisfied", "partly", "dissatisfied", "none"])
                        ),
                        name="issues_opinion_stance_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="opinion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("asks_reconsideration", False),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="issues_opinion_reconsideration_says_why",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="opinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_opinionevent" ("asks_reconsideration", "fictional", "given_at", "given_by_id", "id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reply_id", "stance", "status", "taken_back_at", "text", "version") VALUES (NEW."asks_reconsideration", NEW."fictional", NEW."given_at", NEW."given_by_id", NEW."id", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."reply_id", NEW."stance", NEW."status", NEW."taken_back_at", NEW."text", NEW."version"); RETURN NULL;',
                            hash="54dbd395fff6763753399ccdc9b9edc054e9103b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_73c7f",
                            table="issues_opinion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="opinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_opinionevent" ("asks_reconsideration", "fictional", "given_at", "given_by_id", "id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "reply_id", "stance", "status", "taken_back_at", "text", "version") VALUES (NEW."asks_reconsideration", NEW."fictional", NEW."given_at", NEW."given_by_id", NEW."id", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."reply_id", NEW."stance", NEW."status", NEW."taken_back_at", NEW."text", NEW."version"); RETURN NULL;',
                            hash="7c509ddabe3d6184b6935cff007a41cf52865d1e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b7629",
                            table="issues_opinion",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="localrequest",
                    index=models.Index(fields=["status", "number"], name="request_status"),
                ),
                migrations.AddIndex(
                    model_name="localrequest",
                    index=models.Index(fields=["kind", "number"], name="request_kind"),
                ),
                migrations.AddIndex(
                    model_name="localrequest",
                    index=models.Index(
                        fields=["organization", "number"], name="request_organization"
                    ),
                ),
                migrations.AddIndex(
                    model_name="localrequest",
                    index=models.Index(fields=["said_on", "number"], name="request_said_on"),
                ),
                migrations.AddIndex(
                    model_name="localrequest",
                    index=models.Index(fields=["due_on", "number"], name="request_due_on"),
                ),
                migrations.AddIndex(
                    model_name="localrequest",
                    index=models.Index(fields=["-created_at", "-id"], name="request_newest"),
                ),
                migrations.AddIndex(
                    model_name="localrequest",
                    index=models.Index(
                        fields=["lead_ministry", "status"], name="request_lead_ministry"
                    ),
                ),
                migrations.AddIndex(
                    model_name="localrequest",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["search_grams"], name="request_search"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="localrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "logged",
                                    "triaged",
                                    "under_review",
                                    "replied",
                                    "reconsidering",
                                    "settled",
                                    "withdrawn",
                                    "merged",
                                ],
                            )
                        ),
                        name="issues_localrequest_status_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="localrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "status__in",
                                    (
                                        "triaged",
                                        "under_review",
                                        "replied",
                                        "reconsidering",
                                        "settled",
                                    ),
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                ("due_on__isnull", False),
                                ("first_due_on__isnull", False),
                                ("lead_ministry__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="issues_localrequest_triaged_has_ministry_and_due_date",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="localrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "settled"), _negated=True),
                            models.Q(("reflected_in", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="issues_localrequest_settled_says_where",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="localrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("status", "merged")),
                            models.Q(
                                models.Q(("status", "merged"), _negated=True),
                                ("merged_into__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="issues_localrequest_merged_has_a_target",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="localrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("re_raises", models.F("id")), _negated=True),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            models.Q(("split_from", models.F("id")), _negated=True),
                        ),
                        name="issues_localrequest_does_not_point_at_itself",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="localrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["request", "concern", "information"])),
                        name="issues_localrequest_kind_is_known",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="localrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="c756ce6c1c9edcb92fea5e9580dfc9c805e468ea",
                            operation="DELETE",
                            pgid="pgtrigger_never_deleted_5c4b5",
                            table="issues_localrequest",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="localrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_localrequestevent" ("ask", "created_at", "created_by_id", "due_basis", "due_on", "fictional", "first_due_on", "forum_id", "id", "judgement", "kind", "lead_ministry_id", "merged_into_id", "number", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "published_at", "re_raises_id", "reflected_in", "round", "said_on", "settled_despite", "speaker", "split_from_id", "status", "title", "trouble", "updated_at", "version") VALUES (NEW."ask", NEW."created_at", NEW."created_by_id", NEW."due_basis", NEW."due_on", NEW."fictional", NEW."first_due_on", NEW."forum_id", NEW."id", NEW."judgement", NEW."kind", NEW."lead_ministry_id", NEW."merged_into_id", NEW."number", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."progress", NEW."published_at", NEW."re_raises_id", NEW."reflected_in", NEW."round", NEW."said_on", NEW."settled_despite", NEW."speaker", NEW."split_from_id", NEW."status", NEW."title", NEW."trouble", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="74612899896f033dce485b5a10e069135afb87aa",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3faa0",
                            table="issues_localrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="localrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."ask" IS DISTINCT FROM (NEW."ask") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."due_basis" IS DISTINCT FROM (NEW."due_basis") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."fictional" IS DISTINCT FROM (NEW."fictional") OR OLD."first_due_on" IS DISTINCT FROM (NEW."first_due_on") OR OLD."forum_id" IS DISTINCT FROM (NEW."forum_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."judgement" IS DISTINCT FROM (NEW."judgement") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."lead_ministry_id" IS DISTINCT FROM (NEW."lead_ministry_id") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."progress" IS DISTINCT FROM (NEW."progress") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."re_raises_id" IS DISTINCT FROM (NEW."re_raises_id") OR OLD."reflected_in" IS DISTINCT FROM (NEW."reflected_in") OR OLD."round" IS DISTINCT FROM (NEW."round") OR OLD."said_on" IS DISTINCT FROM (NEW."said_on") OR OLD."settled_despite" IS DISTINCT FROM (NEW."settled_despite") OR OLD."speaker" IS DISTINCT FROM (NEW."speaker") OR OLD."split_from_id" IS DISTINCT FROM (NEW."split_from_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."trouble" IS DISTINCT FROM (NEW."trouble") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "issues_localrequestevent" ("ask", "created_at", "created_by_id", "due_basis", "due_on", "fictional", "first_due_on", "forum_id", "id", "judgement", "kind", "lead_ministry_id", "merged_into_id", "number", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "published_at", "re_raises_id", "reflected_in", "round", "said_on", "settled_despite", "speaker", "split_from_id", "status", "title", "trouble", "updated_at", "version") VALUES (NEW."ask", NEW."created_at", NEW."created_by_id", NEW."due_basis", NEW."due_on", NEW."fictional", NEW."first_due_on", NEW."forum_id", NEW."id", NEW."judgement", NEW."kind", NEW."lead_ministry_id", NEW."merged_into_id", NEW."number", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."progress", NEW."published_at", NEW."re_raises_id", NEW."reflected_in", NEW."round", NEW."said_on", NEW."settled_despite", NEW."speaker", NEW."split_from_id", NEW."status", NEW."title", NEW."trouble", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="89051fff9f2881f6bec381547d5b57f34fe916b5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_43848",
                            table="issues_localrequest",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
