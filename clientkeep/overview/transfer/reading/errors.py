"""Why a whole file cannot be read. A row that cannot be used is a Problem of its record, never one of these."""


class UnreadableFile(ValueError):
    """The file as a whole is refused. `code` is stable for programs, str(error) is the sentence for people."""

    code = "unreadable"


class EmptyFile(UnreadableFile):
    code = "empty"


class FileTooLarge(UnreadableFile):
    code = "file_too_large"


class TooManyRows(UnreadableFile):
    code = "too_many_rows"


class TooManyColumns(UnreadableFile):
    code = "too_many_columns"


class FieldTooLong(UnreadableFile):
    code = "field_too_long"


class NotATable(UnreadableFile):
    """The bytes are of another kind: a workbook, a picture, an archive."""

    code = "not_a_table"
