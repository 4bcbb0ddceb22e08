"""People and firms we know how to reach: who a row, a mail or a form is about."""
