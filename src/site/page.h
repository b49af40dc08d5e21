#ifndef SITE_PAGE_H
#define SITE_PAGE_H

#include "base/clock.h"
#include "base/diag.h"
#include "site/author.h"

#include <stdatomic.h>

struct site;
struct page;
struct generator; /* site/generator.h */
struct data;      /* data/data.h: YAML as a tree */

enum { DOCUMENT_MAX = 16 << 20 }; /* bytes of a source file */

enum page_kind { PAGE_POST, PAGE_PAGE, PAGE_DRAFT };
enum page_format { FORMAT_MARKDOWN, FORMAT_HTML, FORMAT_TEXT, FORMAT_GEMTEXT };

/* The part that the web site's own lists have in a page: see struct generator. */
enum page_template {
    TEMPLATE_NONE,
    TEMPLATE_PERHAPS, /* a page, unless it turns out to be a list that is ours here */
    TEMPLATE_LOGIC,   /* the same, and it takes no address of ours, and must have words to be one */
    TEMPLATE_BARE     /* its layout writes all of it: it is no page */
};

/* The target of a link on a file's path. */
struct file_link {
    str path;                /* in the capsule, without links: the path by which it is opened */
    const struct page *page; /* the page of that source; NULL: a file that is served as it is */
};

/* A list on the author's web site that has no file of its own: of a section, a term, a language. */
struct list_place {
    str address; /* decoded, with both slashes: "/docs/guide/" */
    str label;   /* in plain words */
    bool around; /* the page is in no list but those below this one */
    bool term;   /* it is of a term: posts come before pages */
};

struct list_places {
    const struct list_place *items;
    size_t count;
};

/* The metadata of one published file. Part of a site: borrowed, valid as long as it. A site with 100,000 of them
 * fits a small machine, so bodies and front matter are not kept: document_open reads them again. */
struct page {
    const struct site *site;
    const struct generator *generator; /* by whose rules it was read */
    str source;                        /* path in the capsule, no leading slash */
    enum page_kind kind;
    enum page_format format;
    str title;         /* plain words: front matter's, else made from the slug as Jekyll does; never empty for a post */
    str title_written; /* as front matter has it, where it has markup; else empty */
    str slug;          /* the value of :title in a permalink */
    str stem;          /* the address without its extension: "/2024/05/01/moon", or "/2024/05/01/moon/" */
    str url;           /* Jekyll's url, percent-encoded as Jekyll has it: "/2024/05/01/moon.html" */
    str id;            /* Jekyll's id of a post: the folder of its url, and the slug */
    str feed_id;       /* of a post in feeds; see site/feed_ids.h */
    str files;         /* the folder of the files that belong to it, decoded, with both slashes; empty: none do */
    struct moment date;               /* of a post; a page may have none: see HAS_DATE */
    struct moment modified;           /* last_modified_at, else date */
    str collection;                   /* the label of the collection that it is a document of; empty: none */
    struct str_list categories, tags; /* as written; see text/unmarked.h */
    struct list_places lists;         /* those that it is in; the first that is not around it is that of its section */
    size_t edition;                   /* the number of its language among the site's; 0: the main one */
    str home;                         /* of its language, decoded: "/zh/"; empty: "/" */
    str translates;                   /* what it has in common with its translations alone; empty: nothing */
    const struct page *translation;   /* the next of its translations, in a ring; NULL: there is none */
    str lang;                         /* the page's, else the site's; may be empty */
    str author;                       /* plain words: the page's, else the site's, all of them; may be empty */
    struct author_list authors;       /* its own, where its generator tells them apart; may be empty */
    str layout, description;          /* the description in plain words */
    str image, image_alt;             /* URL or path, and what it shows in plain words; either may be empty */
    str picture;                      /* the URL or path of the one that a post is shown with; empty: none */
    enum page_template template;
    bool withdrawn;  /* a template that is no page here */
    str leads_to;    /* decoded address of ours that stands for a withdrawn one; empty: none does */
    str redirect_to; /* URL or path that its readers are sent to; empty: none */
    struct str_list redirect_from;
    struct str_list other_names; /* by which links of texts may call it, beside the generator's short_name */
    int pinned;                  /* of a post: above 0 it comes before the newest on the home, the highest first */
    int weight;                  /* its place among the pages of a list that has an order, the lowest first; 0: last */
    bool titled;                 /* the title is the front matter's */
    bool has_date, has_modified;
    bool heads_list; /* its text stands above the list at its address */
    bool heads_root; /* a README at the address of the home, for want of an index: see site/root_readme.h */
    bool image_own;  /* IMAGE is not from the defaults of the configuration */
    bool hard_wrap;  /* soft breaks are line breaks */
    bool is_index;   /* the page of its folder: index.md, index.html, index.gmi */
    bool in_sitemap;
    bool in_feed;         /* a post that subscribers see */
    bool excerpt_only;    /* its author wants only its summary in feeds */
    bool scheduled;       /* it is shown from SHOWN_FROM until SHOWN_UNTIL, whatever its date; seconds since 1970 */
    bool awaited;         /* of a post: it answers at its address before its date, too, when lists show it */
    bool draft;           /* in _drafts, or it says draft: true; see jekyll/draft_key.h */
    atomic_bool cut_told; /* the log says that it is cut; see document_tell_cut */
    bool shadowed;        /* another page has its address; see site/shadow.h */
    bool unlisted;        /* no list shows it: see site_options */
    bool hidden;          /* its author keeps it out of all lists: it is found by its address only */
    bool bare;            /* hidden since it holds nothing of its own: it is for errors, or a theme would fill it */
    bool apart;           /* no list of pages shows it, though it is published like others */
    bool yields;          /* it is published, but where it would be a page of ours is served */
    bool headless;        /* it has no address: only the files beside it have */
    const struct file_link *link;     /* NULL: no link is on the path SOURCE */
    int64_t shown_from, shown_until;  /* where SCHEDULED */
    int64_t file_mtime_ns, file_size; /* the version of the file that this describes */
    const struct page *newer, *older; /* neighbours among the posts, or NULL */
};

/* The path, without links, by which the file of PAGE is opened. */
static inline str page_file(const struct page *page)
{
    return page->link ? page->link->path : page->source;
}

#endif
