#ifndef RENDER_LINT_H
#define RENDER_LINT_H

#include "render/links.h"

/*
 * What readers of DOCUMENT will see other than its author meant: links to nowhere, pictures without words, what a
 * Gopher menu of WIDTH columns has to cut or to show otherwise. By the author's own file and line; the document has
 * been opened with a diag, so that its links know their lines. SCOPE says who serves it, for the length of menu lines;
 * its protocol does not matter. Linear in the document.
 */
void lint_document(const struct document *, const struct link_scope *, int width, struct diag *);

#endif
