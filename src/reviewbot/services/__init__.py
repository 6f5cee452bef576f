"""What members change: for each use case its rule, one transaction, and what we owe Discord.

Questions need no service; they go to the store over a connection that refuses writes.
"""
