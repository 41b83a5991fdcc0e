#include "Loop.h"
#pragma STDC FP_CONTRACT OFF

// The elementary functions of PortableMath, step for step, so that their bits are the same.

// (exp(r) - 1 - r) / r^2 by its series.
LEADLINE_PART double series(double r) {
    double sum = 1 / 87178291200.0;
    sum = sum * r + 1 / 6227020800.0;
    sum = sum * r + 1 / 479001600.0;
    sum = sum * r + 1 / 39916800.0;
    sum = sum * r + 1 / 3628800.0;
    sum = sum * r + 1 / 362880.0;
    sum = sum * r + 1 / 40320.0;
    sum = sum * r + 1 / 5040.0;
    sum = sum * r + 1 / 720.0;
    sum = sum * r + 1 / 120.0;
    sum = sum * r + 1 / 24.0;
    sum = sum * r + 1 / 6.0;
    return sum * r + 0.5;
}

// exp(-magnitude), for a magnitude not below 0.
LEADLINE_PART double exponential_tail(double magnitude) {
    double x = magnitude > 708 ? -708 : -magnitude;
    double shifted = x * 0x1.71547652b82fep+0 + 0x1.8p52;
    double quotient = shifted - 0x1.8p52;
    double r = (x - quotient * 0x1.62e42feep-1) - quotient * 0x1.a39ef35793c76p-33;
    double mantissa = 1 + (r + (r * r) * series(r));
    uint64_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    bits = (bits + 1023) << 52;
    double power;
    memcpy(&power, &bits, sizeof power);
    return mantissa * power;
}

// ln(1 + x) for x in 0...1.
LEADLINE_PART double logarithm_tail(double x) {
    double s = x / (2 + x);
    double square = s * s;
    double sum = 2 / 33.0;
    sum = sum * square + 2 / 31.0;
    sum = sum * square + 2 / 29.0;
    sum = sum * square + 2 / 27.0;
    sum = sum * square + 2 / 25.0;
    sum = sum * square + 2 / 23.0;
    sum = sum * square + 2 / 21.0;
    sum = sum * square + 2 / 19.0;
    sum = sum * square + 2 / 17.0;
    sum = sum * square + 2 / 15.0;
    sum = sum * square + 2 / 13.0;
    sum = sum * square + 2 / 11.0;
    sum = sum * square + 2 / 9.0;
    sum = sum * square + 2 / 7.0;
    sum = sum * square + 2 / 5.0;
    sum = sum * square + 2 / 3.0;
    return 2 * s + (s * square) * sum;
}

LEADLINE_LOOP void leadline_probabilities(double *margins, size_t count) {
    for (size_t row = 0; row < count; row++) {
        double margin = margins[row];
        double tail = exponential_tail(__builtin_fabs(margin));
        double likely = 1 / (1 + tail);
        // What is finite less itself is 0; the rest is NaN.
        margins[row] = (margin >= 0 ? likely : tail * likely) + (margin - margin);
    }
}

LEADLINE_LOOP void leadline_losses(
    const double *restrict targets, double *restrict margins, double *restrict residuals,
    double *restrict curvature, size_t count) {
    for (size_t row = 0; row < count; row++) {
        double margin = margins[row];
        double target = targets[row];
        double magnitude = __builtin_fabs(margin);
        double tail = exponential_tail(magnitude);
        double likely = 1 / (1 + tail);
        double unlikely = tail * likely;
        bool isPositive = margin >= 0;
        double probability = isPositive ? likely : unlikely;
        double rest = isPositive ? unlikely : likely;
        // The loss of the likelier and of the other outcome come each from their own small tail.
        double missed = isPositive ? 1 - target : target;
        margins[row] = logarithm_tail(tail) + missed * magnitude;
        residuals[row] = (1 - target) * probability - target * rest;
        curvature[row] = likely * unlikely;
    }
}

LEADLINE_LOOP void leadline_add_line_sums(
    const double *margins, size_t count, double slope, double intercept, double *sums) {
    enum { TILE = 64 * LANES, SUMS = 9 };
    Doubles sum[SUMS] = {0};
    for (size_t first = 0; first < count; first += TILE) {
        const double *own = margins + first;
        size_t rows = count - first < TILE ? count - first : TILE;
        size_t padded = (rows + LANES - 1) / LANES * LANES;
        double arguments[TILE], probabilities[TILE], weights[TILE];
        for (size_t row = 0; row < rows; row++) {
            double logit = slope * own[row] + intercept;
            double tail = exponential_tail(__builtin_fabs(logit));
            double likely = 1 / (1 + tail);
            double unlikely = tail * likely;
            arguments[row] = own[row];
            probabilities[row] = logit >= 0 ? likely : unlikely;
            weights[row] = likely * unlikely;
        }
        for (size_t row = rows; row < padded; row++) arguments[row] = probabilities[row] = weights[row] = 0;
        for (size_t row = 0; row < padded; row += LANES) {
            Doubles x, p, w;
            memcpy(&x, arguments + row, sizeof x);
            memcpy(&p, probabilities + row, sizeof p);
            memcpy(&w, weights + row, sizeof w);
            Doubles weighted = w * x;
            Doubles v = w - 2 * (w * p);
            Doubles bent = v * x;
            Doubles bent_twice = bent * x;
            sum[0] += p * x;
            sum[1] += p;
            sum[2] += weighted * x;
            sum[3] += weighted;
            sum[4] += w;
            sum[5] += bent_twice * x;
            sum[6] += bent_twice;
            sum[7] += bent;
            sum[8] += v;
        }
    }
    for (int index = 0; index < SUMS; index++) sums[index] += LEADLINE_SUM(sum[index]);
}

LEADLINE_LOOP double leadline_sum(const double *numbers, size_t count) {
    // Four at a time, so that no addition waits for the one before.
    Doubles sum[4] = {0};
    size_t row = 0;
    for (; row + 4 * LANES <= count; row += 4 * LANES) {
        Doubles part[4];
        memcpy(part, numbers + row, sizeof part);
        for (int index = 0; index < 4; index++) sum[index] += part[index];
    }
    Doubles all = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    double total = LEADLINE_SUM(all);
    for (; row < count; row++) total += numbers[row];
    return total;
}
