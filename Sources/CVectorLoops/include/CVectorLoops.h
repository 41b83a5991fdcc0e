#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Loops over numbers that are compiled for several processors; which one runs is chosen when the program is loaded.
//
// Every sum is over eight lanes that are added up in one fixed order, and a product is rounded before it is added, so
// that the bits are the same on all of them. Nothing is checked here: `VectorLoops` in Swift does.

// Products of rows of finite numbers with a vector; out has a number a row. Where one is not finite the product is not.
void leadline_row_products(
    const float *elements, size_t rows, size_t columns, const double *vector, double *out);

// Adds each row times its factor to sums, which have a number a column; row after row in each column.
void leadline_add_rows(const float *elements, size_t rows, size_t columns, const double *factors, double *sums);

// Adds each row's magnitudes, times its weight (1 where weights are NULL), to sums, which have a number a column; tells
// whether all magnitudes are within the limit, which no NaN is.
bool leadline_add_magnitudes(
    const double *elements, size_t rows, size_t columns, const double *weights, double limit, double *sums);
bool leadline_add_magnitudes_float(
    const float *elements, size_t rows, size_t columns, const double *weights, double limit, double *sums);

// Adds each row times its weight (1 where weights are NULL) to the sum of its group where that is chosen, and the weight
// itself behind the columns; sums have columns + 1 numbers a group. Groups are those of the rows.
void leadline_add_groups(
    const double *elements, size_t rows, size_t columns, const int32_t *groups, const bool *chosen,
    const double *weights, double *sums);
void leadline_add_groups_float(
    const float *elements, size_t rows, size_t columns, const int32_t *groups, const bool *chosen,
    const double *weights, double *sums);

// From logits to probabilities, in place; NaN where a logit is not finite.
void leadline_probabilities(double *margins, size_t count);

// From logits to losses, in place, with residuals p - y and curvatures p (1 - p).
void leadline_losses(
    const double *targets, double *margins, double *residuals, double *curvature, size_t count);

// Adds to nine sums over p, the sigmoid of slope x + intercept, over w = p (1 - p) and over v = w (1 - 2 p):
// p x, p; w x x, w x, w; v x x x, v x x, v x, v.
void leadline_add_line_sums(
    const double *margins, size_t count, double slope, double intercept, double *sums);

// The sum.
double leadline_sum(const double *numbers, size_t count);

// Products of sparse rows with a block of vectors of the given width; out has rows * width numbers.
void leadline_sparse_products(
    const double *values, const int32_t *column_indices, const intptr_t *row_starts, size_t first_row,
    size_t rows, const double *vectors, size_t width, double *out);
