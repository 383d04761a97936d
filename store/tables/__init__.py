"""The statements that make the archive's tables, by what they hold; `store.schema` runs them in order."""
