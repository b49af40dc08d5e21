#ifndef SERVER_CLOSE_RANGE_H
#define SERVER_CLOSE_RANGE_H

/* Closes the descriptors from FROM up to, but not including, END. */
void descriptors_close(int from, long end);

#endif
