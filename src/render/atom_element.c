#include "render/atom_element.h"

#include "render/xml.h"
#include "uri/uri.h"

void atom_note_err(struct atom *a, enum err err)
{
    if (a->err == OK)
        a->err = err;
}

void atom_put(struct atom *a, str s)
{
    enum err err = buf_put(a->out, s);
    atom_note_err(a, err);
}

void atom_put_element(struct atom *a, const char *name, str s)
{
    enum err err = xml_put_element(a->out, str_of(name), s);
    atom_note_err(a, err);
}

void atom_put_attribute(struct atom *a, const char *name, str value)
{
    if (!value.n)
        return;
    atom_put(a, ARENA_CONCAT(a->arena, STR(" "), str_of(name), STR("=\"")));
    enum err err = xml_put_label(a->out, value);
    atom_note_err(a, err);
    atom_put(a, STR("\""));
}

void atom_put_text(struct atom *a, const char *name, str text)
{
    atom_put(a, ARENA_CONCAT(a->arena, STR("<"), str_of(name), STR(" type=\"text\">")));
    enum err err = xml_put_label(a->out, text);
    atom_note_err(a, err);
    atom_put(a, ARENA_CONCAT(a->arena, STR("</"), str_of(name), STR(">\n")));
}

void atom_put_link(struct atom *a, const char *rel, const char *type, str address)
{
    atom_put(a, STR("<link"));
    atom_put_attribute(a, "rel", str_of(rel));
    atom_put_attribute(a, "type", str_of(type));
    atom_put_attribute(a, "href", address);
    atom_put(a, STR("/>\n"));
}

static void put_author(struct atom *a, const struct author *author)
{
    atom_put(a, STR("<author>"));
    atom_put_element(a, "name", author->name);
    if (author->uri.n)
        atom_put_element(a, "uri", uri_fix(author->uri, a->arena));
    if (author->email.n)
        atom_put_element(a, "email", author->email);
    atom_put(a, STR("</author>\n"));
}

void atom_put_authors(struct atom *a, struct author_list own, str name)
{
    const struct site_config *config = site_config(a->site);
    if (!own.count && (!name.n || str_eq(name, config->author)))
        own = config->authors;
    for (size_t i = 0; i < own.count; i++)
        put_author(a, &own.items[i]);
    if (own.count)
        return;
    name = name.n ? name : config->author.n ? config->author : site_title(a->site, a->host);
    put_author(a, &(struct author){.name = name});
}

void atom_put_moment(struct atom *a, const char *name, struct moment moment)
{
    char text[MOMENT_TEXT];
    atom_put_element(a, name, str_of(moment_rfc3339(moment, text)));
}
