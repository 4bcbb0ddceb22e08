"""Our own list of leads, saved and brought in again: only what was changed in it changes here, and into an empty LeadTrack all of it
comes back.

kind → rows (reading) → writer, which gives known leads to changes and new ones to restoring. Docs: docs/importing.md, "Our own file".
"""
