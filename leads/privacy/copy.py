"""Everything we hold about a person, as one file: JSON for programs, HTML for people, and the files that came with their mail."""

import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.copying import stored_fields
from accounts.models import Business
from leads.privacy.held import MAIL_FILES, Held, Person, everything

HIDDEN = {"Contact.sort_name", "Contact.company_key", "ContactPhone.digits", "ContactEmail.key", "Message.key", "Sale.key", "Refund.key"}
"""Written only so that rows are found; they say again what stands beside them, or nothing."""


@dataclass(frozen=True)
class Section:
    """Rows of one kind. `rows`: by name, as stored; `shown`: label and value in words."""

    name: str
    label: str
    rows: list[dict[str, Any]]
    shown: list[list[tuple[str, str]]]


def sections(person: Person) -> list[Section]:
    """Those with rows. A query each."""
    made: dict[str, Section] = {}
    for each, rows in everything(person):
        section = made.setdefault(each.model._meta.label_lower, _empty_section(each))
        for row in rows.select_related(*(field.name for field in _fields(each.model) if field.is_relation)):
            section.rows.append({field.name: _value(row, field) for field in _fields(each.model)})
            section.shown.append([(label, text) for label, text in _words(row) if text])
    return [section for section in made.values() if section.rows]


def archive(person: Person, *, business: Business) -> bytes:
    """A zip of `person.json`, `person.html` and the folder `files`."""
    parts, buffer = sections(person), io.BytesIO()
    about = {"business": business.name, "made": timezone.now().isoformat(), "person": str(person.contact)}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        rows = about | {section.name: section.rows for section in parts}
        file.writestr("person.json", json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        context = {"person": person.contact, "sections": parts, "business": business, "made": timezone.now()}
        file.writestr("person.html", render_to_string("leads/privacy/copy.html", context))
        for mail_file in MAIL_FILES.rows(person).exclude(content=None).select_related("content"):
            file.writestr(f"files/{mail_file.pk}-{_file_name(mail_file.name)}", bytes(mail_file.content.data))
    return buffer.getvalue()


def _empty_section(each: Held) -> Section:
    return Section(each.model._meta.label_lower, each.label.capitalize(), [], [])


def _fields(model: type[Model]) -> list[Field]:
    return [field for field in stored_fields(model) if f"{model.__name__}.{field.name}" not in HIDDEN]


def _label(field: Field) -> str:
    return str(field.verbose_name).capitalize()


def _value(row: Model, field: Field) -> Any:
    """As stored; another row by its name, since a number of ours says nothing to anybody."""
    value = getattr(row, field.attname)
    if field.is_relation and value is not None:
        return str(getattr(row, field.name))
    return value


def _words(row: Model) -> list[tuple[str, str]]:
    return [(_label(field), _text(row, field)) for field in _fields(type(row)) if not field.primary_key]


def _text(row: Model, field: Field) -> str:
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    value = _value(row, field)
    if value in (None, "", {}, [], False):
        return ""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {each}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if value is True:
        return _("yes")
    return formats.localize(timezone.localtime(value) if hasattr(value, "tzinfo") and value.tzinfo else value)


def _file_name(name: str) -> str:
    """One that no program takes for a path."""
    return "".join(letter if letter.isalnum() or letter in " .-_" else "_" for letter in name).strip(". ") or "file"
