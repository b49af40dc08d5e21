"""Whoever knows every key of tickets that a worker holds, and the certificate of a visitor but not its key, opens no restricted folder
and hides nobody's certificate."""
import re
import subprocess

import pytest

import splash

FORGE = splash.BIN / "tests" / "forge_ticket"
NO_SUCH_KEY = 3
HOSTS = ("closed.example", "alias.example", "open.example")


class Forgers:
    """A server of two hosts that share a secret, of which one asks for certificates; and what is known to who forges."""

    def __init__(self, tmp_path):
        self.folder = tmp_path
        capsule = splash.write_capsule(tmp_path / "c", {"index.gmi": "# Home\n", "private/x.gmi": "# Private\n"})
        self.ana, fingerprint = splash.client_certificate(tmp_path, "ana")
        self.secret = tmp_path / "secret"
        # Twice: the one before still opens.
        for _ in range(2):
            assert splash.run("cert", "tickets", self.secret)[0] == 0
        config = (f"tickets: {{ secret: {self.secret} }}\nhosts:\n- {{ name: open.example, capsule: {capsule} }}\n- {{ name: closed.example, "
                  f"aliases: [alias.example], capsule: {capsule}, restricted: {{ /private/: ['SHA256:{fingerprint}'] }} }}\n")
        self.server = splash.Server(None, tmp_path, config=config)

    def forge(self, host, version, key, certificate=True):
        """The file of a session; None: there is no key of that number."""
        out = self.folder / f"{host}-{version}-{key}-{certificate}"
        done = subprocess.run([FORGE, self.secret, host, version, str(key), *(self.ana if certificate else ())], capture_output=True,
                              timeout=splash.PATIENCE)
        if done.returncode == NO_SUCH_KEY:
            return None
        assert done.returncode == 0, done.stderr
        out.write_bytes(done.stdout)
        return out

    def all(self, host, version, certificate=True):
        """A session for each key."""
        sessions = []
        while (session := self.forge(host, version, len(sessions), certificate)) is not None:
            sessions.append(session)
        assert len(sessions) >= 4, "of today, yesterday and tomorrow, and of the secret before"
        return sessions

    def offer(self, session, sni, url, certificate=False):
        """(whether the session was taken, status) of one request."""
        shown = ["-cert", self.ana[0], "-key", self.ana[1]] if certificate else []
        said = splash.openssl("s_client", "-connect", f"127.0.0.1:{self.server.gemini}", "-servername", sni, "-sess_in", session, "-ign_eof",
                              *shown, stdin=f"{url}\r\n".encode())
        status = re.search(r"^([1-6]\d) ", said, re.M)
        assert status, said
        assert ("# Private" in said) == (status[1] == "20" and "/private/" in url), said
        return "\nReused, TLS" in said, int(status[1])

    def private(self, host):
        return f"gemini://{host}:{self.server.gemini}/private/x.gmi"

    def home(self, host):
        return f"gemini://{host}:{self.server.gemini}/"


@pytest.fixture
def forgers(tmp_path):
    found = Forgers(tmp_path)
    with found.server:
        yield found


@pytest.mark.parametrize("version", ["1.2", "1.3"])
def test_no_forged_ticket_opens_a_restricted_folder(forgers, version):
    for sealed_for in HOSTS:
        for session in forgers.all(sealed_for, version):
            for asked in HOSTS[:2]:
                assert forgers.offer(session, asked, forgers.private(asked)) == (False, 60)


def test_a_session_of_a_host_that_does_not_ask_says_nothing_about_its_visitor(forgers):
    """It is resumed, but the certificate in it, which nobody has shown, does not count: not here, and not at a host that would
    ask."""
    for session in forgers.all("open.example", "1.3"):
        assert forgers.offer(session, "open.example", forgers.home("open.example")) == (True, 20)
        for asked in HOSTS[:2]:
            taken, status = forgers.offer(session, "open.example", forgers.private(asked))
            assert taken and status != 20
    for session in forgers.all("open.example", "1.2"):
        assert forgers.offer(session, "open.example", forgers.home("open.example")) == (False, 20)


@pytest.mark.parametrize("version", ["1.2", "1.3"])
def test_a_session_of_nobody_hides_no_certificate(forgers, version):
    """Offered again and again, forged or given."""
    for sealed_for in ("closed.example", "open.example"):
        for session in forgers.all(sealed_for, version, certificate=False):
            for _ in range(2):
                assert forgers.offer(session, "closed.example", forgers.private("closed.example"), certificate=True) == (False, 20)
            assert forgers.offer(session, "closed.example", forgers.private("closed.example")) == (False, 60)
