"""A capsule whose folder cannot be opened: its host alone is not served, and comes up once the folder is there."""
import signal

import pytest

import splash
from actors import NAMES, acting_as
from splash import Server, eventually, write_capsule

PAGES = {"_config.yml": "title: T\n", "_posts/2024-01-01-moon.md": "---\ntitle: Moon\n---\nhi\n"}


@pytest.fixture(params=NAMES)
def actor(request):
    with acting_as(request.param) as one:
        yield one


def hosts(here, there):
    return f"hosts:\n  - {{ name: localhost, capsule: {here} }}\n  - {{ name: b.example, capsule: {there} }}\n"


def status(server, host):
    return splash.gemini(server.gemini, server.url("/", host), sni=host)


def test_a_folder_that_is_not_there_stops_its_host_alone_until_it_is(actor):
    here, there = actor.capsule(PAGES), actor.folder / "later"
    with actor.serve(None, config=hosts(here, there)) as server:
        assert f":3: capsule {there} cannot be opened: No such file or directory; b.example is not served until it can" in server.said()
        assert status(server, "localhost").status == 20
        answer = status(server, "b.example")
        assert (answer.status, answer.meta) == (42, "The folder of this capsule is not there now")
        actor.capsule(PAGES, name="later")
        eventually(lambda: status(server, "b.example").status == 20, "the page of the folder that came later")
        eventually(lambda: "the capsule's folder of b.example can be opened now" in server.said(), "a line that says so")
        assert status(server, "localhost").status == 20


def test_a_reload_without_the_folder_stops_its_host_alone(tmp_path):
    here, there = write_capsule(tmp_path / "here", PAGES), write_capsule(tmp_path / "there", PAGES)
    with Server(None, tmp_path, config=hosts(here, there)) as server:
        assert status(server, "b.example").status == 20
        there.rename(tmp_path / "away")
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: status(server, "b.example").status == 42, "the host without a folder")
        assert status(server, "localhost").status == 20
        (tmp_path / "away").rename(there)
        eventually(lambda: status(server, "b.example").status == 20, "the folder that is back")


def test_the_first_host_may_be_the_one(tmp_path):
    there = write_capsule(tmp_path / "there", PAGES)
    with Server(None, tmp_path, config=hosts(tmp_path / "nowhere", there)) as server:
        assert status(server, "b.example").status == 20
        assert server.select("/").startswith(b"3The folder of this capsule is not there now")


def test_without_any_folder_nothing_starts(tmp_path):
    (tmp_path / "s.yml").write_text(hosts(tmp_path / "a", tmp_path / "b"))
    code, _, said = splash.run("serve", "-c", tmp_path / "s.yml", "--certs", tmp_path / "certs")
    assert code == 1
    assert said.count("cannot be opened: No such file or directory; name the folder of a blog") == 2
