"""Collections of quotes and articles that other programs wrote, read into the archive."""
