from leads.imports.rows.repeats import FIRST_SIZE, Repeats


def test_each_number_is_counted_on_its_own():
    seen = Repeats()
    numbers = [0, 1, 2**64, 5, 5, 7 + 2**90, 5]
    assert [seen.count(number) for number in numbers] == [1, 2, 3, 1, 2, 1, 3]


def test_nothing_is_forgotten_when_it_grows():
    seen, numbers = Repeats(), [n * 2654435761 for n in range(1, 3 * FIRST_SIZE)]
    assert all(seen.count(number) == 1 for number in numbers)
    assert all(seen.count(number) == 2 for number in numbers)


def test_a_number_takes_a_few_bytes():
    seen = Repeats()
    for number in range(1, 200_000):
        seen.count(number * 2654435761)
    assert seen.table.itemsize * len(seen.table) <= 8 * 2**19
