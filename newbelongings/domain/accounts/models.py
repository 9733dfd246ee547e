"""People who sign in, what they are to each council, and the invitations that brought them."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from newbelongings.domain.authorities.models import Authority, Programme
from newbelongings.domain.kernel.permissions import ROLES, Role

SIGN_IN_ROLES = [(role.value, card.name) for role, card in ROLES.items() if role not in (Role.PUBLIC, Role.SYSTEM)]


class PersonManager(BaseUserManager["Person"]):
    """Makes people; emails are kept in lower case so that one address is one person."""

    def create_user(self, email: str, name: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=email.strip().lower(), name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with an account: staff, a board member, a critical friend. Signs in by email."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """What one person is to one authority, or (programme team only) to a programme."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    authority = models.ForeignKey(Authority, null=True, on_delete=models.PROTECT, related_name="memberships")
    programme = models.ForeignKey(Programme, null=True, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=SIGN_IN_ROLES)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "authority"], name="one_role_at_an_authority"),
            models.CheckConstraint(
                condition=Q(role="programme", programme__isnull=False, authority__isnull=True)
                | (~Q(role="programme") & Q(programme__isnull=True, authority__isnull=False)),
                name="programme_team_or_authority",
            ),
        ]


class StaffInvitation(models.Model):
    """A council's invitation to sign in. Only a hash of its token is kept, and it works once."""

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE)
    email = models.EmailField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=SIGN_IN_ROLES)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
