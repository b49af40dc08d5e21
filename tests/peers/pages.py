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


def report(site, generator, total, wrong, show):
    print(f"{site.name:20} {total:6} pages  " + "  ".join(f"{facet} {len(wrong[facet])}" for facet in FACETS), flush=True)
    for facet in FACETS:
        for source, their, our in wrong[facet][:show]:
            print(f"    {facet}: {source}: {generator} {their!r}, we {our!r}")


def compare_all(sites, generator, show, pages_of, differences):
    """Compares the pages of SITES, of which PAGES_OF(site) gives theirs and ours. DIFFERENCES(site): as of differing. Returns the exit code."""
    total, sums, failed = 0, dict.fromkeys(FACETS, 0), 0
    for site in sites:
        try:
            theirs, our = pages_of(site)
            wrong = differing(theirs, our, differences(site))
        except (RuntimeError, ValueError, OSError, subprocess.CalledProcessError) as error:
            print(f"{site.name}: not compared: {error}", flush=True)
            failed += 1
            continue
        count = len(theirs.keys() | our.keys())
        report(site, generator, count, wrong, show)
        total += count
        for facet in FACETS:
            sums[facet] += len(wrong[facet])
    print(f"in all {total} pages, {failed} sites not compared: " + ", ".join(f"{facet} {100 - 100 * sums[facet] / max(total, 1):.2f} %" for facet in FACETS))
    return 1 if failed or any(count * 100 > total for count in sums.values()) else 0
