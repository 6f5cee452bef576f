"""Coverage-guided fuzzing of every parser that meets what strangers type."""
