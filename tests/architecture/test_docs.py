"""The docs hold to the code: links resolve, the READMEs agree, no command or model is left out."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from coordination.api_urls import router
from issues.filters.commitments import CommitmentFilters
from issues.filters.local_requests import LocalRequestFilters
from issues.filters.organizations import OrganizationFilters

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
OURS = {"accounts", "coordination", "issues", "meetings", "organizations", "workflow"}
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PATH = re.compile(r"`((?:[\w.-]+/)+(?:[\w.-]+\.\w+)?)`")
PACKAGES = (*OURS, "japan", "templates", "static", "samples", "tests", "docs")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def prose(path):
    """The text without its code blocks and comments."""
    return FENCE.sub("", path.read_text(encoding="utf-8"))


def headings(text):
    return re.findall(r"^(#+) (.+)$", FENCE.sub("", text), re.MULTILINE)


def anchors(path):
    """The fragments that a heading can be reached by, made as code hosts make them."""
    words = (heading.lower() for _, heading in headings(path.read_text(encoding="utf-8")))
    return {re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", each)) for each in words}


def models():
    return sorted(model.__name__ for model in apps.get_models() if model._meta.app_label in OURS)


def commands():
    return sorted(name for name, app in get_commands().items() if app in OURS)


def test_there_are_docs_models_and_commands_to_look_at():
    assert len(DOCS) > 20
    assert len(models()) > 15
    assert len(commands()) > 4


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(path):
    lost = []
    for target in LINK.findall(prose(path)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, fragment = unquote(target).partition("#")
        there = (path.parent / name).resolve() if name else path
        if not there.exists() or (fragment and fragment not in anchors(there)):
            lost.append(target)

    assert lost == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_of_the_project_that_is_named_exists(path):
    named = {name for name in PATH.findall(prose(path)) if name.split("/")[0] in PACKAGES}

    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_every_page_of_the_docs_can_be_reached_from_the_readme():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        for target in LINK.findall(prose(page)):
            there = (page.parent / unquote(target).partition("#")[0]).resolve()
            if there.suffix == ".md" and there.exists() and there not in reached:
                waiting.append(there)

    assert [str(path.relative_to(ROOT)) for path in DOCS if path not in reached] == []


def test_the_two_readmes_have_the_same_sections():
    english, japanese = headings(read("README.md")), headings(read("README.ja.md"))

    assert [marks for marks, _ in english] == [marks for marks, _ in japanese]


def test_the_two_readmes_show_the_same_commands():
    assert FENCE.findall(read("README.md")) == FENCE.findall(read("README.ja.md"))
    assert FENCE.findall(read("README.md")) != []


def test_the_two_readmes_have_tables_of_the_same_size():
    rows = [
        [line.count("|") for line in read(name).splitlines() if line.startswith("|")]
        for name in ("README.md", "README.ja.md")
    ]

    assert rows[0] == rows[1]


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_every_command_of_ours_stands_in_the_readme(readme):
    table = set(re.findall(r"^\| `(\w+)", read(readme), re.MULTILINE))

    assert [name for name in commands() if name not in table] == []


def test_every_make_target_that_the_docs_name_exists():
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    named = {
        name
        for path in DOCS
        for name in re.findall(r"(?:^|`)(?:\w+=\S+ )?make ([a-z]+)", path.read_text(), re.MULTILINE)
    }

    assert named - targets == set()
    assert named != set()


def test_every_model_stands_in_the_glossary():
    glossary = set(re.findall(r"`(\w+)`", read("docs/glossary.md")))

    assert [name for name in models() if name not in glossary] == []


def test_every_address_in_the_glossary_leads_to_a_page():
    addresses = re.findall(r"`(/[\w/-]*/)", read("docs/glossary.md"))
    lost = []
    for address in addresses:
        try:
            resolve(address)
        except Resolver404:
            lost.append(address)

    assert lost == []
    assert len(addresses) > 10


def test_every_address_of_the_api_stands_in_its_docs_and_the_other_way_round():
    kept = {f"/api/{prefix}/" for prefix, _, _ in router.registry}
    named = set(re.findall(r"`(/api/[a-z]+/)`", read("docs/api.md")))

    assert named - {"/api/schema/"} == kept


def test_every_condition_of_the_lists_stands_in_the_docs_of_the_api():
    sets = (LocalRequestFilters, CommitmentFilters, OrganizationFilters)
    kept = {name for each in sets for name in each.base_filters}
    section = read("docs/api.md").split("## Filters")[1].split("\n## ")[0]

    assert sorted(name for name in kept if f"`{name}`" not in section) == []


def test_every_message_in_the_docs_of_minutes_is_one_that_the_program_gives():
    code = "".join(path.read_text() for path in (ROOT / "meetings").rglob("*.py"))
    code = re.sub(r'"\s*\n\s*f?"', "", code)  # a sentence that goes on in the next line
    section = read("docs/minutes.md").split("## 読み取れないとき")[1].split("\n## ")[0]
    cells = re.findall(r"^\| ([^|]+) \|", section, re.MULTILINE)[1:]
    messages = [message for cell in cells for message in cell.split("／")]
    told = {part for message in messages for part in re.split("[…「」]", message) if part}

    assert sorted(part for part in told if part not in code) == []
    assert len(messages) > 15


def test_every_library_is_named_in_the_decision_about_them():
    required = re.findall(r"^([\w-]+)(?:\[|==)", read("requirements.txt"), re.MULTILINE)
    decision = read("docs/decisions/0001-django-and-libraries.md")
    named = set(re.findall(r"[\w-]+", decision.split("|---|\n")[1]))

    assert [name for name in required if name not in named] == []
    assert len(required) > 15


def test_every_decision_has_a_context_a_decision_and_consequences():
    decisions = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    parts = {
        path.name: [words for marks, words in headings(path.read_text()) if marks == "##"]
        for path in decisions
    }

    assert parts == {name: ["Context", "Decision", "Consequences"] for name in parts}
    assert [int(name[:4]) for name in parts] == list(range(1, len(parts) + 1))
