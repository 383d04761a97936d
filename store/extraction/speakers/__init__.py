"""Who each source of an article is."""
