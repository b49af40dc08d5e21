"""A build in which one file is another: compiled and linked elsewhere, so that neither the tree nor the build changes."""
import collections
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PATIENCE = 3600  # seconds, as ctest has


class Stale(Exception):
    """The reason why a mutant means nothing."""


def has_ended(pid):
    """It is not waited for yet, so that its number is nobody else's."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def finish(command, patience=PATIENCE, **options):
    """(exit code, all output) of a command; None for the code of one that took longer than PATIENCE, in seconds. Processes that
    it has started end with it: a test that fails leaves processes behind."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                                 start_new_session=True, **options)
        end = time.monotonic() + patience
        try:
            while not has_ended(child.pid) and time.monotonic() < end:
                time.sleep(0.02)
            hangs = not has_ended(child.pid)
        finally:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        out.seek(0)
        return None if hangs else child.returncode, out.read().decode("utf-8", "replace")


class Build:
    """A configured build: how it compiles a file and links a program. Read only."""

    def __init__(self, folder):
        self.folder = folder
        self.compiling = collections.defaultdict(list)
        for entry in json.loads((folder / "compile_commands.json").read_text()):
            self.compiling[str(pathlib.Path(entry["file"]).relative_to(ROOT))].append(shlex.split(entry["command"]))
        self.linking = {}

    def update(self, wanted):
        subprocess.run(["ninja", "-C", self.folder, *sorted(wanted)], check=True, stdout=subprocess.DEVNULL)
        for target in wanted:
            lines = subprocess.run(["ninja", "-C", self.folder, "-t", "commands", "-s", target], check=True,
                                   capture_output=True, text=True).stdout.strip()
            self.linking[target] = shlex.split(lines.removeprefix(": && ").removesuffix(" && :"))

    def compile(self, file, source):
        """{object of the build: object made from SOURCE instead, beside it}."""
        commands = self.compiling[file]
        if not commands:
            raise Stale(f"{file} is not compiled in {self.folder}")
        made = {}
        for i, command in enumerate(commands):
            output, given = command.index("-o") + 1, command.index("-c") + 1
            made[command[output]] = f"{source}.{i}.o"
            command = [*command]
            command[output], command[given] = made[command[output]], str(source)
            code, out = finish([*command, "-w"], cwd=self.folder)
            if code != 0:
                raise Stale(f"it does not compile:\n{out[:2000]}")
        return made

    def link(self, target, objects, output):
        """TARGET with OBJECTS in the place of its own. An object before a library takes the place of the member in it."""
        command, changed = [], False
        for word in self.linking[target]:
            if word in objects:
                word, changed = objects[word], True
            for object, instead in objects.items():
                room = re.search(r"CMakeFiles/(\w+)\.dir/", object).group(1)
                if word == f"src/lib{room}.a" and instead not in command:
                    command.append(instead)
                    changed = True
            command.append(word)
        if not changed:
            return False
        command[command.index("-o") + 1] = str(output)
        code, out = finish(command, cwd=self.folder)
        if code != 0:
            raise Stale(f"it does not link:\n{out[:2000]}")
        return True


def copy_tree(into):
    return shutil.copytree(ROOT, into, symlinks=True,
                           ignore=lambda folder, names: [n for n in names if folder == str(ROOT) and re.match(r"build|\.git$", n)])
