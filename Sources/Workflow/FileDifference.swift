import Reports
import Storage

/// A place in which two files of one name differ.
public struct FileDifference: Encodable, Equatable, Sendable {
    /// The file's name.
    public var file: String
    /// The JSON key path, the tensor, or the line; nil for the file as a whole.
    public var place: String?
    /// The value as it was recorded; nil where there is none.
    public var recorded: String?
    /// The value as it is now.
    public var now: String?

    /// Every place in which two sets of files differ, by file and place.
    ///
    /// JSON is compared value by value, weights number by number, and other files up to the first line that differs.
    /// - Complexity: O(bytes).
    static func all(_ recorded: [String: [UInt8]], _ now: [String: [UInt8]]) -> [FileDifference] {
        Set(recorded.keys).union(now.keys).sorted().flatMap { name -> [FileDifference] in
            guard let left = recorded[name], let right = now[name] else {
                return [
                    FileDifference(
                        file: name, recorded: recorded[name] == nil ? nil : "a file",
                        now: now[name] == nil ? nil : "a file")
                ]
            }
            if left == right { return [] }
            let pairs: [ComparedFact]
            if name.hasSuffix(".json") {
                pairs = VersionComparison.pairs(values(left, name), values(right, name))
            } else if name.hasSuffix(".safetensors") {
                pairs = VersionComparison.pairs(tensors(left, name), tensors(right, name))
            } else {
                pairs = firstLine(left, right)
            }
            let found = pairs.filter { $0.left != $0.right }.map {
                FileDifference(file: name, place: $0.name, recorded: $0.left, now: $0.right)
            }
            // What cannot be taken apart differs as a whole.
            return found.isEmpty
                ? [FileDifference(file: name, recorded: "other bytes", now: "other bytes")] : found
        }
    }

    private static func values(_ bytes: [UInt8], _ name: String) -> [VersionComparison.Fact] {
        (try? CanonicalJSON.decode(JSONValue.self, from: bytes, file: name)).map(SettingFacts.all) ?? []
    }

    private static func tensors(_ bytes: [UInt8], _ name: String) -> [VersionComparison.Fact] {
        guard let file = try? Safetensors.decode(bytes, file: name) else { return [] }
        return file.tensors.sorted { $0.key < $1.key }.flatMap { name, tensor in
            tensor.values.enumerated().map { ("\(name)[\($0)]", "\($1)") }
        }
    }

    private static func firstLine(_ left: [UInt8], _ right: [UInt8]) -> [ComparedFact] {
        func lines(_ bytes: [UInt8]) -> [String] {
            String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
                .map(String.init)
        }
        let (left, right) = (lines(left), lines(right))
        let index =
            zip(left, right).enumerated().first { $1.0 != $1.1 }?.offset ?? min(left.count, right.count)
        return [
            ComparedFact(
                name: "line \(index + 1)", left: left.indices.contains(index) ? left[index] : nil,
                right: right.indices.contains(index) ? right[index] : nil)
        ]
    }
}
