/* SPDX-License-Identifier: MIT */
/* type_readers.h — how each type reads a text; the rows of type.c. `text` is not blank and not longer than people write
 * into such a field; `value` comes zeroed but for `mute`. A complaint is set as its source sentence, wanted or not: type.c
 * translates it, which costs more than most readings, only when the reading failed. */
#ifndef TYPE_READERS_H
#define TYPE_READERS_H

#include "form/type.h"

void read_words(const struct field *field, const char *text, struct value *value); /* text, paragraph, list */
void read_date(const struct field *field, const char *text, struct value *value);
void read_year(const struct field *field, const char *text, struct value *value);
void read_number(const struct field *field, const char *text, struct value *value);
void read_money(const struct field *field, const char *text, struct value *value);
void read_percent(const struct field *field, const char *text, struct value *value);
void read_duration(const struct field *field, const char *text, struct value *value);
void read_hours(const struct field *field, const char *text, struct value *value);
void read_url(const struct field *field, const char *text, struct value *value);
void read_email(const struct field *field, const char *text, struct value *value);
void read_phone(const struct field *field, const char *text, struct value *value);
void read_contact(const struct field *field, const char *text, struct value *value);
void read_address(const struct field *field, const char *text, struct value *value);
void read_corporate_number(const struct field *field, const char *text, struct value *value);
void read_option(const struct field *field, const char *text, struct value *value);  /* choice */
void read_options(const struct field *field, const char *text, struct value *value); /* choices */
void read_stated(const struct field *field, const char *text, struct value *value);  /* presence, possible, yes-no */

#endif
