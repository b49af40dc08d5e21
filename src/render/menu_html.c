#include "render/menu_html.h"

#include "render/html_escape.h"

static void note_err(struct menu_html *m, enum err err)
{
    if (m->err == OK)
        m->err = err;
}

static void put(struct menu_html *m, str markup)
{
    note_err(m, buf_put(m->out, markup));
}

static void put_text(struct menu_html *m, str text)
{
    note_err(m, html_put_text(m->out, text));
}

static void enter(struct menu_html *m, const char *name, str tag)
{
    if (m->open == name)
        return;
    menu_html_close(m);
    m->open = name;
    put(m, tag);
}

static const char list_element[] = "ul", text_element[] = "p";

void menu_html_close(struct menu_html *m)
{
    if (m->open)
        note_err(m, buf_printf(m->out, "</%s>\n", m->open));
    m->open = NULL;
}

void menu_html_text(struct menu_html *m, const char *name, str text)
{
    menu_html_close(m);
    if (!str_trim(text).n)
        return;
    note_err(m, buf_printf(m->out, "<%s>", name));
    put_text(m, str_trim(text));
    note_err(m, buf_printf(m->out, "</%s>\n", name));
}

void menu_html_line(struct menu_html *m, str line)
{
    if (!str_trim(line).n) {
        menu_html_close(m);
        return;
    }
    if (m->open == text_element)
        put(m, STR("<br />\n"));
    enter(m, text_element, STR("<p>"));
    put_text(m, str_trim(line));
}

/* What can be scrolled must be reached by keys. */
void menu_html_code(struct menu_html *m, str lines)
{
    menu_html_close(m);
    put(m, STR("<pre tabindex=\"0\">"));
    put_text(m, lines);
    put(m, STR("</pre>\n"));
}

void menu_html_link(struct menu_html *m, str address, str lang, str date, str label)
{
    enter(m, list_element, STR("<ul>\n"));
    put(m, STR("<li>"));
    if (date.n) {
        put(m, STR("<time>"));
        put_text(m, date);
        put(m, STR("</time> "));
    }
    put(m, STR("<a href=\""));
    note_err(m, html_put_address(m->out, address));
    if (lang.n) {
        put(m, STR("\" lang=\""));
        put_text(m, lang);
    }
    put(m, STR("\">"));
    put_text(m, str_trim(label).n ? label : address);
    put(m, STR("</a></li>\n"));
}
