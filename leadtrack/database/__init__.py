"""PostgreSQL as LeadTrack uses it: settings name this package as their ENGINE.

Two roles use the database. The owner migrates, restores and maintains it; the application, which is the web and the worker, can add to
history and change none of it (`roles`). A process is the application unless it calls `act_as_owner` before settings are read.
"""

_owner = False


def act_as_owner() -> None:
    """For commands of whoever runs the machine, never for what answers requests."""
    global _owner
    _owner = True


def acts_as_owner() -> bool:
    return _owner
