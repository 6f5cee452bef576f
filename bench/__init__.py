"""Benchmarks: ours beside the bare library, in one run, as ratios."""
