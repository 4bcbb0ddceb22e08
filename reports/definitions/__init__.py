"""What every number on a report means, once. The pages show these words on tap; docs/metrics.md repeats them."""

from reports.definitions.clients import CLIENT_FIGURES
from reports.definitions.diagnosis import DIAGNOSIS
from reports.definitions.forecast import FORECAST
from reports.definitions.funnel import FUNNEL
from reports.definitions.health import HEALTH
from reports.definitions.money import MONEY_FIGURES
from reports.definitions.over_time import OVER_TIME
from reports.definitions.overview import OVERVIEW
from reports.definitions.people import PEOPLE
from reports.definitions.playbook import PLAYBOOK
from reports.definitions.sources import SOURCES
from reports.definitions.types import CLIENT_TYPES, CLIENT_VALUE

DEFINITIONS = SOURCES | OVERVIEW | OVER_TIME | DIAGNOSIS | PEOPLE | PLAYBOOK
DEFINITIONS |= HEALTH | FORECAST | FUNNEL | MONEY_FIGURES | CLIENT_FIGURES | CLIENT_TYPES | CLIENT_VALUE
MONEY_WORDS = ("spend", "cost_per_lead", "revenue", *MONEY_FIGURES, *CLIENT_FIGURES, *CLIENT_VALUE)
"""Definitions of what only those see who may see money."""
