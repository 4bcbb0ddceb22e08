"""A mail as bytes, read into text, people and files."""
