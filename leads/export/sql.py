"""How cells are written in SQL: the pieces that queries of columns are made of. `%(zone)s` and `%(decimals)s` are of the business."""


def moment(at: str) -> str:
    """Day and time in the zone asked for, to the second, as every spreadsheet reads them."""
    return f"date_trunc('second', {at} AT TIME ZONE %(zone)s)::text"


def amount(value: str) -> str:
    return f"round({value}, %(decimals)s)::text"


def flag(condition: str) -> str:
    return f"CASE WHEN {condition} THEN 'True' ELSE 'False' END"


def user(alias: str) -> str:
    return f"coalesce(nullif({alias}.name, ''), {alias}.email)"


def escaped(text: str) -> str:
    """A text as it may stand in a list, see `leads.export.cells`."""
    plain = f"replace(replace(replace(replace({text}, '\\', '\\\\'), ';', '\\;'), '|', '\\/'), chr(13), '\\r')"
    return rf"CASE WHEN {text} ~ '[\\;|\n\r]' THEN replace({plain}, chr(10), '\n') ELSE {text} END"


def items(*parts: str, order: str) -> str:
    """An aggregate: the list of what these parts are in each row. A part is SQL of a text; its NULL is empty."""
    joined = " || ' | ' || ".join(f"coalesce({part}, '')" for part in parts)
    return f"string_agg(rtrim({joined}, ' |'), '; ' ORDER BY {order})"


def array_items(array: str) -> str:
    """The list of an array of texts. Most are empty, and then nothing is read."""
    return f"CASE WHEN cardinality({array}) > 0 THEN (SELECT string_agg({escaped('one')}, '; ') FROM unnest({array}) one) END"  # noqa: S608 - ours
