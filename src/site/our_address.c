#include "site/our_address.h"

#include "site/generator.h"

str site_our_address(const struct site *site, str path, struct arena *arena)
{
    const struct generator *generator = site_settings(site)->generator;
    return generator->our_address ? generator->our_address(site, path, arena) : STR("");
}
