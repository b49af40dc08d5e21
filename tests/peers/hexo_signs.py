#!/usr/bin/env python3
"""Says of each folder what it is taken for; for blogs that are not Hexo's.

usage: hexo_signs.py BUILD FOLDER...

Prints a line for each folder: its name and what `check` takes it for (nothing is said of a Jekyll site that nothing else may be). 1 when
one is taken for Hexo's, by the whole of its folder or without its package.json.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def taken_for(build, folder):
    done = subprocess.run([build / "splashdown", "check", folder], capture_output=True, text=True, check=False)
    said = re.search(r"(?:taken for|wrong folder:) ([^;\n]*)", done.stderr)
    return said[1] if said else "Jekyll's, without a word"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("folders", type=pathlib.Path, nargs="+")
    options = parser.parse_args()
    build, bad = options.build.resolve(), 0
    for folder in options.folders:
        with tempfile.TemporaryDirectory() as scratch:
            bare = pathlib.Path(scratch) / "bare"
            shutil.copytree(folder, bare, symlinks=True, ignore=shutil.ignore_patterns("package.json", ".git"))
            kinds = {taken_for(build, folder), taken_for(build, bare)}
        print(f"{folder.name}: {' / '.join(sorted(kinds))}")
        bad += any("Hexo" in kind for kind in kinds)
    print(f"{len(options.folders)} folders, {bad} taken for Hexo's")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
