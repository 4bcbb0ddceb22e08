"""Filled columns of a file that are not taken, and why: nothing is dropped in silence."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leads.imports.columns import fitting
from leads.imports.columns.own import is_own_export
from leads.imports.columns.recognition import Guess, Recognition, recognise
from leads.imports.fields import DATE, FIELDS
from leads.imports.kinds import kinds
from leads.imports.plan import Plan
from leads.imports.questions.survey import surveyed
from leads.imports.table import Table
from leads.models.contact import ADDRESS


@dataclass(frozen=True)
class UnusedColumn:
    """`cells`: how many of it are filled. `reason` follows the name of the column and a colon."""

    column: str
    cells: int
    reason: str


def unused_columns(table: Table, plan: Plan) -> list[UnusedColumn]:
    """In the order of the file; empty columns are none."""
    unused = [header for header in table.headers if header not in plan.columns]
    filled = surveyed(table, plan).filled
    reasons = reasons_of(table, (header for header in unused if filled[header]), plan) if any(filled.values()) else {}
    return [UnusedColumn(header, filled[header], reasons[header]) for header in unused if filled[header]]


def reasons_of(table: Table, headers: Iterable[str], plan: Plan) -> dict[str, str]:
    """Why each of these columns is none of the chosen."""
    recognition = recognise(table, kind=plan.kind)
    columns = plan.columns or recognition.columns
    return {header: _reason(table, header, columns, recognition, fields=kinds[plan.kind].fields) for header in headers}


def _reason(table: Table, header: str, columns: dict[str, str], recognition: Recognition, *, fields: tuple[str, ...]) -> str:
    if header in recognition.columns:
        return _("left out")
    guess, other = recognition.guesses.get(header), recognition.others.get(header)
    if guess and guess.field in fields:
        return _about(guess, table.sample(header), columns)
    if other and (other in recognition.of_layout(header) or fitting.are_of_persons(table.sample(header))):
        return str(other.reason)
    return _("worked out here") if is_own_export(table.headers) else _("not recognised")


def _about(guess: Guess, cells: list[str], columns: dict[str, str]) -> str:
    """Of a column that could have been a field: it does not fit, or another column is that field."""
    label = FIELDS[guess.field].label
    if FIELDS[guess.field].kind == DATE and not fitting.are_dates(cells):
        unread = sum(not fitting.is_date(cell) for cell in cells)
        words = {"unread": number_format(unread), "cells": number_format(len(cells))}
        one, many = "%(unread)s of %(cells)s cell is no date I can read", "%(unread)s of %(cells)s cells are no dates I can read"
        return ngettext(one, many, len(cells)) % words
    taken = [header for header, name in columns.items() if name == guess.field]
    if guess.field in ADDRESS and (not taken or FIELDS[guess.field].many):
        return _("another address is taken")
    if taken and not FIELDS[guess.field].many:
        return _("“%(column)s” is %(field)s") % {"column": taken[0], "field": label}
    return _("what stands in it does not look like “%(field)s”") % {"field": label}
