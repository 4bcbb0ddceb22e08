"""How apps above hear of mail: they register here in their app's `ready()`, and leads never imports them.

class Sequences(Listener):
    name = "sequences"
    def replied(self, message): ...
"""


class Listener:
    """Everything is called inside the transaction that writes what happened; what it raises undoes that."""

    name = ""

    def may_send(self, message) -> bool:
        """Asked with the message locked, right before it is transmitted. False: it is stopped and never sent."""
        return True

    def sent(self, message) -> None:
        """It went out."""

    def replied(self, message) -> None:
        """Somebody wrote to us. Automatic replies do not count."""

    def bounced(self, message) -> None:
        """An outgoing message came back for good."""

    def opted_out(self, address) -> None:
        """Whoever has this address (MailAddress) wants no more mail. `address.key` is as in ContactEmail.key."""


listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Add a listener, once."""
    if listener.name not in [each.name for each in listeners]:
        listeners.append(listener)


def tell(event: str, subject) -> None:
    for listener in listeners:
        getattr(listener, event)(subject)


def may_send(message) -> bool:
    return all(listener.may_send(message) for listener in listeners)
