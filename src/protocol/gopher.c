#include "protocol/gopher.h"

#include "protocol/log_path.h"
#include "text/control.h"
#include "text/plain.h"

static const str nowhere = STR_INIT("\t\tnull.host\t1\r\n");

/* A TLS record of type handshake, whatever its version. */
static bool is_tls_hello(str in)
{
    return in.n >= 2 && in.p[0] == 0x16 && in.p[1] == 0x03;
}

static bool is_http(str line)
{
    static const str methods[] = {STR_INIT("GET "), STR_INIT("HEAD "),   STR_INIT("POST "),    STR_INIT("OPTIONS "),
                                  STR_INIT("PUT "), STR_INIT("DELETE "), STR_INIT("CONNECT "), STR_INIT("PRI * ")};
    if (str_find(line, STR(" HTTP/")) == STR_NONE)
        return false;
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (str_starts(line, methods[i]))
            return true;
    return false;
}

/* "+", "!" or "$" alone or before a view name: the mark that Gopher+ clients put after the last TAB. */
static char plus_of(str field)
{
    return field.n && (field.p[0] == '+' || field.p[0] == '!' || field.p[0] == '$') &&
                   (field.n == 1 || field.p[0] != '$' || field.n < 64)
               ? field.p[0]
               : 0;
}

static void split(str line, struct gopher_request *request)
{
    str rest, third;
    bool has_tab = str_cut(line, '\t', &request->selector, &rest);
    if (!has_tab)
        return;
    bool has_third = str_cut(rest, '\t', &request->search, &third);
    if (has_third)
        request->plus = plus_of(third);
    else if (rest.n == 1 && plus_of(rest)) {
        request->plus = rest.p[0];
        request->search = STR("");
        return;
    }
    request->has_search = true;
}

enum parse gopher_parse(str in, struct gopher_request *request, size_t *used)
{
    *request = (struct gopher_request){0};
    if (is_tls_hello(in)) {
        request->is_tls = true;
        *used = in.n;
        return PARSE_DONE;
    }
    size_t n = str_span_not(in, "\n");
    str seen = str_first(in, n);
    if (str_has_char(seen, '\0'))
        return PARSE_BAD;
    bool ended = n < in.n;
    str line = str_ends(seen, STR("\r")) ? str_first(seen, n - 1) : seen;
    if (line.n > GOPHER_REQUEST_MAX)
        return PARSE_BAD;
    if (!ended)
        return PARSE_MORE;
    *used = n + 1;
    request->is_http = is_http(line);
    split(line, request);
    return PARSE_DONE;
}

/* "titan:" anywhere: also after "GET " or "URL:". */
static bool is_titan(str selector)
{
    static const str scheme = STR_INIT("titan:");
    size_t at = 0;
    while (at < selector.n && !str_starts_nocase(str_from(selector, at), scheme))
        at++;
    return at < selector.n;
}

str gopher_path(str selector)
{
    return log_path_of(str_first(selector, str_span_not(selector, "?")), is_titan(selector));
}

/* A byte that would end a field or reach a terminal becomes a space. */
static enum err put_field(struct buf *out, str field)
{
    for (;;) {
        size_t n = control_find(field);
        enum err err = buf_put(out, str_first(field, n));
        if (n == field.n || err != OK)
            return err;
        err = buf_put_char(out, ' ');
        if (err != OK)
            return err;
        field = str_from(field, n);
        field = str_from(field, control_length(field));
    }
}

/* Text for people: a label, or a line of text. */
static enum err put_display(struct buf *out, str display, bool label)
{
    if (text_is_plain(display))
        return put_field(out, display);
    struct buf plain;
    buf_init(&plain, GOPHER_LINE_MAX * 2);
    /* Its controls become spaces, one for one: columns that an author drew stay. */
    enum err err = put_field(&plain, display);
    str spaced = buf_str(&plain);
    if (err == OK)
        err = label ? text_put_label(out, spaced) : text_put_lines(out, spaced);
    buf_finish(&plain);
    return err;
}

/* Takes back an item that does not fit, so that a menu never holds half a line. */
static enum err settle(struct buf *out, size_t before, bool complete)
{
    if (complete && out->n - before < GOPHER_LINE_MAX)
        return OK;
    buf_cut(out, before);
    return ERR_LIMIT;
}

/* Lagrange would make a link or a toggle of some lines. They are judged as written: text before them may have been
 * removed. */
static enum err put_info_display(struct buf *out, str display)
{
    size_t before = out->n;
    enum err err = put_display(out, display, false);
    str shown = str_from(buf_str(out), before);
    if (err == OK && (str_starts(shown, STR("=>")) || str_starts(shown, STR("```"))))
        err = buf_insert_char(out, before, ' ');
    return err;
}

static enum err put_item_display(struct buf *out, const struct gopher_item *item)
{
    return item->type == 'i' ? put_info_display(out, item->display) : put_display(out, item->display, true);
}

enum err gopher_put_item(struct buf *out, const struct gopher_item *item)
{
    size_t before = out->n;
    bool complete = buf_put_char(out, item->type) == OK && put_item_display(out, item) == OK &&
                    buf_put_char(out, '\t') == OK && put_field(out, item->selector) == OK &&
                    buf_put_char(out, '\t') == OK && put_field(out, item->host) == OK &&
                    buf_printf(out, "\t%d\r\n", item->port) == OK;
    return settle(out, before, complete);
}

enum err gopher_put_info(struct buf *out, str display)
{
    size_t before = out->n;
    bool complete = buf_put_char(out, 'i') == OK && put_info_display(out, display) == OK && buf_put(out, nowhere) == OK;
    return settle(out, before, complete);
}

enum err gopher_put_end(struct buf *out)
{
    return buf_put(out, STR(".\r\n"));
}

enum err gopher_put_text(struct buf *out, str text)
{
    enum err err = OK;
    str line;
    while (err == OK && str_line(&text, &line)) {
        if (str_starts(line, STR(".")))
            err = buf_put_char(out, '.');
        if (err == OK)
            err = buf_put(out, line);
        if (err == OK)
            err = buf_put(out, STR("\r\n"));
    }
    return err == OK ? gopher_put_end(out) : err;
}
