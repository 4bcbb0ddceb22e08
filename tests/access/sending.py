from copy import deepcopy

from django.db import transaction


def send(browser, method: str, url: str):
    """One request, its response read to the end, and whatever it wrote taken back, cookies too."""
    cookies = deepcopy(browser.cookies)
    with transaction.atomic():
        response = browser.generic(method, url)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return response
