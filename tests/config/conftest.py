import pytest

from tests.installation import Installation


@pytest.fixture
def installation(tmp_path):
    """An empty installation in a folder of its own; what it started is stopped at the end."""
    made = Installation(tmp_path / "data")
    yield made
    made.close()
