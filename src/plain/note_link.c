#include "plain/note_link.h"

#include "jekyll/page_name.h"
#include "text/valid.h"
#include "uri/uri.h"

/* The parts of "folder/Note#Heading|label". */
struct wish {
    str path, heading, label;
};

/* In tables the line is written "\|". */
static struct wish wish_of(str inner)
{
    struct wish wish = {0};
    size_t bar = str_find_char(inner, '|'), end = bar == STR_NONE ? inner.n : bar;
    wish.label = str_trim(str_from(inner, end + 1));
    end -= end > 0 && bar != STR_NONE && inner.p[end - 1] == '\\';
    str target = str_first(inner, end);
    size_t hash = str_find_char(target, '#');
    wish.path = str_trim(hash == STR_NONE ? target : str_first(target, hash));
    wish.heading = hash == STR_NONE ? STR("") : str_trim(str_from(target, hash + 1));
    return wish;
}

static str name_in(str path)
{
    size_t slash = str_find_last(path, '/');
    return slash == STR_NONE ? path : str_from(path, slash + 1);
}

static str folder_of(str path)
{
    return str_first(path, path.n - name_in(path).n);
}

str note_name(str path, struct arena *arena)
{
    struct page_name name = page_name_of(path);
    enum page_format format;
    bool known = page_format_of(name.extension, &format);
    return text_fold(known ? name.base : name_in(path), arena);
}

/* PATH, with folders, means SOURCE: it is the end of it, case and extension aside. */
static bool is_end_of(str path, str source, struct arena *arena)
{
    str wanted = text_fold(folder_of(path), arena), there = text_fold(folder_of(source), arena);
    return !wanted.n || str_eq(wanted, there) || str_ends(there, ARENA_CONCAT(arena, STR("/"), wanted));
}

static const struct page *page_at(const struct note_scope *s, str path)
{
    static const str ends[] = {STR_INIT(""), STR_INIT(".md"), STR_INIT(".markdown"), STR_INIT(".gmi")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        str source = ARENA_CONCAT(s->arena, path, ends[i]);
        uses_add(s->uses, USE_SOURCE, source, use_found(s->page->site, USE_SOURCE, source));
        const struct page *page = site_find_source(s->page->site, source);
        if (page)
            return page;
    }
    return NULL;
}

/* By its path from the folder of the page that asks, then from the root, then by its name. */
static const struct page *find_page(const struct note_scope *s, str path)
{
    struct arena *arena = s->arena;
    str name = note_name(path, arena), whole;
    const struct page *page = NULL;
    if (uri_remove_dots(ARENA_CONCAT(arena, STR("/"), folder_of(s->page->source), path), arena, &whole))
        page = page_at(s, str_from(whole, 1));
    if (!page)
        page = page_at(s, path);
    if (page)
        return page;
    uses_add(s->uses, USE_POST, name, use_found(s->page->site, USE_POST, name));
    page = site_find_post(s->page->site, name);
    return page && is_end_of(path, page->source, arena) ? page : NULL;
}

static void list_files(struct note_scope *s)
{
    size_t count;
    const struct site_file *files = site_files(s->page->site, &count);
    s->files.arena = s->arena;
    for (size_t i = count; i-- > 0;)
        *strmap_at(&s->files, text_fold(name_in(files[i].path), s->arena)) = (int)i + 1;
    uses_all(s->uses);
}

static const struct site_file *find_file(struct note_scope *s, str path)
{
    const struct site *site = s->page->site;
    str beside = ARENA_CONCAT(s->arena, folder_of(s->page->source), path);
    const struct site_file *file = site_find_file_source(site, beside);
    if (!file)
        file = site_find_file_source(site, path);
    if (file)
        return file;
    if (!s->files.arena)
        list_files(s);
    size_t count;
    int at = strmap_get(&s->files, text_fold(name_in(path), s->arena));
    file = at ? &site_files(site, &count)[at - 1] : NULL;
    return file && is_end_of(path, file->path, s->arena) ? file : NULL;
}

static void put_label(struct buf *out, str label)
{
    for (size_t i = 0; i < label.n; i++) {
        if (strchr("[]\\|<", label.p[i]))
            buf_put_char(out, '\\');
        buf_put_char(out, label.p[i]);
    }
}

static bool is_picture(str path)
{
    static const str ends[] = {STR_INIT(".png"), STR_INIT(".jpg"),  STR_INIT(".jpeg"), STR_INIT(".gif"),
                               STR_INIT(".svg"), STR_INIT(".webp"), STR_INIT(".avif"), STR_INIT(".bmp")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends_nocase(path, ends[i]))
            return true;
    return false;
}

/* "300" and "300x200" are sizes, and no words. */
static bool is_size(str label)
{
    return label.n && str_span(label, "0123456789x") == label.n;
}

static str label_of(const struct wish *wish, bool file, struct arena *arena)
{
    if (wish->label.n && !(file && is_size(wish->label)))
        return wish->label;
    str name = file ? name_in(wish->path) : wish->path;
    bool block = str_starts(wish->heading, STR("^"));
    if (!wish->heading.n || (block && name.n))
        return name;
    return name.n ? ARENA_CONCAT(arena, name, STR(" > "), wish->heading) : wish->heading;
}

void note_link_put(struct buf *out, struct note_scope *s, str inner, bool shown, int line)
{
    const struct wish wish = wish_of(inner);
    const struct page *page = NULL;
    const struct site_file *file = NULL;
    if (s->page->site && wish.path.n) {
        page = find_page(s, wish.path);
        file = page ? NULL : find_file(s, wish.path);
    }
    str source = page ? page->source : file ? file->path : STR(""), label = label_of(&wish, file != NULL, s->arena);
    if (!source.n) {
        put_label(out, label);
        if (s->page->site && wish.path.n)
            diag_add(s->diag, SEVERITY_WARNING, s->page->source, line,
                     "[[%.*s]]: no page or file that readers see has this name; write the name of one",
                     STR_ARG(str_first(wish.path, 200)));
        return;
    }
    bool picture = shown && is_picture(source);
    buf_put(out, picture ? STR("![") : STR("["));
    bool labelled = wish.label.n && !is_size(wish.label);
    put_label(out, picture && !labelled ? page_name_of(source).base : label);
    buf_put(out, STR("](</"));
    buf_put(out, uri_encode_path(source, s->arena));
    buf_put(out, STR(">)"));
}
