/* SPDX-License-Identifier: MIT */
/* type_contact.c — web and e-mail addresses, telephone numbers, postal addresses, corporate numbers. In prose only what
 * cannot be right in any reading is called wrong. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "form/postal.h"
#include "form/scan.h"
#include "form/type_readers.h"
#include "text/fold.h"

enum strictness { IN_PROSE, IN_CONTACT, ALONE };

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_host(char byte)
{
	return is_letter(byte) || is_digit(byte) || byte == '-' || byte == '.' || byte == '_';
}

/* Does a host name of `len` bytes look like one? Its labels are not empty, and there are at least two. */
static bool host_is_good(const char *host, size_t len)
{
	bool dot = false;
	if (len == 0 || host[0] == '.' || host[0] == '-' || host[len - 1] == '-' || host[len - 1] == '.')
		return false;
	for (size_t i = 0; i + 1 < len; i++) {
		if (host[i] == '.' && host[i + 1] == '.')
			return false;
		dot = dot || host[i] == '.';
	}
	return dot;
}

/* In prose `user@host` and `http://localhost` are fine to say; an empty label or a comma for a point is not. */
static bool host_is_wrong(const char *host, size_t len, enum strictness strictness)
{
	if (strictness != ALONE && len > 0 && host[len - 1] == '.') /* the stop of the sentence */
		len--;
	if (host_is_good(host, len))
		return false;
	bool comma = len > 0 && host[len] == ',' && is_letter(host[len + 1]);
	return strictness != IN_PROSE || comma || (len > 0 && memmem(host, len, "..", 2));
}

static bool url_is_wrong(const char *text, enum strictness strictness)
{
	for (const char *p = text; (p = strstr(p, "://")); p += 3) {
		const char *scheme = p, *host = p + 3;
		while (scheme > text && is_letter(scheme[-1]))
			scheme--;
		size_t scheme_len = (size_t)(p - scheme), len = 0;
		bool http = (scheme_len == 4 && strncasecmp(scheme, "http", 4) == 0) ||
			    (scheme_len == 5 && strncasecmp(scheme, "https", 5) == 0);
		if (!http && strictness == IN_PROSE)
			continue;
		if (!http)
			return true;
		while (is_host(host[len]))
			len++;
		if (host[len] & 0x80) /* a name in Japanese, or words after `https://` */
			continue;
		if (host_is_wrong(host, len, strictness))
			return true;
	}
	return false;
}

static bool is_mailbox(char byte)
{
	return is_letter(byte) || is_digit(byte) || (byte && strchr("._%+'-/=!#$&*?^`{|}~", byte));
}

/* Looks at the e-mail addresses in the text; `good` (may be NULL) says if there is one that can be written to. */
static bool email_is_wrong(const char *text, enum strictness strictness, bool *good)
{
	bool wrong = false;
	for (const char *p = text; (p = strchr(p, '@')); p++) {
		const char *host = p + 1;
		size_t len = 0;
		while (is_host(host[len]))
			len++;
		bool local = p > text && is_mailbox(p[-1]);
		if (len > 0 && host[len - 1] == '.')
			len--;
		if (local && host_is_good(host, len) && good)
			*good = true;
		if (local && host_is_wrong(host, len, strictness))
			wrong = true;
	}
	return wrong;
}

static bool scan_dash(const char **at)
{
	static const char *const dashes[] = { "-", "‐", "‑", "–", "—", "―", "−", "ー", NULL };
	return scan_words(at, dashes);
}

/* The digits of one telephone number at `*at`, joined into `digits`, and in how many groups. Takes nothing that is no number. */
static size_t scan_phone(const char **at, char digits[20], int *groups)
{
	const char *p = *at;
	size_t count = 0;
	int most = *p == '+' ? 5 : 3;
	char separator = 0;
	*groups = 0;
	if (*p == '+')
		digits[count++] = *p++;
	bool open = *p == '(';
	if (open)
		p++;
	while (is_digit(*p) && *groups < most) {
		for (; is_digit(*p); p++)
			if (count < 19)
				digits[count++] = *p;
		(*groups)++;
		*at = p;
		const char *next = p;
		if (*groups == most)
			break;
		if (scan_dash(&next)) {
			if (separator == ' ')
				break;
			separator = '-';
		} else if (open ? *next == ')' : *next == '(') {
			open = !open;
			next++;
			separator = '(';
			if (!open)
				scan_dash(&next);
		} else if (*next == ' ' && (!separator || separator == ' ')) {
			separator = ' ';
			next++;
		} else {
			break;
		}
		p = next;
	}
	digits[count] = '\0';
	return count;
}

/* How many digits a domestic number has follows from how it begins. */
static bool phone_is_good(const char *digits, size_t count)
{
	if (digits[0] == '+')
		return count >= 8 && count <= 16;
	if (digits[0] != '0')
		return false;
	if (strncmp(digits, "010", 3) == 0 || strncmp(digits, "00", 2) == 0) /* international, carriers' prefixes */
		return count >= 9;
	if (strncmp(digits, "0800", 4) == 0)
		return count == 11;
	bool mobile = digits[2] == '0' && (digits[1] == '2' || digits[1] == '5' || digits[1] == '6' || digits[1] == '7' ||
					   digits[1] == '8' || digits[1] == '9');
	return mobile ? count == 11 : count == 10;
}

static bool follows_phone_word(const char *text, const char *at)
{
	static const char *const words[] = {
		"TEL", "Tel", "tel", "FAX", "Fax", "fax", "電話", "電話番号", "FAX番号", "ファクス"
	};
	const char *p = at;
	while (p > text && (strchr(" :(./", p[-1]) || (p - text >= 3 && memcmp(p - 3, "　", 3) == 0)))
		p -= strchr(" :(./", p[-1]) ? 1 : 3;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = strlen(words[i]);
		if ((size_t)(p - text) >= len && memcmp(p - len, words[i], len) == 0)
			return true;
	}
	return false;
}

static bool phone_is_wrong(const char *text, enum strictness strictness, bool *good)
{
	bool wrong = false;
	for (const char *p = text; *p;) {
		bool starts = (*p == '0' || (*p == '+' && is_digit(p[1])) || (*p == '(' && p[1] == '0')) &&
			      (p == text || !(is_host(p[-1]) || strchr("/:,+@%=#", p[-1])) || follows_phone_word(text, p));
		if (!starts) {
			p++;
			continue;
		}
		char digits[20];
		int groups;
		const char *start = p;
		size_t count = scan_phone(&p, digits, &groups);
		if (count == 0) {
			p++;
			continue;
		}
		const char *after = p;
		bool runs_on = scan_dash(&after) && is_digit(*after);
		if (phone_is_good(digits, count) && good)
			*good = true;
		/* A number in prose may be anything unless words say it is a telephone's. */
		bool meant =
			strictness == ALONE || (groups >= 3 && (strictness == IN_CONTACT || follows_phone_word(text, start)));
		if (meant && !runs_on && !phone_is_good(digits, count))
			wrong = true;
	}
	return wrong;
}

/* 〒 and what follows it. */
static bool postal_is_wrong(const char *text, bool alone)
{
	for (const char *p = text; (p = strstr(p, "〒"));) {
		p += strlen("〒");
		scan_blanks(&p);
		char first = *p;
		int before = 0, behind = 0;
		while (is_digit(*p))
			p++, before++;
		if (before == 0) {
			if (alone)
				return true;
			continue;
		}
		if (scan_dash(&p))
			while (is_digit(*p))
				p++, behind++;
		if (!(before == 3 && behind == 4) && !(before == 7 && behind == 0))
			return true;
		scan_blanks(&p);
		if (!postal_fits(first, p))
			return true;
	}
	return false;
}

/* The 13th digit from the left is the number's own check digit over the twelve behind it. */
static bool corporate_is_good(const char digits[13])
{
	int sum = 0;
	for (int i = 1; i < 13; i++) {
		int weight = (13 - i) % 2 ? 1 : 2;
		sum += (digits[i] - '0') * weight;
	}
	return digits[0] - '0' == 9 - sum % 9;
}

/* Takes the digits of a corporate number, hyphens and blanks between them left out; how many there are. */
static size_t scan_corporate(const char **at, char digits[32])
{
	size_t count = 0;
	const char *p = *at;
	while (count < 31) {
		if (is_digit(*p)) {
			digits[count++] = *p++;
			*at = p;
		} else if (count == 0 || !(*p == ' ' ? p++ : scan_dash(&p) ? p : NULL)) {
			break;
		}
	}
	digits[count] = '\0';
	return count;
}

static bool corporate_is_wrong(const char *text)
{
	char digits[32];
	for (const char *p = text; (p = strstr(p, "法人番号"));) {
		p += strlen("法人番号");
		while (*p == ':' || *p == ' ' || *p == '(')
			p++;
		size_t count = scan_corporate(&p, digits);
		if (count >= 10 && (count != 13 || !corporate_is_good(digits)))
			return true;
	}
	return false;
}

/* What in a text cannot be right, as a sentence; NULL if nothing. */
static const char *trouble(const char *text, enum strictness strictness)
{
	if (url_is_wrong(text, strictness))
		return N_("This web address cannot be right; write it as https://www.example.co.jp/.");
	if (email_is_wrong(text, strictness, NULL))
		return N_("This e-mail address cannot be right; write it as info@example.co.jp.");
	if (phone_is_wrong(text, strictness, NULL))
		return N_("This telephone number cannot be right; write it as 03-1234-5678 with all of its digits.");
	if (postal_is_wrong(text, false))
		return N_("This postal code cannot be right; write it as 〒100-0001, before an address in its area.");
	if (corporate_is_wrong(text))
		return N_("This corporate number cannot be right; it has 13 digits, the first of which checks the others.");
	return NULL;
}

static void read_with(const char *text, enum strictness strictness, struct value *value)
{
	char *folded = fold_ascii(text, strlen(text));
	value->complaint = trouble(folded, strictness);
	if (value->complaint)
		value->reading = READING_FAILED;
	free(folded);
}

/* Whether one of the signs below may begin here. */
static bool may_be_sign(const char *p)
{
	const unsigned char *byte = (const unsigned char *)p;
	if (byte[0] < 0x80)
		return byte[0] == '@' || (byte[0] == ':' && byte[1] == '/') || byte[0] == 'T' || byte[0] == 't' ||
		       byte[0] == 'F' || byte[0] == 'f';
	if (byte[0] < 0xE3 || !byte[1])
		return false;
	switch (byte[0] << 16 | byte[1] << 8 | byte[2]) {
	case 0xE38092: /* 〒 */
	case 0xE38395: /* フ */
	case 0xE6B395: /* 法 */
	case 0xE99BBB: /* 電 */
	case 0xEFBC9A: /* ： */
	case 0xEFBCA0: /* ＠ */
	case 0xEFBCA6: /* Ｆ */
	case 0xEFBCB4: /* Ｔ */ return true;
	default: return false;
	}
}

/* Only these can make prose wrong; most answers hold none of them and are not folded. */
static bool may_hold_contact(const char *text)
{
	static const char *const signs[] = { "@",   "＠",  "://", "：／／", "〒",   "TEL",      "Tel",      "tel", "ＴＥＬ",
					     "FAX", "Fax", "fax", "ＦＡＸ", "電話", "ファクス", "法人番号", NULL };
	/* The bytes that signs begin with; 〒, フ, 法 and 電 are looked at by their last ones, since first ones are like many others'. */
	static const unsigned char telling[256] = {
		['@'] = 1, [':'] = 1,  ['T'] = 1,  ['t'] = 1,  ['F'] = 1,
		['f'] = 1, [0xEF] = 1, [0x92] = 3, [0x95] = 3, [0xBB] = 3,
	};
	for (const char *p = text; *p; p++) {
		unsigned char bytes = telling[(unsigned char)*p];
		if (bytes == 0 || p - text < bytes - 1)
			continue;
		const char *at = p - (bytes - 1);
		if (may_be_sign(at) && scan_words(&at, signs))
			return true;
	}
	return false;
}

void read_words(const struct field *field, const char *text, struct value *value)
{
	(void)field;
	if (may_hold_contact(text))
		read_with(text, IN_PROSE, value);
}

void read_contact(const struct field *field, const char *text, struct value *value)
{
	(void)field;
	read_with(text, IN_CONTACT, value);
}

/* htp//example, www.example.jp, 2027-1-1: in one word of ASCII and no word of any language. */
static bool is_address_like(const char *text)
{
	return strpbrk(text, ".:@0123456789") || strstr(text, "//");
}

static bool is_ascii_word(const char *text)
{
	const char *p = text;
	while (*p > ' ' && *p < 0x7F)
		p++;
	return *p == '\0';
}

void read_url(const struct field *field, const char *text, struct value *value)
{
	(void)field;
	static const char *const none[] = { "無", "なし", NULL };
	char *folded = fold_ascii(text, strlen(text));
	const char *p = folded;
	scan_blanks(&p);
	bool scheme = strstr(p, "://");
	if (scheme ? url_is_wrong(p, ALONE) : strncasecmp(p, "http", 4) == 0 || (is_ascii_word(p) && is_address_like(p)))
		value->reading = READING_FAILED;
	else if (!scheme && !scan_words(&p, none))
		value->reading = READING_UNSURE;
	value->complaint = N_("This is no web address; write it as https://www.example.co.jp/.");
	free(folded);
}

void read_email(const struct field *field, const char *text, struct value *value)
{
	(void)field;
	char *folded = fold_ascii(text, strlen(text));
	const char *p = folded;
	scan_blanks(&p);
	if (strchr(p, '@') ? email_is_wrong(p, ALONE, NULL) : is_ascii_word(p) && strchr(p, '.'))
		value->reading = READING_FAILED;
	else if (!strchr(p, '@'))
		value->reading = READING_UNSURE;
	value->complaint = N_("This is no e-mail address; write it as info@example.co.jp.");
	free(folded);
}

void read_phone(const struct field *field, const char *text, struct value *value)
{
	(void)field;
	char *folded = fold_ascii(text, strlen(text));
	const char *p = folded;
	scan_blanks(&p);
	/* Without an area code: digits and dashes alone, but fewer than any number has. */
	const char *q = p;
	size_t digits = 0;
	while (is_digit(*q) || *q == ' ' || *q == '(' || *q == ')' || scan_dash(&q)) {
		digits += is_digit(*q);
		q += *q != '\0' && (is_digit(*q) || strchr(" ()", *q));
	}
	bool local = *p != '0' && *p != '(' && *q == '\0' && digits > 4;
	bool good = false;
	if (phone_is_wrong(p, *q ? IN_CONTACT : ALONE, &good) || local)
		value->reading = READING_FAILED;
	else if (!good)
		value->reading = READING_UNSURE;
	value->complaint = N_("This telephone number cannot be right; write it as 03-1234-5678 with all of its digits.");
	free(folded);
}

/* `100-001 東京都`: a postal code without its mark. */
static bool unmarked_postal_is_wrong(const char *p)
{
	char first = *p;
	int before = 0, behind = 0;
	while (is_digit(*p))
		p++, before++;
	if (before == 0 || !scan_dash(&p))
		return false;
	while (is_digit(*p))
		p++, behind++;
	scan_blanks(&p);
	return behind > 0 && postal_prefecture(p) && (before != 3 || behind != 4 || !postal_fits(first, p));
}

void read_address(const struct field *field, const char *text, struct value *value)
{
	(void)field;
	char *folded = fold_ascii(text, strlen(text));
	const char *p = folded;
	scan_blanks(&p);
	if (postal_is_wrong(p, true) || unmarked_postal_is_wrong(p))
		value->reading = READING_FAILED;
	value->complaint = N_("This postal code cannot be right; write it as 〒100-0001, before an address in its area.");
	free(folded);
}

void read_corporate_number(const struct field *field, const char *text, struct value *value)
{
	(void)field;
	char *folded = fold_ascii(text, strlen(text));
	const char *p = folded + strcspn(folded, "0123456789");
	bool bare = p == folded;
	char digits[32];
	size_t count = scan_corporate(&p, digits);
	scan_blanks(&p);
	if (count == 13 && corporate_is_good(digits))
		value->reading = READING_FINE;
	else if (count >= 10 || (bare && count > 0 && !*p))
		value->reading = READING_FAILED;
	else
		value->reading = READING_UNSURE;
	value->complaint = count == 13 ? N_("The check digit of this corporate number is wrong: one of its digits is mistyped.")
				       : N_("A corporate number has 13 digits.");
	free(folded);
}

bool contact_reachable(const char *text)
{
	char *folded = fold_ascii(text, strlen(text));
	bool good = false;
	email_is_wrong(folded, IN_CONTACT, &good);
	phone_is_wrong(folded, IN_CONTACT, &good);
	for (const char *p = folded; !good && *p;) { /* a host name is enough of a web address */
		size_t len = 0;
		while (is_host(p[len]))
			len++;
		good = len > 3 && host_is_good(p, len) && is_letter(p[len - 1]) && is_letter(p[len - 2]);
		p += len ? len : 1;
	}
	free(folded);
	return good;
}
