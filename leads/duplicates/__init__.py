"""Contacts who are probably one person, looked for in the background and kept in a table, so that pages only read it.

blocking: which pairs are worth a look, in SQL · scoring: how likely a pair is one person, and why · finding: the chore
"""
