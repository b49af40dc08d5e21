#ifndef RENDER_CUT_NOTE_H
#define RENDER_CUT_NOTE_H

#include "content/document.h"

/* Puts a line into DOCUMENT's tree to say that the rest is left out; does nothing where the page is whole. */
void cut_note_fill(const struct document *);

#endif
