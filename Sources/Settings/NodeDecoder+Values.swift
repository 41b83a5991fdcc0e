import Spelling

extension NodeDecoder {
    /// The value as a type: scalars by the core schema, anything else by its own `init(from:)`.
    func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if let scalarType = type as? any ScalarReadable.Type {
            guard case .scalar(let scalar) = node.content, let value = scalarType.read(scalar) as? Value
            else {
                throw wrongKind(expected: scalarType.expectation, as: type)
            }
            return value
        }
        do {
            return try Value(from: self)
        } catch {
            let settingsError = unknownValue(of: type, refusedWith: error) ?? settingsError(from: error)
            if let error = error as? DecodingError, error.context.underlyingError is SettingsError {
                throw error
            }
            throw DecodingError.dataCorrupted(context(settingsError))
        }
    }

    /// The error as one of settings, at the place it names if that lies at or below this value, else here.
    func settingsError(from error: any Error) -> SettingsError {
        guard let error = error as? DecodingError else { return refusal("\(error)", at: path) }
        let context = error.context
        if let finished = context.underlyingError as? SettingsError { return finished }
        let named = context.codingPath.map { PathStep($0) }
        return refusal(context.debugDescription, at: named.starts(with: path) ? named : path)
    }

    private func refusal(_ text: String, at path: [PathStep]) -> SettingsError {
        let separator = "; remedy: "
        var reason = text
        var remedy = "correct the value"
        if let range = text.firstRange(of: separator) {
            reason = String(text[..<range.lowerBound])
            remedy = String(text[range.upperBound...])
        }
        return document.error(at: path, .invalid(reason: reason, remedy: remedy))
    }

    /// If the type is an enumeration of names and refused the text: the error that lists the names.
    private func unknownValue(of type: Any.Type, refusedWith error: any Error) -> SettingsError? {
        guard case .scalar(let scalar) = node.content, let type = type as? any CaseIterable.Type,
            case .dataCorrupted(let context)? = error as? DecodingError, context.underlyingError == nil
        else { return nil }
        let allowed = Self.names(of: type)
        guard !allowed.isEmpty else { return nil }
        let problem = SettingsProblem.unknownValue(
            found: scalar.summary, nearest: NearestName.of(scalar.text, among: allowed), allowed: allowed)
        return document.error(at: path, mark: node.mark, problem)
    }

    private static func names<Cases: CaseIterable>(of type: Cases.Type) -> [String] {
        type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
    }
}

extension DecodingError {
    var context: Context {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context
        @unknown default: Context(codingPath: [], debugDescription: "\(self)")
        }
    }
}
