#ifndef PLAIN_NOTE_TEXT_H
#define PLAIN_NOTE_TEXT_H

#include "plain/note_link.h"

/*
 * TEXT, Markdown as programs for notes have it, as other Markdown: wiki links, "==marked==" words without their
 * marks, and no "%%comments%%". Code stays as it is. As many lines as
 * before; LINE is the author's number of the first. TEXT itself where nothing of that stands in it. Linear.
 */
str note_text(str text, int line, struct note_scope *);

#endif
