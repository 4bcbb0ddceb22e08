from datetime import date


class DayConverter:
    """A calendar day in an address: 2026-06-12. One that does not exist is a page that does not exist."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()
