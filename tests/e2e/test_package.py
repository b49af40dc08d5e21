"""The Debian package and what an installation holds: units, completions, the configuration, what lintian says."""
import json
import os
import re
import subprocess

import pytest

import splash
from splash import BIN, ROOT, feed, run

SYSTEM = "usr/lib/systemd/system"
COMMANDS = re.findall(r"^  (\w+) +\S", run("--help")[1].decode(), re.M)[:-1]
UNPRIVILEGED = os.geteuid() != 0


def call(*command, code=0, **keywords):
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600,
                          stdin=subprocess.DEVNULL, **keywords)
    assert done.returncode == code, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """The tree that `cmake --install` makes."""
    folder = tmp_path_factory.mktemp("tree")
    call("cmake", "--build", BIN, "--target", "documents")
    call("cmake", "--install", BIN, env=dict(os.environ, DESTDIR=str(folder)))
    return folder


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    folder = tmp_path_factory.mktemp("package")
    call("cmake", "--build", BIN, "--target", "documents")
    call("cpack", "-G", "DEB", "--config", BIN / "CPackConfig.cmake", "-B", folder, cwd=folder)
    found = list(folder.glob("splashdown_*.deb"))
    assert len(found) == 1
    return found[0]


# The package


def test_lintian_finds_nothing(package):
    said = call("lintian", "--fail-on", "none", package)
    # Of a build with sanitizers, which is not hardened: of the release's, tests/hardening is the judge.
    assert [line for line in said.splitlines() if line.startswith(("E:", "W:")) and ": hardening-" not in line] == [], said


def test_the_package_says_what_it_needs(package):
    text = call("dpkg-deb", "--field", package)
    fields = dict(re.findall(r"^([\w-]+): (.*)$", text, re.M))
    for library in ("libssl3", "libuv1", "libcmark", "libyaml", "libunistring", "liburiparser1", "libidn2", "libsqlite3", "libc6"):
        assert library in fields["Depends"], library
    assert "systemd-standalone-sysusers" in fields["Depends"] and fields["Package"] == "splashdown"
    assert fields["Version"] == run("--version")[1].decode().split()[1] + "-1"


def test_what_an_administrator_edits_is_kept(package, tmp_path):
    call("dpkg-deb", "--control", package, tmp_path / "control")
    kept = (tmp_path / "control/conffiles").read_text().split()
    packed = call("dpkg-deb", "--contents", package)
    below_etc = set(re.findall(r" \./(etc/\S+[^/\s])$", packed, re.M))
    assert {path.lstrip("/") for path in kept} == below_etc and "etc/splashdown/splashdown.yml" in below_etc
    for script in ("postinst", "prerm", "postrm"):
        call("sh", "-n", tmp_path / "control" / script)


def test_the_changelog_of_the_package_is_of_this_version(package):
    version = call("dpkg-deb", "--field", package, "Version").strip()
    changelog = ROOT / "contrib/packaging/debian/changelog"
    assert call("dpkg-parsechangelog", "-l", changelog, "-S", "Version").strip() == version


def test_everything_is_where_it_is_looked_for(tree):
    for path in ("usr/bin/splashdown", "usr/bin/splashdown-feed", "usr/share/man/man1/splashdown.1.gz",
                 "usr/share/man/man1/splashdown-feed.1.gz", "usr/share/man/man5/splashdown.yml.5.gz",
                 "usr/share/man/man7/splashdown-capsule.7.gz", "usr/share/bash-completion/completions/splashdown",
                 "usr/share/bash-completion/completions/splashdown-feed", "usr/share/zsh/vendor-completions/_splashdown",
                 "usr/share/fish/vendor_completions.d/splashdown.fish", f"{SYSTEM}/splashdown.service",
                 f"{SYSTEM}/splashdown-gemini.socket", f"{SYSTEM}/splashdown-gopher.socket",
                 "usr/lib/sysusers.d/splashdown.conf", "usr/lib/tmpfiles.d/splashdown.conf", "etc/splashdown/splashdown.yml",
                 "etc/logrotate.d/splashdown", "usr/share/doc/splashdown/copyright",
                 "usr/share/doc/splashdown/examples/fail2ban.conf", "usr/share/splashdown/capsule/index.md"):
        assert (tree / path).is_file(), path


# Its configuration


def test_the_configuration_serves_the_sample_as_it_is(tree, tmp_path):
    text = (tree / "etc/splashdown/splashdown.yml").read_text()
    assert "/usr/share/splashdown/capsule" in text
    path = tmp_path / "splashdown.yml"
    path.write_text(text.replace("/usr/share", f"{tree}/usr/share"))
    code, out, err = run("check", "-c", path)
    assert (code, err) == (0, "") and b"0 errors" in out


def test_what_the_configuration_proposes_may_be_taken(tree, tmp_path):
    text = (tree / "etc/splashdown/splashdown.yml").read_text()
    proposed = re.sub(r"^#(?=\S|  )", "", text, flags=re.M)
    assert proposed.count("\n") == text.count("\n") and "\ndefault_host:" in proposed
    path = tmp_path / "splashdown.yml"
    path.write_text(proposed)
    code, out, err = run("check", "-c", path, "--dump")
    assert (code, err) == (0, "") and b"/var/log/splashdown/access.log" in out and b"www.example.org" in out


# Units


def units(tree, folder):
    """The units as they are, but for the place of the program."""
    for path in (tree / SYSTEM).iterdir():
        (folder / path.name).write_text(path.read_text().replace("/usr/bin/splashdown", str(splash.SPLASHDOWN)))
    return sorted(folder.iterdir())


def test_systemd_understands_the_units(tree, tmp_path):
    assert call("systemd-analyze", "verify", "--man=no", *units(tree, tmp_path)) == ""


def test_the_service_is_locked_in(tree, tmp_path):
    service = next(path for path in units(tree, tmp_path) if path.suffix == ".service")
    call("systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", service)


def test_the_filter_of_the_service_lets_through_what_workers_need(tree):
    """Workers lock themselves in with Landlock and seccomp and drop what capabilities are left: no group of systemd 252
    that the unit names has all of these."""
    lines = re.findall(r"^SystemCallFilter=(.*)$", (tree / SYSTEM / "splashdown.service").read_text(), re.M)
    allowed = set()
    for line in lines:
        allowed = allowed - set(line[1:].split()) if line.startswith("~") else allowed | set(line.split())
    assert {"landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self", "seccomp", "capset", "setpriority"} <= allowed


def test_each_socket_says_which_protocol_it_is(tree):
    for name, port in (("gemini", 1965), ("gopher", 70)):
        text = (tree / SYSTEM / f"splashdown-{name}.socket").read_text()
        assert f"\nFileDescriptorName={name}\n" in text and f"\nListenStream={port}\n" in text
        assert "\nService=splashdown.service\n" in text


@pytest.mark.skipif(UNPRIVILEGED, reason="makes files of other users")
def test_the_user_and_the_folders_are_made(tree, tmp_path):
    (tmp_path / "etc").mkdir()
    call("systemd-sysusers", f"--root={tmp_path}", tree / "usr/lib/sysusers.d/splashdown.conf")
    user = re.search(r"^splashdown:x:(\d+):(\d+):.*:/var/lib/splashdown:/\S+nologin$", (tmp_path / "etc/passwd").read_text(), re.M)
    assert user and int(user[1]) > 0
    call("systemd-tmpfiles", f"--root={tmp_path}", "--create", tree / "usr/lib/tmpfiles.d/splashdown.conf")
    certs = (tmp_path / "var/lib/splashdown/certs").stat()
    assert (certs.st_uid, certs.st_mode & 0o777) == (int(user[1]), 0o750)


# Completions


def flags_of(text):
    """The flags that a help text has."""
    return {flag for pair in re.findall(r"^ +(?:(-\w), )?(--[\w-]+)", text, re.M) for flag in pair if flag}


def help_of(command):
    return feed("--help")[1].decode() if command == "splashdown-feed" else run("help", command)[1].decode()


def bash(*words):
    """The completions that bash offers for the last word."""
    name = words[0]
    script = f'source "{ROOT}/contrib/completions/{name}.bash"; f=$(complete -p {name}); f=${{f#*-F }}; ' \
             'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); ${f%% *}; printf "%s\\n" "${COMPREPLY[@]}"'
    return set(call("bash", "-c", script, "bash", *words).split())


def fish(*words):
    name = words[0]
    script = f'source {ROOT}/contrib/completions/{name}.fish; complete -C "{" ".join(words)}"'
    return {line.split("\t")[0] for line in call("fish", "--no-config", "-c", script).splitlines()}


def line_of(command, *more):
    return ("splashdown-feed", *more) if command == "splashdown-feed" else ("splashdown", command, *more)


@pytest.mark.parametrize("command", COMMANDS + ["splashdown-feed"])
def test_bash_and_fish_offer_every_flag_and_no_other(command):
    wanted = flags_of(help_of(command)) | ({"--version"} if command == "splashdown-feed" else set())
    offered = bash(*line_of(command, "-"))
    assert offered == wanted
    long = {flag for flag in wanted if flag.startswith("--")}
    assert {flag for flag in fish(*line_of(command, "--")) if flag.startswith("--")} == long


@pytest.mark.parametrize("command", COMMANDS + ["splashdown-feed"])
def test_bash_and_fish_offer_every_choice(command):
    for flag, choices in re.findall(r"(--[\w-]+) ([a-z]+(?:\|[a-z]+)+)", help_of(command)):
        assert bash(*line_of(command, flag, "")) == set(choices.split("|")), flag
        assert fish(*line_of(command, flag, "")) == set(choices.split("|")), flag


def test_bash_and_fish_offer_every_command():
    assert bash("splashdown", "") == {*COMMANDS, "help", "--version", "--help"}
    assert fish("splashdown", "") == {*COMMANDS, "help"}
    assert bash("splashdown", "help", "") == fish("splashdown", "help", "") == set(COMMANDS)
    assert bash("splashdown", "cert", "") == fish("splashdown", "cert", "") == {"show", "create", "renew", "tickets"}


def test_zsh_reads_the_completion_and_it_has_every_flag():
    path = ROOT / "contrib/completions/_splashdown"
    call("zsh", "-n", path)
    text = path.read_text()
    for command in COMMANDS:
        assert f"'{command}:" in text, command
        part = re.search(rf"^ +{command}\)\n(.*?);;", text, re.M | re.S)[1]
        offered = set(re.findall(r"(?<![\w-])(--?[\w-]+)(?=\[)", part)) | set(re.findall(r"(--?[\w-]+)(?=[,}])", part))
        assert offered == flags_of(help_of(command)), command
    part = re.search(r"_splashdown_feed\(\) \{(.*?)\n\}", text, re.S)[1]
    assert set(re.findall(r"(--[\w-]+)\[", part)) == flags_of(help_of("splashdown-feed")) | {"--version"}


# The container: it cannot be built in a test, but what it is told to do can be looked at


def test_the_container_is_not_root_and_its_command_is_understood(tmp_path, monkeypatch):
    text = (ROOT / "contrib/container/Containerfile").read_text()
    last = text[text.rindex("\nFROM "):]
    assert "\nUSER splashdown\n" in last and "\nVOLUME /keys\n" in last
    for source in re.findall(r"^COPY (?!--from)(\S+) ", text, re.M):
        assert (ROOT / source).exists(), source
    command = json.loads(re.search(r"^ENTRYPOINT (\[.*\])$", last, re.M)[1])
    assert command[:2] == ["splashdown", "serve"]
    flags = [word for word in command[2:] if word.startswith("-")]
    assert set(flags) <= flags_of(help_of("serve"))
    words = [{"/keys": tmp_path / "keys", "7070": str(splash.free_port())}.get(word, word) for word in command[2:]]
    monkeypatch.chdir(ROOT / "capsule")
    with splash.Server(None, tmp_path, *words, "--host", "example.org", workers=1) as server:
        items = splash.menu(splash.gopher(int(words[words.index("--gopher-port") + 1])))
        assert {(item.host, item.port) for item in items if item.selector == "/posts/"} == {("example.org", 70)}
        assert (tmp_path / "keys/example.org.key").stat().st_mode & 0o777 == 0o600
        assert server.process.poll() is None


def test_the_container_asks_for_the_libraries_that_the_package_names(package):
    """The pipe of the recipe, with echo in place of apt-get."""
    text = (ROOT / "contrib/container/Containerfile").read_text()
    pipe = re.search(r"dpkg-deb -f .*?(?= && )", text, re.S)[0].replace("\\\n", " ").replace("/tmp/splashdown.deb", str(package))
    names = call("bash", "-c", pipe.replace("apt-get -q -y install --no-install-recommends", "echo")).split()
    assert {"libssl3", "libuv1", "tzdata", "libc6"} <= set(names)
    assert all(re.fullmatch(r"[a-z0-9.+-]+", name) for name in names) and "systemd" not in names
