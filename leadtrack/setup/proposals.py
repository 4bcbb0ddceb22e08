"""Where leads come from, by trade: a list to tick on the first day. What every business has (a recommendation, its own
clients, not known) is built in and on none of these lists."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Trade:
    key: str
    label: str
    sources: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Worth a thought, but not ticked."""


TRADES = (
    Trade(
        "home",
        _("Building and home"),
        (
            _("Google search"),
            _("Google Maps"),
            _("Van or site board"),
            _("Leaflet"),
            _("Local paper"),
            _("Trade directory"),
            _("Showroom passer-by"),
        ),
        (_("Architect or designer"), _("Home fair"), _("Facebook"), _("Instagram"), _("Builders’ merchant")),
    ),
    Trade(
        "beauty",
        _("Hair, beauty, wellness"),
        (_("Instagram"), _("Google Maps"), _("Passing by"), _("Booking site"), _("Gift voucher")),
        (_("TikTok"), _("Facebook"), _("Leaflet"), _("Hotel or partner"), _("Local event")),
    ),
    Trade(
        "health",
        _("Dental, health, care"),
        (_("Google search"), _("Google Maps"), _("Doctor’s referral"), _("Insurer’s list"), _("Sign at the practice")),
        (_("Facebook"), _("Employer scheme"), _("School visit"), _("Review site")),
    ),
    Trade(
        "fitness",
        _("Fitness and sport"),
        (_("Instagram"), _("Google Maps"), _("Free trial"), _("Member brought a friend"), _("Passing by"), _("Leaflet")),
        (_("Company scheme"), _("Local event"), _("Facebook"), _("Physiotherapist")),
    ),
    Trade(
        "food",
        _("Catering, venues, events"),
        (_("Google search"), _("Instagram"), _("Venue’s recommendation"), _("Wedding site"), _("Tasting or open day")),
        (_("Event planner"), _("Bridal fair"), _("Facebook"), _("Guest at another event")),
    ),
    Trade(
        "advice",
        _("Law, tax, consulting"),
        (_("Google search"), _("LinkedIn"), _("Talk or seminar"), _("Partner firm"), _("Newsletter")),
        (_("Chamber of commerce"), _("Bank"), _("Article in the press"), _("Podcast")),
    ),
    Trade(
        "property",
        _("Property"),
        (_("Property portal"), _("For-sale board"), _("Office window"), _("Google search"), _("Open viewing")),
        (_("Facebook"), _("Local paper"), _("Mortgage adviser"), _("Letter to the street")),
    ),
    Trade(
        "cars",
        _("Cars and garages"),
        (_("Car portal"), _("Google Maps"), _("Forecourt"), _("Manufacturer’s site"), _("Radio")),
        (_("Facebook Marketplace"), _("Insurer"), _("Local paper"), _("Test-drive day")),
    ),
    Trade(
        "courses",
        _("Courses and schools"),
        (_("Google search"), _("Open day"), _("Course directory"), _("Instagram"), _("Leaflet")),
        (_("School or university"), _("Employer"), _("Job centre"), _("YouTube")),
    ),
    Trade(
        "business",
        _("Software and services for firms"),
        (_("Google search"), _("LinkedIn"), _("Webinar"), _("Trade fair"), _("Partner"), _("Newsletter")),
        (_("Review site"), _("Cold call"), _("Podcast"), _("Press"), _("Online advert")),
    ),
    Trade(
        "other",
        _("Something else"),
        (_("Google search"), _("Google Maps"), _("Social media"), _("Passing by"), _("Leaflet")),
        (_("Local paper"), _("Partner"), _("Event"), _("Online advert"), _("Newsletter")),
    ),
)


def trade(key: str | None) -> Trade:
    """The trade of that key; the last, general one for any other key."""
    return next((each for each in TRADES if each.key == key), TRADES[-1])
