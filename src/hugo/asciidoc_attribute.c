#include "hugo/asciidoc_attribute.h"

#include "hugo/param.h"
#include "text/valid.h"

enum { NAME_MAX_BYTES = 100, VALUE_MAX = 4096, FILLED_MAX = 1 << 20, ATTRIBUTES_MAX = 5000 };

/* Characters by name. */
static const struct {
    str name, text;
} characters[] = {
    {STR_INIT("empty"), STR_INIT("")},        {STR_INIT("blank"), STR_INIT("")},
    {STR_INIT("sp"), STR_INIT(" ")},          {STR_INIT("nbsp"), STR_INIT("\u00a0")},
    {STR_INIT("zwsp"), STR_INIT("\u200b")},   {STR_INIT("wj"), STR_INIT("\u2060")},
    {STR_INIT("apos"), STR_INIT("'")},        {STR_INIT("quot"), STR_INIT("\"")},
    {STR_INIT("lsquo"), STR_INIT("‘")},       {STR_INIT("rsquo"), STR_INIT("’")},
    {STR_INIT("ldquo"), STR_INIT("“")},       {STR_INIT("rdquo"), STR_INIT("”")},
    {STR_INIT("deg"), STR_INIT("°")},         {STR_INIT("plus"), STR_INIT("+")},
    {STR_INIT("brvbar"), STR_INIT("¦")},      {STR_INIT("vbar"), STR_INIT("|")},
    {STR_INIT("amp"), STR_INIT("&")},         {STR_INIT("lt"), STR_INIT("<")},
    {STR_INIT("gt"), STR_INIT(">")},          {STR_INIT("startsb"), STR_INIT("[")},
    {STR_INIT("endsb"), STR_INIT("]")},       {STR_INIT("caret"), STR_INIT("^")},
    {STR_INIT("asterisk"), STR_INIT("*")},    {STR_INIT("tilde"), STR_INIT("~")},
    {STR_INIT("backslash"), STR_INIT("\\")},  {STR_INIT("backtick"), STR_INIT("`")},
    {STR_INIT("two-colons"), STR_INIT("::")}, {STR_INIT("two-semicolons"), STR_INIT(";;")},
    {STR_INIT("cpp"), STR_INIT("C++")},       {STR_INIT("cxx"), STR_INIT("C++")},
    {STR_INIT("pp"), STR_INIT("++")},
};

static const struct asciidoc_value *find(const struct asciidoc_attributes *a, str name)
{
    int at = strmap_get(&a->at, text_lower(name, a->arena));
    return at ? &a->values[at - 1] : NULL;
}

static void put(struct asciidoc_attributes *a, str name, struct asciidoc_value value)
{
    name = text_lower(name, a->arena);
    int *at = strmap_at(&a->at, name);
    if (!*at && a->count == ATTRIBUTES_MAX)
        return;
    if (!*at) {
        a->values = arena_grow(a->arena, a->values, a->count, &a->capacity, sizeof *a->values);
        *at = (int)++a->count;
    } else if (a->values[*at - 1].fixed) {
        return;
    }
    value.text = str_first(value.text, VALUE_MAX);
    a->values[*at - 1] = value;
}

void asciidoc_attributes_open(struct asciidoc_attributes *a, const struct data *configured, struct arena *arena)
{
    static const str always[] = {STR_INIT("asciidoctor"), STR_INIT("backend-html5"), STR_INIT("basebackend-html"),
                                 STR_INIT("doctype-article"), STR_INIT("filetype-html")};
    *a = (struct asciidoc_attributes){.arena = arena, .at = {.arena = arena}, .left = FILLED_MAX};
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        put(a, always[i], (struct asciidoc_value){.text = STR(""), .set = true});
    put(a, STR("backend"), (struct asciidoc_value){.text = STR("html5"), .set = true});
    for (size_t i = 0; configured && configured->kind == DATA_MAP && i < configured->count; i++) {
        const struct data_pair *pair = &configured->pairs[i];
        str name = pair->key, text = str_trim(param_text(pair->value, arena));
        /* With "@" at its end it is a default only. */
        bool off = param_is_false(pair->value) || str_ends(name, STR("!")), soft = str_ends(text, STR("@"));
        bool on = pair->value->kind == DATA_BOOL && !off;
        put(a, str_trim_char_right(name, '!'),
            (struct asciidoc_value){on ? STR("") : str_first(text, text.n - soft), !off, !soft});
    }
}

void asciidoc_attributes_set(struct asciidoc_attributes *a, str name, str value)
{
    put(a, name, (struct asciidoc_value){.text = value, .set = true});
}

static size_t name_span(str s)
{
    size_t n = 0;
    while (n < s.n && n < NAME_MAX_BYTES && (char_is_alnum(s.p[n]) || s.p[n] == '_' || (n && s.p[n] == '-')))
        n++;
    return n;
}

bool asciidoc_attributes_take(struct asciidoc_attributes *a, str line)
{
    if (!str_starts(line, STR(":")))
        return false;
    str rest = str_from(line, 1);
    bool off = str_starts(rest, STR("!"));
    rest = str_from(rest, off);
    size_t n = name_span(rest);
    str name = str_first(rest, n);
    rest = str_from(rest, n);
    if (str_starts(rest, STR("!"))) {
        off = true;
        rest = str_from(rest, 1);
    }
    if (!n || !str_starts(rest, STR(":")) || (rest.n > 1 && !char_is_space(rest.p[1])))
        return false;
    str value = str_trim(str_from(rest, 1));
    put(a, name, (struct asciidoc_value){.text = asciidoc_attributes_fill(a, value, true), .set = !off});
    return true;
}

bool asciidoc_attributes_has(const struct asciidoc_attributes *a, str name)
{
    const struct asciidoc_value *value = find(a, name);
    return value && value->set;
}

str asciidoc_attributes_get(const struct asciidoc_attributes *a, str name)
{
    const struct asciidoc_value *value = find(a, name);
    return value && value->set ? value->text : STR("");
}

/* A character of Markdown's with the backslash that keeps it one. */
static void put_character(struct buf *out, str text, bool code)
{
    bool mark = text.n == 1 && char_is_punct(*text.p);
    if (mark && !code)
        buf_put_char(out, '\\');
    buf_put(out, text);
}

/* Puts what NAME means; false: it is not set. */
static bool put_value(struct asciidoc_attributes *a, struct buf *out, str name, bool code)
{
    const struct asciidoc_value *value = find(a, name);
    if (value && value->set && value->text.n <= a->left) {
        a->left -= value->text.n;
        buf_put(out, value->text);
        return true;
    }
    for (size_t i = 0; !value && i < sizeof characters / sizeof *characters; i++)
        if (str_eq_nocase(characters[i].name, name)) {
            put_character(out, characters[i].text, code);
            return true;
        }
    return false;
}

str asciidoc_attributes_fill(struct asciidoc_attributes *a, str s, bool code)
{
    struct buf out;
    bool ticks = false;
    if (!str_has_char(s, '{'))
        return s;
    buf_init(&out, SIZE_MAX / 2);
    for (size_t i = 0; i < s.n; i++) {
        str rest = str_from(s, i);
        size_t slash = *rest.p == '\\', n = str_starts(str_from(rest, slash), STR("{")) ? slash + 1 : 0;
        size_t name = n ? name_span(str_from(rest, n)) : 0;
        bool reference = name && str_starts(str_from(rest, n + name), STR("}"));
        ticks ^= *rest.p == '`';
        if (reference && slash)
            buf_put(&out, str_between(rest, 1, n + name + 1));
        else if (!reference || !put_value(a, &out, str_between(rest, n, n + name), code || ticks))
            reference = false;
        if (!reference)
            buf_put_char(&out, *rest.p);
        i += reference ? n + name : 0;
    }
    return buf_keep(&out, a->arena);
}
