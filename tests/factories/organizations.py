"""Official organizations, a few at a time: loading all of them is for the tests of just that."""

from organizations.directory.official import organizations
from organizations.models import Organization


def organization(code):
    """The official organization under this code, with its prefecture."""
    official = organizations()[code]
    found, _ = Organization.objects.get_or_create(
        code=code,
        defaults={
            "kind": official.kind,
            "name": official.name,
            "full_name": official.full_name,
            "kana": official.kana,
            "prefecture": _prefecture(official, code),
            "position": sorted(organizations()).index(code),
        },
    )
    return found


def _prefecture(official, code):
    if not code.isdigit() or official.kind == "prefecture":
        return None
    listed = organizations().items()
    return organization(next(c for c, o in listed if o.name == official.prefecture))
