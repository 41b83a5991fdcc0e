public import Storage

/// What was imported: the files' digests, the contracts', and what became of the rows.
///
/// It has no path and no personal data, so that two imports of the same data have the same manifest.
public struct ImportManifest: Codable, Equatable, Sendable {
    /// The version of this file's format.
    public var formatVersion = currentFormat
    /// The digest of the sources and the zone: the run that made the log.
    public var run: Digest
    /// The digest of the log's manifest; nil for a plain table and for a log in memory.
    public var log: Digest?
    /// The digest of `quarantine.jsonl`; nil where nothing is kept.
    public var quarantine: Digest?
    /// What is kept of the rows set aside, where the pipeline says; nil where it does not.
    public var keeping: QuarantineSettings?
    /// The time zone of dates.
    public var zone: String
    /// The sources in the order of their names.
    public var sources: [Source]

    /// The format that this program writes and reads.
    static let currentFormat = 2

    /// One imported source.
    public struct Source: Codable, Equatable, Sendable {
        /// The source's name.
        public var name: String
        /// The contract's version.
        public var version: ContractVersion
        /// Whether the source keeps what it once said.
        public var history: SourceDefinition.History
        /// The data file's SHA-256; for several, that of the list of theirs, ascending.
        public var file: Digest
        /// The SHA-256 of the definition in canonical JSON.
        public var contract: Digest
        /// What became of the rows.
        public var counts: RowCounts
        /// By field with a dictionary, the rows with a text that it does not know; nil without dictionaries.
        public var unmapped: [String: Int]?
        /// By field with a dictionary that is not personal, the commonest of those texts, with their rows; nil without any.
        public var unknownTexts: [String: [String: Int]]?
        /// By file that has any, in the order of their digests, the rows without an id that say what a row of another
        /// file says; nil without any.
        public var repeated: [RepeatedRows]?
        /// By event kind, when events count as recorded where the source does not say: `occurredAt + 1d`.
        public var assumptions: [String: String]

        /// Takes an imported source.
        ///
        /// - Throws: `DatasetError.database` for a contract that has no canonical form.
        init(
            name: String, definition: SourceDefinition, files: [Digest], unmapped: [String: Int]? = nil,
            unknownTexts: [String: [String: Int]]? = nil, repeated: [RepeatedRows]? = nil, counts: RowCounts
        ) throws(DatasetError) {
            self.name = name
            version = definition.version
            history = definition.history
            file = Self.digest(ofFiles: files)
            contract = try Self.digest(of: definition)
            self.unmapped = unmapped
            self.unknownTexts = unknownTexts
            self.repeated = repeated
            self.counts = counts
            assumptions = [:]
            for event in definition.parts.flatMap(\.events) {
                if case .assumed(let span)? = event.recording {
                    assumptions[event.kind] = "occurredAt + \(span)"
                }
            }
        }

        init(table: TableDefinition, file: Digest, counts: RowCounts) throws(DatasetError) {
            name = "table"
            version = ContractVersion(table.version ?? 1)
            // A row says what it says today: nothing shows when each value was written.
            history = .snapshot
            self.file = file
            var portable = table
            portable.file = ""
            contract = try Self.digest(portable)
            self.counts = counts
            assumptions = [:]
        }

        /// The digest of all files, whatever their order; one that comes twice counts once.
        static func digest(ofFiles files: [Digest]) -> Digest {
            let different = Set(files)
            if let file = different.first, different.count == 1 { return file }
            return Digest(of: Array(different.map { "\($0)\n" }.sorted().joined().utf8))
        }

        /// The digest of a contract: where its files lie is no part of what the rows mean.
        static func digest(of definition: SourceDefinition) throws(DatasetError) -> Digest {
            var portable = definition
            portable.file = ""
            portable.files = definition.files?.compactMap { file in
                var file = file
                file.path = ""
                return file.terms == nil && file.format == nil ? nil : file
            }
            if portable.files?.isEmpty ?? false { portable.files = nil }
            return try digest(portable)
        }

        private static func digest(_ definition: some Encodable) throws(DatasetError) -> Digest {
            do throws(StorageError) {
                return Digest(of: try CanonicalJSON.encode(definition))
            } catch {
                throw .database(what: "\(error)", remedy: "write finite numbers in the contract")
            }
        }
    }

    init(sources: [Source], zone: String) {
        self.sources = sources
        self.zone = zone
        var text = "zone \(zone)\n"
        for source in sources { text += "\(source.name) \(source.file) \(source.contract)\n" }
        run = Digest(of: Array(text.utf8))
    }
}
