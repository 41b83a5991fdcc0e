/// The version of a contract: `major.minor`, raised in its first part by whatever breaks a reader.
///
/// Written as `2`, which is `2.0`, or as `2.1`; `1.10` comes after `1.9`.
public struct ContractVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Raised by a breaking change.
    public var major: Int
    /// Raised by an addition.
    public var minor: Int

    /// Creates a version.
    public init(_ major: Int, _ minor: Int = 0) {
        self.major = major
        self.minor = minor
    }

    /// Reads `major` or `major.minor`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ part in
                (1...9).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
            }), let major = Int(parts[0]), let minor = parts.count == 2 ? Int(parts[1]) : 0
        else { return nil }
        self.init(major, minor)
    }

    /// `major.minor`.
    public var description: String { "\(major).\(minor)" }

    /// By major, then by minor.
    public static func < (left: ContractVersion, right: ContractVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}

extension ContractVersion: ExpressibleByIntegerLiteral {
    /// The version `value.0`.
    public init(integerLiteral value: Int) { self.init(value) }
}

extension ContractVersion: Codable {
    /// Decodes a whole number or a text of `init(_:)`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // A YAML number gives its source text, so that 1.10 stays what it is.
        if let number = try? container.decode(Int.self), (0...999_999_999).contains(number) {
            self.init(number)
            return
        }
        guard let version = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription:
                    "a contract's version is major.minor, of at most nine digits each; remedy: write 1, 1.0 or 2.3"
            )
        }
        self = version
    }

    /// Encodes `major.0` as the whole number and any other version as text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if minor == 0 { try container.encode(major) } else { try container.encode(description) }
    }
}
