#include "CSimdJSON.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <new>
#include <string_view>
#include <vector>

#include <simdjson.h>

struct leadline_json {
    simdjson::dom::parser parser;
    leadline_json_status status = LEADLINE_JSON_OK;
    size_t duplicate = 0;
};

namespace {

leadline_json_status status_of(simdjson::error_code code) {
    switch (code) {
    case simdjson::SUCCESS: return LEADLINE_JSON_OK;
    case simdjson::EMPTY: return LEADLINE_JSON_EMPTY;
    case simdjson::CAPACITY: return LEADLINE_JSON_TOO_LARGE;
    case simdjson::MEMALLOC: return LEADLINE_JSON_MEMORY;
    case simdjson::DEPTH_ERROR: return LEADLINE_JSON_TOO_DEEP;
    case simdjson::NUMBER_ERROR:
    case simdjson::NUMBER_OUT_OF_RANGE: return LEADLINE_JSON_NUMBER;
    case simdjson::STRING_ERROR:
    case simdjson::UNESCAPED_CHARS:
    case simdjson::UNCLOSED_STRING: return LEADLINE_JSON_STRING;
    case simdjson::UTF8_ERROR: return LEADLINE_JSON_UTF8;
    default: return LEADLINE_JSON_SYNTAX;
    }
}

std::string_view string_at(const uint8_t *strings, uint64_t offset) {
    uint32_t length;
    std::memcpy(&length, strings + offset, sizeof length);
    return {reinterpret_cast<const char *>(strings + offset + sizeof length), length};
}

// simdjson keeps repeated keys. Which of two values counts would be a guess, so the text is refused.
bool find_duplicate(const uint64_t *tape, const uint8_t *strings, size_t &duplicate) {
    constexpr uint64_t payload = 0x00FFFFFFFFFFFFFF;
    const uint64_t end = tape[0] & payload;
    std::vector<uint64_t> keys;
    for (uint64_t at = 1; at < end; ++at) {
        const char kind = char(tape[at] >> 56);
        if (kind == 'l' || kind == 'u' || kind == 'd') { ++at; continue; }
        if (kind != '{') continue;
        const uint64_t last = (tape[at] & 0xFFFFFFFF) - 1;
        keys.clear();
        for (uint64_t key = at + 1; key < last;) {
            keys.push_back(tape[key] & payload);
            const uint64_t value = key + 1;
            switch (char(tape[value] >> 56)) {
            case '{':
            case '[': key = tape[value] & 0xFFFFFFFF; break;
            case 'l':
            case 'u':
            case 'd': key = value + 2; break;
            default: key = value + 1;
            }
        }
        std::sort(keys.begin(), keys.end(), [strings](uint64_t left, uint64_t right) {
            return string_at(strings, left) < string_at(strings, right);
        });
        const auto same = std::adjacent_find(keys.begin(), keys.end(), [strings](uint64_t left, uint64_t right) {
            return string_at(strings, left) == string_at(strings, right);
        });
        if (same != keys.end()) {
            duplicate = size_t(*same);
            return true;
        }
    }
    return false;
}

}  // namespace

leadline_json *leadline_json_parse(const uint8_t *bytes, size_t length, size_t max_depth) {
    auto *json = new (std::nothrow) leadline_json;
    if (json == nullptr) return nullptr;
    try {
        // simdjson counts the document itself as one level.
        auto code = json->parser.allocate(std::max<size_t>(length, 32), max_depth + 1);
        if (!code) code = json->parser.parse(bytes, length, true).error();
        json->status = status_of(code);
        if (!code
            && find_duplicate(json->parser.doc.tape.get(), json->parser.doc.string_buf.get(), json->duplicate)) {
            json->status = LEADLINE_JSON_DUPLICATE_KEY;
        }
    } catch (...) {
        json->status = LEADLINE_JSON_MEMORY;
    }
    return json;
}

void leadline_json_free(leadline_json *json) { delete json; }

leadline_json_status leadline_json_result(const leadline_json *json) { return json->status; }

const uint64_t *leadline_json_tape(const leadline_json *json) { return json->parser.doc.tape.get(); }

const uint8_t *leadline_json_strings(const leadline_json *json) { return json->parser.doc.string_buf.get(); }

size_t leadline_json_duplicate(const leadline_json *json) { return json->duplicate; }

size_t leadline_json_write(double value, uint8_t *bytes) {
    auto *text = reinterpret_cast<char *>(bytes);
    char *end = std::to_chars(text, text + 30, value).ptr;
    // For readers that take a number without a point for an integer.
    if (std::find_if(text, end, [](char byte) { return byte == '.' || byte == 'e'; }) == end) {
        *end++ = '.';
        *end++ = '0';
    }
    return size_t(end - text);
}
