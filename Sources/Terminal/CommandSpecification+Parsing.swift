import Spelling

extension CommandSpecification {
    /// Checks arguments, the words after the command's name.
    ///
    /// `--name value`, `--name=value`, `-n value`; a lone `-` is an argument, `--` ends the options.
    /// - Throws: the first fault from left to right, then what is missing.
    public func parse(_ words: [String]) throws(ArgumentError) -> ParsedArguments {
        var parsed = ParsedArguments(specification: self)
        var loose: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                loose += rest
                break
            }
            guard word.hasPrefix("-"), word != "-" else {
                loose.append(word)
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let spelling = String(parts[0])
            guard let option = option(spelled: spelling) else { throw unknown(spelling) }
            let attached = parts.count > 1 ? String(parts[1]) : nil
            try take(option, attached: attached, from: &rest, into: &parsed)
        }
        try place(loose, into: &parsed)
        for option in options {
            if case .value(let placeholder, _, true, _) = option.kind, parsed.values[option.name] == nil {
                throw .missingArgument(usage: "\(option.spelling) <\(placeholder)>")
            }
        }
        return parsed
    }

    private func option(spelled spelling: String) -> OptionSpecification? {
        options.first { $0.spelling == spelling || $0.short.map { "-\($0)" == spelling } == true }
    }

    private func unknown(_ spelling: String) -> ArgumentError {
        let known = (options + [.help]).map(\.spelling)
        return .unknownOption(spelling: spelling, nearest: NearestName.of(spelling, among: known))
    }

    private func take(
        _ option: OptionSpecification, attached: String?, from rest: inout ArraySlice<String>,
        into parsed: inout ParsedArguments
    ) throws(ArgumentError) {
        guard let placeholder = option.placeholder else {
            if attached != nil { throw .unexpectedValue(option: option.spelling) }
            parsed.flags.insert(option.name)
            return
        }
        // A number below zero is a value; another option is not.
        let following = rest.first.flatMap {
            $0.hasPrefix("--") || self.option(spelled: $0) != nil ? nil : $0
        }
        guard let value = attached ?? following else {
            throw .missingValue(option: option.spelling, placeholder: placeholder)
        }
        if attached == nil { rest.removeFirst() }
        if case .value(_, _, _, let allowed) = option.kind {
            if parsed.values[option.name] != nil { throw .repeatedOption(option: option.spelling) }
            if !allowed.isEmpty, !allowed.contains(value) {
                throw .invalidValue(
                    argument: option.spelling, found: value,
                    expected: "one of: " + allowed.joined(separator: ", "),
                    nearest: NearestName.of(value, among: allowed))
            }
        }
        parsed.values[option.name, default: []].append(value)
    }

    private func place(_ loose: [String], into parsed: inout ParsedArguments) throws(ArgumentError) {
        var rest = loose[...]
        for positional in positionals {
            guard let word = rest.popFirst() else {
                if [.optional, .any].contains(positional.occurrence) { continue }
                throw .missingArgument(usage: positional.usage)
            }
            parsed.values[positional.name] = [word]
            if [.repeated, .any].contains(positional.occurrence) {
                parsed.values[positional.name]? += rest
                rest = []
            }
        }
        if let word = rest.first { throw .unexpectedArgument(text: word) }
    }
}
