#ifndef HUGO_TREE_H
#define HUGO_TREE_H

#include "hugo/name.h"

/* The folders of content/, as far as they decide about the pages in them: the front matter of each _index, and the
 * places where an index makes a bundle. */
struct tree;

/* *TEXT is all that it was made of, to see whether that has changed. */
struct tree *tree_read(int root, const struct site_options *, const struct hugo *, struct arena *, struct diag *,
                       str *text);

/* True when the file NAME belongs to a bundle, and is no page: in its folder or one around it is an index. */
bool tree_is_resource(const struct tree *, const struct name *);
/* The path of the index of the bundle FOLDER in a language; empty: there is none. */
str tree_index(const struct tree *, size_t language, str folder);
/* The path of the _index of FOLDER in a language; empty: there is none. */
str tree_branch(const struct tree *, size_t language, str folder);
/* The front matter of the _index of FOLDER in a language; NULL: none. */
const struct data *tree_front(const struct tree *, size_t language, str folder);
/* True when that front matter cannot be read: it may have said that all below is a draft. */
bool tree_is_broken(const struct tree *, size_t language, str folder);
/* True when there is an _index in FOLDER, in this language. */
bool tree_is_branch(const struct tree *, size_t language, str folder);
/* True when a folder at the top has pages, other than those of pages and authors. */
bool tree_has_sections(const struct tree *);
/* The folder SECTION at the top has pages; by its name or as it is in addresses. */
bool tree_has_section(const struct tree *, str section, struct arena *);
/* True when the front matter of some _index has a cascade. */
bool tree_has_cascade(const struct tree *);

#endif
