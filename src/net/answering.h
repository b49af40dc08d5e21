#ifndef NET_ANSWERING_H
#define NET_ANSWERING_H

struct conn;

enum answer_progress {
    ANSWER_SENT,  /* the kernel has all of it */
    ANSWER_WAITS, /* for the peer, a disk or the next turn of the loop: its task GO_ON or written() follows */
    ANSWER_BROKEN /* the connection, or the file that was being sent */
};

/* Sends the header and the body of a connection's response, as much as can be sent now. */
enum answer_progress answering_go_on(struct conn *);

#endif
