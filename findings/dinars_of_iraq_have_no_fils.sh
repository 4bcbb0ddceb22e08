#!/bin/sh
# Guess: the decimals that Babel (CLDR) has for a currency are those of ISO 4217, so money formatted by it loses nothing.
# What happens: for the Iraqi dinar ISO 4217 and py-moneyed have three decimals, CLDR none. format_currency(12.5, "IQD") is rounded
#   to a whole dinar, and so is py-moneyed's format_money, which formats by Babel and not by its own sub_unit. The six other
#   currencies of three decimals agree.
# Why it matters to a lead tracker: an amount that is stored exactly is shown otherwise, and what is shown is typed back and stored.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install Babel==2.17.0 py-moneyed==3.0
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from babel.numbers import format_currency, get_currency_precision
from moneyed import Money, get_currency
from moneyed.l10n import format_money

print("Babel", version("Babel"), "py-moneyed", version("py-moneyed"))
for code in ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"):
    print(code, "moneyed: 1 /", get_currency(code).sub_unit, "Babel:", get_currency_precision(code), format_currency("12.500", code, locale="en"))
assert get_currency("IQD").sub_unit == 1000
assert get_currency_precision("IQD") == 0
assert "." not in format_currency("12.500", "IQD", locale="en")
assert "." not in format_money(Money("12.500", "IQD"), locale="en")
assert all(get_currency_precision(code) == 3 for code in ("BHD", "JOD", "KWD", "LYD", "OMR", "TND"))
PYTHON
