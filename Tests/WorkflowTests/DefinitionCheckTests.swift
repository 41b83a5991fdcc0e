import Foundation
import Settings
import Testing
import Workflow

/// Definitions that could give nothing are refused where they are written, with the name that was probably meant.
struct DefinitionCheckTests {
    static let yaml = """
        \(PipelineTests.head)
              firm: {type: key, namespace: firm, purpose: identity}
              page: {type: text, purpose: feature, allowed: [pricing, blog, docs]}
              code: {type: text, purpose: feature}
              seconds: {type: number, purpose: feature}
              clicks: {type: integer, purpose: feature}
              paid: {type: boolean, purpose: feature}
            events:
              - kind: visit
                subject: id
                channel: web
                occurredAt: day
                recordedAt: assumed occurredAt + 0d
                attributes: [firm, page, code, seconds, clicks, paid]
              - {kind: silence, subject: id, occurredAt: day, recordedAt: assumed occurredAt + 0d}
        label:
          version: 1
          name: again
          outcome: {kind: visit, where: {page: pricing, code: 4}}
          window: 30d
          from: cutoff
        \(PipelineTests.months)
        features:
          pricing: {kind: count, of: visit, where: {page: [pricing, docs], seconds: {atLeast: 3}}}
          time: {kind: sum, of: visit, attribute: seconds, channel: web}
          page: {kind: last, of: visit, attribute: page}
          pages: {kind: distinct, of: visit, attribute: page}
          share: {kind: channelShare, of: visit, channel: web}
          payers: {kind: count, of: visit, where: {paid: true, clicks: 3}}
        model: {inputs: {pricing: [], time: [log1p]}}
        rules:
          time: {feature: time}
        evaluation: {groups: [page], capacity: 5}
        gates:
          - {metric: auroc, value_threshold: {lower_bound: 0.5}}
          - {metric: auroc_difference_to_rule, value_threshold: {lower_bound: 0.0}}
        audit:
          waivers:
            - {check: lifetimeCount, field: pricing, reason: it was looked at}
            - {check: clockSkew, field: visits, reason: it was looked at}
        """

    @Test func acceptsWhatCanGiveSomething() throws {
        #expect(try Pipeline(text: Self.yaml).name == "sample")
    }

    @Test(arguments: [
        (
            "[pricing, docs]", "[pricing, dosc]", "features.pricing.where.page[1]",
            "'page' is a text, one of 3, by its contract, and never the text \"dosc\"",
            "did you mean `docs`?"
        ),
        (
            "{atLeast: 3}", "long", "features.pricing.where.seconds", "and never the text \"long\"",
            "ask for a number"
        ),
        (
            "{atLeast: 3}", "\"3\"", "features.pricing.where.seconds", "and never the text \"3\"",
            "write 3 without quotes"
        ),
        (
            "where: {page: [pricing, docs], seconds: {atLeast: 3}}", "where: {page: {atLeast: 3}}",
            "features.pricing.where.page", "'page' is a text by its contract, and only numbers keep bounds",
            "list the values that count"
        ),
        ("paid: true, clicks: 3", "paid: 1", "features.payers.where.paid", "and never 1", "a truth value"),
        ("paid: true, clicks: 3", "clicks: 3.5", "features.payers.where.clicks", "and never 3.5", "number"),
        ("paid: true, clicks: 3", "code: 4", "features.payers.where.code", "and never 4", "write \"4\""),
        ("paid: true, clicks: 3", "firm: acme", "features.payers.where.firm", "a link by its", "{link: "),
        (
            "attribute: seconds, channel: web", "attribute: seconds, channel: wbe",
            "features.time.channel", "no event of kind 'visit' comes through the channel 'wbe'",
            "did you mean `web`?"
        ),
        (
            "kind: channelShare, of: visit, channel: web", "kind: channelShare, of: visit, channel: mail",
            "features.share.channel", "comes through the channel 'mail'", "use one of web"
        ),
        (
            "{kind: channelShare, of: visit, channel: web}", "{kind: channelEntropy, of: silence}",
            "features.share.kind", "no event of kind 'silence' names a channel", "write `channel`"
        ),
        (
            "attribute: seconds, channel", "attribute: page, channel", "features.time.attribute",
            "'page' is a text by its contract, and sum takes numbers", "or count its values"
        ),
        (
            "{kind: last, of: visit, attribute: page}",
            "{kind: last, of: visit, attribute: page, type: number}",
            "features.page.attribute", "and last with type: number takes numbers", "remove `type: number`"
        ),
        (
            "{kind: last, of: visit, attribute: page}", "{kind: last, of: visit, attribute: firm}",
            "features.page.attribute", "'firm' is a link by its contract", "kind: distinct"
        ),
        (
            "{kind: last, of: visit, attribute: page}",
            "{kind: similarity, of: visit, attribute: seconds, embedder: models:/texts/1, like: [trial]}",
            "features.page.attribute", "and similarity takes texts", "take its latest value"
        ),
        (
            "attribute: seconds, channel", "attribute: second, channel", "features.time.attribute",
            "the attribute 'second'", "did you mean `seconds`?"
        ),
        (
            "{pricing: [], time: [log1p]}", "{pricing: [], tiem: [log1p]}", "model.inputs.tiem",
            "there is no feature 'tiem'", "did you mean `time`?"
        ),
        (
            "groups: [page]", "groups: [time]", "evaluation.groups[0]",
            "there is no feature 'time' that is a category", "use one of page"
        ),
        ("metric: auroc,", "metric: aurco,", "gates[0].metric", "computes 'aurco'", "did you mean `auroc`?"),
        (
            "metric: auroc,", "metric: log_loss_difference_to_rule,", "gates[0].metric",
            "computes 'log_loss_difference_to_rule' on the slice 'test'", "use one of"
        ),
        (
            "metric: auroc,", "metric: auroc, slice: backtest,", "gates[0].slice",
            "nothing is measured on a slice 'backtest'", "use one of test"
        ),
        (
            "metric: auroc, value_threshold: {lower_bound: 0.5}",
            "metric: auroc, change_threshold: {absolute: 0.0, direction: HIGHER_IS_BETTER, baseline: incumbnet}",
            "gates[0]", "is compared with 'incumbnet'", "did you mean `incumbent`?"
        ),
        (
            "metric: auroc, value_threshold: {lower_bound: 0.5}",
            "metric: calibration_in_the_large, bound: lower, change_threshold: {absolute: 0.0, direction: HIGHER_IS_BETTER}",
            "gates[0].bound", "the change of 'calibration_in_the_large' to 'incumbent' has no interval",
            "one of auroc"
        ),
        (
            "value_threshold: {lower_bound: 0.5}",
            "value_threshold: {lower_bound: 0.5}, valueThreshold: {lowerBound: 0.5}",
            "gates[0].valueThreshold",
            "`value_threshold` is written as well", "keep that one"
        ),
        (
            "field: pricing", "field: prcing", "audit.waivers[0].field",
            "there is no feature, field, source or kind of events 'prcing'", "did you mean `pricing`?"
        ),
        (
            "check: lifetimeCount", "check: lifetimeCuont", "audit.waivers[0].check", "unknown value",
            "did you mean `lifetimeCount`?"
        ),
        (
            "audit:\n", "audit:\n  scoring: {kind: visit, attribute: page}\n", "audit.scoring.attribute",
            "no event of kind 'visit' has a number 'page'", "use one of clicks, seconds"
        ),
        (
            "audit:\n", "audit:\n  orders: [{first: visit, then: vist}]\n", "audit.orders[0].then",
            "no source makes events of the kind vist", "the kinds are"
        ),
        (
            "where: {page: pricing, code: 4}", "where: {pgae: pricing}", "label.outcome.where.pgae",
            "no contract gives an event of kind 'visit' the attribute 'pgae'", "did you mean `page`?"
        ),
        (
            "where: {page: pricing, code: 4}", "where: {page: won}", "label.outcome.where.page",
            "and never the text \"won\"", "use one of pricing, blog, docs"
        ),
        (
            "where: {page: pricing, code: 4}", "where: {paid: 1}", "label.outcome.where.paid", "and never 1",
            "a truth value"
        ),
    ])
    func refusesWhatGivesNothing(
        part: String, replacement: String, place: String, message: String, remedy: String
    ) throws {
        let text = Self.yaml.replacing(part, with: replacement, maxReplacements: 1)
        try #require(text != Self.yaml)
        let error = try #require(throws: SettingsError.self) { try Pipeline(text: text) }
        let said = "\(error)"
        #expect(said.contains(place), "\(said)")
        #expect(said.contains(message), "\(said)")
        #expect(said.contains(remedy), "\(said)")
        // The line of what was changed.
        let changed = zip(Self.yaml.split(separator: "\n"), text.split(separator: "\n"))
            .enumerated().first { $0.element.0 != $0.element.1 }
        let line = try #require(changed).offset + 1
        #expect(said.contains(".yaml:\(line):"), "\(said)")
    }
}
