public import Learning
import Storage

/// Where a fit begins: the last of the fits of a file that `leadline fit` wrote.
public struct FitStart: Equatable, Sendable {
    /// The parameters.
    public let start: LogisticStart
    /// The names of the columns; nil where the design had none.
    private let names: [String]?
    private let file: String

    private struct Document: Decodable {
        var formatVersion: Int
        var names: [String]?
        var fits: [LogisticStart]
    }

    /// Reads a file.
    ///
    /// - Throws: `StorageError` where it cannot be read or is no file of a fit; `WorkflowError.unusable` where its format is
    ///   another.
    public init(file: String) throws {
        let document = try CanonicalJSON.decode(
            Document.self, from: try FileSystem.read(file, followsLink: true), file: file)
        guard document.formatVersion == 1, let last = document.fits.last else {
            throw WorkflowError.unusable(
                what: "\(file) is not a file of a fit in format 1",
                remedy: "give what `leadline fit -o FILE` wrote")
        }
        start = last
        names = document.names
        self.file = file
    }

    /// Refuses the start of other columns.
    ///
    /// - Throws: `WorkflowError.unusable`.
    func check(names others: [String]?) throws {
        if let names, let others, names != others {
            throw WorkflowError.unusable(
                what: "\(file) has other columns than the rows, or another order of them",
                remedy: "begin from a fit to the same columns, or from none")
        }
    }
}
