"""Two leads that were one enquiry, or two contacts who are one person, become one. It can be undone.

leads and contacts: the verbs · mergers: one or both of them at once, as somebody decided on a page, and its undo · preview: what would
become of them · history: what the timeline of a lead says of it
"""

from leads.merging.leads import merge, parts, register, survivor, unmerge

__all__ = ["merge", "parts", "register", "survivor", "unmerge"]
