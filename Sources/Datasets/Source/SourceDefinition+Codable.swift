extension SourceDefinition: Codable {
    private enum CodingKeys: String, CodingKey {
        case version, contract, file, files, format, history, select, fields, map, events, maximumBad
    }

    /// Decodes a section; with `contract: FILE` the rest of the contract is that file's to say.
    ///
    /// - Throws: `DecodingError` for a section with both or neither of `file` and `files`, and for one that says
    ///   itself what its contract's file has to say.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func refusal(_ key: CodingKeys, _ problem: String) -> DecodingError {
            .dataCorruptedError(forKey: key, in: container, debugDescription: problem)
        }
        format = try container.decode(SourceFormat.self, forKey: .format)
        file = try container.decodeIfPresent(String.self, forKey: .file) ?? ""
        files = try container.decodeIfPresent([SourceFile].self, forKey: .files)
        if files?.isEmpty ?? false {
            throw refusal(.files, "there is no file in the list; remedy: name at least one")
        }
        if files != nil, !file.isEmpty {
            throw refusal(.files, "there is a file, too; remedy: list it under files")
        }
        if files == nil, file.isEmpty, format.type != .postgres {
            throw refusal(.file, "the source names no file; remedy: write file: PATH, or files with a list")
        }
        if format.type == .postgres, files != nil || !file.isEmpty {
            throw refusal(
                .format, "a table of PostgreSQL is no file; remedy: leave file and files out")
        }
        maximumBad = try container.decodeIfPresent(Double.self, forKey: .maximumBad)
        contractFile = try container.decodeIfPresent(String.self, forKey: .contract)
        if contractFile != nil {
            for key: CodingKeys in [.version, .history, .select, .fields, .map, .events]
            where container.contains(key) {
                throw refusal(
                    key, "the contract's file says this; remedy: keep \(key.rawValue) there, or drop contract"
                )
            }
            (version, history, fields, events) = (0, .full, [:], [])
            return
        }
        version = try container.decode(ContractVersion.self, forKey: .version)
        history = try container.decodeIfPresent(History.self, forKey: .history) ?? .full
        select = try container.decodeIfPresent(String.self, forKey: .select)
        fields = try container.decode([String: FieldDefinition].self, forKey: .fields)
        map = try container.decodeIfPresent([String: ValueMapping].self, forKey: .map)
        events = try container.decode([EventDefinition].self, forKey: .events)
    }

    /// Encodes the whole contract, wherever it stands: what it says decides, not where it lies.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(version, forKey: .version)
        try container.encode(file, forKey: .file)
        try container.encodeIfPresent(files, forKey: .files)
        try container.encode(format, forKey: .format)
        try container.encode(history, forKey: .history)
        try container.encodeIfPresent(select, forKey: .select)
        try container.encode(fields, forKey: .fields)
        try container.encodeIfPresent(map, forKey: .map)
        try container.encode(events, forKey: .events)
        try container.encodeIfPresent(maximumBad, forKey: .maximumBad)
    }
}
