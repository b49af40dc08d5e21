#!/usr/bin/env python3
"""Prints html_entities_table.h, for the build: HTML's named character references, from Python's copy of the standard's
list.

One string for each initial letter, of pairs "rest of the name" NUL "value" NUL, in the order of the names. Names that
old pages write without a semicolon have a comma before the NUL.
"""
import html.entities
import string


def literal(text):
    """A C string of TEXT. A hexadecimal escape takes all digits after it, so it ends its literal."""
    out, escaped = '"', False
    for byte in text.encode():
        c = chr(byte)
        if 32 <= byte < 127 and c not in '"\\?':
            out += ('" "' if escaped and c in string.hexdigits else "") + c
            escaped = False
        else:
            out += f"\\x{byte:02x}"
            escaped = True
    return out + '"'


def main():
    names = html.entities.html5
    print("/* Made by html_entities.py from the named character references of the HTML standard. */")
    print("static const char *const html_entities[2][26] = {")
    for letters in (string.ascii_uppercase, string.ascii_lowercase):
        print("    {")
        for letter in letters:
            pairs = sorted((name[1:-1], value) for name, value in names.items() if name[0] == letter and name[-1] == ";")
            print("        /* " + letter + " */")
            for name, value in pairs:
                bare = "," if letter + name in names else ""
                print(f'        "{name}{bare}\\0" {literal(value)} "\\0"')
            print("        ,")
        print("    },")
    print("};")


if __name__ == "__main__":
    main()
