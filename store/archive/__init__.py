"""The archive, one SQLite file: `writer` is the only module that writes it, `reader` reads."""
