"""Every link in each of Jekyll's capsules in tests/sites and tests/feeds leads to something that is not empty, and every page answers, on both
protocols."""
import json
import pathlib
import signal
import sys
import urllib.parse

import pytest
import splash
from test_crawl import check_type

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS / "sites"))
import capsule_text  # noqa: E402

CAPSULES = {f"{path.stem.replace('_', '-')}.{path.parent.name.replace('_', '-')}.{path.parent.parent.name}.example": path
            for folder in ("sites/capsules", "sites/liquid_capsules", "feeds/capsules") for path in sorted((TESTS / folder).glob("*.txt"))}


class Sites:
    """One server of all capsules, each a host of its own. Gopher's host is the default one, which a reload changes."""

    def __init__(self, scratch):
        self.scratch = scratch
        self.folders = {host: capsule_text.write(path.read_text(encoding="utf-8"), scratch / host) for host, path in CAPSULES.items()}
        self.server = splash.Server(None, scratch, config=self.config(next(iter(CAPSULES))), workers=1)

    def config(self, default):
        return "hosts:\n" + "".join(f"- {{ name: {host}, capsule: {folder} }}\n" for host, folder in self.folders.items()) + f"default_host: {default}\n"

    def choose(self, host):
        """HOST answers on Gopher."""
        before = set(self.server.workers())
        (self.scratch / "splashdown.yml").write_text(self.config(host), encoding="utf-8")
        self.server.process.send_signal(signal.SIGHUP)
        splash.eventually(lambda: self.server.workers() and not before & set(self.server.workers()), "new workers")

    def get(self, host, path):
        return splash.gemini(self.server.gemini, self.server.url(path, host), sni=host)


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    found = Sites(tmp_path_factory.mktemp("sites"))
    with found.server:
        yield found


def addresses(folder):
    """The addresses of all pages of a capsule, whether anything leads to them or not."""
    code, out, _ = splash.run("list", "--format", "json", folder)
    assert code == 0
    return [(page["gemini"], page["gopher"]) for page in json.loads(out)]


def crawl_gemini(sites, host):
    origin = f"gemini://{host}:{sites.server.gemini}"
    found, dead = {}, []
    waiting = [("/", "the start")] + [(address, "the list") for address, _ in addresses(sites.folders[host])]
    while waiting:
        path, whence = waiting.pop()
        path = path.partition("#")[0]
        if path in found:
            continue
        answer = found[path] = sites.get(host, path)
        if answer.status in (30, 31):
            waiting.append((urllib.parse.urljoin(path, answer.meta.removeprefix(origin)), f"{path}, which {whence} leads to"))
        elif answer.status not in (10, 20) or (answer.status == 20 and not answer.body.strip()):
            dead.append(f"{path} of {whence}: {answer.header.decode()}")
        elif answer.status == 20 and answer.meta.startswith("text/gemini"):
            for link, _ in splash.links(answer.text):
                whole = urllib.parse.urljoin(f"http://here{path}", link)
                if whole.startswith("http://here/"):
                    waiting.append((whole.removeprefix("http://here"), path))
    return dead, found


def crawl_gopher(sites, host):
    found, dead, waiting = {}, [], [("1", "", "the start")] + [("1", selector, "the list") for _, selector in addresses(sites.folders[host])]
    while waiting:
        kind, selector, whence = waiting.pop()
        if selector in found:
            continue
        body = found[selector] = sites.server.select(selector + "\tmoon" if kind == "7" else selector)
        try:
            # The pictures of these capsules are none.
            check_type(kind if kind in "017" else "9", selector, body)
        except AssertionError as error:
            dead.append(f"{kind} {selector} of {whence}: {error}")
            continue
        if kind == "1":
            waiting += [(item.type, item.selector, selector) for item in splash.menu(body)
                        if item.type not in "i8T" and (item.host, item.port) == (host, sites.server.gopher)]
    return dead, found


def test_no_link_is_dead_on_gemini(sites):
    found = {host: crawl_gemini(sites, host) for host in CAPSULES}

    assert not {host: dead for host, (dead, _) in found.items() if dead}


def test_no_link_is_dead_on_gopher(sites):
    found = {}
    for host in CAPSULES:
        sites.choose(host)
        found[host] = crawl_gopher(sites, host)

    assert not {host: dead for host, (dead, _) in found.items() if dead}
