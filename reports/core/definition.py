"""What one number means, in words that fit on a small card."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Definition:
    """`title` and `text` may hold %(days)s, the days to judge a lead by."""

    title: str
    text: str

    def filled(self, *, days: int) -> "Definition":
        return Definition(str(self.title) % {"days": days}, str(self.text) % {"days": days})
