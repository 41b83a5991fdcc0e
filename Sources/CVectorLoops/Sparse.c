#include "Loop.h"
#pragma STDC FP_CONTRACT OFF

// One row's products with some vectors that lie side by side; `PARTS` times eight of them stay in registers.
#define LEADLINE_ADD_ROW(PARTS)                                                                        \
    do {                                                                                               \
        Doubles sum[PARTS] = {0};                                                                      \
        for (intptr_t index = start; index < end; index++) {                                           \
            Doubles part[PARTS];                                                                       \
            memcpy(part, vectors + (size_t)column_indices[index] * width + first, sizeof part);        \
            for (int lane = 0; lane < PARTS; lane++) sum[lane] += part[lane] * values[index];          \
        }                                                                                              \
        memcpy(own + first, sum, sizeof sum);                                                          \
    } while (0)

LEADLINE_LOOP void leadline_sparse_products(
    const double *values, const int32_t *column_indices, const intptr_t *row_starts, size_t first_row,
    size_t rows, const double *vectors, size_t width, double *out) {
    for (size_t row = 0; row < rows; row++) {
        double *own = out + row * width;
        intptr_t start = row_starts[first_row + row], end = row_starts[first_row + row + 1];
        size_t first = 0;
        for (; first + 2 * LANES <= width; first += 2 * LANES) LEADLINE_ADD_ROW(2);
        for (; first + LANES <= width; first += LANES) LEADLINE_ADD_ROW(1);
        for (; first < width; first++) {
            double sum = 0;
            for (intptr_t index = start; index < end; index++)
                sum += vectors[(size_t)column_indices[index] * width + first] * values[index];
            own[first] = sum;
        }
    }
}
