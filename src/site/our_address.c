#include "site/our_address.h"

#include "site/generator.h"
#include "site/template_pages.h"

str site_our_address(const struct site *site, str path, struct arena *arena)
{
    const struct page *template = template_page_find(site, path);
    if (template && template->leads_to.n && !str_eq(template->leads_to, path))
        return template->leads_to;
    const struct generator *generator = site_settings(site)->generator;
    return generator->our_address ? generator->our_address(site, path, arena) : STR("");
}
