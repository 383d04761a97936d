"""One module a widget; a widget knows records and messages, never SQL."""
