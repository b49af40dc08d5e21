#ifndef ANSWER_WEB_SHELL_H
#define ANSWER_WEB_SHELL_H

#include "base/buf.h"

/* What surrounds the text of a page on the web. Addresses are percent-encoded; an empty text leaves its element out. */
struct web_shell {
    str lang;           /* BCP 47 */
    str title;          /* of the page */
    str site;           /* title of the capsule, in the language of the page */
    str home;           /* address of the home in that language */
    str skip;           /* words of the link that leads past the header */
    str description;    /* one line */
    str canonical;      /* absolute: where search engines shall find it */
    str gemini, gopher; /* the same page there */
    str feed;
    str styles[2];
};

/* Begins the page; its header is open. */
enum err web_shell_begin(const struct web_shell *, struct buf *out);
/* Ends the header, and begins what readers came for. */
enum err web_shell_main(struct buf *out);
/* Ends that, and begins the footer. */
enum err web_shell_footer(struct buf *out);
enum err web_shell_end(struct buf *out);

/* A page of nothing but the way to ADDRESS, whose canonical form is ABSOLUTE: browsers go there at once. */
enum err web_shell_moved(str address, str absolute, struct buf *out);

#endif
