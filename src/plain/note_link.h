#ifndef PLAIN_NOTE_LINK_H
#define PLAIN_NOTE_LINK_H

#include "base/buf.h"
#include "base/strmap.h"
#include "site/site.h"
#include "site/uses.h"

/* The page whose text is read. */
struct note_scope {
    const struct page *page;
    struct uses *uses;
    struct arena *arena;
    struct diag *diag;
    struct strmap files; /* 1 + index among the site's files, by folded name; empty until the first is asked for */
};

/*
 * Writes what stands between "[[" and "]]" as Markdown: "Note", "Note|label", "Note#Heading", "picture.png|300". The
 * target is a page or file of that path, else of that name anywhere, case ignored. SHOWN: it was "![[…]]", and a
 * picture is one. What no page or file has is a label alone, which DIAG is told of.
 */
void note_link_put(struct buf *, struct note_scope *, str inner, bool shown, int line);

/* The name by which wiki links call the file PATH: without folders and the extension of a page, folded. */
str note_name(str path, struct arena *);

#endif
