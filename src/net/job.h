#ifndef NET_JOB_H
#define NET_JOB_H

#include "answer/answer.h"

struct conn;
struct job_run;

/* Runs JOB in the thread pool, then fills the connection's response and calls conn_job_done. Takes the job. NULL: it
 * cannot be run. */
struct job_run *job_start(struct conn *, struct job *);
/* The connection is gone: the job ends for nobody. NULL is fine. */
void job_abandon(struct job_run *);

#endif
