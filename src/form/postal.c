/* SPDX-License-Identifier: MIT */
/* postal.c — postal codes against the prefecture that follows them. */
#include <config.h>

#include "form/postal.h"

#include <stddef.h>
#include <string.h>

/* First digits of each prefecture's codes. A few towns are served from the neighbouring region, so some have two. */
static const struct {
	const char *name;
	const char *digits;
} prefectures[] = {
	{ "北海道", "0" },   { "青森県", "0" },  { "岩手県", "0" },  { "宮城県", "9" },   { "秋田県", "0" },
	{ "山形県", "9" },   { "福島県", "9" },  { "茨城県", "3" },  { "栃木県", "3" },   { "群馬県", "3" },
	{ "埼玉県", "3" },   { "千葉県", "2" },  { "東京都", "12" }, { "神奈川県", "2" }, { "新潟県", "9" },
	{ "富山県", "9" },   { "石川県", "9" },  { "福井県", "9" },  { "山梨県", "4" },   { "長野県", "39" },
	{ "岐阜県", "5" },   { "静岡県", "4" },  { "愛知県", "4" },  { "三重県", "456" }, { "滋賀県", "5" },
	{ "京都府", "6" },   { "大阪府", "56" }, { "兵庫県", "6" },  { "奈良県", "6" },   { "和歌山県", "6" },
	{ "鳥取県", "6" },   { "島根県", "6" },  { "岡山県", "7" },  { "広島県", "7" },   { "山口県", "7" },
	{ "徳島県", "7" },   { "香川県", "7" },  { "愛媛県", "7" },  { "高知県", "7" },   { "福岡県", "8" },
	{ "佐賀県", "8" },   { "長崎県", "8" },  { "熊本県", "8" },  { "大分県", "8" },   { "宮崎県", "8" },
	{ "鹿児島県", "8" }, { "沖縄県", "9" },
};

static const char *digits_of(const char *text)
{
	for (size_t i = 0; i < sizeof prefectures / sizeof *prefectures; i++)
		if (strncmp(text, prefectures[i].name, strlen(prefectures[i].name)) == 0)
			return prefectures[i].digits;
	return NULL;
}

bool postal_fits(char digit, const char *text)
{
	const char *digits = digits_of(text);
	return !digits || strchr(digits, digit);
}

bool postal_prefecture(const char *text)
{
	return digits_of(text) != NULL;
}
