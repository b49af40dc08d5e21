#include "content/load.h"

#include "content/kind.h"
#include "site/generator.h"
#include "site/read.h"

/* It was chosen when PREVIOUS was read. */
static const struct generator *generator_of(int root, const struct site_options *options, const struct site *previous)
{
    return previous ? site_settings(previous)->generator : kind_of(root, options->kind);
}

enum err site_load(int root, const struct site_options *options, const struct site *previous, struct diag *diag,
                   const struct site **out)
{
    return site_read(root, options, generator_of(root, options, previous), previous, diag, out);
}

enum err site_of_text(int root, const struct site_options *options, str name, str source, struct diag *diag,
                      const struct site **out)
{
    return site_read_text(root, options, generator_of(root, options, NULL), name, source, diag, out);
}
