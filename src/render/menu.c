#include "render/menu.h"

#include "text/language.h"
#include "text/script.h"

void menu_begin(struct menu *menu, const struct link_scope *scope, int width, struct buf *out, struct arena *arena)
{
    bool any = out->n > 0;
    *menu = (struct menu){.scope = scope,
                          .arena = arena,
                          .gemtext = {.out = out, .any = any},
                          .wrapped = {.out = out, .arena = arena, .menu = true, .width = width, .any = any},
                          .html = {.out = out}};
}

static bool is_gopher(const struct menu *menu)
{
    return menu->scope->protocol == LINK_GOPHER;
}

static bool is_web(const struct menu *menu)
{
    return menu->scope->protocol == LINK_WEB;
}

enum err menu_end(struct menu *menu)
{
    menu_html_close(&menu->html);
    if (is_web(menu))
        return menu->html.err;
    return is_gopher(menu) ? menu->wrapped.err : menu->gemtext.err;
}

void menu_heading(struct menu *menu, int level, str text)
{
    static const str marks[] = {STR_INIT("# "), STR_INIT("## "), STR_INIT("### ")};
    if (is_web(menu))
        menu_html_text(&menu->html, level < 3 ? level == 1 ? "h1" : "h2" : "h3", text);
    else if (is_gopher(menu))
        wrapped_heading(&menu->wrapped, level, text);
    else
        gemtext_line(&menu->gemtext, marks[level < 3 ? level - 1 : 2], text);
}

void menu_text(struct menu *menu, str text)
{
    str line;
    if (is_gopher(menu)) {
        wrapped_text(&menu->wrapped, text);
        return;
    }
    while (str_line(&text, &line)) {
        if (is_web(menu))
            menu_html_text(&menu->html, "p", line);
        else
            gemtext_line(&menu->gemtext, STR(""), line);
    }
}

void menu_literal(struct menu *menu, str line)
{
    if (is_web(menu))
        menu_html_line(&menu->html, line);
    else if (is_gopher(menu))
        wrapped_code(&menu->wrapped, line.n ? line : STR("\n"));
    else if (str_trim(line).n)
        gemtext_line(&menu->gemtext, STR(""), str_trim_right(line));
    else
        gemtext_gap(&menu->gemtext, GAP_BLANK);
}

void menu_code(struct menu *menu, str lines)
{
    if (is_web(menu))
        menu_html_code(&menu->html, lines);
    else if (is_gopher(menu))
        wrapped_code(&menu->wrapped, lines);
    else
        gemtext_fence(&menu->gemtext, STR(""), lines);
}

void menu_gap(struct menu *menu)
{
    menu_html_close(&menu->html);
    wrapped_gap(&menu->wrapped);
    gemtext_gap(&menu->gemtext, GAP_BLANK);
}

void menu_target(struct menu *menu, const struct link_target *target, str label)
{
    const struct link_line link = {.label = label, .target = *target};
    if (is_web(menu))
        menu_html_link(&menu->html, target->address, STR(""), STR(""), label);
    else if (is_gopher(menu))
        wrapped_link(&menu->wrapped, &link);
    else
        gemtext_link(&menu->gemtext, target->address, label);
}

void menu_link(struct menu *menu, char type, str address, str label)
{
    const struct link_target target = link_ours(menu->scope, address, type, menu->arena);
    menu_target(menu, &target, label);
}

/* That of PAGE, where it is not the one around it. */
static str foreign_lang(const struct menu *menu, const struct page *page)
{
    const struct page *around = menu->scope->page;
    str lang = language_first(page->lang.n ? page->lang : script_language(page->title));
    str here = language_first(around ? around->lang : site_config(page->site)->lang);
    return str_eq(lang, here) ? STR("") : lang;
}

void menu_page(struct menu *menu, const struct page *page, str label)
{
    menu_dated(menu, page, STR(""), label);
}

void menu_dated(struct menu *menu, const struct page *page, str date, str title)
{
    const struct link_target target = link_to_page(menu->scope, page, menu->arena);
    if (is_web(menu))
        menu_html_link(&menu->html, target.address, foreign_lang(menu, page), date, title);
    else
        menu_target(menu, &target, date.n ? ARENA_CONCAT(menu->arena, date, STR(" "), title) : title);
}

void menu_outside(struct menu *menu, str url, str label)
{
    struct link_scope outside = *menu->scope;
    outside.page = NULL; /* so that an address of the site's own web pages leads to the web */
    struct link_target target = link_resolve(&outside, url, menu->arena);
    menu_target(menu, &target, label);
}
