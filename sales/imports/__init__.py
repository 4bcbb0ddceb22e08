"""Sales' part of an import: the opportunity, and the sale, of a row that has a stage or an outcome."""
