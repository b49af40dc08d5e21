#include "content/load.h"

#include "jekyll/jekyll.h"
#include "site/read.h"

/* The generator that the folder ROOT (-1: none) was written for. */
static const struct generator *generator_of(int root)
{
    (void)root;
    return &jekyll;
}

enum err site_load(int root, const struct site_options *options, const struct site *previous, struct diag *diag,
                   const struct site **out)
{
    return site_read(root, options, generator_of(root), previous, diag, out);
}

enum err site_of_text(int root, const struct site_options *options, str name, str source, struct diag *diag,
                      const struct site **out)
{
    return site_read_text(root, options, generator_of(root), name, source, diag, out);
}
