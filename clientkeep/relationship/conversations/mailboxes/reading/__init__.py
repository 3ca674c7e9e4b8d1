"""Reading a mail that anybody may have written: bytes in, a Mail of plain values out, or Unreadable with the reason."""

from .mail import Attachment, Mail, Unreadable, read

__all__ = ["Attachment", "Mail", "Unreadable", "read"]
