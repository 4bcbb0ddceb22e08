"""Which currencies a sign, a code or a short form stands for."""

from functools import lru_cache

from babel.numbers import get_currency_symbol
from moneyed import CURRENCIES

DOLLARS = "USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU DOP BBD BSD BZD BND BMD FJD GYD JMD KYD LRD NAD SBD SRD TTD TVD XCD ZWL NIO CUP"
LETTERS = {
    "$": DOLLARS,
    "dollar": DOLLARS,
    "dollars": DOLLARS,
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "£": "GBP EGP FKP GIP SHP SDG SSP LBP SYP GGP IMP JEP",
    "¥": "JPY CNY",
    "￥": "JPY CNY",
    "元": "CNY TWD HKD",
    "円": "JPY",
    "₹": "INR",
    "rs": "INR PKR LKR NPR MUR SCR",
    "₨": "INR PKR LKR NPR MUR SCR",
    "kr": "SEK NOK DKK ISK",
    "zł": "PLN",
    "kč": "CZK",
    "ft": "HUF",
    "lei": "RON MDL",
    "лв": "BGN",
    "lv": "BGN",
    "din": "RSD",
    "дин": "RSD",
    "fr": "CHF XOF XAF XPF CDF DJF GNF KMF RWF BIF",
    "sfr": "CHF",
    "fcfa": "XOF XAF",
    "cfa": "XOF XAF",
    "₽": "RUB",
    "р": "RUB",
    "руб": "RUB",
    "₴": "UAH",
    "грн": "UAH",
    "₺": "TRY",
    "tl": "TRY",
    "₪": "ILS",
    "₩": "KRW KPW",
    "₫": "VND",
    "đ": "VND",
    "฿": "THB",
    "₱": "PHP",
    "₦": "NGN",
    "₵": "GHS",
    "gh₵": "GHS",
    "ksh": "KES",
    "tsh": "TZS",
    "ush": "UGX",
    "rp": "IDR",
    "rm": "MYR",
    "r": "ZAR",
    "r$": "BRL",
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "nt$": "TWD",
    "mx$": "MXN",
    "s/": "PEN",
    "bs": "BOB VES",
    "₡": "CRC",
    "₲": "PYG",
    "gs": "PYG",
    "q": "GTQ",
    "﷼": "IRR SAR QAR OMR YER",
    "sr": "SAR",
    "ر.س": "SAR",
    "qr": "QAR",
    "dh": "AED MAD",
    "dhs": "AED MAD",
    "د.إ": "AED",
    "kd": "KWD",
    "د.ك": "KWD",
    "bd": "BHD",
    "د.ب": "BHD",
    "ro": "OMR",
    "ر.ع": "OMR",
    "jd": "JOD",
    "د.أ": "JOD",
    "dt": "TND",
    "د.ت": "TND",
    "ld": "LYD",
    "د.ل": "LYD",
    "د.ع": "IQD",
    "ج.م": "EGP",
}
"""In small letters, without full stops at the end."""
OURS = {"", "¤", "-", ",-"}
"""What says only that it is money."""


@lru_cache(maxsize=512)
def currencies_of(sign: str) -> frozenset[str] | None:
    """The codes (ISO 4217) of all currencies that `sign` may stand for; empty: it names none. None: it is no sign of money."""
    plain = sign.strip().casefold().strip(".").replace("\u200f", "")
    if plain in OURS:
        return frozenset()
    if plain in LETTERS:
        return frozenset(LETTERS[plain].split())
    if plain.upper() in CURRENCIES:
        return frozenset({plain.upper()})
    return _symbols().get(plain)


@lru_cache(maxsize=1)
def _symbols() -> dict[str, frozenset[str]]:
    """The signs that CLDR has for each currency."""
    found: dict[str, set[str]] = {}
    for code in CURRENCIES:
        found.setdefault(get_currency_symbol(code, "en").casefold(), set()).add(code)
    return {sign: frozenset(codes) for sign, codes in found.items()}
