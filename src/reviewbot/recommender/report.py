"""An evaluation as text, narrow enough for a terminal."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from reviewbot.recommender.evaluation import OURS, Result, evaluate, ratio
from reviewbot.recommender.peers import SINGLE
from reviewbot.recommender.protocol import KNOWN, PROTOCOLS
from reviewbot.recommender.rating_files import read_ratings

_WIDTH = 38


def told(
    ratings: Path,
    works: Path | None,
    sizes: Sequence[int],
    seeds: int,
    protocol: str = PROTOCOLS[0],
) -> Iterator[str]:
    """Yield the lines of an evaluation as they are ready.

    See `read_ratings` for what is raised, and `PROTOCOLS` for what there is: `ValueError` too
    where there is no such protocol.
    """
    if protocol not in PROTOCOLS:
        raise ValueError(f"there is no protocol {protocol!r}, only {' and '.join(PROTOCOLS)}.")
    stars, features = read_ratings(ratings, works)
    yield (
        f"{stars.shape[0]} people with {stars.nnz} ratings of {stars.shape[1]} works, "
        f"{features.shape[1]} features."
    )
    for members in sizes:
        results: list[Result] = []
        for result in evaluate(stars, features, members, seeds, protocol=protocol):
            if not results:
                yield heading(members, seeds)
            results.append(result)
            yield line(result)
        yield verdict(results)


def heading(members: int, seeds: int) -> str:
    """Return what stands above the lines of one size."""
    known = "".join(f"{n:>7}" for n in KNOWN)
    return (
        f"\n{members} members, {seeds} communities: "
        "nDCG@10 by known ratings, then means over 1 to 10\n"
        f"{'':{_WIDTH}}{known}    mean    +-   recall   hit  disl.  cover  fit s  ans.ms    MB"
    )


def line(result: Result) -> str:
    """Return one recommender's line."""
    known = "".join(f"{np.mean(result.by_known[n]):7.4f}" for n in KNOWN)
    mean, half = result.ndcg()
    recall, hit, disliked, coverage = (
        float(np.mean(result.means[name])) for name in ("recall", "hit", "disliked", "coverage")
    )
    return (
        f"{result.name:{_WIDTH}}{known}  {mean:.4f} {half:.4f}  {recall:.4f} {hit:.3f} "
        f"{disliked:.4f} {coverage:6.3f} {result.fit_seconds:6.3f} {result.answer_ms:7.2f} "
        f"{result.peak_mb:5.0f}"
    )


def verdict(results: Sequence[Result]) -> str:
    """Return how ours compares with the best single peer and with the best blend.

    Each ratio stands with the 95 % interval that the communities give it.
    """
    named = {result.name: result for result in results}
    ndcg = {name: result.ndcg()[0] for name, result in named.items()}
    cold = {name: float(np.mean(result.by_known[0])) for name, result in named.items()}
    single = max((name for name in ndcg if name in SINGLE), key=ndcg.__getitem__)
    blended = max((name for name in ndcg if name not in (*SINGLE, OURS)), key=ndcg.__getitem__)
    popular = max(("popularity", "bayesian average"), key=cold.__getitem__)
    mine = named[OURS]
    warm = [
        f"ours / {name} = {_ratio(mine.means['ndcg'], named[name].means['ndcg'])}"
        for name in (single, blended)
    ]
    first = _ratio(mine.by_known[0], named[popular].by_known[0])
    return "\n".join([*warm, f"with nothing known, ours / {popular} = {first}"])


def _ratio(mine: Sequence[float], theirs: Sequence[float]) -> str:
    share, low, high = ratio(mine, theirs)
    return f"{share:.3f} ({low:.3f} to {high:.3f})"
