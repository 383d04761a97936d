"""Text to quotes, offline; knows no database."""
