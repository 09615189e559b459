/* SPDX-License-Identifier: MIT */
/* text_support.h — random text of what Japanese answers are made of. */
#ifndef TEXT_SUPPORT_H
#define TEXT_SUPPORT_H

#include "unit.h"

#include "base/buf.h"

/* clang-format off */
static const char *const pieces[] = {
	"あ", "漢", "字", "カ", "ー", "っ", "ゃ", "、", "。", "」", "「", "）", "（", "…", "①", "ａ", "a", "Linux", "9.4",
	" ", "99.95%", "か\xe3\x82\x99", "葛\xf3\xa0\x84\x80", "𠮷", "\n", "ﾊﾟ", "２０２６", "〝", "〟",
};
/* clang-format on */
enum { PIECES = sizeof pieces / sizeof *pieces };

static void random_text(struct buf *text, uint32_t *dice)
{
	buf_reset(text);
	for (uint32_t i = unit_dice(dice, 60); i > 0; i--)
		buf_puts(text, pieces[unit_dice(dice, PIECES)]);
}

#endif
