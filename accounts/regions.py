"""Countries, time zones and currencies to choose from, and which belong together (from CLDR, through Babel)."""

import zoneinfo
from functools import lru_cache
from itertools import groupby

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location
from babel.numbers import get_territory_currencies
from django.utils.translation import get_language
from django.utils.translation import gettext as _

MAIN_ZONE = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "ID": "Asia/Jakarta",
    "KZ": "Asia/Almaty",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}
"""Where most people of a country with several zones live."""


LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "da", "sv", "nb", "fi", "cs", "tr", "ar", "hi", "ru")
NO_COUNTRIES = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
ALSO_CALLED = {
    **dict.fromkeys(("uk", "u.k", "great britain", "england", "scotland", "wales", "northern ireland", "großbritannien"), "GB"),
    **dict.fromkeys(("usa", "u.s.a", "u.s", "united states of america", "america", "etats-unis", "ee.uu", "eeuu"), "US"),
    **dict.fromkeys(("holland", "the netherlands"), "NL"),
    **dict.fromkeys(("brd", "bundesrepublik deutschland"), "DE"),
    **dict.fromkeys(("czech republic", "tschechische republik"), "CZ"),
    **dict.fromkeys(("uae", "u.a.e"), "AE"),
    "turkey": "TR",
    "south korea": "KR",
    "russia": "RU",
}


def country_choices() -> list[tuple[str, str]]:
    return list(_countries(_language()))


def country_name(code: str) -> str:
    """The name of a country by its two letters, in the language of the reader; anything else as it is."""
    return Locale.parse(_language()).territories.get(code, code)


def country_of_name(text: str) -> str:
    """The two letters of a country that is called `text` in one of LANGUAGES or by its code; the text itself where none is."""
    return _country_codes().get(" ".join(text.split()).casefold().strip("."), text)


def zone_choices(country: str) -> list:
    """The zones of `country` first, then all of them by continent, as groups for a select."""
    language = _language()
    near = [(zone, _city(zone, language)) for zone in sorted(_zones_of(country))]
    everywhere = [(name, list(zones)) for name, zones in _zones_by_continent(language)]
    return ([(_("In this country"), near)] if near else []) + everywhere


def currency_choices() -> list[tuple[str, str]]:
    return list(_currencies(_language()))


def main_zone(country: str) -> str:
    """The zone to propose for a country; UTC for one without any."""
    zones = sorted(_zones_of(country))
    return MAIN_ZONE.get(country) or (zones[0] if zones else "UTC")


def main_currency(country: str) -> str:
    return next(iter(get_territory_currencies(country)), "USD")


def zone_of_clock(zone: str) -> str:
    """The name we know a zone by, for whatever name a browser has for it; empty for none of ours."""
    known = get_global("zone_aliases").get(zone, zone)
    return known if known in _zones() else ""


def country_of_zone(zone: str) -> str:
    return _zones().get(zone, "")


def country_of_languages(accepted: str) -> str:
    """The first country named in an Accept-Language header, such as GB in `en-GB,en;q=0.9`."""
    for tag in accepted.split(","):
        region = tag.split(";")[0].strip().rpartition("-")[2].upper()
        if _zones_of(region):
            return region
    return ""


def _language() -> str:
    return (get_language() or "en").split("-")[0]


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    """Every zone this machine knows, with the country it lies in."""
    known = zoneinfo.available_timezones()
    homes = {zone: country for zone, country in get_global("zone_territories").items() if zone in known}
    return {zone: country for zone, country in homes.items() if len(country) == 2 and country != "ZZ"}


def _zones_of(country: str) -> list[str]:
    return [zone for zone, home in _zones().items() if home == country]


@lru_cache(maxsize=1)
def _country_codes() -> dict[str, str]:
    """Names and codes in small letters. A name in the language before goes before one in the language after."""
    codes: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES:
                codes.setdefault(name.casefold(), code)
                codes.setdefault(code.casefold(), code)
    return codes | ALSO_CALLED


@lru_cache(maxsize=8)
def _countries(language: str) -> tuple:
    names = Locale.parse(language).territories
    return tuple(sorted(((code, names.get(code, code)) for code in set(_zones().values())), key=lambda row: row[1]))


@lru_cache(maxsize=8)
def _currencies(language: str) -> tuple:
    names = Locale.parse(language).currencies
    codes = {code for country, _name in _countries(language) for code in get_territory_currencies(country)}
    return tuple(sorted(((code, f"{names.get(code, code)} ({code})") for code in codes), key=lambda row: row[1]))


@lru_cache(maxsize=8)
def _zones_by_continent(language: str) -> tuple:
    zones = sorted(_zones())
    groups = groupby(zones, key=lambda zone: zone.partition("/")[0])
    return (*((name, tuple((zone, _city(zone, language)) for zone in each)) for name, each in groups), ("UTC", (("UTC", "UTC"),)))


@lru_cache(maxsize=1024)
def _city(zone: str, language: str) -> str:
    return get_timezone_location(zone, locale=language, return_city=True)
