#include "hugo/asciidoc_source.h"

#include "site/ground.h"
#include "text/clean.h"
#include "uri/uri.h"

enum { FILE_MAX = 4 << 20, BYTES_MAX = 16 << 20, FILES_MAX = 500, SHOWN_MAX = 200 };

void asciidoc_source_open(struct asciidoc_source *s, str text, const struct asciidoc_scope *scope,
                          struct asciidoc_attributes *attributes, struct arena *arena)
{
    *s = (struct asciidoc_source){.scope = scope, .attributes = attributes, .arena = arena, .depth = 1};
    s->frames[0] = (struct asciidoc_frame){.rest = text, .file = scope->page->source, .line = scope->first_line - 1};
}

static str folder_of(str path)
{
    size_t slash = str_find_last(path, '/');
    return slash == STR_NONE ? STR("") : str_first(path, slash + 1);
}

/* Reads the file NAME in FOLDER of the capsule; *PATH is where it is. */
static bool read_file(struct asciidoc_source *s, str folder, str name, str *path, str *text)
{
    static const struct site_options none = {0};
    const struct page *page = s->scope->page;
    const struct site_options *options = page->site ? site_options(page->site) : &none;
    str absolute = ARENA_CONCAT(s->arena, STR("/"), str_starts(name, STR("/")) ? STR("") : folder, name);
    if (s->scope->root < 0 || str_has_char(name, '\0') || !uri_remove_dots(absolute, s->arena, path))
        return false;
    *path = str_from(*path, str_span(*path, "/"));
    if (!path->n || ground_read(s->scope->root, options, page, *path, FILE_MAX, s->arena, text) != OK)
        return false;
    uses_file(s->scope->uses, page, *path);
    *text = clean_source(*text, *path, s->arena, NULL);
    return true;
}

/* An included file's own are beside it; those of a page are named from the root, unless the site says otherwise. */
static bool find_file(struct asciidoc_source *s, const struct asciidoc_frame *from, str name, str *path, str *text)
{
    bool beside = s->depth > 1 || s->scope->beside;
    str first = beside ? folder_of(from->file) : STR(""), second = beside ? STR("") : folder_of(from->file);
    return read_file(s, first, name, path, text) || read_file(s, second, name, path, text);
}

/* The value of KEY in "key=value,other=\"a,b\""; empty: it is not there. */
static str option(str options, const char *key)
{
    for (str rest = options; rest.n;) {
        size_t n = str_span_not(rest, "=,");
        str name = str_trim(str_first(rest, n)), value = STR("");
        rest = str_from(rest, n);
        if (str_starts(rest, STR("="))) {
            bool quoted = str_starts(rest, STR("=\""));
            rest = str_from(rest, quoted ? 2 : 1);
            n = str_span_not(rest, quoted ? "\"" : ",");
            value = str_trim(str_first(rest, n));
            rest = str_from(rest, n + quoted);
        }
        rest = str_from(rest, str_span(rest, ", "));
        if (str_eq(name, str_of(key)))
            return value.n ? value : name;
    }
    return STR("");
}

/* From here on nothing is read: said once. */
static void stop(struct asciidoc_source *s, const struct asciidoc_frame *from, str name)
{
    if (!s->full)
        diag_add(s->scope->diag, SEVERITY_WARNING, from->file, from->line,
                 "include::%.*s[]: more than %d files, or more than %d MB, or files that include each other: the page "
                 "is shown without the rest; split it",
                 STR_ARG(str_first(name, SHOWN_MAX)), FILES_MAX, BYTES_MAX >> 20);
    s->full = true;
}

static void include(struct asciidoc_source *s, str name, str options)
{
    const struct asciidoc_frame *from = &s->frames[s->depth - 1];
    str path = STR(""), text = STR(""), offset = option(options, "leveloffset");
    long levels = 0;
    bool found = !s->full && s->files++ < FILES_MAX && find_file(s, from, name, &path, &text);
    s->bytes += text.n;
    if (s->full || s->depth == ASCIIDOC_DEPTH_MAX || s->files > FILES_MAX || s->bytes > BYTES_MAX) {
        stop(s, from, name);
        return;
    }
    if (!found) {
        if (!str_eq(option(options, "opts"), STR("optional")))
            diag_add(s->scope->diag, SEVERITY_WARNING, from->file, from->line,
                     "include::%.*s[]: there is no such file in the capsule; write it, or remove the line",
                     STR_ARG(str_first(name, SHOWN_MAX)));
        return;
    }
    str_to_long(str_from(offset, str_starts(offset, STR("+"))), &levels);
    str tags = option(options, "tag");
    s->frames[s->depth] = (struct asciidoc_frame){.rest = text,
                                                  .file = path,
                                                  .offset = from->offset + (levels > 0 && levels < 6 ? (int)levels : 0),
                                                  .tags = tags.n ? tags : option(options, "tags")};
    s->depth++;
}

/* True when one of the names in LIST, separated by ',' or ';' (all of them where by '+'), is set. */
static bool any_is_set(const struct asciidoc_source *s, str list)
{
    bool all = str_has_char(list, '+'), found = all;
    while (list.n) {
        size_t n = str_span_not(list, ",;+");
        bool set = asciidoc_attributes_has(s->attributes, str_trim(str_first(list, n)));
        found = all ? found && set : found || set;
        list = str_from(list, n + 1);
    }
    return found;
}

static str unquoted(str s)
{
    s = str_trim(s);
    bool quoted = s.n > 1 && (*s.p == '"' || *s.p == '\'') && s.p[s.n - 1] == *s.p;
    return quoted ? str_between(s, 1, s.n - 1) : s;
}

/* Texts are compared as such, numbers by size; any other expression holds. */
static bool holds(struct asciidoc_source *s, str expression)
{
    static const char *const signs[] = {"==", "!=", "<=", ">=", "<", ">"};
    expression = asciidoc_attributes_fill(s->attributes, expression, true);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        str sign = str_of(signs[i]);
        size_t at = str_find(expression, sign);
        if (at == STR_NONE)
            continue;
        str one = unquoted(str_first(expression, at)), two = unquoted(str_from(expression, at + sign.n));
        long first = 0, second = 0;
        int order = str_to_long(one, &first) && str_to_long(two, &second) ? (first > second) - (first < second)
                                                                          : str_cmp(one, two);
        const bool results[] = {order == 0, order != 0, order <= 0, order >= 0, order<0, order> 0};
        return results[i];
    }
    return true;
}

/* "ifdef::name[text]": TEXT alone is under the condition, or where it is empty all lines up to the end. */
static str condition(struct asciidoc_source *s, bool met, str text)
{
    if (text.n)
        return met && !s->off ? text : STR("");
    s->within++;
    if (!met && !s->off)
        s->off = s->within;
    return STR("");
}

static void end_condition(struct asciidoc_source *s)
{
    if (s->off == s->within)
        s->off = 0;
    s->within -= s->within > 0;
}

/* Obeys LINE if it is "NAME::TARGET[OPTIONS]"; *SHOWN is what readers see in its place. */
static bool obey(struct asciidoc_source *s, str line, str *shown)
{
    size_t n = str_find(line, STR("::")), open = str_find_char(line, '[');
    *shown = STR("");
    line = str_trim_right(line);
    if (n == STR_NONE || open == STR_NONE || open < n + 2 || !str_ends(line, STR("]")))
        return false;
    str name = str_first(line, n), options = str_between(line, open + 1, line.n - 1);
    str target = asciidoc_attributes_fill(s->attributes, str_between(line, n + 2, open), true);
    if (str_eq(name, STR("ifdef")))
        *shown = condition(s, any_is_set(s, target), options);
    else if (str_eq(name, STR("ifndef")))
        *shown = condition(s, !any_is_set(s, target), options);
    else if (str_eq(name, STR("ifeval")))
        condition(s, holds(s, options), STR(""));
    else if (str_eq(name, STR("endif")))
        end_condition(s);
    else if (!str_eq(name, STR("include")))
        return false;
    else if (!s->off && str_find(target, STR("://")) != STR_NONE)
        *shown = ARENA_CONCAT(s->arena, STR("link:"), target, STR("[]"));
    else if (!s->off && target.n)
        include(s, target, options);
    return true;
}

/* True when FRAME takes the line: it is in a part that was asked for, and does not name one itself. */
static bool is_taken(struct asciidoc_frame *frame, str line)
{
    size_t begin = str_find(line, STR("tag::")), end = str_find(line, STR("end::"));
    size_t at = end != STR_NONE ? end : begin;
    if (at == STR_NONE || !str_has_char(str_from(line, at), '['))
        return !frame->tags.n || frame->part.n;
    str name = str_from(line, at + STR("tag::").n), rest = frame->tags;
    name = str_first(name, str_span_not(name, "["));
    if (end != STR_NONE && str_eq(name, frame->part))
        frame->part = STR("");
    for (; end == STR_NONE && rest.n; rest = str_from(rest, str_span_not(rest, ",;") + 1))
        if (str_eq(str_trim(str_first(rest, str_span_not(rest, ",;"))), name))
            frame->part = name;
    return false;
}

bool asciidoc_source_next(struct asciidoc_source *s, struct asciidoc_line *line)
{
    while (s->depth) {
        struct asciidoc_frame *frame = &s->frames[s->depth - 1];
        bool own = s->depth == 1;
        str text, shown;
        if (!str_line(&frame->rest, &text)) {
            s->depth--;
            continue;
        }
        frame->line++;
        *line = (struct asciidoc_line){.text = text, .number = own ? frame->line : 0, .offset = frame->offset};
        if (!own && !is_taken(frame, text))
            continue;
        bool directive = obey(s, text, &shown);
        line->text = directive ? shown : text;
        if (directive ? shown.n > 0 : !s->off)
            return true;
    }
    return false;
}
