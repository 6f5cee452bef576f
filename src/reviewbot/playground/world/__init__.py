"""Everything there is on this Discord, without any network."""
