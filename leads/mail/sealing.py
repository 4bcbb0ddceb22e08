"""Where the password of the mailbox is sealed."""

from accounts.sealing import Unreadable, seal, unseal

__all__ = ["Unreadable", "seal", "unseal"]
