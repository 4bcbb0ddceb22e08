"""The cast of the tests: one person a role, one who holds every role, and a stranger who is nobody here any more."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import Business, User
from accounts.roles import Role


@dataclass(frozen=True)
class Cast:
    staff: User
    sales: User
    owner: User
    admin: User
    everything: User
    stranger: User


def make_business(**changes) -> Business:
    values = {"name": "Alder & Finch", "country": "GB", "time_zone": "Europe/London", "currency": "GBP", "set_up_at": timezone.now()}
    business, _ = Business.objects.update_or_create(only=True, defaults=values | changes)
    return business


def make_cast() -> Cast:
    def person(name: str, *roles: Role, is_active: bool = True) -> User:
        return User.objects.create(email=f"{name.lower()}@example.com", name=name, roles=list(roles), is_active=is_active, password="!")

    return Cast(
        staff=person("Jo", Role.STAFF),
        sales=person("Tom", Role.SALES),
        owner=person("Ruth", Role.OWNER),
        admin=person("Ada", Role.ADMIN),
        everything=person("Max", *Role),
        stranger=person("Stan", *Role, is_active=False),
    )
