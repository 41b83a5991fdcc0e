extension ListenAddress: Decodable {
    /// Reads `IP:PORT`.
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }
}
