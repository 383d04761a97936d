"""What goes wrong with an archive, for everybody who only has to catch it."""


class ArchiveError(Exception):
    """The archive cannot be used; the message is a sentence that says what to do."""


class CorrectionError(ArchiveError):
    """What a person asked for is not in the archive, or cannot be; the message says why in a sentence."""
