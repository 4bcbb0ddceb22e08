"""What came before, of millions, in sixteen bytes each: a set of Python takes eighty."""

from array import array
from collections import Counter

FIRST_SIZE = 1 << 12
FULLEST = 0.6
BITS = (1 << 64) - 1


class Repeats:
    """Counts how often a number was seen, by its last 64 bits. Two of a million that differ count as one in 1 of 30 million files."""

    def __init__(self):
        self.table, self.filled = array("Q", bytes(8 * FIRST_SIZE)), 0
        self.more: Counter[int] = Counter()

    def count(self, number: int) -> int:
        """1: for the first time."""
        key = (number & BITS) or 1
        place = self._place(key)
        if self.table[place] == key:
            self.more[key] += 1
            return self.more[key] + 1
        self.table[place] = key
        self.filled += 1
        if self.filled > len(self.table) * FULLEST:
            self._grow()
        return 1

    def _place(self, key: int) -> int:
        """Where it is, else the next free place."""
        table, last = self.table, len(self.table) - 1
        place = key & last
        while table[place] not in (0, key):
            place = (place + 1) & last
        return place

    def _grow(self) -> None:
        old, self.table = self.table, array("Q", bytes(16 * len(self.table)))
        for key in old:
            if key:
                self.table[self._place(key)] = key
