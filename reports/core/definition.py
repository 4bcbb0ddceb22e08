"""What one number means, in words that fit on a small card."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Definition:
    """`title` and `text` may hold %(days)s, the days to judge a lead by. `is_money`: only for those who may see money."""

    title: str
    text: str
    is_money: bool = False

    def filled(self, *, days: int) -> "Definition":
        return Definition(str(self.title) % {"days": days}, str(self.text) % {"days": days}, self.is_money)
