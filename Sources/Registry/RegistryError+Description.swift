internal import Storage

extension RegistryError: CustomStringConvertible {
    /// What happened, where, and what to do about it.
    public var description: String {
        switch self {
        case .invalidName(let kind, let name):
            return
                "`\(name)` cannot be the name of \(kind): use lower-case letters, digits, `.`, `_` and `-`, "
                + "beginning with a letter or digit, at most 64 (`latest` is reserved)"
        case .invalidFileName(let name):
            return
                "`\(name)` cannot be a file of a version: use letters, digits, `.`, `_` and `-`, beginning with "
                + "a letter or digit, at most 128 (`manifest.json` and `model.sig` are the registry's)"
        case .invalidReference(let text):
            return "`\(text)` names no model version; write models:/name/3 or models:/name@production"
        case .invalidDecision(let field, let problem):
            return "the decision's `\(field)`: \(problem)"
        case .noSuchModel(let name, let known) where known.contains(name):
            return
                "the model `\(name)` is there and has no version; train one, or bring them with `leadline registry pull`"
        case .noSuchModel(let name, let known):
            return "there is no model `\(name)`; the registry has \(RegistryError.list(known))"
        case .noSuchVersion(let model, let version, let known):
            return
                "`\(model)` has no version \(version); it has \(RegistryError.list(known.map(String.init)))"
        case .noSuchAlias(let model, let alias, let known):
            return "`\(model)` has no alias `\(alias)`; it has \(RegistryError.list(known))"
        case .damaged(let model, let findings):
            return "`\(model)` does not verify:\n" + findings.map { "  \($0)" }.joined(separator: "\n")
                + "\nrestore the named files from a copy of the registry, or train again"
        case .untrusted(let model, let version, let problem):
            return
                "version \(version) of `\(model)`: \(problem); check it, then run `leadline registry sign` with a "
                + "trusted key, or name the key that signed it"
        case .signedByAnother(let model, let version):
            return
                "version \(version) of `\(model)` is signed by another key, whose signature stays; to replace it, run "
                + "`leadline registry sign models:/\(model)/\(version)` with this key"
        case .tooNew(let path, let needs, let speaks):
            return "\(path): needs a reader of format \(needs), and this one speaks up to \(speaks); "
                + "use a later release"
        case .otherKind(let model, let version, let kind, let wanted):
            return
                "version \(version) of `\(model)` is of kind \(kind.rawValue), not \(wanted.rawValue); use another name"
        case .unmetRequirement(let model, let version, let problem):
            return
                "version \(version) of `\(model)` cannot be used: \(problem); pull what it needs into this registry, or train again"
        case .illegalMove(let model, let version, let problem):
            return "version \(version) of `\(model)`: \(problem)"
        case .conflict(let model, let problem):
            return "`\(model)`: \(problem)"
        case .invalidAddress(let problem):
            return "the other registry's address: \(problem); write ssh://[user@]host[:port]/path"
        case .unreachable(let program, let code):
            return
                "the model could not be had from the other machine: \(program) ended with exit code \(code); nothing was "
                + "changed here; try it with `ssh` by hand, and check that the path is a registry that has the model"
        case .notWritable(let path, let reason):
            return
                "\(path): the registry cannot be written (\(reason)); what was there before is whole, and `leadline registry "
                + "history` says whether a decision was taken; check that it is not mounted read-only, that this user "
                + "may write there, and that there is space"
        case .storage(let error):
            return error.description
        }
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "none" : names.joined(separator: ", ")
    }
}
