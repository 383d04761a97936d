"""The `onrecord` command and the reader on the screen."""
