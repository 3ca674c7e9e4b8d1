"""Static files with a hash in their name, packed once at set-up."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class PackedStatic(CompressedManifestStaticFilesStorage):
    """A missing entry is served by its plain name instead of failing the page."""

    manifest_strict = False

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """Return the name with its hash, or the plain one where the file was not collected."""
        try:
            return super().hashed_name(name, content, filename)
        except ValueError:
            if content is not None:
                raise
            return name
