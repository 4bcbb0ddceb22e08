from accounts.models.business import Business
from accounts.models.invitation import Invitation, InvitationClosed
from accounts.models.user import User

__all__ = ["Business", "Invitation", "InvitationClosed", "User"]
