"""The straight answer above the overview, and its grounds: what `reports.diagnosis.query` found, in whole sentences and nothing more."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formatting import percent
from reports.core.text import counted
from reports.diagnosis.query import Diagnosis


def headline(diagnosis: Diagnosis, *, fewer: bool = False) -> str:
    """Sales, marketing or both, in one or two sentences. `fewer`: fewer leads came than in the days it is compared with."""
    texts = {
        "marketing": _("Marketing needs work."),
        "sales": _("Sales needs work."),
        "both": _("Marketing and sales both need work."),
        "holding": _("Marketing and sales are both holding."),
        "not_enough": _("There is not enough yet to say whether to work on marketing or on sales."),
    }
    first = _("Fewer leads came than before, and they are enough.") if fewer and diagnosis.verdict == "holding" else ""
    return " ".join(filter(None, (first, texts[diagnosis.verdict], _why(diagnosis), _untold(diagnosis))))


def _why(diagnosis: Diagnosis) -> str:
    marketing, sales = _marketing(diagnosis), _sales(diagnosis)
    if diagnosis.verdict == "holding":
        return _next(diagnosis)
    return " ".join(filter(None, (marketing, sales)))


def _marketing(diagnosis: Diagnosis) -> str:
    if diagnosis.judgement.volume.state == "short":
        values = {"leads": _leads(diagnosis.leads), "needed": counted(round(diagnosis.needed_leads))}
        return _("%(leads)s came in where about %(needed)s were needed.") % values
    if diagnosis.judgement.mix.state == "short":
        return _("More of the leads came from sources that seldom bring clients.")
    return ""


def _sales(diagnosis: Diagnosis) -> str:
    if diagnosis.judgement.conversion.state != "short":
        return ""
    compared = diagnosis.judgement.standardised
    return _("Conversion is %(now)s where %(usual)s is usual, the sources being the same.") % {
        "now": percent(compared.now),
        "usual": percent(compared.then),
    }


def _untold(diagnosis: Diagnosis) -> str:
    """The other side, where it cannot be told."""
    if not diagnosis.judgement.is_partial:
        return ""
    if diagnosis.verdict == "marketing":
        return _("Whether sales does as well as usual cannot be told yet.")
    return _("Whether enough leads come cannot be told yet.")


def _next(diagnosis: Diagnosis) -> str:
    """The side that would give way first."""
    volume, conversion = diagnosis.judgement.volume, diagnosis.judgement.conversion
    if volume.ratio <= conversion.ratio:
        return _("To grow from here, more leads come first.")
    return _("To grow from here, turning more leads into clients comes first.")


def missing(diagnosis: Diagnosis) -> str:
    """How much more it would take, where something is unknown."""
    if diagnosis.baseline is None:
        return _("There are no leads from before to measure against: what is usual has to be seen first.")
    rows = [side.more_leads for side in diagnosis.sides().values() if side.state == "unknown"]
    if not rows:
        return ""
    if None in rows:
        return _("It takes a longer past than there is: what is usual is itself not known well enough.")
    more = max(rows)
    return ngettext("About %(more)s more lead would tell.", "About %(more)s more leads would tell.", more) % {"more": counted(more)}


def volume_words(diagnosis: Diagnosis) -> str:
    if diagnosis.needed_leads is None:
        return _leads(diagnosis.leads)
    values = {"leads": _leads(diagnosis.leads), "needed": counted(round(diagnosis.needed_leads)), "wanted": _rough(diagnosis.wanted)}
    if diagnosis.by_goal:
        return _("%(leads)s; about %(needed)s are needed for your goal of %(wanted)s clients.") % values
    return _("%(leads)s; about %(needed)s are needed for the usual %(wanted)s clients.") % values


def mix_words(diagnosis: Diagnosis) -> str:
    ratio = diagnosis.judgement.mix.ratio
    if ratio is None:
        return ""
    share = {"share": percent(abs(1 - ratio))}
    if round(ratio, 2) == 1:
        return _("At each source’s usual rate, these leads bring as many clients as the usual mix.")
    if ratio < 1:
        return _("At each source’s usual rate, these leads bring %(share)s fewer clients than the usual mix.") % share
    return _("At each source’s usual rate, these leads bring %(share)s more clients than the usual mix.") % share


def conversion_words(diagnosis: Diagnosis) -> str:
    compared = diagnosis.judgement.standardised
    if compared is None:
        return ""
    values = {"now": percent(compared.now), "usual": percent(compared.then), "days": diagnosis.cohort.label()}
    text = _("%(now)s of the leads of %(days)s, against the usual %(usual)s, weighted to the usual mix of sources.") % values
    return " ".join(filter(None, (text, _as_counted(diagnosis))))


def _as_counted(diagnosis: Diagnosis) -> str:
    """The same leads unweighted, where that is another figure."""
    weighted, plain = percent(diagnosis.judgement.standardised.now), percent(diagnosis.cohort_row.conversion_within)
    return _("As they came, %(share)s.") % {"share": plain} if plain != weighted else ""


def weighted_words(diagnosis: Diagnosis) -> str:
    """Beside the plain conversion: what "converted as usual?" goes by, where that is another figure."""
    if diagnosis.judgement.standardised is None or not _as_counted(diagnosis):
        return ""
    text = _("Of the usual mix of sources it would be %(share)s: that is what “Converted as usual?” goes by.")
    return text % {"share": percent(diagnosis.judgement.standardised.now)}


def split_words(diagnosis: Diagnosis) -> str:
    """Why clients changed, from the days before the cohort to the cohort."""
    total = round(diagnosis.split.total)
    values = {"now": diagnosis.cohort.label(), "before": diagnosis.before.label(), "count": counted(abs(total))}
    if total == 0:
        return _("As many clients from the leads of %(now)s as from those of %(before)s.") % values
    if total > 0:
        return _("%(count)s more clients from the leads of %(now)s than from those of %(before)s.") % values
    return _("%(count)s fewer clients from the leads of %(now)s than from those of %(before)s.") % values


def _leads(count: int) -> str:
    return ngettext("%(n)s lead", "%(n)s leads", count) % {"n": counted(count)}


def _rough(number: float) -> str:
    return formats.number_format(round(number, 1 if number < 10 else 0), decimal_pos=0 if number >= 10 or number == round(number) else 1)
