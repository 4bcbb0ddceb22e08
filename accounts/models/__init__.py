from accounts.models.business import Business
from accounts.models.chore import Chore
from accounts.models.invitation import EmailTaken, Invitation, InvitationClosed
from accounts.models.user import LastAdmin, User, Yourself

__all__ = ["Business", "Chore", "EmailTaken", "Invitation", "InvitationClosed", "LastAdmin", "User", "Yourself"]
