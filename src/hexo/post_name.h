#ifndef HEXO_POST_NAME_H
#define HEXO_POST_NAME_H

#include "base/arena.h"
#include "base/clock.h"

enum { POST_NAME_PARTS = 12 };

/* The path of a post below _posts, read by new_post_name: ":year-:month-:day-:title.md". */
struct post_name {
    str slug;
    struct {
        str key, value;
    } parts[POST_NAME_PARTS]; /* of the pattern */
    size_t count;
    struct civil day;
    bool has_day;
};

struct post_name post_name_of(str pattern, str path, struct arena *);
str post_name_part(const struct post_name *, str key); /* empty: none */
str post_name_bare(str path);                          /* PATH without its extension, as Node's extname has it */

/* The bytes of a placeholder's name at the start of S, which follows a colon: as long as it can be; 0: there is none.
 */
size_t post_name_token(str s);

#endif
