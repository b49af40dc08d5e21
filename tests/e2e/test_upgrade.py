"""The package's scripts with a running service: an upgrade leaves a server running each time, a purge leaves its keys.
systemd is a stand-in, in a folder of its own; the folders and files are as the version before this one left them."""
import os
import shutil
import stat
import subprocess

import pytest

import actors
import splash

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="becomes another user")

SCRIPTS = splash.ROOT / "contrib/packaging/debian"
USER = "nobody"
SYSTEMCTL = """#!/bin/sh
case "$*" in
    *is-active*) exit {inactive} ;;
    *property=User*) echo {user} ;;
    *property=Environment*) echo XDG_STATE_HOME={root}/var/lib ;;
    *property=ExecStart*) echo "{{ path={program} ; argv[]={command} ; ignore_errors=no ; start_time=[n/a] }}" ;;
    *) echo "$0 $*" >> {root}/asked ;;
esac
"""


class Machine:
    """A scratch root with the unit's user and folders, and a stand-in for systemd."""

    def __init__(self, actor):
        self.actor, self.root = actor, actor.folder
        self.state = self.root / "var/lib/splashdown"
        self.certs = self.state / "certs"
        self.config = self.root / "splashdown.yml"
        for folder in (self.certs, self.root / "run/systemd/system", self.root / "stubs", self.root / "var/log/splashdown"):
            folder.mkdir(parents=True)
        for folder in (self.root / "var", self.root / "var/lib", self.root / "run", self.root / "stubs"):
            os.chmod(folder, 0o755)
        self.asked = self.root / "asked"
        self.capsule = actor.capsule({"_config.yml": "title: Tides\n", "index.md": "Ebb and flood.\n"})
        self.configure()
        self.install()

    def configure(self, more=""):
        self.config.write_text(f"hosts: [{{ name: a.example, capsule: {self.capsule}{more} }}]\n")

    def install(self, inactive=0, command=None):
        program = self.actor.bin / "splashdown"
        command = command or f"{program} serve -c {self.config}"
        self.stub("systemctl", SYSTEMCTL.format(inactive=inactive, user=USER, root=self.root, program=program, command=command))
        for name in ("systemd-sysusers", "systemd-tmpfiles", "deb-systemd-helper", "deb-systemd-invoke"):
            self.stub(name, f'#!/bin/sh\necho "{name} $*" >> {self.asked}\n')

    def stub(self, name, text):
        (self.root / "stubs" / name).write_text(text)
        os.chmod(self.root / "stubs" / name, 0o755)

    def script(self, name, *arguments):
        self.asked.write_text("")
        path = f"{self.root}/stubs:/usr/sbin:/usr/bin:/sbin:/bin"
        done = subprocess.run(["sh", SCRIPTS / name, *arguments], env={"PATH": path, "DPKG_ROOT": str(self.root)},
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
        assert done.returncode == 0, done.stdout
        assert not splash.SANITIZER.search(done.stdout), done.stdout
        return done.stdout

    def upgrade(self):
        """The messages to the administrator, and whether the service was restarted."""
        said = self.script("postinst", "configure", "0.1-1")
        return said, "deb-systemd-invoke restart splashdown.service" in self.asked.read_text()

    def serve(self):
        return self.actor.serve(None, "-c", self.config, certs=False, env={"XDG_STATE_HOME": str(self.root / "var/lib")})

    def as_before(self, folder_mode, key_mode):
        """Leaves things as the version before did, which noted nothing."""
        with self.serve():
            pass
        (self.state / "made").unlink()
        for path in self.certs.glob("*"):
            os.chmod(path, key_mode if path.suffix == ".key" or path.name == "ticket-secret" else 0o644)
        for folder in self.state, self.certs:
            os.chmod(folder, folder_mode)

    @property
    def key(self):
        return self.certs / "a.example.key"


@pytest.fixture
def machine():
    with actors.acting_as("ordinary") as actor:
        found = Machine(actor)
        actor.give(found.state)
        actor.give(found.root / "var/log/splashdown")
        yield found


@pytest.mark.parametrize("folder_mode", [0o750, 0o770, 0o775])
@pytest.mark.parametrize("key_mode", [0o600, 0o640, 0o644])
def test_an_upgrade_leaves_a_running_server_and_tells_what_changes(machine, folder_mode, key_mode):
    machine.as_before(folder_mode, key_mode)
    pem = machine.key.read_bytes()
    said, restarted = machine.upgrade()
    assert restarted, said
    assert (f"{machine.key}: warning: others may read this key (mode {key_mode:04o}); serve gives it mode 0600" in said) == (key_mode != 0o600)
    assert (f"{machine.certs}: warning: the group of this folder may write there" in said) == (folder_mode != 0o750)
    with machine.serve() as server:
        answer = splash.gemini(server.gemini, f"gemini://a.example:{server.gemini}/", sni="a.example")
        assert answer.status == 20 and machine.key.read_bytes() == pem
        assert (f"{machine.key}: warning: others could read this key" in server.said()) == (key_mode != 0o600)
    assert stat.S_IMODE(machine.key.stat().st_mode) == 0o600 and (machine.state / "made").exists()


def stays(machine, *words):
    """The old program goes on, and the administrator is told what to do."""
    said, restarted = machine.upgrade()
    assert not restarted and "deb-systemd-invoke start splashdown.service" not in machine.asked.read_text()
    assert "the old one goes on" in said and "systemctl restart splashdown" in said
    for word in words:
        assert word in said, said


def test_an_upgrade_leaves_the_old_program_where_a_given_key_is_open_to_all(machine):
    machine.as_before(0o750, 0o600)
    key = machine.root / "given.key"
    shutil.copy2(machine.key, key)
    shutil.copy2(machine.certs / "a.example.crt", machine.root / "given.crt")
    machine.actor.give(key)
    os.chmod(key, 0o644)
    machine.configure(f", certificate: {machine.root}/given.crt, key: {key}")
    stays(machine, f"{key}: error: everybody may read this key (mode 0644)")
    os.chmod(key, 0o600)
    assert machine.upgrade()[1]


def test_an_upgrade_leaves_the_old_program_where_the_configuration_is_wrong(machine):
    machine.as_before(0o750, 0o600)
    machine.config.write_text("hostss: []\n")
    stays(machine, f"{machine.config}:1: ")


def test_an_upgrade_leaves_the_old_program_where_files_are_roots(machine):
    """The service's user is asked, not root, who can read everything."""
    machine.as_before(0o750, 0o600)
    os.chown(machine.key, 0, 0)
    stays(machine, f"{machine.key}: error: cannot be read: Permission denied; {machine.key} belongs to root; as root: chown {USER} {machine.key}")


def test_an_upgrade_leaves_the_old_program_where_a_noted_key_is_gone(machine):
    with machine.serve():
        pass
    for ending in "key", "crt":
        (machine.certs / f"a.example.{ending}").unlink()
    stays(machine, f"{machine.key}: error: is gone", "cert create --again")


def test_an_upgrade_leaves_the_old_program_where_a_capsule_is_gone(machine):
    machine.as_before(0o750, 0o600)
    machine.capsule.rename(machine.root / "elsewhere")
    stays(machine, f"{machine.capsule}: error: cannot be opened as a capsule")


def test_an_upgrade_leaves_the_old_program_where_a_capsule_would_not_be_served(machine):
    machine.as_before(0o750, 0o600)
    (machine.capsule / "_config.yml").write_text("title: Tides\n---\nexclude: [secret]\n")
    stays(machine, f"{machine.capsule}/_config.yml:")


def ended(key, certificate, folder):
    """Makes a certificate over KEY that was good in 2001."""
    subprocess.run(["openssl", "req", "-new", "-key", key, "-subj", "/CN=a.example", "-out", folder / "csr"], check=True, capture_output=True)
    (folder / "db").write_text("")
    (folder / "ca.cnf").write_text(f"[ca]\ndefault_ca=d\n[d]\ndatabase={folder}/db\nnew_certs_dir={folder}\nserial={folder}/serial\n"
                                   "default_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n")
    subprocess.run(["openssl", "ca", "-batch", "-notext", "-rand_serial", "-config", folder / "ca.cnf", "-selfsign", "-keyfile", key, "-in",
                    folder / "csr", "-out", certificate, "-startdate", "20010101000000Z", "-enddate", "20010201000000Z"],
                   check=True, capture_output=True)


def test_an_upgrade_says_no_word_of_posts_and_an_ended_certificate_stops_it_not(machine):
    machine.as_before(0o750, 0o600)
    (machine.capsule / "_posts").mkdir()
    (machine.capsule / "_posts/2024-01-01-x.md").write_text("---\ntitle: [\n---\n[nowhere](/none)\n")
    ended(machine.key, machine.certs / "a.example.crt", machine.root)
    said, restarted = machine.upgrade()
    assert restarted and "_posts" not in said and "warning: this certificate has expired" in said


def test_a_service_that_does_not_run_is_started_without_a_question(machine):
    machine.config.write_text("hostss: []\n")
    machine.install(inactive=3)
    said = machine.script("postinst", "configure", "0.1-1")
    assert said == "" and "deb-systemd-invoke start splashdown.service" in machine.asked.read_text()


def test_somebodys_own_command_is_not_asked(machine):
    machine.install(command="/usr/local/bin/wrapper")
    assert machine.upgrade() == ("", True)


def test_a_first_installation_starts_everything(machine):
    machine.script("postinst", "configure", "")
    assert "deb-systemd-invoke start splashdown.service" in machine.asked.read_text()


def test_a_purge_keeps_the_keys_and_says_where(machine):
    machine.as_before(0o750, 0o600)
    pem = machine.key.read_bytes()
    said = machine.script("postrm", "purge")
    assert machine.key.read_bytes() == pem and f"are kept in {machine.state}; to remove them: rm -r {machine.state}" in said
    assert not (machine.root / "var/log/splashdown").exists()
    shutil.rmtree(machine.certs)
    machine.script("postrm", "purge")
    assert not machine.state.exists(), "nothing is left of a service that made no key"
