"""The ruler under a picture: where it ends and where its marks stand. Pictures are 100 wide."""

from dataclasses import dataclass
from math import ceil, floor, log10

# (end, step) of rulers for shares, so that marks stand at round percentages.
SHARES = ((0.02, 0.01), (0.05, 0.01), (0.1, 0.02), (0.2, 0.05), (0.3, 0.1), (0.4, 0.1), (0.5, 0.1), (0.75, 0.25), (1.0, 0.25))
MOST_MARKS = 5


@dataclass(frozen=True)
class Mark:
    at: str
    value: float


@dataclass(frozen=True)
class Scale:
    """From 0 to `end`, with a labelled mark every `step` and five small ones in between."""

    end: float
    step: float

    @classmethod
    def of_shares(cls, *shares: float | None) -> "Scale":
        """The shortest ruler that holds all these shares, between 0 and 1."""
        most = max((share for share in shares if share is not None), default=0)
        return cls(*next(pair for pair in SHARES if pair[0] >= min(most, 1)))

    @classmethod
    def of_counts(cls, *counts: float) -> "Scale":
        """The shortest ruler with at most five steps of 1, 2 or 5 times a power of ten."""
        most = max(*counts, MOST_MARKS)
        power = 10 ** floor(log10(most / MOST_MARKS))
        step = next(times * power for times in (1, 2, 5, 10) if times * power * MOST_MARKS >= most)
        return cls(ceil(most / step) * step, step)

    @property
    def marks(self) -> list[Mark]:
        count = round(self.end / self.step)
        return [Mark(f"{n * 100 / count:.2f}", n * self.step) for n in range(count + 1)]

    @property
    def small_marks(self) -> list[Mark]:
        count = round(self.end / self.step) * 5
        return [Mark(f"{n * 100 / count:.2f}", n * self.step / 5) for n in range(count + 1) if n % 5]
