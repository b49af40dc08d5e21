#ifndef RENDER_PICTURE_H
#define RENDER_PICTURE_H

#include "render/link_list.h"

/* What a picture is called: its alternative text, else its file's name in words ("/a/our-cat.jpg" is "our cat"). Where
 * neither says anything ("IMG_2031") it is "Picture 3", in the page's language and counted by the page. */
struct picture {
    str name;
    bool counted;
};

/* The name of the file that URL leads to, in words: "our cat". */
str picture_file_words(str url, struct arena *);
struct picture picture_of(str url, str alt, struct link_list *);
/* The same as it stands in a text: "[picture: our cat]", "[Picture 3]". */
str picture_in_text(const struct picture *, const struct link_list *);

#endif
