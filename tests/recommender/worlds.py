"""Made-up servers in which it is known what decides: content, the crowd, or taste groups."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from reviewbot.recommender.arrays import Sparse

WORKS, NEWCOMERS, HIDDEN_FROM = 150, 60, 10


@dataclass(frozen=True)
class World:
    """Ratings in stars: of the members, and of newcomers, in an order to reveal them in."""

    members: Sparse
    newcomers: Sparse
    features: Sparse

    def known(self, count: int) -> Sparse:
        """Return the first ratings of each newcomer."""
        return _part(self.newcomers, 0, count)

    def hidden(self) -> Sparse:
        """Return what is never revealed."""
        return _part(self.newcomers, HIDDEN_FROM, self.newcomers.shape[1])


def world(decides: str, members: int, seed: int) -> World:
    """Make one; each member rates about 10 works, rather what they like, in half stars."""
    rng = np.random.default_rng([seed, members, len(decides)])
    people = members + NEWCOMERS
    features = (rng.random((WORKS, 12)) < 0.2).astype(float)
    features[np.arange(WORKS), rng.integers(0, 12, WORKS)] = 1.0
    quality, group = rng.normal(0, 1, WORKS), rng.integers(0, 3, WORKS)
    if decides == "content":
        likes = rng.normal(0, 1, (people, 12)) @ features.T / np.sqrt(2)
    elif decides == "crowd":
        likes = np.tile(1.3 * quality, (people, 1))
    else:
        same = rng.integers(0, 3, people)[:, None] == group[None, :]
        likes = np.where(same, 1.4, -1.0) + 0.2 * quality
    if decides != "content":
        features = (rng.random((WORKS, 12)) < 0.2).astype(float)
    stars = np.zeros((people, WORKS))
    shown = 0.8 * likes + (quality if decides == "crowd" else 0.0)
    for person in range(people):
        middle, spread = (10, 0.6) if person < members else (30, 0.1)
        many = int(np.clip(np.exp(rng.normal(np.log(middle), spread)), 1, WORKS - 1))
        chance = np.exp(shown[person])
        some = rng.choice(WORKS, many, replace=False, p=chance / chance.sum())
        felt = 3.3 + 0.9 * likes[person, some] + rng.normal(0, 0.5, many)
        stars[person, some] = np.clip(np.round(felt * 2) / 2, 0.5, 5.0)
    there = np.flatnonzero(stars[:members].any(axis=0))
    stars = stars[:, there]
    return World(
        sp.csr_matrix(stars[:members]),
        sp.csr_matrix(stars[members:]),
        sp.csr_matrix(features[there]),
    )


def _part(stars: Sparse, start: int, end: int) -> Sparse:
    """Keep some places of each row's lot, which is the same for every cut."""
    rng = np.random.default_rng(7)
    kept = np.zeros(stars.shape)
    for row in range(stars.shape[0]):
        rated = np.flatnonzero(stars[[row]].toarray().ravel())
        some = rng.permutation(rated)[start:end]
        kept[row, some] = stars[[row]].toarray().ravel()[some]
    return sp.csr_matrix(kept)


def planted(seed: int) -> tuple[list[tuple[str, int, int]], int, set[str], dict[str, int]]:
    """Make two tastes among 12 members, and one who has shown theirs by six ratings.

    Returns the ratings of all, the asker, the asker's favourites that they do not know, and
    the asker's own ratings. Everybody rates ten of 24 works of both sides: those of
    their own taste with 4 to 5 stars, the others with 1 to 2½.
    """
    rng = np.random.default_rng(seed)
    asker, ratings, own = 12, [], {}
    for member in range(13):
        taste = member % 2
        sides = [rng.permutation(12) + 12 * side for side in range(2)]
        mine, theirs = sides[taste], sides[1 - taste]
        count = (4, 2) if member == asker else (6, 4)
        given = [(w, int(rng.integers(80, 101))) for w in mine[: count[0]]]
        given += [(w, int(rng.integers(20, 51))) for w in theirs[: count[1]]]
        ratings += [(f"work {w:02}", member, points) for w, points in given]
        own = {f"work {w:02}": points for w, points in given}
    liked = {f"work {w:02}" for w in range(12)} - set(own)
    return ratings, asker, liked, own
