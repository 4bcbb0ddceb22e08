"""Which pairs of contacts are worth comparing: those with a key in common. In SQL.

All pairs of a hundred thousand contacts are five thousand million. A key is a number, an address, a part of an address, a street, a firm, a
town with the sound or the beginning of a name. Where many have one key (a switchboard, a common name in a big town) each is compared with
the next ones in the order of their names only: the work grows with the contacts and not with their square.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from leads.duplicates.scoring import Person

BLOCK = 2000
"""Pairs that are read at once."""

ALIKE, ALIKE_EMAIL = 0.3, 0.5
"""Shares of trigrams in common. Below them two are compared only where they share a number, an address or a street."""

PEOPLE = """
CREATE TEMP TABLE duplicates_people ON COMMIT DROP AS
SELECT c.id, c.name, c.company, c.sort_name, c.company_key, c.street, c.postcode, c.town,
       lower(regexp_replace(c.town, '[^[:alnum:]]', '', 'g')) AS town_key,
       lower(regexp_replace(c.street, '[^[:alnum:]]', '', 'g')) AS street_key,
       lower(regexp_replace(c.postcode, '[^[:alnum:]]', '', 'g')) AS postcode_key,
       ARRAY(SELECT DISTINCT p.e164 || '/' || p.extension FROM leads_contactphone p WHERE p.contact_id = c.id AND p.e164 <> '') AS phones,
       ARRAY(SELECT DISTINCT e.key FROM leads_contactemail e WHERE e.contact_id = c.id AND e.key <> '') AS emails
FROM leads_contact c WHERE c.merged_into_id IS NULL AND c.withdrawn_at IS NULL
"""
WORDS = """
CREATE TEMP TABLE duplicates_words ON COMMIT DROP AS
SELECT p.id, w.word,
       left(w.word, 1) || regexp_replace(regexp_replace(substr(w.word, 2), '[aeiouyhw]', '', 'g'), '(.)\\1', '\\1', 'g') AS sound
FROM duplicates_people p, unnest(string_to_array(p.sort_name, ' ')) AS w(word) WHERE length(w.word) > 2
"""
STRONG, WEAK = 6, 3
"""With how many that follow each is compared: where the key says much, and where it says little."""

KEYS = """
CREATE TEMP TABLE duplicates_keys ON COMMIT DROP AS
SELECT hashtextextended(key, 0) AS key, id, place, width FROM (
    SELECT 'p' || way AS key, id, sort_name AS place, %(strong)s AS width FROM duplicates_people, unnest(phones) way
    UNION ALL SELECT 'e' || way, id, sort_name, %(strong)s FROM duplicates_people, unnest(emails) way
    UNION ALL SELECT 'l' || split_part(way, '@', 1), id, way, %(weak)s FROM duplicates_people, unnest(emails) way
    UNION ALL SELECT 'm' || left(way, 3) || '@' || left(split_part(way, '@', 2), 3), id, way, %(weak)s
              FROM duplicates_people, unnest(emails) way
    UNION ALL SELECT 'M' || left(way, 3) || '@' || right(split_part(way, '@', 2), 8), id, way, %(weak)s
              FROM duplicates_people, unnest(emails) way
    UNION ALL SELECT 'k' || right(split_part(way, '@', 1), 4) || '@' || left(split_part(way, '@', 2), 4), id, reverse(way), %(weak)s
              FROM duplicates_people, unnest(emails) way
    UNION ALL SELECT 's' || street_key || '/' || postcode_key, id, sort_name, %(strong)s FROM duplicates_people WHERE street_key <> ''
    UNION ALL SELECT 'S' || street_key, id, sort_name, %(strong)s FROM duplicates_people WHERE street_key <> ''
    UNION ALL SELECT 'c' || company_key, id, sort_name, %(strong)s FROM duplicates_people WHERE company_key <> ''
    UNION ALL SELECT 'w' || (SELECT string_agg(word, ' ' ORDER BY word) FROM unnest(string_to_array(sort_name, ' ')) word), id, town_key,
                     %(strong)s FROM duplicates_people WHERE sort_name <> ''
    UNION ALL SELECT 'x' || sound || '/' || left(other, 1), id, town_key || sort_name, %(weak)s
              FROM duplicates_people JOIN duplicates_words USING (id), unnest(string_to_array(sort_name, ' ')) AS o(other)
              WHERE other <> word
    UNION ALL SELECT 't' || left(town_key, 1) || right(town_key, 1) || '/' || sound, id, sort_name, %(weak)s
              FROM duplicates_people JOIN duplicates_words USING (id) WHERE town_key <> ''
    UNION ALL SELECT 'z' || postcode_key || '/' || left(word, 2), id, sort_name, %(weak)s
              FROM duplicates_people JOIN duplicates_words USING (id) WHERE postcode_key <> ''
) every
"""
PAIRS = f"""
CREATE TEMP TABLE duplicates_pairs ON COMMIT DROP AS
SELECT DISTINCT least(id, other) AS earlier, greatest(id, other) AS later
FROM (SELECT {", ".join(f"lead(id, {n}) OVER inside AS next{n}" for n in range(1, STRONG + 1))}, id, width
      FROM duplicates_keys WINDOW inside AS (PARTITION BY key ORDER BY place, id)) ordered,
     LATERAL (VALUES {", ".join(f"({n}, next{n})" for n in range(1, STRONG + 1))}) beside(n, other)
WHERE other <> id AND n <= width
"""  # noqa: S608
COLUMNS = ("name", "company", "phones", "emails", "street", "postcode", "town")
COMPARED = f"""
SELECT {", ".join(f"{side}.{name}" for side in ("a", "b") for name in ("id", *COLUMNS))}
FROM duplicates_pairs JOIN duplicates_people a ON a.id = earlier JOIN duplicates_people b ON b.id = later
WHERE a.sort_name = '' OR b.sort_name = '' OR similarity(a.sort_name, b.sort_name) > {ALIKE}
   OR a.street_key <> '' AND a.street_key = b.street_key OR a.phones && b.phones OR a.emails && b.emails
   OR similarity(a.emails[1], b.emails[1]) > {ALIKE_EMAIL}
"""  # noqa: S608
COUNTED = """
SELECT 'people', '', count(*) FROM duplicates_people
UNION ALL SELECT 'word', word, count(DISTINCT id) FROM duplicates_people, unnest(string_to_array(sort_name, ' ')) word
          WHERE word <> '' GROUP BY word
UNION ALL SELECT 'town', town, count(*) FROM duplicates_people WHERE town <> '' GROUP BY town
"""


@contextmanager
def candidates() -> Iterator[None]:
    """The tables of pairs, for as long as the block runs."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '16MB'")
        for statement in (PEOPLE, WORDS, KEYS, PAIRS):
            cursor.execute(statement, {"strong": STRONG, "weak": WEAK} if statement is KEYS else None)
        cursor.execute("ANALYZE duplicates_people, duplicates_pairs")
        yield
        cursor.execute("DROP TABLE duplicates_pairs, duplicates_keys, duplicates_words, duplicates_people")


def compared() -> Iterator[tuple[int, Person, int, Person]]:
    """Each pair with what is compared of both, read in blocks: the memory it takes does not grow. Inside `candidates`."""
    width = len(COLUMNS) + 1
    with connection.chunked_cursor() as cursor:
        cursor.itersize = BLOCK
        cursor.execute(COMPARED)
        while rows := cursor.fetchmany(BLOCK):
            for row in rows:
                yield row[0], _person(row[1:width]), row[width], _person(row[width + 1 :])


def counted() -> list[tuple[str, str, int]]:
    """(people, word or town; which; how many contacts). Inside `candidates`."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        return cursor.fetchall()


def _person(columns: tuple) -> Person:
    name, company, phones, emails, *address = columns
    return Person(name, company, tuple(phones), tuple(emails), *address)
