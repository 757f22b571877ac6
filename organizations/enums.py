"""Kinds of organizations and the size classes that every figure can be split by."""

from __future__ import annotations

from django.db.models import TextChoices


class OrganizationKind(TextChoices):
    """What an organization is. Values of local governments follow local_governments.csv."""

    MINISTRY = "ministry", "府省庁"
    SECRETARIAT = "secretariat", "事務局"
    ASSOCIATION = "association", "全国団体"
    PREFECTURE = "prefecture", "都道府県"
    DESIGNATED_CITY = "designated_city", "指定都市"
    CORE_CITY = "core_city", "中核市"
    CITY = "city", "市"
    SPECIAL_WARD = "special_ward", "特別区"
    TOWN = "town", "町"
    VILLAGE = "village", "村"


MUNICIPALITIES = (
    OrganizationKind.DESIGNATED_CITY,
    OrganizationKind.CORE_CITY,
    OrganizationKind.CITY,
    OrganizationKind.SPECIAL_WARD,
    OrganizationKind.TOWN,
    OrganizationKind.VILLAGE,
)
TOWNS_AND_VILLAGES = (OrganizationKind.TOWN, OrganizationKind.VILLAGE)
"""町村: most local governments, and those that an average hides first."""
LOCAL_GOVERNMENTS = (OrganizationKind.PREFECTURE, *MUNICIPALITIES)
NATIONAL = (OrganizationKind.MINISTRY, OrganizationKind.SECRETARIAT)
