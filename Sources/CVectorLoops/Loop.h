#pragma once
#include <string.h>

#include "CVectorLoops.h"

// Compiled for what x86-64 processors have had since 2003, 2013 (AVX2) and 2017 (AVX-512).
// A proof compiles the loops for one of them at a time.
#if !defined(LEADLINE_LOOP)
#if defined(__x86_64__)
#define LEADLINE_LOOP __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define LEADLINE_LOOP
#endif
#endif

// Becomes part of the loop that calls it, for that loop's processor.
#define LEADLINE_PART static inline __attribute__((always_inline))

typedef double Doubles __attribute__((vector_size(64)));
typedef float Floats __attribute__((vector_size(32)));
typedef int64_t Masks __attribute__((vector_size(64)));

enum { LANES = 8 };

// Halves added to halves.
#define LEADLINE_SUM(v) \
    ((((v)[0] + (v)[4]) + ((v)[2] + (v)[6])) + (((v)[1] + (v)[5]) + ((v)[3] + (v)[7])))
