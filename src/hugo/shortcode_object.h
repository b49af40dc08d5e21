#ifndef HUGO_SHORTCODE_OBJECT_H
#define HUGO_SHORTCODE_OBJECT_H

#include "hugo/shortcode_scope.h"

enum { SHORTCODE_OBJECTS_MAX = 32 };

enum shortcode_kind {
    SHORTCODE_PAGE,      /* a page of the site, or one that only other pages show */
    SHORTCODE_PAGE_TEXT, /* its text */
    SHORTCODE_FILE,      /* the text of a file */
    SHORTCODE_RESOURCE   /* a picture or another file that has an address */
};

/* What an expression in a template may be worth that is no text. */
struct shortcode_object {
    char mark[1]; /* where the value of such an expression begins */
    enum shortcode_kind kind;
    str path;   /* in the capsule; of a resource its address */
    str source; /* of a resource: its path in the capsule */
    const struct page *page;
    const struct data *front;
    str text; /* of a file, or of a page without its front matter */
};

/* Those of one template. */
struct shortcode_objects {
    const struct shortcode_scope *scope;
    struct shortcode_object items[SHORTCODE_OBJECTS_MAX];
    size_t count;
};

/* The object that VALUE is; NULL: it is a text. */
const struct shortcode_object *shortcode_object_of(const struct shortcode_objects *, str value);

/* Values; empty: there is none, or no more may be read. */
str shortcode_object_self(struct shortcode_objects *);           /* the page that is shown */
str shortcode_object_page(struct shortcode_objects *, str path); /* the page PATH, if readers may see what it says */
str shortcode_object_file(struct shortcode_objects *, str path); /* the file PATH of the site's folder */
/* The file PATH beside the page; of the site: in assets/. */
str shortcode_object_resource(struct shortcode_objects *, str path, bool of_site);

/* What template authors call FIELD of the object VALUE, "Title". *KNOWN is false where that cannot be told. */
str shortcode_object_field(struct shortcode_objects *, str value, str field, bool *known);
/* The date of the page VALUE in a layout of Go's; empty: it has none. */
str shortcode_object_date(const struct shortcode_objects *, str value, str layout);

#endif
