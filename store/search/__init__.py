"""The query language, the vocabulary, the engine and the facets."""
