#!/usr/bin/env python3
"""usage: tests/bench/greed.py NEW_BUILD [OLD_BUILD] [--gopher] [--only GREED]... [--samples N] [--quick] [--write]

Measures each form of greed in greeds.py beside another reader, who requests a cached page, an uncached one, a search, and on
Gemini makes handshakes, each time from another address (PROXY headers), at a steady pace whether or not answers come: quiet,
under greed, quiet again. Limits are at their defaults, nobody is exempt, one worker; server, greedy clients and reader have
cores of their own as far as there are. What must hold: p99 under greed at most 100 ms + 3 × quiet (a search 500 ms more), at
most 100 ms of the loop's CPU spent on others before an answer (p99; told, not judged: it is for a machine without other load),
and nothing refused. A row whose quiet p99 is over 50 ms is void. The old build runs until the figure that its greed is known
for is reached, 30 seconds at most. Builds are release builds. Prints a table of Markdown; --write puts it into SECURITY.md.
--quick judges no time: only that each greed runs, ends, and nothing is refused. Ends with 1 when something is refused, or a
time is missed.
"""
import argparse
import datetime
import os
import pathlib
import statistics
import sys
import tempfile
import time

import greed_server
import greeds
from greed_clients import Reader

SECURITY = pathlib.Path(__file__).resolve().parent.parent.parent / "SECURITY.md"
VOID, OTHERS, TIMES, SLICE = 50, 100, 3, 500  # ms
OLD_SECONDS, PRIMING = 45, 40


def p(values, share):
    """The value that SHARE of them do not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


def share_cores():
    have = sorted(os.sched_getaffinity(0))
    if len(have) == 1:
        return {"server": None, "greedy": None, "reader": None}
    return {"server": {have[0]}, "greedy": set(have[1:-1]) or {have[1]}, "reader": {have[-1]}}


def of_kind(samples, kind):
    return [sample for sample in samples if sample.kind == kind]


class Measured:
    """One greed against one build: samples when quiet and under greed, the worker's memory before and at most, a note."""

    def __init__(self, greed, build, options, folder, old=False):
        self.greed, self.old, self.most, self.before, self.began, self.said = greed, old, 0.0, 0.0, 0.0, ""
        self.target = greed_server.Served(build, greed.protocol, folder, share_cores(), 200 if options.quick else greed.posts, greed.config, greed.host, greed.hosts)
        kinds = {kind: ask for kind, ask in greed_server.KINDS.items() if kind != "handshake" or greed.protocol == "gemini"} | greed.kinds
        self.count = 2 if options.quick else -(-options.samples // len(kinds))
        self.reader = Reader(self.target, kinds, 0.25 if options.quick else 0.1, self.target.cores["reader"])
        self.kinds, self.quick, self.quiet, self.greedy, self.rate = kinds, options.quick, [], [], 0.0

    def run(self):
        self.target.start()
        self.before = self.target.held_mb()
        try:
            self.target.prime(1 if self.quick else PRIMING)
            if not self.old and not self.quick:
                self.quiet += self.reader.read(0, self.count // 2)
            self.measure_greed()
            if not self.old and not self.quick:
                self.target.settle()
                self.quiet += self.reader.read(3 * self.count, self.count // 2)
        finally:
            self.target.stop()
        return self

    def measure_greed(self):
        self.began = time.monotonic()
        try:
            self.greed.start(self.target)
            time.sleep(0.5 if self.quick else self.greed.warm)
            if self.old:
                self.greedy = self.reader.read(self.count, 10 * OLD_SECONDS, self.enough, OLD_SECONDS)
            else:
                self.greedy = self.reader.read(self.count, self.count, self.look)
            self.look(())
            self.rate = self.greed.turns() / self.seconds()
            self.said = self.greed.note(self.target, self.seconds())
        finally:
            self.greed.stop()

    def seconds(self):
        return time.monotonic() - self.began

    def look(self, _):
        self.most = max(self.most, self.target.held_mb() - self.before)
        return False

    def enough(self, samples):
        self.look(samples)
        self.greedy = samples
        return self.greed.old is not None and self.old_figure() >= self.greed.old[1]

    def old_figure(self):
        kind = self.greed.old[0]
        if kind == "rate":
            return self.rate or self.greed.turns() / self.seconds()
        if kind == "held":
            return self.most
        if kind == "refused":
            return len(self.refused())
        if kind == "loop":
            return max((sample.loop for sample in self.greedy), default=0.0)
        return max((sample.ms for sample in of_kind(self.greedy, kind)), default=0.0)

    def refused(self):
        return [f"{sample.kind}: {sample.refused}" for sample in self.quiet + self.greedy if sample.refused]

    def figures(self, kind):
        """(p50 quiet, p99 quiet, p50 under greed, p99 under greed, p99 of the loop's CPU on others)."""
        quiet, greedy = ([sample.ms for sample in of_kind(samples, kind)] for samples in (self.quiet, self.greedy))
        own = statistics.median([sample.loop for sample in of_kind(self.quiet, kind)] or [0.0])
        others = [max(0.0, sample.loop - own) for sample in of_kind(self.greedy, kind)]
        return p(quiet, 0.5), p(quiet, 0.99), p(greedy, 0.5), p(greedy, 0.99), p(others, 0.99)

    def verdict(self, kind):
        _, quiet, _, greedy, _ = self.figures(kind)
        if self.quick:
            return "refused" if self.refused_of(kind) else "answered"
        if quiet > VOID + (SLICE if kind == "search" else 0):
            return "void"
        bound = OTHERS + TIMES * quiet + (SLICE if kind == "search" else 0)
        return "held" if greedy <= bound and not self.refused_of(kind) else "NOT held"

    def refused_of(self, kind):
        return sum(1 for sample in self.quiet + self.greedy if sample.kind == kind and sample.refused)


def old_cell(measured):
    if not measured:
        return ""
    kind, limit = measured.greed.old or ("cached", None)
    if limit is None:
        worst = {kind: max((sample.ms for sample in of_kind(measured.greedy, kind)), default=0.0) for kind in measured.kinds}
        return ", ".join(f"{kind} {ms:.0f} ms" for kind, ms in worst.items()) + (f"; {measured.said}" if measured.said else "")
    unit = {"rate": " a second", "held": " MB", "refused": " refused"}.get(kind, " ms of the loop's CPU" if kind == "loop" else f" ms ({kind})")
    figure = measured.old_figure()
    return f"{figure:.0f}{unit}" + ("" if figure >= limit else f" (known for {limit})")


def rows(new, old):
    """Lines of the table: one of each kind."""
    for number, kind in enumerate(new.kinds):
        p50, p99, greedy50, greedy99, others = new.figures(kind)
        held = f"{new.most:+.0f}" if number == 0 else ""
        name = new.greed.__doc__.splitlines()[0] + (f" ({new.said})" if new.said else "") if number == 0 else ""
        yield (f"| {name} | {kind} | {len(of_kind(new.greedy, kind))} | {p50:.0f} / {p99:.0f} | {greedy50:.0f} / {greedy99:.0f} | {others:.0f} | "
               f"{new.refused_of(kind)} | {held} | {new.verdict(kind)} | {old_cell(old) if number == 0 else ''} |")


HEAD = ("| greed | the reader's | times | quiet p50 / p99, ms | under greed, ms | loop's CPU on others, p99, ms | refused | memory, MB | | before |\n"
        "|---|---|---:|---:|---:|---:|---:|---:|---|---|")


def against(build, kind, options, old=False):
    """A capsule and a server of its own for each greed and build."""
    with tempfile.TemporaryDirectory(prefix="greed-") as folder:
        os.chmod(folder, 0o755)
        return Measured(kind(folder, "gopher" if options.gopher else "gemini", options.quick), build, options, folder, old).run()


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), os.uname().machine)
    return f"{datetime.date.today()}, {len(os.sched_getaffinity(0))} × {model}, load {os.getloadavg()[0]:.1f} at the beginning"


def write(protocol, text):
    begin, end = f"<!-- greed {protocol}: begin -->", f"<!-- greed {protocol}: end -->"
    before = SECURITY.read_text(encoding="utf-8")
    head, rest = before.split(begin)
    SECURITY.write_text(f"{head}{begin}\n\n{text}\n\n{end}{rest.split(end)[1]}", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("old", type=pathlib.Path, nargs="?")
    parser.add_argument("--gopher", action="store_true")
    parser.add_argument("--only", action="append", choices=greeds.ALL)
    parser.add_argument("--samples", type=int, default=520, help="of all kinds, under greed")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    os.umask(0o022)
    protocol = "gopher" if options.gopher else "gemini"
    lines, wrong = [f"{'Gopher' if options.gopher else 'Gemini'}: {machine()}.", "", HEAD], []
    print("\n".join(lines), flush=True)
    for name, kind in greeds.ALL.items():
        if protocol not in kind.protocols or (options.only and name not in options.only):
            continue
        new = against(options.build, kind, options)
        old = against(options.old, kind, options, old=True) if options.old else None
        for line in rows(new, old):
            lines.append(line)
            print(line, flush=True)
        wrong += [f"{name}: {kind} was not held" for kind in new.kinds if new.verdict(kind) == "NOT held"]
        wrong += [f"{name}: refused: {what}" for what in sorted(set(new.refused()))[:5]]
        wrong += [f"{name}: {new.target.fault}"] if new.target.fault else []
    if options.write:
        write(protocol, "\n".join(lines))
    for line in wrong:
        print(f"WRONG: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
