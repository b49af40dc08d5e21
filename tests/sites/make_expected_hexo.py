#!/usr/bin/env python3
"""usage: tests/sites/make_expected_hexo.py HEXO

Asks Hexo 7, which npm has installed in the folder HEXO, what it publishes of each capsule in hexo_capsules/, and keeps the answer in
hexo_expected/, by source: of those named text…, the words of posts, too (peers/hexo_texts.py), and of those named lists…, the posts of each
list. Run by hand.
"""
import json
import pathlib
import sys
import tempfile

import capsule_text

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "peers"))
import hexo_pages  # noqa: E402
import hexo_texts  # noqa: E402


def keep(name, wanted):
    (HERE / "hexo_expected" / f"{name}.json").write_text(json.dumps(wanted, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


HEXO = pathlib.Path(sys.argv[1]).resolve()
for path in sorted((HERE / "hexo_capsules").glob("*.txt")):
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as scratch:
        site = capsule_text.write(path.read_text(encoding="utf-8"), pathlib.Path(folder))
        pages = hexo_pages.hexos_pages(HEXO, site, pathlib.Path(scratch))
        if path.stem.startswith(("text", "traps")):
            keep(f"{path.stem}.texts", dict(sorted(hexo_texts.hexos_texts(HEXO, pathlib.Path(scratch)).items())))
        if path.stem.startswith(("lists", "traps")):
            keep(f"{path.stem}.lists", hexo_pages.hexos_lists(HEXO, pathlib.Path(scratch)))
    keys = ("title", "date", "address", "tags", "categories")
    keep(path.stem, {source: {key: page[key] for key in keys} for source, page in sorted(pages.items())})
    print(path.stem, len(pages))
