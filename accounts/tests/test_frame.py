"""The frame around every page: what it offers, how it looks, what it tells the browser."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path

from accounts.models import Business, User
from accounts.roles import Role


def page(request):
    return HttpResponse()


NAMES = (
    "tally",
    "today",
    "today_count",
    "leads",
    "board",
    "clients",
    "overview",
    "report_sources",
    "settings",
    "profile",
    "account_logout",
)
urlpatterns = [path(f"{name}/", page, name=name) for name in NAMES]
pytestmark = pytest.mark.urls("accounts.tests.test_frame")


def frame(rf, user, *, template="base.html", theme="", name="Alder & Finch") -> str:
    request = rf.get("/leads/7/")
    request.user = user
    request.business = Business(name=name)
    request.COOKIES["theme"] = theme
    return render_to_string(template, request=request)


@pytest.fixture
def ruth() -> User:
    return User(pk=1, name="Ruth <Finch>", email="ruth@example.com", roles=[Role.OWNER])


def test_someone_signed_in_gets_the_rail_the_tabs_and_the_way_out(rf, ruth):
    html = frame(rf, ruth)
    assert 'class="rail"' in html
    assert 'class="tabs"' in html
    assert 'action="/account_logout/"' in html


def test_a_stranger_gets_neither_rail_nor_tabs(rf):
    html = frame(rf, AnonymousUser())
    assert "rail" not in html
    assert "account_logout" not in html


def test_the_page_one_is_on_is_marked_in_the_rail_and_in_the_phones_menu(rf, ruth):
    assert frame(rf, ruth).count('href="/leads/" aria-current="page"') == 2


def test_names_are_text_and_never_markup(rf, ruth):
    html = frame(rf, ruth, name="<script>alert(1)</script>")
    assert "<Finch>" not in html
    assert "<script>alert" not in html


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chosen_theme_is_in_the_first_byte_so_nothing_flashes(rf, ruth, theme):
    assert f'data-theme="{theme}" data-bs-theme="{theme}"' in frame(rf, ruth, theme=theme)


@pytest.mark.parametrize("theme", ["", 'dark"><script>', "purple"])
def test_any_other_theme_follows_the_system(rf, ruth, theme):
    assert "data-theme=" not in frame(rf, ruth, theme=theme)


def test_the_number_beside_today_is_asked_for_after_the_page(rf, ruth):
    assert 'hx-get="/today_count/"' in frame(rf, ruth)


@pytest.mark.parametrize("template", ["404.html", "403.html"])
def test_a_refusal_keeps_the_frame_and_says_where_to_go(rf, ruth, template):
    html = frame(rf, ruth, template=template)
    assert 'class="rail"' in html
    assert 'href="/"' in html


@pytest.mark.parametrize("template", ["400.html", "403_csrf.html", "500.html"])
def test_a_breakdown_needs_neither_request_nor_script(template):
    html = render_to_string(template)
    assert "<h1>" in html
    assert "<script" not in html
