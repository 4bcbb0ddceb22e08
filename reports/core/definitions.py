"""What every number on a report means, once. The pages show these words on tap; docs/metrics.md repeats them."""

from reports.client_types.definitions import CLIENT_TYPES, CLIENT_VALUE
from reports.client_value.definitions import CLIENT_FIGURES
from reports.cohorts.definitions import OVER_TIME
from reports.data_health.definitions import HEALTH
from reports.diagnosis.definitions import DIAGNOSIS
from reports.forecast.definitions import FORECAST
from reports.funnel.definitions import FUNNEL
from reports.money.definitions import MONEY_FIGURES
from reports.overview.definitions import OVERVIEW
from reports.playbook.definitions import PLAYBOOK
from reports.sources.definitions import SOURCES
from reports.team.definitions import PEOPLE

DEFINITIONS = SOURCES | OVERVIEW | OVER_TIME | DIAGNOSIS | PEOPLE | PLAYBOOK
DEFINITIONS |= HEALTH | FORECAST | FUNNEL | MONEY_FIGURES | CLIENT_FIGURES | CLIENT_TYPES | CLIENT_VALUE
MONEY_WORDS = ("spend", "cost_per_lead", "revenue", *MONEY_FIGURES, *CLIENT_FIGURES, *CLIENT_VALUE)
"""Definitions of what only those see who may see money."""
