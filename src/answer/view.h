#ifndef ANSWER_VIEW_H
#define ANSWER_VIEW_H

#include "answer/answer.h"
#include "render/links.h"
#include "render/places.h"

#define WEB_STYLE "/splashdown.css"

/* The thing at an address. */
enum view_kind {
    VIEW_NONE,
    VIEW_PAGE,
    VIEW_TEXT,  /* a page's type-0 twin, on Gopher, or any but a listing on Nex */
    VIEW_PLACE, /* a list or a feed */
    VIEW_FILE,
    VIEW_FOLDER,
    VIEW_MENU,   /* a gophermap of the author's */
    VIEW_DRAFTS, /* the list of hidden drafts */
    VIEW_ROBOTS,
    VIEW_CAPS,
    VIEW_STYLE, /* on the web: our style sheet */
    VIEW_SITEMAP,
    VIEW_ABSENT /* on the web: the page for what is not there */
};

struct view {
    enum view_kind kind;
    enum link_protocol protocol;
    const struct page *page;      /* VIEW_PAGE, VIEW_TEXT */
    const struct site_file *file; /* VIEW_FILE, VIEW_MENU */
    struct place place;           /* VIEW_PLACE; VIEW_PAGE: what stands below its text, or none */
    str folder;                   /* VIEW_FOLDER, VIEW_MENU: in the capsule, no slashes at the ends */
    str address;                  /* its canonical one, percent-encoded */
    bool canonical;               /* it is the address that was requested */
    bool hidden;                  /* a draft or the list of them: only for editors */
};

/* The view at PATH, which is decoded, absolute and without dot segments. EDITOR: includes hidden drafts. */
struct view view_find(const struct site *, enum link_protocol, str path, bool editor, struct arena *);

/*
 * Writes any view but VIEW_FILE: gemtext, or a menu without its last line, or plain text. ERR_NOT_FOUND: the file of
 * the page is gone; ERR_LIMIT: OUT is full. Everything that a page depends on is recorded in USES. Touches nothing but
 * its arguments, so that a thread may do it.
 */
enum err view_write(const struct view *, const struct site *, const struct capsule_options *, struct uses *,
                    struct buf *out);

bool view_is_search(const struct view *);
/* The stem of its page, by which reading is counted; empty: it shows none, or one that is hidden. */
str view_stem(const struct view *, struct arena *);
bool view_is_html(const struct view *); /* on the web: a page of ours */
bool view_is_menu(const struct view *); /* on Gopher: it ends in "." */
/* Its source may be half written; for a feed, which a thread makes, USES says so. */
bool view_is_unsettled(const struct view *, int root);
bool view_is_slow(const struct view *, const struct site *); /* should be written by a thread */

#endif
