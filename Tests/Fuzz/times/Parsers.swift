@testable import Features

/// The texts of times, spans, offsets and keys.
let parsers: [Parser] = [
    { bytes in
        let instant = Instant(utf8: bytes.span)
        guard let validated = String(validating: bytes, as: UTF8.self) else {
            return expect(instant == nil, "an instant that is not UTF-8")
        }
        let read = try Instant(validated)
        expect(read == instant, "an instant read in two ways")
        expect(try Instant(read.description) == read, "an instant, written and read")
    },
    { bytes in
        let day = try Instant(date: text(bytes))
        expect(day.dateText == text(bytes), "a day, read and written")
    },
    { bytes in
        let span = try TimeSpan(text(bytes))
        expect(try TimeSpan(span.description) == span, "a span, written and read")
    },
    { bytes in
        let offset = try ZoneOffset(text(bytes))
        expect(try ZoneOffset(offset.description) == offset, "an offset, written and read")
    },
    { bytes in
        let key = try EntityKey(text(bytes))
        expect(try EntityKey(key.description) == key, "a key, read and written")
    },
    { bytes in
        // A key of parts, as rows of files make them.
        let parts = bytes.split(separator: 0, maxSplits: 1)
        guard parts.count == 2, !parts[0].contains(UInt8(ascii: ":")) else { return }
        let key = EntityKey(namespace: text(Array(parts[0])), id: text(Array(parts[1])))
        expect(try EntityKey(key.description) == key, "a key, written and read")
    },
]

func isTold(_ error: any Error) -> Bool {
    guard let error = error as? FeatureError else { return false }
    return !error.problem.isEmpty && !error.remedy.isEmpty
}
