#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The code that CLD2 gives the language of a text, such as en or zh-Hant; null where it cannot tell or is not sure.
//
// The bytes are UTF-8 without control characters, fewer than 2^31. Keeps no state, so that any threads may call; the text it returns lives as long as the
// program.
const char *leadline_language(const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif
