internal import Models

/// What a model answers with for a row, each FP64 of shape (rows).
enum InferenceOutput: String, CaseIterable {
    /// The calibrated probability.
    case probability
    /// The probability before calibration.
    case score
    /// The calibrated logit.
    case logit

    /// What stands between the shape and the numbers.
    static let middle: StaticString = #"],"data":["#
    /// What stands after the numbers.
    static let end: StaticString = "]}"

    /// What an answer begins the output with, up to the shape.
    var head: StaticString {
        switch self {
        case .probability: #"{"name":"probability","datatype":"FP64","shape":["#
        case .score: #"{"name":"score","datatype":"FP64","shape":["#
        case .logit: #"{"name":"logit","datatype":"FP64","shape":["#
        }
    }

    /// What an answer for one row begins the output with, up to the number.
    var headOfOneRow: StaticString {
        switch self {
        case .probability: #"{"name":"probability","datatype":"FP64","shape":[1],"data":["#
        case .score: #"{"name":"score","datatype":"FP64","shape":[1],"data":["#
        case .logit: #"{"name":"logit","datatype":"FP64","shape":[1],"data":["#
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
