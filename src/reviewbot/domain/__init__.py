"""What reviews, works, ratings and spoilers are: frozen values and pure functions."""
