#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// One parsed JSON text: simdjson's parser with the tape and the strings it filled.
//
// The tape is simdjson's documented format (doc/tape.md): 64-bit words whose upper 8 bits are the kind
// (r [ ] { } " l u d t f n) and whose lower 56 bits are the payload.
typedef struct leadline_json leadline_json;

typedef enum {
    LEADLINE_JSON_OK = 0,
    LEADLINE_JSON_EMPTY,
    LEADLINE_JSON_TOO_LARGE,
    LEADLINE_JSON_TOO_DEEP,
    LEADLINE_JSON_NUMBER,
    LEADLINE_JSON_STRING,
    LEADLINE_JSON_UTF8,
    LEADLINE_JSON_SYNTAX,
    LEADLINE_JSON_DUPLICATE_KEY,
    LEADLINE_JSON_MEMORY,
} leadline_json_status;

// Parses; the bytes are copied, so they need no padding. Never throws; null only when memory is short.
leadline_json *leadline_json_parse(const uint8_t *bytes, size_t length, size_t max_depth);
// Frees.
void leadline_json_free(leadline_json *json);
// What became of the parse; the tape may be read only after LEADLINE_JSON_OK.
leadline_json_status leadline_json_result(const leadline_json *json);
// The words of the tape; the first is the root's.
const uint64_t *leadline_json_tape(const leadline_json *json);
// The strings: a string's payload is the offset of its 32-bit length, which its bytes follow.
const uint8_t *leadline_json_strings(const leadline_json *json);
// After LEADLINE_JSON_DUPLICATE_KEY, where the repeated key lies in the strings.
size_t leadline_json_duplicate(const leadline_json *json);

// Writes a finite double with the fewest digits that read back as the same one, with a point or an exponent.
//
// Returns how many bytes were written, at most 32.
size_t leadline_json_write(double value, uint8_t *bytes);

#ifdef __cplusplus
}
#endif
