import FoundationEssentials
import TestKit
import Testing

/// One lead's score against the reference lead, by family, and what would take it elsewhere.
@Suite struct ExplanationTests {
    /// The shop, with what a team can do and a family of its own choice.
    private static let acting = PipelineText.acting
        .replacing("attribute: amount}", with: "attribute: amount, family: money}")

    private static let calls = PipelineText.calls
        .replacing("seconds: {", with: "visits: {").replacing(
            "job: {type: text, purpose: feature, known: asOf}",
            with: """
                job: {type: text, purpose: feature, known: asOf, family: who they are}
                    rooms: {type: number, purpose: feature, known: asOf}
                """)

    private static let callsActing =
        calls + """

            actionable:
              visits: {direction: up, minimum: 0, maximum: 30, step: 0.5}
              job: {levels: [clerk, cook]}
            """

    /// Rows in which few have rooms, older people and those with visits say yes more often.
    private static let rows = (0..<900).map { row in
        let age = 20 + row * 7 % 50
        let visits = row * 13 % 11
        let isYes = (row * 31 % 97) < age / 2 + visits * 4
        let rooms = row % 10 < 3 ? "\(1 + row % 5)" : ""
        return (
            age: age, visits: visits, job: ["clerk", "cook", "cook", "smith"][row * 3 % 4], rooms: rooms,
            answer: isYes ? "yes" : "no"
        )
    }

    private static func table(_ pipeline: String) throws -> Shop {
        let shop = try Shop(pipeline)
        let lines = rows.map { "\($0.age),\($0.visits),\($0.job),\($0.rooms),\($0.answer)\n" }
        try shop.write("age,visits,job,rooms,answer\n" + lines.joined(), to: "calls.csv")
        for verb in ["train", "promote"] {
            let run = try shop.leadline(verb, "pipeline.yaml")
            guard run.status == 0 else { throw HTTPClient.Failure(what: run.errors) }
        }
        return shop
    }

    private func explained(_ shop: Shop, _ id: String, _ options: String...) throws -> LeadAnswer {
        let run = try BuiltProgram.leadline.run(
            ["explain", "pipeline.yaml", id, "--json"] + options, in: shop.path)
        guard run.status < 3 else { throw HTTPClient.Failure(what: run.errors) }
        return try JSONDecoder().decode(LeadAnswer.self, from: Data(run.output.utf8))
    }

    /// Baseline and contributions, and baseline and families, sum to the logit.
    private func expectSums(_ answer: LeadAnswer) throws {
        let sum = answer.contributions.reduce(answer.baseline) { $0 + $1.contribution }
        #expect(abs(sum - answer.logit) <= 1e-12)
        let families = try #require(answer.families)
        #expect(abs(families.reduce(answer.baseline) { $0 + $1.contribution } - answer.logit) <= 1e-12)
        for family in families {
            let own = answer.contributions.filter { $0.family == family.family }
            #expect(own.map(\.input) == family.inputs)
            #expect(own.reduce(0) { $0 + $1.contribution } == family.contribution)
        }
        #expect(families.flatMap(\.inputs).sorted() == answer.contributions.map(\.input).sorted())
    }

    @Test func explainsEventsAgainstTheReferenceLead() throws {
        let shop = try Shop(Self.acting)
        for verb in ["train", "promote"] {
            #expect(try shop.leadline(verb, "pipeline.yaml").status == 0)
        }
        let answer = try explained(shop, "c1000", "--as-of", Shop.asOf, "--by", "family")
        #expect(answer.against == "reference")
        try expectSums(answer)
        let families = Dictionary(
            uniqueKeysWithValues: answer.contributions.map { ($0.input, $0.family) })
        #expect(
            families == [
                "frequency": "activity", "monetary": "money", "recency": "recency", "region": "profile",
            ])
        // The reference lead is the version's, whoever is asked about.
        let other = try explained(shop, "c1001", "--as-of", Shop.asOf)
        #expect(other.contributions.map(\.reference) == answer.contributions.map(\.reference))
        #expect(other.baseline == answer.baseline)
        #expect(!answer.contributions.contains { $0.reference == nil || $0.reference == .missing })
        let average = try explained(shop, "c1000", "--as-of", Shop.asOf, "--against", "average")
        #expect(average.against == "average" && average.logit == answer.logit)
        #expect(average.baseline != answer.baseline)
        #expect(average.contributions.allSatisfy { $0.reference == nil })

        let text = try shop.leadline(
            "explain", "pipeline.yaml", "c1000", "--as-of", Shop.asOf, "--by", "family")
        #expect(text.output.contains("against the reference lead"))
        #expect(text.output.contains("money"))
        for report in ["registry/models/shop/versions/1", "reports/shop/version-1"] {
            #expect(
                try BuiltProgram.text(shop.path + "/\(report)/report.html").contains("The reference lead"))
        }
    }

    /// What is proposed is scored by the daemon as it was promised, and one step less is not enough.
    @Test func whatIsProposedReachesTheTargetInTheDaemon() throws {
        let shop = try Shop(Self.acting)
        for verb in ["train", "promote"] {
            #expect(try shop.leadline(verb, "pipeline.yaml").status == 0)
        }
        let daemon = try RunningDaemon(shop)
        try RunningDaemon.wait { try daemon.request("GET", "/v2/health/ready").status == 200 }
        var sizes: Set<Int> = []
        let customers = Set(Shop.purchases.purchases.map(\.customer)).sorted()
        for id in [3, 50, 120, 200].map({ customers[$0] }) {
            let far = try explained(shop, id, "--as-of", Shop.asOf, "--to", "0.999999")
            let best = try #require(far.counterfactual?.nearest)
            #expect(try shop.leadline("explain", "pipeline.yaml", id, "--to", "0.999999").status == 1)
            for share in [0.2, 0.6, 0.98] {
                let target = far.probability + share * (best.probability - far.probability)
                let answer = try explained(
                    shop, id, "--as-of", Shop.asOf, "--to", "\(target)", "--limit", "5")
                let found = try #require(answer.counterfactual)
                #expect(found.isReachable && found.nearest == nil && !found.answers.isEmpty)
                #expect(found.actionable == ["frequency", "recency"])
                for one in found.answers {
                    sizes.insert(one.changes.count)
                    var row = Dictionary(
                        uniqueKeysWithValues: answer.contributions.map { ($0.input, $0.value) })
                    for change in one.changes {
                        #expect(row[change.input] == change.from)
                        row[change.input] = change.to
                        let (from, to) = (change.from.number ?? .nan, change.to.number ?? .nan)
                        switch change.input {
                        case "frequency": #expect(to > from && to <= 40 && to == to.rounded())
                        case "recency": #expect(to < from && to >= 0 && (to / 5) == (to / 5).rounded())
                        default: Issue.record("\(change.input) is not actionable")
                        }
                    }
                    #expect(one.probability >= target)
                    #expect(try inferred(row, daemon) == one.probability)
                    if one.changes.count == 1, let change = one.changes.first, let to = change.to.number {
                        row[change.input] = .number(change.input == "frequency" ? to - 1 : to + 5)
                        #expect(try inferred(row, daemon) < target)
                    }
                }
            }
        }
        #expect(sizes == [1, 2])
        #expect(daemon.stop() == 0)
    }

    @Test func explainsTheRowsOfATable() throws {
        let shop = try Self.table(Self.callsActing)
        let answer = try explained(shop, "700", "--by", "family", "--to", "0.9", "--limit", "1")
        try expectSums(answer)
        #expect(
            answer.contributions.reduce(into: [:]) { $0[$1.input] = $1.family }
                == ["age": "figures", "job": "who they are", "rooms": "figures", "visits": "figures"])
        // The first 540 rows trained: the middle, the commonest, and missing where most are.
        let train = Self.rows.prefix(540)
        let expected: [String: LeadAnswer.Value] = [
            "age": .number(Double(train.map(\.age).sorted()[269])),
            "visits": .number(Double(train.map(\.visits).sorted()[269])), "job": .text("cook"),
            "rooms": .missing,
        ]
        for one in answer.contributions { #expect(one.reference == expected[one.input], "\(one.input)") }
        let counterfactual = try #require(answer.counterfactual)
        #expect(counterfactual.actionable == ["job", "visits"])
        #expect(counterfactual.isReachable && counterfactual.answers.count == 1)
        for change in counterfactual.answers.flatMap(\.changes) {
            #expect(["job", "visits"].contains(change.input))
        }
        // A lead above the target is to fall to it, as far as it can.
        let fall = try explained(shop, "700", "--to", "0.000001")
        #expect(fall.counterfactual?.isReachable == false)
        #expect(try #require(fall.counterfactual?.nearest).probability <= fall.probability)
        let text = try shop.leadline("explain", "pipeline.yaml", "700", "--to", "0.999999")
        #expect(text.status == 1)
        #expect(text.output.contains("Nothing that can be acted on takes it to at least"))
    }

    /// A hashed level is told by the text that is listed and the lead's own, not by its bucket.
    @Test func hashedLevelsAreToldByTheirTexts() throws {
        let shop = try Self.table(
            Self.callsActing
                .replacing(
                    "model: {penalty",
                    with: "model: {inputs: {age: [], visits: [], rooms: [], job: {hash: 64}}, penalty"
                )
                .replacing("[clerk, cook]", with: "[clerk, cook, pilot]"))
        var seen: Set<String> = []
        for id in 700...703 {
            for target in ["0.999999", "0.000001"] {
                let answer = try explained(shop, "\(id)", "--to", target)
                let row = Self.rows[id - 1]
                #expect(
                    answer.contributions.first { $0.input == "age" }?.value == .number(Double(row.age)))
                for change in try #require(answer.counterfactual?.nearest).changes
                where change.input == "job" {
                    #expect(change.from == .text(row.job) && change.to != change.from)
                    guard case .text(let level) = change.to else {
                        Issue.record("\(change.to) is no level")
                        continue
                    }
                    seen.insert(level)
                }
            }
        }
        #expect(seen.count > 1 && seen.isSubset(of: ["clerk", "cook", "pilot"]), "\(seen)")
    }

    @Test func saysWhatItCannotTell() throws {
        let shop = try Self.table(Self.calls)
        let plain = try shop.leadline("explain", "pipeline.yaml", "700", "--to", "0.5")
        #expect(plain.status == 3)
        #expect(plain.errors.contains("names no input of version 1 that can be acted on"))
        #expect(plain.errors.contains("remedy: list some under `actionable`"))
        // What can be done is no part of the version: nothing is trained anew.
        try shop.write(
            Self.callsActing.replacing("[clerk, cook]", with: "[clerk, cock]"), to: "pipeline.yaml")
        let misspelt = try shop.leadline("explain", "pipeline.yaml", "700", "--to", "0.5")
        #expect(misspelt.status == 3)
        #expect(misspelt.errors.contains("the level 'cock' of job, which version 1 does not know"))
        #expect(misspelt.errors.contains("did you mean `cook`?"))
        try shop.write(Self.callsActing, to: "pipeline.yaml")
        #expect(try shop.leadline("explain", "pipeline.yaml", "700", "--to", "0.5").status < 2)
        #expect(try shop.leadline("train", "pipeline.yaml").output.contains("calls version 1 (the version"))
        let nobody = try shop.leadline("explain", "pipeline.yaml", "70000", "--to", "0.5")
        #expect(nobody.status == 3)
        #expect(nobody.errors.contains("nothing is known of that row"))
        for options in [
            ["--limit", "2"], ["--to", "1.5"], ["--to", "0"], ["--against", "everybody"], ["--by", "x"],
        ] {
            let run = try BuiltProgram.leadline.run(
                ["explain", "pipeline.yaml", "700"] + options, in: shop.path)
            #expect(run.status == 3, "\(options)")
        }
        try shop.write(
            Self.calls.replacing("purpose: label,", with: "purpose: label, family: outcome,"),
            to: "pipeline.yaml")
        let misplaced = try shop.leadline("check", "pipeline.yaml")
        #expect(misplaced.status == 3)
        #expect(misplaced.errors.contains("only a feature has a family"))
    }

    /// What the daemon makes of a row of inputs.
    private func inferred(_ row: [String: LeadAnswer.Value], _ daemon: RunningDaemon) throws -> Double {
        let inputs = row.sorted { $0.key < $1.key }.map { name, value in
            #"{"name": "\#(name)", "shape": [1], "datatype": "\#(value.datatype)", "data": [\#(value.json)]}"#
        }
        let reply = try daemon.request(
            "POST", "/v2/models/shop/infer", #"{"inputs": [\#(inputs.joined(separator: ", "))]}"#)
        let outputs = try JSONDecoder().decode(LeadAnswer.Inferred.self, from: Data(reply.body)).outputs
        return try #require(outputs.first { $0.name == "probability" }?.data.first)
    }
}
