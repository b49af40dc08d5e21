#include "content/load.h"

#include "base/beneath.h"
#include "hexo/hexo.h"
#include "hugo/hugo.h"
#include "jekyll/jekyll.h"
#include "plain/plain.h"
#include "site/read.h"

/* The generator that the folder ROOT (-1: none) was written for. It was chosen when PREVIOUS was read. */
static const struct generator *generator_of(int root, const struct site *previous)
{
    if (previous)
        return site_settings(previous)->generator;
    if (hexo_sign(root))
        return &hexo;
    bool jekylls = root < 0 || beneath_has(root, STR("_config.yml")) || beneath_has(root, STR("_posts"));
    return jekylls ? &jekyll : hugo_made(root) ? &hugo : vault_made(root) ? &vault : &plain;
}

enum err site_load(int root, const struct site_options *options, const struct site *previous, struct diag *diag,
                   const struct site **out)
{
    return site_read(root, options, generator_of(root, previous), previous, diag, out);
}

enum err site_of_text(int root, const struct site_options *options, str name, str source, struct diag *diag,
                      const struct site **out)
{
    return site_read_text(root, options, generator_of(root, NULL), name, source, diag, out);
}
