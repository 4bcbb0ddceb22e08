"""A search of thousands of letters costs what a short one does: the database is asked a short question."""

import pytest

from leads.models import Contact, Lead
from leads.search.names import LONGEST

pytestmark = pytest.mark.django_db
LONG = ["a" * 10_000, "ab " * 4_000, "4" * 10_000, "+" * 10_000, "a" * 29 + " " + "b" * 10_000]


@pytest.mark.parametrize("text", LONG, ids=["letters", "words", "digits", "signs", "mixed"])
@pytest.mark.parametrize("model", [Contact, Lead])
def test_a_long_search_is_a_short_question(business, model, text):
    sql, params = model.objects.search(text, country="GB").query.sql_with_params()
    assert len(sql) + sum(len(str(each)) for each in params) < 40_000
    assert not model.objects.search(text, country="GB").exists()


def test_what_stands_within_the_limit_is_found(business):
    name = "Una " + "Q" * 100
    Contact.make(name=name)
    assert Contact.objects.search(name[:LONGEST], country="GB").exists()
