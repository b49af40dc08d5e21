import pytest

import rendering


@pytest.fixture(scope="module")
def render():
    """render(format, text): see rendering.Renderer."""
    with rendering.Renderer() as renderer:
        yield renderer
