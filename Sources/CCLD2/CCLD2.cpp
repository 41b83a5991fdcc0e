#include "CCLD2.h"

// The header below uses FILE and its encodings without saying so.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

extern "C" const char *leadline_language(const uint8_t *bytes, size_t length) {
    CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language languages[3];
    int percents[3];
    double scores[3];
    int letters = 0;
    bool is_reliable = false;
    // No flags: without the one for the best effort it says nothing of what is too short.
    const CLD2::Language language = CLD2::ExtDetectLanguageSummary(
        reinterpret_cast<const char *>(bytes), static_cast<int>(length), true, &hints, 0, languages, percents, scores, nullptr, &letters,
        &is_reliable);
    if (!is_reliable || language == CLD2::UNKNOWN_LANGUAGE) return nullptr;
    return CLD2::LanguageCode(language);
}
