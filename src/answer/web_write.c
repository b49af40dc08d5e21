#include "answer/web_write.h"

#include "answer/footer.h"
#include "answer/gophermap.h"
#include "answer/listing.h"
#include "answer/navigation.h"
#include "answer/page_words.h"
#include "answer/web_place.h"
#include "answer/web_shell.h"
#include "render/gemtext_html.h"
#include "render/heading.h"
#include "render/html_escape.h"
#include "render/render.h"
#include "render/words.h"
#include "text/language.h"
#include "text/script.h"
#include "text/width.h"
#include "uri/uri.h"

enum { DESCRIPTION_COLUMNS = 200 };

static str absolute(const struct web_page *w, str address)
{
    return address.n ? ARENA_CONCAT(w->arena, w->options->web->base_url, address) : STR("");
}

static str inner(const struct web_page *w, str address)
{
    return ARENA_CONCAT(w->arena, w->options->web->base_path, address);
}

static str elsewhere(const struct web_page *w, str root, str address)
{
    return root.n ? ARENA_CONCAT(w->arena, root, address) : STR("");
}

/* The number of the edition whose lists it belongs to. */
static size_t number_of(const struct web_page *w)
{
    const struct page *page = w->view->page;
    return !page ? w->view->place.edition : page->home.n ? page->edition : 0;
}

static struct site_edition edition_of(const struct web_page *w)
{
    const struct page *page = w->view->page;
    return site_edition(w->site, page ? page->edition : w->view->place.edition);
}

static str lang_of(const struct web_page *w)
{
    const struct page *page = w->view->page;
    return page ? page->lang : edition_of(w).lang;
}

/* What the capsule calls itself tells the language of an author who names none; our own words are English then. */
static str lang_around(const struct web_page *w)
{
    str lang = language_first(lang_of(w));
    const struct site_config *config = site_config(w->site);
    if (!lang.n)
        lang = script_language(ARENA_CONCAT(w->arena, config->title, STR(" "), config->description));
    return lang.n ? lang : STR("en");
}

/* The language of an article whose author names none, where it is another than the one around it. */
static str lang_of_text(const struct web_page *w)
{
    if (w->view->page->lang.n)
        return STR("");
    str lang = script_language(ARENA_CONCAT(w->arena, w->document->title, STR(" "), w->document->excerpt));
    return str_eq(lang, lang_around(w)) ? STR("") : lang;
}

static str word(const struct web_page *w, enum word word)
{
    return word_of(site_config(w->site), lang_of(w), word);
}

/* The nearest feed of what the page shows. */
static str feed_of(const struct web_page *w)
{
    const str folders[] = {w->view->kind == VIEW_PLACE ? w->view->place.address : STR(""),
                           uri_encode_path(edition_of(w).home, w->arena)};
    for (size_t i = 0; i < 2; i++) {
        str address = ARENA_CONCAT(w->arena, folders[i], STR("atom.xml"));
        if (str_ends(folders[i], STR("/")) && folders[i].n > 1 &&
            place_find(w->site, uri_decode(address, w->arena), w->arena).kind == PLACE_FEED)
            return inner(w, address);
    }
    size_t posts;
    site_main_posts(w->site, &posts);
    return posts ? inner(w, place_of_feed(w->site, w->arena)) : STR("");
}

static str title_of(const struct web_page *w, str name)
{
    str title = w->document && w->document->title.n ? w->document->title : w->document ? w->view->page->title : STR("");
    if (w->view->kind == VIEW_ABSENT)
        title = word(w, WORD_SEARCH_NOTHING);
    else if (!w->document)
        title = listing_title(w->view, w->site, w->options, w->arena).of;
    return title.n ? title : name;
}

static str description_of(const struct web_page *w)
{
    bool home = w->view->kind == VIEW_PLACE && w->view->place.kind == PLACE_HOME;
    str text = home ? site_config(w->site)->description : STR("");
    if (w->document)
        text = w->view->page->description.n ? w->view->page->description : w->document->excerpt;
    text = str_trim(text);
    text = str_trim(str_first(text, str_span_not(text, "\n")));
    str cut = str_first(text, text_fit(text, DESCRIPTION_COLUMNS));
    return cut.n < text.n ? ARENA_CONCAT(w->arena, str_trim(cut), STR("…")) : cut;
}

/* A page of the author's web site has its place there, unless this takes that place. */
static str canonical_of(const struct web_page *w)
{
    const struct page *page = w->view->page;
    str original = page && !w->options->web->alone ? web_place_of(page, w->arena) : STR("");
    return w->view->kind == VIEW_ABSENT ? STR("") : original.n ? original : absolute(w, w->view->address);
}

static void fill_ways(const struct web_page *w, struct web_shell *shell)
{
    const struct web_options *web = w->options->web;
    const struct page *page = w->view->page;
    str gemini = page ? link_page(page, LINK_GEMINI, w->arena) : w->view->address;
    str gopher = page ? link_page(page, LINK_GOPHER, w->arena) : w->view->address;
    shell->canonical = canonical_of(w);
    shell->feed = feed_of(w);
    if (w->view->kind == VIEW_ABSENT)
        return;
    shell->gemini = elsewhere(w, web->gemini, gemini);
    shell->gopher = elsewhere(w, web->gopher, ARENA_CONCAT(w->arena, STR("/1"), gopher));
}

static struct web_shell shell_of(const struct web_page *w)
{
    const struct site_edition edition = edition_of(w);
    const struct web_options *web = w->options->web;
    struct web_shell shell = {
        .lang = lang_around(w),
        .site = edition.title.n ? edition.title : site_title(w->site, w->options->name),
        .home = inner(w, uri_encode_path(edition.home, w->arena)),
        .skip = word(w, WORD_SKIP),
        .styles = {inner(w, STR(WEB_STYLE)), web->style.n ? inner(w, web->style) : STR("")},
    };
    shell.title = title_of(w, shell.site);
    shell.description = description_of(w);
    fill_ways(w, &shell);
    return shell;
}

static void begin(const struct web_page *w, struct menu *menu, struct buf *out)
{
    menu_begin(menu, w->scope, w->options->gopher_width, out, w->arena);
}

/* From every page to the lists in its language. */
static enum err put_header(const struct web_page *w, const struct web_shell *shell, struct buf *out)
{
    struct menu menu;
    const struct site_config *config = site_config(w->site);
    size_t number = number_of(w);
    enum err err = buf_put(out, STR("<nav aria-label=\""));
    if (err == OK)
        err = html_put_text(out, shell->site);
    if (err == OK)
        err = buf_put(out, STR("\">\n"));
    begin(w, &menu, out);
    menu_link(&menu, '1', place_in_edition(w->site, number, STR(""), w->arena), word_of(config, lang_of(w), WORD_HOME));
    navigation_put_lists(&menu, w->site, number, lang_of(w));
    enum err put = menu_end(&menu);
    err = err == OK ? put : err;
    if (err == OK)
        err = buf_put(out, STR("</nav>\n"));
    begin(w, &menu, out);
    page_words_put_header(&menu, w->site);
    put = menu_end(&menu);
    return err == OK ? put : err;
}

static enum err put_meta(const struct page *page, struct arena *arena, struct buf *out)
{
    if (!heading_meta(page, arena).n)
        return OK;
    enum err err = buf_printf(out, "<p class=\"meta\"><time>%.*s</time>", STR_ARG(heading_date(page, arena)));
    if (err == OK && page->author.n)
        err = buf_put(out, STR(" · "));
    if (err == OK)
        err = html_put_text(out, page->author);
    return err == OK ? buf_put(out, STR("</p>\n")) : err;
}

/* Gemtext that begins with a heading has its title in it. */
static bool has_title(const struct document *document)
{
    return !document->root && gemtext_has_title(document->source);
}

static enum err put_article(const struct web_page *w, const struct web_shell *shell, struct buf *out)
{
    str lang = lang_of_text(w);
    enum err err = buf_printf(out, "<article%s%.*s%s>\n", lang.n ? " lang=\"" : "", STR_ARG(lang), lang.n ? "\"" : "");
    if (err == OK && !has_title(w->document)) {
        struct menu_html title = {.out = out};
        menu_html_text(&title, "h1", shell->title);
        err = title.err;
    }
    if (err == OK)
        err = put_meta(w->view->page, w->arena, out);
    if (err == OK)
        err = render_html_page(w->document, w->scope, out);
    return err == OK ? buf_put(out, STR("</article>\n")) : err;
}

static enum err put_main(const struct web_page *w, const struct web_shell *shell, struct buf *out)
{
    struct menu menu;
    enum err err = w->document ? put_article(w, shell, out) : OK;
    if (err != OK)
        return err;
    begin(w, &menu, out);
    if (w->document) {
        if (w->view->place.kind != PLACE_NONE)
            listing_put_below(&menu, w->site, &w->view->place, w->document);
        else if (str_eq(w->view->page->layout, STR("home")))
            listing_put_home(&menu, w->site, number_of(w), w->document);
    } else if (w->view->kind == VIEW_ABSENT || w->view->kind == VIEW_MENU) {
        menu_heading(&menu, 1, shell->title);
        err = w->view->kind == VIEW_MENU ? gophermap_put_file(&menu, w->view, w->site, w->options) : OK;
    } else {
        listing_put(&menu, w->view, w->site, w->options);
    }
    enum err put = menu_end(&menu);
    return err == OK ? put : err;
}

/* The ways on, unless there are none: <nav> is for links. */
static enum err put_ways(const struct web_page *w, struct buf *out)
{
    static const str tag = STR_INIT("<nav>\n");
    struct menu menu;
    size_t before = out->n;
    enum err err = buf_put(out, tag);
    begin(w, &menu, out);
    if (w->document)
        footer_put(&menu, w->view->page);
    else if (w->view->kind != VIEW_ABSENT)
        footer_put_elsewhere(&menu, w->site, w->view->place.edition, w->view->address);
    enum err put = menu_end(&menu);
    err = err == OK ? put : err;
    if (out->n == before + tag.n)
        out->n = before;
    else if (err == OK)
        err = buf_put(out, STR("</nav>\n"));
    return err;
}

static enum err put_footer(const struct web_page *w, struct buf *out)
{
    struct menu menu;
    enum err err = put_ways(w, out);
    if (err != OK)
        return err;
    begin(w, &menu, out);
    page_words_put_footer(&menu, w->site);
    return menu_end(&menu);
}

enum err web_write(const struct web_page *w, struct buf *out)
{
    const struct web_shell shell = shell_of(w);
    enum err err = web_shell_begin(&shell, out);
    if (err == OK)
        err = put_header(w, &shell, out);
    if (err == OK)
        err = web_shell_main(out);
    if (err == OK)
        err = put_main(w, &shell, out);
    if (err == OK)
        err = web_shell_footer(out);
    if (err == OK)
        err = put_footer(w, out);
    return err == OK ? web_shell_end(out) : err;
}
