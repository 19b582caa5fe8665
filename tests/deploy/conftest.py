"""What the image holds, made once for all the tests that start it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.dockerfile import Image


@pytest.fixture(scope="session")
def image() -> Iterator[Image]:
    """Not in pytest's own folder, which only its user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="laureat-image-"))
    folder.chmod(0o755)
    try:
        yield Image(folder)
    finally:
        shutil.rmtree(folder)
