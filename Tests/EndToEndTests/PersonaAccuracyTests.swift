import FoundationEssentials
import Testing

/// Assignments against what people say of leads.
@Suite struct PersonaAccuracyTests {
    private struct Answer: Decodable {
        struct Share: Decodable, Equatable {
            var count: Int
            var rows: Int
        }
        struct Evaluation: Decodable {
            struct Name: Decodable {
                var name: String
                var precision: Share
                var recall: Share
                var unnamed: Int
            }
            struct Confusion: Decodable { var rows: Int }
            var rows: Int
            var accuracy: Share
            var coverage: Share
            var precision: Share
            var names: [Name]
            var confusions: [Confusion]
        }
        var formatVersion: Int
        var labels: Int
        var withoutLabel: Int
        var unknownLeads: Int
        var notEligible: Int
        var asOf: String
        var evaluation: Evaluation
    }

    @Test("figures are those of the assignments beside the labels, row by row")
    func figures() throws {
        let shop = try PersonaFollowTests.followed()
        let assigned = try shop.leadline(
            "personas", "assign", "who@1", "pipeline.yaml", "--as-of", Shop.asOf, "-o", "who.csv")
        #expect(assigned.status == 0, "\(assigned.errors)")
        let rows = try BuiltProgram.text(shop.path + "/who.csv").split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).prefix(3).map(String.init)
        }
        // Every fifth is said to be somebody else, every seventh nobody, and every ninth nothing.
        var labels = "lead,said\n"
        var (named, right, own, unknown, told) = (0, 0, 0, 0, 0)
        for (index, row) in rows.enumerated() {
            var label = row[2].isEmpty ? "group-0" : row[2]
            if index.isMultiple(of: 5) { label = label == "group-0" ? "group-1" : "group-0" }
            if index.isMultiple(of: 7) { label = "unknown" }
            if index.isMultiple(of: 9) { label = "" }
            // With the namespace, or without.
            let id = index.isMultiple(of: 2) ? row[0] : String(row[0].dropFirst("customer:".count))
            labels += "\(id),\(label)\n"
            if label.isEmpty { continue }
            told += 1
            if !row[2].isEmpty { named += 1 }
            if !row[2].isEmpty, row[2] == label { right += 1 }
            if label == "group-0" { own += 1 }
            if label == "group-0", row[2].isEmpty { unknown += 1 }
        }
        labels += "customer:nobody-knows,group-0\n"
        try shop.write(labels, to: "labels.csv")
        func evaluate(_ more: String...) throws -> BuiltProgram.Outcome {
            try BuiltProgram.leadline.run(
                [
                    "personas", "evaluate", "who@1", "pipeline.yaml", "--labels", "labels.csv", "--id",
                    "lead", "--persona", "said", "--as-of", Shop.asOf,
                ] + more, in: shop.path)
        }
        let outcome = try evaluate("-o", "accuracy.json", "--metrics", "text/personas.prom")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            outcome.output.contains("routing precision") && outcome.output.contains("nothing is known of"))
        #expect(!outcome.output.contains("customer:"), "nobody is named")
        let text = try BuiltProgram.text(shop.path + "/accuracy.json")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(text.utf8))
        #expect(!text.contains("customer:") && answer.formatVersion == 1 && answer.asOf == Shop.asOf)
        #expect(answer.labels == rows.count + 1 && answer.unknownLeads == 1 && answer.notEligible == 0)
        #expect(answer.withoutLabel == rows.count - told)
        let found = answer.evaluation
        #expect(found.rows == told && told > 100 && right > 50)
        #expect(found.coverage == .init(count: named, rows: told))
        #expect(found.precision == .init(count: right, rows: named))
        #expect(found.accuracy.count >= right)
        let first = try #require(found.names.first)
        #expect(first.name == "group-0" && first.recall.rows == own && first.unnamed == unknown)
        #expect(found.confusions.map(\.rows).reduce(0, +) == named - right)
        let metrics = try BuiltProgram.text(shop.path + "/text/personas.prom")
        let leads = [("right", right), ("wrong", named - right), ("unnamed", told - named)].map {
            "leadline_persona_labelled_leads{personas=\"who\",version=\"1\",outcome=\"\($0.0)\"} \($0.1)"
        }
        #expect(metrics.split(separator: "\n").filter { !$0.hasPrefix("#") } == leads.map { $0[...] })
        #expect(metrics.contains("# TYPE leadline_persona_labelled_leads gauge\n") && metrics.hasSuffix("\n"))
        // The same again is the same, and the wanted precision decides the exit code.
        #expect(try evaluate("--json").output == text)
        let share = Double(right) / Double(named)
        #expect(try evaluate("--precision", "\(share)").status == 0)
        let warned = try evaluate("--precision", "\(share + 0.001)")
        #expect(warned.status == 2 && warned.errors.contains("was asked for"), "\(warned.errors)")
    }

    @Test("mistakes are told with their row, and nothing that stands in it")
    func refusals() throws {
        let shop = try PersonaFollowTests.followed()
        let customer = try #require(Shop.purchases.purchases.first?.customer)
        func evaluate(_ labels: String, _ more: String...) throws -> BuiltProgram.Outcome {
            try shop.write("id,persona\n" + labels, to: "labels.csv")
            return try BuiltProgram.leadline.run(
                ["personas", "evaluate", "who@1", "pipeline.yaml", "--labels", "labels.csv"] + more,
                in: shop.path)
        }
        for (labels, words) in [
            ("\(customer),grup-0\n", ["row 1", "did you mean 'group-0'?"]),
            ("x1,group-0\n\(customer),Jane Doe\n", ["row 2", "not in the taxonomy", "or unknown for none"]),
            ("\(customer),group-0\ncustomer:\(customer),group-1\n", ["row 2", "there before"]),
            (",group-0\n", ["row 1", "no id"]), ("\(customer),\n", ["none of the labelled leads"]),
            ("somebody,group-0\n", ["of 1 leads nothing is known"]),
        ] {
            let outcome = try evaluate(labels)
            #expect(outcome.status == 3, "\(labels)\(outcome.errors)")
            for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
            #expect(
                !outcome.errors.contains(customer) && !outcome.errors.contains("Jane"), "\(outcome.errors)")
        }
        let early = try evaluate("\(customer),group-0\n", "--as-of", "2023-01-01T00:00:00Z")
        #expect(early.status == 3 && early.errors.contains("1 are not eligible"), "\(early.errors)")
        let column = try evaluate("a,b\n", "--persona", "persons")
        #expect(column.status == 3 && column.errors.contains("persons"), "\(column.errors)")
        let none = try shop.leadline("personas", "evaluate", "who@1", "pipeline.yaml")
        #expect(none.status == 3 && none.errors.contains("--labels"), "\(none.errors)")
    }
}
