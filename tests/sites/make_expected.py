#!/usr/bin/env python3
"""usage: tests/sites/make_expected.py

Asks Debian's Jekyll (package jekyll) what it publishes of each capsule in capsules/, and keeps the answer in expected/. Run
by hand, since installing Jekyll takes long.
"""
import os
import pathlib
import subprocess
import tempfile

import capsule_text

HERE = pathlib.Path(__file__).resolve().parent

for path in sorted((HERE / "capsules").glob("*.txt")):
    with tempfile.TemporaryDirectory() as folder:
        capsule_text.write(path.read_text(encoding="utf-8"), pathlib.Path(folder))
        done = subprocess.run(["ruby", HERE / "jekyll_list.rb", folder], capture_output=True, text=True, check=True,
                              env=os.environ | {"TZ": "UTC", "LANG": "C.UTF-8"})
    (HERE / "expected" / f"{path.stem}.json").write_text(done.stdout[done.stdout.index("{"):], encoding="utf-8")
    print(path.stem)
