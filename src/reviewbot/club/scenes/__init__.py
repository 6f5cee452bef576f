"""The parts of the tour: each acts and tells one stretch of a review's life, and checks it."""
