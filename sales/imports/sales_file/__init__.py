"""Files of sales: what was sold to whom, written down here through the same importer as leads.

kind (fields, words, what cannot go in) → people (who bought) and book (which sales are here) → writing → back
"""
