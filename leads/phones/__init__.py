"""Phone numbers: whatever was typed, the E.164 number it stands for, and what is doubtful about it. One rule for files, forms and mail.

number (what comes out) ← plain (most numbers, fast) ← reading (all the others) ← old_forms, words
"""

from leads.phones.number import Doubt, Phone, digits_of, doubts
from leads.phones.reading import parse_phone, parse_phones

__all__ = ["Doubt", "Phone", "digits_of", "doubts", "parse_phone", "parse_phones"]
