# Makes the databases, a project for each name given and somebody who may look; prints the projects' ids and keys as JSON.
import json
import os
import sys

import django

os.makedirs(os.environ["BUGSINK_FOLDER"], exist_ok=True)
django.setup()

from django.contrib.auth import get_user_model
from django.core.management import call_command
from projects.models import Project
from teams.models import Team

for database in ("default", "snappea"):
    call_command("migrate", database=database, verbosity=0)
get_user_model().objects.create_superuser(username="reader", email="reader@example.com", password="x")
team = Team.objects.create(name="team")
projects = {name: Project.objects.create(name=name, team=team) for name in sys.argv[1:]}
print(json.dumps({name: {"id": each.id, "key": each.sentry_key.hex} for name, each in projects.items()}))
