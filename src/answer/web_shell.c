#include "answer/web_shell.h"

#include "render/html_escape.h"

struct writer {
    struct buf *out;
    enum err err; /* the first that occurred */
};

static void note_err(struct writer *w, enum err err)
{
    if (w->err == OK)
        w->err = err;
}

static void put(struct writer *w, str markup)
{
    note_err(w, buf_put(w->out, markup));
}

/* OPEN, TEXT and CLOSE, unless there is no text. */
static void put_text(struct writer *w, str open, str text, str close)
{
    if (!text.n)
        return;
    put(w, open);
    note_err(w, html_put_text(w->out, text));
    put(w, close);
}

static void put_address(struct writer *w, str open, str address, str close)
{
    if (!address.n)
        return;
    put(w, open);
    note_err(w, html_put_address(w->out, address));
    put(w, close);
}

static void put_link(struct writer *w, const char *rel, str address)
{
    if (address.n)
        note_err(w, buf_printf(w->out, "<link rel=\"%s\"", rel));
    put_address(w, STR(" href=\""), address, STR("\">\n"));
}

/* Text browsers show the title. */
static void put_alternate(struct writer *w, const char *type, const char *title, str address)
{
    if (address.n)
        note_err(w, buf_printf(w->out, "<link rel=\"alternate\" type=\"%s\" title=\"%s\"", type, title));
    put_address(w, STR(" href=\""), address, STR("\">\n"));
}

static void put_head(struct writer *w, const struct web_shell *shell)
{
    put(w, STR("<head>\n<meta charset=\"utf-8\">\n<title>"));
    put_text(w, STR(""), shell->title, str_eq(shell->title, shell->site) ? STR("") : STR(" · "));
    if (!str_eq(shell->title, shell->site))
        put_text(w, STR(""), shell->site, STR(""));
    put(w, STR("</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<meta name=\"color-scheme\" content=\"light dark\">\n"));
    put_text(w, STR("<meta name=\"description\" content=\""), shell->description, STR("\">\n"));
    put_text(w, STR("<meta property=\"og:title\" content=\""), shell->title, STR("\">\n"));
    put_link(w, "canonical", shell->canonical);
    put_alternate(w, "text/gemini", "Gemini", shell->gemini);
    put_alternate(w, "application/gopher-menu", "Gopher", shell->gopher);
    put_alternate(w, "application/atom+xml", "Atom", shell->feed);
    for (size_t i = 0; i < sizeof shell->styles / sizeof *shell->styles; i++)
        put_link(w, "stylesheet", shell->styles[i]);
    put(w, STR("</head>\n"));
}

enum err web_shell_begin(const struct web_shell *shell, struct buf *out)
{
    struct writer w = {.out = out};
    put(&w, STR("<!DOCTYPE html>\n<html"));
    put_text(&w, STR(" lang=\""), shell->lang, STR("\""));
    put(&w, STR(">\n"));
    put_head(&w, shell);
    put(&w, STR("<body>\n"));
    put_text(&w, STR("<a class=\"skip\" href=\"#main\">"), shell->skip, STR("</a>\n"));
    put(&w, STR("<header class=\"site\">\n"));
    put_address(&w, STR("<p class=\"name\"><a href=\""), shell->home, STR("\">"));
    put_text(&w, STR(""), shell->site, STR("</a></p>\n"));
    return w.err;
}

enum err web_shell_main(struct buf *out)
{
    return buf_put(out, STR("</header>\n<main id=\"main\">\n"));
}

enum err web_shell_footer(struct buf *out)
{
    return buf_put(out, STR("</main>\n<footer class=\"site\">\n"));
}

enum err web_shell_end(struct buf *out)
{
    return buf_put(out, STR("</footer>\n</body>\n</html>\n"));
}

enum err web_shell_moved(str address, str absolute, struct buf *out)
{
    struct writer w = {.out = out};
    put(&w, STR("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"));
    put_address(&w, STR("<title>"), absolute, STR("</title>\n"));
    put_link(&w, "canonical", absolute);
    put(&w, STR("<meta name=\"robots\" content=\"noindex\">\n"));
    put_address(&w, STR("<meta http-equiv=\"refresh\" content=\"0; url="), address, STR("\">\n</head>\n<body>\n"));
    put_address(&w, STR("<main><h1><a href=\""), address, STR("\">"));
    put_address(&w, STR(""), absolute, STR("</a></h1></main>\n</body>\n</html>\n"));
    return w.err;
}
