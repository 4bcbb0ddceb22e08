"""E-mail to and from the people behind leads.

message = mail.queue(lead, by=user, subject=…, text=…, key=…)     out, exactly once
mail.register(Listener)                                          hear of replies, bounces and opt-outs, and stop what is queued
mail.opt_out(address, how=…) / mail.lift(address, …)              who wants no mail
"""

from leads.mail.listeners import Listener, register
from leads.mail.optout import has_opted_out, lift, opt_out
from leads.mail.outbound.delivery import it_arrived
from leads.mail.outbound.outbox import CannotSend, NoAddress, NotSetUp, OptedOut, SentOtherwise, leave_unsent, queue, send_again

__all__ = [
    "CannotSend",
    "Listener",
    "NoAddress",
    "NotSetUp",
    "OptedOut",
    "SentOtherwise",
    "has_opted_out",
    "it_arrived",
    "leave_unsent",
    "lift",
    "opt_out",
    "queue",
    "register",
    "send_again",
]
