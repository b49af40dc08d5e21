import atexit
import os
import shutil
import tempfile

import actors
import pytest

import splash

# Keys are noted in the user's state folder, of which these tests have one of their own.
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="splashdown-state-")
atexit.register(shutil.rmtree, os.environ["XDG_STATE_HOME"], ignore_errors=True)

SAMPLE = splash.ROOT / "capsule"


@pytest.fixture
def serve(tmp_path):
    """serve({path: text}, flag...) or serve(folder, flag...): a running server that ends with the test, exit code checked."""
    running = []

    def start(capsule, *flags, **keywords):
        folder = splash.write_capsule(tmp_path / f"capsule{len(running)}", capsule) if isinstance(capsule, dict) else capsule
        server = splash.Server(folder, tmp_path, *flags, **keywords)
        server.capsule = folder
        running.append(server)
        return server

    yield start
    for server in running:
        server.__exit__(None)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample capsule, served for a whole module."""
    with splash.Server(SAMPLE, tmp_path_factory.mktemp("sample")) as server:
        yield server


@pytest.fixture(scope="module")
def seed(tmp_path_factory):
    """The real post in a capsule of its own; what needs it skips where it is absent."""
    if not splash.SEED.exists():
        pytest.skip(f"{splash.SEED.parent} is absent: the real post is not part of the project")
    folder = splash.write_capsule(tmp_path_factory.mktemp("seed") / "capsule", {
        "_config.yml": "title: 訪談\nauthor: 譯者\nlang: zh-TW\npermalink: /posts/:title:output_ext\n",
        f"_posts/{splash.SEED.name}": splash.SEED.read_bytes(),
    })
    with splash.Server(folder, tmp_path_factory.mktemp("seed-server")) as server:
        server.capsule = folder
        yield server


@pytest.fixture(params=actors.NAMES)
def actor(request):
    """Each test that takes it runs as root and as an ordinary user (the latter alone where there is no root)."""
    with actors.acting_as(request.param) as found:
        yield found
