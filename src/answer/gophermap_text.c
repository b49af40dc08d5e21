#include "answer/gophermap_text.h"

#include "text/width.h"

enum { RULE_MIN = 3, DRAWN_RUN = 4 /* characters */ };

static bool is_gopher(const struct menu *menu)
{
    return menu->scope->protocol == LINK_GOPHER;
}

/* Words, none of them aligned in columns. */
static bool is_prose(str line)
{
    return str_find(str_trim(line), STR("  ")) == STR_NONE && !str_has_char(line, '\t');
}

bool gophermap_text_fits(const struct menu *menu, str line)
{
    return text_width(line) <= (text_has_wide(line) ? menu->wrapped.width : WRAPPED_CODE_MAX);
}

/* A line that is too wide for a terminal is wrapped below its own indent, if it is prose. */
static void put_literal(struct menu *menu, str line)
{
    if (gophermap_text_fits(menu, line) || !is_prose(line)) {
        menu_literal(menu, line);
        return;
    }
    str indent = str_first(line, str_span(line, " "));
    menu->wrapped.first = menu->wrapped.rest = indent;
    menu_text(menu, str_from(line, indent.n));
    menu->wrapped.first = menu->wrapped.rest = STR("");
}

/* One character repeated, as authors of menus underline headings. */
static bool is_rule(str line)
{
    line = str_trim(line);
    if (line.n < RULE_MIN || !str_has_char(STR("=-~_*#"), line.p[0]))
        return false;
    char mark[] = {line.p[0], 0};
    return str_span(line, mark) == line.n;
}

static int level_of(str rule)
{
    switch (str_trim(rule).p[0]) {
    case '-':
    case '_':
        return 2;
    case '~':
        return 3;
    default:
        return 1;
    }
}

/* Box drawing and block elements: U+2500 to U+259F. */
static bool has_boxes(str line)
{
    uint32_t c;
    for (size_t n; (n = text_decode(line, &c)) > 0; line = str_from(line, n))
        if (c >= 0x2500 && c <= 0x259f)
            return true;
    return false;
}

/* Columns, frames, pictures made of characters. */
static bool is_drawn(str line)
{
    size_t run = 0;
    str inner = str_trim(line);
    if (str_find(inner, STR("   ")) != STR_NONE || has_boxes(inner))
        return true;
    for (size_t i = 0; i < inner.n && run < DRAWN_RUN; i++)
        run = str_has_char(STR("^*_-=~/|\\<>()[]{}#+"), inner.p[i]) ? run + 1 : 0;
    return run == DRAWN_RUN;
}

static bool any_is_drawn(str block)
{
    str line;
    while (str_line(&block, &line))
        if (is_drawn(line))
            return true;
    return false;
}

/* Takes a heading and its rule, or a heading between two rules, off BLOCK. */
static bool take_heading(str *block, str *text, int *level)
{
    str rest = *block, line, rule;
    if (!str_line(&rest, &line))
        return false;
    if (is_rule(line) && !str_line(&rest, &line))
        return false;
    if (is_rule(line) || !is_prose(line) || !str_line(&rest, &rule) || !is_rule(rule))
        return false;
    *text = str_trim(line);
    *level = level_of(rule);
    *block = rest;
    return true;
}

static void put_gemtext(struct menu *menu, str block)
{
    str text, line;
    int level;
    if (take_heading(&block, &text, &level)) {
        menu_heading(menu, menu->gemtext.any ? level : 1, text);
        if (block.n)
            menu_gap(menu);
    }
    if (any_is_drawn(block))
        menu_code(menu, block);
    else
        while (str_line(&block, &line))
            menu_literal(menu, line);
}

void gophermap_text_put(struct menu *menu, str block)
{
    str line;
    if (!is_gopher(menu))
        put_gemtext(menu, block);
    else
        while (str_line(&block, &line))
            put_literal(menu, line);
}
