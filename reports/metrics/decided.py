"""Of what was decided, the share that was won. Never called conversion: what is still open is left out."""

from reports.statistics.stats import Interval, wilson


class Decided:
    """For rows that count what was `won` of what was `decided`."""

    decided: int
    won: int

    @property
    def win_rate(self) -> float | None:
        """Won ÷ (won + lost); None where nothing was decided."""
        return self.won / self.decided if self.decided else None

    @property
    def likely(self) -> Interval | None:
        return wilson(self.won, self.decided)
