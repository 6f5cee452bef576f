"""The two shapes of number that everything here is made of, and what is done to both."""

from typing import Any, TypeAlias

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

Dense: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]
Sparse: TypeAlias = Any
"""A `scipy.sparse.csr_matrix` of float64; scipy carries no types."""


def with_data(matrix: Sparse, data: Dense) -> Sparse:
    """Return the matrix with other values in the same places, zeros among them kept."""
    return sp.csr_matrix((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def counts(matrix: Sparse) -> Dense:
    """Return how many entries each row has."""
    return np.asarray(np.diff(matrix.indptr), dtype=np.float64)


def row_sums(matrix: Sparse) -> Dense:
    """Return the sum of each row, without a pass over the columns: one row is quick."""
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    summed = np.bincount(rows, matrix.data, minlength=matrix.shape[0])
    return np.asarray(summed, dtype=np.float64)


def column_sums(matrix: Sparse) -> Dense:
    """Return the sum of each column."""
    if matrix.format != "csr":
        return np.asarray(matrix.sum(axis=0), dtype=np.float64).ravel()
    summed = np.bincount(matrix.indices, matrix.data, minlength=matrix.shape[1])
    return np.asarray(summed, dtype=np.float64)


def standardised(scores: Dense, among: Mask) -> Dense:
    """Shift and scale each row to mean 0 and deviation 1 `among` its candidates, 0 elsewhere.

    A row that says nothing, all its candidates alike, becomes zeros.
    """
    size = np.maximum(among.sum(axis=1, keepdims=True), 1)
    centred = np.where(among, scores, 0.0)
    centred = np.where(among, centred - centred.sum(axis=1, keepdims=True) / size, 0.0)
    spread = np.sqrt(np.square(centred).sum(axis=1, keepdims=True) / size)
    return centred / np.where(spread > 1e-9, spread, np.inf)
