public import Datasets
import Settings
import Storage

extension Pipeline {
    /// How each source's contract stands to those published beside the pipeline, by name of source.
    ///
    /// - Throws: `DatasetError.file` for a published contract that is damaged.
    public func contractReviews() throws -> [ContractReview] {
        let archive = ContractArchive(beside: folder)
        return try locating {
            try (settings.sources ?? [:]).sorted { $0.key < $1.key }.map { name, source in
                try archive.review(source.contract, of: name)
            }
        }
    }

    /// Publishes the contracts of all sources: from then on a version means what it means now.
    ///
    /// - Returns: the files that are new.
    /// - Throws: `SettingsError` for a contract that the published ones forbid.
    public func publishContracts() throws -> [String] {
        let archive = ContractArchive(beside: folder)
        return try locating {
            try (settings.sources ?? [:]).sorted { $0.key < $1.key }.compactMap { name, source in
                try archive.publish(source.contract, of: name)
            }
        }
    }

    /// Refuses contracts that break what was published.
    ///
    /// - Throws: `WorkflowError.refused` naming each source, field and change.
    func refuseBrokenContracts() throws {
        let refused = try contractReviews().filter { $0.refusal != nil }
        guard !refused.isEmpty else { return }
        throw WorkflowError.refused(
            what: refused.map { "\(place(of: $0.source)): \($0.refusal ?? "")" }.joined(separator: "\n"),
            remedy: Set(refused.compactMap(\.remedy)).sorted().joined(separator: "; "))
    }

    private func place(of source: String) -> String {
        let line = document.line(of: ["sources", source]).map { ":\($0)" } ?? ""
        return "\(file)\(line): sources.\(source)"
    }

    /// Settings with whatever stands in files beside the pipeline: contracts, dictionaries and published contracts.
    ///
    /// - Returns: the settings, and the contract files by source.
    static func resolve(
        _ settings: PipelineSettings, document: SettingsDocument, folder: String
    ) throws(SettingsError) -> (settings: PipelineSettings, contracts: [String: SettingsDocument]) {
        var settings = settings
        var contracts: [String: SettingsDocument] = [:]
        let archive = ContractArchive(beside: folder)
        for name in (settings.sources ?? [:]).keys.sorted() {
            guard var source = settings.sources?[name] else { continue }
            if let file = source.contractFile {
                let contract = try SettingsDocument(file: FileSystem.path(file, in: folder))
                source.contract = try contract.decode(SourceContract.self)
                contracts[name] = contract
            }
            for field in (source.map ?? [:]).keys.sorted() {
                guard let file = source.map?[field]?.file else { continue }
                let values = try dictionary(FileSystem.path(file, in: folder))
                guard source.map?[field]?.values == nil else {
                    throw (contracts[name] ?? document).error(
                        at: (contracts[name] == nil ? ["sources", name] : []) + ["map", field],
                        "the dictionary stands both here and in \(file)", remedy: "keep one of them")
                }
                // What a dictionary says decides, not where it lies.
                source.map?[field]?.values = values
                source.map?[field]?.file = nil
            }
            do throws(DatasetError) {
                try source.resolve(at: ["sources", name]) { version throws(DatasetError) in
                    try archive.contract(of: name, version)
                }
            } catch {
                throw document.error(
                    at: error.keyPath ?? ["sources", name], error.what, remedy: error.remedy)
            }
            settings.sources?[name] = source
        }
        return (settings, contracts)
    }

    /// The dictionary of a file.
    ///
    /// - Throws: errors with the line of an entry; an entry is a text of the source and no key of a setting.
    private static func dictionary(_ path: String) throws(SettingsError) -> [String: String] {
        do throws(SettingsError) {
            return try SettingsDocument(file: path).decode([String: String].self)
        } catch {
            if error.keyPath.isEmpty { throw error }
            throw SettingsError(
                file: error.file, line: error.line, column: error.column, keyPath: "",
                problem: .invalid(
                    reason: "an entry of the dictionary: \(error.problem.text)", remedy: error.problem.remedy)
            )
        }
    }
}
