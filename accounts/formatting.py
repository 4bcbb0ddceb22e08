"""Values as people here write them: shares, money, days and times, phones. Templates have them as filters (`templatetags.ui`)."""

import datetime as dt
import re
from decimal import Decimal

import phonenumbers
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from moneyed import Money, get_currency
from moneyed.l10n import format_money

from accounts.amounts import kept_decimals
from accounts.current_business import get_current_business, number_locale

NONE = "–"
NARROW_SPACE = "\u202f"


def percent(share, digits: int = 0) -> str:
    """A share between 0 and 1 as `27 %`."""
    if share is None or share == "":
        return NONE
    rounded = round(Decimal(str(share)) * 100, int(digits))  # number_format would only cut the rest off
    return f"{formats.number_format(rounded, decimal_pos=int(digits))}{NARROW_SPACE}%"


def money(amount) -> str:
    """An amount in the currency of the business, without the decimals when they are zero, else with those the currency has."""
    if amount is None or amount == "":
        return NONE
    here = get_current_business()
    value = Money(Decimal(str(amount)), get_currency(here.currency))
    locale = number_locale(here)
    is_whole = value.amount == value.amount.to_integral_value()
    decimals = "" if is_whole else "." + "0" * kept_decimals(here.currency)
    pattern = re.sub(r"\.[0#]+", decimals, locale.currency_formats["standard"].pattern)
    return format_money(value, format=pattern, locale=locale, currency_digits=False)


def day(moment) -> str:
    """`Thursday 12 June`, with the year unless it is this one."""
    if not moment:
        return NONE
    date = _local_date(moment)
    return formats.date_format(date, "l j F" if date.year == _today().year else "l j F Y")


def when(moment) -> str:
    """`14:32` for today, `12 June` for this year or where only the day is known, `12 June 2025` for longer ago."""
    if not moment:
        return NONE
    date = _local_date(moment)
    if date == _today() and isinstance(moment, dt.datetime) and clock(moment):
        return clock(moment)
    return formats.date_format(date, "j F" if date.year == _today().year else "j F Y")


def clock(moment: dt.date) -> str:
    """`14:32`; empty for a day without a time, which a file says and which is kept as its first instant."""
    if not isinstance(moment, dt.datetime):
        return ""
    local = timezone.localtime(moment)
    return formats.time_format(local, "H:i") if local.time() != dt.time.min else ""


def by_when(moment) -> str:
    """A moment something has to be done by: `14:30` for today, `Thursday 12 June, 14:30` for another day."""
    if not moment:
        return NONE
    clock = formats.time_format(timezone.localtime(moment), "H:i")
    return clock if _local_date(moment) == _today() else _("%(day)s, %(time)s") % {"day": day(moment), "time": clock}


def by_when_briefly(moment) -> str:
    """The same where there is little room: `14:30`, `Mon 15:00` within the week, else `12 June`."""
    if not moment or _local_date(moment) == _today() or abs((_local_date(moment) - _today()).days) > 6:
        return when(moment)
    return formats.date_format(timezone.localtime(moment), "D H:i")


def dated(moment) -> str:
    """`12 June`, of today too: for what has a day and no hour worth telling, a sale or the time since when."""
    return when(_local_date(moment)) if moment else NONE


def _local_date(moment) -> dt.date:
    if not isinstance(moment, dt.datetime):
        return moment
    return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()


def _today() -> dt.date:
    return timezone.localdate()


def phone(number) -> str:
    """A number as it is dialled here: national inside the country, international otherwise, untouched if it is no number.

    `number` is E.164, or a phone (`e164`, `extension`, `as_typed`): then with its extension, in a form that `parse_phone` reads.
    """
    if not number:
        return NONE
    if isinstance(number, str):
        return _dialled(number)
    if not number.e164:
        return number.as_typed
    return f"{_dialled(number.e164)} ×{number.extension}" if number.extension else _dialled(number.e164)


def tel(number) -> str:
    """The address that calls a phone (`e164`, `extension`, `digits`), RFC 3966; nothing where there is nothing to dial."""
    if not number or not number.digits:
        return ""
    extension = f";ext={number.extension}" if number.e164 and number.extension else ""
    return f"tel:{number.e164 or number.digits}{extension}"


def _dialled(e164: str) -> str:
    try:
        parsed = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    home = phonenumbers.country_code_for_region(get_current_business().country)
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, style.NATIONAL if parsed.country_code == home else style.INTERNATIONAL)


def initials(person) -> str:
    """At most two letters for the round mark beside a name."""
    words = str(getattr(person, "name", person) or "").split()
    return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper() if words else NONE


def along(value, maximum) -> str:
    """Where `value` lies on a picture 100 wide that ends at `maximum`; always with a point, for SVG."""
    share = float(value or 0) / float(maximum or 1)
    return f"{min(max(share, 0), 1) * 100:.2f}"


def likely(low, high) -> str:
    """The range a rate probably lies in, in words: `likely 15 to 31 %`."""
    if low is None or high is None:
        return ""
    return _("likely %(low)s to %(high)s %%") % {"low": round(low * 100), "high": round(high * 100)}
