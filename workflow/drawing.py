"""Drawing the tables: the diagrams and lists that the documentation carries."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.machine import PREVIOUS, SAME, Transition, Workflow


def mermaid(workflow: Workflow) -> str:
    """A Mermaid state diagram of every move that changes the status."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {status.value} : {status.label}" for status in workflow.statuses]
    for row in workflow.transitions:
        lines += [f"    {source} --> {target} : {row.label}" for source, target in _arrows(row)]
    return "\n".join(lines)


def table(workflow: Workflow) -> str:
    """A Markdown table of all moves: verb, label, from, to, who."""
    label = {status.value: status.label for status in workflow.statuses}
    lines = ["| 操作 | 名前 | 元の状況 | 後の状況 | できる人 |", "| --- | --- | --- | --- | --- |"]
    for row in workflow.transitions:
        sources = "、".join(label[s] for s in row.sources) or "（新規）"
        target = {SAME: "変わらない", PREVIOUS: "直前の状況"}.get(row.target) or label[row.target]
        lines.append(f"| `{row.verb}` | {row.label} | {sources} | {target} | {row.who.label} |")
    return "\n".join(lines)


def document(workflows: Iterable[Workflow]) -> str:
    """The whole of ``docs/workflow.md``."""
    parts = [
        "# 状況の移り変わり",
        "",
        "この文書は `python manage.py workflow --mermaid` の出力です。"
        "表（`issues/transitions/`、`meetings/transitions.py`、`publication/transitions.py`）を直したら、作り直してください。",
    ]
    for workflow in workflows:
        parts += ["", f"## {workflow.label}", "", "```mermaid", mermaid(workflow), "```", ""]
        parts += [table(workflow)]
    return "\n".join(parts) + "\n"


def _arrows(row: Transition) -> list[tuple[str, str]]:
    if row.target in (SAME, PREVIOUS):
        return []
    return [(source, row.target) for source in row.sources or ("[*]",)]
