import pytest
from django.test import RequestFactory

from accounts.redirects import previous_page


def test_the_page_a_form_names_comes_first():
    request = RequestFactory().post("/x/", {"next": "/leads/?q=a"}, headers={"Referer": "http://testserver/today/"})
    assert previous_page(request, fallback="/") == "/leads/?q=a"


def test_without_it_the_page_that_sent_the_form():
    request = RequestFactory().post("/x/", headers={"Referer": "http://testserver/today/"})
    assert previous_page(request, fallback="/") == "http://testserver/today/"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "http:\\\\evil.example"])
def test_never_another_site(address):
    request = RequestFactory().post("/x/", {"next": address}, headers={"Referer": address})
    assert previous_page(request, fallback="/home/") == "/home/"
