"""From ratings to suggestions: plain sequences in, plain sequences out; nobody's text is read."""
