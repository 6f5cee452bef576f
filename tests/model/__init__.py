"""One random story told to both engines and to a plain dictionary, which must agree."""
