"""The files that the server writes: root must not follow links that the workers' user has put there, and logs are opened
anew."""
import os
import pathlib
import pwd
import re
import signal
import stat
import subprocess

import pytest

import actors
import splash
from splash import eventually

CAPSULE = {"_config.yml": "title: Logs\n", "index.gmi": "# Home\n", "about.gmi": "# About\n"}
WORKERS = pwd.getpwnam("nobody")

only_root = pytest.mark.skipif(not actors.ROOT, reason="takes root to have rights that the workers lack")


@pytest.fixture
def root():
    """Root alone: an ordinary user has no rights to lend."""
    with actors.acting_as("root") as found:
        yield found


def config_of(log, *more):
    return "\n".join([f"log: {{ access: {log}, addresses: full }}", f"user: {WORKERS.pw_name}", *more, ""])


def theirs(folder):
    """A folder that the workers' user owns."""
    folder.mkdir(exist_ok=True)
    os.chown(folder, WORKERS.pw_uid, WORKERS.pw_gid)
    return folder


def refused(actor, log, *more):
    """The message of a start that fails."""
    with pytest.raises(AssertionError, match="the server ended"):
        actor.serve(actor.capsule(CAPSULE), config=config_of(log, *more))
    return max(actor.folder.glob("server-*/server-*.log"), key=os.path.getmtime).read_text()


def has_line(path, text):
    return eventually(lambda: path.exists() and text in path.read_text(), f"{text} in {path.name}")


def served(server, log):
    assert server.get("/about.gmi").status == 20
    has_line(log, "/about.gmi")


# The owner of a log's folder


def test_a_log_in_a_folder_of_ones_own(actor):
    logs = actor.folder / "logs"
    logs.mkdir()
    actor.give(logs)
    with actor.serve(actor.capsule(CAPSULE), config=config_of(logs / "access.log")) as server:
        served(server, logs / "access.log")
    found = (logs / "access.log").stat()
    assert (found.st_uid, stat.S_IMODE(found.st_mode)) == (actor.uid, 0o640)


@only_root
def test_a_log_in_the_workers_folder_is_theirs(root):
    log = theirs(root.folder / "logs") / "access.log"
    with root.serve(root.capsule(CAPSULE), config=config_of(log)) as server:
        served(server, log)
    assert (log.stat().st_uid, log.stat().st_gid) == (WORKERS.pw_uid, WORKERS.pw_gid)


@only_root
@pytest.mark.parametrize("how", ["made", "appended", "dangling", "folder", "above", "hard"])
def test_root_writes_nothing_where_a_planted_link_leads(root, how):
    secret = root.folder / "secret"
    secret.mkdir(mode=0o700)
    (secret / "there").write_text("root's\n")
    os.chmod(secret / "there", 0o600)
    logs = theirs(root.folder / "logs")
    log = logs / "access.log"
    if how == "made":
        log.symlink_to(secret / "new")
    elif how == "appended":
        log.symlink_to("../secret/there")
    elif how == "dangling":
        (logs / "hop").symlink_to(secret / "new")
        log.symlink_to("hop")
    elif how == "folder":
        (logs / "below").symlink_to(secret)
        log = logs / "below" / "there"
    elif how == "above":
        # A folder of root's, in one that the workers' user may exchange.
        (logs / "kept").mkdir()
        (logs / "kept").rename(logs / "aside")
        (logs / "kept").symlink_to(secret)
        log = logs / "kept" / "new"
    else:
        os.link(secret / "there", log)
    said = refused(root, log)
    assert f"the access log {log} cannot be written by user {WORKERS.pw_name}" in said and "Permission denied" in said
    assert f"chown {WORKERS.pw_name} {log}" in said and "ready" not in said
    assert os.listdir(secret) == ["there"] and (secret / "there").read_text() == "root's\n"
    assert (secret / "there").stat().st_uid == 0


@only_root
@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o775], ids=["all", "sticky", "group"])
def test_a_folder_that_the_workers_may_write_is_as_their_own(root, mode):
    (root.folder / "target").write_text("")
    os.chmod(root.folder / "target", 0o600)
    logs = root.folder / "logs"
    logs.mkdir()
    os.chown(logs, 0, WORKERS.pw_gid)
    os.chmod(logs, mode)
    os.symlink(root.folder / "target", logs / "planted")
    os.lchown(logs / "planted", WORKERS.pw_uid, WORKERS.pw_gid)
    assert "Permission denied" in refused(root, logs / "planted")
    with root.serve(root.capsule(CAPSULE), config=config_of(logs / "access.log")) as server:
        served(server, logs / "access.log")
    assert (logs / "access.log").stat().st_uid == WORKERS.pw_uid


@only_root
def test_a_log_in_root_s_folder_below_one_of_the_workers(root):
    """The owner of the folder above can move the one below away: a folder of root's is no protection."""
    above = theirs(root.folder / "above")
    (above / "logs").mkdir(mode=0o755)
    said = refused(root, above / "logs" / "access.log")
    assert "Permission denied" in said and not (above / "logs" / "access.log").exists()


@only_root
@pytest.mark.parametrize("group", ["root", "syslog"])
def test_a_log_in_a_folder_of_root_s(root, group):
    """Also one that a group of others may write, as Ubuntu's /var/log; also through links that root made."""
    logs = root.folder / "logs"
    logs.mkdir()
    if group == "syslog":
        os.chown(logs, 0, 4242)
        os.chmod(logs, 0o775)
    (root.folder / "link").symlink_to("logs")
    (logs / "current.log").symlink_to("access.log")
    with root.serve(root.capsule(CAPSULE), config=config_of(root.folder / "link" / "current.log")) as server:
        served(server, logs / "access.log")
    found = (logs / "access.log").stat()
    assert (found.st_uid, stat.S_IMODE(found.st_mode)) == (0, 0o640)


@only_root
def test_a_link_of_root_s_into_the_workers_folder_leads_there_as_they_may(root):
    logs = theirs(root.folder / "logs")
    (root.folder / "target").write_text("")
    (logs / "planted").symlink_to(root.folder / "target")
    (root.folder / "access.log").symlink_to("logs/planted")
    assert "Permission denied" in refused(root, root.folder / "access.log")
    assert (root.folder / "target").read_text() == ""


@only_root
def test_a_log_in_the_folder_of_a_third_user_is_that_user_s(root):
    logs = root.folder / "logs"
    logs.mkdir()
    os.chown(logs, 4242, 4242)
    (logs / "planted").symlink_to(root.folder / "new")
    assert "by user 4242" in refused(root, logs / "planted") and not (root.folder / "new").exists()
    with root.serve(root.capsule(CAPSULE), config=config_of(logs / "access.log")) as server:
        served(server, logs / "access.log")
    assert (logs / "access.log").stat().st_uid == 4242


@only_root
@pytest.mark.parametrize("kind", ["fifo", "process", "folder"])
def test_what_is_no_file_is_no_log_in_the_workers_folder(root, kind):
    """A FIFO would make the start wait for its reader, a file of /proc reach into the server itself."""
    log = theirs(root.folder / "logs") / "access.log"
    if kind == "fifo":
        os.mkfifo(log)
        os.chown(log, WORKERS.pw_uid, WORKERS.pw_gid)
    elif kind == "process":
        log.symlink_to("/proc/self/comm")
    else:
        log.mkdir()
    said = refused(root, log)
    assert f"the access log {log}" in said and "ready" not in said


@only_root
def test_a_fifo_of_the_workers_with_a_reader_is_no_log_either(root):
    log = theirs(root.folder / "logs") / "access.log"
    os.mkfifo(log)
    os.chown(log, WORKERS.pw_uid, WORKERS.pw_gid)
    reader = os.open(log, os.O_RDONLY | os.O_NONBLOCK)
    said = refused(root, log)
    assert "is not a regular file; remove it" in said and os.read(reader, 100) == b""
    os.close(reader)


def test_a_fifo_that_nobody_reads_does_not_hold_the_start_up(actor):
    os.mkfifo(actor.folder / "pipe")
    actor.give(actor.folder / "pipe")
    assert "nothing reads this pipe" in refused(actor, actor.folder / "pipe")


@only_root
def test_standard_output_by_its_path(root):
    with root.serve(root.capsule(CAPSULE), config=config_of("/dev/stdout")) as server:
        served(server, server.out)


# The status socket, likewise


def status_of(server):
    return f"status: {server}"


def asked(actor, config):
    return actor.run("status", "-c", config)


@only_root
def test_a_status_socket_in_the_workers_folder_is_theirs(root):
    run = theirs(root.folder / "run")
    path = run / "status.sock"
    with root.serve(root.capsule(CAPSULE), config=config_of("off", status_of(path))) as server:
        found = path.stat()
        assert stat.S_ISSOCK(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o660
        assert (found.st_uid, found.st_gid) == (WORKERS.pw_uid, WORKERS.pw_gid)
        assert asked(root, server.scratch / "splashdown.yml")[0] == 0
    assert os.listdir(run) == []


@only_root
@pytest.mark.parametrize("owner", ["root", 4242])
def test_a_status_socket_elsewhere_is_for_the_workers_group_too(root, owner):
    run = root.folder / "run"
    run.mkdir()
    if owner != "root":
        os.chown(run, owner, owner)
    path = run / "status.sock"
    with root.serve(root.capsule(CAPSULE), config=config_of("off", status_of(path))) as server:
        found = path.stat()
        assert (found.st_uid, found.st_gid) == (0 if owner == "root" else owner, WORKERS.pw_gid)
        assert stat.S_IMODE(found.st_mode) == 0o660
        assert asked(root, server.scratch / "splashdown.yml")[0] == 0
    assert os.listdir(run) == []


@only_root
@pytest.mark.parametrize("missing", [False, True])
def test_root_makes_no_socket_and_no_folder_where_a_planted_link_leads(root, missing):
    secret = root.folder / "secret"
    secret.mkdir(mode=0o755)
    run = theirs(root.folder / "run")
    (run / "below").symlink_to(secret)
    path = run / "below" / "new" / "status.sock" if missing else run / "below" / "status.sock"
    said = refused(root, "off", status_of(path))
    assert f"the status socket {path} cannot be made by user {WORKERS.pw_name}" in said and os.listdir(secret) == []


@only_root
def test_root_removes_nothing_where_a_folder_was_exchanged(root):
    """The socket's second name, in a folder where only root may write, stays."""
    secret = root.folder / "secret"
    secret.mkdir(mode=0o755)
    run = theirs(root.folder / "run")
    (run / "below").mkdir()
    theirs(run / "below")
    path = run / "below" / "status.sock"
    with root.serve(root.capsule(CAPSULE), config=config_of("off", status_of(path))):
        os.link(path, secret / "status.sock")
        (run / "below").rename(run / "aside")
        (run / "below").symlink_to(secret)
    assert os.listdir(secret) == ["status.sock"]


def test_a_status_socket_of_ones_own(actor):
    path = actor.folder / "run" / "status.sock"
    with actor.serve(actor.capsule(CAPSULE), config=config_of("off", status_of(path))) as server:
        assert path.stat().st_uid == actor.uid
        assert asked(actor, server.scratch / "splashdown.yml")[0] == 0
    assert os.listdir(path.parent) == []


# Opened anew


def turn_over(server, log):
    """Rotates as logrotate does. Returns the file with the lines so far."""
    before = server.said().count("is reopened")
    old = log.with_name(f"{log.name}.{before + 1}")
    log.rename(old)
    server.process.send_signal(signal.SIGUSR1)
    eventually(lambda: server.said().count("is reopened") > before, "the log is opened anew")
    return old


def lines_in(*files):
    return [line for file in files if file.exists() for line in file.read_text().splitlines()]


def test_logs_are_opened_anew_whatever_the_configuration_says_by_now(actor):
    """A mistake in it, another log, or no file at all: what is in force counts, and the workers stay."""
    logs = actor.folder / "logs"
    logs.mkdir()
    actor.give(logs)
    log, visits = logs / "access.log", 0
    with actor.serve(actor.capsule(CAPSULE), config=config_of(log)) as server:
        config = server.scratch / "splashdown.yml"
        before, files = server.workers(), []
        for text in ("log: [", "bogus: true\n", config_of(logs / "other.log"), None):
            config.unlink()
            if text is not None:
                config.write_text(text)
            files.append(turn_over(server, log))
            # Each worker changes in its own time.
            while not lines_in(log):
                assert server.get("/about.gmi").status == 20 and b"Home" in server.select("")
                visits += 2
            eventually(lambda: len(lines_in(log, *files)) == visits, "a line for each visit, in one file or another")
        assert server.workers() == before and not (logs / "other.log").exists()
        assert "bogus" not in server.said() and "nothing has changed" not in server.said()
    assert all(re.search(r'"-" "-" localhost \d+ (hit|miss|-)$', line) for line in lines_in(log, *files))


def test_who_is_still_answered_by_the_workers_of_before_is_in_the_new_log(actor):
    """The old generation, one that starts, and its replacement: each writes where the log is by now."""
    logs = actor.folder / "logs"
    logs.mkdir()
    actor.give(logs)
    log = logs / "access.log"
    files = {**CAPSULE, "large.txt": "x" * (16 << 20)}
    with actor.serve(actor.capsule(files), config=config_of(log)) as server:
        before = server.workers()
        with splash.connect(server.gopher) as slow:
            slow.sendall(b"/large.txt\r\n")
            assert slow.recv(1) == b"x"
            server.process.send_signal(signal.SIGHUP)
            eventually(lambda: set(server.workers()) - set(before), "new workers, while the old ones are there")
            old = turn_over(server, log)
            splash.read_all(slow)
        eventually(lambda: [line for line in lines_in(log) if "/large.txt" in line], "the line of who began before")
        eventually(lambda: "new workers serve" in server.said() and len(server.workers()) == 2, "the new generation")
        os.kill(server.workers()[0], signal.SIGKILL)
        eventually(lambda: "another one takes its place" in server.said() and len(server.workers()) == 2, "a replacement")
        for _ in range(20):
            assert server.get("/about.gmi").status == 20
        eventually(lambda: len(lines_in(log)) == 21, "the lines of all workers")
        assert lines_in(old) == []


def test_no_line_is_lost_or_torn_while_the_log_is_turned_over_again_and_again(actor):
    logs = actor.folder / "logs"
    logs.mkdir()
    actor.give(logs)
    log, count = logs / "access.log", 600
    capsule = actor.capsule({**CAPSULE, "page.txt": "A page.\n"})
    with actor.serve(capsule, "--workers", 3, config=config_of(log, "limits: { exempt: [127.0.0.1] }")) as server:
        old = []
        with splash.Load(splash.GopherSpeaker, server, count) as load:
            while load.left > 0:
                old.append(turn_over(server, log))
        assert load.failed == [] and len(old) > 1
        eventually(lambda: len(lines_in(log, *old)) == count, "a line for each visit")
    assert all(line.startswith("127.0.0.1 - - [") and re.search(r'"-" "-" localhost \d+ (hit|miss|-)$', line) for line in lines_in(log, *old))


@only_root
def test_a_link_that_was_planted_meanwhile_is_not_followed_either(root):
    (root.folder / "target").write_text("root's\n")
    os.chmod(root.folder / "target", 0o600)
    log = theirs(root.folder / "logs") / "access.log"
    with root.serve(root.capsule(CAPSULE), config=config_of(log)) as server:
        served(server, log)
        log.rename(log.with_name("access.1"))
        log.symlink_to(root.folder / "target")
        server.process.send_signal(signal.SIGUSR1)
        eventually(lambda: "nothing has changed: the access log is written where it was" in server.said(), "it is said")
        assert f"the access log {log} cannot be written by user {WORKERS.pw_name}" in server.said()
        served(server, log.with_name("access.1"))
    assert (root.folder / "target").read_text() == "root's\n"


def test_a_worker_that_stands_still_has_the_new_log_when_it_goes_on(actor):
    logs = actor.folder / "logs"
    logs.mkdir()
    actor.give(logs)
    log = logs / "access.log"
    with actor.serve(actor.capsule(CAPSULE), "--workers", 1, config=config_of(log)) as server:
        worker, = server.workers()
        os.kill(worker, signal.SIGSTOP)
        old = [turn_over(server, log) for _ in range(3)]
        os.kill(worker, signal.SIGCONT)
        assert server.get("/about.gmi").status == 20
        eventually(lambda: len(lines_in(log)) == 1, "a line in the last file")
        assert lines_in(*old) == [] and server.workers() == [worker]


def test_a_log_that_was_opened_anew_is_hidden_wherever_it_lies(actor):
    """A second name in the capsule: of the log as it is now, and of the one before."""
    logs = actor.folder / "logs"
    logs.mkdir()
    actor.give(logs)
    log, capsule = logs / "access.log", actor.capsule(CAPSULE)
    with actor.serve(capsule, config=config_of(log)) as server:
        served(server, log)
        old = turn_over(server, log)
        eventually(lambda: server.get("/about.gmi") and lines_in(log), "a line in the new log")
        os.link(log, capsule / "new.txt")
        os.link(old, capsule / "old.txt")
        (capsule / "last.txt").write_text("Seen.\n")
        actor.give(capsule / "last.txt")
        eventually(lambda: server.get("/last.txt").status == 20, "what came last is live")
        for name in ("/new.txt", "/old.txt"):
            for _ in range(4):
                assert server.get(name).status == 51 and b"about.gmi" not in server.select(name), name
