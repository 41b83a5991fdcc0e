import Foundation
import Learning
import Settings
import Testing
import Workflow

/// What is protected serves the audit only, unless it is said why.
@Suite struct ProtectedTests {
    private static let given = "model: {inputs: {pricing: [], time: [log1p]}}"

    private static func text(_ model: String, _ evaluation: String) -> String {
        DefinitionCheckTests.yaml.replacing(given, with: model)
            .replacing("{groups: [page], capacity: 5}", with: "{\(evaluation), capacity: 5}")
    }

    private static func inputs(_ model: String, _ evaluation: String) throws -> [String]? {
        try Pipeline(text: text(model, evaluation)).settings.model?.inputs?.entries.map(\.name)
    }

    @Test func isNeverAmongTheDefaultInputs() throws {
        let all = ["pricing", "time", "pages", "share", "payers"]
        #expect(try Self.inputs("", "protected: [page]") == all)
        #expect(try Self.inputs("model: {penalty: 2.0}", "protected: [page], groups: [page]") == all)
        #expect(try Self.inputs("", "groups: [page]") == nil)
    }

    @Test func isUsedWhereItIsSaidWhy() throws {
        let model = "model: {inputs: {pricing: [], page: []}, usesProtected: the law asks for it}"
        #expect(try Self.inputs(model, "protected: [page]") == ["pricing", "page"])
    }

    @Test(arguments: [
        (
            "model: {inputs: {pricing: [], page: []}}", "protected: [page]", "model.inputs.page",
            "'page' is protected"
        ),
        (
            "model: {inputs: {pricing: [], page: []}, usesProtected: \" \"}", "protected: [page]",
            "model.usesProtected", "there is no reason in it"
        ),
        (
            "model: {inputs: {pricing: []}, usesProtected: why not}", "protected: [page]",
            "model.usesProtected", "no input of the model is protected"
        ),
        (
            "model: {usesProtected: why not}", "protected: [page]", "model.usesProtected",
            "no input of the model is protected"
        ),
        ("", "protected: [time]", "evaluation.protected[0]", "no feature 'time' that is a category"),
        ("", "protected: [page, pgae]", "evaluation.protected[1]", "did you mean `page`?"),
    ])
    func isRefusedAtItsLine(model: String, evaluation: String, place: String, what: String) throws {
        let text = Self.text(model, evaluation)
        let error = try #require(throws: SettingsError.self) { try Pipeline(text: text) }
        let message = "\(error)"
        #expect(message.contains(place) && message.contains(what), "\(message)")
        #expect(message.contains(/yaml:\d+/), "\(message)")
    }
}
