/* SPDX-License-Identifier: MIT */
/* helper_xlsx.c — kaijisho-xlsx: the json export on stdin, a spreadsheet into the file named. A program of its own, so
 * that the editor does not load libxlsxwriter at its start. */
#include <config.h>

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>
#include <zip.h>

enum column { COLUMN_ID, COLUMN_NUMBER, COLUMN_CATEGORY, COLUMN_ITEM, COLUMN_PROMPT, COLUMN_MARK, COLUMN_ANSWER, COLUMNS };

/* The sheet's columns: the key in the json, the key of the label, the width in characters. */
static const struct {
	const char *key, *label;
	double width;
} columns[COLUMNS] = {
	[COLUMN_ID] = { "id", "id", 4 },
	[COLUMN_NUMBER] = { "number", "number", 6 },
	[COLUMN_CATEGORY] = { "category", "category", 18 },
	[COLUMN_ITEM] = { "item", "item", 24 },
	[COLUMN_PROMPT] = { "prompt", "prompt", 44 },
	[COLUMN_MARK] = { "mark", "mark", 9 },
	[COLUMN_ANSWER] = { "answer", "answer", 60 },
};

/* Excel's own bounds of a validation list, and of a row's height. */
enum { LIST_CHARACTERS = 255, MOST_POINTS = 409 };
/* A line of Japanese in the sheet's font. */
enum { LINE_POINTS = 16 };

struct sheet {
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *head, *section, *cell, *missing;
	lxw_row_t row;
};

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text ? text : "";
}

static size_t characters(const char *text)
{
	size_t count = 0;
	for (; *text; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

/* A choice to pick from; Excel takes lists of at most 255 characters, and warns only, as other words may be meant. */
static void offer_options(struct sheet *sheet, const json_t *field)
{
	const json_t *options = json_object_get(field, "options");
	size_t count = json_array_size(options), total = count;
	if (count == 0)
		return;
	char **list = calloc(count + 1, sizeof *list);
	if (!list)
		return;
	for (size_t i = 0; i < count; i++) {
		list[i] = (char *)json_string_value(json_array_get(options, i));
		total += characters(list[i]) + (strchr(list[i], ',') ? LIST_CHARACTERS : 0);
	}
	if (total <= LIST_CHARACTERS) {
		lxw_data_validation validation = { .validate = LXW_VALIDATION_TYPE_LIST,
						   .value_list = list,
						   .error_type = LXW_VALIDATION_ERROR_TYPE_INFORMATION };
		worksheet_data_validation_cell(sheet->sheet, sheet->row, COLUMN_ANSWER, &validation);
	}
	free(list);
}

/* Spreadsheets take _x0041_ for A: an underscore that begins such a thing is written _x005F_. */
static bool put_string(struct sheet *sheet, lxw_col_t column, const char *text, lxw_format *format)
{
	char *out = malloc(strlen(text) * 3 + 1), *to = out;
	if (!out)
		exit(2);
	for (; *text; text++) {
		bool taken = strncmp(text, "_x", 2) == 0 && strspn(text + 2, "0123456789ABCDEFabcdef") >= 4 && text[6] == '_';
		to += sprintf(to, taken ? "_x005F%c" : "%c", *text);
	}
	*to = '\0';
	lxw_error error = worksheet_write_string(sheet->sheet, sheet->row, column, out, format);
	free(out);
	return !error;
}

/* Lines that a text takes in a column: characters beyond ASCII are two wide, and a few columns stay free as words wrap. */
static unsigned lines_of(const char *text, double width)
{
	unsigned lines = 1;
	double used = 0;
	for (; *text; text++) {
		double wide = ((unsigned char)*text & 0xc0) == 0x80 ? 0 : (unsigned char)*text < 0x80 ? 1 : 2;
		used += wide;
		if (*text == '\n' || used > width - 2) {
			lines++;
			used = *text == '\n' ? 0 : wide;
		}
	}
	return lines;
}

/* Not every program fits a row to its texts when it opens a file: some show the first line only. */
static void set_height(struct sheet *sheet, const json_t *field)
{
	unsigned most = 1;
	for (int i = COLUMN_NUMBER; i < COLUMNS; i++) {
		unsigned lines = lines_of(text_of(field, columns[i].key), columns[i].width);
		most = lines > most ? lines : most;
	}
	double points = most * LINE_POINTS;
	worksheet_set_row(sheet->sheet, sheet->row, points < MOST_POINTS ? points : MOST_POINTS, NULL);
}

static bool put_field(struct sheet *sheet, const json_t *field)
{
	for (int i = 0; i < COLUMNS; i++) {
		const char *text = text_of(field, columns[i].key);
		/* Strings, never formulas, whatever they begin with. Only one that is too long cannot be written. */
		if (!put_string(sheet, (lxw_col_t)i, text,
				i == COLUMN_ANSWER && json_is_true(json_object_get(field, "missing")) ? sheet->missing
												      : sheet->cell)) {
			fprintf(stderr, "%s\n", text_of(field, "id"));
			return false;
		}
	}
	offer_options(sheet, field);
	set_height(sheet, field);
	sheet->row++;
	return true;
}

static bool put_document(struct sheet *sheet, const json_t *document)
{
	const json_t *labels = json_object_get(document, "labels");
	for (int i = 0; i < COLUMNS; i++) {
		lxw_row_col_options hidden = { .hidden = i == COLUMN_ID };
		worksheet_set_column_opt(sheet->sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL, &hidden);
		worksheet_write_string(sheet->sheet, 0, (lxw_col_t)i, i == COLUMN_ID ? "id" : text_of(labels, columns[i].label),
				       sheet->head);
	}
	worksheet_freeze_panes(sheet->sheet, 1, COLUMN_PROMPT);
	worksheet_repeat_rows(sheet->sheet, 0, 0);
	worksheet_set_landscape(sheet->sheet);
	worksheet_set_paper(sheet->sheet, 9); /* A4 */
	worksheet_fit_to_pages(sheet->sheet, 1, 0);
	worksheet_set_footer(sheet->sheet, "&C&P / &N");
	sheet->row = 1;
	size_t s, f;
	json_t *section, *field;
	json_array_foreach (json_object_get(document, "sections"), s, section) {
		worksheet_write_string(sheet->sheet, sheet->row, COLUMN_NUMBER, text_of(section, "title"), sheet->section);
		sheet->row++;
		json_array_foreach (json_object_get(section, "fields"), f, field)
			if (!put_field(sheet, field))
				return false;
	}
	return true;
}

/* The second sheet: what the document is, and per section how much is stated. */
static void put_summary(struct sheet *sheet, const json_t *document)
{
	lxw_worksheet *summary = workbook_add_worksheet(sheet->book, text_of(json_object_get(document, "labels"), "summary"));
	lxw_row_t row = 0;
	size_t i, f;
	json_t *heading, *section, *field;
	worksheet_set_column(summary, 0, 0, 40, NULL);
	worksheet_set_column(summary, 1, 2, 24, NULL);
	worksheet_write_string(summary, row++, 0, text_of(document, "title"), sheet->head);
	json_array_foreach (json_object_get(document, "headings"), i, heading) {
		worksheet_write_string(summary, row, 0, text_of(heading, "label"), sheet->cell);
		worksheet_write_string(summary, row++, 1, text_of(heading, "value"), sheet->cell);
	}
	row++;
	worksheet_write_string(summary, row, 0, text_of(json_object_get(document, "labels"), "section"), sheet->head);
	worksheet_write_string(summary, row, 1, text_of(json_object_get(document, "labels"), "answer"), sheet->head);
	worksheet_write_string(summary, row++, 2, text_of(json_object_get(document, "labels"), "missing"), sheet->head);
	json_array_foreach (json_object_get(document, "sections"), i, section) {
		double answered = 0, missing = 0;
		json_array_foreach (json_object_get(section, "fields"), f, field) {
			answered += json_is_string(json_object_get(field, "answer"));
			missing += json_is_true(json_object_get(field, "missing"));
		}
		worksheet_write_string(summary, row, 0, text_of(section, "title"), sheet->cell);
		worksheet_write_number(summary, row, 1, answered, sheet->cell);
		worksheet_write_number(summary, row++, 2, missing, sheet->cell);
	}
}

/* A row whose height was said never grows when more is written into it. The library can only say it so; spreadsheets
 * themselves write a height that is to follow the text without this mark. */
static bool let_rows_grow(const char *path)
{
	static const char mark[] = " customHeight=\"1\"", sheet_name[] = "xl/worksheets/sheet1.xml";
	zip_stat_t sheet;
	zip_t *book = zip_open(path, 0, NULL);
	zip_file_t *file = book && zip_stat(book, sheet_name, 0, &sheet) == 0 ? zip_fopen(book, sheet_name, 0) : NULL;
	char *text = file ? malloc(sheet.size + 1) : NULL;
	bool fine = text && zip_fread(file, text, sheet.size) == (zip_int64_t)sheet.size;
	if (file)
		zip_fclose(file);
	if (fine) {
		text[sheet.size] = '\0';
		for (char *at = text; (at = strstr(at, mark));)
			memmove(at, at + sizeof mark - 1, strlen(at + sizeof mark - 1) + 1);
		zip_source_t *source = zip_source_buffer(book, text, strlen(text), 0);
		zip_int64_t index = source ? zip_file_replace(book, sheet.index, source, 0) : -1;
		fine = index == 0 && zip_file_set_mtime(book, sheet.index, sheet.mtime, 0) == 0;
	}
	if (book && fine)
		fine = zip_close(book) == 0;
	else if (book)
		zip_discard(book);
	free(text);
	return fine;
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fputs("usage: kaijisho-xlsx FILE <json\n", stderr);
		return 2;
	}
	json_error_t problem;
	json_t *document = json_loadf(stdin, 0, &problem);
	if (!document) {
		fprintf(stderr, "kaijisho-xlsx: %s\n", problem.text);
		return 2;
	}
	lxw_workbook *book = workbook_new(argv[1]);
	struct sheet sheet = { .book = book };
	sheet.sheet = workbook_add_worksheet(book, text_of(json_object_get(document, "labels"), "answer"));
	sheet.head = workbook_add_format(book);
	format_set_bold(sheet.head);
	format_set_bg_color(sheet.head, 0xE4E9F0);
	format_set_border(sheet.head, LXW_BORDER_THIN);
	sheet.section = workbook_add_format(book);
	format_set_bold(sheet.section);
	sheet.cell = workbook_add_format(book);
	format_set_text_wrap(sheet.cell);
	format_set_align(sheet.cell, LXW_ALIGN_VERTICAL_TOP);
	format_set_border(sheet.cell, LXW_BORDER_HAIR);
	sheet.missing = workbook_add_format(book);
	format_set_bg_color(sheet.missing, 0xFFF2CC);
	format_set_border(sheet.missing, LXW_BORDER_HAIR);
	format_set_text_wrap(sheet.missing);
	format_set_align(sheet.missing, LXW_ALIGN_VERTICAL_TOP);
	bool fits = put_document(&sheet, document);
	put_summary(&sheet, document);
	lxw_error error = workbook_close(book);
	json_decref(document);
	if (error) {
		fprintf(stderr, "kaijisho-xlsx: %s\n", lxw_strerror(error));
		return 2;
	}
	if (fits && !let_rows_grow(argv[1])) {
		fputs("kaijisho-xlsx: the rows cannot be written\n", stderr);
		return 2;
	}
	return fits ? 0 : 2;
}
