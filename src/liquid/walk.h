#ifndef LIQUID_WALK_H
#define LIQUID_WALK_H

#include "liquid/block.h"
#include "liquid/output.h"
#include "liquid/tag.h"
#include "liquid/token.h"

/* A text, split into tokens and matched. */
struct template
{
    struct tokens tokens;
    struct block_faults faults;
};

/* Another file's text, which may be walked many times. */
struct walk_file {
    struct template template;
    str path;
    int first; /* the line in which the template begins, from 1 */
};

/* A template being walked. */
struct walk {
    struct run *run;
    const struct tokens *tokens;
    struct origin origin; /* LINES of the template, or LINE for another file's text */
    struct output *out;
};

/* Token I, which is a tag. */
static inline const struct token *tag_token(const struct walk *walk, size_t i)
{
    return &walk->tokens->items[i];
}

/* Writes the output of the tag at run->line. */
void walk_put(struct walk *, str);

/* Walks the tokens from FROM up to TO (exclusive). */
enum flow walk_tokens(struct walk *, size_t from, size_t to);
struct template template_cut(const struct run *, str text);
enum flow walk_template(struct run *, const struct template *, struct origin, struct output *);
/* Walks FILE in place of the tag at run->line; NAME is the variable that holds PARAMETERS meanwhile. Faults in it
 * are reported for that file. At most RUN_INCLUDES_MAX may be nested: the tag looks at run->includes. */
enum flow walk_file(struct walk *, const struct walk_file *, str name, struct value parameters);

#endif
