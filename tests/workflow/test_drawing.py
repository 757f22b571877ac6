from collections import deque
from pathlib import Path

import pytest
from django.core.management import call_command

from issues.transitions.tables import WORKFLOWS as ISSUES
from meetings.transitions import WORKFLOWS as MEETINGS
from publication.transitions import WORKFLOWS as PUBLICATION
from workflow import drawing
from workflow.machine import PREVIOUS, SAME

WORKFLOWS = (*ISSUES, *MEETINGS, *PUBLICATION)
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "workflow.md"
each_workflow = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda w: w.name)


def reached(workflow):
    """Every status that moves lead to, from where things begin."""
    creating = [row.target for row in workflow.transitions if not row.sources]
    # Points stand there from the start: loading them is no move.
    begin = [t for t in creating if t != SAME] or [next(iter(workflow.statuses)).value]
    found, todo = set(begin), deque(begin)
    while todo:
        status = todo.popleft()
        for row in workflow.transitions:
            onward = status in row.sources and row.target not in (SAME, PREVIOUS)
            if onward and row.target not in found:
                found.add(str(row.target))
                todo.append(row.target)
    return {str(status) for status in found}


def test_the_documentation_is_what_the_tables_draw():
    text = DOCUMENT.read_text(encoding="utf-8")

    assert text == drawing.document(WORKFLOWS)


def test_the_command_prints_the_document(capsys):
    call_command("workflow", "--mermaid")

    assert capsys.readouterr().out == drawing.document(WORKFLOWS)


@each_workflow
def test_every_status_can_be_reached(workflow):
    assert reached(workflow) == {status.value for status in workflow.statuses}


@each_workflow
def test_every_move_says_in_japanese_who_makes_it(workflow):
    unnamed = [row.verb for row in workflow.transitions if not row.who.label or not row.label]

    assert unnamed == []


@each_workflow
def test_every_move_names_statuses_that_there_are(workflow):
    known = {status.value for status in workflow.statuses} | {SAME, PREVIOUS}

    used = {str(s) for row in workflow.transitions for s in (*row.sources, row.target)}

    assert used - known == set()


def test_no_verb_stands_in_a_table_twice():
    names = [workflow.name for workflow in WORKFLOWS]

    assert sorted(names) == sorted(set(names))


def test_a_table_with_a_verb_twice_is_refused():
    workflow = ISSUES[0]
    row = workflow.transitions[0]

    with pytest.raises(ValueError, match="local_request: a verb stands in the table twice"):
        type(workflow)(
            name=workflow.name,
            label=workflow.label,
            statuses=workflow.statuses,
            transitions=(row, row),
        )


def test_the_diagram_draws_an_arrow_for_each_way_of_a_move():
    opinion = next(w for w in ISSUES if w.name == "opinion")

    drawn = drawing.mermaid(opinion)

    assert drawn.splitlines() == [
        "stateDiagram-v2",
        "    given : 提出済",
        "    published : 公表済",
        "    taken_back : 取消し",
        "    [*] --> given : 見解を出す",
        "    given --> taken_back : 見解の取消し",
        "    given --> published : 公表",
        "    published --> given : 公表の取りやめ",
    ]


def test_the_list_holds_every_move():
    opinion = next(w for w in ISSUES if w.name == "opinion")

    drawn = drawing.table(opinion)

    assert drawn.splitlines()[2:] == [
        "| `give` | 見解を出す | （新規） | 提出済 | 見解を出した団体の担当者 |",
        "| `edit` | 修正 | 提出済 | 変わらない | 見解を出した団体の担当者 |",
        "| `take_back` | 見解の取消し | 提出済 | 取消し | 見解を出した団体の担当者と事務局 |",
        "| `publish` | 公表 | 提出済 | 公表済 | 事務局 |",
        "| `unpublish` | 公表の取りやめ | 公表済 | 提出済 | 事務局 |",
        "| `black_out` | 墨消し | 提出済、公表済、取消し | 変わらない | 事務局 |",
        "| `show_words` | 墨消しの取消し | 提出済、公表済、取消し | 変わらない | 事務局 |",
    ]
