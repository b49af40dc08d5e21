"""Texts that have to be nowhere: each path of a folder in several spellings, on both protocols."""


def spellings(folder, *prefixes):
    """Every path of FOLDER, as it is, without its extension and as a folder; each also with the first half of a pair of PREFIXES replaced
    by the second, as the folder's generator publishes it."""
    for path in folder.rglob("*"):
        name = "/" + path.relative_to(folder).as_posix()
        bare = name.rsplit(".", 1)[0]
        for one in (name, bare, bare.removesuffix("/index").removesuffix("/_index")):
            for two in {one, *(new + one.removeprefix(old) for old, new in prefixes)}:
                yield from (two, two + "/", two + ".gmi", two + ".txt")


def assert_absent(server, word, paths):
    for path in sorted(paths):
        assert word not in server.get(path).body + server.select(path.replace("?", "\t")), path
