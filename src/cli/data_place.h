/* SPDX-License-Identifier: MIT */
/* data_place.h — where the program's own files are: beside it in a build tree, in the installed folders otherwise. */
#ifndef DATA_PLACE_H
#define DATA_PLACE_H

/* The path `name` beside the running program if something is there, else a copy of `installed` (NULL gives NULL). Yours to
 * free. */
char *data_place(const char *name, const char *installed);

#endif
