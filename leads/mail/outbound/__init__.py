"""From a message that somebody wrote to the server that takes it."""
