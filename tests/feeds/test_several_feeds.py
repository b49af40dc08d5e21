"""All feeds that jekyll-feed makes of a capsule, at its addresses: the same posts lead to the same ids here. See make_expected.py."""
import datetime
import json
import pathlib
import sys

import feedparser
import pytest
import splash

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "sites"))
import capsule_text  # noqa: E402


def followed(server, address):
    answer = server.get(address)
    for _ in range(3):
        if answer.status != 31:
            break
        answer = server.get(answer.meta)
    assert answer.status == 20, f"{address}: {answer.header}"
    return feedparser.parse(answer.body)


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


@pytest.mark.parametrize("path", sorted((HERE / "many_capsules").glob("*.txt")), ids=lambda path: path.stem)
def test_each_address_of_jekyll_feed_has_its_entries(path, tmp_path):
    expected = json.loads((HERE / "expected" / f"many_{path.stem}.json").read_text(encoding="utf-8"))
    with splash.Server(capsule_text.write(path.read_text(encoding="utf-8"), tmp_path / "capsule"), tmp_path) as server:
        for address, feed in expected.items():
            ours = followed(server, address)
            entries = [(entry.id, entry.title, moment(entry.published)) for entry in ours.entries]
            theirs = [(entry_id, title, moment(published)) for entry_id, title, published, _ in feed["entries"]]
            # Categories of collections have no feed of their own: the collection's stands for them.
            assert (set(theirs) <= set(entries)) if address.count("/") == 3 and "by_tag" not in address else theirs == entries, address
            named = [author for _, _, _, author in feed["entries"] if author]
            assert set(named) <= {entry.author for entry in ours.entries}
        assert server.get("/feed/by_tag/none.xml").status == server.get("/by/none.xml").status == server.get("/feed/none.xml").status == 51
