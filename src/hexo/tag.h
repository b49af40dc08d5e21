#ifndef HEXO_TAG_H
#define HEXO_TAG_H

#include "hexo/template_scope.h"
#include "site/block_tag.h"

/* One tag of a text: "{% NAME words %}". */
struct tag {
    str name, words;
    bool paired; /* an end of its name stands in the text */
    int line;
};

/* The Markdown or HTML for a tag that stands alone, on one line. */
str tag_alone(const struct tag *, const struct template_scope *);
/* True for a tag whose content is code; sets what is around it. */
bool tag_is_code(const struct tag *, const struct template_scope *, struct block_tag_text *);
/* Sets the text around the content of another paired tag. */
void tag_around(const struct tag *, const struct template_scope *, struct block_tag_text *);
/* True for include_code; *TEXT is the file's, fenced by nobody yet. */
bool tag_file(const struct tag *, const struct template_scope *, struct block_tag_text *, str *text);

#endif
