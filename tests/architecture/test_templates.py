"""What the strict Content-Security-Policy and the house rules ask of every template and style."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((STATIC / "css").rglob("*.css"))
SYMBOLS = set(re.findall(r'<symbol id="i-([\w-]+)"', (STATIC / "icons.svg").read_text()))


def findings(files, pattern):
    """`file: text` for each place where the pattern is found."""
    return [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in files
        for match in re.finditer(pattern, path.read_text())
    ]


def test_there_are_templates_and_styles_to_look_at():
    assert len(TEMPLATES) > 20
    assert len(STYLES) > 10
    assert len(SYMBOLS) > 30


def test_no_script_stands_in_a_page():
    assert findings(TEMPLATES, r"<script(?![^>]*\bsrc=)[^>]*>") == []
    assert findings(TEMPLATES, r"""(?<=\s)on[a-z]+\s*=\s*["']""") == []
    assert findings(TEMPLATES, r"(?i)javascript:") == []


def test_no_style_stands_in_a_page():
    assert findings(TEMPLATES, r"(?<=\s)style\s*=") == []
    assert findings(TEMPLATES, r"<style\b") == []


def test_nothing_is_fetched_from_elsewhere():
    outside = r"""(?:src|href)\s*=\s*["'](?:https?:)?//[^"']*\.(?:js|css|woff2?|svg|png)"""
    assert findings(TEMPLATES, outside) == []
    assert findings(STYLES, r"url\(\s*[\"']?(?:data:|https?:|//)[^)]*\)|@import[^;]*") == []


def test_every_icon_stands_in_the_sprite():
    asked = {
        (path.relative_to(ROOT), name)
        for path in TEMPLATES
        for name in re.findall(r"""\{%\s*icon ["']([\w-]+)["']""", path.read_text())
    }
    assert asked
    assert sorted(f"{path}: {name}" for path, name in asked if name not in SYMBOLS) == []


def test_every_static_file_that_is_named_is_there():
    named = {
        name
        for path in TEMPLATES
        for name in re.findall(r"""\{%\s*static ["']([^"']+)["']""", path.read_text())
    }
    assert named
    assert sorted(name for name in named if not (STATIC / name).is_file()) == []


def test_every_style_sheet_is_linked():
    # By the frame of every page, or by the pages that alone need it.
    linked = "".join(path.read_text() for path in TEMPLATES)
    missing = [p for p in STYLES if f"'{p.relative_to(STATIC).as_posix()}'" not in linked]
    assert missing == []


def test_every_component_says_what_it_takes():
    components = [path for path in TEMPLATES if path.parent.name == "components"]
    assert components
    assert [path.name for path in components if not path.read_text().startswith("{#")] == []


def test_every_form_that_changes_something_carries_its_token():
    forms = re.compile(r"<form\b[^>]*method=[\"']post[\"'].*?</form>", re.DOTALL | re.IGNORECASE)
    bare = [
        f"{path.relative_to(ROOT)}: {form[:60]}"
        for path in TEMPLATES
        for form in forms.findall(path.read_text())
        if "{% csrf_token" not in form + _included(form)
    ]
    assert bare == []


def _included(markup):
    names = re.findall(r"""{% include ["']([^"']+)["']""", markup)
    return "".join((ROOT / "templates" / name).read_text() for name in names)
