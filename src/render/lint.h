#ifndef RENDER_LINT_H
#define RENDER_LINT_H

#include "render/links.h"

/*
 * Warns where readers of DOCUMENT will see something other than its author meant: links to nowhere, pictures without
 * alt text, and what a Gopher menu of WIDTH columns has to cut or to show differently. Warnings name the author's own
 * file and line; the document must have been opened with a diag, so that its links know their lines. SCOPE gives the
 * server's hosts and ports, for the length of menu lines; its protocol does not matter. Linear in the document.
 */
void lint_document(const struct document *, const struct link_scope *, int width, struct diag *);

#endif
