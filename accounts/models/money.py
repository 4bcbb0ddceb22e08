"""How money is stored: exact in every currency, to a thousandth where that is counted (ISO 4217)."""

from decimal import Decimal

from django.db import models

HUNDREDTH = Decimal("0.01")


class MoneyField(models.DecimalField):
    """An amount in the currency of the business. It comes back with two decimals, and with three only where the third is not 0."""

    def __init__(self, *args, max_digits: int = 13, decimal_places: int = 3, **kwargs):
        super().__init__(*args, max_digits=max_digits, decimal_places=decimal_places, **kwargs)

    def from_db_value(self, value: Decimal | None, expression, connection) -> Decimal | None:
        if not isinstance(value, Decimal) or value.as_tuple().exponent != -3 or value % HUNDREDTH:
            return value
        return value.quantize(HUNDREDTH)
