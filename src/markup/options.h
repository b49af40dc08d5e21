#ifndef MARKUP_OPTIONS_H
#define MARKUP_OPTIONS_H

#include "base/effort.h"

/* Options for parsing a text. */
struct markdown_options {
    bool hard_wrap;
    bool tight_headings;       /* "##Title" is a heading, too, as rdiscount, redcarpet and maruku have it */
    bool short_strike;         /* "~word~" is struck, too, as marked has it; "5~10" is not */
    bool tables_have_header;   /* rows alone are a paragraph, as in GFM */
    bool emoji;                /* ":tada:" names a character */
    bool emoji_in_code;        /* and does so in code, too */
    bool www_is_secure;        /* "www.example.org" means https */
    bool blank_line_ends_html; /* what follows one in a block of HTML is Markdown, as in CommonMark */
    bool callouts;             /* a quote that begins with "[!note] Title" has that title */
    str file;                  /* for DIAG */
    str excerpt_separator;     /* a line of it becomes TREE_MORE, as <!--more--> always does; may be empty */
    struct effort *effort;     /* counts the nodes; NULL: they are not counted */
};

#endif
