#ifndef SERVER_PROGRAM_FILE_H
#define SERVER_PROGRAM_FILE_H

#include <stdbool.h>

/* The file of the program that this process runs. */
struct program_file {
    char path[4096]; /* empty: unknown, on systems that do not tell */
    unsigned long long device, inode;
    long long changed_ns;
    bool replaced; /* when it was last looked at */
};

void program_file_find(struct program_file *);
/* True when another file is at its path by now: an upgrade, which only a new start puts to use. Logged once. */
bool program_file_look(struct program_file *);

#endif
