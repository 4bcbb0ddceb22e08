"""From the mailbox to a lead: who asked, which message of ours it answers, and what becomes of it."""
