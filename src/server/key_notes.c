/* flock(2) is not in POSIX. */
#define _GNU_SOURCE
#include "server/key_notes.h"

#include "tls/private_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { NOTES_MAX = 1 << 20, NOTES_MODE = 0600, LOCK_TRIES = 100, LOCK_PAUSE_MS = 20 };

str key_notes_path(struct arena *arena)
{
    str state = str_of(getenv("XDG_STATE_HOME")), home = str_of(getenv("HOME"));
    if (str_starts(state, STR("/")))
        return ARENA_CONCAT(arena, state, STR("/splashdown/made"));
    if (geteuid() == 0)
        return STR("/var/lib/splashdown/made");
    return home.n ? ARENA_CONCAT(arena, home, STR("/.local/state/splashdown/made")) : STR("");
}

static str folder_of(str path)
{
    return str_first(path, str_find_last(path, '/'));
}

static void parse(struct key_notes *n, str text)
{
    n->count = 0;
    for (str line, rest = text; str_line(&rest, &line);) {
        n->items = arena_grow(n->arena, n->items, n->count, &n->capacity, sizeof *n->items);
        n->count += key_note_parse(line, n->arena, &n->items[n->count]);
    }
}

/* A folder above it that cannot be entered hides no notes of ours: we could not have written them. */
static void read_file(struct key_notes *n)
{
    str text = STR("");
    enum err err = n->file.n ? private_read(n->file, NOTES_MAX, n->arena, &text) : ERR_NOT_FOUND;
    int reason = errno;
    bool reachable = n->file.n && access(arena_z(n->arena, folder_of(n->file)), X_OK) == 0;
    n->unreadable = err != OK && err != ERR_NOT_FOUND && reachable;
    n->reason = err == ERR_LIMIT ? 0 : reason;
    parse(n, err == OK ? text : STR(""));
}

void key_notes_read(struct key_notes *n, str certs, struct arena *arena)
{
    *n = (struct key_notes){.arena = arena, .file = key_notes_path(arena), .folder = key_folder_at(certs, arena)};
    read_file(n);
}

static bool same_path(const struct key_note *note, const struct key_folder *folder)
{
    return str_eq(note->path, folder->paths[0]) || str_eq(note->path, folder->paths[1]);
}

static bool same_folder(const struct key_note *note, const struct key_folder *folder)
{
    bool same_birth = !note->born_ns || !folder->born_ns || note->born_ns == folder->born_ns;
    return folder->exists && note->device == folder->device && note->inode == folder->inode && same_birth;
}

static bool is_about(const struct key_note *note, const struct key_folder *folder, str host)
{
    return str_eq_nocase(note->host, host) && (same_path(note, folder) || same_folder(note, folder));
}

enum key_noted key_notes_find(const struct key_notes *n, str host, str *sha256)
{
    for (size_t i = n->count; i-- > 0;) {
        if (!is_about(&n->items[i], &n->folder, host))
            continue;
        if (sha256)
            *sha256 = n->items[i].sha256;
        return KEY_NOTED;
    }
    return n->unreadable ? KEY_NOTES_UNREADABLE : KEY_NOT_NOTED;
}

static struct key_note note_of(const struct key_notes *n, str host, str sha256, str path)
{
    const struct key_folder *f = &n->folder;
    return (struct key_note){host, sha256, path, f->device, f->inode, f->born_ns};
}

static bool same_note(const struct key_note *a, const struct key_note *b)
{
    return str_eq(a->host, b->host) && str_eq(a->sha256, b->sha256) && str_eq(a->path, b->path) &&
           a->device == b->device && a->inode == b->inode && a->born_ns == b->born_ns;
}

/*
 * Puts NOTE in the place of the one about its host and path, or at the end; another path to the same folder gets its
 * hash, too. True when that changed anything.
 */
static bool put(struct key_notes *n, struct key_note note)
{
    bool changed = false, found = false;
    for (size_t i = 0; i < n->count; i++) {
        struct key_note *old = &n->items[i];
        if (!is_about(old, &n->folder, note.host))
            continue;
        struct key_note next = note;
        next.path = old->path;
        found |= str_eq(old->path, note.path);
        changed |= !same_note(old, &next);
        *old = next;
    }
    if (found)
        return changed;
    n->items = arena_grow(n->arena, n->items, n->count, &n->capacity, sizeof *n->items);
    n->items[n->count++] = note;
    return true;
}

static bool put_paths(struct key_notes *n, const struct key_note *wanted)
{
    bool changed = put(n, note_of(n, wanted->host, wanted->sha256, n->folder.paths[0]));
    if (n->folder.paths[1].n)
        changed |= put(n, note_of(n, wanted->host, wanted->sha256, n->folder.paths[1]));
    return changed;
}

void key_notes_want(struct key_notes *n, str host, str sha256)
{
    n->wanted = arena_grow(n->arena, n->wanted, n->wanted_count, &n->wanted_capacity, sizeof *n->wanted);
    n->wanted[n->wanted_count++] =
        (struct key_note){.host = arena_str(n->arena, host), .sha256 = arena_str(n->arena, sha256)};
}

static bool apply(struct key_notes *n)
{
    bool changed = false;
    for (size_t i = 0; i < n->wanted_count; i++)
        changed |= put_paths(n, &n->wanted[i]);
    return changed;
}

/* The newest notes that fit. */
static str write_text(const struct key_notes *n)
{
    static const char head[] =
        "# Keys that splashdown has made or found: where one is gone, no new one is made without asking.\n"
        "# HOST PUBLIC-KEY DEVICE INODE BORN FOLDER; see splashdown.yml(5), certs\n";
    str *lines = ARENA_ARRAY(n->arena, str, n->count + 1);
    size_t bytes = sizeof head - 1, first = n->count;
    for (; first > 0; first--) {
        lines[first] = key_note_line(&n->items[first - 1], n->arena);
        if (bytes + lines[first].n > NOTES_MAX)
            break;
        bytes += lines[first].n;
    }
    lines[first] = (str){head, sizeof head - 1};
    return arena_concat(n->arena, lines + first, n->count - first + 1);
}

/* The wait is bounded: whoever may read the folder may hold the lock for ever. */
static bool lock(int fd)
{
    const struct timespec pause = {.tv_nsec = LOCK_PAUSE_MS * 1000000L};
    for (int i = 0; i < LOCK_TRIES; i++) {
        if (flock(fd, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return false;
        nanosleep(&pause, NULL);
    }
    return false;
}

static bool save_locked(struct key_notes *n, int fd, struct diag *unheard)
{
    if (!lock(fd))
        return false;
    read_file(n);
    if (n->unreadable) {
        errno = n->reason ? n->reason : EFBIG;
        return false;
    }
    return !apply(n) || private_write(n->file, write_text(n), NOTES_MODE, true, unheard) == OK;
}

static bool save(struct key_notes *n, struct diag *unheard)
{
    str folder = folder_of(n->file);
    if (private_folder(folder, unheard) != OK)
        return false;
    int fd = open(arena_z(n->arena, folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool saved = fd >= 0 && save_locked(n, fd, unheard);
    int reason = errno;
    if (fd >= 0)
        close(fd);
    errno = reason;
    return saved;
}

void key_notes_save(struct key_notes *n, struct diag *diag)
{
    struct diag unheard;
    diag_init(&unheard);
    /* The folder may have been made since. */
    n->folder = key_folder_at(n->folder.paths[0], n->arena);
    if (!n->wanted_count || (!n->unreadable && !apply(n))) {
        diag_finish(&unheard);
        return;
    }
    if (!n->file.n)
        diag_add(diag, SEVERITY_WARNING, STR(""), 0,
                 "keys cannot be recorded: neither XDG_STATE_HOME nor HOME is set; a lost key will be replaced without "
                 "asking");
    else if (!save(n, &unheard)) {
        int reason = errno;
        str mend = private_mend(n->file, reason, n->arena);
        diag_add(diag, SEVERITY_WARNING, n->file, 0,
                 "keys cannot be recorded: %s; a lost key will be replaced without asking. %.*s", strerror(reason),
                 STR_ARG(mend));
    }
    n->wanted_count = 0;
    diag_finish(&unheard);
}
