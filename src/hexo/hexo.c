#include "hexo/hexo.h"

#include "hexo/body.h"
#include "hexo/config.h"
#include "hexo/lint.h"
#include "hexo/our_address.h"
#include "hexo/page.h"
#include "hexo/place_rules.h"
#include "hexo/post_name.h"
#include "hexo/settings.h"
#include "text/valid.h"
#include "uri/uri.h"

/* What the URL standard leaves alone in a path; in a query, encodeURI does. */
static bool is_kept(char c, bool query, bool fragment)
{
    if (char_is_alnum(c))
        return true;
    if (query)
        return c && strchr(";,/?:@&=+$-_.!~*()#", c);
    return (unsigned char)c > ' ' && (unsigned char)c < 0x7f && !strchr(fragment ? "\"<>`" : "\"<>`{}", c);
}

/* A decoded path as hexo-util's encodeURL writes it. */
static str encode(str path, struct arena *arena)
{
    static const char hex[] = "0123456789ABCDEF";
    char *out = arena_alloc(arena, 3 * path.n + 1, 1);
    size_t n = 0;
    bool query = false, fragment = false;
    for (size_t i = 0; i < path.n; i++) {
        char c = path.p[i];
        fragment = fragment || c == '#';
        query = !fragment && (query || c == '?');
        if (is_kept(c, query, fragment)) {
            out[n++] = c;
            continue;
        }
        out[n++] = '%';
        out[n++] = hex[(unsigned char)c >> 4];
        out[n++] = hex[(unsigned char)c & 15];
    }
    return (str){out, n};
}

/* The permalink by pretty_urls, as hexo-generator-feed writes it: with the host as its author has it. */
static str feed_id(const struct site *site, const struct page *page, int choice, struct arena *arena)
{
    const struct hexo *h = hexo_of(site_settings(site));
    const struct site_config *config = site_config(site);
    str path = uri_decode(page->id, arena);
    if (h->bare_index && str_ends(path, STR("/index.html")))
        path.n -= STR("index.html").n;
    else if (h->bare_html && str_ends(path, STR(".html")))
        path.n -= STR(".html").n;
    path = encode(ARENA_CONCAT(arena, config->baseurl, path), arena);
    if (config->url.n)
        path = ARENA_CONCAT(arena, text_lower(config->url, arena), path);
    return choice < 2 ? path : ARENA_CONCAT(arena, path, STR("#"), page->source);
}

/* Lists over posts over pages; of two posts the older one. */
static bool is_later(const struct page *one, const struct page *two)
{
    bool post = one->kind != PAGE_PAGE, other = two->kind != PAGE_PAGE;
    return post != other ? post : post && one->date.seconds < two->date.seconds;
}

static str slug_name(const struct page *page)
{
    return page->kind == PAGE_PAGE ? STR("") : page->slug;
}

static str title_name(const struct page *page)
{
    return page->kind == PAGE_PAGE ? STR("") : page->title;
}

/* As post_link means it: by its whole slug, else by its title. */
static const struct page *find_post(const struct site *site, str name)
{
    const struct page *page = site_named(site, false, name);
    return page ? page : site_named(site, true, name);
}

/* new_post_name with the day put in; a part of the author's own stays away. */
static str post_path(const struct settings *settings, const struct civil *day, str slug, struct arena *arena)
{
    str rest = hexo_of(settings)->new_post_name, out = STR("_posts/");
    for (size_t colon; (colon = str_find_char(rest, ':')) != STR_NONE;) {
        size_t n = post_name_token(str_from(rest, colon + 1));
        str token = str_between(rest, colon + 1, colon + 1 + n);
        str value = str_eq(token, STR("title"))     ? slug
                    : str_eq(token, STR("year"))    ? arena_printf(arena, "%04d", day->year)
                    : str_eq(token, STR("month"))   ? arena_printf(arena, "%02d", day->month)
                    : str_eq(token, STR("day"))     ? arena_printf(arena, "%02d", day->day)
                    : str_eq(token, STR("i_month")) ? arena_printf(arena, "%d", day->month)
                    : str_eq(token, STR("i_day"))   ? arena_printf(arena, "%d", day->day)
                                                    : token;
        out = ARENA_CONCAT(arena, out, str_first(rest, colon), value);
        rest = str_from(rest, colon + 1 + n);
    }
    return ARENA_CONCAT(arena, out, rest);
}

const char *hexo_sign(int root)
{
    return config_sign(root);
}

const char *hexo_better_folder(int root)
{
    return config_better_folder(root);
}

const struct generator hexo = {
    .name = STR_INIT("Hexo"),
    .first_post = "posts belong in its folder source/_posts; splashdown new \"Title\" begins one",
    .read_settings = settings_of_hexo,
    .place_of = place_in_source,
    .is_ground = place_is_data,
    .includes = place_includes,
    .judge = page_of_hexo_judge,
    .read_page = page_of_hexo_read,
    .read_alone = page_of_hexo_alone,
    .read_body = body_of_hexo,
    .is_later = is_later,
    .file_addresses = place_of_file,
    .from_root = true,
    .category_paths = true,
    .short_name = slug_name,
    .long_name = title_name,
    .find_post = find_post,
    .feed_id = feed_id,
    .our_address = our_address_of_hexo,
    .post_path = post_path,
    .lint_absent = lint_absent_of_hexo,
    .lint_site = lint_site_of_hexo,
};
