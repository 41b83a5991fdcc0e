internal import Models

/// What a model answers with for a row, each FP64 of shape (rows).
enum InferenceOutput: String, CaseIterable {
    /// The calibrated probability.
    case probability
    /// The probability before calibration.
    case score
    /// The calibrated logit.
    case logit

    private static let heads = allCases.map { output in
        Array(#"{"name":"\#(output.rawValue)","datatype":"\#(Datatype.fp64.rawValue)","shape":["#.utf8)
    }
    /// What stands between the shape and the numbers.
    static let middle = Array(#"],"data":["#.utf8)
    /// What stands after the numbers.
    static let end = Array("]}".utf8)

    /// What an answer begins the output with, up to the shape.
    var head: [UInt8] {
        switch self {
        case .probability: Self.heads[0]
        case .score: Self.heads[1]
        case .logit: Self.heads[2]
        }
    }

    /// The output's value of a row's score.
    func value(_ score: Score) -> Double {
        switch self {
        case .probability: score.probability.value
        case .score: score.uncalibratedProbability.value
        case .logit: score.logit
        }
    }
}

extension ModelInput.Kind {
    /// The datatype that metadata declares for inputs of the kind.
    var datatype: Datatype { self == .number ? .fp64 : .bytes }
}
