/// The block before each entry of a tar archive.
struct TapeHeader {
    /// What follows.
    enum Kind {
        case file, directory, longName, extended, global, other
    }

    private let bytes: [UInt8]

    /// A header; nil for the block of zeros at the end of an archive.
    init?(_ bytes: [UInt8]) {
        precondition(bytes.count == TapeArchive.blockSize, "a header is one block")
        if bytes.allSatisfy({ $0 == 0 }) { return nil }
        self.bytes = bytes
    }

    /// Whether the sum of the bytes, those of the sum itself taken as spaces, is the one that the header has.
    var isIntact: Bool {
        let sum = bytes.indices.reduce(0) { $0 + (148..<156 ~= $1 ? 32 : Int(bytes[$1])) }
        return Self.octal(bytes[148..<156]) == sum
    }

    /// Bytes that follow; nil where the field holds no octal number, as for files of 8 GiB and more.
    var size: Int? { Self.octal(bytes[124..<136]) }

    var kind: Kind {
        switch bytes[156] {
        case 0, UInt8(ascii: "0"): .file
        case UInt8(ascii: "5"): .directory
        case UInt8(ascii: "L"): .longName
        case UInt8(ascii: "x"): .extended
        case UInt8(ascii: "g"): .global
        default: .other
        }
    }

    /// The path.
    var name: String {
        let name = Self.text(bytes[0..<100])
        // In GNU's own format other things stand where POSIX has the first part of a path.
        let isPOSIX = bytes[257..<263].elementsEqual(Array("ustar".utf8) + [0])
        let prefix = isPOSIX ? Self.text(bytes[345..<500]) : ""
        return prefix.isEmpty ? name : prefix + "/" + name
    }

    /// The text up to the first zero; what is not UTF-8 is replaced, and then is no name that anybody admits.
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// The member `path` of a pax header, lines of `LENGTH KEY=VALUE`; nil without one.
    static func path(in bytes: [UInt8]) -> String? {
        var rest = bytes[...]
        var path: String?
        while let space = rest.firstIndex(of: UInt8(ascii: " ")),
            let length = Int(String(decoding: rest[..<space], as: UTF8.self)),
            length > space - rest.startIndex + 1, length <= rest.count
        {
            let line = rest[(space + 1)..<(rest.startIndex + length - 1)]
            let key = Array("path=".utf8)
            if line.starts(with: key) { path = text(line.dropFirst(key.count)) }
            rest = rest.dropFirst(length)
        }
        return path
    }

    private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = text(field).trimmingSpaces
        return digits.isEmpty ? nil : Int(digits, radix: 8).flatMap { $0 >= 0 ? $0 : nil }
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
