"""The users who start the programs: root, or an ordinary user. Each has a folder of its own outside pytest's, which closes its
root to others
whenever another pytest starts."""
import atexit
import contextlib
import functools
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile

import splash

ROOT = os.geteuid() == 0
ORDINARY = pwd.getpwnam("nobody") if ROOT else pwd.getpwuid(os.geteuid())
NAMES = ("root", "ordinary") if ROOT else ("ordinary",)


def folder_for_all():
    """A new folder that everybody may go through, outside pytest's."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="splashdown-actor-"))
    os.chmod(folder, 0o755)
    return folder


@functools.cache
def programs():
    """A folder with copies of the programs, since the build may lie where an ordinary user cannot go."""
    folder = folder_for_all()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for program in (splash.SPLASHDOWN, splash.FEED):
        shutil.copy2(program, folder)
        os.chmod(folder / program.name, 0o755)
    return folder


class Actor:
    """FOLDER belongs to this user and has mode 0755; PREFIX before a command makes it this user's; BIN holds the programs."""

    def __init__(self, name, folder):
        self.name, self.folder = name, folder
        self.is_root = name == "root"
        self.uid = 0 if self.is_root else ORDINARY.pw_uid
        self.gid = 0 if self.is_root else ORDINARY.pw_gid
        self.changes = ROOT and not self.is_root
        self.prefix = ["setpriv", f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"] if self.changes else []
        self.bin = programs()
        self.env = {"HOME": str(folder), "XDG_STATE_HOME": str(folder / "state")}

    def give(self, *paths):
        """Makes PATHS, and all that is in them, this user's own."""
        for path in paths:
            for below, _, files in os.walk(path):
                os.chown(below, self.uid, self.gid)
                for name in files:
                    os.chown(os.path.join(below, name), self.uid, self.gid, follow_symlinks=False)
            os.chown(path, self.uid, self.gid, follow_symlinks=False)
        return paths[0]

    def capsule(self, files, name="capsule"):
        """A capsule of this user's: {path: text or bytes}."""
        return self.give(splash.write_capsule(self.folder / name, files))

    def run(self, *arguments, program="splashdown", stdin=None, cwd=None, env=None, timeout=600):
        """Does what splash.run does, as this user: (exit code, stdout bytes, stderr text)."""
        done = subprocess.run([*self.prefix, self.bin / program, *map(str, arguments)], input=stdin, capture_output=True,
                              cwd=cwd or self.folder, timeout=timeout, env=dict(os.environ, **self.env, **(env or {})))
        errors = done.stderr.decode("utf-8", "replace")
        assert not splash.SANITIZER.search(errors), errors
        return done.returncode, done.stdout, errors

    def serve(self, capsule, *flags, **keywords):
        """A splash.Server that this user starts, its scratch folder this user's."""
        scratch = pathlib.Path(tempfile.mkdtemp(prefix="server-", dir=self.folder))
        self.give(scratch)
        env = dict(self.env, **keywords.pop("env", {}))
        return splash.Server(capsule, scratch, *flags, env=env, actor=self, **keywords)


@contextlib.contextmanager
def acting_as(name):
    """An Actor, "root" or "ordinary", whose folder goes with it."""
    top = folder_for_all()
    folder = top / "home"
    folder.mkdir()
    os.chmod(folder, 0o755)
    actor = Actor(name, folder)
    actor.give(folder)
    try:
        yield actor
    finally:
        shutil.rmtree(top, ignore_errors=True)
