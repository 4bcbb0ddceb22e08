"""What the log says of requests that were refused."""

import logging

BROKEN = 500


class ExceptHealth(logging.Filter):
    """Keeps the log free of every 503 that whoever asks /healthz gets to see himself."""

    def filter(self, record: logging.LogRecord) -> bool:
        return getattr(getattr(record, "request", None), "path", None) != "/healthz"


class OneLine(logging.Filter):
    """A request that was refused (4xx), or that has to wait for the database (503), is a line of the log: whoever sends nonsense
    fills no disk with tracebacks, and none hides a real one. Faults of ours (500) keep theirs.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", BROKEN)
        if status >= 400 and status != BROKEN:
            error = record.exc_info[1] if record.exc_info else None
            detail = f" ({type(error).__name__}: {error})" if error else ""
            record.msg, record.args = " ".join(f"{record.getMessage()}{detail}".split()), None
            record.exc_info = record.exc_text = None
        return True
