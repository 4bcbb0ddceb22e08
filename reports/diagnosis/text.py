"""The straight answer above the overview, and its grounds: what `reports.diagnosis.query` found, in whole sentences and nothing more."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.templatetags.ui import percent
from reports.core.text import counted
from reports.diagnosis.query import Diagnosis


def answer(found: Diagnosis, *, fewer: bool = False) -> str:
    """Sales, marketing or both, in one or two sentences. `fewer`: fewer leads came than in the days it is compared with."""
    texts = {
        "marketing": _("Marketing needs work."),
        "sales": _("Sales needs work."),
        "both": _("Marketing and sales both need work."),
        "holding": _("Marketing and sales are both holding."),
        "not_enough": _("There is not enough yet to say whether to work on marketing or on sales."),
    }
    first = _("Fewer leads came than before, and they are enough.") if fewer and found.verdict == "holding" else ""
    return " ".join(filter(None, (first, texts[found.verdict], _why(found), _untold(found))))


def _why(found: Diagnosis) -> str:
    marketing, sales = _marketing(found), _sales(found)
    if found.verdict == "holding":
        return _next(found)
    return " ".join(filter(None, (marketing, sales)))


def _marketing(found: Diagnosis) -> str:
    if found.judgement.volume.state == "short":
        told = {"leads": _leads(found.leads), "needed": counted(round(found.needed_leads))}
        return _("%(leads)s came in where about %(needed)s were needed.") % told
    if found.judgement.mix.state == "short":
        return _("More of the leads came from sources that seldom bring clients.")
    return ""


def _sales(found: Diagnosis) -> str:
    if found.judgement.conversion.state != "short":
        return ""
    compared = found.judgement.standardised
    return _("Conversion is %(now)s where %(usual)s is usual, the sources being the same.") % {
        "now": percent(compared.now),
        "usual": percent(compared.then),
    }


def _untold(found: Diagnosis) -> str:
    """The other side, where it cannot be told."""
    if not found.judgement.is_partial:
        return ""
    if found.verdict == "marketing":
        return _("Whether sales does as well as usual cannot be told yet.")
    return _("Whether enough leads come cannot be told yet.")


def _next(found: Diagnosis) -> str:
    """The side that would give way first."""
    volume, conversion = found.judgement.volume, found.judgement.conversion
    if volume.ratio <= conversion.ratio:
        return _("To grow from here, more leads come first.")
    return _("To grow from here, turning more leads into clients comes first.")


def missing(found: Diagnosis) -> str:
    """How much more it would take, where something is unknown."""
    if found.baseline is None:
        return _("There are no leads from before to measure against: what is usual has to be seen first.")
    told = [side.more_leads for side in found.sides().values() if side.state == "unknown"]
    if not told:
        return ""
    if None in told:
        return _("It takes a longer past than there is: what is usual is itself not known well enough.")
    more = max(told)
    return ngettext("About %(more)s more lead would tell.", "About %(more)s more leads would tell.", more) % {"more": counted(more)}


def volume_words(found: Diagnosis) -> str:
    if found.needed_leads is None:
        return _leads(found.leads)
    told = {"leads": _leads(found.leads), "needed": counted(round(found.needed_leads)), "wanted": _rough(found.wanted)}
    if found.by_goal:
        return _("%(leads)s; about %(needed)s are needed for your goal of %(wanted)s clients.") % told
    return _("%(leads)s; about %(needed)s are needed for the usual %(wanted)s clients.") % told


def mix_words(found: Diagnosis) -> str:
    ratio = found.judgement.mix.ratio
    if ratio is None:
        return ""
    share = {"share": percent(abs(1 - ratio))}
    if round(ratio, 2) == 1:
        return _("At each source’s usual rate, these leads bring as many clients as the usual mix.")
    if ratio < 1:
        return _("At each source’s usual rate, these leads bring %(share)s fewer clients than the usual mix.") % share
    return _("At each source’s usual rate, these leads bring %(share)s more clients than the usual mix.") % share


def conversion_words(found: Diagnosis) -> str:
    compared = found.judgement.standardised
    if compared is None:
        return ""
    told = {"now": percent(compared.now), "usual": percent(compared.then), "days": found.cohort.label()}
    text = _("%(now)s of the leads of %(days)s, against the usual %(usual)s, weighted to the usual mix of sources.") % told
    return " ".join(filter(None, (text, _as_counted(found))))


def _as_counted(found: Diagnosis) -> str:
    """The same leads unweighted, where that is another figure."""
    weighted, plain = percent(found.judgement.standardised.now), percent(found.cohort_row.conversion_within)
    return _("As they came, %(share)s.") % {"share": plain} if plain != weighted else ""


def weighted_words(found: Diagnosis) -> str:
    """Beside the plain conversion: what "converted as usual?" goes by, where that is another figure."""
    if found.judgement.standardised is None or not _as_counted(found):
        return ""
    text = _("Of the usual mix of sources it would be %(share)s: that is what “Converted as usual?” goes by.")
    return text % {"share": percent(found.judgement.standardised.now)}


def split_words(found: Diagnosis) -> str:
    """Why clients changed, from the days before the cohort to the cohort."""
    total = round(found.split.total)
    told = {"now": found.cohort.label(), "before": found.before.label(), "count": counted(abs(total))}
    if total == 0:
        return _("As many clients from the leads of %(now)s as from those of %(before)s.") % told
    if total > 0:
        return _("%(count)s more clients from the leads of %(now)s than from those of %(before)s.") % told
    return _("%(count)s fewer clients from the leads of %(now)s than from those of %(before)s.") % told


def _leads(count: int) -> str:
    return ngettext("%(n)s lead", "%(n)s leads", count) % {"n": counted(count)}


def _rough(number: float) -> str:
    return formats.number_format(round(number, 1 if number < 10 else 0), decimal_pos=0 if number >= 10 or number == round(number) else 1)
