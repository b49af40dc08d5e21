"""The keys that readers' programs remember: never made anew without a question, read by nobody else, and never anybody else's."""
import hashlib
import os
import re
import shutil
import signal
import ssl
import stat
import subprocess

import actors
import pytest

import splash
from splash import eventually

CAPSULE = {"_config.yml": "title: Tides\n", "index.md": "Ebb and flood.\n"}
AGAIN = "splashdown cert create --again"


def public_half(pem):
    """SHA-256 of the public key in a certificate, as clients pin it."""
    der = subprocess.run("openssl x509 -pubkey -noout | openssl pkey -pubin -outform der", shell=True, input=pem, check=True,
                         capture_output=True).stdout
    return hashlib.sha256(der).hexdigest()


def shown(server, name="localhost"):
    with splash.tls_connect(server.gemini, sni=name) as tls:
        return public_half(ssl.DER_cert_to_PEM_cert(tls.getpeercert(True)).encode())


def offered(server, name):
    try:
        return shown(server, name)
    except ssl.SSLError:
        return None


def is_refused(server, name):
    """True when a client that asks for NAME gets an alert, and no certificate at all."""
    with pytest.raises(ssl.SSLError) as caught:
        splash.tls_connect(server.gemini, sni=name)
    return "INTERNAL_ERROR" in str(caught.value).upper()


class Place:
    """Hosts of an actor's, their configuration, and what is noted of their keys."""

    def __init__(self, actor, *names, certs="certs", more=""):
        self.actor, self.names = actor, names
        self.certs = actor.folder / certs
        self.notes = actor.folder / "state/splashdown/made"
        self.config = actor.folder / "splashdown.yml"
        hosts = "".join(f"- {{ name: {name}, capsule: {actor.capsule(CAPSULE, name)} }}\n" for name in names)
        self.write(f"certs: {self.certs}\n{more}hosts:\n{hosts}")

    def write(self, text):
        self.config.write_text(text)
        self.actor.give(self.config)

    def serve(self, **keywords):
        return self.actor.serve(None, "-c", self.config, certs=False, **keywords)

    def key(self, name):
        return self.certs / f"{name}.key"

    def made(self):
        with self.serve() as server:
            return {name: shown(server, name) for name in self.names}

    def refused(self):
        server = self.serve(ready=False)
        server.process.wait(splash.PATIENCE)
        assert server.process.returncode == 1, server.said()
        return server.said()

    def check(self, *flags):
        code, out, err = self.actor.run("check", "-c", self.config, *flags)
        return code, out.decode() + err


def reload(server, words):
    before = server.said().count(words)
    server.process.send_signal(signal.SIGHUP)
    eventually(lambda: server.said().count(words) > before, words)


# Keys that are gone


def test_no_key_is_made_in_the_place_of_one_that_is_gone(actor):
    place = Place(actor, "a.example")
    before = place.made()["a.example"]
    shutil.rmtree(place.certs)
    said = place.refused()
    assert f"{place.key('a.example')}: is gone" in said and AGAIN in said and before in said
    assert not place.certs.exists(), "nor anything else is"
    code, out = place.check()
    assert code == 1 and f"{place.key('a.example')}: error: is gone" in out and not place.certs.exists()


def test_a_reload_goes_on_with_the_key_that_is_gone_and_makes_none(actor):
    place = Place(actor, "a.example")
    with place.serve() as server:
        before = shown(server, "a.example")
        shutil.rmtree(place.certs)
        for _ in range(2):
            reload(server, "new workers serve")
            assert shown(server, "a.example") == before and not place.certs.exists()
        said = server.said()
        assert said.count(f"{place.key('a.example')}: is gone") == 2 and AGAIN in said
        assert "a.example goes on with the key in memory" in said
        assert server.get("/").status in (20, 53)


def test_other_hosts_go_on_and_a_reader_never_sees_their_key_instead(actor):
    place = Place(actor, "a.example", "b.example", "c.example")
    before = place.made()
    for ending in "key", "crt":
        (place.certs / f"a.example.{ending}").unlink()
    with place.serve() as server:
        said = server.said()
        assert f"{place.key('a.example')}: is gone" in said and "a.example is not served over Gemini" in said
        assert is_refused(server, "a.example")
        assert is_refused(server, None), "it is the default host: nobody is shown another's key"
        assert {name: shown(server, name) for name in ("b.example", "c.example")} == {
            name: before[name] for name in ("b.example", "c.example")}
        assert splash.gemini(server.gemini, f"gemini://b.example:{server.gemini}/", sni="b.example").status == 20
        assert b"Ebb and flood" in server.select("/"), "Gopher of that host goes on"
        code, out = place.check()
        assert code == 1 and out.count("is gone") == 1


def test_a_key_that_is_put_back_is_served_at_once(actor):
    place = Place(actor, "a.example", "b.example")
    before = place.made()
    shutil.copytree(place.certs, actor.folder / "saved")
    for ending in "key", "crt":
        (place.certs / f"b.example.{ending}").unlink()
    with place.serve() as server:
        assert is_refused(server, "b.example")
        for ending in "key", "crt":
            shutil.copy2(actor.folder / f"saved/b.example.{ending}", place.certs)
            actor.give(place.certs)
        eventually(lambda: "new workers serve" in server.said(), "the key is found")
        eventually(lambda: offered(server, "b.example") == before["b.example"], "all workers have it")


def test_a_key_is_made_anew_on_purpose(actor):
    place = Place(actor, "a.example")
    before = place.made()["a.example"]
    shutil.rmtree(place.certs)
    create = ("cert", "create", "-c", place.config)
    code, _, err = actor.run(*create)
    assert code == 1 and "is gone" in err and AGAIN in err and not place.certs.exists()
    code, out, err = actor.run(*create, "--again")
    assert code == 0, err
    after = place.made()["a.example"]
    assert after != before and after in out.decode() and after in place.notes.read_text() and before not in place.notes.read_text()


def test_the_command_of_the_message_does_what_it_says(actor):
    place = Place(actor, "a.example", certs="o'er the sea")
    before = place.made()["a.example"]
    shutil.rmtree(place.certs)
    command = re.search(r"on purpose: splashdown (.*)$", place.refused(), re.M)[1]
    done = subprocess.run([*actor.prefix, "sh", "-c", f"{actor.bin}/splashdown {command}"], env=dict(os.environ, **actor.env),
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert place.made()["a.example"] != before


def test_a_key_that_is_there_is_kept_beside_the_new_one(actor):
    place = Place(actor, "a.example")
    before = place.made()["a.example"]
    key = place.key("a.example").read_bytes()
    code, _, err = actor.run("cert", "create", "--again", "-c", place.config)
    kept = re.findall(r"it is kept as (\S+)$", err, re.M)
    assert code == 0 and len(kept) == 2
    assert open(kept[0], "rb").read() == key and stat.S_IMODE(os.stat(kept[0]).st_mode) == 0o600
    assert place.made()["a.example"] != before


def test_again_is_for_create(actor):
    for action in "show", "renew":
        code, _, err = actor.run("cert", action, "--again")
        assert code == 2 and "--again is for create" in err


@pytest.mark.parametrize("spelling", ["{0}/certs", "{0}//./certs/", "{0}/x/../certs", "{0}/link", "{0}/above/certs", "certs", "./certs"])
def test_a_folder_is_known_again_by_every_path(actor, spelling):
    place = Place(actor, "a.example")
    os.symlink(place.certs, actor.folder / "link")
    os.symlink(actor.folder, actor.folder / "above")
    place.made()
    shutil.rmtree(place.certs)
    place.write(place.config.read_text().replace(str(place.certs), spelling.format(actor.folder)))
    if "link" in spelling:  # leads to nothing now, so that it is another place until that is there again
        place.certs.mkdir()
        actor.give(place.certs)
    assert "is gone" in place.refused()


def test_a_link_that_leads_nowhere_is_known_again(actor):
    place = Place(actor, "a.example", certs="link")
    (actor.folder / "real").mkdir()
    os.symlink(actor.folder / "real", place.certs)
    actor.give(actor.folder / "real")
    place.made()
    shutil.rmtree(actor.folder / "real")
    assert "is gone" in place.refused()
    (actor.folder / "real").mkdir()
    actor.give(actor.folder / "real")
    assert "is gone" in place.refused()
    place.write(place.config.read_text().replace(str(place.certs), str(actor.folder / "real")))
    assert "is gone" in place.refused(), "also by what the link led to"


def test_a_folder_that_was_moved_is_known_again(actor):
    place = Place(actor, "a.example", "b.example")
    before = place.made()
    moved = actor.folder / "moved"
    place.certs.rename(moved)
    place.write(place.config.read_text().replace(str(place.certs), str(moved)))
    place.certs = moved
    for ending in "key", "crt":
        (moved / f"a.example.{ending}").unlink()
    with place.serve() as server:
        assert f"{place.key('a.example')}: is gone" in server.said() and is_refused(server, "a.example")
        assert shown(server, "b.example") == before["b.example"]


def test_another_folder_that_got_the_inode_of_one_that_is_gone_is_another(actor):
    """Numbers of inodes are used again at once; folders that are born later are others."""
    place = Place(actor, "a.example")
    place.made()
    device = os.stat(place.certs)
    number = device.st_ino
    shutil.rmtree(place.certs)
    for i in range(64):
        other = actor.folder / f"other{i}"
        other.mkdir()
        if os.stat(other).st_ino == number:
            break
    actor.give(other)
    place.write(place.config.read_text().replace(str(place.certs), str(other)))
    assert place.made()


def test_keys_of_an_earlier_version_are_noted_at_the_first_start(actor):
    place = Place(actor, "a.example")
    before = place.made()["a.example"]
    shutil.rmtree(actor.folder / "state")
    assert place.made()["a.example"] == before and before in place.notes.read_text()
    for ending in "key", "crt":
        (place.certs / f"a.example.{ending}").unlink()
    assert "is gone" in place.refused()


def test_a_key_that_was_replaced_is_noted_and_told_once(actor):
    place, other = Place(actor, "a.example"), actor.folder / "other"
    before = place.made()["a.example"]
    assert actor.run("cert", "create", "--host", "a.example", "--certs", other)[0] == 0
    for ending in "key", "crt":
        shutil.copy2(other / f"a.example.{ending}", place.certs)
    actor.give(place.certs)
    with place.serve() as server:
        after = shown(server, "a.example")
        assert f"a.example has another key than before (public half SHA256:{after}, it was SHA256:{before})" in server.said()
    assert after != before
    with place.serve() as server:
        assert "another key" not in server.said()


def test_notes_are_not_in_the_certificate_folder_and_are_their_owners_alone(actor):
    place = Place(actor, "a.example")
    place.made()
    assert stat.S_IMODE(place.notes.stat().st_mode) == 0o600 and place.notes.stat().st_uid == actor.uid
    assert stat.S_IMODE(place.notes.parent.stat().st_mode) == 0o700
    assert sorted(path.name for path in place.notes.parent.iterdir()) == ["made"], "nothing is left beside"
    assert str(place.certs) in place.notes.read_text()


GARBAGE = [b"\0\xff\xfe garbage\n", b"a.example SHA256:12 1 2 3 /x\n", b"a.example\n", b"\n\n\n", b"x" * 5000 + b"\n",
           b"a.example SHA256:" + b"0" * 64 + b" 99999999999999999999999 1 1 /x\n", b"no newline at the end"]


def test_garbage_among_the_notes_hides_none(actor):
    place = Place(actor, "a.example", "b.example")
    place.made()
    lines = place.notes.read_bytes().splitlines(keepends=True)
    place.notes.write_bytes(b"".join(line for pair in zip(GARBAGE, lines + [b""] * len(GARBAGE)) for line in pair))
    for name in place.names:
        place.key(name).unlink()
        (place.certs / f"{name}.crt").unlink()
    said = place.refused()
    assert all(f"{place.key(name)}: is gone" in said for name in place.names)


def test_notes_that_cannot_be_written_are_a_warning(actor):
    place = Place(actor, "a.example")
    (actor.folder / "state").write_text("a file stands here")
    with place.serve() as server:
        assert f"{place.notes}: warning: keys cannot be recorded: Not a directory" in server.said()
        assert shown(server, "a.example")


def test_notes_that_cannot_be_read_let_no_key_be_made_but_those_that_are_there_serve(actor):
    place = Place(actor, "a.example", "b.example")
    place.made()
    place.notes.write_bytes(b"#" * (1 << 20) + b"\n")
    place.key("b.example").unlink()
    (place.certs / "b.example.crt").unlink()
    with place.serve() as server:
        said = server.said()
        assert f"{place.key('b.example')}: is missing, and {place.notes}, which records whether there was one, cannot be read: it is too large" in said
        assert "keys cannot be recorded" in said and shown(server, "a.example") and is_refused(server, "b.example")


def test_two_servers_that_share_notes_lose_none(actor):
    names = [f"h{i}.example" for i in range(6)]
    places = []
    for name in names:
        place = Place(actor, name, certs=f"certs-{name}")
        place.config = place.config.rename(actor.folder / f"{name}.yml")
        places.append(place)
    servers = [place.serve(ready=False, workers=1) for place in places]
    for server in servers:
        with server:
            server.wait_ready()
    notes = places[0].notes.read_text()
    assert all(notes.count(f"{name} SHA256:") == 1 for name in names)


def test_certificates_that_end_are_renewed_over_a_key_that_stays(actor):
    """A certificate alone that is gone is made over its key: readers remember the key."""
    place = Place(actor, "a.example")
    before = place.made()
    (place.certs / "a.example.crt").unlink()
    assert place.made() == before


# Containers: never make a key


def test_where_keys_are_never_made_a_missing_one_is_an_error_of_its_host(actor):
    place = Place(actor, "a.example", "b.example")
    place.made()
    text = place.config.read_text()
    place.write(text.replace(f"certs: {place.certs}", f"certs: {{ folder: {place.certs}, create: never }}")
                + f"- {{ name: new.example, capsule: {actor.folder}/a.example }}\n")
    (place.certs / "b.example.crt").unlink()
    before = sorted(place.certs.iterdir())
    with place.serve() as server:
        assert shown(server, "a.example") and is_refused(server, "new.example") and is_refused(server, "b.example")
        said = server.said()
        assert f"{place.key('new.example')}: is missing, and certs: create: never forbids making one" in said
        assert f"{place.certs}/b.example.crt: is missing, and certs: create: never" in said
        assert splash.gemini(server.gemini, f"gemini://a.example:{server.gemini}/", sni="a.example").status == 20
    assert sorted(place.certs.iterdir()) == before
    code, out = place.check()
    assert code == 1 and out.count(": error: is missing, and certs: create: never") == 2
    assert actor.run("cert", "create", "-c", place.config, "--host", "new.example")[0] == 0, "but a person may"


def test_how_keys_are_made_is_read_and_dumped(actor):
    place = Place(actor, "a.example")
    hosts = f"hosts: [{{ name: a.example, capsule: {actor.folder}/a.example }}]\n"
    for text, wanted in (("certs: keys\n", f'certs: "{actor.folder}/keys"\n'),
                         ("certs: { folder: keys }\n", f'certs: "{actor.folder}/keys"\n'),
                         ("certs: { folder: keys, create: auto }\n", f'certs: "{actor.folder}/keys"\n'),
                         ("certs: { folder: keys, create: never }\n", f'certs:\n  folder: "{actor.folder}/keys"\n  create: never\n')):
        place.write(text + hosts)
        code, dumped = place.check("--dump")
        assert code == 0 and wanted in dumped
        place.write(dumped)
        assert place.check("--dump") == (0, dumped)
    for text, wanted in (("certs: { create: sometimes }\n", "create is sometimes; write one of auto|never"),
                         ("certs: { foldr: x }\n", 'unknown key "foldr"; did you mean "folder"?'),
                         ("certs: ''\n", "certs is empty"), ("certs: [a]\n", "certs")):
        place.write(text + hosts)
        code, said = place.check()
        assert code == 1 and f"{place.config}:1: " in said and wanted in said


# Others who may read them


def given(actor, key_mode=0o600, folder_mode=0o755):
    """A place whose host has a given key of these modes."""
    place = Place(actor, "a.example")
    folder = actor.folder / "given"
    assert actor.run("cert", "create", "--host", "a.example", "--certs", folder)[0] == 0
    os.chmod(folder / "a.example.key", key_mode)
    os.chmod(folder, folder_mode)
    place.write(f"certs: {place.certs}\nhosts: [{{ name: a.example, capsule: {actor.folder}/a.example,"
                f" certificate: {folder}/a.example.crt, key: {folder}/a.example.key }}]\n")
    return place, folder, folder / "a.example.key"


@pytest.mark.parametrize("mode", [0o640, 0o644, 0o604, 0o666, 0o700])
def test_a_key_of_ours_is_made_its_owners_alone_and_told_once(actor, mode):
    place = Place(actor, "a.example")
    place.made()
    key, secret = place.key("a.example"), place.certs / "ticket-secret"
    secret.write_bytes(bytes(48))
    actor.give(secret)
    for path in key, secret:
        os.chmod(path, mode)
    code, out = place.check()
    assert code == 0 and f"{key}: warning: others may read this key (mode {mode:04o}); serve gives it mode 0600" in out
    assert stat.S_IMODE(key.stat().st_mode) == mode, "check changes nothing"
    with place.serve() as server:
        assert f"{key}: warning: others could read this key (mode {mode:04o}); it has mode 0600 now" in server.said()
    assert stat.S_IMODE(key.stat().st_mode) == stat.S_IMODE(secret.stat().st_mode) == 0o600
    with place.serve() as server:
        assert "others" not in server.said()


def test_a_key_that_is_narrower_than_that_stays_so(actor):
    place = Place(actor, "a.example")
    place.made()
    os.chmod(place.key("a.example"), 0o400)
    with place.serve() as server:
        assert "others" not in server.said()
    assert stat.S_IMODE(place.key("a.example").stat().st_mode) == 0o400


@pytest.mark.parametrize("key_mode, folder_mode, words", [(0o644, 0o755, "everybody may read this key (mode 0644); chmod o= "),
                                                          (0o600, 0o777, "everybody may write in this folder (mode 0777)"),
                                                          (0o604, 0o700, "everybody may read this key (mode 0604)")])
def test_a_given_key_that_others_reach_is_told_at_a_start_and_refused_after(actor, key_mode, folder_mode, words):
    place, folder, key = given(actor, key_mode, folder_mode)
    with place.serve() as server:
        assert f"warning: {words}" in server.said()
        code, out = place.check()
        assert code == 1 and f"error: {words}" in out
        reload(server, "nothing has changed")
        assert shown(server, "a.example")
        assert stat.S_IMODE(key.stat().st_mode) == key_mode, "it is not ours to change"
        os.chmod(key, 0o600)
        os.chmod(folder, 0o755)
        assert place.check()[0] == 0
        reload(server, "new workers serve")


@pytest.mark.parametrize("key_mode, folder_mode, words", [(0o640, 0o755, "the group of this key may read it (mode 0640)"),
                                                          (0o600, 0o775, "the group of this folder may write there (mode 0775)"),
                                                          (0o600, 0o1777, None), (0o600, 0o755, None)])
def test_what_may_be_meant_is_only_warned_of(actor, key_mode, folder_mode, words):
    place, _, _ = given(actor, key_mode, folder_mode)
    with place.serve() as server:
        code, out = place.check()
        assert code == 0
        reload(server, "new workers serve")
        for said in server.said(), out:
            assert (f"warning: {words}" in said) if words else ("may " not in said)


def test_a_key_that_a_link_leads_to_is_judged_by_where_it_is(actor):
    place, folder, key = given(actor, 0o604)
    linked = actor.folder / "linked"
    linked.mkdir()
    os.symlink(key, linked / "a.example.key")
    place.write(place.config.read_text().replace(f"key: {folder}", f"key: {linked}"))
    code, out = place.check()
    assert code == 1 and f"{linked}/a.example.key: error: everybody may read this key" in out and f"chmod o= {key}" in out
    os.chmod(key, 0o600)
    os.chmod(folder, 0o777)
    code, out = place.check()
    assert code == 1 and f"{folder}: error: everybody may write in this folder" in out


def test_a_folder_above_that_others_may_write_is_only_warned_of(actor):
    place = Place(actor, "a.example", certs="above/certs")
    place.made()
    os.chmod(actor.folder / "above", 0o777)
    code, out = place.check()
    assert code == 0 and f"{actor.folder}/above: warning: everybody may write in this folder" in out
    os.chmod(place.certs, 0o777)
    code, out = place.check()
    assert code == 1 and f"{place.certs}: error: everybody may write in this folder" in out


@pytest.mark.skipif(not os.geteuid() == 0, reason="makes files of other users")
def test_a_key_of_ours_that_belongs_to_another_is_only_warned_of(actor):
    place = Place(actor, "a.example")
    place.made()
    key, other = place.key("a.example"), 1 if actor.is_root else 0
    os.chown(key, other, actor.gid)
    os.chmod(key, 0o644)
    with place.serve() as server:
        assert f"{key}: warning: others may read this key (mode 0644), and it belongs to" in server.said()
        assert f"; chmod 06{'0' if actor.is_root else '4'}0 {key}" in server.said(), "a group that root gave it to is meant"
    assert stat.S_IMODE(key.stat().st_mode) == 0o644


def limits(pid):
    text = open(f"/proc/{pid}/limits").read()
    return re.search(r"^Max core file size +(\d+) +(\d+)", text, re.M).groups()


def test_who_has_keys_leaves_no_core_file_and_hides_its_memory(actor):
    place = Place(actor, "a.example")
    sanitized = b"__asan_init" in open(splash.SPLASHDOWN, "rb").read()
    with place.serve() as server:
        for pid in (server.process.pid, *server.workers()):
            assert limits(pid) == ("0", "0")
            assert sanitized or os.stat(f"/proc/{pid}/environ").st_uid == 0, "only root looks into it"


def memory(pid):
    """All that a process may read of itself, mapping by mapping."""
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as bytes_:
        for line in maps:
            first, last, rights = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+)", line).groups()
            if not rights.startswith("rw") or int(last, 16) - int(first, 16) > 1 << 31:
                continue
            try:
                bytes_.seek(int(first, 16))
                yield bytes_.read(int(last, 16) - int(first, 16))
            except OSError:
                continue


@pytest.mark.skipif(not os.geteuid() == 0, reason="reads the memory of others")
def test_no_process_keeps_the_text_of_a_key(actor):
    place = Place(actor, "a.example")
    with place.serve(workers=1) as server:
        lines = place.key("a.example").read_bytes().splitlines()
        wanted = lines[1:3]  # the last one is of the public half alone, and a scrap of OpenSSL's has it
        assert lines[0] == b"-----BEGIN PRIVATE KEY-----" and len(lines) == 5
        reload(server, "new workers serve")
        eventually(lambda: len(server.children()) == 2, "one worker and one keeper: the old ones are gone")
        for pid in (server.process.pid, server.keeper(), *server.workers()):
            pieces = list(memory(pid))
            assert any(b"a.example.key" in piece for piece in pieces), "the scan sees what is there"
            assert not any(line in piece for piece in pieces for line in wanted), pid


# Files that root leaves


@pytest.fixture
def neighbour():
    """An ordinary user in whose folders root works."""
    if os.geteuid() != 0:
        pytest.skip("becomes another user")
    with actors.acting_as("ordinary") as found:
        yield found


def as_root(place, *arguments):
    return splash.run(*arguments, env=place.actor.env, cwd=place.actor.folder)


def owners(*folders):
    return {path.stat().st_uid for folder in folders for path in (folder, *folder.rglob("*"))}


@pytest.mark.parametrize("made_by", ["user", "root"])
def test_what_root_makes_belongs_to_the_owner_of_the_folder(neighbour, made_by):
    place = Place(neighbour, "a.example", "b.example", certs="deep/er/certs")
    if made_by == "user":
        place.certs.mkdir(parents=True)
        neighbour.give(neighbour.folder / "deep")
    assert as_root(place, "cert", "create", "-c", place.config)[0] == 0
    with splash.Server(None, neighbour.folder, "-c", place.config, certs=False, env=neighbour.env):
        pass
    assert as_root(place, "cert", "renew", "-c", place.config)[0] == 0
    assert as_root(place, "cert", "create", "--again", "-c", place.config)[0] == 0
    assert owners(neighbour.folder / "deep", neighbour.folder / "state") == {neighbour.uid}
    assert {path.name for path in place.certs.iterdir()} >= {"a.example.key", "b.example.key", "a.example.crt"}
    place.made()


def test_in_a_folder_of_roots_what_root_makes_stays_roots(neighbour):
    place = Place(neighbour, "a.example", certs="roots/certs")
    (neighbour.folder / "roots").mkdir()
    assert as_root(place, "cert", "create", "-c", place.config)[0] == 0
    assert owners(neighbour.folder / "roots") == {0}


@pytest.mark.parametrize("name, mode, words", [
    ("a.example.key", 0o600, "cannot be read"),
    ("a.example.crt", 0o600, ""), ("", 0o700, "cannot be reached")])
def test_a_file_of_roots_is_named_with_its_owner_and_the_command(neighbour, name, mode, words):
    place = Place(neighbour, "a.example")
    place.made()
    path = place.certs / name
    os.chown(path, 0, 0)
    os.chmod(path, mode)
    said = place.refused()
    command = f"chown nobody {path}"
    assert words in said and f"{path} belongs to root; as root: {command}" in said
    code, out = place.check("--server")
    assert code == 1 and command in out
    subprocess.run(command.split(), check=True)
    place.made()


def test_notes_of_roots_are_named_with_their_owner_and_the_command(neighbour):
    place = Place(neighbour, "a.example")
    place.made()
    os.chown(place.notes, 0, 0)
    with place.serve() as server:
        assert f"{place.notes}: warning: keys cannot be recorded: Permission denied" in server.said()
        assert f"chown nobody {place.notes}" in server.said()


def test_root_follows_no_link_that_stands_in_the_place_of_a_folder_it_makes(neighbour):
    """Anything already there is not given away, whoever put it there."""
    place = Place(neighbour, "a.example", certs="link/certs")
    roots = neighbour.folder.parent / "roots"
    roots.mkdir()
    os.symlink(roots, neighbour.folder / "link")
    assert as_root(place, "cert", "create", "-c", place.config)[0] == 0
    assert owners(roots) == {0}
