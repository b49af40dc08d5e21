#ifndef SERVER_DESCRIPTORS_H
#define SERVER_DESCRIPTORS_H

#include <stddef.h>

/*
 * Closes every descriptor of this process except the standard ones and the COUNT in KEPT, which it sorts. Negative ones
 * are ignored.
 */
void descriptors_keep(int *kept, size_t count);

#endif
