"""Pages that we read in a site beside those that its own generator makes of it: what hexo_pages.py and hugo_pages.py share."""
import argparse
import json
import pathlib
import subprocess

FACETS = ("published", "title", "date", "address", "tags", "categories")


def parser_of(text):
    """The arguments that both take: BUILD, SITE... and --show N; others go between."""
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--show", type=int, default=5)
    return parser


def ours(build, site):
    """Our pages, by source."""
    done = subprocess.run([build / "splashdown", "list", "--format", "json", site], capture_output=True, text=True, check=True)
    return {page["source"]: page for page in json.loads(done.stdout)}


def same_title(theirs, our):
    """True when the titles agree; where their generator makes none, ours may be anything."""
    return not theirs["title"] or " ".join(theirs["title"].split()) == " ".join(our["title"].split())


def differing(theirs, our, differences):
    """{facet: [(source, their value, ours)]}; DIFFERENCES(their page, ours) yields each (facet, their value, ours)."""
    wrong = {facet: [] for facet in FACETS}
    for source in sorted(theirs.keys() | our.keys()):
        if source not in theirs or source not in our:
            wrong["published"].append((source, source in theirs, source in our))
            continue
        for facet, their_value, our_value in differences(theirs[source], our[source]):
            wrong[facet].append((source, their_value, our_value))
    return wrong


def meant_first(wrong, meant):
    """Takes what MEANT, {source: reason}, explains out of what is published by one alone; {reason: how many}."""
    reasons = {}
    for source, *_ in wrong["published"]:
        if source in meant:
            reasons[meant[source]] = reasons.get(meant[source], 0) + 1
    wrong["published"] = [one for one in wrong["published"] if one[0] not in meant]
    return reasons


def report(site, generator, total, wrong, show, reasons):
    print(f"{site.name:20} {total:6} pages  " + "  ".join(f"{facet} {len(wrong[facet])}" for facet in FACETS)
          + "".join(f"; meant: {count} {reason}" for reason, count in reasons.items()), flush=True)
    for facet in FACETS:
        for source, their, our in wrong[facet][:show]:
            print(f"    {facet}: {source}: {generator} {their!r}, we {our!r}")


def compare_all(sites, generator, show, pages_of, differences, meant_of=lambda site: {}):
    """Compares the pages of SITES, of which PAGES_OF(site) gives theirs and ours. DIFFERENCES(site): as of differing. MEANT_OF(site): the pages
    that one alone publishes, as it is meant, with the reason. Returns the exit code."""
    total, sums, failed, meant = 0, dict.fromkeys(FACETS, 0), 0, 0
    for site in sites:
        try:
            theirs, our = pages_of(site)
            wrong = differing(theirs, our, differences(site))
        except (RuntimeError, ValueError, OSError, subprocess.CalledProcessError) as error:
            print(f"{site.name}: not compared: {error}", flush=True)
            failed += 1
            continue
        count = len(theirs.keys() | our.keys())
        reasons = meant_first(wrong, meant_of(site))
        meant += sum(reasons.values())
        report(site, generator, count, wrong, show, reasons)
        total += count
        for facet in FACETS:
            sums[facet] += len(wrong[facet])
    print(f"in all {total} pages, {failed} sites not compared: " + ", ".join(f"{facet} {100 - 100 * sums[facet] / max(total, 1):.2f} %" for facet in FACETS)
          + (f"; published with the {meant} that are meant as differences: {100 - 100 * (sums['published'] + meant) / max(total, 1):.2f} %" if meant else ""))
    return 1 if failed or any(count * 100 > total for count in sums.values()) else 0
