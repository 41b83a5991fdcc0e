extension StorageError: CustomStringConvertible {
    /// What happened, where, and what to do about it.
    public var description: String {
        switch self {
        case .missing(let path):
            return "\(path): no such file or directory; check the path"
        case .unreadable(let path, let reason):
            return "\(path): cannot be read (\(reason)); check that it is a readable file of the right kind"
        case .unwritable(let path, let reason):
            return "\(path): cannot be written (\(reason)); check permissions, free space and that its "
                + "directory is writable"
        case .alreadyExists(let path):
            return
                "\(path): already exists, and what is published is never replaced; publish under another name"
        case .exposed(let path, let mode):
            return
                "\(path): holds a secret but has mode \(String(mode, radix: 8)); run `chmod 600` on it, and "
                + "replace the key if others may have read it"
        case .busy(let path, let activity, let holder):
            let who = holder.map { "another process (pid \($0))" } ?? "another process"
            return "\(path): \(who) is \(activity); wait for it to end and try again"
        case .unencodable(let keyPath, let problem):
            return "`\(keyPath)` cannot be written as JSON: \(problem); give it a value that JSON has"
        case .malformedJSON(let file, let line, let column, let problem):
            return
                "\(file):\(line):\(column): not valid JSON: \(problem); correct it there, or restore the file "
                + "from a copy"
        case .unexpectedContent(let file, let keyPath, let problem):
            return "\(file): `\(keyPath)`: \(problem); correct it there, or restore the file from a copy"
        case .malformedTensors(let file, let problem):
            return "\(file): not a safetensors file of F64 tensors: \(problem); restore it from a copy"
        case .malformedArray(let file, let problem):
            return
                "\(file): no array that can be read: \(problem); write it with NumPy's save, in C order, of float64, "
                + "float32, int64, int32, uint8 or bool"
        case .malformedWordVectors(let file, let line, let byte, let problem):
            let place = line.map { "\(file):\($0)" } ?? "\(file), byte \(byte)"
            return
                "\(place): \(problem); give a file as word2vec writes it, binary where its name ends with .bin, else text"
        case .sealBroken(let file, let problem):
            return "\(file): \(problem); restore it from a copy"
        case .brokenJournal(let file, let line, let problem):
            return "\(file):\(line): \(problem); restore the journal from a copy"
        case .malformedArchive(let name, let problem):
            return "\(name): the archive is not admitted: \(problem); look at what sends it"
        case .notStarted(let program, let reason):
            return "\(program): cannot be started (\(reason)); install it, or put it into a folder of PATH"
        }
    }
}
