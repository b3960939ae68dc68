# Prints the issues of the project with this id as JSON: what Bugsink's database says of each, and the pages it shows its people.
import json
import os
import sys

import django

django.setup()

from django.contrib.auth import get_user_model
from django.test import Client
from issues.models import Issue

client = Client()
client.force_login(get_user_model().objects.get(username="reader"))


def page(issue, tail):
    answer = client.get(f"/issues/issue/{issue.id}/{tail}")
    return answer.content.decode() if answer.status_code == 200 else f"status {answer.status_code}"


def described(issue):
    event = issue.event_set.order_by("digest_order").last()
    return {
        "title": issue.title(),
        "count": issue.digested_event_count,
        "transaction": issue.transaction,
        "function": issue.last_frame_function,
        "file": os.path.basename(issue.last_frame_filename),
        "level": event.level,
        "release": event.release,
        "environment": event.environment,
        "tags": {each.value.key.key: each.value.value for each in event.tags.all()},
        "pages": {name: page(issue, tail) for name, tail in {
            "stack": "event/last/",
            "breadcrumbs": "event/last/breadcrumbs/",
            "details": "event/last/details/",
        }.items()},
    }


print(json.dumps([described(each) for each in Issue.objects.filter(project_id=int(sys.argv[1])).order_by("digest_order")]))
