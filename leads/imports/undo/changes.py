"""What a file changed of leads and people that were here before it: what goes back to what it was, and what stays since somebody
changed the same thing again. Rows that belong together (a deal and its sale) go back together or stay together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from psycopg2.sql import SQL, Composable

from leads.imports.undo.children import CONTACT, EMAIL, LEAD, PHONE, TOUCH, Child, registry
from leads.imports.undo.history import Change, Tracked, execute, fetch, ids_of
from leads.models import Import

# `{lead}`: SQL of a lead's id. It was here before the file.
WAS_HERE = SQL("""
NOT EXISTS (SELECT FROM leads_importedlead link WHERE link.lead_id = {lead} AND link.file_id = %(file)s)
AND NOT EXISTS (SELECT FROM leads_leadevent made WHERE made.pgh_obj_id = {lead} AND made.pgh_label = 'insert'
                AND made.pgh_context_id = ANY(%(contexts)s::uuid[]))
""")
PERSON_WAS_HERE = SQL("""
NOT EXISTS (SELECT FROM leads_contactevent made WHERE made.pgh_obj_id = {contact} AND made.pgh_label = 'insert'
            AND made.pgh_context_id = ANY(%(contexts)s::uuid[]))
AND {contact} <> ALL(%(kept_people)s::bigint[])
""")
HELD = SQL("""
SELECT DISTINCT {lead} FROM {table} t JOIN ({last}) e ON e.pgh_obj_id = t.id
WHERE {made} AND {was_here} AND {now} IS DISTINCT FROM {then}
""")
HELD_BY_USE = SQL("SELECT DISTINCT {lead} FROM {table} t JOIN {use} used ON used.{column} = t.id WHERE {made} AND {was_here}")
DELETED = SQL("DELETE FROM {table} t WHERE {made} AND {was_here} AND {lead} <> ALL(%(held)s::uuid[])")
COUNTED = SQL("SELECT {lead} FROM {table} t WHERE {made} AND {was_here} AND {lead} <> ALL(%(held)s::uuid[])")
GOING = SQL("SELECT t.id FROM {table} t WHERE {made} AND {was_here} AND {lead} <> ALL(%(held)s::uuid[])")
EVERY = SQL("TRUE")
WAYS = SQL("FROM {table} t WHERE t.id IN ({inserted}) AND {was_here}")

TOUCHES = SQL("FROM leads_touch t WHERE t.id IN ({inserted}) AND {was_here}").format(
    inserted=TOUCH.written("insert"), was_here=WAS_HERE.format(lead=SQL("t.lead_id"))
)


@dataclass
class Changes:
    """Of one file. `kept_people`: contacts of leads it made that stay: what it wrote about those people stays with them.

    `only`: the children that are looked at; by default all.
    """

    file: Import
    kept_people: list[int] = field(default_factory=list)
    children: Iterable[Child] | None = None
    _of_children: dict[type, list[Change]] = field(default_factory=dict)

    @property
    def leaves_nothing(self) -> bool:
        """Nothing was changed by somebody since."""
        changes = [*self.of_leads, *self.of_people, *(change for child in self.looked_at for change in self.of_child(child))]
        return not self.held and not any(change.stays for change in changes)

    @property
    def params(self) -> dict[str, Any]:
        return {"file": self.file.pk, "contexts": self.file.contexts, "kept_people": self.kept_people}

    @cached_property
    def looked_at(self) -> list[Child]:
        return list(registry.children if self.children is None else self.children)

    @cached_property
    def held(self) -> list[UUID]:
        """Leads of whose deals somebody touched what the file did to them since: all of it stays."""
        held = {pk for child in self.looked_at for query in _held(child) for pk in ids_of(query, self.params)}
        for child in self.looked_at:
            rows = [each.pk for each in self._changes(child) if set(each.stays) & set(child.holding)]
            if rows:
                lead = SQL("SELECT {lead} FROM {table} t WHERE t.id = ANY(%(rows)s::{key}[])").format(
                    lead=child.lead, key=child.tracked.key, **child.tracked.names
                )
                held |= set(ids_of(lead, {"rows": rows}))
        return list(held)

    @cached_property
    def of_leads(self) -> list[Change]:
        """The state follows the deals: where these stay, it does."""
        changes = LEAD.changes(only=WAS_HERE.format(lead=SQL("t.id")), **self.params)
        held = set(self.held)
        for change in changes:
            if change.pk in held:
                change.puts[:] = [each for each in change.puts if each != "state"]
        return [each for each in changes if each.puts or each.stays]

    @cached_property
    def of_people(self) -> list[Change]:
        return CONTACT.changes(only=PERSON_WAS_HERE.format(contact=SQL("t.id")), **self.params)

    def of_child(self, child: Child) -> list[Change]:
        """Without those of leads that are held."""
        model = child.tracked.model
        if model not in self._of_children:
            also = SQL("{lead} <> ALL(%(held)s::uuid[])").format(lead=child.lead)
            self._of_children[model] = self._changes(child, also, held=self.held)
        return self._of_children[model]

    def _changes(self, child: Child, also: Composable = EVERY, **params: Any) -> list[Change]:
        if not child.tracked.groups:
            return []
        only = SQL("{was_here} AND {also}").format(was_here=WAS_HERE.format(lead=child.lead), also=also)
        return child.tracked.changes(only=only, **self.params, **params)

    def leads_with_rows(self, child: Child) -> list[UUID]:
        """The leads, one a row, of rows of a child that the file made and that go."""
        return ids_of(COUNTED.format(**_names(child)), self.params | {"held": self.held})

    @cached_property
    def touched(self) -> list[UUID]:
        return ids_of(SQL("SELECT t.lead_id ") + TOUCHES, self.params)

    @cached_property
    def ways(self) -> list[tuple[int, str, str]]:
        """(contact, phones or emails, number or address) that the file added."""
        return [(contact, name, text) for name, way, column in WAY_COLUMNS for contact, text in self._rows(way, column)]

    def _rows(self, way: Tracked, column: str) -> list[tuple]:
        query = SQL("SELECT t.contact_id, t.{column} ").format(column=SQL(column)) + _of_ways(way)
        return fetch(query, self.params)

    @property
    def count(self) -> int:
        """How many things go back."""
        rows = sum(len(self.leads_with_rows(child)) for child in self.looked_at if child.of_rows is None)
        fields = [*self.of_leads, *self.of_people, *(change for child in self.looked_at for change in self.of_child(child))]
        return rows + sum(len(each.puts) for each in fields) + len(self.touched) + len(self.ways)

    def delete(self) -> None:
        """The rows that the file made on what was here before. Those that hang on others first."""
        for child in self.looked_at:
            if child.going:
                child.going(ids_of(GOING.format(**_names(child)), self.params | {"held": self.held}))
        for child in reversed(self.looked_at):
            execute(DELETED.format(**_names(child)), self.params | {"held": self.held})
        execute(SQL("DELETE ") + TOUCHES, self.params)
        for way in (PHONE, EMAIL):
            execute(SQL("DELETE ") + _of_ways(way), self.params)

    def insert(self) -> None:
        """Numbers and addresses that the file took away."""
        for way in (PHONE, EMAIL):
            way.insert_again(only=PERSON_WAS_HERE.format(contact=SQL("t.contact_id")), **self.params)


WAY_COLUMNS = (("phones", PHONE, "as_typed"), ("emails", EMAIL, "address"))


def _of_ways(way: Tracked) -> Composable:
    was_here = PERSON_WAS_HERE.format(contact=SQL("t.contact_id"))
    return WAYS.format(table=way.names["table"], inserted=way.written("insert"), was_here=was_here)


def _names(child: Child) -> dict[str, Composable]:
    names = {"table": child.tracked.names["table"], "lead": child.lead, "made": child.made}
    return names | {"was_here": WAS_HERE.format(lead=child.lead)}


def _held(child: Child) -> list[Composable]:
    """Queries of leads: a row of the child that the file made is not as it left it, or others hang something on it."""
    queries = []
    if child.of_rows is None:
        tracked = child.tracked
        queries.append(HELD.format(last=tracked.last(), now=tracked.row("t"), then=tracked.row("e"), **_names(child)))
    for table, column in child.uses:
        queries.append(HELD_BY_USE.format(use=SQL(table), column=SQL(column), **_names(child)))
    return queries
