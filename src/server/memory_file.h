#ifndef SERVER_MEMORY_FILE_H
#define SERVER_MEMORY_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* A file without a name, which is gone with its last descriptor; SEALED: it may be. -1: errno has the reason. */
int memory_file_make(const char *what, bool sealed);

/* A file in memory, and its mapping in this process. */
struct sealed {
    void *memory;
    size_t size; /* whole pages: nothing else is in them */
    int fd;
};

/*
 * Makes one of SIZE bytes, zeroed and mapped for writing. Sealed: where the system can, its size is fixed and nobody
 * can map it for writing any more. False: errno has the reason.
 */
bool memory_file_seal(struct sealed *, size_t size);
void memory_file_break(struct sealed *);
/* Whether children of this process have the mapping. */
void memory_file_lend(struct sealed *, bool lent);
/* The memory as a child that was not lent it sees it: for reading. NULL: errno has the reason. */
void *memory_file_look(const struct sealed *);

#endif
