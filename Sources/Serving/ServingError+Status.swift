extension ServingError {
    /// The status a response with this error has.
    ///
    /// Source: Open Inference Protocol v2, where what is not 404, 500, 501 or 503 is 400; 401, 403, 405, 413 and 429 are
    /// HTTP's own (RFC 9110).
    var status: Int {
        switch self {
        case .invalidJSON, .invalidField, .refusedInput, .batchTooLarge: 400
        case .unauthorized: 401
        case .forbidden: 403
        case .tooManyRequests: 429
        case .unknownPath, .noPersonas, .unknownModel, .unknownVersion: 404
        case .wrongMethod: 405
        case .bodyTooLarge: 413
        case .unsupported: 501
        case .notReady, .breakerOpen, .overloaded, .draining: 503
        case .invalidAddress, .cannotListen, .invalidCertificate, .tooFewDescriptors, .cannotLog,
            .invalidKeys, .accessUndeclared, .contradiction,
            .invalidCanary, .invalidModelReference:
            500
        }
    }
}
