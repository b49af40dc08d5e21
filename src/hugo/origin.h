#ifndef HUGO_ORIGIN_H
#define HUGO_ORIGIN_H

#include "hugo/front.h"
#include "hugo/name.h"
#include "site/generator.h"

/* One file of content/ while it becomes a page. */
struct origin {
    const struct page_reading *reading;
    const struct hugo *hugo;
    const struct language *language;
    struct name name;
    struct front front;
    str section; /* the folder at the top that it is in; empty at the content root */
    str parent;  /* the folder that holds it; of a bundle, the one around the bundle's */
    struct moment date;
    bool cascades;        /* some cascade may give it values */
    bool has_date, dated; /* dated: by a date of its own, not by its last change */
    str dated_slug;       /* the part of the file's name behind the date, if that is the date */
};

void origin_open(struct origin *, const struct page_reading *, str text);

/* The value of KEY (lower case): of the front matter, else of the nearest cascade. NULL: none. */
const struct data *origin_value(const struct origin *, str key);
/* The same of a cascade alone; *FOLDER is that of its _index, *CONFIGURED where it is the configuration's. */
const struct data *origin_inherited(const struct origin *, str key, str *folder, bool *configured);
/* The same of the _index of FOLDER; NULL where there is none. */
const struct data *origin_branch_value(const struct origin *, str folder, str key);
str origin_text(const struct origin *, str key);

/* The file's name without extension and language; of a bundle, its folder's. */
str origin_filename(const struct origin *);
/* The sections that it lies in: "docs/install". */
str origin_sections(const struct origin *);

#endif
