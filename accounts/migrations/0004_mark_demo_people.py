"""People whom a demonstration made are marked: where demo is off they cannot come in any more.

They are known by sign-in name and displayed name together, or by the password that demonstrations
print; a real official who happens to be called `digital` has neither.
"""

from django.contrib.auth.hashers import check_password
from django.db import migrations

PASSWORD = "ronten-demo-2024"
PEOPLE = {
    "jimukyoku": "事務局 花子",
    "koseiin": "構成員 一郎",
    "digital": "府省 次郎",
    "soumu": "府省 三郎",
    "misato": "町役場 四季子",
    "ichinomiya": "市役所 五月",
    "mihon": "見本の担当者（架空）",
}


def mark(apps, schema_editor):
    users = apps.get_model("accounts", "User").objects.filter(username__in=PEOPLE)
    for user in users:
        if user.display_name == PEOPLE[user.username] or check_password(PASSWORD, user.password):
            user.demo = True
            user.save(update_fields=("demo",))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_access_record")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop, elidable=True)]
