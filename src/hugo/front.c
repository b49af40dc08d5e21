#include "hugo/front.h"

#include "data/json.h"
#include "data/toml.h"
#include "hugo/front_org.h"
#include "hugo/param.h"
#include "text/valid.h"

/* The text before the front matter: blank lines, and lines that open an HTML comment around it. */
static void skip_before(str *rest, int *line, bool *comment)
{
    for (str l, before = *rest; str_line(rest, &l); before = *rest, ++*line) {
        str words = str_trim(l);
        if (words.n && !str_starts(words, STR("<!--"))) {
            *rest = before;
            return;
        }
        *comment = *comment || words.n;
    }
}

/* The end of the comment that is around the front matter, and what stands before it. */
static void skip_after(struct front *front)
{
    size_t end = str_find(front->body, STR("-->"));
    if (end == STR_NONE)
        return;
    end += STR("-->").n;
    size_t blank = str_span(str_from(front->body, end), " \t\r");
    if (end + blank < front->body.n && front->body.p[end + blank] == '\n')
        end += blank + 1;
    front->body_line += (int)str_count(str_first(front->body, end), '\n');
    front->body = str_from(front->body, end);
}

static void take_data(struct front *front, const struct data *data, str file, int line, struct diag *diag)
{
    front->broken = !data;
    if (data && data->kind != DATA_MAP && data->kind != DATA_NULL) {
        front->broken = true;
        diag_add(diag, SEVERITY_ERROR, file, line, "the front matter holds no keys; write \"title: …\" there");
    }
    front->data = data && data->kind == DATA_MAP ? data : NULL;
}

/* Front matter between two lines that begin with MARK; REST begins with the first, in LINE. */
static void read_marked(struct front *front, str mark, enum param_format format, str rest, str file, int line,
                        struct arena *arena, struct diag *diag)
{
    str l;
    int first = line + 1;
    str_line(&rest, &l);
    front->present = true;
    if (str_trim_right(l).n != mark.n) {
        front->broken = true;
        diag_add(diag, SEVERITY_ERROR, file, line,
                 "something follows the %.*s that opens the front matter; take it out", STR_ARG(mark));
        return;
    }
    const str inside = rest;
    for (line = first; str_line(&rest, &l); line++)
        if (str_starts(l, mark)) {
            str text = str_first(inside, (size_t)(l.p - inside.p));
            front->body = rest;
            front->body_line = line + 1;
            if (str_trim(text).n)
                take_data(front, param_parse(format, text, file, first, arena, diag), file, first, diag);
            return;
        }
    front->broken = true;
    diag_add(diag, SEVERITY_ERROR, file, first - 1,
             "the front matter is never closed; write %.*s on a line of its own below it", STR_ARG(mark));
}

static void read_braces(struct front *front, str rest, str file, int line, struct arena *arena, struct diag *diag)
{
    size_t used = 0;
    const struct data *data = json_parse(rest, file, line, &used, arena, diag);
    front->present = true;
    take_data(front, data ? param_lower(data, arena) : NULL, file, line, diag);
    front->body = str_from(rest, used);
    front->body_line = line + (int)str_count(str_first(rest, used), '\n');
}

static void read_org(struct front *front, str start, int line, struct arena *arena)
{
    front->data = front_org(start, line, &front->body, arena);
    front->present = front->data != NULL;
    front->body_line = line + (int)str_count(str_first(start, start.n - front->body.n), '\n');
}

struct front front_parse(str source, str file, struct arena *arena, struct diag *diag)
{
    struct front front = {.body = source, .body_line = 1};
    str rest = source;
    int line = 1;
    bool comment = false;
    skip_before(&rest, &line, &comment);
    str start = str_trim_left(rest);
    if (str_starts(start, STR("---")))
        read_marked(&front, STR("---"), PARAM_YAML, start, file, line, arena, diag);
    else if (str_starts(start, STR("+++")))
        read_marked(&front, STR("+++"), PARAM_TOML, start, file, line, arena, diag);
    else if (str_starts(start, STR("{")) && !str_starts(start, STR("{{")) && !str_starts(start, STR("{%")))
        read_braces(&front, start, file, line, arena, diag);
    else if (str_starts(start, STR("#+")))
        read_org(&front, start, line, arena);
    if (comment && front.present && !front.broken)
        skip_after(&front);
    return front;
}
