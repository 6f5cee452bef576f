"""What all tests may use; see `databases.py`."""

pytest_plugins = ["tests.databases"]
