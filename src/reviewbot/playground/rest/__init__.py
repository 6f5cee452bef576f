"""Discord's REST interface, version 10, as far as a review bot calls it."""
