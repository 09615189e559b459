/* SPDX-License-Identifier: MIT */
/* scan.h — small steps over folded text (fold_ascii), shared by the types. Each moves `at` past what it took, or leaves it. */
#ifndef SCAN_H
#define SCAN_H

#include <stdbool.h>

void scan_blanks(const char **at);
bool scan_word(const char **at, const char *word);
/* The first of a NULL-terminated list that is there. */
bool scan_words(const char **at, const char *const *words);
/* Digits, ASCII or 漢数字 (十一, 二〇二六), at most `most` of them. How many, 0 if there are none. */
int scan_integer(const char **at, int most, int *value);
/* 1,234.5 — false if no digit is there. *well_formed is cleared by 1,20,0 or 1.2.3 (all of which is taken). */
bool scan_amount(const char **at, double *value, bool *well_formed);
/* 1億2,000万, 12,500百万, 1.2億: amounts with 十百千万億兆, the largest first. As scan_amount. */
bool scan_quantity(const char **at, double *value, bool *well_formed);
/* △ ▲ - −: a sign before an amount. */
bool scan_minus(const char **at);

#endif
