from django.db import Error
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection is kept for the next request only while it can be written to.

    After a switch-over, one that was opened meanwhile still leads to the server that takes no writes, or has its
    read-only setting; a new one finds the server that does.
    """

    def is_usable(self) -> bool:
        if self.connection is None:
            return False
        try:
            with self.connection.cursor() as cursor:
                cursor.execute("SELECT current_setting('transaction_read_only') = 'off'")
                return cursor.fetchone()[0]
        except (Error, self.Database.Error):
            return False
