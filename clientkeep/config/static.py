"""Static files with a hash in their name, packed once at set-up."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class PackedStatic(CompressedManifestStaticFilesStorage):
    """A missing entry is served by its plain name instead of failing the page."""

    manifest_strict = False
