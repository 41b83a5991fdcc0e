#include "Loop.h"
#pragma STDC FP_CONTRACT OFF

// How many lanes' sums of columns stay in registers.
enum { CHUNK = 4 * LANES };

LEADLINE_LOOP void leadline_row_products(
    const float *elements, size_t rows, size_t columns, const double *vector, double *out) {
    size_t whole = columns / LANES * LANES;
    // What fills no lanes is in the last eight numbers; those before are multiplied with 0 a second time.
    Doubles last = {0};
    bool has_last = whole > 0 && whole < columns;
    for (size_t column = whole; has_last && column < columns; column++)
        last[LANES - (columns - column)] = vector[column];
    for (size_t row = 0; row < rows; row++) {
        const float *own = elements + row * columns;
        Doubles sum = {0};
        for (size_t column = 0; column < whole; column += LANES) {
            Floats narrow;
            Doubles factor;
            memcpy(&narrow, own + column, sizeof narrow);
            memcpy(&factor, vector + column, sizeof factor);
            sum += __builtin_convertvector(narrow, Doubles) * factor;
        }
        if (has_last) {
            Floats narrow;
            memcpy(&narrow, own + columns - LANES, sizeof narrow);
            sum += __builtin_convertvector(narrow, Doubles) * last;
        }
        double product = LEADLINE_SUM(sum);
        // Rows of fewer than eight.
        if (whole == 0)
            for (size_t column = 0; column < columns; column++) product += (double)own[column] * vector[column];
        out[row] = product;
    }
}

LEADLINE_LOOP void leadline_add_rows(
    const float *elements, size_t rows, size_t columns, const double *factors, double *sums) {
    size_t column = 0;
    for (; column + CHUNK <= columns; column += CHUNK) {
        Doubles sum[4];
        memcpy(sum, sums + column, sizeof sum);
        for (size_t row = 0; row < rows; row++) {
            Floats narrow[4];
            memcpy(narrow, elements + row * columns + column, sizeof narrow);
            double factor = factors[row];
            for (int part = 0; part < 4; part++)
                sum[part] += __builtin_convertvector(narrow[part], Doubles) * factor;
        }
        memcpy(sums + column, sum, sizeof sum);
    }
    for (; column + LANES <= columns; column += LANES) {
        Doubles sum;
        memcpy(&sum, sums + column, sizeof sum);
        for (size_t row = 0; row < rows; row++) {
            Floats narrow;
            memcpy(&narrow, elements + row * columns + column, sizeof narrow);
            sum += __builtin_convertvector(narrow, Doubles) * factors[row];
        }
        memcpy(sums + column, &sum, sizeof sum);
    }
    for (; column < columns; column++) {
        double sum = sums[column];
        for (size_t row = 0; row < rows; row++) sum += (double)elements[row * columns + column] * factors[row];
        sums[column] = sum;
    }
}

// One loop a precision, so that both are compiled to vector instructions.
#define LEADLINE_ADD_MAGNITUDES(Element, absolute)                                                     \
    bool isWithin = true;                                                                              \
    for (size_t row = 0; row < rows; row++) {                                                          \
        const Element *own = elements + row * columns;                                                 \
        double weight = weights ? weights[row] : 1;                                                    \
        uint64_t beyond = 0;                                                                           \
        for (size_t column = 0; column < columns; column++) {                                          \
            double magnitude = absolute(own[column]);                                                  \
            beyond |= magnitude <= limit ? 0 : 1;                                                      \
            sums[column] += weight * magnitude;                                                        \
        }                                                                                              \
        isWithin = isWithin && beyond == 0;                                                            \
    }                                                                                                  \
    return isWithin

LEADLINE_LOOP bool leadline_add_magnitudes(
    const double *elements, size_t rows, size_t columns, const double *weights, double limit,
    double *restrict sums) {
    LEADLINE_ADD_MAGNITUDES(double, __builtin_fabs);
}

LEADLINE_LOOP bool leadline_add_magnitudes_float(
    const float *elements, size_t rows, size_t columns, const double *weights, double limit,
    double *restrict sums) {
    LEADLINE_ADD_MAGNITUDES(float, __builtin_fabsf);
}

#define LEADLINE_ADD_GROUPS                                                                            \
    for (size_t row = 0; row < rows; row++) {                                                          \
        size_t group = (size_t)groups[row];                                                            \
        if (!chosen[group]) continue;                                                                  \
        double weight = weights ? weights[row] : 1;                                                    \
        double *restrict sum = sums + group * (columns + 1);                                           \
        for (size_t column = 0; column < columns; column++)                                            \
            sum[column] += weight * elements[row * columns + column];                                  \
        sum[columns] += weight;                                                                        \
    }

LEADLINE_LOOP void leadline_add_groups(
    const double *elements, size_t rows, size_t columns, const int32_t *groups, const bool *chosen,
    const double *weights, double *sums) {
    LEADLINE_ADD_GROUPS
}

LEADLINE_LOOP void leadline_add_groups_float(
    const float *elements, size_t rows, size_t columns, const int32_t *groups, const bool *chosen,
    const double *weights, double *sums) {
    LEADLINE_ADD_GROUPS
}
