"""`newbelongings add-lead`: the first person of a council, who can then invite the others."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse

from newbelongings.domain.accounts.actions import INVITATION_DAYS, invite_person
from newbelongings.domain.kernel.permissions import Role
from newbelongings.jobs.council import council_scope


class Command(BaseCommand):
    help = "Invite a council's programme lead, and print the link with which they choose their password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--authority", required=True, metavar="CODE", help="the council's three-digit code")
        parser.add_argument("--email", required=True, help="their email address")
        parser.add_argument("--name", required=True, help="their name")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(f"{options['email']} is not an email address: give another after --email.") from error
        path = reverse("accept_invitation", args=["TOKEN"]).replace("TOKEN", "{token}")
        link = invite_person(
            council_scope(options["authority"]),
            email=options["email"],
            name=options["name"],
            role=Role.LEAD,
            address=settings.PUBLIC_ADDRESS.rstrip("/") + path,
        )[1]
        self.stdout.write(f"Give {options['name']} this link. It works once, for {INVITATION_DAYS} days:\n{link}")
