"""The linear history of the schema: forward only, written by hand."""
