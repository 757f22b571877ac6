"""The house, drawn from the code: packages from top to bottom, their rooms, what each leans on."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

LAYERS = frozenset(
    "actions api forms management migrations models templatetags urls views".split()  # noqa: SIM905
)
"""Folders that every app has: files of one layer. All others are rooms, each of one concept."""


def picture() -> str:
    """The packages as a tree: what each holds, which ones it imports, and its rooms."""
    root = Path(settings.BASE_DIR)
    names = _packages(root)
    lines = []
    for name in names:
        package = root / name
        lines.append(f"{name}/".ljust(16) + _holds(package))
        imported = _imported(package)
        used = [each for each in names if each in imported and each != name]
        if used:
            lines.append("│ imports " + ", ".join(used))
        rooms = list(_rooms(package))
        width = max((len(room.name) for room in rooms), default=0) + 3
        for room in rooms:
            sign = "└─" if room is rooms[-1] else "├─"
            inner = [each.name for each in _rooms(room)]
            within = f" [{', '.join(inner)}]" if inner else ""
            lines.append(f"{sign} {f'{room.name}/'.ljust(width)}{_holds(room)}{within}")
        lines.append("")
    return "\n".join(lines)


def _packages(root: Path) -> list[str]:
    """In the order of the contract that imports point down only; optional ones that there are."""
    told = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = told["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["id"] == "layers")
    names = [layer.strip("()") for layer in layers]
    return [name for name in names if (root / name).is_dir()]


def _rooms(package: Path) -> Iterator[Path]:
    for each in sorted(package.iterdir()):
        if each.name not in LAYERS and (each / "__init__.py").exists():
            yield each


def _holds(package: Path) -> str:
    tree = ast.parse((package / "__init__.py").read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").partition("\n")[0]


def _imported(package: Path) -> set[str]:
    found = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
            elif isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
    return found
