"""What several folders of tests here may call on. The root's conftest.py brings up the database and the browser."""

import pytest
from django.template import Template


@pytest.fixture
def drawn_as_people_get_it(monkeypatch):
    """Without the copies of every context that Django's test client keeps: for folders that draw thousands of pages."""
    monkeypatch.setattr(Template, "_render", lambda template, context: template.nodelist.render(context))
