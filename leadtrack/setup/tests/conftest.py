import pytest

from accounts.setup import setup_path


@pytest.fixture
def link(db) -> str:
    """What was printed in the terminal of a first start."""
    return setup_path()
