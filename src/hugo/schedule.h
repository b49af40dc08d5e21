#ifndef HUGO_SCHEDULE_H
#define HUGO_SCHEDULE_H

#include "hugo/origin.h"

/* Sets the date of S by the rules of frontmatter: in the configuration. */
void schedule_date(struct origin *);
/* The moment of the page's last change; false: none. */
bool schedule_modified(const struct origin *, struct moment *);
/* True when S, or the section that it is in, says that it is a draft. */
bool schedule_is_draft(const struct origin *);
/* True when one of the sections that S is in says so. */
bool schedule_parent_is_draft(const struct origin *);
/* False when S says that it has no page of its own, ever. */
bool schedule_is_published(const struct origin *);
/* True when S says that no list has its page. */
bool schedule_is_unlisted(const struct origin *);
/* False when S says that the files of its bundle are not published. */
bool schedule_publishes_files(const struct origin *);
/* Readers see S from *FROM until *UNTIL (seconds since 1970, INT64_MIN and INT64_MAX: always). */
void schedule_span(const struct origin *, int64_t *from, int64_t *until);
/* Narrows that span by what the sections say that S is in. */
void schedule_parent_span(const struct origin *, int64_t *from, int64_t *until);

#endif
