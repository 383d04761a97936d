"""Feeds: fetched politely and within bounds, their new entries into the archive."""
