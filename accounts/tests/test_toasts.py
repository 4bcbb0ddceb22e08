"""What just happened is said once, and Undo only ever posts to this site."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage

from accounts.toasts import toast, undo_address

urlpatterns = []


@pytest.fixture
def request_with_messages(rf):
    request = rf.get("/")
    request._messages = CookieStorage(request)
    return request


def said(request):
    (message,) = get_messages(request)
    return message


def test_a_toast_carries_its_words_and_the_way_back(request_with_messages):
    toast(request_with_messages, "Moved to Quoted", undo="/undo/7/")
    message = said(request_with_messages)
    assert (str(message), undo_address(message)) == ("Moved to Quoted", "/undo/7/")


def test_a_toast_without_a_way_back_has_no_undo(request_with_messages):
    toast(request_with_messages, "Saved")
    assert undo_address(said(request_with_messages)) == ""


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example/", "javascript:alert(1)"])
def test_undo_never_posts_to_another_site(request_with_messages, address):
    toast(request_with_messages, "Moved", undo=address)
    assert undo_address(said(request_with_messages)) == ""
