#ifndef MARKUP_HTML_CAPTION_H
#define MARKUP_HTML_CAPTION_H

#include "markup/html_build.h"

/* WordPress' "[caption …]<img …> words[/caption]" within HTML: a figure, and its words as the caption. */
struct html_caption {
    bool open;    /* between the two marks */
    bool begun;   /* its words have begun */
    bool endless; /* no closing mark follows: remembered, so that a scan stays linear */
    str given;    /* words in the opening mark, caption="…" */
};

/* The opening mark that ends the text RAW, when REST begins with a picture and has a closing mark; *BEFORE is what
 * stands before it. */
bool html_caption_opens(struct html_caption *, str raw, str rest, str *before);
/* Adds the element of the figure, and that of the caption where TEXT has its first words. */
void html_caption_begin(struct html_builder *);
void html_caption_words(struct html_caption *, struct html_builder *, str text);
/* The closing mark in RAW, with what stands before and behind it. */
bool html_caption_closes(const struct html_caption *, str raw, str *before, str *after);
void html_caption_end(struct html_caption *, struct html_builder *);

#endif
