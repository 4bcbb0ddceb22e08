"""Rows about people who were erased do not go in again."""

from dataclasses import dataclass
from typing import Self

from leads.imports.rows.drafts import Draft
from leads.models import ErasedKey

Kind = ErasedKey.Kind


@dataclass(frozen=True)
class ErasedPeople:
    """The hashes of what they were known by, by kind; none is the usual case and costs nothing. `system`: whose ids the file holds."""

    digests: dict[str, set[str]]
    system: str

    @classmethod
    def load(cls, *, system: str) -> Self:
        digests: dict[str, set[str]] = {}
        for kind, digest in ErasedKey.objects.exclude(kind=Kind.OPT_OUT).values_list("kind", "digest").iterator():
            digests.setdefault(kind, set()).add(digest)
        return cls(digests, system)

    def concern(self, draft: Draft) -> bool:
        if not self.digests:
            return False
        if draft.external_id and self._have(Kind.EXTERNAL_ID, f"{self.system}\n{draft.external_id}"):
            return True
        return any(self._have(Kind.PHONE if len(way) > 1 else Kind.EMAIL, way[0]) for way in draft.ways)

    def _have(self, kind: str, value: str) -> bool:
        return ErasedKey.digest_of(kind, value) in self.digests.get(kind, ())
