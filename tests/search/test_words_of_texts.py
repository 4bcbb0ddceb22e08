"""What people wrote is found by its words, in anybody's letters."""

import pytest
from django.db import connection

from leads.letters import folded, words_of
from leads.models import Lead
from leads.search.texts import OF_LEAD, excerpt, query_of

pytestmark = pytest.mark.django_db
TEXTS = [
    "Neue Küche in Weiß, mit Kücheninsel",
    "Łódź, Gdańsk / Kraków",
    "Søren's smørrebrød – 20 % off",
    "Größe: 3,50 x 2.40 (Maaß)",
    "Ævar œuvre þing",
    "İstanbul ısı",
    "dog's  tail\tand\ntea",
    "naïve café @ home.example",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_database_folds_letters_as_names_are(db, text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(leads_words(%s))", [text])
        assert set(cursor.fetchone()[0]) == {folded(word) for word in words_of(text)}


def test_a_text_of_any_length_can_be_saved(business):
    lead = Lead.objects.create(notes="".join(f"word{n} " for n in range(200_000)) + "x" * 5_000)
    assert Lead.objects.search("word77", country="GB").get() == lead


@pytest.mark.parametrize("text", ["kitchen blue", "kitch green", "green kitchen"])
def test_every_word_must_be_there(business, text):
    lead = Lead.objects.create(interest="A green kitchen")
    assert list(Lead.objects.search(text, country="GB")) == ([] if "blue" in text else [lead])


@pytest.mark.parametrize("text", ["", "a", "in", "'", "& | !", "':*", "\\", "12"])
def test_short_words_and_signs_look_for_nothing(text):
    assert query_of(text) == ""


def test_an_excerpt_shows_the_word_looked_for():
    text = "We spoke about many things before she said that the Kücheninsel was to be of oak, and of nothing else at all, ever."
    assert "Kücheninsel" in excerpt(text, "kuechenins", length=40)
    assert excerpt("A green kitchen", "kitchen") == "A green kitchen"


@pytest.mark.usefixtures("database_owner")
def test_a_word_nobody_wrote_makes_no_words_anew(business):
    Lead.objects.bulk_create(Lead(interest="A kitchen", notes=f"note{n}") for n in range(3000))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE leads_lead")
    assert "words_of_leads" in OF_LEAD.holding("zebra").order_by(OF_LEAD.newest)[:8].explain()
