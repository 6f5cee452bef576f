"""Looks an installation over and names what is wrong with it, each with its fix."""
