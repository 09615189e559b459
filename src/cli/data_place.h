/* SPDX-License-Identifier: MIT */
/* data_place.h — where the program's own files are: beside it in a build tree, in the installed folders otherwise, or where
 * those went when the whole installation was put elsewhere (make install DESTDIR=, prefix=). */
#ifndef DATA_PLACE_H
#define DATA_PLACE_H

/* The first of these where something is: `name` beside the running program, `installed`, `moved` seen from the running program's
 * folder; `installed` where nothing is. Yours to free. */
char *data_place(const char *name, const char *installed, const char *moved);

#endif
