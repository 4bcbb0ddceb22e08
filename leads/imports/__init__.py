"""Leads from a file: read it, recognise its columns, ask what is unclear, check it, write it.

    files, reading → table → columns → plan → questions → rows → runs → summary; undo takes a file back

The browser and `import_leads` walk the same way. What a higher app adds to a row is a handler in `row_handlers`.
"""
