#!/usr/bin/env python3
"""Judges our reader of TOML by the cases of github.com/toml-lang/toml-test.

usage: toml_suite.py BUILD TESTS

TESTS is that repository's folder "tests", with the list "files-toml-1.0.0". BUILD holds tests/toml_decode
(ninja -C BUILD toml_decode). Each valid case must give the values of its .json file, each invalid one a complaint that
names a line. Prints each case that does not, and a sum; 1 when there is one.
"""
import datetime
import json
import math
import pathlib
import re
import subprocess
import sys


def moment(text):
    """A date or time without its fraction beyond microseconds, in the form of Python's."""
    text = text.replace("t", "T").replace(" ", "T").replace("z", "Z").replace("Z", "+00:00")
    return re.sub(r"\.(\d+)", lambda found: "." + found[1][:6].ljust(6, "0"), text)


def same_scalar(ours, theirs):
    kind, value = theirs["type"], theirs["value"]
    if ours.get("type") != kind:
        return False
    if kind == "float":
        one, two = float(ours["value"]), float(value)
        return one == two or (math.isnan(one) and math.isnan(two))
    if kind in ("datetime", "datetime-local", "date-local"):
        want = datetime.datetime.fromisoformat(moment(value))
        seconds = (want if want.tzinfo else want.replace(tzinfo=datetime.timezone.utc)) - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
        return datetime.datetime.fromisoformat(moment(ours["value"])) == want and ours["seconds"] == seconds // datetime.timedelta(seconds=1)
    if kind == "time-local":
        return datetime.time.fromisoformat(moment(ours["value"])) == datetime.time.fromisoformat(moment(value))
    return ours["value"] == value


def same(ours, theirs):
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(ours) == len(theirs) and all(map(same, ours, theirs))
    if not isinstance(ours, dict):
        return False
    if set(theirs) == {"type", "value"} and isinstance(theirs["type"], str):
        return same_scalar(ours, theirs)
    return set(ours) == set(theirs) and all(same(ours[key], theirs[key]) for key in theirs)


def fault_of(decoder, source, valid):
    done = subprocess.run([decoder], input=source.read_bytes(), capture_output=True)
    said = done.stderr.decode("utf-8", "replace").strip()
    if valid:
        if done.returncode:
            return f"refused: {said}"
        theirs = json.loads(source.with_suffix(".json").read_text(encoding="utf-8"))
        ours = json.loads(done.stdout)
        return "" if same(ours, theirs) else f"{json.dumps(ours)} is not {json.dumps(theirs)}"
    if done.returncode != 1:
        return f"taken, with exit code {done.returncode}"
    return "" if re.match(r"splashdown: -:\d+: this is not TOML: .", said) else f"no line is named: {said!r}"


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    decoder, tests = pathlib.Path(sys.argv[1]) / "tests" / "toml_decode", pathlib.Path(sys.argv[2])
    listed = (tests / "files-toml-1.0.0").read_text(encoding="utf-8").split()
    sources = [pathlib.Path(name) for name in listed if name.endswith(".toml")]
    count, wrong = {"valid": 0, "invalid": 0}, 0
    for name in sources:
        count[name.parts[0]] += 1
        fault = fault_of(decoder, tests / name, name.parts[0] == "valid")
        if fault:
            wrong += 1
            print(f"{name}: {fault}")
    print(f"{count['valid']} valid, {count['invalid']} invalid, {wrong} wrong")
    return 1 if wrong or not all(count.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
