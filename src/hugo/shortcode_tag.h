#ifndef HUGO_SHORTCODE_TAG_H
#define HUGO_SHORTCODE_TAG_H

#include "base/str.h"

enum { SHORTCODE_ARGUMENTS_MAX = 64, SHORTCODE_INNER = '\x01' /* stands for the inner text in what is put */ };

/* One tag of a shortcode: "{{< NAME key="value" … >}}". */
struct shortcode_tag {
    str whole;
    str name; /* without the slash of a closing one */
    bool closing, commented, alone;
    struct {
        str key, value; /* KEY is empty for one by position */
    } arguments[SHORTCODE_ARGUMENTS_MAX];
    size_t count;
    int line;
};

#endif
