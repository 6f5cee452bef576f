"""Discord's gateway: sessions, events, resume."""
