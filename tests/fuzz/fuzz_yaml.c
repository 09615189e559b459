/* SPDX-License-Identifier: MIT */
/* fuzz_yaml.c — any bytes as YAML: refused with a reason, or a tree whose places lie within the bytes; and any text as a scalar,
 * wherever it stands, is read back as that text. What yaml_quick.c does not give up, it reads as libyaml does. */
#include <config.h>

#include "base/yaml_tree.h"
#include "draft/scalar.h"
#include "fuzz.h"
#include "yaml_same.h"

static void look(const struct yaml_node *node, size_t start, size_t end, int depth)
{
	CLAIM(node && depth <= 33 && node->line > 0 && node->column > 0);
	CLAIM(start <= node->start && node->start <= node->end && node->end <= end);
	if (node->kind == YAML_SCALAR) {
		CLAIM(node->text && strlen(node->text) == node->len && utf8_valid(node->text, node->len, NULL));
		return;
	}
	size_t items = node->kind == YAML_MAP ? node->count * 2 : node->count, at = node->start;
	for (size_t i = 0; i < items; i++) {
		look(node->items[i], at, node->end, depth + 1);
		at = node->items[i]->end;
	}
	for (size_t i = 0; node->kind == YAML_MAP && i < items; i += 2) {
		CLAIM(node->items[i]->kind == YAML_SCALAR);
		CLAIM(yaml_get(node, node->items[i]->text) == node->items[i + 1]);
	}
}

static void as_scalar(const char *text, size_t len, struct fuzz_dice *dice)
{
	static const enum yaml_style styles[] = { YAML_PLAIN, YAML_SINGLE, YAML_DOUBLE, YAML_LITERAL, YAML_FOLDED };
	bool flow = fuzz_cast(dice, 2), windows = fuzz_cast(dice, 4) == 0;
	const char *line_break = windows ? "\r\n" : "\n";
	struct scalar_frame frame = { .indent = flow ? 0 : (int)fuzz_cast(dice, 3) * 2,
				      .flow = flow,
				      .json = flow && fuzz_cast(dice, 2),
				      .like = styles[fuzz_cast(dice, 5)],
				      .line_break = line_break };
	struct yaml_tree tree;
	struct buf out = { 0 };
	struct err err = { 0 };
	int depth = frame.indent / 2;
	for (int i = 0; i < depth; i++)
		buf_printf(&out, "%*sa:%s", i * 2, "", line_break);
	buf_printf(&out, flow ? "{a: " : "%*sa: ", frame.indent, "");
	scalar_put(&out, text, len, &frame);
	buf_printf(&out, flow ? ", b: c}%s" : "%s%*sb: c%s", flow ? line_break : line_break, frame.indent, "", line_break);
	bool quick;
	const char *difference = yaml_difference(out.data, out.len, &quick);
	if (difference || !yaml_tree_read(&tree, out.data, out.len, "scalar", &err)) {
		fprintf(stderr, "%s\n%s", difference ? difference : err.text, out.data);
		abort();
	}
	const struct yaml_node *node = tree.root;
	for (int i = 0; i < depth; i++)
		node = yaml_get(node, "a");
	const char *got = yaml_get_text(node, "a"), *after = yaml_get_text(node, "b");
	if (!got || strcmp(got, text) != 0 || !after || strcmp(after, "c") != 0) {
		fprintf(stderr, "--- text\n%s\n--- written\n%s--- read\n%s\n", text, out.data, got ? got : "(nothing)");
		abort();
	}
	yaml_tree_clear(&tree);
	buf_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_dice dice = fuzz_dice(data, size);
	char *bytes = fuzz_exact(data, size);
	struct yaml_tree tree;
	struct err err = { 0 };
	bool quick;
	const char *difference = yaml_difference(bytes, size, &quick);
	if (difference) {
		fprintf(stderr, "libyaml reads otherwise: %s\n", difference);
		abort();
	}
	if (yaml_tree_read(&tree, bytes, size, "any.yaml", &err)) {
		free(bytes);
		if (tree.root)
			look(tree.root, 0, size, 1);
		yaml_tree_clear(&tree);
	} else {
		CLAIM(err.line > 0 || size > YAML_MAX_BYTES);
		fuzz_failed(&err);
		free(bytes);
	}
	if (utf8_valid((const char *)data, size, NULL)) {
		char *text = strndup((const char *)data, size);
		as_scalar(text, size, &dice);
		free(text);
	}
	return 0;
}
