import Storage
import Terminal
import Workflow

/// What verbs share that work on files of numbers or texts.
extension ParsedArguments {
    /// The file of a matrix, its kind of numbers and its columns.
    func matrixFiles() throws -> MatrixFiles {
        var files = MatrixFiles(design: text("file"))
        if let kind = NumberKind(rawValue: text("type")) { files.kind = kind }
        files.columns = try integer("columns", in: 1...Int(Int32.max))
        return files
    }

    /// The same, with the files that say where a sparse matrix has numbers.
    func sparseMatrixFiles() throws -> MatrixFiles {
        var files = try matrixFiles()
        files.rowStarts = optionalText("row-starts")
        files.columnIndices = optionalText("column-indices")
        return files
    }

    /// The lengths of grams that an option gives as `1..2`.
    func lengths(_ option: String) throws -> (shortest: Int, longest: Int) {
        let text = text(option)
        let bounds = text.split(separator: ".").compactMap { Int($0) }
        guard bounds.count == 2, text == "\(bounds[0])..\(bounds[1])" else {
            throw WorkflowError.unusable(
                what: "--\(option) is not two whole numbers", remedy: "write it as 1..2")
        }
        return (bounds[0], bounds[1])
    }

    /// Writes a document to the file of `--output`, if there is one.
    func write(_ document: some Encodable) throws {
        guard let path = optionalText("output") else { return }
        try Common.makeFolder(of: path)
        try AtomicFile.write(CanonicalJSON.encode(document), to: path)
    }

    /// Writes bytes to the file of an option, if it is given.
    func write(_ bytes: @autoclosure () -> [UInt8], to option: String) throws {
        guard let path = optionalText(option) else { return }
        try Common.makeFolder(of: path)
        try AtomicFile.write(bytes(), to: path)
    }

    /// Where an option says that something is written.
    ///
    /// - Throws: `WorkflowError` where it is not given.
    func destination(_ option: String, _ placeholder: String, of what: String) throws -> String {
        guard let path = optionalText(option) else {
            throw WorkflowError.unusable(
                what: "\(what) and has nowhere to write them", remedy: "give --\(option) \(placeholder)")
        }
        return path
    }
}
