#ifndef RENDER_CUT_NOTE_H
#define RENDER_CUT_NOTE_H

#include "content/document.h"

/* Puts the line into DOCUMENT's tree that says that the rest is left out; nothing where the page is whole. */
void cut_note_fill(const struct document *);

#endif
