#ifndef HUGO_SHORTCODE_TAG_H
#define HUGO_SHORTCODE_TAG_H

#include "base/arena.h"

enum {
    SHORTCODE_ARGUMENTS_MAX = 64,
    SHORTCODE_INNER = '\x01', /* stands for the inner text in what is put */
    SHORTCODE_BLANK = '\x02', /* and this for a blank in the value of an attribute */
    SHORTCODE_TEXT = '\x03'   /* and this for the text of another file */
};

/* One tag of a shortcode: "{{< NAME key="value" … >}}". */
struct shortcode_tag {
    str whole;
    str name; /* without the slash of a closing one */
    bool closing, commented, alone;
    bool first;   /* nothing stands before it in its line */
    bool single;  /* it closes itself: "{{< NAME />}}" */
    bool percent; /* "{{% NAME %}}": what it puts is Markdown */
    bool address; /* it stands where the address of a link does */
    struct {
        str key, value; /* KEY is empty for one by position */
    } arguments[SHORTCODE_ARGUMENTS_MAX];
    size_t count;
    int line;
};

/* The tag at the start of S, in no place of a text yet; false when there is none. Borrows S. */
bool shortcode_tag_read(str s, struct arena *, struct shortcode_tag *);
/* The argument with one of the COUNT KEYS, else the first by position if POSITION; empty: neither. */
str shortcode_argument(const struct shortcode_tag *, const char *const *keys, size_t count, bool position);

#endif
