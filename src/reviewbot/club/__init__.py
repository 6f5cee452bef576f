"""The demonstration club: its words, and what is shown with them."""
