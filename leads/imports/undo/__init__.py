"""A whole file taken back, and brought back: read from the history, which has every row that a run of a file wrote, under its context.

No ledger of its own: an import of new rows costs nothing more, and whatever writer comes next is taken back as well.

history (what was written under some contexts, and how it stands now) → made (leads a file made: go or stay) and changes (what was here
before: put back or stays) → people. `children` is what hangs on a lead; higher apps add theirs. taking_back uses it.
"""
