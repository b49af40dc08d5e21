#ifndef PLAIN_LEAVE_H
#define PLAIN_LEAVE_H

#include "data/frontmatter.h"
#include "plain/own.h"

/*
 * The author's leave to publish. In a vault, and wherever _splashdown.yml says publish:, a note is published when it
 * says publish: true or lies in one of those folders, and any other file only when it lies there.
 */

/* True when everything is private that the author does not name. */
bool leave_is_needed(const struct settings *);
/* True when the file or folder PATH is named by publish: or lies in such a folder; a folder also when one that is named
 * may lie in it. */
bool leave_has_path(const struct settings *, str path, bool is_folder);
/* True when the note PATH with this front matter may be published. */
bool leave_has_note(const struct settings *, str path, const struct frontmatter *);

#endif
