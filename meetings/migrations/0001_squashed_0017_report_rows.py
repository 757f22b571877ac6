"""The first tables in one go; see docs/decisions/0053-first-tables-at-once.md."""

import django.core.serializers.json
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import workflow.at_once


class Migration(migrations.Migration):
    replaces = [
        ("meetings", "0001_initial"),
        ("meetings", "0002_settle_anchors"),
        ("meetings", "0003_let_readings_be_empty"),
        ("meetings", "0004_speech_side"),
        ("meetings", "0005_fill_speech_side"),
        ("meetings", "0006_sessions"),
        ("meetings", "0007_closed_and_taken_down"),
        ("meetings", "0008_editions_are_published"),
        ("meetings", "0009_fill_published_editions"),
        ("meetings", "0010_report_versions"),
        ("meetings", "0011_words_stay_with_merged_requests"),
        ("meetings", "0012_call_sessions_off"),
        ("meetings", "0013_session_texts_are_published"),
        ("meetings", "0014_fill_session_texts"),
        ("meetings", "0015_forums"),
        ("meetings", "0016_report_frame"),
        ("meetings", "0017_report_rows"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("contenttypes", "0002_remove_content_type_name"),
        ("issues", "0013_forums"),
        ("organizations", "0001_initial"),
        ("publication", "0003_concerns"),
        ("workflow", "0002_draft"),
    ]

    operations = [
        workflow.at_once.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="ReportVersion",
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
                            "content",
                            models.JSONField(
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                verbose_name="内容",
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("recorded_at", models.DateTimeField(verbose_name="言葉を除いた日時")),
                    ],
                    options={
                        "verbose_name": "言葉を除いた対応状況一覧",
                        "verbose_name_plural": "言葉を除いた対応状況一覧",
                        "ordering": ("pk",),
                    },
                ),
                migrations.CreateModel(
                    name="Sentence",
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
                        ("start", models.PositiveIntegerField(verbose_name="始まり")),
                        ("end", models.PositiveIntegerField(verbose_name="終わり")),
                        (
                            "cleared_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="要望なしとした日時"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "文",
                        "verbose_name_plural": "文",
                        "ordering": ("speech__index", "start"),
                    },
                ),
                migrations.CreateModel(
                    name="SessionDecision",
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
                        ("text", models.TextField(verbose_name="決定の内容")),
                        (
                            "recorded_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="記録した日時"),
                        ),
                    ],
                    options={
                        "verbose_name": "決定事項",
                        "verbose_name_plural": "決定事項",
                        "ordering": ("pk",),
                    },
                ),
                migrations.CreateModel(
                    name="Speech",
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
                        ("index", models.PositiveIntegerField(verbose_name="順番")),
                        (
                            "label",
                            models.CharField(
                                max_length=200, verbose_name="発言者（議事要旨の表記）"
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("local", "地方"),
                                    ("national", "国"),
                                    ("secretariat", "事務局"),
                                ],
                                max_length=20,
                                verbose_name="立場",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="発言")),
                    ],
                    options={
                        "verbose_name": "発言",
                        "verbose_name_plural": "発言",
                        "ordering": ("index",),
                    },
                ),
                migrations.CreateModel(
                    name="StageDirection",
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
                            "after_speech",
                            models.PositiveIntegerField(verbose_name="直前の発言の順番"),
                        ),
                        ("inside", models.BooleanField(verbose_name="発言の途中")),
                        (
                            "position",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="発言の中の位置"
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="ト書き")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("press_exit", "報道関係者の退室"),
                                    ("no_questions", "質問なし"),
                                    ("no_hands", "挙手なし"),
                                    ("assent", "賛同"),
                                    ("other", "その他"),
                                ],
                                max_length=20,
                                verbose_name="種別",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ト書き",
                        "verbose_name_plural": "ト書き",
                        "ordering": ("after_speech", "position", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Suggestion",
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
                            "type",
                            models.CharField(
                                choices=[
                                    ("request", "要望の候補"),
                                    ("commitment", "国側の発言の候補"),
                                ],
                                max_length=20,
                                verbose_name="候補の種類",
                            ),
                        ),
                        ("start", models.PositiveIntegerField(verbose_name="始まり")),
                        ("end", models.PositiveIntegerField(verbose_name="終わり")),
                        ("quote", models.TextField(verbose_name="言葉")),
                        ("summary", models.CharField(max_length=100, verbose_name="要旨")),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("request", "要望"),
                                    ("concern", "懸念"),
                                    ("information", "事例紹介"),
                                ],
                                max_length=20,
                                verbose_name="種別",
                            ),
                        ),
                        (
                            "strength",
                            models.CharField(blank=True, max_length=20, verbose_name="言い方"),
                        ),
                        (
                            "points",
                            models.JSONField(blank=True, default=list, verbose_name="論点の候補"),
                        ),
                        (
                            "chosen_points",
                            models.JSONField(blank=True, default=list, verbose_name="選んだ論点"),
                        ),
                        (
                            "triggers",
                            models.JSONField(
                                blank=True, default=list, verbose_name="手がかりの言葉"
                            ),
                        ),
                        ("confidence", models.FloatField(default=0, verbose_name="確からしさ")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("pending", "未確認"),
                                    ("accepted", "採用"),
                                    ("dismissed", "除外"),
                                    ("merged", "前の候補に統合"),
                                ],
                                default="pending",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="決めた日時"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版")),
                    ],
                    options={
                        "verbose_name": "候補",
                        "verbose_name_plural": "候補",
                        "ordering": ("speech__index", "start", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
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
                        ("position", models.PositiveSmallIntegerField(verbose_name="並び順")),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "replaced_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="差し替えた日時"
                            ),
                        ),
                        (
                            "number",
                            models.CharField(blank=True, max_length=20, verbose_name="番号"),
                        ),
                        ("title", models.CharField(max_length=250, verbose_name="議事")),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="時間（分）"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="meetings.agendaitem",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "議事",
                        "verbose_name_plural": "議事",
                        "ordering": ("position",),
                    },
                ),
                migrations.CreateModel(
                    name="Body",
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
                            "name",
                            models.CharField(
                                max_length=200, unique=True, verbose_name="会議体の名称"
                            ),
                        ),
                        ("short_name", models.CharField(max_length=30, verbose_name="略称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("preparatory", "準備会合"),
                                    ("working_team", "ワーキングチーム"),
                                    ("council", "連絡協議会"),
                                    ("other", "その他の会議体"),
                                ],
                                max_length=20,
                                verbose_name="種別",
                            ),
                        ),
                        (
                            "forum",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bodies",
                                to="issues.forum",
                                verbose_name="協議の場",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会議体",
                        "verbose_name_plural": "会議体",
                        "ordering": ("pk",),
                    },
                ),
                migrations.CreateModel(
                    name="Handling",
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
                            "position",
                            models.PositiveSmallIntegerField(default=0, verbose_name="並び順"),
                        ),
                        (
                            "reasons",
                            models.JSONField(
                                blank=True, default=list, verbose_name="議題とした理由"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "予定"),
                                    ("reported", "報告"),
                                    ("discussed", "協議"),
                                    ("decided", "決定"),
                                    ("carried_over", "持越し"),
                                ],
                                default="planned",
                                max_length=20,
                                verbose_name="取扱い",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="記録")),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "published_outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("planned", "予定"),
                                    ("reported", "報告"),
                                    ("discussed", "協議"),
                                    ("decided", "決定"),
                                    ("carried_over", "持越し"),
                                ],
                                max_length=20,
                                verbose_name="公表した取扱い",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版")),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="handlings",
                                to="meetings.agendaitem",
                                verbose_name="議事",
                            ),
                        ),
                        (
                            "carried_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="carried_to",
                                to="meetings.handling",
                            ),
                        ),
                        (
                            "local_request",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handlings",
                                to="issues.localrequest",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handlings",
                                to="issues.discussionpoint",
                            ),
                        ),
                        (
                            "published_item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="meetings.agendaitem",
                                verbose_name="公表した議事",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会合での取扱い",
                        "verbose_name_plural": "会合での取扱い",
                        "ordering": ("position", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                            "session_number",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="回"
                            ),
                        ),
                        ("title", models.CharField(max_length=250, verbose_name="会合の名称")),
                        ("held_on", models.DateField(verbose_name="開催日")),
                        (
                            "starts_at",
                            models.TimeField(blank=True, null=True, verbose_name="開始時刻"),
                        ),
                        (
                            "ends_at",
                            models.TimeField(blank=True, null=True, verbose_name="終了時刻"),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, max_length=200, verbose_name="場所"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "開催予定"),
                                    ("held", "開催済"),
                                    ("published", "議事要旨公表済"),
                                    ("closed", "確定"),
                                    ("cancelled", "中止"),
                                    ("postponed", "延期（期日未定）"),
                                ],
                                default="held",
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
                        (
                            "closed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="確定した時点"
                            ),
                        ),
                        (
                            "postponed_from",
                            models.DateField(
                                blank=True, null=True, verbose_name="延期する前の開催日"
                            ),
                        ),
                        (
                            "called_off_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="中止・延期を決めた日時"
                            ),
                        ),
                        (
                            "called_off_reason",
                            models.TextField(blank=True, verbose_name="中止・延期の理由"),
                        ),
                        (
                            "unread_reason",
                            models.TextField(
                                blank=True, verbose_name="未確認の文を残して公表する理由"
                            ),
                        ),
                        (
                            "credit",
                            models.CharField(blank=True, max_length=300, verbose_name="出典"),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "created_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="登録した日時"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版")),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="meetings.body",
                                verbose_name="会議体",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会合",
                        "verbose_name_plural": "会合",
                        "ordering": ("-held_on", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="HandlingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "position",
                            models.PositiveSmallIntegerField(default=0, verbose_name="並び順"),
                        ),
                        (
                            "reasons",
                            models.JSONField(
                                blank=True, default=list, verbose_name="議題とした理由"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "予定"),
                                    ("reported", "報告"),
                                    ("discussed", "協議"),
                                    ("decided", "決定"),
                                    ("carried_over", "持越し"),
                                ],
                                default="planned",
                                max_length=20,
                                verbose_name="取扱い",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="記録")),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "published_outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("planned", "予定"),
                                    ("reported", "報告"),
                                    ("discussed", "協議"),
                                    ("decided", "決定"),
                                    ("carried_over", "持越し"),
                                ],
                                max_length=20,
                                verbose_name="公表した取扱い",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版")),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.agendaitem",
                                verbose_name="議事",
                            ),
                        ),
                        (
                            "carried_from",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.handling",
                            ),
                        ),
                        (
                            "local_request",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                                to="meetings.handling",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.discussionpoint",
                            ),
                        ),
                        (
                            "published_item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.agendaitem",
                                verbose_name="公表した議事",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handlingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="dbb87931282ef3f8a52e0409b3aa3ce3dcf831ba",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ba495",
                            table="meetings_handlingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ClosedReport",
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
                            "frame",
                            models.JSONField(
                                db_column="content",
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                verbose_name="内容",
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("recorded_at", models.DateTimeField(verbose_name="確定を記録した日時")),
                        (
                            "closed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "meeting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closed_report",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "確定した対応状況一覧",
                        "verbose_name_plural": "確定した対応状況一覧",
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closedreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a5306d8ff6b088d5b620f6f525c01d19d06a3cac",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6cc38",
                            table="meetings_closedreport",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="MinutesSource",
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
                        ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="版")),
                        ("file", models.FileField(upload_to="minutes/%Y/", verbose_name="原本")),
                        ("filename", models.CharField(max_length=200, verbose_name="ファイル名")),
                        ("pasted", models.BooleanField(default=False, verbose_name="貼り付け")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("size", models.PositiveIntegerField(verbose_name="大きさ（バイト）")),
                        (
                            "handed_in_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="受け取った日時"),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "facts",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                verbose_name="公表のときに入れ替える会合の内容",
                            ),
                        ),
                        (
                            "hidden",
                            models.JSONField(blank=True, null=True, verbose_name="見えない内容"),
                        ),
                        (
                            "cleaned_file",
                            models.FileField(
                                blank=True,
                                upload_to="minutes/cleaned/%Y/",
                                verbose_name="公表する原本",
                            ),
                        ),
                        (
                            "cleaned_name",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="公表する原本の名前"
                            ),
                        ),
                        (
                            "cleaned_sha256",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="公表する原本のSHA-256"
                            ),
                        ),
                        (
                            "cleaned_size",
                            models.PositiveIntegerField(
                                default=0, verbose_name="公表する原本の大きさ（バイト）"
                            ),
                        ),
                        (
                            "original_published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="原本を公表した日時"
                            ),
                        ),
                        (
                            "handed_in_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sources",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "議事要旨の原本",
                        "verbose_name_plural": "議事要旨の原本",
                        "ordering": ("pk",),
                        "indexes": [models.Index(fields=["sha256"], name="source_sha256")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "edition"),
                                name="meetings_minutessource_edition_is_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                                name="meetings_minutessource_sha256_is_hex",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MinutesImport",
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
                                    ("queued", "読取り待ち"),
                                    ("reading", "読取り中"),
                                    ("ready", "確認待ち"),
                                    ("saved", "取込み済"),
                                    ("failed", "読取りできず"),
                                    ("discarded", "取りやめ"),
                                ],
                                default="queued",
                                max_length=20,
                                verbose_name="状況",
                            ),
                        ),
                        (
                            "progress",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="進み具合（％）"
                            ),
                        ),
                        (
                            "progress_label",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="今していること"
                            ),
                        ),
                        (
                            "problem",
                            models.TextField(blank=True, verbose_name="読み取れなかった理由"),
                        ),
                        (
                            "reading",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                verbose_name="読取り結果",
                            ),
                        ),
                        (
                            "corrections",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                verbose_name="修正",
                            ),
                        ),
                        (
                            "before",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                verbose_name="保存の前",
                            ),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="始めた日時"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版")),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="imports",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "source",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="minutes_import",
                                to="meetings.minutessource",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "取込み",
                        "verbose_name_plural": "取込み",
                        "ordering": ("-pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "queued",
                                            "reading",
                                            "ready",
                                            "saved",
                                            "failed",
                                            "discarded",
                                        ],
                                    )
                                ),
                                name="meetings_minutesimport_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "saved"), _negated=True),
                                    ("meeting__isnull", False),
                                    _connector="OR",
                                ),
                                name="meetings_minutesimport_saved_has_a_meeting",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MinutesDecision",
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
                        ("quote", models.TextField(verbose_name="決定の言葉")),
                        (
                            "confirmed_by",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="確認した動作"
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decisions",
                                to="meetings.minutessource",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "決定",
                        "verbose_name_plural": "決定",
                        "ordering": ("pk",),
                    },
                ),
                migrations.CreateModel(
                    name="Document",
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
                        ("position", models.PositiveSmallIntegerField(verbose_name="並び順")),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "replaced_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="差し替えた日時"
                            ),
                        ),
                        ("label", models.CharField(blank=True, max_length=40, verbose_name="番号")),
                        ("title", models.CharField(max_length=300, verbose_name="題名")),
                        (
                            "submitter",
                            models.CharField(blank=True, max_length=100, verbose_name="提出者"),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="documents",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "brought_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="meetings.minutessource",
                                verbose_name="もとの議事要旨",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="meetings.minutessource",
                                verbose_name="差し替えた議事要旨",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "資料",
                        "verbose_name_plural": "資料",
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=("meeting", "position"),
                                name="meetings_document_position_is_unique",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
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
                        ("position", models.PositiveSmallIntegerField(verbose_name="並び順")),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "replaced_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="差し替えた日時"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="氏名")),
                        (
                            "printed_post",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="職（議事要旨の表記）"
                            ),
                        ),
                        (
                            "title",
                            models.CharField(blank=True, max_length=100, verbose_name="職名"),
                        ),
                        (
                            "organization_name",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="団体（議事要旨の表記）"
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("local", "地方"),
                                    ("national", "国"),
                                    ("secretariat", "事務局"),
                                ],
                                max_length=20,
                                verbose_name="立場",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=100, verbose_name="備考")),
                        (
                            "listed",
                            models.BooleanField(default=True, verbose_name="出席者の一覧に載る"),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="organizations.organization",
                                verbose_name="団体",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendances",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "brought_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="meetings.minutessource",
                                verbose_name="もとの議事要旨",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="meetings.minutessource",
                                verbose_name="差し替えた議事要旨",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "出席",
                        "verbose_name_plural": "出席",
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=("meeting", "position"),
                                name="meetings_attendance_position_is_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("side__in", ["local", "national", "secretariat"])
                                ),
                                name="meetings_attendance_side_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Passage",
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
                        ("start", models.PositiveIntegerField(verbose_name="始まり")),
                        ("end", models.PositiveIntegerField(verbose_name="終わり")),
                        ("quote", models.TextField(verbose_name="引用した言葉")),
                        (
                            "prefix",
                            models.CharField(blank=True, max_length=32, verbose_name="直前の言葉"),
                        ),
                        (
                            "suffix",
                            models.CharField(blank=True, max_length=32, verbose_name="直後の言葉"),
                        ),
                        (
                            "source_sha256",
                            models.CharField(max_length=64, verbose_name="原本のSHA-256"),
                        ),
                        (
                            "anchor_status",
                            models.CharField(
                                choices=[
                                    ("same", "一致"),
                                    ("moved", "移動"),
                                    ("doubtful", "要確認"),
                                    ("gone", "消失"),
                                ],
                                default="same",
                                max_length=20,
                                verbose_name="引用の状態",
                            ),
                        ),
                        (
                            "anchor_reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="引用の状態の理由"
                            ),
                        ),
                        (
                            "anchor_settled_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="消失を確かめた日時"
                            ),
                        ),
                        (
                            "candidates",
                            models.JSONField(blank=True, default=list, verbose_name="候補の場所"),
                        ),
                        (
                            "public_start",
                            models.PositiveIntegerField(default=0, verbose_name="公表中の始まり"),
                        ),
                        (
                            "public_end",
                            models.PositiveIntegerField(default=0, verbose_name="公表中の終わり"),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="登録した日時"),
                        ),
                        (
                            "commitment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="passages",
                                to="issues.commitment",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "local_request",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="passages",
                                to="issues.localrequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "引用箇所",
                        "verbose_name_plural": "引用箇所",
                        "ordering": ("speech__index", "start", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="PointMemo",
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
                        ("text", models.TextField(verbose_name="整理メモ")),
                        (
                            "written_at",
                            models.DateTimeField(auto_now=True, verbose_name="書いた日時"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版")),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memos",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memos",
                                to="issues.discussionpoint",
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
                        "verbose_name": "整理メモ",
                        "verbose_name_plural": "整理メモ",
                        "ordering": ("meeting__held_on", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("point", "meeting"), name="meetings_pointmemo_is_unique"
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pointmemo",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_pointmemoevent" ("id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "text", "version", "written_at", "written_by_id") VALUES (NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."point_id", NEW."text", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="0497eac9a9b4dfde4cd029f42a4ed14b9262a074",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_17c98",
                            table="meetings_pointmemo",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pointmemo",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "meetings_pointmemoevent" ("id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "text", "version", "written_at", "written_by_id") VALUES (NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."point_id", NEW."text", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="6f1f119b42f1d5a2797943e759df57c4e6d2c382",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_99c85",
                            table="meetings_pointmemo",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="PointMemoEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("text", models.TextField(verbose_name="整理メモ")),
                        (
                            "written_at",
                            models.DateTimeField(auto_now=True, verbose_name="書いた日時"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版")),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="versions",
                                related_query_name="kept_version",
                                to="meetings.pointmemo",
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
                    model_name="pointmemoevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a7ba8ce62a0a0c54c931a4235ca2ee11bfe199b8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e5985",
                            table="meetings_pointmemoevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ReportAddition",
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
                        ("text", models.TextField(verbose_name="訂正・追記")),
                        ("added_at", models.DateTimeField(verbose_name="追記した日時")),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="公表した日時"
                            ),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="additions",
                                to="meetings.closedreport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "訂正・追記",
                        "verbose_name_plural": "訂正・追記",
                        "ordering": ("added_at", "pk"),
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reportaddition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="0bac4d8a20c027d43742988006790af62d63e4df",
                            operation="DELETE",
                            pgid="pgtrigger_never_deleted_49ddc",
                            table="meetings_reportaddition",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reportaddition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="words_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."report_id" IS DISTINCT FROM (NEW."report_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."added_at" IS DISTINCT FROM (NEW."added_at"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="7066305e36d2cbb3011478dd4cc079f8c244ed17",
                            operation="UPDATE",
                            pgid="pgtrigger_words_stay_b25a5",
                            table="meetings_reportaddition",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ReportRow",
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
                        ("place", models.PositiveIntegerField(verbose_name="順")),
                        (
                            "record",
                            models.JSONField(
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                verbose_name="要望",
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
                                fields=("report", "place"),
                                name="meetings_reportrow_place_is_unique",
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
                migrations.AddField(
                    model_name="handling",
                    name="meeting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handlings",
                        to="meetings.meeting",
                    ),
                ),
                migrations.AddField(
                    model_name="agendaitem",
                    name="meeting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda_items",
                        to="meetings.meeting",
                    ),
                ),
                migrations.AddField(
                    model_name="meeting",
                    name="current_source",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.minutessource",
                        verbose_name="今の議事要旨",
                    ),
                ),
                migrations.AddField(
                    model_name="agendaitem",
                    name="brought_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.minutessource",
                        verbose_name="もとの議事要旨",
                    ),
                ),
                migrations.AddField(
                    model_name="agendaitem",
                    name="replaced_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.minutessource",
                        verbose_name="差し替えた議事要旨",
                    ),
                ),
                migrations.AddField(
                    model_name="handling",
                    name="passages",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="handlings",
                        to="meetings.passage",
                        verbose_name="発言",
                    ),
                ),
                migrations.AddField(
                    model_name="reportversion",
                    name="removal",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_versions",
                        to="publication.removal",
                    ),
                ),
                migrations.AddField(
                    model_name="reportversion",
                    name="report",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="meetings.closedreport",
                    ),
                ),
                migrations.AddField(
                    model_name="sentence",
                    name="cleared_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="sessiondecision",
                    name="handling",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="meetings.handling",
                    ),
                ),
                migrations.AddField(
                    model_name="sessiondecision",
                    name="meeting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_decisions",
                        to="meetings.meeting",
                    ),
                ),
                migrations.AddField(
                    model_name="sessiondecision",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="speech",
                    name="attendance",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="speeches",
                        to="meetings.attendance",
                        verbose_name="発言者",
                    ),
                ),
                migrations.AddField(
                    model_name="speech",
                    name="source",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="speeches",
                        to="meetings.minutessource",
                    ),
                ),
                migrations.AddField(
                    model_name="sentence",
                    name="speech",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sentences",
                        to="meetings.speech",
                    ),
                ),
                migrations.AddField(
                    model_name="passage",
                    name="public_speech",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_passages",
                        to="meetings.speech",
                        verbose_name="公表中の発言",
                    ),
                ),
                migrations.AddField(
                    model_name="passage",
                    name="speech",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="meetings.speech",
                    ),
                ),
                migrations.AddField(
                    model_name="minutesdecision",
                    name="speech",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="meetings.speech",
                    ),
                ),
                migrations.AddField(
                    model_name="stagedirection",
                    name="source",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stage_directions",
                        to="meetings.minutessource",
                    ),
                ),
                migrations.AddField(
                    model_name="suggestion",
                    name="commitment",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suggestions",
                        to="issues.commitment",
                    ),
                ),
                migrations.AddField(
                    model_name="suggestion",
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
                    model_name="suggestion",
                    name="local_request",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suggestions",
                        to="issues.localrequest",
                    ),
                ),
                migrations.AddField(
                    model_name="suggestion",
                    name="merged_into",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="meetings.suggestion",
                    ),
                ),
                migrations.AddField(
                    model_name="suggestion",
                    name="passage",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="suggestions",
                        to="meetings.passage",
                    ),
                ),
                migrations.AddField(
                    model_name="suggestion",
                    name="source",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestions",
                        to="meetings.minutessource",
                    ),
                ),
                migrations.AddField(
                    model_name="suggestion",
                    name="speech",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestions",
                        to="meetings.speech",
                    ),
                ),
                migrations.AddIndex(
                    model_name="meeting",
                    index=models.Index(fields=["body", "held_on"], name="meeting_body"),
                ),
                migrations.AddIndex(
                    model_name="meeting",
                    index=models.Index(fields=["-held_on", "-id"], name="meeting_held_on"),
                ),
                migrations.AddIndex(
                    model_name="meeting",
                    index=models.Index(fields=["status"], name="meeting_status"),
                ),
                migrations.AddConstraint(
                    model_name="meeting",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "cancelled"), _negated=True),
                        fields=("body", "session_number"),
                        name="meetings_meeting_session_is_unique",
                        violation_error_message="この会議体のこの回は、すでに登録されています。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meeting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "planned",
                                    "held",
                                    "published",
                                    "closed",
                                    "cancelled",
                                    "postponed",
                                ],
                            )
                        ),
                        name="meetings_meeting_status_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meeting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("status", "closed")),
                            models.Q(
                                models.Q(("status", "closed"), _negated=True),
                                ("closed_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="meetings_meeting_closed_has_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meeting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("cancelled", "postponed")), _negated=True),
                            models.Q(
                                ("called_off_at__isnull", False),
                                models.Q(("called_off_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="meetings_meeting_called_off_has_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meeting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("published_at__isnull", True),
                                ("status__in", ("planned", "held", "cancelled", "postponed")),
                            ),
                            models.Q(("published_at__isnull", False), ("status", "published")),
                            ("status", "closed"),
                            _connector="OR",
                        ),
                        name="meetings_meeting_published_has_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agendaitem",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("replaced_at__isnull", True)),
                        fields=("meeting", "position"),
                        name="meetings_agendaitem_position_is_unique",
                    ),
                ),
                migrations.AddIndex(
                    model_name="handling",
                    index=models.Index(fields=["meeting", "position"], name="handling_position"),
                ),
                migrations.AddConstraint(
                    model_name="handling",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "local_request"),
                        name="meetings_handling_request_is_unique",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="handling",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "point"), name="meetings_handling_point_is_unique"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="handling",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("local_request__isnull", False), ("point__isnull", True)),
                            models.Q(("local_request__isnull", True), ("point__isnull", False)),
                            _connector="OR",
                        ),
                        name="meetings_handling_has_one_matter",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="handling",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["planned", "reported", "discussed", "decided", "carried_over"],
                            )
                        ),
                        name="meetings_handling_status_is_known",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handling",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_handlingevent" ("agenda_item_id", "carried_from_id", "id", "local_request_id", "meeting_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "position", "published_at", "published_item_id", "published_outcome", "reasons", "status", "version") VALUES (NEW."agenda_item_id", NEW."carried_from_id", NEW."id", NEW."local_request_id", NEW."meeting_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."point_id", NEW."position", NEW."published_at", NEW."published_item_id", NEW."published_outcome", NEW."reasons", NEW."status", NEW."version"); RETURN NULL;',
                            hash="7fa982c75da8155a64b2065fac0b1e77b63ddd51",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_55d54",
                            table="meetings_handling",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handling",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "meetings_handlingevent" ("agenda_item_id", "carried_from_id", "id", "local_request_id", "meeting_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "position", "published_at", "published_item_id", "published_outcome", "reasons", "status", "version") VALUES (NEW."agenda_item_id", NEW."carried_from_id", NEW."id", NEW."local_request_id", NEW."meeting_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."point_id", NEW."position", NEW."published_at", NEW."published_item_id", NEW."published_outcome", NEW."reasons", NEW."status", NEW."version"); RETURN NULL;',
                            hash="32200b4bafbc9433fa3c220498d31290ec2dd5a3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7c85b",
                            table="meetings_handling",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reportversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="08dfc948c488727ca3716dc10be3618e5bae7ff5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_96c8b",
                            table="meetings_reportversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="speech",
                    constraint=models.UniqueConstraint(
                        fields=("source", "index"), name="meetings_speech_index_is_unique"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sentence",
                    constraint=models.UniqueConstraint(
                        fields=("speech", "start"), name="meetings_sentence_start_is_unique"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sentence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))),
                        name="meetings_sentence_is_not_empty",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sentence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cleared_at__isnull", True), ("cleared_by__isnull", True)),
                            models.Q(("cleared_at__isnull", False), ("cleared_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="meetings_sentence_cleared_by_a_person",
                    ),
                ),
                migrations.AddIndex(
                    model_name="passage",
                    index=models.Index(fields=["speech", "start"], name="passage_in_speech"),
                ),
                migrations.AddIndex(
                    model_name="passage",
                    index=models.Index(fields=["anchor_status"], name="passage_anchor_status"),
                ),
                migrations.AddConstraint(
                    model_name="passage",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))),
                        name="meetings_passage_is_not_empty",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="passage",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("commitment__isnull", True), ("local_request__isnull", False)
                            ),
                            models.Q(
                                ("commitment__isnull", False), ("local_request__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="meetings_passage_belongs_to_one_record",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="passage",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("anchor_status__in", ["same", "moved", "doubtful", "gone"])
                        ),
                        name="meetings_passage_anchor_status_is_known",
                    ),
                ),
                migrations.AddIndex(
                    model_name="suggestion",
                    index=models.Index(fields=["source", "status"], name="suggestion_status"),
                ),
                migrations.AddConstraint(
                    model_name="suggestion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))),
                        name="meetings_suggestion_is_not_empty",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="suggestion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["pending", "accepted", "dismissed", "merged"])
                        ),
                        name="meetings_suggestion_status_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="suggestion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None),
                                ("decided_by__isnull", True),
                                ("status", "pending"),
                            ),
                            models.Q(
                                models.Q(("status", "pending"), _negated=True),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="meetings_suggestion_decided_has_a_person",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(
            sql="ALTER TABLE meetings_reportrow SET (toast_tuple_target = 8160)",
            reverse_sql="ALTER TABLE meetings_reportrow RESET (toast_tuple_target)",
        ),
    ]
