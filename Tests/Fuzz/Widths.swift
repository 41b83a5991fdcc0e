/// Every kind of value that a decoder is asked for.
struct Widths: Codable {
    var flag: Bool?
    var text: String?
    var number: Double?
    var narrow: Float?
    var int: Int?
    var int8: Int8?
    var int16: Int16?
    var int32: Int32?
    var int64: Int64?
    var uint: UInt?
    var uint8: UInt8?
    var uint16: UInt16?
    var uint32: UInt32?
    var uint64: UInt64?
    var name: Name?
    var flags: [Bool]?
    var texts: [String?]?
    var numbers: [Double]?
    var narrows: [Float]?
    var ints: [Int]?
    var bytes: [UInt8]?
    var shorts: [Int16]?
    var words: [UInt32]?
    var names: [String: [Name]]?
    var nested: [[String: [Widths]]]?

    enum Name: String, Codable, CaseIterable { case first, second }
}
