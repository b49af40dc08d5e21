#include "render/link_target.h"

#include "protocol/gopher.h"
#include "text/control.h"
#include "uri/uri.h"

static str encoded_stem(const struct page *page, struct arena *arena)
{
    return uri_encode_path(page->stem, arena);
}

str link_page(const struct page *page, enum link_protocol protocol, struct arena *arena)
{
    str stem = encoded_stem(page, arena);
    /* Jekyll leaves gemtext alone, which browsers do not show. */
    if (protocol == LINK_WEB && page->format == FORMAT_GEMTEXT)
        return str_ends(stem, STR("/")) ? stem : ARENA_CONCAT(arena, stem, STR(".html"));
    if (protocol == LINK_WEB)
        return uri_fix(page->url, arena);
    if (protocol == LINK_GOPHER || str_ends(stem, STR("/")))
        return stem;
    return ARENA_CONCAT(arena, stem, protocol == LINK_NEX ? STR(".txt") : STR(".gmi"));
}

str link_page_text(const struct page *page, struct arena *arena)
{
    str stem = encoded_stem(page, arena);
    return ARENA_CONCAT(arena, stem, str_ends(stem, STR("/")) ? STR("index.txt") : STR(".txt"));
}

/* SELECTOR as it is if it is ASCII, else ENCODED: lynx loses other characters. */
static str ascii_selector(str selector, str encoded)
{
    for (size_t i = 0; i < selector.n; i++)
        if ((unsigned char)selector.p[i] < 0x20 || (unsigned char)selector.p[i] > 0x7e)
            return encoded;
    return selector;
}

/* The part of a gopher URL after the item type: a question mark is a character like any other there (RFC 4266 2.1). */
static str encoded_selector(const struct uri *uri, struct arena *arena)
{
    str path = str_from(uri->path, 2);
    return uri->has_query ? ARENA_CONCAT(arena, path, STR("?"), uri->query) : path;
}

/* Makes TARGET a menu item that leads to another host: by RFC 4266 for gopher, by "URL:" for what clients open
 * elsewhere. */
static void target_foreign_item(struct link_target *target, str url, struct arena *arena)
{
    struct uri uri;
    str scheme = {0};
    uri_has_scheme(url, &scheme);
    if (str_eq_nocase(scheme, STR("http")) || str_eq_nocase(scheme, STR("https")) ||
        str_eq_nocase(scheme, STR("gemini"))) {
        target->gopher_type = 'h';
        target->address = ARENA_CONCAT(arena, STR("URL:"), url);
        return;
    }
    if (!str_eq_nocase(scheme, STR("gopher")) || uri_parse(url, &uri) != OK || !uri.host.n)
        return;
    target->gopher_type = uri.path.n > 1 ? uri.path.p[1] : '1';
    target->address = ascii_selector(uri_decode(encoded_selector(&uri, arena), arena), encoded_selector(&uri, arena));
    target->host = uri.host;
    target->port = uri.port > 0 ? uri.port : GOPHER_PORT;
}

struct link_target link_foreign(const struct link_scope *scope, str url, struct arena *arena)
{
    struct link_target target = {.address = uri_fix(url, arena), .gopher_type = 'i', .host = scope->host};
    target.port = scope->gopher_port;
    if (scope->protocol == LINK_GOPHER)
        target_foreign_item(&target, target.address, arena);
    return target;
}

static bool has_control(str encoded, struct arena *arena)
{
    str path = uri_decode(encoded, arena);
    return control_find(path) < path.n;
}

static struct link_target on_gemini(const struct link_scope *scope, str address, struct arena *arena)
{
    if (!scope->gemini_port)
        return (struct link_target){.gopher_type = 'i', .address = address, .host = scope->host};
    str origin = uri_origin("gemini", scope->host, scope->gemini_port, GEMINI_PORT, arena);
    return link_foreign(scope, ARENA_CONCAT(arena, origin, address), arena);
}

struct link_target link_ours(const struct link_scope *scope, str address, char type, struct arena *arena)
{
    if (scope->protocol == LINK_GOPHER && has_control(address, arena))
        return on_gemini(scope, address, arena);
    return (struct link_target){.ours = true,
                                .gopher_type = type,
                                .address = ARENA_CONCAT(arena, scope->base, address),
                                .host = scope->host,
                                .port = scope->gopher_port};
}

/* A target for a browser: clients follow "h" items only to other protocols. */
static struct link_target for_browsers(const struct link_scope *scope, const struct site *site, str address,
                                       struct arena *arena)
{
    const struct site_config *config = site_config(site);
    struct link_target target = {.gopher_type = 'h', .host = scope->host, .port = scope->gopher_port};
    str origin = config->url.n
                     ? ARENA_CONCAT(arena, str_trim_char_right(uri_fix(config->url, arena), '/'), config->baseurl)
                     : uri_origin("gemini", scope->host, scope->gemini_port, GEMINI_PORT, arena);
    target.address = ARENA_CONCAT(arena, STR("URL:"), origin, address);
    return target;
}

char link_file_type(const struct link_scope *scope, const struct site *site, const struct site_file *file)
{
    char type = mime_gopher_type(mime_of(scope->mime, file->path));
    bool for_browser = site_config(site)->url.n || scope->gemini_port;
    return type == 'h' && !for_browser ? '0' : type;
}

struct link_target link_file(const struct link_scope *scope, const struct site *site, const struct site_file *file,
                             struct arena *arena)
{
    str address = ARENA_CONCAT(arena, STR("/"), uri_encode_path(file->address, arena));
    char type = link_file_type(scope, site, file);
    if (scope->protocol == LINK_GOPHER && type == 'h')
        return for_browsers(scope, site, address, arena);
    return link_ours(scope, address, type, arena);
}

struct link_target link_selector(const struct link_scope *scope, char type, str selector, str host, int port,
                                 struct arena *arena)
{
    struct link_target target = {.gopher_type = type, .host = host, .port = port};
    str encoded = uri_encode_path(selector, arena);
    if (scope->protocol == LINK_GOPHER) {
        target.address = ascii_selector(selector, encoded);
        return target;
    }
    str origin = uri_origin("gopher", host, port, GOPHER_PORT, arena);
    target.address = ARENA_CONCAT(arena, origin, STR("/"), (str){&type, 1}, encoded);
    return target;
}

uint64_t link_hash(const struct link_target *target)
{
    const int facts[] = {target->ours, target->anchor, target->broken, target->gopher_type, target->port};
    uint64_t hash = str_hash(STR_HASH_SEED, (str){(const char *)facts, sizeof facts});
    return str_hash(str_hash(hash, target->address), target->host);
}
