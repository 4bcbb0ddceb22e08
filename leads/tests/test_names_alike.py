"""What one person is called in two places, and what two people are called."""

import pytest

from leads.contacts.name_similarity import alike, is_same_name

SAME = [
    ("Ann Miller", "ann  MILLER"),
    ("Miller, Ann", "Ann Miller"),
    ("Miller Ann", "Ann Miller"),
    ("A. Miller", "Ann Miller"),
    ("A. Miller", "Miller, Ann"),
    ("Ann M.", "Ann Miller"),
    ("J. R. Smith", "John Ronald Smith"),
    ("J.R. Smith", "John Smith"),
    ("Anna María Müller", "Anna Müller"),
    ("Müller, Anna María", "Anna Mueller"),
    ("Anna Muller", "Anna Müller"),
    ("José Núñez", "Jose Nunez"),
    ("Jose\u0301 Nu\u0301n\u0303ez", "José Núñez"),
    ("Strauß", "Strauss"),
    ("Karl STRAUSS", "Karl Strauß"),
    ("Łukasz Nowak", "Nowak Lukasz"),
    ("Søren Ørsted", "Soeren Orsted"),
    ("Åse Dahl", "Aase Dahl"),
    ("Dr. Ann Miller", "Ann Miller"),
    ("Prof. Dr. Ann Miller, PhD", "Miller, Ann"),
    ("Mrs Miller", "Ann Miller"),
    ("Mr John Smith", "John Smith Jr."),
    ("Ann Miller, Ph.D.", "Ann Miller"),
    ("Smith, John, Jr.", "John Smith Junior"),
    ("Anne-Marie Miller", "Annemarie Miller"),
    ("Anne Marie Miller", "Miller, Annemarie"),
    ("Sean O'Brien", "Sean O’Brien"),
    ("Sean OBrien", "O'Brien, Sean"),
    ("Ludwig van Beethoven", "Beethoven, Ludwig"),
    ("Ann", "Ann Miller"),
    ("Miller", "Ann Miller"),
    ("Robert (Bob) Smith", "Bob Smith"),
    ("Ann Miller", "Ann Miler"),
    ("A. Miler", "Ann Miller"),
    ("Mr. & Mrs. Smith", "Mrs Smith"),
    ("Ann Johnson", "Ann Johnsen"),
    ("Micheal Jones", "Michael Jones"),
    ("Jonathon Price", "Jonathan Price"),
    ("Philip Carter", "Phillip Carter"),
    ("Tom Smith", "Tom Smyth"),
    ("Sarah Clark", "Sara Clarke"),
    ("Jürgen Meier", "Juergen Meyer"),
    ("ＡＮＮ Miller", "Ann Miller"),
    ("Ann Mil\u00adler", "Ann Miller"),
    ("王 小明", "王小明"),
    ("Анна Иванова", "иванова анна"),
]
OTHERS = [
    ("Ann Miller", "Bob Miller"),
    ("A. Miller", "Bob Miller"),
    ("A. Miller", "B. Miller"),
    ("Ann", "Bob Miller"),
    ("Ann Miller", "Ann Stone"),
    ("Ann Marie Miller", "Ann Louise Miller"),
    ("Ann L. Miller", "Ann Marie Miller"),
    ("Jean-Pierre Dupont", "Jean-Paul Dupont"),
    ("John Smith Jr", "John Smith Sr"),
    ("John Smith II", "John Smith III"),
    ("Mr Miller", "Mrs Miller"),
    ("Herr Müller", "Frau Müller"),
    ("Paul Berg", "Paula Berg"),
    ("Martin Berg", "Martina Berg"),
    ("Martina Berg", "Marina Berg"),
    ("Christian Berg", "Christina Berg"),
    ("Daniel Berg", "Daniela Berg"),
    ("Daniel", "Daniela"),
    ("Maria Berg", "Mario Berg"),
    ("Maria Berg", "Marta Berg"),
    ("Michael Berg", "Michaela Berg"),
    ("Jan Novak", "Jana Novakova"),
    ("Mary Carter", "Gary Carter"),
    ("A. M.", "Ann Miller"),
    ("A. Millar", "Ann Miller"),
    ("Jon Milller", "John Fuller"),
    ("Jack Ma", "Jack Smith"),
    ("Van Nguyen", "Tuan Nguyen"),
    ("Person 1", "Person 12"),
    ("Table 4", "Table 5"),
    ("王 明", "李 明"),
    ("かとう", "がとう"),
    ("Anh Miller", "Ann Miller"),
    ("Ann Archer", "Bob Baker"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name_is_the_same_however_written(one: str, other: str):
    assert is_same_name(one, other)
    assert is_same_name(other, one)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_people_are_not_the_same(one: str, other: str):
    assert not is_same_name(one, other)
    assert not is_same_name(other, one)


@pytest.mark.parametrize("empty", ["", "  ", " , ", "-"])
def test_an_empty_name_is_like_nobody(empty: str):
    assert alike(empty, "Ann Miller") == alike("Ann Miller", empty) == alike(empty, empty) == 0


@pytest.mark.parametrize(("one", "other"), [("Dr.", "Dr."), ("Mr", "Ann"), ("van", "de"), ("Jr.", "Jr"), ("☎", "ann"), ("'", "’")])
def test_odd_names_are_compared_without_an_error(one: str, other: str):
    assert 0 <= alike(one, other) == alike(other, one) <= 100


def test_nearer_names_score_higher():
    scores = [alike("Ann Miller", other) for other in ("Ann Miller", "Ann B. Miller", "Miller", "Anne Miller", "Bob Miller", "Bob Stone")]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 100
    assert scores[-1] < 50
