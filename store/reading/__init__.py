"""Bytes to `Article`: one module a format, and a registry."""
