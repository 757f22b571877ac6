"""The lives of meetings, imports and suggestions, one table each."""

from __future__ import annotations

from meetings.enums import (
    HandlingOutcome,
    ImportStatus,
    MeetingStatus,
    SuggestionStatus,
    TrialStatus,
    WordStatus,
)
from meetings.needs import has_come, is_recordable, not_closed
from meetings.rules import SECRETARIAT, SECRETARIAT_OR_SAVER, WORKING_TEAM
from workflow.machine import SAME, Transition, Workflow

M = MeetingStatus
I = ImportStatus  # noqa: E741 - one letter each keeps the tables on one screen
S = SuggestionStatus


MEETING = Workflow(
    name="meeting",
    label="会合",
    statuses=M,
    transitions=(
        Transition("import_minutes", "議事要旨の取込み", (), M.HELD, WORKING_TEAM),
        Transition("plan", "会合の予定", (), M.PLANNED, SECRETARIAT),
        Transition("call_off", "中止", (M.PLANNED, M.POSTPONED), M.CANCELLED, SECRETARIAT),
        Transition("put_off", "延期（期日未定）", (M.PLANNED,), M.POSTPONED, SECRETARIAT),
        Transition("postpone", "延期", (M.PLANNED, M.POSTPONED), M.PLANNED, SECRETARIAT),
        Transition(
            "reinstate", "中止・延期の取消し", (M.CANCELLED, M.POSTPONED), M.PLANNED, SECRETARIAT
        ),
        Transition("hold", "開催済とする", (M.PLANNED,), M.HELD, SECRETARIAT, needs=(has_come,)),
        Transition("receive_minutes", "議事要旨の取込み", (M.PLANNED, M.HELD), M.HELD, SECRETARIAT),
        Transition(
            "reimport", "訂正版の取込み", (M.HELD, M.PUBLISHED, M.CLOSED), SAME, SECRETARIAT
        ),
        Transition("take_back_minutes", "取込みの取消し", tuple(M), SAME, WORKING_TEAM),
        Transition("return_to_plan", "取込みの取消し", (M.HELD,), M.PLANNED, SECRETARIAT),
        Transition("edit", "会合の修正", (M.PLANNED, M.HELD), SAME, SECRETARIAT),
        Transition("correct", "会合の訂正", (M.PUBLISHED,), SAME, SECRETARIAT),
        Transition("publish", "公表", (M.HELD, M.PUBLISHED), M.PUBLISHED, SECRETARIAT),
        Transition("publish_original", "原本の公表", (M.PUBLISHED, M.CLOSED), SAME, SECRETARIAT),
        Transition("publish_more", "追加の公表", (M.CLOSED,), SAME, SECRETARIAT),
        Transition("unpublish", "公表の取りやめ", (M.PUBLISHED,), M.HELD, SECRETARIAT),
        Transition("unpublish_closed", "公表の取りやめ", (M.CLOSED,), SAME, SECRETARIAT),
        Transition("unpublish_part", "一部の公表の取りやめ", tuple(M), SAME, SECRETARIAT),
        Transition("show_part", "一部の公表の再開", tuple(M), SAME, SECRETARIAT),
        Transition("black_out", "墨消し", tuple(M), SAME, SECRETARIAT),
        Transition("show_words", "墨消しの取消し", tuple(M), SAME, SECRETARIAT),
        Transition("arrange", "議題の編集", (M.PLANNED, M.HELD, M.PUBLISHED), SAME, SECRETARIAT),
        Transition("record", "記録", (M.HELD, M.PUBLISHED), SAME, SECRETARIAT),
        Transition(
            "close",
            "会合を確定",
            (M.PUBLISHED,),
            M.CLOSED,
            SECRETARIAT,
            busy="確定できるのは、議事要旨（または会合の記録）を公表した会合です。",
        ),
        Transition("add_to_report", "対応状況一覧への追記", (M.CLOSED,), SAME, SECRETARIAT),
    ),
)

MINUTES_IMPORT = Workflow(
    name="minutes_import",
    label="取込み",
    statuses=I,
    transitions=(
        Transition("hand_in", "ファイルの受取り", (), I.QUEUED, WORKING_TEAM),
        Transition(
            "queue_again",
            "読取りをもう一度頼む",
            (I.QUEUED, I.READING, I.FAILED),
            I.QUEUED,
            WORKING_TEAM,
        ),
        Transition("start_reading", "読取りの開始", (I.QUEUED, I.READING), I.READING, WORKING_TEAM),
        Transition("finish_reading", "読取りの完了", (I.QUEUED, I.READING), I.READY, WORKING_TEAM),
        Transition("give_up", "読取りの中止", (I.QUEUED, I.READING), I.FAILED, WORKING_TEAM),
        Transition(
            "correct",
            "読取り結果の修正",
            (I.READY,),
            SAME,
            WORKING_TEAM,
            busy="この取込みは、すでに保存されたか、取りやめになっています。",
        ),
        Transition(
            "save",
            "保存",
            (I.READY,),
            I.SAVED,
            WORKING_TEAM,
            busy="この取込みは、すでに保存されたか、取りやめになっています。",
        ),
        Transition(
            "discard",
            "取りやめ",
            (I.QUEUED, I.READING, I.READY, I.FAILED),
            I.DISCARDED,
            WORKING_TEAM,
        ),
        Transition("take_back", "保存の取消し", (I.SAVED,), I.READY, SECRETARIAT_OR_SAVER),
    ),
)

SUGGESTION = Workflow(
    name="suggestion",
    label="候補",
    statuses=S,
    transitions=(
        Transition("suggest", "候補の作成", (), S.PENDING, WORKING_TEAM),
        Transition("edit", "修正", (S.PENDING,), SAME, WORKING_TEAM),
        Transition("accept", "採用", (S.PENDING,), S.ACCEPTED, WORKING_TEAM),
        Transition("dismiss", "除外", (S.PENDING,), S.DISMISSED, WORKING_TEAM),
        Transition("merge", "前の候補に統合", (S.PENDING,), S.MERGED, WORKING_TEAM),
        Transition(
            "undo",
            "取り消す",
            (S.ACCEPTED, S.DISMISSED, S.MERGED),
            S.PENDING,
            WORKING_TEAM,
        ),
    ),
)

H = HandlingOutcome

HANDLING = Workflow(
    name="handling",
    label="会合での取扱い",
    statuses=H,
    transitions=(
        Transition("put_on", "議題に載せる", (), H.PLANNED, SECRETARIAT),
        Transition("edit", "記録の修正", tuple(H), SAME, SECRETARIAT, needs=(not_closed,)),
        Transition("report", "報告", tuple(H), H.REPORTED, SECRETARIAT, needs=(is_recordable,)),
        Transition("discuss", "協議", tuple(H), H.DISCUSSED, SECRETARIAT, needs=(is_recordable,)),
        Transition("decide", "決定", tuple(H), H.DECIDED, SECRETARIAT, needs=(is_recordable,)),
        Transition(
            "carry_over", "持越し", tuple(H), H.CARRIED_OVER, SECRETARIAT, needs=(is_recordable,)
        ),
        Transition(
            "unrecord", "記録の取消し", tuple(H), H.PLANNED, SECRETARIAT, needs=(not_closed,)
        ),
    ),
)

W = WordStatus

FORUM_WORD = Workflow(
    name="forum_word",
    label="協議の場の言葉",
    statuses=W,
    transitions=(
        Transition("add", "言葉を使う", (), W.IN_USE, SECRETARIAT),
        Transition("leave_out", "付属の言葉を使わない", (), W.SET_ASIDE, SECRETARIAT),
        Transition("change", "言葉の変更", tuple(W), W.IN_USE, SECRETARIAT),
        Transition("set_aside", "言葉を使わない", tuple(W), W.SET_ASIDE, SECRETARIAT),
    ),
)

T = TrialStatus

WORD_TRIAL = Workflow(
    name="word_trial",
    label="言葉の試し",
    statuses=T,
    transitions=(
        Transition("ask", "試す", (), T.WAITING, SECRETARIAT),
        Transition("finish", "試しの完了", (T.WAITING,), T.DONE, SECRETARIAT),
        Transition("give_up", "試しの中止", (T.WAITING,), T.FAILED, SECRETARIAT),
        Transition(
            "ask_again", "もう一度試す", (T.WAITING, T.DONE, T.FAILED), T.WAITING, SECRETARIAT
        ),
        Transition("keep", "この語を残す", (T.DONE,), T.KEPT, SECRETARIAT),
        Transition("drop", "やめる", (T.WAITING, T.DONE, T.FAILED), T.DROPPED, SECRETARIAT),
    ),
)

WORKFLOWS = (MEETING, MINUTES_IMPORT, SUGGESTION, HANDLING, FORUM_WORD, WORD_TRIAL)
