"""Issues written down before there was a ``source`` came at their meeting, where they have one."""

from django.db import migrations
from django.db.migrations.state import StateApps


def say_how_they_came(apps: StateApps, _: object) -> None:
    apps.get_model("forum", "Issue").objects.filter(meeting__isnull=False).update(source="meeting")


class Migration(migrations.Migration):
    dependencies = [("forum", "0002_the_forum")]
    operations = [migrations.RunPython(say_how_they_came, migrations.RunPython.noop)]
