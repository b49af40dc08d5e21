#ifndef RENDER_PICTURE_H
#define RENDER_PICTURE_H

#include "render/link_list.h"

/* The name of a picture: its alternative text, else its file's name in words ("/a/our-cat.jpg" is "our cat"). Where
 * neither says anything ("IMG_2031") it is "Picture 3", in the page's language and counted by the page. */
struct picture {
    str name;
    bool counted;
};

/* The name of the file that URL leads to, in words: "our cat". */
str picture_file_words(str url, struct arena *);
struct picture picture_of(str url, str alt, struct link_list *);
/* True when the name at the end of URL is a picture's. */
bool picture_is_at(str url);
/* The label of the link to URL around a picture called NAME, which has a line of its own: "our cat (example.org)", or
 * with the name of a page of ours. */
str picture_link_label(str name, str url, const struct link_list *);
/* The same as it stands in a text: "[picture: our cat]", "[Picture 3]". */
str picture_in_text(const struct picture *, const struct link_list *);

#endif
