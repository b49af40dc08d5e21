#!/usr/bin/env python3
"""usage: tests/sites/make_expected_liquid.py

Asks Debian's Jekyll (package jekyll) for the words of each page with Liquid in liquid_capsules/, and keeps them in liquid_expected/.
Run by hand, since installing Jekyll takes long.
"""
import json
import os
import pathlib
import subprocess
import tempfile

import capsule_text
import page_words

HERE = pathlib.Path(__file__).resolve().parent


def write():
    for path in sorted((HERE / "liquid_capsules").glob("*.txt")):
        with tempfile.TemporaryDirectory() as folder:
            capsule = capsule_text.write(path.read_text(encoding="utf-8"), pathlib.Path(folder) / "capsule")
            subprocess.run(["jekyll", "build", "--quiet", "--source", capsule, "--destination", pathlib.Path(folder) / "web"],
                           check=True, cwd=folder, env=os.environ | {"TZ": "UTC", "LANG": "C.UTF-8"})
            web = pathlib.Path(folder) / "web"
            words = {str(page.relative_to(web)): page_words.of_html(page.read_text(encoding="utf-8"))
                     for page in sorted(web.rglob("*.html"))}
        (HERE / "liquid_expected" / f"{path.stem}.json").write_text(
            json.dumps(words, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
        print(path.stem)


write()
