"""What one article says joined to what the archive knows."""
