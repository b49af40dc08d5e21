"""Many tags on one post: what they cost readers of a live server."""
import os
import pathlib

FEW, MANY = 10_000, 40_000
DEARER = 8  # where 4 is linear, 16 quadratic
MEASURABLE_SECONDS = 0.5


def tagged(n):
    return {"_config.yml": "title: Tides\n", "_posts/2024-05-01-moon.md":
            "---\ntitle: Moon\ntags: [" + ", ".join(f"t{i}" for i in range(n)) + "]\n---\nBright.\n"}


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cost_of(serve, n):
    """{what: (bytes of its answer, seconds of its CPU time)} of one post with N tags, of a tag's page and of the feeds."""
    server, cost = serve(tagged(n), workers=1), {}
    [worker] = server.workers()
    asks = {"post": lambda: server.get("/2024/05/01/moon.gmi").raw, "tag": lambda: server.get(f"/tag/t{n - 1}/").raw,
            "feed": lambda: server.get("/atom.xml").raw, "feed of a tag": lambda: server.get(f"/tag/t{n - 1}/atom.xml").raw,
            "post by Gopher": lambda: server.select("/2024/05/01/moon"), "tag by Gopher": lambda: server.select(f"/tag/t{n - 1}"),
            "feed by Gopher": lambda: server.select("/atom.xml")}
    for what, ask in asks.items():
        before = cpu_seconds(worker)
        raw = ask()
        assert b"Moon" in raw and server.workers() == [worker], (what, raw[:200])
        assert "Gopher" in what or raw.startswith(b"20 "), (what, raw[:200])
        cost[what] = len(raw), cpu_seconds(worker) - before
    return cost


def test_forty_thousand_tags_on_one_post_cost_readers_of_either_protocol_four_times_what_ten_thousand_do(serve):
    few, many = cost_of(serve, FEW), cost_of(serve, MANY)
    for what, (size, seconds) in many.items():
        assert size <= DEARER * few[what][0], (what, few[what], many[what])
        assert seconds <= max(MEASURABLE_SECONDS, DEARER * few[what][1]), (what, few[what], many[what])
