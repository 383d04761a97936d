"""Quotes to evidence: citations and files."""
