#include "plain/header.h"

#include "base/buf.h"
#include "data/frontmatter.h"
#include "text/valid.h"

enum { HEADER_MAX = 64 << 10 /* bytes: more is no header */ };

struct known_key {
    const char *theirs, *ours;
    bool list;
};

static const struct known_key *known_key(str key)
{
    static const struct known_key keys[] = {
        {"title", "title", false},       {"date", "date", false},     {"modified", "updated", false},
        {"category", "category", false}, {"tags", "tags", true},      {"keywords", "tags", true},
        {"authors", "author", true},     {"author", "author", false}, {"summary", "description", false},
        {"lang", "lang", false},         {"language", "lang", false}, {"publish", "publish", false},
        {"status", "status", false},     {"slug", "slug", false},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_eq_nocase(key, str_of(keys[i].theirs)))
            return &keys[i];
    return NULL;
}

static void put_quoted(struct buf *out, str value)
{
    buf_put_char(out, '"');
    for (size_t i = 0; i < value.n; i++) {
        if (value.p[i] == '"' || value.p[i] == '\\')
            buf_put_char(out, '\\');
        buf_put_char(out, value.p[i] == '\t' ? ' ' : value.p[i]);
    }
    buf_put_char(out, '"');
}

static void put_list(struct buf *out, str value)
{
    buf_put_char(out, '[');
    for (str item; value.n;) {
        str_cut(value, ',', &item, &value);
        if (str_trim(item).n) {
            put_quoted(out, str_trim(item));
            buf_put(out, STR(", "));
        }
    }
    buf_put_char(out, ']');
}

/* "true" and "false" stay what they are. */
static void put_pair(struct buf *out, const struct known_key *key, str value)
{
    bool word = str_eq_nocase(value, STR("true")) || str_eq_nocase(value, STR("false"));
    buf_put(out, str_of(key->ours));
    buf_put(out, STR(": "));
    if (key->list)
        put_list(out, value);
    else if (word)
        buf_put(out, value);
    else
        put_quoted(out, value);
    if (str_eq(str_of(key->theirs), STR("status")) && str_eq_nocase(value, STR("draft")))
        buf_put(out, STR("\ndraft: true"));
}

/* Takes one key with the lines that go on with its value, "    like this". False: REST does not begin with one. */
static bool take_pair(str *rest, str *key, str *value, size_t *lines)
{
    str line, after = *rest;
    if (!str_line(&after, &line) || !str_cut(line, ':', key, value) || !frontmatter_is_key(line))
        return false;
    *value = str_trim(*value);
    *rest = after;
    ++*lines;
    while (str_line(&after, &line) && str_trim(line).n &&
           (str_starts(line, STR("    ")) || str_starts(line, STR("\t")))) {
        *rest = after;
        ++*lines;
    }
    return true;
}

static struct headed of_pairs(str source, struct arena *arena)
{
    struct buf out;
    str rest = source, key, value, line;
    size_t lines = 0;
    bool titled = false;
    buf_init(&out, SIZE_MAX);
    buf_put(&out, STR("---\n"));
    while (take_pair(&rest, &key, &value, &lines)) {
        const struct known_key *known = known_key(key);
        titled = titled || str_eq_nocase(key, STR("title")) || str_eq_nocase(key, STR("date"));
        if (known && value.n)
            put_pair(&out, known, value);
        buf_put_char(&out, '\n');
    }
    str after = rest;
    bool ends = !rest.n || (str_line(&after, &line) && !str_trim(line).n);
    buf_put(&out, STR("---\n"));
    struct headed made = {.added = (int)str_count(buf_str(&out), '\n') - (int)lines};
    buf_put(&out, rest);
    made.text = buf_keep(&out, arena);
    return titled && ends && source.n - rest.n < HEADER_MAX ? made : (struct headed){.text = source};
}

/* JavaScript becomes a comment, JSON stays: YAML reads it. */
static struct headed of_script(str source, bool json, struct arena *arena)
{
    struct buf out;
    str rest = source, line;
    bool closed = false;
    buf_init(&out, SIZE_MAX);
    str_line(&rest, &line);
    buf_put(&out, STR("---\n"));
    while (!closed && str_line(&rest, &line)) {
        closed = str_eq(str_trim_right(line), STR("---"));
        if (json || closed)
            buf_put(&out, line);
        buf_put_char(&out, '\n');
    }
    buf_put(&out, rest);
    str made = buf_keep(&out, arena);
    return (struct headed){.text = closed ? made : source};
}

struct headed header_as_yaml(str source, struct arena *arena)
{
    str bare = text_without_bom(source), rest = bare, line = STR("");
    str_line(&rest, &line);
    line = str_trim_right(line);
    if (str_eq(line, STR("---js")) || str_eq(line, STR("---javascript")) || str_eq(line, STR("---json")))
        return of_script(bare, str_eq(line, STR("---json")), arena);
    return frontmatter_is_key(line) ? of_pairs(bare, arena) : (struct headed){.text = source};
}
