"""The lead list as a file: the same columns in CSV, XLSX and JSON, written in blocks, so that any number of leads fits in memory."""

from leads.export.columns import Column, columns
from leads.export.leads import COLUMNS
from leads.export.reading import Row, chunks

__all__ = ["COLUMNS", "Column", "Row", "chunks", "columns"]
