#ifndef ANSWER_GOPHERMAP_ITEM_H
#define ANSWER_GOPHERMAP_ITEM_H

#include "render/links.h"

/* A line of a gophermap of the author's: its fields as written, empty where they are missing. */
struct gophermap_item {
    char type;
    str display, selector, host, port;
};

/* A type is a visible ASCII character (RFC 1436, 3.8); a line that begins with any other is text. */
struct gophermap_item gophermap_parse(str line);
/* A comment of gophernicus, which no reader sees. */
bool gophermap_is_comment(str line);
/* Text, with fields or without: no item that leads anywhere. */
bool gophermap_is_text(const struct gophermap_item *, str line);

/* The port as written, or that of its type if it is missing or not a number of 16 bits. */
int gophermap_port(const struct gophermap_item *, const struct link_scope *);
/* The "URL:" selector's address, or empty. */
str gophermap_url(const struct gophermap_item *);
/* True for an item of the server that SCOPE describes: also one without a host. */
bool gophermap_is_own(const struct gophermap_item *, const struct link_scope *);
/*
 * The selector of an item of ours in a menu of FOLDER ("museum"): as written if it has a host. Without one it may be
 * missing, which means the display string, and starts from the folder if it does not start from the root.
 */
str gophermap_selector(const struct gophermap_item *, str folder, struct arena *);

/* The target of an item of ours, asked as our server is. */
enum gophermap_end {
    GOPHERMAP_NOWHERE,
    GOPHERMAP_ANSWERED, /* the selector is answered as it is */
    GOPHERMAP_MEANT     /* it is not, or not with a text as TYPE says, but names the source of *TARGET */
};
/* *IS_MENU tells of what is answered. */
enum gophermap_end gophermap_find(const struct site *, const struct link_scope *, char type, str selector,
                                  struct arena *, struct link_target *target, bool *is_menu);

#endif
