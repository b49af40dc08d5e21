#ifndef SERVER_KEY_NOTES_H
#define SERVER_KEY_NOTES_H

#include "base/diag.h"
#include "base/err.h"
#include "server/key_folder.h"

/*
 * A record of the keys that the folder of certificates has had, kept outside that folder: when one is gone (removed, or
 * on a volume that is not mounted), no new one is made without a question, for readers' programs remember the old one.
 * A file of lines "HOST SHA256:HEX DEVICE INODE BORN PATH", the oldest first; HEX is of the public half (SPKI), and
 * bytes of PATH that a line cannot have are written as %XX. Invalid lines are skipped.
 */
enum key_noted {
    KEY_NOT_NOTED,
    KEY_NOTED,
    KEY_NOTES_UNREADABLE /* the file is there and cannot be read: the answer is unknown */
};

struct key_note {
    str host, sha256, path; /* PATH is absolute */
    uint64_t device, inode;
    int64_t born_ns;
};

struct key_notes {
    struct arena *arena; /* the caller's */
    str file;            /* empty: there is no place for it for this user */
    struct key_folder folder;
    bool unreadable;
    int reason; /* errno of that; 0: the file is too large */
    struct key_note *items, *wanted;
    size_t count, capacity, wanted_count, wanted_capacity;
};

/* "$XDG_STATE_HOME/splashdown/made", else "/var/lib/splashdown/made" for root and "~/.local/state/splashdown/made" for
 * others; empty when there is no home. */
str key_notes_path(struct arena *);

/* Reads the record, for questions and notes about the certificate folder CERTS. */
void key_notes_read(struct key_notes *, str certs, struct arena *);
/* Tells whether HOST has had a key there; if so *SHA256, unless NULL, is the hash of its public half. */
enum key_noted key_notes_find(const struct key_notes *, str host, str *sha256);
/* Notes that HOST now has the key with SHA256 there. Nothing is written yet. */
void key_notes_want(struct key_notes *, str host, str sha256);
/*
 * Writes the new notes in one step; servers that share the file wait for each other. A failure is a warning in DIAG,
 * for a server serves without notes.
 */
void key_notes_save(struct key_notes *, struct diag *);

/* Parses one line, for tests and fuzzers: false when it is invalid. */
bool key_note_parse(str line, struct arena *, struct key_note *out);
str key_note_line(const struct key_note *, struct arena *);

#endif
