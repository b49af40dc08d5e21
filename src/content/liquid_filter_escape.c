#include "content/liquid_filter.h"
#include "uri/uri.h"

typedef const struct liquid_call *call;

static str entity(char c)
{
    switch (c) {
    case '&':
        return STR("&amp;");
    case '<':
        return STR("&lt;");
    case '>':
        return STR("&gt;");
    case '"':
        return STR("&quot;");
    case '\'':
        return STR("&#39;");
    default:
        return STR("");
    }
}

/* "&amp;" and "&#39;" at the start of S. */
static bool is_entity(str s)
{
    str name = str_from(s, 1);
    size_t n = str_span_not(name, "; \t\n&<");
    return n > 0 && n < name.n && name.p[n] == ';';
}

static struct liquid_value escape_text(call c, bool once)
{
    str in = liquid_input(c);
    struct buf out;
    buf_init(&out, LIQUID_OUTPUT_MAX);
    for (size_t i = 0; i < in.n; i++) {
        str as = entity(in.p[i]);
        if (!as.n || (once && in.p[i] == '&' && is_entity(str_from(in, i))))
            buf_put_char(&out, in.p[i]);
        else
            buf_put(&out, as);
    }
    str text = arena_str(c->arena, buf_str(&out));
    buf_finish(&out);
    return liquid_text(text);
}

static struct liquid_value escape(call c)
{
    return escape_text(c, false);
}

static struct liquid_value escape_once(call c)
{
    return escape_text(c, true);
}

/* As a form does: a space is "+". */
static struct liquid_value url_encode(call c)
{
    str in = uri_encode_component(liquid_input(c), c->arena);
    struct buf out;
    buf_init(&out, LIQUID_OUTPUT_MAX);
    for (size_t i = 0; i < in.n; i++) {
        bool space = str_starts(str_from(in, i), STR("%20"));
        buf_put_char(&out, space ? '+' : in.p[i]);
        i += space ? 2 : 0;
    }
    str text = arena_str(c->arena, buf_str(&out));
    buf_finish(&out);
    return liquid_text(text);
}

static struct liquid_value url_decode(call c)
{
    str in = liquid_input(c);
    char *spaced = arena_alloc(c->arena, in.n, 1);
    for (size_t i = 0; i < in.n; i++)
        spaced[i] = in.p[i] == '+' ? ' ' : in.p[i];
    return liquid_text(uri_decode((str){spaced, in.n}, c->arena));
}

static struct liquid_value uri_escape(call c)
{
    return liquid_text(uri_fix(liquid_input(c), c->arena));
}

static const struct site_config *config_of(call c)
{
    const struct site *site = c->run->scope->page->site;
    return site ? site_config(site) : NULL;
}

static str relative(call c, str url)
{
    const struct site_config *config = config_of(c);
    if (!config || uri_has_scheme(url, NULL) || str_starts(url, STR("//")))
        return url;
    str base = str_trim_char_right(config->baseurl, '/');
    str slash = str_starts(url, STR("/")) || (!url.n && base.n) ? STR("") : STR("/");
    return ARENA_CONCAT(c->arena, base, slash, url);
}

static struct liquid_value relative_url(call c)
{
    return liquid_text(relative(c, liquid_input(c)));
}

static struct liquid_value absolute_url(call c)
{
    str url = liquid_input(c);
    const struct site_config *config = config_of(c);
    if (!config || uri_has_scheme(url, NULL) || str_starts(url, STR("//")))
        return liquid_text(url);
    return liquid_text(ARENA_CONCAT(c->arena, str_trim_char_right(config->url, '/'), relative(c, url)));
}

static void put_json(struct buf *out, const struct liquid_value *v, struct arena *arena, int depth);

static void put_json_text(struct buf *out, str s)
{
    buf_put_char(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\\')
            buf_put_char(out, '\\');
        if ((unsigned char)s.p[i] < 0x20)
            buf_printf(out, "\\u%04x", (unsigned)s.p[i]);
        else
            buf_put_char(out, s.p[i]);
    }
    buf_put_char(out, '"');
}

static void put_json_map(struct buf *out, const struct data *map, struct arena *arena, int depth)
{
    buf_put_char(out, '{');
    for (size_t i = 0; i < map->count; i++) {
        struct liquid_value value = liquid_data(map->pairs[i].value);
        if (i)
            buf_put_char(out, ',');
        put_json_text(out, map->pairs[i].key);
        buf_put_char(out, ':');
        put_json(out, &value, arena, depth + 1);
    }
    buf_put_char(out, '}');
}

static void put_json(struct buf *out, const struct liquid_value *v, struct arena *arena, int depth)
{
    if (v->kind == LIQUID_NIL || depth > LIQUID_INCLUDE_MAX) {
        buf_put(out, STR("null"));
    } else if (v->kind == LIQUID_DATA && v->data->kind == DATA_MAP) {
        put_json_map(out, v->data, arena, depth);
    } else if (v->kind == LIQUID_LIST || v->kind == LIQUID_DATA) {
        struct liquid_value elements = liquid_elements(v, arena);
        buf_put_char(out, '[');
        for (size_t i = 0; i < elements.count; i++) {
            if (i)
                buf_put_char(out, ',');
            put_json(out, &elements.items[i], arena, depth + 1);
        }
        buf_put_char(out, ']');
    } else if (v->kind == LIQUID_TEXT || v->kind == LIQUID_MOMENT) {
        put_json_text(out, liquid_to_text(v, arena));
    } else {
        buf_put(out, liquid_to_text(v, arena));
    }
}

static struct liquid_value jsonify(call c)
{
    struct buf out;
    buf_init(&out, LIQUID_OUTPUT_MAX);
    put_json(&out, &c->in, c->arena, 0);
    str text = arena_str(c->arena, buf_str(&out));
    buf_finish(&out);
    return liquid_text(text);
}

const struct liquid_filter_entry liquid_escape_filters[] = {
    {STR_INIT("absolute_url"), absolute_url},
    {STR_INIT("cgi_escape"), url_encode},
    {STR_INIT("escape"), escape},
    {STR_INIT("escape_once"), escape_once},
    {STR_INIT("inspect"), jsonify},
    {STR_INIT("jsonify"), jsonify},
    {STR_INIT("relative_url"), relative_url},
    {STR_INIT("uri_escape"), uri_escape},
    {STR_INIT("url_decode"), url_decode},
    {STR_INIT("url_encode"), url_encode},
    {STR_INIT("xml_escape"), escape},
    {STR_INIT(""), NULL},
};
