"""The cast every test may call on. Root conftest.py brings up the database and the browser."""
