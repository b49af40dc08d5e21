#ifndef SITE_GENERATOR_H
#define SITE_GENERATOR_H

#include "base/effort.h"
#include "base/mapped.h"
#include "site/entry.h"
#include "site/page_index.h"
#include "site/record.h"
#include "site/settings.h"
#include "site/uses.h"

/* The outcome of looking at a file of a capsule. */
enum reading {
    READING_PAGE,   /* a page, or one that is still to be read */
    READING_FILE,   /* no page: served as it is */
    READING_ABSENT, /* nothing to readers */
    READING_BROKEN  /* its front matter cannot be obeyed: the last good version counts */
};

/* One file on its way to become a page. */
struct page_reading {
    int root; /* -1: a text of no capsule */
    const struct scan_entry *entry;
    const struct settings *settings;
    struct arena *arena; /* what is made lives here until it is copied */
    struct diag *diag;   /* may be NULL */
};

/* A page's text on its way to a document. */
struct body {
    struct mapped text; /* as markup gets it: templates have been run */
    str written;        /* as its author wrote it, without front matter */
    int first_line;     /* of WRITTEN in the author's file */
    str separator;      /* a line of it ends the excerpt; may be empty */
    str excerpt;        /* the author's own; empty: none */
};

/*
 * The rules of a program that makes web sites, by which the same folder is read as a capsule. A table of functions:
 * those that may be NULL say so. Paths are in the capsule, without a leading slash.
 */
struct generator {
    str name;

    /* Fills in what the author says of SETTINGS, which hold defaults. ERR_SYNTAX: DIAG says what is wrong. */
    enum err (*read_settings)(int root, const struct site_options *, struct arena *, struct diag *, struct settings *);
    /* Reads what pages are made with besides the settings, once it is known that a new snapshot is wanted. NULL:
     * nothing. */
    void (*read_ground)(int root, const struct site_options *, struct settings *, struct arena *, struct diag *);

    /* Where the entry PATH belongs, whose last component is NAME, in a folder of *PLACE. False: nowhere. */
    bool (*place_of)(const struct settings *, bool drafts, str path, str name, bool is_folder, enum place *place,
                     struct arena *scratch);
    /* A file or folder of this NAME, which belongs nowhere, is one that pages are made with. NULL: none is. */
    bool (*is_ground)(str name);
    /* Whether the author has PATH shown although its name would hide it. NULL: never. */
    bool (*includes)(const struct settings *, str path, bool is_folder, struct arena *scratch);

    /* Whether the file has to be read as a page; by its place and name alone. READING_ABSENT: *WHY says why. */
    enum reading (*judge)(const struct scan_entry *, enum record_absence *why);
    /* The page of TEXT, a whole file; *PAGE is new in the reading's arena. READING_ABSENT: *WHY says why. */
    enum reading (*read_page)(const struct page_reading *, str text, struct page **page, enum record_absence *why);
    /* The same for who asks for this file by name: it is a page, whatever its name and front matter say. */
    struct page *(*read_alone)(const struct page_reading *, str text);
    /* Any file that begins with front matter is a template, and not served as it is. */
    bool front_matter_marks_templates;

    /* The text of PAGE from SOURCE, a whole file, within the bounds of EFFORT. Told to USES is what is taken from the
     * site. ERR_SYNTAX: DIAG (may be NULL) says what is wrong. */
    enum err (*read_body)(str source, const struct page *, int root, struct uses *, struct effort *, struct arena *,
                          struct diag *, struct body *);

    /* Names by which an author's own tags call a page, the second with folders; see site_find_post. NULL: none. */
    page_key *short_name, *long_name;
    /* What NAME in such a tag means: looks with site_named. NULL: nothing. */
    const struct page *(*find_post)(const struct site *, str name);

    /* The id of a post in feeds: the first choice of 0, 1, 2 that no older post has; the last is unique. */
    str (*feed_id)(const struct site *, const struct page *, int choice, struct arena *);

    /* What is to be said about a file that is nothing to readers, about a page, and about the whole. NULL: nothing. */
    void (*lint_absent)(const struct record *, struct diag *);
    void (*lint_page)(const struct site *, int root, const struct page *, struct diag *);
    void (*lint_site)(const struct site *, int root, struct diag *);
};

#endif
