#include "answer/delivery.h"
#include "answer/public_view.h"
#include "answer/search_answer.h"

#include "render/xml.h"
#include "text/control.h"
#include "text/valid.h"
#include "text/wrap.h"
#include "uri/uri.h"

enum { PAGE_MAX = 16 << 10, REFUSAL_COLUMNS = 67 };

static void set_text(struct response *response, struct buf *text)
{
    response->body = BODY_BLOB;
    response->blob = blob_steal(text);
    response->length = blob_str(response->blob).n;
    buf_finish(text);
}

/* Twice, since lynx shows a type-3 line as unknown. An author's words may be longer than a line. */
void gopher_refuse(str words, struct arena *arena, struct response *response)
{
    struct asked asked = response->asked;
    const struct text_lines lines = text_wrap(words, REFUSAL_COLUMNS, 0, 0, arena);
    const struct gopher_item item = {
        .type = '3', .display = lines.lines[0], .selector = STR("error"), .host = STR("error.host"), .port = 1};
    struct buf out;
    buf_init(&out, PAGE_MAX);
    gopher_put_item(&out, &item);
    for (size_t i = 0; i < lines.count; i++)
        gopher_put_info(&out, lines.lines[i]);
    gopher_put_end(&out);
    *response = (struct response){.asked = asked, .refused = true};
    set_text(response, &out);
}

static void fail(enum err err, struct arena *arena, struct response *response)
{
    bool absent = err == ERR_NOT_FOUND || err == ERR_ACCESS;
    gopher_refuse(absent ? capsule_absent_words(response->host, arena) : STR("This page cannot be made now"), arena,
                  response);
}

static void put_link(struct buf *out, str url)
{
    buf_put(out, STR("<a href=\""));
    xml_put(out, url);
    buf_put(out, STR("\">"));
    xml_put(out, url);
    buf_put(out, STR("</a>"));
}

/* A page for clients that ask the server of an "h" item to redirect them. HERE: the same by Gopher, or empty. */
static void put_redirect(str url, str here, struct buf *out)
{
    buf_put(out, STR("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"1; "
                     "url="));
    xml_put(out, url);
    buf_put(out, STR("\"><title>"));
    xml_put(out, url);
    buf_put(out, STR("</title></head>\n<body><p>This page is elsewhere: "));
    put_link(out, url);
    buf_put(out, STR("</p>\n"));
    if (here.n) {
        buf_put(out, STR("<p>It is here as well: "));
        put_link(out, here);
        buf_put(out, STR("</p>\n"));
    }
    buf_put(out, STR("</body></html>\n"));
}

static bool leads_on(str url)
{
    static const str schemes[] = {STR_INIT("http://"), STR_INIT("https://"), STR_INIT("gemini://")};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (str_starts_nocase(url, schemes[i]))
            return true;
    return false;
}

/* The path in URL, if it is one of the capsule's own addresses on Gemini or on the web. */
static bool own_path(const struct capsule *capsule, str url, struct arena *arena, str *path)
{
    const struct site_config *config = site_config(capsule->site);
    str web = ARENA_CONCAT(arena, str_trim_char_right(config->url, '/'), config->baseurl, STR("/"));
    str roots[] = {capsule_base_url(&capsule->options, arena), config->url.n ? web : STR("")};
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (roots[i].n && str_starts(url, roots[i])) {
            *path = str_from(url, roots[i].n - 1);
            return true;
        }
    return false;
}

/* Tells browsers where to go instead. A 404 keeps search engines from taking it for a page. */
static void answer_http(const struct capsule *capsule, str line, struct arena *arena, struct response *response)
{
    struct link_scope scope = capsule_scope(&capsule->options, NULL, LINK_GOPHER);
    str origin = uri_origin("gopher", scope.host, scope.gopher_port, GOPHER_PORT, arena);
    str web = site_config(capsule->site)->url;
    struct buf out;
    buf_init(&out, PAGE_MAX);
    buf_put(&out, STR("HTTP/1.0 404 Not Found\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n"));
    if (!str_starts(line, STR("HEAD "))) {
        buf_put(&out, STR("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>Gopher</title></head>\n"
                          "<body><p>This port speaks Gopher: "));
        put_link(&out, ARENA_CONCAT(arena, origin, STR("/")));
        if (web.n) {
            buf_put(&out, STR("</p>\n<p>On the web: "));
            put_link(&out, uri_fix(web, arena));
        }
        buf_put(&out, STR("</p></body></html>\n"));
    }
    set_text(response, &out);
}

static bool is_text(str selector)
{
    return control_find(selector) == selector.n && text_is_valid(selector);
}

/* The gopher URL of an HTML file whose item leads to another protocol. */
static str here(const struct capsule *capsule, str url, struct arena *arena)
{
    str path;
    struct link_scope scope = capsule_scope(&capsule->options, NULL, LINK_GOPHER);
    if (!own_path(capsule, url, arena, &path) || !uri_decode_strict(path, arena, &path))
        return STR("");
    struct view view = public_view_find(capsule, LINK_GOPHER, path, arena);
    if (view.kind != VIEW_FILE || mime_gopher_type(mime_of(scope.mime, view.file->path)) != 'h')
        return STR("");
    str origin = uri_origin("gopher", scope.host, scope.gopher_port, GOPHER_PORT, arena);
    return ARENA_CONCAT(arena, origin, STR("/h"), view.address);
}

static void answer_url(const struct capsule *capsule, str url, struct arena *arena, struct response *response)
{
    struct buf out;
    if (!leads_on(url)) {
        gopher_refuse(STR("Only http, https and gemini addresses can be followed from here"), arena, response);
        return;
    }
    buf_init(&out, PAGE_MAX);
    put_redirect(uri_fix(url, arena), here(capsule, url, arena), &out);
    set_text(response, &out);
}

/* The words follow the TAB, or are in the selector of an item that cannot send any: "/search/2?moon". */
static bool answer_search(struct capsule *capsule, const struct gopher_request *request, const struct view *found,
                          struct arena *arena, struct response *response)
{
    struct view view = *found;
    str words = request->search, path, query;
    if (view.kind == VIEW_NONE && str_cut(request->selector, '?', &path, &query)) {
        view = public_view_find(capsule, LINK_GOPHER, path, arena);
        words = uri_decode(query, arena);
    }
    if (view_is_search(&view))
        search_begin(capsule, &view, words, fail, response);
    return view_is_search(&view);
}

void gopher_answer(struct capsule *capsule, const struct gopher_request *request, struct arena *arena,
                   struct response *response)
{
    *response = (struct response){
        .asked = {.path = gopher_path(request->selector), .host = arena_str(arena, capsule->options.name)},
        .host = capsule};
    str selector = request->selector;
    if (!capsule->site) {
        gopher_refuse(capsule_unserved_words(capsule), arena, response);
        return;
    }
    if (request->is_http) {
        answer_http(capsule, selector, arena, response);
        return;
    }
    str url = str_starts(selector, STR("/")) ? str_from(selector, 1) : selector;
    if (str_starts(url, STR("URL:")) && is_text(url)) {
        answer_url(capsule, str_from(url, STR("URL:").n), arena, response);
        return;
    }
    struct view view = public_view_find(capsule, LINK_GOPHER, selector, arena);
    if (answer_search(capsule, request, &view, arena, response))
        return;
    if (view.kind == VIEW_NONE) {
        gopher_refuse(capsule_absent_words(capsule, arena), arena, response);
        return;
    }
    response->asked.page = view_stem(&view, arena);
    enum err err = delivery_begin(capsule, &view, fail, arena, response);
    if (err != OK) {
        fail(err, arena, response);
        return;
    }
    if (view.kind == VIEW_FILE && site_config(capsule->site)->strict_rfc1436) {
        struct link_scope scope = capsule_scope(&capsule->options, NULL, LINK_GOPHER);
        response->dot_stuff = link_file_type(&scope, capsule->site, view.file) == '0';
    }
}
