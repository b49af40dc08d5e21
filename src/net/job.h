#ifndef NET_JOB_H
#define NET_JOB_H

#include "answer/answer.h"

struct conn;
struct job_run;

enum {
    JOB_SEARCH_COST = 4,  /* a search counts as so many requests of the rate */
    JOB_BUSY_SECONDS = 10 /* after which a refused client may ask again */
};

/* The job of a connection has ended: its response is filled. */
typedef void job_done(struct conn *);

/*
 * Runs JOB in the thread pool, in its turn, then fills the connection's response and calls DONE. Takes the job over.
 * NULL: too many wait, or it costs more than the rate allows; the response says so.
 */
struct job_run *job_start(struct conn *, struct job *, job_done *);
/* Its turn has not come in time: the connection is told to come later, and DONE is called. */
void job_give_up(struct job_run *);
/* The connection is gone: the job's result is discarded. NULL is fine. */
void job_abandon(struct job_run *);

#endif
