"""An application with nothing behind it, for what the workers of the web server do: see test_web_worker."""

import os
import time
from urllib.parse import parse_qs

from leadtrack import web_worker

web_worker.FIRST_SECONDS = float(os.environ.get("FIRST_SECONDS", web_worker.FIRST_SECONDS))


def application(environ, start_response):
    """/?seconds=1&megabytes=20: answers after a second, with the process, how much came in, and so many megabytes."""
    asked = parse_qs(environ["QUERY_STRING"])
    received = len(environ["wsgi.input"].read())
    time.sleep(float(asked.get("seconds", ["0"])[0]))
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield f"{os.getpid()} {received}\n".encode()
    for _megabyte in range(int(asked.get("megabytes", ["0"])[0])):
        yield b"x" * 1_000_000
