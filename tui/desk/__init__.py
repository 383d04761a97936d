"""The archive's own process: questions come in, answers go out (see `tui.session`)."""
