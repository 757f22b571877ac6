"""Templates without the blanks that lines begin with: they are for whoever reads the source."""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders import app_directories, filesystem

_INDENTED = re.compile(r"\n[ \t]+")
_LONG = re.compile(r"\n{2,}")
PAGES = ".html"


def without_indentation(source: str) -> str:
    """The source as it is read. What a variable holds (a text with lines of its own) is not
    touched, since it is put in later."""
    return _LONG.sub("\n", _INDENTED.sub("\n", source))


class _Tight:
    def get_contents(self, origin: Origin) -> str:
        """The file's text; that of a page without its indentation."""
        source: str = super().get_contents(origin)  # type: ignore[misc]
        name = str(origin.name)
        return without_indentation(source) if name.endswith(PAGES) else source


class FilesystemLoader(_Tight, filesystem.Loader):
    """Django's, for `templates/`."""


class AppLoader(_Tight, app_directories.Loader):
    """Django's, for the templates of packages."""
