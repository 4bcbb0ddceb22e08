"""Leads from a file: read it, recognise its columns, ask what is unclear, check it, write it.

    reading → Table → recognising → Plan → questions → drafts → batches → Summary

The browser and `import_leads` walk the same way. What a higher app adds to a row is a handler in `registry`.
"""
