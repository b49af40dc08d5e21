#ifndef SERVER_NOTIFY_H
#define SERVER_NOTIFY_H

/* Notifications to a service manager (sd_notify(3)), if NOTIFY_SOCKET names one. */
void notify_ready(void);
void notify_reloading(void);
void notify_stopping(void);

#endif
