"""Whom the folders on the way keep out: what `check -c` and `serve` say of a capsule in a home that is closed to others."""
import json
import os

import actors
import pytest

pytestmark = pytest.mark.skipif(not actors.ROOT, reason="only root serves as somebody else")
USER = actors.ORDINARY.pw_name
BLOG = {"_config.yml": "title: T\n", "index.md": "Welcome.\n", "_posts/2024-05-01-moon.md": "The moon.\n", "note.txt": "x\n"}


def configured(actor, capsule, more=""):
    path = actor.folder / "splashdown.yml"
    path.write_text(f"user: {USER}\nhosts: [{{ name: localhost, capsule: {capsule} }}]\ncerts: {actor.folder}/certs\n{more}")
    return path


def checked(actor, config, severity="warning"):
    code, out, _ = actor.run("check", "--format", "json", "-c", config)
    return code, [(e["file"], e["message"]) for e in json.loads(out) if e["severity"] == severity]


@pytest.fixture
def root():
    with actors.acting_as("root") as actor:
        yield actor


def home(actor, mode=0o700):
    """A home folder of somebody else's, with a blog in it."""
    folder = actor.folder / "ana"
    folder.mkdir()
    blog = actor.capsule(BLOG, "ana/blog")
    os.chmod(folder, mode)
    return folder, blog


def test_check_names_the_home_that_the_service_may_not_enter(root):
    folder, blog = home(root)
    code, found = checked(root, configured(root, blog))
    assert code == 0 and found == [(str(blog), f"a service that is started as {USER}, as the package's is, cannot open this capsule: {USER} may not enter {folder}; "
                                   f"as root: setfacl -m u:{USER}:x {folder}; a server that root starts can")]


def test_check_says_nothing_of_a_home_that_is_open(root):
    _, blog = home(root, 0o711)
    assert checked(root, configured(root, blog)) == (0, [])


def test_check_follows_the_link_to_the_folder_that_is_closed(root):
    folder, blog = home(root)
    (root.folder / "link").symlink_to(blog)
    _, found = checked(root, configured(root, root.folder / "link"))
    assert len(found) == 1 and f"may not enter {folder};" in found[0][1]


def test_check_names_keys_and_logs_that_the_service_may_not_open(root):
    _, blog = home(root, 0o755)
    assert root.run("cert", "create", "--host", "localhost", "--certs", root.folder / "certs")[0] == 0
    (root.folder / "logs").mkdir()
    (root.folder / "old.log").write_text("")
    for log, named in (("logs/new.log", "logs"), ("old.log", "old.log"), ("missing/new.log", None)):
        _, found = checked(root, configured(root, blog, f"log: {{ access: {root.folder}/{log} }}\n"))
        told = [name for name, text in found if "cannot write this log" in text]
        assert told == ([str(root.folder / named)] if named else []), (log, found)
        assert any(name.endswith("localhost.key") and "cannot read this key" in text and "chown" in text for name, text in found), found


def test_who_is_not_root_is_told_what_was_not_tried(root):
    """The service's user checks as itself; another one cannot."""
    _, blog = home(root, 0o755)
    config = configured(root, blog)
    with actors.acting_as("ordinary") as ordinary:
        assert not [text for _, text in checked(ordinary, config, "note")[1] if "was not tried" in text]
        config.write_text(config.read_text().replace(f"user: {USER}", "user: daemon"))
        told = [text for _, text in checked(ordinary, config, "note")[1] if "was not tried" in text]
        assert told == [f"checked as {USER}; what the service's user daemon may open was not tried: sudo splashdown check -c {config}"]


def test_who_may_not_enter_is_told_when_he_checks_and_when_he_serves(root):
    folder, blog = home(root)
    config = configured(root, blog)
    with actors.acting_as("ordinary") as ordinary:
        mend = f"{USER} may not enter {folder}; as root: setfacl -m u:{USER}:x {folder}"
        for flags in ([], ["--server"]):
            code, out, errors = ordinary.run("check", "-c", config, *flags)
            assert code == 1 and mend in out.decode() + errors, (out, errors)
        code, _, errors = ordinary.run("serve", "--gemini-port", "0", "--gopher-port", "7070", blog)
        assert code == 1 and mend in errors, errors


def test_a_root_server_serves_below_a_closed_home(root):
    _, blog = home(root)
    with root.serve(None, config=configured(root, blog).read_text()) as server:
        assert server.get("/").status == 20 and server.get("/note.txt").status == 20


def test_a_root_server_says_what_its_workers_cannot_read(root):
    _, blog = home(root)
    for name in "abcde":
        (blog / f"{name}.txt").write_text("x")
        os.chmod(blog / f"{name}.txt", 0o600)
    (blog / "deep").mkdir()
    (blog / "deep" / "x.md").write_text("x\n")
    os.chmod(blog / "deep", 0o700)
    os.chmod(blog / "_posts/2024-05-01-moon.md", 0o600)
    with root.serve(None, config=configured(root, blog).read_text()) as server:
        said = server.said()
    for name in "abc":
        assert f"{blog}/{name}.txt: cannot be read by {USER}, who serves it; chmod o+r it, or setfacl -m u:{USER}:r\n" in said, said
    assert f"{blog}: 2 more files cannot be read by {USER}; splashdown check names them\n" in said and "d.txt" not in said
    assert "deep: this folder cannot be read" in said and "setfacl -m u:USER:rx" in said, said
    assert "2024-05-01-moon.md: cannot be read; let the user who serves it read it (chmod o+r, or setfacl -m u:USER:r)" in said, said


def test_a_root_server_says_that_its_workers_cannot_read_the_capsule_itself(root):
    blog = root.capsule(BLOG)
    os.chmod(blog, 0o700)
    server = root.serve(None, config=configured(root, blog).read_text(), ready=False)
    assert server.process.wait(60) == 1
    said = server.said()
    assert f"setfacl -R -m u:{USER}:rX,d:u:{USER}:rX {blog}" in said, said
