"""The Discord client and what surrounds it: routing, failures, and the messages we owe."""
