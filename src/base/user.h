/* SPDX-License-Identifier: MIT */
/* user.h — people's login names, and the folders where their own things are kept. */
#ifndef USER_H
#define USER_H

#include <sys/types.h>

/* The login name of a user id, or its number in digits where it has none. Yours to free. */
char *user_name(uid_t uid);

/* A path below the person's folder for settings, or for what a program keeps of its own accord, as the XDG base directory
 * specification has them: $XDG_CONFIG_HOME or ~/.config, $XDG_STATE_HOME or ~/.local/state. A variable that holds no absolute path
 * does not count. NULL if there is no such folder. Yours to free. */
char *user_config_path(const char *below);
char *user_state_path(const char *below);

#endif
