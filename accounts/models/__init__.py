from accounts.models.absence import Absence
from accounts.models.business import Business
from accounts.models.chore import Chore
from accounts.models.hours import Holiday, OpeningHours
from accounts.models.invitation import EmailTaken, Invitation, InvitationClosed
from accounts.models.mail_server import MailServer
from accounts.models.posting import Posting
from accounts.models.preferences import CalendarFeed, Preferences
from accounts.models.saved_file import SavedFile
from accounts.models.sign_of_life import SignOfLife
from accounts.models.user import LastAdmin, User, Yourself

__all__ = [
    "Absence",
    "Business",
    "CalendarFeed",
    "Chore",
    "EmailTaken",
    "Holiday",
    "Invitation",
    "InvitationClosed",
    "LastAdmin",
    "MailServer",
    "OpeningHours",
    "Posting",
    "Preferences",
    "SavedFile",
    "SignOfLife",
    "User",
    "Yourself",
]
