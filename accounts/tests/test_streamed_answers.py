"""What is made while it is sent is made where the business is: its zone, its language and itself are at hand to the last part."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone, translation

from accounts.current_business import get_current_business
from accounts.middleware import BusinessMiddleware
from accounts.testing import make_business


@pytest.fixture
def sent(rf, db):
    """The body of an answer, sent after the thread has turned to somebody else."""

    def sent(body, *, time_zone="Asia/Tokyo") -> bytes:
        make_business(time_zone=time_zone)
        with translation.override("de"):
            response = BusinessMiddleware(lambda request: StreamingHttpResponse(body()))(rf.get("/"))
        with translation.override("en"), timezone.override("UTC"):
            return b"".join(response.streaming_content)

    return sent


def test_a_streamed_answer_keeps_the_zone_of_the_business(sent):
    def body():
        yield f"{timezone.get_current_timezone_name()} "
        yield timezone.get_current_timezone_name()

    assert sent(body) == b"Asia/Tokyo Asia/Tokyo"


def test_a_streamed_answer_keeps_its_language_and_business(sent, django_assert_num_queries):
    def body():
        with django_assert_num_queries(0):
            yield f"{translation.get_language()} {get_current_business().time_zone}"

    assert sent(body) == b"de Asia/Tokyo"


def test_nothing_of_a_streamed_answer_stays_behind(rf, business):
    def body():
        yield b"1"
        yield b"2"

    response = BusinessMiddleware(lambda request: StreamingHttpResponse(body()))(rf.get("/"))
    for _part in response.streaming_content:
        assert timezone.get_current_timezone_name() == "UTC"


def test_an_answer_made_at_once_is_left_alone(rf, business):
    answer = HttpResponse("whole")
    assert BusinessMiddleware(lambda request: answer)(rf.get("/")) is answer
