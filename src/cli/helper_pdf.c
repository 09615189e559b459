/* SPDX-License-Identifier: MIT */
/* helper_pdf.c — kaijisho-pdf: the json export on stdin, the document to publish into the file named: A4 landscape,
 * selectable text with embedded fonts, bookmarks per section. A program of its own, so that the editor does not load pango. */
#include <config.h>

#include <cairo-pdf.h>
#include <jansson.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Points. */
#define PAGE_WIDTH 841.89
#define PAGE_HEIGHT 595.28
#define MARGIN 34.0
#define PADDING 3.5
#define BODY_HEIGHT (PAGE_HEIGHT - 2 * MARGIN - 12)

enum column { COLUMN_NUMBER, COLUMN_CATEGORY, COLUMN_ITEM, COLUMN_PROMPT, COLUMN_MARK, COLUMN_ANSWER, COLUMNS };

static const struct {
	const char *key;
	double share; /* of the table's width */
} columns[COLUMNS] = {
	[COLUMN_NUMBER] = { "number", 0.04 }, [COLUMN_CATEGORY] = { "category", 0.12 }, [COLUMN_ITEM] = { "item", 0.16 },
	[COLUMN_PROMPT] = { "prompt", 0.27 }, [COLUMN_MARK] = { "mark", 0.06 },         [COLUMN_ANSWER] = { "answer", 0.35 },
};

struct page {
	cairo_surface_t *surface;
	cairo_t *cairo;
	const json_t *labels;
	PangoLanguage *language;
	double y;
	int number;
	bool table; /* a table is open: a new page repeats its head */
};

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text ? text : "";
}

static PangoLayout *lay_out(const struct page *page, const char *text, double width, double size, bool bold)
{
	PangoLayout *layout = pango_cairo_create_layout(page->cairo);
	/* Line breaking is UAX #14's for this language: kinsoku comes with it. */
	pango_context_set_language(pango_layout_get_context(layout), page->language);
	PangoFontDescription *font = pango_font_description_from_string("Noto Sans CJK JP, IPAexGothic, sans-serif");
	pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
	pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_text(layout, text, -1);
	return layout;
}

static double height_of(PangoLayout *layout)
{
	int height;
	pango_layout_get_size(layout, NULL, &height);
	return (double)height / PANGO_SCALE;
}

static void put_layout(struct page *page, PangoLayout *layout, double x, double y)
{
	cairo_move_to(page->cairo, x, y);
	pango_cairo_show_layout(page->cairo, layout);
}

static void end_page(struct page *page)
{
	char number[16];
	snprintf(number, sizeof number, "%d", page->number);
	PangoLayout *layout = lay_out(page, number, PAGE_WIDTH - 2 * MARGIN, 8, false);
	pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
	put_layout(page, layout, MARGIN, PAGE_HEIGHT - MARGIN);
	g_object_unref(layout);
	cairo_show_page(page->cairo);
}

static void begin_page(struct page *page)
{
	page->number++;
	page->y = MARGIN;
}

static void put_cells(struct page *page, const char *const *texts, bool head, bool missing);

static void need(struct page *page, double height)
{
	if (page->y + height <= MARGIN + BODY_HEIGHT)
		return;
	end_page(page);
	begin_page(page);
	if (page->table) {
		const char *texts[COLUMNS];
		for (int i = 0; i < COLUMNS; i++)
			texts[i] = text_of(page->labels, columns[i].key);
		put_cells(page, texts, true, false);
	}
}

static void put_frame(struct page *page, double height, bool head)
{
	double x = MARGIN, width = PAGE_WIDTH - 2 * MARGIN;
	if (head) {
		cairo_set_source_rgb(page->cairo, 0.91, 0.93, 0.96);
		cairo_rectangle(page->cairo, x, page->y, width, height);
		cairo_fill(page->cairo);
	}
	cairo_set_source_rgb(page->cairo, 0.45, 0.45, 0.45);
	cairo_set_line_width(page->cairo, 0.4);
	for (int i = 0; i < COLUMNS; i++) {
		cairo_rectangle(page->cairo, x, page->y, width * columns[i].share, height);
		x += width * columns[i].share;
	}
	cairo_stroke(page->cairo);
	cairo_set_source_rgb(page->cairo, 0, 0, 0);
}

/* Lines of a layout from `from` on, as many as `room` holds (at least one); *next is the first left over. x < 0: measures
 * only. Returns the height. */
static double put_lines(struct page *page, PangoLayout *layout, int from, double room, double x, int *next)
{
	double used = 0;
	int count = pango_layout_get_line_count(layout), line = from;
	for (; line < count; line++) {
		PangoLayoutLine *shape = pango_layout_get_line_readonly(layout, line);
		PangoRectangle box;
		pango_layout_line_get_extents(shape, NULL, &box);
		double height = (double)box.height / PANGO_SCALE;
		if (used + height > room && line > from)
			break;
		if (x >= 0) {
			cairo_move_to(page->cairo, x, page->y + PADDING + used - (double)box.y / PANGO_SCALE);
			pango_cairo_show_layout_line(page->cairo, shape);
		}
		used += height;
	}
	*next = line;
	return used;
}

/* A row of cells as high as its highest, on the next page if it does not fit; one higher than a page goes on over pages. */
static void put_cells(struct page *page, const char *const *texts, bool head, bool missing)
{
	double width = PAGE_WIDTH - 2 * MARGIN, highest = 0;
	PangoLayout *layouts[COLUMNS];
	int from[COLUMNS] = { 0 };
	for (int i = 0; i < COLUMNS; i++) {
		layouts[i] = lay_out(page, texts[i], width * columns[i].share - 2 * PADDING, 8,
				     head || (missing && i == COLUMN_ANSWER));
		double height = height_of(layouts[i]);
		if (height > highest)
			highest = height;
	}
	if (!head)
		need(page, highest < BODY_HEIGHT / 2 ? highest + 2 * PADDING : 40);
	for (bool more = true; more;) {
		double room = MARGIN + BODY_HEIGHT - page->y - 2 * PADDING, drawn = 0, x = MARGIN;
		int next[COLUMNS];
		more = false;
		for (int i = 0; i < COLUMNS; i++) { /* how high this stretch becomes */
			double height = put_lines(page, layouts[i], from[i], room, -1, &next[i]);
			if (height > drawn)
				drawn = height;
		}
		put_frame(page, drawn + 2 * PADDING, head);
		for (int i = 0; i < COLUMNS; i++) {
			put_lines(page, layouts[i], from[i], room, x + PADDING, &next[i]);
			from[i] = next[i];
			more |= next[i] < pango_layout_get_line_count(layouts[i]);
			x += width * columns[i].share;
		}
		page->y += drawn + 2 * PADDING;
		if (more)
			need(page, PAGE_HEIGHT);
	}
	for (int i = 0; i < COLUMNS; i++)
		g_object_unref(layouts[i]);
}

static void put_paragraph(struct page *page, const char *text, double size, bool bold, double after)
{
	PangoLayout *layout = lay_out(page, text, PAGE_WIDTH - 2 * MARGIN, size, bold);
	double height = height_of(layout);
	need(page, height + after);
	put_layout(page, layout, MARGIN, page->y);
	page->y += height + after;
	g_object_unref(layout);
}

static void put_section(struct page *page, const json_t *section)
{
	page->table = false;
	page->y += 8;
	need(page, 70); /* the title stays with its table's head and first row */
	char place[64];
	snprintf(place, sizeof place, "page=%d pos=[%.1f %.1f]", page->number, MARGIN, page->y);
	cairo_pdf_surface_add_outline(page->surface, CAIRO_PDF_OUTLINE_ROOT, text_of(section, "title"), place,
				      CAIRO_PDF_OUTLINE_FLAG_OPEN);
	put_paragraph(page, text_of(section, "title"), 11, true, 5);
	const char *texts[COLUMNS];
	for (int i = 0; i < COLUMNS; i++)
		texts[i] = text_of(page->labels, columns[i].key);
	put_cells(page, texts, true, false);
	page->table = true;
	const char *before = "";
	size_t f;
	json_t *field;
	json_array_foreach (json_object_get(section, "fields"), f, field) {
		bool missing = json_is_true(json_object_get(field, "missing"));
		bool same = f && strcmp(before, text_of(field, "number")) == 0;
		before = text_of(field, "number");
		for (int i = 0; i < COLUMNS; i++)
			texts[i] = same && i < COLUMN_PROMPT ? "" : text_of(field, columns[i].key);
		if (missing)
			texts[COLUMN_ANSWER] = text_of(page->labels, "missing");
		put_cells(page, texts, false, missing);
	}
}

#ifdef __SANITIZE_ADDRESS__
/* What the libraries keep to the end is theirs. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libcairo\nleak:libfontconfig\nleak:libglib\nleak:libpango\n";
}
#endif

int main(int argc, char **argv)
{
	if (argc != 2) {
		fputs("usage: kaijisho-pdf FILE <json\n", stderr);
		return 2;
	}
	json_error_t problem;
	json_t *document = json_loadf(stdin, 0, &problem);
	if (!document) {
		fprintf(stderr, "kaijisho-pdf: %s\n", problem.text);
		return 2;
	}
	struct page page = { .surface = cairo_pdf_surface_create(argv[1], PAGE_WIDTH, PAGE_HEIGHT),
			     .labels = json_object_get(document, "labels"),
			     .language = pango_language_from_string(text_of(document, "language")) };
	page.cairo = cairo_create(page.surface);
	cairo_pdf_surface_set_metadata(page.surface, CAIRO_PDF_METADATA_TITLE, text_of(document, "title"));
	begin_page(&page);
	put_paragraph(&page, text_of(document, "title"), 15, true, 8);
	size_t i;
	json_t *heading, *section;
	json_array_foreach (json_object_get(document, "headings"), i, heading) {
		char *line = g_strdup_printf("%s: %s", text_of(heading, "label"), text_of(heading, "value"));
		put_paragraph(&page, line, 10, false, 2);
		g_free(line);
	}
	json_array_foreach (json_object_get(document, "sections"), i, section)
		put_section(&page, section);
	end_page(&page);
	cairo_destroy(page.cairo);
	cairo_surface_finish(page.surface);
	cairo_status_t status = cairo_surface_status(page.surface);
	cairo_surface_destroy(page.surface);
	json_decref(document);
	if (status)
		fprintf(stderr, "kaijisho-pdf: %s\n", cairo_status_to_string(status));
	return status ? 2 : 0;
}
