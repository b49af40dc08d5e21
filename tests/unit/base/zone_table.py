#!/usr/bin/python3
"""Writes zone_table.h: what Python's zoneinfo says of moments and wall clocks. Only times that no later release of the
database is likely to change: recent and past. usage: zone_table.py > zone_table.h"""
import datetime as dt
import random
from zoneinfo import ZoneInfo

WATCHED = ["Asia/Taipei", "America/New_York", "Australia/Lord_Howe", "Europe/Dublin", "Asia/Tokyo", "Asia/Kolkata",
           "America/St_Johns", "Pacific/Apia", "Africa/Casablanca", "America/Sao_Paulo", "Europe/Berlin",
           "Asia/Kathmandu", "America/Santiago", "Pacific/Chatham", "Asia/Shanghai", "Etc/GMT+5", "Europe/Lisbon"]
UTC = dt.timezone.utc
FIRST, LAST = dt.datetime(1996, 1, 1, tzinfo=UTC), dt.datetime(2022, 1, 1, tzinfo=UTC)


def offset(moment):
    return int(moment.utcoffset().total_seconds())


def changes(zone):
    """Moments (in whole minutes) at which the offset changes."""
    at, step = FIRST, dt.timedelta(days=20)
    while at < LAST:
        low, high = at, at + step
        if offset(low.astimezone(zone)) != offset(high.astimezone(zone)):
            before = offset(low.astimezone(zone))
            while high - low > dt.timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                if offset(middle.astimezone(zone)) == before:
                    low = middle
                else:
                    high = middle
            yield high
        at += step


def main():
    random.seed(8536)
    moments, walls = [], []
    for name in WATCHED:
        zone = ZoneInfo(name)
        found = list(changes(zone))
        for change in random.sample(found, min(2, len(found))) + found[-2:]:
            for shift in (-1, 0):
                moment = change + dt.timedelta(seconds=shift)
                moments.append((name, int(moment.timestamp()), offset(moment.astimezone(zone))))
            for minutes in (-95, -45, -20, 0, 10, 20, 45, 75):
                wall = change.astimezone(zone).replace(tzinfo=None) + dt.timedelta(minutes=minutes)
                # The moment that fold=0 means; in a gap its true offset is that after the change.
                moment = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
                walls.append((name, wall, int(moment.timestamp()), offset(moment.astimezone(zone))))
        for _ in range(4):
            moment = FIRST + dt.timedelta(seconds=random.randrange(int((LAST - FIRST).total_seconds())))
            moments.append((name, int(moment.timestamp()), offset(moment.astimezone(zone))))
    print("/* clang-format off */\n/* Made by zone_table.py from the system's time zones. */")
    print("static const struct known_moment known_moments[] = {")
    for name, seconds, east in moments:
        print(f'    {{"{name}", INT64_C({seconds}), {east}}},')
    print("};\n\nstatic const struct known_wall known_walls[] = {")
    for name, wall, seconds, east in walls:
        civil = f"{wall.year}, {wall.month}, {wall.day}, {wall.hour}, {wall.minute}, {wall.second}"
        print(f'    {{"{name}", {{{civil}}}, INT64_C({seconds}), {east}}},')
    print("};")


main()
