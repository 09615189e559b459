/* SPDX-License-Identifier: MIT */
/* user.h — people's login names. */
#ifndef USER_H
#define USER_H

#include <sys/types.h>

/* The login name of a user id, or its number in digits where it has none. Yours to free. */
char *user_name(uid_t uid);

#endif
