"""reviewbot: a community's reviews, kept, found and talked about, in Discord."""
