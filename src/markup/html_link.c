#include "markup/html_link.h"

/* An address as a browser reads it: without the white space left in it by line breaks. */
static str read_address(const struct html_token *token, str attribute, struct arena *arena)
{
    str value = STR("");
    if (!html_attribute(token->attributes, attribute, arena, &value))
        return STR("");
    char *out = arena_alloc(arena, value.n, 1);
    size_t n = 0;
    for (size_t i = 0; i < value.n; i++)
        if (value.p[i] != '\n' && value.p[i] != '\t')
            out[n++] = value.p[i];
    return (str){out, n};
}

static bool is_script(str address)
{
    return str_starts_nocase(address, STR("javascript:")) || str_starts_nocase(address, STR("data:")) ||
           str_starts_nocase(address, STR("about:"));
}

static void add_text(cmark_node *node, str text, struct parser *parser)
{
    if (text.n)
        cmark_node_append_child(node, parser_text(parser, text));
}

static str first_attribute(const struct html_token *token, const str *names, size_t count, struct arena *arena)
{
    str value = STR("");
    for (size_t i = 0; i < count && value.n == 0; i++)
        html_attribute(token->attributes, names[i], arena, &value);
    return value;
}

cmark_node *html_link(const struct html_token *token, int line, struct parser *parser)
{
    str address = read_address(token, STR("href"), parser->arena);
    if (address.n == 0 || is_script(address))
        return NULL;
    cmark_node *link = tree_new(CMARK_NODE_LINK);
    cmark_node_set_url(link, arena_z(parser->arena, address));
    if (parser->diag)
        tree_set_line(link, line, parser->arena);
    str title = first_attribute(token, (const str[]){STR("title"), STR("aria-label")}, 2, parser->arena);
    if (title.n)
        cmark_node_set_title(link, arena_z(parser->arena, title));
    return link;
}

/* Pages that load pictures lazily keep the address in another attribute. */
static str image_address(const struct html_token *token, struct arena *arena)
{
    const str names[] = {STR("data-src"), STR("data-original"), STR("src")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        str address = read_address(token, names[i], arena);
        if (address.n && !is_script(address))
            return address;
    }
    return STR("");
}

static bool is_pixel(const struct html_token *token, str attribute, struct arena *arena)
{
    str value;
    if (!html_attribute(token->attributes, attribute, arena, &value))
        return false;
    return str_eq(value, STR("0")) || str_eq(value, STR("1")) || str_eq(value, STR("1px"));
}

/* A picture of one pixel counts readers, and shows them nothing. */
static bool is_counter(const struct html_token *token, str alt, struct arena *arena)
{
    return !alt.n && is_pixel(token, STR("width"), arena) && is_pixel(token, STR("height"), arena);
}

cmark_node *html_image(const struct html_token *token, int line, struct parser *parser)
{
    str address = image_address(token, parser->arena);
    str alt = first_attribute(token, (const str[]){STR("alt"), STR("title")}, 2, parser->arena);
    if (address.n == 0 || is_counter(token, alt, parser->arena))
        return NULL;
    cmark_node *image = tree_new(CMARK_NODE_IMAGE);
    cmark_node_set_url(image, arena_z(parser->arena, address));
    add_text(image, alt, parser);
    if (parser->diag)
        tree_set_line(image, line, parser->arena);
    return image;
}

/* The host of a frame's ADDRESS names its content best, in every language. */
static str frame_name(str address)
{
    size_t slashes = str_find(address, STR("//"));
    str host = slashes == STR_NONE ? STR("") : str_from(address, slashes + 2);
    host = str_first(host, str_span_not(host, "/?#:@"));
    host = str_from(host, str_starts_nocase(host, STR("www.")) ? STR("www.").n : 0);
    return host.n ? host : STR("embedded content");
}

static str media_name(const struct html_token *token, str address)
{
    static const str named[] = {STR_INIT("video"), STR_INIT("audio")};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (str_eq_nocase(token->name, named[i]))
            return named[i];
    return frame_name(address);
}

static str media_address(const struct html_token *token, struct arena *arena)
{
    str address = read_address(token, STR("src"), arena);
    if (address.n == 0)
        address = read_address(token, STR("data-src"), arena);
    if (address.n == 0)
        address = read_address(token, STR("data"), arena);
    return is_script(address) ? STR("") : address;
}

cmark_node *html_media(const struct html_token *token, int line, struct parser *parser)
{
    struct tree_note *note;
    cmark_node *link = tree_node(TREE_EMBED, parser->arena, &note);
    note->line = line;
    note->tag = token->tag->name;
    str address = media_address(token, parser->arena);
    cmark_node_set_url(link, arena_z(parser->arena, address));
    str title = first_attribute(token, (const str[]){STR("title"), STR("aria-label")}, 2, parser->arena);
    add_text(link, title.n ? title : media_name(token, address), parser);
    return link;
}

void html_media_source(cmark_node *node, const struct html_token *token, struct parser *parser)
{
    bool plays = token->tag && (token->tag->role == HTML_SOURCE || token->tag->role == HTML_MEDIA);
    if (plays && !str_of(cmark_node_get_url(node)).n)
        cmark_node_set_url(node, arena_z(parser->arena, media_address(token, parser->arena)));
}
