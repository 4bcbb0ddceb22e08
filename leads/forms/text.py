"""The fields for text and days that every room's forms use; they live with the forms of accounts."""

from accounts.forms.text import DateField, TextField, TimeField, has_something_to_read

__all__ = ["DateField", "TextField", "TimeField", "has_something_to_read"]
